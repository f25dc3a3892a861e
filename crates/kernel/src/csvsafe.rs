//! Cells of an exported table that no spreadsheet will run.
//!
//! A cell that begins like a formula is given a leading apostrophe, as OWASP advises. Plain numbers,
//! even negative ones, stay numbers. Quoting and separators are the work of the CSV writer.

use std::borrow::Cow;

/// The cell, harmless for a spreadsheet.
pub fn cell(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') if !is_number(text) => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sec_13_formulas_get_an_apostrophe_and_the_rest_stays() {
        for dangerous in [
            "=1+1", "+33 6 12", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "＝1", "-", "-1.", "--1",
        ] {
            assert_eq!(cell(dangerous), format!("'{dangerous}"));
        }
        for plain in ["", "bonjour", "-12", "-12.5", "12", "a=b", "l’été"] {
            assert!(
                matches!(cell(plain), Cow::Borrowed(same) if same == plain),
                "{plain}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_cell_starts_a_formula(text in ".*") {
            let safe = cell(&text);
            let starts = safe.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert!(!starts || is_number(&safe));
            prop_assert!(safe.ends_with(&text));
        }
    }
}
