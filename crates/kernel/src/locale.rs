//! What a reader sees of numbers, dates and durations, in French and in English.
//!
//! French uses the narrow no-break space between thousands and before the per cent sign, and the
//! no-break space around the `h` of a time. Dates are those of an IANA zone, Paris by default.
//! Sentences are not here: they belong to the features and their translation files.

mod dates;
mod numbers;

pub use dates::{Zone, date_iso, date_long, date_short, day_bounds, local_minutes, relative, time_short};
pub use numbers::{bytes, number, percent};

use serde::{Deserialize, Serialize};

/// The narrow no-break space, U+202F.
pub const NARROW: char = '\u{202f}';
/// The no-break space, U+00A0.
pub const NBSP: char = '\u{a0}';

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// French, the first language of the product.
    #[default]
    Fr,
    /// English.
    En,
}

impl Locale {
    /// Every language, first the default.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// `fr` or `en`, as in `lang` attributes and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads a tag such as `fr`, `FR`, `fr-CA` or `en_GB`.
    pub fn from_code(code: &str) -> Option<Self> {
        let language = code.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|locale| locale.code().eq_ignore_ascii_case(language))
    }

    /// The language a browser asks for in `Accept-Language`; French when it wants none we have.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0.0, Self::default());
        for wish in accept_language.split(',').take(32) {
            let (tag, quality) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let quality = quality.trim().parse::<f64>().unwrap_or(0.0);
            if let Some(locale) = Self::from_code(tag)
                && quality > best.0
            {
                best = (quality, locale);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests;
