//! The letters of share pictures: our two fonts as they ship for drawing, what they hold, and how wide a text is.
//! Nothing depends on fonts of the machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, fontdb};
use ttf_parser::Face;

/// Headings.
pub const HEAD: &[u8] = include_bytes!("../../../../../assets/share/bricolage-grotesque-700.ttf");
/// Texts.
pub const TEXT: &[u8] = include_bytes!("../../../../../assets/share/atkinson-hyperlegible-next-500.ttf");
/// Rarer Latin letters of both.
const RARE: &[u8] = include_bytes!("../../../../../assets/share/atkinson-hyperlegible-next-ext-500.ttf");

/// How drawings are read: with these fonts alone, and nothing fetched.
pub static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in [HEAD, TEXT, RARE] {
        fonts.load_font_data(font.to_vec());
    }
    usvg::Options {
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    }
});

/// A font that can be measured.
pub struct Letters {
    faces: Vec<Face<'static>>,
}

/// Headings, measured.
pub static HEADINGS: LazyLock<Letters> = LazyLock::new(|| Letters::new(&[HEAD, TEXT, RARE]));
/// Texts, measured.
pub static TEXTS: LazyLock<Letters> = LazyLock::new(|| Letters::new(&[TEXT, RARE]));

impl Letters {
    fn new(fonts: &[&'static [u8]]) -> Self {
        let faces = fonts.iter().filter_map(|font| Face::parse(font, 0).ok());
        Self {
            faces: faces.collect(),
        }
    }

    fn advance(&self, c: char) -> Option<f32> {
        self.faces.iter().find_map(|face| {
            let glyph = face.glyph_index(c)?;
            let units = f32::from(face.glyph_hor_advance(glyph)?);
            Some(units / f32::from(face.units_per_em()))
        })
    }

    /// The text with the letters we have only: no empty boxes where a picture was typed.
    pub fn known(&self, text: &str) -> String {
        let space = |c: char| {
            if c.is_whitespace() && c != '\u{a0}' {
                ' '
            } else {
                c
            }
        };
        let narrow = text.replace('\u{202f}', "\u{a0}");
        let known: String = narrow
            .chars()
            .map(space)
            .filter(|c| self.advance(*c).is_some())
            .collect();
        known
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// How wide a text may be at a size: some bold letters are drawn a little wider than they are measured.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().filter_map(|c| self.advance(c)).sum::<f32>() * size * 1.04
    }

    /// The text in lines no wider than `room`, at most `most` of them; what does not fit ends by an ellipsis.
    pub fn wrap(&self, text: &str, size: f32, room: f32, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = vec![String::new()];
        for word in text.split(' ').flat_map(|word| self.pieces(word, size, room)) {
            let line = lines.last_mut().map_or_else(String::new, std::mem::take);
            let longer = if line.is_empty() {
                word.clone()
            } else {
                format!("{line} {word}")
            };
            let fits = self.width(&longer, size) <= room;
            if let Some(last) = lines.last_mut() {
                *last = if fits { longer } else { line };
            }
            if !fits {
                lines.push(word);
            }
            if lines.len() > most {
                break;
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                self.shorten(last, size, room);
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// A word wider than a line is cut.
    fn pieces(&self, word: &str, size: f32, room: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for c in word.chars().take(400) {
            let piece = pieces.last().map_or("", String::as_str);
            if self.width(piece, size) + self.advance(c).unwrap_or(0.0) * size * 1.04 > room {
                pieces.push(String::new());
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
        }
        pieces
    }

    fn shorten(&self, line: &mut String, size: f32, room: f32) {
        while !line.is_empty() && self.width(line, size) + self.width("…", size) > room {
            line.pop();
        }
        let end = line
            .trim_end_matches([' ', ',', '.', ';', ':', '\u{a0}', '’'])
            .len();
        line.truncate(end);
        line.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_hold_what_french_and_its_neighbours_write() {
        for c in "ÀÉÈÊËÎÏÔŒÙÛÜÇàâäéèêëîïôöœùûüÿç’«»–—…€·ŁłŐőŠšĐđ0123456789".chars()
        {
            assert!(TEXTS.advance(c).is_some() && HEADINGS.advance(c).is_some(), "{c}");
        }
    }

    #[test]
    fn lines_stay_within_their_room_and_say_when_they_were_cut() {
        for text in [
            "Un jardin partagé derrière la gare",
            &"mot ".repeat(80),
            &"x".repeat(10_000),
            "",
            "W",
        ] {
            let lines = HEADINGS.wrap(&HEADINGS.known(text), 60.0, 1072.0, 3);
            assert!(lines.len() <= 3);
            assert!(
                lines.iter().all(|line| HEADINGS.width(line, 60.0) <= 1072.0),
                "{lines:?}"
            );
        }
        let lines = TEXTS.wrap(&"mot ".repeat(80), 60.0, 500.0, 2);
        assert!(lines.len() == 2 && lines[1].ends_with('…'));
    }

    #[test]
    fn letters_we_lack_are_left_out() {
        assert_eq!(
            HEADINGS.known("Un 🌱 jardin\u{202f}!\n ok"),
            "Un jardin\u{a0}! ok"
        );
        assert_eq!(TEXTS.known("مرحبا"), "");
    }
}
