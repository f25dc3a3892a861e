//! Numbers, percentages and sizes as each language writes them.

use super::{Locale, NARROW, NBSP};

/// `12 345` in French (narrow no-break space), `12,345` in English.
pub fn number(value: i64, locale: Locale) -> String {
    let digits = value.unsigned_abs().to_string();
    let separator = match locale {
        Locale::Fr => NARROW,
        Locale::En => ',',
    };
    let mut text = String::with_capacity(digits.len() * 2);
    if value < 0 {
        text.push('\u{2212}');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A ratio between 0 and 1 as a whole percentage: `42 %` in French, `42%` in English.
pub fn percent(ratio: f64, locale: Locale) -> String {
    let whole = number((ratio * 100.0).round() as i64, locale);
    match locale {
        Locale::Fr => format!("{whole}{NARROW}%"),
        Locale::En => format!("{whole}%"),
    }
}

/// A size in decimal units: `1,2 Mo` in French, `1.2 MB` in English.
pub fn bytes(count: u64, locale: Locale) -> String {
    let (units, comma) = match locale {
        Locale::Fr => (["octets", "ko", "Mo", "Go", "To"], ","),
        Locale::En => (["bytes", "kB", "MB", "GB", "TB"], "."),
    };
    let mut value = count as f64;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let name = match (unit, count, locale) {
        (0, 0 | 1, Locale::Fr) => "octet",
        (0, 1, Locale::En) => "byte",
        _ => units[unit],
    };
    let figure = format!("{value:.1}");
    let figure = figure.strip_suffix(".0").unwrap_or(&figure).replace('.', comma);
    format!("{figure}{NBSP}{name}")
}
