//! Colours a territory chooses, and whether text on them can be read.
//!
//! Contrast is the ratio of WCAG 2.2: 1 for equal colours, 21 for black on white. [`enough`] asks for
//! the 4.5 of normal text. A refused pair comes with the nearest shade of the same hue that passes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The ratio normal text needs (WCAG 2.2, criterion 1.4.3, level AA).
pub const AA: f64 = 4.5;

/// An opaque colour of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

/// What was read is not `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb")]
pub struct NotAColour;

impl Colour {
    /// Reads `#rrggbb`, in either case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, r, g, b] = value.to_be_bytes();
        Some(Self { r, g, b })
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The colour mixed with white (`amount` > 0) or black (`amount` < 0), which keeps its hue.
    fn shaded(self, amount: f64) -> Self {
        let target = if amount > 0.0 { 255.0 } else { 0.0 };
        let mix = |channel: u8| {
            let from = f64::from(channel);
            (from + (target - from) * amount.abs()).round() as u8
        };
        Self {
            r: mix(self.r),
            g: mix(self.g),
            b: mix(self.b),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        Self::parse(text).ok_or(NotAColour)
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

/// The contrast ratio of two colours, from 1 to 21, the same both ways.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Whether normal text of this colour can be read on this ground.
pub fn enough(text: Colour, ground: Colour) -> bool {
    contrast(text, ground) >= AA
}

/// The text colour itself when it can be read on the ground, else its nearest darker or lighter shade
/// that can. There always is one: black or white passes on every ground.
pub fn readable_pair(text: Colour, ground: Colour) -> Colour {
    const STEPS: i32 = 200;
    let shades = (0..=STEPS).flat_map(|step| {
        let amount = f64::from(step) / f64::from(STEPS);
        [text.shaded(-amount), text.shaded(amount)]
    });
    let fallback = text.shaded(if ground.luminance() > 0.18 { -1.0 } else { 1.0 });
    shades
        .into_iter()
        .find(|shade| enough(*shade, ground))
        .unwrap_or(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect(text)
    }

    #[test]
    fn a11y_12_ratios_are_those_of_wcag() {
        assert!((contrast(colour("#000000"), colour("#ffffff")) - 21.0).abs() < 1e-9);
        assert!((contrast(colour("#767676"), colour("#FFFFFF")) - 4.54).abs() < 0.005);
        assert!(enough(colour("#767676"), colour("#ffffff")));
        assert!(!enough(colour("#777777"), colour("#ffffff")));
    }

    #[test]
    fn what_is_not_a_colour_is_refused() {
        for text in [
            "", "#", "#fff", "#gggggg", "123456", "#12345", "#1234567", "#+12345", "#é1234",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_suggestion_passes_and_good_pairs_stay(a: [u8; 3], b: [u8; 3]) {
            let text = Colour { r: a[0], g: a[1], b: a[2] };
            let ground = Colour { r: b[0], g: b[1], b: b[2] };
            let suggestion = readable_pair(text, ground);
            prop_assert!(enough(suggestion, ground));
            prop_assert!(!enough(text, ground) || suggestion == text);
            prop_assert_eq!(Colour::parse(&suggestion.to_string()), Some(suggestion));
        }
    }
}
