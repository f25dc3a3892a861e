//! What every scene is made of: shapes, the hues of the site, a sky with its light, ground, trees and people.

use std::fmt::Write as _;

use super::chance::Chance;

/// Pixels across.
pub const WIDTH: u32 = 1600;
/// Pixels down.
pub const HEIGHT: u32 = 1000;

pub const LEAVES: [&str; 5] = ["#1B6B45", "#2F8258", "#4E9B6C", "#6FAE86", "#3B7A4A"];
pub const CLOTHES: [&str; 8] = [
    "#B4461F", "#235FA4", "#7A3B69", "#F2B33D", "#1B6B45", "#D2693F", "#6B9BD1", "#4A3A2F",
];
pub const WALLS: [&str; 6] = ["#F3E3CE", "#E9E0D3", "#F0CDB4", "#DDE6EE", "#EAD7C9", "#F6EEDD"];
pub const ROOFS: [&str; 4] = ["#B4461F", "#8A4A34", "#5C6670", "#7A3B69"];
/// Above, below, hills behind, light.
const MOODS: [[&str; 4]; 5] = [
    ["#CFE4F7", "#F6FAF3", "#A9CDB5", "#FFF6D8"],
    ["#DCEBF5", "#FDF1DC", "#B7D2B4", "#F9DFA0"],
    ["#F6CFA6", "#FCEFDD", "#C7BE9A", "#F2B33D"],
    ["#DDE6EA", "#F7F3EA", "#AFC3B4", "#FBF8F3"],
    ["#C3D9EE", "#FBE7DD", "#9DBFA9", "#FFE9B0"],
];

/// A picture in the making.
pub struct Canvas {
    out: String,
    pub chance: Chance,
    mood: [&'static str; 4],
}

impl Canvas {
    pub fn new(mut chance: Chance) -> Self {
        let mood = chance.pick(&MOODS);
        let mut canvas = Self {
            out: String::with_capacity(16_000),
            chance,
            mood,
        };
        let _ = write!(
            canvas.out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 1600 1000"><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{}"/><stop offset="1" stop-color="{}"/></linearGradient></defs><rect width="1600" height="1000" fill="url(#sky)"/>"#,
            mood[0], mood[1]
        );
        canvas
    }

    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.chance.between(low, high)
    }

    pub fn pick(&mut self, from: &[&'static str]) -> &'static str {
        self.chance.pick(from)
    }

    /// A rectangle: left, top, width, height; rounded by `round`.
    pub fn rect(&mut self, [x, y, w, h]: [f64; 4], round: f64, fill: &str) {
        let _ = write!(
            self.out,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="{round:.1}" fill="{fill}"/>"#
        );
    }

    pub fn circle(&mut self, x: f64, y: f64, r: f64, fill: &str) {
        self.ellipse([x, y, r, r], fill);
    }

    /// Middle, then both radii.
    pub fn ellipse(&mut self, [x, y, rx, ry]: [f64; 4], fill: &str) {
        let _ = write!(
            self.out,
            r#"<ellipse cx="{x:.1}" cy="{y:.1}" rx="{rx:.1}" ry="{ry:.1}" fill="{fill}"/>"#
        );
    }

    pub fn shape(&mut self, d: &str, fill: &str) {
        let _ = write!(self.out, r#"<path d="{d}" fill="{fill}"/>"#);
    }

    /// A line of a thickness, with round ends.
    pub fn stroke(&mut self, d: &str, colour: &str, width: f64) {
        let _ = write!(
            self.out,
            r#"<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.1}" stroke-linecap="round" stroke-linejoin="round"/>"#
        );
    }

    pub fn ring(&mut self, x: f64, y: f64, r: f64, colour: &str, width: f64) {
        let _ = write!(
            self.out,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}" fill="none" stroke="{colour}" stroke-width="{width:.1}"/>"#
        );
    }

    /// A soft shadow on the ground.
    pub fn shade(&mut self, x: f64, y: f64, reach: f64) {
        let _ = write!(
            self.out,
            r##"<ellipse cx="{x:.1}" cy="{y:.1}" rx="{reach:.1}" ry="{:.1}" fill="#231C17" fill-opacity="0.13"/>"##,
            reach * 0.16
        );
    }

    /// Evening over everything drawn so far.
    pub fn veil(&mut self, colour: &str, strength: f64) {
        let _ = write!(
            self.out,
            r#"<rect width="1600" height="1000" fill="{colour}" fill-opacity="{strength}"/>"#
        );
    }

    /// Sun, clouds and hills, down to `horizon`.
    pub fn sky(&mut self, horizon: f64) {
        let (x, y) = (self.between(180.0, 1420.0), self.between(110.0, 260.0));
        let (hills, light) = (self.mood[2], self.mood[3]);
        self.circle(x, y, 95.0, light);
        for _ in 0..2 + self.chance.below(3) {
            let (x, y) = (self.between(0.0, 1500.0), self.between(80.0, 300.0));
            let size = self.between(0.7, 1.4);
            for (dx, dy, r) in [(0.0, 0.0, 46.0), (52.0, -20.0, 60.0), (112.0, 0.0, 48.0)] {
                self.ellipse(
                    [x + dx * size, y + dy * size, r * size * 1.3, r * size * 0.62],
                    "#FFFFFF",
                );
            }
        }
        let peak = [
            self.between(60.0, 190.0),
            self.between(60.0, 210.0),
            self.between(50.0, 160.0),
        ];
        let d = format!(
            "M0 {:.0} C 300 {:.0} 480 {:.0} 800 {:.0} S 1350 {:.0} 1600 {:.0} V1000 H0Z",
            horizon - 60.0,
            horizon - peak[0] - 60.0,
            horizon - peak[1],
            horizon - 70.0,
            horizon - peak[2] - 90.0,
            horizon - 70.0
        );
        self.shape(&d, hills);
    }

    /// Grass from `top` to the bottom, in two tones.
    pub fn grass(&mut self, top: f64) {
        let bend = self.between(-40.0, 40.0);
        self.shape(
            &format!("M0 {top:.0} Q 800 {:.0} 1600 {top:.0} V1000 H0Z", top + bend),
            "#8CC0A0",
        );
        self.shape(
            &format!(
                "M0 {:.0} Q 700 {:.0} 1600 {:.0} V1000 H0Z",
                top + 150.0,
                top + 80.0,
                top + 170.0
            ),
            "#6FAE86",
        );
        for _ in 0..26 {
            let (x, y) = (self.between(0.0, 1600.0), self.between(top + 40.0, 980.0));
            let tall = self.between(12.0, 30.0);
            self.stroke(
                &format!(
                    "M{x:.0} {y:.0} l-6 -{tall:.0} M{x:.0} {y:.0} l7 -{:.0}",
                    tall * 0.8
                ),
                "#2F8258",
                4.0,
            );
        }
    }

    /// A tree that stands at `x`, `y`, so tall.
    pub fn tree(&mut self, x: f64, y: f64, tall: f64) {
        let (dark, clear) = (self.pick(&LEAVES), self.pick(&LEAVES[1..4]));
        self.shade(x, y, tall * 0.34);
        let trunk = tall * 0.07;
        self.shape(
            &format!(
                "M{:.1} {y:.1} Q{x:.1} {:.1} {:.1} {:.1} H{:.1} Q{x:.1} {:.1} {:.1} {y:.1}Z",
                x - trunk,
                y - tall * 0.2,
                x - trunk * 0.6,
                y - tall * 0.55,
                x + trunk * 0.6,
                y - tall * 0.2,
                x + trunk
            ),
            "#4A3A2F",
        );
        if self.chance.luck(0.25) {
            self.ellipse([x, y - tall * 0.6, tall * 0.2, tall * 0.4], dark);
            self.ellipse(
                [x - tall * 0.05, y - tall * 0.66, tall * 0.12, tall * 0.27],
                clear,
            );
            return;
        }
        for (dx, dy, r) in [
            (-0.2, -0.56, 0.21),
            (0.2, -0.55, 0.22),
            (0.0, -0.75, 0.25),
            (0.02, -0.53, 0.2),
        ] {
            self.circle(x + dx * tall, y + dy * tall, r * tall, dark);
        }
        for (dx, dy, r) in [(-0.14, -0.66, 0.12), (0.09, -0.8, 0.13), (0.18, -0.6, 0.09)] {
            self.circle(x + dx * tall, y + dy * tall, r * tall, clear);
        }
    }

    /// A bush, from its foot.
    pub fn bush(&mut self, x: f64, y: f64, wide: f64) {
        let leaf = self.pick(&LEAVES);
        for (dx, r) in [(-0.32, 0.26), (0.0, 0.36), (0.33, 0.27)] {
            self.circle(x + dx * wide, y - r * wide * 0.7, r * wide, leaf);
        }
    }

    /// Somebody who stands at `x`, `y`, so tall.
    pub fn person(&mut self, x: f64, y: f64, tall: f64) {
        super::figures::standing(self, x, y, tall);
    }

    /// People side by side between two places, none in front of another, feet near `y`.
    pub fn people(&mut self, count: usize, [low, high]: [f64; 2], y: f64, tall: [f64; 2]) {
        let step = (high - low) / f64::from(u32::try_from(count.max(1)).unwrap_or(1));
        let mut left = low;
        for _ in 0..count {
            let x = left + step * self.between(0.25, 0.75);
            let (foot, size) = (y + self.between(-14.0, 22.0), self.between(tall[0], tall[1]));
            self.person(x, foot, size);
            left += step;
        }
    }

    /// What follows is drawn around `x`, `y`, so much larger, perhaps mirrored, until `close`.
    pub fn open(&mut self, x: f64, y: f64, scale: f64, mirrored: bool) {
        let across = if mirrored { -scale } else { scale };
        let _ = write!(
            self.out,
            r#"<g transform="translate({x:.1} {y:.1}) scale({across:.3} {scale:.3})">"#
        );
    }

    /// Ends what `open` began.
    pub fn close(&mut self) {
        self.out.push_str("</g>");
    }
}
