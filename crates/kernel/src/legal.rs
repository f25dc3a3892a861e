//! Numbers by which French organisations are known: SIREN and SIRET of the register of establishments, RNA of the
//! register of associations. Only their form is judged; whether they exist is for whoever verifies.

/// The SIREN of La Poste: its establishments are numbered by another rule.
const POSTE: &str = "356000000";

/// The letters and digits of what was typed: spaces, dots and dashes are forgiven.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '_' | '/'))
        .collect::<String>()
        .to_ascii_uppercase()
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// The check of ISO/IEC 7812 (« Luhn »): every second digit from the right counts twice, the sum ends in 0.
fn luhn(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(byte, times)| u32::from(byte - b'0') * times)
        .map(|n| n / 10 + n % 10)
        .sum();
    sum.is_multiple_of(10)
}

/// The nine digits of a SIREN that holds together.
#[must_use]
pub fn siren(text: &str) -> Option<String> {
    let bare = bare(text);
    (digits(&bare, 9) && bare != "000000000" && luhn(&bare)).then_some(bare)
}

/// The fourteen digits of a SIRET that holds together. The offices of La Poste (but its seat, which follows the common
/// rule too) have a sum of digits that five divides.
#[must_use]
pub fn siret(text: &str) -> Option<String> {
    let bare = bare(text);
    if !digits(&bare, 14) || siren(&bare[..9]).is_none() {
        return None;
    }
    let plain: u32 = bare.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let poste = bare.starts_with(POSTE) && plain.is_multiple_of(5);
    (luhn(&bare) || poste).then_some(bare)
}

/// A SIRET as people read it: `123 456 789 00012`.
#[must_use]
pub fn siret_shown(siret: &str) -> String {
    if !digits(siret, 14) {
        return siret.to_owned();
    }
    let parts = [&siret[..3], &siret[3..6], &siret[6..9], &siret[9..]];
    parts.join("\u{a0}")
}

/// The number of the national register of associations: W and nine signs, of which the first two name the department
/// (`2A` in Corsica, `9R` in La Réunion). Associations of local law in Alsace and Moselle have none.
#[must_use]
pub fn rna(text: &str) -> Option<String> {
    let bare = bare(text);
    let rest = bare.strip_prefix('W')?;
    let fine = rest.len() == 9
        && rest
            .bytes()
            .enumerate()
            .all(|(at, b)| b.is_ascii_digit() || at == 1 && b.is_ascii_uppercase());
    fine.then_some(bare)
}

/// Whether associations of a commune (by its INSEE code) may be of the local law of Alsace and Moselle, entered in
/// the register of a court: these have no RNA number.
#[must_use]
pub fn local_law(insee: &str) -> bool {
    ["57", "67", "68"]
        .iter()
        .any(|department| insee.starts_with(department))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn io_32_known_numbers_are_read_as_people_type_them() {
        assert_eq!(siren("732 829 320").as_deref(), Some("732829320"));
        assert_eq!(siret("732 829 320 00074").as_deref(), Some("73282932000074"));
        assert_eq!(siret("732.829.320-00074").as_deref(), Some("73282932000074"));
        assert_eq!(siret_shown("73282932000074"), "732\u{a0}829\u{a0}320\u{a0}00074");
        for wrong in [
            "",
            "732829320",
            "73282932000075",
            "7328293200007A",
            "00000000000000",
            "é",
        ] {
            assert_eq!(siret(wrong), None, "{wrong}");
        }
        assert_eq!(rna("w 922 012 345").as_deref(), Some("W922012345"));
        assert_eq!(rna("W2A1234567").as_deref(), Some("W2A1234567"));
        for wrong in [
            "",
            "W12345678",
            "W1234567890",
            "X123456789",
            "922012345",
            "WA21234567",
        ] {
            assert_eq!(rna(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn io_32_offices_of_la_poste_follow_their_own_rule() {
        // The seat follows the common rule, an office its own only.
        assert!(siret("35600000000048").is_some());
        assert!(siret("35600000000005").is_none(), "neither rule");
        assert!(!luhn("35600000049837") && siret("35600000049837").is_some());
        assert!(siret("35600000049838").is_none());
    }

    #[test]
    fn io_32_associations_of_local_law_are_those_of_three_departments() {
        assert!(local_law("67482") && local_law("68066") && local_law("57463"));
        assert!(!local_law("92071") && !local_law(""));
    }

    proptest::proptest! {
        #[test]
        fn io_32_one_wrong_digit_is_always_seen(head in 1_u32..99_999_999, at in 0_usize..9, by in 1_u8..10) {
            let head = format!("{head:08}");
            let check = (0..10).find(|d| luhn(&format!("{head}{d}"))).expect("one digit completes it");
            let right = format!("{head}{check}");
            proptest::prop_assert_eq!(siren(&right), Some(right.clone()));
            let mut wrong = right.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let wrong = String::from_utf8(wrong).expect("digits");
            proptest::prop_assert_eq!(siren(&wrong), None);
        }

        #[test]
        fn io_32_nothing_typed_breaks_anything_and_what_is_read_is_read_again(text in "\\PC{0,20}|[W0-9A-Z .]{0,16}") {
            for read in [siren, siret, rna] {
                if let Some(one) = read(&text) {
                    proptest::prop_assert_eq!(read(&one), Some(one));
                }
            }
            let _ = siret_shown(&text);
        }
    }
}
