//! Texts whose words are as unequal as those of people: the nth word is said n times less often than the first.

/// The commonest words, in the order of their use. Those of a town come after those of any sentence.
const COMMON: [&str; 100] = [
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "en",
    "un",
    "une",
    "du",
    "pour",
    "que",
    "est",
    "dans",
    "qui",
    "sur",
    "pas",
    "plus",
    "par",
    "avec",
    "ce",
    "il",
    "sont",
    "nous",
    "au",
    "on",
    "ne",
    "se",
    "aux",
    "cette",
    "tout",
    "mais",
    "ou",
    "comme",
    "leur",
    "ces",
    "être",
    "faire",
    "sans",
    "très",
    "aussi",
    "peut",
    "même",
    "entre",
    "bien",
    "après",
    "encore",
    "chaque",
    "vers",
    "depuis",
    "ville",
    "rue",
    "projet",
    "école",
    "enfants",
    "place",
    "quartier",
    "vélo",
    "parc",
    "arbres",
    "jardin",
    "marché",
    "voiture",
    "mairie",
    "bus",
    "gare",
    "banc",
    "bibliothèque",
    "commerce",
    "atelier",
    "réunion",
    "voisins",
    "soirée",
    "eau",
    "ombre",
    "trottoir",
    "piscine",
    "théâtre",
    "musique",
    "compost",
    "énergie",
    "logement",
    "santé",
    "sport",
    "terrain",
    "chemin",
    "fontaine",
    "lumière",
    "bruit",
    "livraison",
    "stationnement",
    "fête",
    "cantine",
    "crèche",
    "collège",
    "potager",
    "forêt",
    "rivière",
    "quai",
    "halle",
];
/// Words in all; those that are not listed are put together from syllables.
const ALL: f64 = 20_000.0;
const HEADS: [&str; 20] = [
    "ba", "co", "di", "fe", "ga", "ju", "la", "mo", "ni", "pa", "re", "si", "ta", "vo", "cha", "tri", "plu",
    "gra", "bre", "clo",
];
const TAILS: [&str; 10] = ["n", "r", "sson", "lier", "tte", "ge", "mment", "que", "rd", "lle"];

/// The next of a fixed sequence that looks like chance (SplitMix64), so that every run fills the same.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 1).unwrap_or(0) % n.max(1)
    }

    /// A share between 0 and 1.
    #[expect(clippy::cast_precision_loss, reason = "a share of a million")]
    pub fn share(&mut self) -> f64 {
        self.below(1_000_000) as f64 / 1_000_000.0
    }

    /// A text of so many words.
    pub fn words(&mut self, n: usize) -> String {
        let mut text = String::with_capacity(n * 7);
        for i in 0..n {
            if i > 0 {
                text.push(if self.below(40) == 0 { '\n' } else { ' ' });
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a rank below 20,000"
            )]
            let rank = ALL.powf(self.share()) as usize - 1;
            push(&mut text, rank);
        }
        text
    }
}

fn push(text: &mut String, rank: usize) {
    if let Some(word) = COMMON.get(rank) {
        text.push_str(word);
        return;
    }
    let mut left = rank;
    for _ in 0..3 {
        text.push_str(HEADS[left % HEADS.len()]);
        left /= HEADS.len();
        if left == 0 {
            break;
        }
    }
    text.push_str(TAILS[rank % TAILS.len()]);
}
