//! Points and outlines on the Earth, enough to draw a territory and to know what lies in it.
//!
//! Coordinates are degrees of WGS 84. Outlines are read from the `coordinates` of a GeoJSON Polygon or
//! MultiPolygon. Drawing uses an equirectangular projection true at the middle latitude: exact to a
//! pixel for a town, honest for a region.

mod outline;

pub use outline::{Bounds, Outline, Projection};

use serde::{Deserialize, Serialize};

/// The mean radius of the Earth, in metres.
const RADIUS: f64 = 6_371_008.8;

/// Height of a cell of [`Point::about`], in degrees.
const CELL: f64 = 0.002;

/// A place, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north, −90 to 90.
    pub lat: f64,
    /// Degrees east, −180 to 180.
    pub lon: f64,
}

impl Point {
    /// A point, if the figures are those of a place on Earth.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        valid.then_some(Self { lat, lon })
    }

    /// The middle of the cell of some two hundred metres it lies in: near enough to walk there, too far to know a door.
    /// Cells never move, so that asking again tells nothing more.
    #[must_use]
    pub fn about(self) -> Self {
        let middle = |x: f64, step: f64| ((x / step).floor() + 0.5) * step;
        let lat = middle(self.lat, CELL).clamp(-90.0, 90.0);
        // A degree of longitude is shorter away from the equator: cells of one row are as wide as they are high.
        let lon = middle(self.lon, CELL / lat.to_radians().cos().max(0.01));
        let neat = |x: f64| (x * 1e5).round() / 1e5;
        Self {
            lat: neat(lat),
            lon: neat(lon).clamp(-180.0, 180.0),
        }
    }

    /// Reads `48.778, 2.289`: latitude, then longitude.
    pub fn parse(text: &str) -> Option<Self> {
        let (lat, lon) = text.split_once([',', ';'])?;
        Self::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
    }

    /// Metres to another point, along the surface.
    pub fn distance(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// How near a point is, as whoever gave it chose. What they keep for themselves is not kept at all, so that no map,
/// file or backup can give it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The very point.
    #[default]
    Exact,
    /// Some two hundred metres around.
    Block,
    /// No point: the quarter says enough.
    Zone,
}

impl Precision {
    /// The word kept in the database, and that of the form.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Block => "block",
            Self::Zone => "zone",
        }
    }

    /// The choice of a word; a word nobody knows chooses nothing.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let others = [Self::Block, Self::Zone];
        others
            .into_iter()
            .find(|one| one.code() == code)
            .unwrap_or_default()
    }

    /// What is kept of a point.
    #[must_use]
    pub fn of(self, point: Point) -> Option<Point> {
        match self {
            Self::Exact => Some(point),
            Self::Block => Some(point.about()),
            Self::Zone => None,
        }
    }
}

#[cfg(test)]
mod tests;
