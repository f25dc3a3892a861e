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

#[cfg(test)]
mod tests;
