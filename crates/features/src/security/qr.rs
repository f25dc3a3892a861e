//! The drawing a telephone reads: black on white whatever the theme, with the margin the standard asks for.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White modules around the drawing.
const MARGIN: usize = 4;

/// An SVG of a text, named `label`; empty for a text too long to be drawn.
pub fn draw(text: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return String::new();
    };
    let (width, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let dark = row
            .iter()
            .enumerate()
            .filter(|(_, colour)| **colour == Color::Dark);
        for (x, _) in dark {
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    let side = width + 2 * MARGIN;
    let label = askama::filters::escape(label, askama::filters::Html)
        .map_or_else(|_| String::new(), |l| l.to_string());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {side} {side}\" \
         width=\"{0}\" height=\"{0}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>",
        side * 5
    )
}
