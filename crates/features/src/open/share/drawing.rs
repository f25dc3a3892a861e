//! The drawing itself: a drawing of the theme above, the words in the middle, the place and the counts below.

use std::{collections::HashMap, fmt::Write as _, sync::LazyLock};

use resvg::{tiny_skia, usvg};

use super::{
    Card,
    letters::{HEADINGS, Letters, OPTIONS, TEXTS},
};

/// Width of a picture.
pub const WIDTH: u32 = 1200;
/// Height of a picture.
pub const HEIGHT: u32 = 630;
const LEFT: f32 = 64.0;
const ROOM: f32 = 1072.0;

/// The drawings of themes, each ready to stand in another one.
static COVERS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let file = include_str!("../../../../../assets/art/covers.svg");
    let symbols = file.split("<symbol id=\"").skip(1);
    let symbols = symbols.filter_map(|part| {
        let (id, rest) = part.split_once('"')?;
        let inside = rest.split_once('>')?.1.split_once("</symbol>")?.0;
        Some((id, plain(inside)))
    });
    symbols.collect()
});

/// Colours as they are in daylight: `var(--name,#colour)` becomes `#colour`.
fn plain(svg: &str) -> String {
    let mut pieces = svg.split("var(");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(')').unwrap_or((piece, ""));
        out.push_str(name.split_once(',').map_or("none", |(_, colour)| colour.trim()));
        out.push_str(rest);
    }
    out
}

fn hue(name: &str) -> &'static str {
    match name {
        "clay" => "#ac411b",
        "sky" => "#235fa4",
        "sun" => "#734d00",
        "plum" => "#7a3b69",
        _ => "#1b6b45",
    }
}

struct Pen {
    svg: String,
}

/// One text of the drawing.
struct Words<'a> {
    at: (f32, f32),
    size: f32,
    colour: &'a str,
    letters: &'a Letters,
    text: &'a str,
    end: bool,
}

impl Pen {
    fn write(&mut self, words: &Words<'_>) {
        let heading = std::ptr::eq(words.letters, &*HEADINGS);
        let (family, weight) = if heading {
            ("Bricolage", 700)
        } else {
            ("Atkinson", 500)
        };
        let anchor = if words.end { "end" } else { "start" };
        let (x, y) = words.at;
        let text = words
            .text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let _ = write!(
            self.svg,
            "<text x=\"{x}\" y=\"{y}\" font-family=\"{family}\" font-weight=\"{weight}\" font-size=\"{}\" \
             fill=\"{}\" text-anchor=\"{anchor}\" xml:space=\"preserve\">{text}</text>",
            words.size, words.colour
        );
    }

    fn lines(&mut self, lines: &[String], first: &Words<'_>, step: f32) -> f32 {
        let (x, mut y) = first.at;
        for text in lines {
            self.write(&Words {
                at: (x, y),
                text,
                ..*first
            });
            y += step;
        }
        y
    }
}

/// The drawing of a card, as SVG.
pub fn svg(card: &Card) -> String {
    let mut pen = Pen { svg: String::new() };
    ground(&mut pen, card);
    let colour = hue(&card.hue);
    let label = TEXTS.known(&card.label);
    pen.lines(
        &TEXTS.wrap(&label, 28.0, ROOM, 1),
        &words((LEFT, 236.0), 28.0, colour, &TEXTS),
        0.0,
    );
    let known = HEADINGS.known(&card.title);
    let title = if known.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        HEADINGS.known(&card.place)
    } else {
        known
    };
    let mut size = 64.0;
    let mut lines = HEADINGS.wrap(&title, size, ROOM, 3);
    if lines.len() > 2 {
        size = 54.0;
        lines = HEADINGS.wrap(&title, size, ROOM, 3);
    }
    let below = pen.lines(
        &lines,
        &words((LEFT, 246.0 + size), size, "#231c17", &HEADINGS),
        size * 1.12,
    );
    let most = if lines.len() > 2 { 1 } else { 2 };
    let line = TEXTS.wrap(&TEXTS.known(&card.line), 30.0, ROOM, most);
    pen.lines(
        &line,
        &words((LEFT, below - size * 0.3), 30.0, "#4a3a2f", &TEXTS),
        38.0,
    );
    feet(&mut pen, card);
    pen.svg.push_str("</svg>");
    pen.svg
}

fn words<'a>(at: (f32, f32), size: f32, colour: &'a str, letters: &'a Letters) -> Words<'a> {
    Words {
        at,
        size,
        colour,
        letters,
        text: "",
        end: false,
    }
}

fn ground(pen: &mut Pen, card: &Card) {
    let none = String::new();
    let cover = COVERS.get(card.cover.as_str()).or_else(|| COVERS.get("terreau"));
    let _ = write!(
        pen.svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <rect width=\"1200\" height=\"630\" fill=\"#fbf8f3\"/>\
         <svg width=\"1200\" height=\"190\" viewBox=\"0 0 600 240\" preserveAspectRatio=\"xMidYMid slice\">{}</svg>\
         <rect y=\"190\" width=\"1200\" height=\"5\" fill=\"{}\"/>",
        cover.unwrap_or(&none),
        hue(&card.hue)
    );
}

fn feet(pen: &mut Pen, card: &Card) {
    let logo = include_str!("../../../../../assets/art/favicon.svg");
    let inside = logo.split_once('>').map_or("", |(_, rest)| rest);
    let inside = plain(inside.trim_end().trim_end_matches("</svg>"));
    let _ = write!(
        pen.svg,
        "<rect x=\"64\" y=\"540\" width=\"1072\" height=\"2\" fill=\"#e6dccd\"/>\
         <svg x=\"64\" y=\"560\" width=\"46\" height=\"46\" viewBox=\"0 0 40 40\">{inside}</svg>"
    );
    let counts = [card.left.as_str(), card.right.as_str()];
    let counts: Vec<&str> = counts.into_iter().filter(|text| !text.is_empty()).collect();
    let counts = TEXTS.known(&counts.join(" · "));
    let taken = TEXTS.width(&counts, 28.0);
    pen.write(&Words {
        at: (LEFT + ROOM, 594.0),
        size: 28.0,
        colour: "#4a3a2f",
        letters: &TEXTS,
        text: &counts,
        end: true,
    });
    let place = TEXTS.wrap(
        &TEXTS.known(&card.place),
        28.0,
        (ROOM - taken - 100.0).max(120.0),
        1,
    );
    pen.lines(&place, &words((126.0, 594.0), 28.0, "#1b6b45", &TEXTS), 0.0);
}

/// The picture of a drawing.
pub fn png(svg: &str) -> Option<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, &OPTIONS).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT)?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str, line: &str) -> Card {
        Card {
            key: String::new(),
            place: "Terreau à Sceaux".into(),
            label: "Mobilité".into(),
            title: title.into(),
            line: line.into(),
            left: "1\u{202f}234 soutiens".into(),
            right: "56 commentaires".into(),
            cover: "mobilite".into(),
            hue: "sky".into(),
        }
    }

    fn boxes(group: &usvg::Group, found: &mut Vec<usvg::Rect>) {
        for node in group.children() {
            match node {
                usvg::Node::Text(text) => found.push(text.abs_bounding_box()),
                usvg::Node::Group(inside) => boxes(inside, found),
                _ => {}
            }
        }
    }

    #[test]
    fn every_word_stands_inside_the_picture_whatever_its_length() {
        let long =
            "Aménager des traversées piétonnes sûres devant chaque école de la ville et alentour ".repeat(3);
        for title in [
            "Un banc",
            long.as_str(),
            "<b>&amp;</b> 🌱",
            "مرحبا",
            &"W".repeat(500),
            "Łódź, Győr",
        ] {
            let svg = svg(&card(title, &long));
            let tree = usvg::Tree::from_str(&svg, &OPTIONS).expect("a drawing");
            let mut found = Vec::new();
            boxes(tree.root(), &mut found);
            assert!(
                found.len() >= 5,
                "{title}: label, title, line, place and counts: {}",
                found.len()
            );
            for b in found {
                assert!(b.left() >= 60.0 && b.right() <= 1142.0, "{title}: {b:?}");
                assert!(b.top() >= 195.0 && b.bottom() <= 625.0, "{title}: {b:?}");
            }
        }
    }

    #[test]
    fn a_picture_is_drawn_in_its_colours_and_size() {
        let png = png(&svg(&card("Un banc", "Devant la gare"))).expect("drawn");
        let image = image::load_from_memory(&png).expect("an image").to_rgb8();
        assert_eq!(image.dimensions(), (WIDTH, HEIGHT));
        assert_eq!(image.get_pixel(30, 400).0, [0xfb, 0xf8, 0xf3], "paper");
        assert_eq!(
            image.get_pixel(600, 192).0,
            [0x23, 0x5f, 0xa4],
            "the hue of the theme"
        );
        let dark = image.pixels().filter(|p| p.0[0] < 0x40 && p.0[1] < 0x40).count();
        assert!(dark > 1_000, "letters are drawn: {dark}");
        assert!(!svg(&card("a", "b")).contains("var("));
    }
}
