//! Codes that change every thirty seconds (RFC 6238 over RFC 4226: HMAC-SHA-1, six digits), and the spelling of
//! their secrets that telephones read. Pure: the clock and the secret are given, the caller remembers which
//! step was used.

use hmac::{Hmac, Mac as _};
use sha1::Sha1;

use crate::{id, time::Micros};

/// Seconds one code is good for.
pub const STEP: i64 = 30;
/// Steps before and after now that are taken too: clocks of telephones drift.
const AROUND: i64 = 1;
/// RFC 4648, without the padding.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A fresh secret of 160 bits, in base 32.
pub fn secret() -> String {
    spell(&id::secret_bytes()[..20])
}

/// A fresh code for one use, 120 bits in base 32: six groups of four letters and digits.
pub fn spare() -> String {
    grouped(&spell(&id::secret_bytes()[..15]))
}

/// Groups of four, as people copy them.
pub fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// What somebody typed, as [`spare`] spelled it: capitals, no spaces, no dashes.
pub fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

/// The step of a moment.
pub fn step(now: Micros) -> i64 {
    now.div_euclid(1_000_000).div_euclid(STEP)
}

/// The code of a step, or nothing when the secret cannot be read.
pub fn code(secret: &str, step: i64) -> Option<String> {
    let key = read(secret)?;
    Some(format!("{:06}", number(&key, step)? % 1_000_000))
}

/// The step whose code was typed, when it comes after `last` and is now, just before or just after.
pub fn matching(secret: &str, typed: &str, now: Micros, last: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let here = step(now);
    let mut found = None;
    // Every step is compared, whatever was found: the time taken says nothing.
    for each in here - AROUND..=here + AROUND {
        let same = code(secret, each).is_some_and(|right| alike(&right, &typed));
        if same && each > last && found.is_none() {
            found = Some(each);
        }
    }
    found
}

/// The address a telephone reads in the drawing (`otpauth://`).
pub fn address(secret: &str, issuer: &str, account: &str) -> String {
    let escaped = |text: &str| {
        let serialized: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        serialized.replace('+', "%20")
    };
    format!(
        "otpauth://totp/{0}:{1}?secret={secret}&issuer={0}&algorithm=SHA1&digits=6&period={STEP}",
        escaped(issuer),
        escaped(account)
    )
}

fn alike(right: &str, typed: &str) -> bool {
    let different = right
        .bytes()
        .zip(typed.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    right.len() == typed.len() && different == 0
}

/// The 31 bits that RFC 4226 takes out of the digest.
fn number(key: &[u8], counter: i64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&counter.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last()? & 0x0f);
    let four: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(four) & 0x7fff_ffff)
}

fn spell(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[(held << (5 - bits) & 31) as usize]));
    }
    text
}

fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
        held &= (1 << bits) - 1;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWENTY: &[u8] = b"12345678901234567890";

    #[test]
    fn sec_22_the_codes_of_rfc_4226_are_ours() {
        let known = [
            755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489,
        ];
        for (counter, right) in (0..).zip(known) {
            assert_eq!(code(&spell(TWENTY), counter), Some(format!("{right:06}")));
        }
    }

    #[test]
    fn sec_22_the_codes_of_rfc_6238_are_ours() {
        let known = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        for (seconds, eight) in known {
            let right = number(TWENTY, step(seconds * 1_000_000)).map(|n| n % 100_000_000);
            assert_eq!(right, Some(eight), "at {seconds}");
        }
    }

    #[test]
    fn rfc_4648_spelling_is_ours() {
        let known = [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
        ];
        for (plain, spelled) in known
            .into_iter()
            .chain([("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
        {
            assert_eq!(spell(plain.as_bytes()), spelled);
            assert_eq!(read(spelled), Some(plain.as_bytes().to_vec()));
        }
        assert_eq!(read("MZXW1"), None, "1 is no digit of base 32");
    }

    #[test]
    fn sec_22_a_code_is_taken_one_step_around_and_only_once() {
        let (secret, now) = (secret(), 1_772_445_600_000_000);
        let here = step(now);
        for near in here - 1..=here + 1 {
            let right = code(&secret, near).expect("a code");
            assert_eq!(matching(&secret, &right, now, 0), Some(near));
            assert_eq!(matching(&secret, &right, now, near), None, "used up");
        }
        for far in [here - 2, here + 2] {
            let wrong = code(&secret, far).expect("a code");
            assert_eq!(matching(&secret, &wrong, now, 0), None);
        }
        let spaced = code(&secret, here).map(|c| format!(" {} {}", &c[..3], &c[3..]));
        assert_eq!(matching(&secret, &spaced.expect("a code"), now, 0), Some(here));
        assert_eq!(matching(&secret, "", now, 0), None);
    }

    #[test]
    fn a_spare_code_is_read_as_people_type_it() {
        let spare = spare();
        assert_eq!(spare.len(), 29, "{spare}");
        assert_eq!(plain(&spare.to_lowercase().replace('-', " ")), plain(&spare));
        assert_eq!(plain(&spare).len(), 24);
    }

    #[test]
    fn the_address_names_the_place_and_the_account() {
        let address = address("ABC", "Idées de Sceaux", "anna@exemple.fr");
        let parsed = url::Url::parse(&address).expect("an address");
        assert_eq!(parsed.scheme(), "otpauth");
        assert!(
            address.contains("Id%C3%A9es%20de%20Sceaux:anna%40exemple.fr?secret=ABC"),
            "{address}"
        );
    }

    proptest::proptest! {
        #[test]
        fn sec_22_nothing_typed_breaks_anything_and_no_step_comes_twice(
            secret in "[A-Z2-7]{0,40}|.{0,20}", typed in "[0-9 ]{0,8}|.{0,12}", now: i64, last: i64
        ) {
            if let Some(step) = matching(&secret, &typed, now, last) {
                proptest::prop_assert!(step > last && (step - super::step(now)).abs() <= 1);
            }
            if let Some(right) = code(&secret, super::step(now)) {
                let found = matching(&secret, &right, now, i64::MIN).expect("the code of now");
                proptest::prop_assert_eq!(matching(&secret, &right, now, found + 1), None);
            }
            proptest::prop_assert_eq!(plain(&plain(&typed)), plain(&typed));
            proptest::prop_assert!(address("AB", &typed, &secret).bytes().all(|b| b.is_ascii_graphic()));
        }
    }
}
