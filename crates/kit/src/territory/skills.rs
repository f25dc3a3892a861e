//! The vocabulary of skills of a territory: what people say they can do, found by name, by synonym, or nearly.

use std::{cmp::Reverse, collections::HashMap};

use terreau_kernel::{id::Id, locale::Locale, text};
use terreau_store::{Reach, Result};

terreau_store::statements! {
    SKILLS = "select territory_id, id, slug, domain, name_fr, name_en, words_fr, words_en, into_id, state from skills
              where state <> 'proposed' order by territory_id, domain, slug";
}

/// A skill of a territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Its id.
    pub id: Id,
    /// Address part.
    pub slug: String,
    /// The domain it stands in.
    pub domain: String,
    /// French name.
    pub name_fr: String,
    /// English name.
    pub name_en: String,
    /// The skill it became a part of.
    pub into: Option<Id>,
    /// False when it is no longer offered.
    pub offered: bool,
    /// Its name and its synonyms in both languages, folded; the names come first.
    keys: Vec<String>,
}

impl Skill {
    /// A skill with its synonyms, separated by semicolons.
    #[must_use]
    pub fn new(id: Id, slug: String, domain: String, names: [String; 2], synonyms: [&str; 2]) -> Self {
        let mut keys: Vec<String> = names.iter().map(|name| text::fold(name)).collect();
        let others = synonyms.iter().flat_map(|words| words.split(';')).map(text::fold);
        keys.extend(others);
        keys.retain(|key| !key.is_empty());
        let [name_fr, name_en] = names;
        Self {
            id,
            slug,
            domain,
            name_fr,
            name_en,
            into: None,
            offered: true,
            keys,
        }
    }

    /// The name in a language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        if locale == Locale::En && !self.name_en.is_empty() {
            &self.name_en
        } else {
            &self.name_fr
        }
    }

    /// True for the very name, or one of the synonyms, whatever its case and accents.
    #[must_use]
    pub fn is_called(&self, folded: &str) -> bool {
        self.keys.iter().any(|key| key == folded)
    }

    /// How well what was typed names this skill; none when it does not.
    fn fit(&self, typed: &str, words: &[&str]) -> Option<u32> {
        let best = self.keys.iter().enumerate().filter_map(|(at, key)| {
            let name = u32::from(at < 2);
            if key == typed {
                Some(100 + name)
            } else if key.starts_with(typed) {
                Some(80 + name)
            } else {
                every(words, key).map(|fine| fine + name)
            }
        });
        best.max()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    territory_id: Id,
    id: Id,
    slug: String,
    domain: String,
    name_fr: String,
    name_en: String,
    words_fr: String,
    words_en: String,
    into_id: Option<Id>,
    state: String,
}

impl Row {
    fn read(self) -> Skill {
        let names = [self.name_fr, self.name_en];
        let words = [self.words_fr.as_str(), self.words_en.as_str()];
        let skill = Skill::new(self.id, self.slug, self.domain, names, words);
        Skill {
            into: self.into_id,
            offered: self.state == "offered",
            ..skill
        }
    }
}

/// The vocabulary of every territory; what was only proposed is not in it.
pub(super) async fn all(db: &mut impl Reach) -> Result<HashMap<Id, Vec<Skill>>> {
    let mut by_territory: HashMap<Id, Vec<Skill>> = HashMap::new();
    for row in terreau_store::all!(db, Row, SKILLS)? {
        by_territory.entry(row.territory_id).or_default().push(row.read());
    }
    Ok(by_territory)
}

/// Each word typed begins a word of the key, or nearly.
fn every(words: &[&str], key: &str) -> Option<u32> {
    let mut worst = 60;
    for word in words {
        let near = parts(key).filter_map(|part| {
            if part.starts_with(word) {
                Some(60)
            } else {
                (word.len() >= 4 && one_mistake(word, part)).then_some(30)
            }
        });
        worst = worst.min(near.max()?);
    }
    Some(worst)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// Words too small to tell skills apart.
const SMALL: [&str; 14] = [
    "de", "des", "du", "le", "la", "les", "un", "une", "et", "en", "l", "d", "the", "of",
];

/// The skills that what was typed names, the best first; a word begun, a synonym or one typing mistake are enough.
#[must_use]
pub fn find<'a>(skills: &'a [Skill], typed: &str, locale: Locale, limit: usize) -> Vec<&'a Skill> {
    let folded = text::fold(typed);
    let words: Vec<&str> = parts(&folded).filter(|word| !SMALL.contains(word)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> = skills
        .iter()
        .filter(|skill| skill.offered)
        .filter_map(|skill| Some((skill.fit(&folded, &words)?, skill)))
        .collect();
    found.sort_by_key(|(fit, skill)| {
        let name = skill.name(locale);
        (Reverse(*fit), name.len(), name.to_owned())
    });
    found.truncate(limit);
    found.into_iter().map(|(_, skill)| skill).collect()
}

/// The word, or its beginning, after at most one letter was added, left out, changed, or swapped with the next.
#[must_use]
pub fn one_mistake(word: &str, part: &str) -> bool {
    let (word, part): (Vec<char>, Vec<char>) = (word.chars().collect(), part.chars().collect());
    let same = word.iter().zip(&part).take_while(|(a, b)| a == b).count();
    let (left, right) = (word.get(same..).unwrap_or(&[]), part.get(same..).unwrap_or(&[]));
    let begins = |rest: &[char], from: usize, other: &[char], by: usize| {
        let rest = rest.get(from..).unwrap_or(&[]);
        other.get(by..).is_some_and(|other| other.starts_with(rest))
    };
    let swapped = match (left, right) {
        ([a, b, ..], [c, d, ..]) => a == d && b == c && begins(left, 2, right, 2),
        _ => false,
    };
    left.is_empty()
        || begins(left, 1, right, 1)
        || begins(left, 1, right, 0)
        || begins(left, 0, right, 1)
        || swapped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vocabulary() -> Vec<Skill> {
        let one = |n: u128, slug: &str, fr: &str, en: &str, words: [&str; 2]| {
            let names = [fr.to_owned(), en.to_owned()];
            Skill::new(Id::from_u128(n), slug.into(), "x".into(), names, words)
        };
        vec![
            one(
                1,
                "tenue-de-comptes",
                "tenue de comptes",
                "bookkeeping",
                ["comptabilité;trésorerie;bilan", "accounts;treasurer"],
            ),
            one(
                2,
                "taille",
                "taille des arbres fruitiers",
                "pruning fruit trees",
                ["élagage", ""],
            ),
            one(
                3,
                "garde",
                "garde d’enfants",
                "childcare",
                ["baby-sitting;nounou", ""],
            ),
            one(4, "compost", "compostage", "composting", ["", ""]),
        ]
    }

    fn first(typed: &str) -> Option<String> {
        let all = vocabulary();
        let found = find(&all, typed, Locale::Fr, 3);
        found.first().map(|skill| skill.slug.clone())
    }

    #[test]
    fn a_skill_is_found_by_name_synonym_beginning_or_with_a_mistake() {
        let comptes = Some("tenue-de-comptes".to_owned());
        for typed in [
            "Tenue de comptes",
            "comptabilite",
            "COMPTABILITÉ",
            "compta",
            "comtabilité",
            "treasurer",
            "bookkeping",
        ] {
            assert_eq!(first(typed), comptes, "{typed}");
        }
        assert_eq!(first("nounou").as_deref(), Some("garde"));
        assert_eq!(first("garder enfant").as_deref(), Some("garde"));
        assert_eq!(first("enfants garde").as_deref(), Some("garde"));
        assert_eq!(first("arbre").as_deref(), Some("taille"));
        assert_eq!(first("elagage").as_deref(), Some("taille"));
        assert_eq!(first("de la"), None);
        assert_eq!(first(""), None);
        assert_eq!(first("xylophone"), None);
    }

    #[test]
    fn what_is_no_longer_offered_is_not_found() {
        let mut all = vocabulary();
        all[3].offered = false;
        assert!(find(&all, "compostage", Locale::Fr, 3).is_empty());
    }

    proptest! {
        #[test]
        fn one_mistake_is_forgiven_and_no_text_breaks(
            word in "[a-zé]{4,12}", at in 0..12_usize, kind in 0..4_u8, c in "[a-z]",
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            match kind {
                0 => { letters.remove(at); }
                1 => letters.insert(at, c.chars().next().unwrap()),
                2 => letters[at] = c.chars().next().unwrap(),
                _ => if at + 1 < letters.len() { letters.swap(at, at + 1) },
            }
            let typed: String = letters.into_iter().collect();
            prop_assert!(one_mistake(&typed, &word), "{typed} {word}");
        }

        #[test]
        fn anything_typed_has_an_answer(typed in "\\PC{0,80}") {
            let all = vocabulary();
            prop_assert!(find(&all, &typed, Locale::En, 2).len() <= 2);
        }
    }
}
