//! Plain text from people: cleaned when it comes in, folded to compare, shortened to show.
//!
//! [`clean_line`] and [`clean_text`] run once, where a form is read; what is stored is clean.
//! [`fold`] is for equality and unique columns, [`confusable`] for names made to look like another,
//! [`slug`] for addresses. Lengths are in graphemes, what a reader counts.

mod clean;
mod confusable;

pub(crate) use clean::single_spaces;
pub use clean::{clean_line, clean_text};
pub use confusable::confusable;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The text without case, accents, ligatures, or differences of spaces, apostrophes and dashes.
pub fn fold(text: &str) -> String {
    let bare = lower_without_marks(text);
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.chars() {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            '‘' | '’' | 'ʼ' | '‛' | '′' => folded.push('\''),
            '‐'..='―' | '−' => folded.push('-'),
            other => folded.push(other),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Compatibility forms taken apart, lower case, no combining marks. Twice, because lower case may make
/// marks (`İ`) and letters that decompose further.
pub(crate) fn lower_without_marks(text: &str) -> String {
    let once = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase();
    once.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The text as part of an address: ASCII letters, digits and dashes, at most `max` bytes, cut between
/// two words where one ends in the second half. Never empty: what leaves nothing is `idee`.
pub fn slug(text: &str, max: usize) -> String {
    let folded = fold(text);
    let words = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let room = max.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        let fits = word.len() <= room;
        if !fits && slug.len() * 2 >= max {
            break;
        }
        if !slug.is_empty() && room > 0 {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(room)]);
        if !fits {
            break;
        }
    }
    if slug.is_empty() { "idee".to_owned() } else { slug }
}

/// How many characters a reader counts.
pub fn graphemes(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') {
        text.len()
    } else {
        text.graphemes(true).count()
    }
}

/// One or two capital letters that stand for a name; `?` when it has none.
pub fn initials(name: &str) -> String {
    let mut letters = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .map(|letter| letter.to_uppercase().next().unwrap_or(letter));
    let Some(first) = letters.next() else {
        return "?".to_owned();
    };
    std::iter::once(first).chain(letters.next_back()).collect()
}

/// The text in at most `n` graphemes, with `…` where it was cut, between two words where possible.
pub fn ellipsis(text: &str, n: usize) -> String {
    let mut cut = None;
    for (count, (start, _)) in text.grapheme_indices(true).enumerate() {
        if count + 1 == n.max(1) {
            cut = Some(start);
        }
        if count == n.max(1) {
            return format!("{}…", trim_to_word(text, cut.unwrap_or(0)));
        }
    }
    text.to_owned()
}

fn trim_to_word(text: &str, cut: usize) -> &str {
    let kept = &text[..cut];
    let in_word = text[cut..].chars().next().is_some_and(char::is_alphanumeric)
        && kept.chars().next_back().is_some_and(char::is_alphanumeric);
    let kept = match kept.rfind(char::is_whitespace) {
        Some(space) if in_word && space * 2 >= cut => &kept[..space],
        _ => kept,
    };
    kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '('))
}

#[cfg(test)]
mod tests;
