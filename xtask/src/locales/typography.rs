//! French typography: a narrow no-break space before `;`, `!`, `?` and `»`, a no-break space around `:` and
//! after `«`, curved apostrophes, one character for an ellipsis.

use crate::finding::Finding;

use super::ftl::VARIABLE;
use super::prose::Piece;

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

pub fn check(prose: &[Piece]) -> Vec<Finding> {
    let mut found = Vec::new();
    for piece in prose {
        for (what, near) in faults(&piece.text) {
            found.push(Finding::at(
                "typography",
                &piece.path,
                piece.line,
                format!("{what}, near “{near}”"),
            ));
        }
    }
    found.dedup();
    found
}

fn faults(text: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied();
    let mut found = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).and_then(at), at(i + 1));
        if let Some(fault) = fault(*c, before, after, text_before(&chars, i)) {
            let near = chars[i.saturating_sub(14)..(i + 6).min(chars.len())]
                .iter()
                .collect::<String>();
            found.push((fault, near.replace('\n', " ").replace(VARIABLE, "…")));
        }
    }
    found
}

/// The word that ends at `i`.
fn text_before(chars: &[char], i: usize) -> &[char] {
    let from = chars[..i]
        .iter()
        .rposition(|c| c.is_whitespace())
        .map_or(0, |n| n + 1);
    &chars[from..i]
}

fn fault(c: char, before: Option<char>, after: Option<char>, word: &[char]) -> Option<&'static str> {
    let ends = after.is_none_or(|a| !a.is_alphanumeric() && !matches!(a, '/' | '=' | '&'));
    match c {
        ';' if word.first() == Some(&'&') => None,
        ';' | '!' | '?'
            if ends && !before.is_none_or(|b| matches!(b, NARROW | '!' | '?' | '(' | '[' | '…')) =>
        {
            Some("U+202F stands before ; ! ?")
        }
        '»' if before != Some(NARROW) => Some("U+202F stands before »"),
        '«' if !matches!(after, Some(NARROW | WIDE)) => Some("U+00A0 stands after «"),
        ':' if after.is_none_or(char::is_whitespace) && !matches!(before, None | Some(NARROW | WIDE)) => {
            Some("U+00A0 stands before :")
        }
        '\'' if before.is_some_and(char::is_alphabetic) => Some("the apostrophe is ’"),
        '.' if before == Some('.') && after == Some('.') => Some("three points are …"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> usize {
        faults(text).len()
    }

    #[test]
    fn proper_french_passes() {
        let text = "L’idée\u{202f}: «\u{a0}oui\u{202f}», n’est-ce pas\u{202f}?! \
            À 18:30\u{a0}: venez\u{202f}; & &amp; a…";
        assert_eq!(faults(text), []);
    }

    #[test]
    fn ux_24_each_fault_is_found() {
        for text in [
            "quoi ?",
            "quoi?",
            "oui !",
            "un ; deux",
            "un\u{a0}; deux",
            "l'idée",
            "Voir :",
            "Voir: là",
            "« oui\u{202f}»",
        ] {
            assert_eq!(number(text), 1, "{text}");
        }
        assert_eq!(number("«\u{a0}oui »"), 1);
        assert_eq!(number("et..."), 1);
    }
}
