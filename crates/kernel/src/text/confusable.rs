//! The skeleton of a name: what is left of it for an eye that does not read closely.
//!
//! Two names with the same skeleton look alike. Letters of other alphabets, letters in mathematical,
//! circled or squared dress, accents, spaces, punctuation and check marks do not make a difference.

use super::{fold, lower_without_marks};

/// The skeleton; two names that look alike have the same.
pub fn confusable(name: &str) -> String {
    let dressed: String = name.chars().map(undress).collect();
    let latin: String = dressed.chars().map(capital).collect();
    let folded = fold(&lower_without_marks(&latin));
    let letters: String = folded
        .chars()
        .map(lower)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let skeleton = letters.replace("rn", "m").replace("vv", "w");
    if skeleton.is_empty() { fold(name) } else { skeleton }
}

/// Letters inside circles and squares that Unicode does not decompose, and flags spelling letters.
fn undress(c: char) -> char {
    let base = match c {
        '\u{1f150}'..='\u{1f169}' => 0x1f150,
        '\u{1f170}'..='\u{1f189}' => 0x1f170,
        '\u{1f1e6}'..='\u{1f1ff}' => 0x1f1e6,
        _ => return c,
    };
    char::from_u32(c as u32 - base + u32::from(b'a')).unwrap_or(c)
}

/// Capitals that look like a Latin capital although their small letter may look like another.
fn capital(c: char) -> char {
    match c {
        'А' | 'Α' => 'a',
        'В' | 'Β' => 'b',
        'С' | 'Ϲ' => 'c',
        'Е' | 'Ε' => 'e',
        'Н' | 'Η' => 'h',
        'І' | 'Ι' | 'Ӏ' => 'i',
        'Ј' => 'j',
        'К' | 'Κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'О' | 'Ο' => 'o',
        'Р' | 'Ρ' => 'p',
        'Ѕ' => 's',
        'Т' | 'Τ' => 't',
        'Х' | 'Χ' => 'x',
        'У' | 'Υ' | 'Ү' => 'y',
        'Ζ' => 'z',
        other => other,
    }
}

/// Small letters and digits that look like a small Latin letter; `i`, `l` and `1` are one.
fn lower(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' | 'ᴀ' => 'a',
        'в' | 'β' | 'ʙ' | 'ь' => 'b',
        'с' | 'ϲ' | 'ᴄ' => 'c',
        'ԁ' | 'ɗ' | 'ᴅ' => 'd',
        'е' | 'ε' | 'є' | 'ɛ' | 'ᴇ' | 'ə' => 'e',
        'ғ' | 'ꜰ' => 'f',
        'ɡ' | 'ɢ' => 'g',
        'н' | 'һ' | 'ʜ' | 'հ' => 'h',
        'і' | 'ι' | 'ӏ' | 'ɪ' | 'ı' | 'ʟ' | 'ɩ' | 'i' | 'l' | '1' | '|' => 'l',
        'ј' | 'ᴊ' => 'j',
        'к' | 'κ' | 'ᴋ' => 'k',
        'м' | 'ᴍ' => 'm',
        'п' | 'η' | 'ɴ' | 'ո' => 'n',
        'о' | 'ο' | 'σ' | 'ᴏ' | 'օ' | '0' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' | 'ꜱ' | 'ς' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ᴜ' | 'и' | 'ս' => 'u',
        'ν' | 'ѵ' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ᴡ' | 'ш' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ү' | 'ʏ' => 'y',
        'ᴢ' => 'z',
        other => other,
    }
}
