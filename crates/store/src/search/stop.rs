//! Words too common to search by, and the short forms that French and English glue with an apostrophe.

use std::collections::HashSet;
use std::sync::LazyLock;

use terreau_kernel::locale::Locale;

/// What stands before an apostrophe and carries no meaning of its own, folded.
const ELIDED: &[&str] = &[
    "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quelqu", "quoiqu", "s", "t",
];

/// What stands after an apostrophe in English and carries no meaning of its own.
const CLITIC: &[&str] = &["d", "ll", "m", "re", "s", "t", "ve"];

const FRENCH: &str = "a afin ai aie ainsi alors apres as au aucun aucune aussi aux avaient avais avait avec avez \
    avoir avons ayant c car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez comme comment \
    d dans de depuis des dois doit doivent donc dont du elle elles en encore entre es est et etaient etais etait \
    etant ete etes etre eu eux faire fait faut il ils j je jusque l la le les leur leurs lors lorsque lui m ma mais \
    me meme memes mes mien moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent \
    peux plus pour pourquoi puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera \
    seront ses si sien sinon soi soient soit sommes son sont sous suis sur t ta te tel telle tes tien toi ton tous \
    tout toute toutes tres tu un une vers voici voila vos votre vous y";

const ENGLISH: &str = "a about after all also am an and any are as at be because been before being but by can could \
    did do does doing for from had has have having he her here hers him his how i if in into is it its itself just \
    me more most my no nor not of on only or other our ours out over own same she should so some such than that the \
    their theirs them then there these they this those through to too under until up very was we were what when \
    where which while who whom why will with would you your yours";

static FRENCH_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| FRENCH.split_ascii_whitespace().collect());
static ENGLISH_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH.split_ascii_whitespace().collect());

/// Whether a folded word is too common in a language to be searched by.
pub(super) fn is_stop(word: &str, lang: Locale) -> bool {
    match lang {
        Locale::Fr => FRENCH_SET.contains(word),
        Locale::En => ENGLISH_SET.contains(word),
    }
}

pub(super) fn is_elided(word: &str) -> bool {
    ELIDED.contains(&word)
}

pub(super) fn is_clitic(word: &str) -> bool {
    CLITIC.contains(&word)
}
