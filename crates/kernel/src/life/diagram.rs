//! The drawing of a life: states side by side, one row for each move.
//!
//! States stand in columns by their distance from birth; every move has a row of its own, a dot on each
//! state it leaves and an arrow to the one it enters. Nothing crosses a label, however many moves there
//! are. Colours come from the page: only `currentColor` and class names are used.

use std::fmt::Write;

use super::{Life, Move};

const CHAR: usize = 8;
const GAP: usize = 32;
const MIN_COLUMN: usize = 104;
const BOX: usize = 34;
const HEAD: usize = 16;
const ROW: usize = 44;

impl Life {
    /// An SVG of the states and moves; `labels` gives the words for the codes of both.
    pub fn diagram(&self, labels: impl Fn(&str) -> String) -> String {
        let columns = self.layers();
        let words: Vec<String> = columns.iter().map(|code| labels(code)).collect();
        let pitch = words
            .iter()
            .map(|word| width(word) + GAP)
            .max()
            .unwrap_or(0)
            .max(MIN_COLUMN);
        let drawing = Drawing { columns, pitch };
        let (across, down) = drawing.size(self, &labels);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"life\" viewBox=\"0 0 {across} {down}\" \
             width=\"{across}\" height=\"{down}\" role=\"img\" font-size=\"14\"><title>{}</title>",
            escape(&labels(self.object))
        );
        drawing.states(self, &words, down, &mut svg);
        for (row, each) in self.moves.iter().enumerate() {
            drawing.arrow(each, row, &labels(each.name), &mut svg);
        }
        svg.push_str("</svg>");
        svg
    }

    /// The states by distance from birth, in the order of declaration within one distance.
    fn layers(&self) -> Vec<&'static str> {
        let mut order: Vec<&'static str> = self.initial.to_vec();
        let mut done = 0;
        while done < order.len() {
            let mut next: Vec<&'static str> = Vec::new();
            for each in self
                .moves
                .iter()
                .filter(|each| each.from.iter().any(|from| order.contains(from)))
            {
                if !order.contains(&each.to) && !next.contains(&each.to) {
                    next.push(each.to);
                }
            }
            done = order.len();
            order.extend(next);
        }
        order
    }
}

struct Drawing {
    columns: Vec<&'static str>,
    pitch: usize,
}

impl Drawing {
    fn size(&self, life: &Life, labels: &impl Fn(&str) -> String) -> (usize, usize) {
        let columns = self.columns.len() * self.pitch;
        let longest = life
            .moves
            .iter()
            .map(|each| self.label_x(each) + width(&labels(each.name)) + HEAD);
        (
            longest.chain([columns]).max().unwrap_or(columns),
            BOX + HEAD * 2 + life.moves.len() * ROW,
        )
    }

    fn x(&self, state: &str) -> usize {
        let column = self.columns.iter().position(|code| *code == state).unwrap_or(0);
        column * self.pitch + self.pitch / 2
    }

    fn label_x(&self, each: &Move) -> usize {
        each.from
            .iter()
            .copied()
            .chain([each.to])
            .map(|state| self.x(state))
            .min()
            .unwrap_or(0)
            + 10
    }

    fn states(&self, life: &Life, words: &[String], down: usize, svg: &mut String) {
        for (code, word) in self.columns.iter().zip(words) {
            let (x, wide) = (self.x(code), width(word) + 20);
            let born = if life.initial.contains(code) {
                " life-initial"
            } else {
                ""
            };
            let thick = if born.is_empty() { "1.5" } else { "3" };
            let _ = write!(
                svg,
                "<g class=\"life-state{born}\"><line class=\"life-line\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{down}\" \
                 stroke=\"currentColor\" stroke-opacity=\"0.25\" stroke-dasharray=\"3 5\"/>\
                 <rect x=\"{}\" y=\"2\" width=\"{wide}\" height=\"{BOX}\" rx=\"8\" fill=\"none\" \
                 stroke=\"currentColor\" stroke-width=\"{thick}\"/>\
                 <text x=\"{x}\" y=\"24\" text-anchor=\"middle\" fill=\"currentColor\">{}</text></g>",
                BOX + 2,
                x - wide / 2,
                escape(word)
            );
        }
    }

    fn arrow(&self, each: &Move, row: usize, label: &str, svg: &mut String) {
        let y = BOX + HEAD + row * ROW + ROW / 2 + 6;
        let to = self.x(each.to);
        let _ = write!(svg, "<g class=\"life-move\">");
        for from in each.from {
            let from = self.x(from);
            let path = if from == to {
                format!("M{from} {y}h26v12h-20", y = y - 6)
            } else {
                format!("M{from} {y}H{}", if from < to { to - 2 } else { to + 2 })
            };
            let _ = write!(
                svg,
                "<circle cx=\"{from}\" cy=\"{}\" r=\"4\" fill=\"currentColor\"/>\
                 <path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
                if from == to { y - 6 } else { y }
            );
            svg.push_str(&head(from, to, y));
        }
        let _ = write!(
            svg,
            "<text class=\"life-label\" x=\"{}\" y=\"{}\" fill=\"currentColor\">{}</text></g>",
            self.label_x(each),
            y - 12,
            escape(label)
        );
    }
}

/// The point of an arrow: to the right, to the left, or back to where it came from.
fn head(from: usize, to: usize, y: usize) -> String {
    let path = match from.cmp(&to) {
        std::cmp::Ordering::Less => format!("M{to} {y}l-9 -5v10z"),
        std::cmp::Ordering::Greater => format!("M{to} {y}l9 -5v10z"),
        std::cmp::Ordering::Equal => format!("M{to} {}l9 -5v10z", y + 6),
    };
    format!("<path class=\"life-head\" d=\"{path}\" fill=\"currentColor\"/>")
}

fn width(word: &str) -> usize {
    crate::text::graphemes(word) * CHAR
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
