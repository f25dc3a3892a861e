//! The outline of a territory: rings of points, read, tested, and drawn.

use std::fmt::Write;

use serde::Deserialize;

use super::Point;

/// One or several polygons, each an outer ring followed by its holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline(Vec<Vec<Vec<Point>>>);

/// The smallest box of latitudes and longitudes around something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The south-west corner.
    pub min: Point,
    /// The north-east corner.
    pub max: Point,
}

/// Points allowed in one outline.
const MAX_POINTS: usize = 200_000;

type Ring = Vec<Vec<f64>>;

#[derive(Deserialize)]
#[serde(untagged)]
enum Coordinates {
    Polygon(Vec<Ring>),
    Multi(Vec<Vec<Ring>>),
    Geometry { coordinates: Box<Coordinates> },
}

impl Outline {
    /// Reads the `coordinates` of a GeoJSON Polygon or MultiPolygon, or the geometry that holds them.
    /// `None` when a ring has fewer than four points or a point is not on Earth.
    pub fn parse(geojson: &str) -> Option<Self> {
        let mut read: Coordinates = serde_json::from_str(geojson).ok()?;
        let polygons = loop {
            match read {
                Coordinates::Polygon(polygon) => break vec![polygon],
                Coordinates::Multi(polygons) => break polygons,
                Coordinates::Geometry { coordinates } => read = *coordinates,
            }
        };
        let polygons: Vec<Vec<Vec<Point>>> = polygons.into_iter().map(polygon).collect::<Option<_>>()?;
        let points: usize = polygons.iter().flatten().map(Vec::len).sum();
        (!polygons.is_empty() && points <= MAX_POINTS).then_some(Self(polygons))
    }

    fn rings(&self) -> impl Iterator<Item = &Vec<Point>> {
        self.0.iter().flatten()
    }

    /// Whether the point lies inside, holes excluded.
    pub fn contains(&self, point: Point) -> bool {
        self.rings().filter(|ring| crosses(ring, point)).count() % 2 == 1
    }

    /// The smallest box around the outline.
    pub fn bbox(&self) -> Bounds {
        let first = self
            .rings()
            .flatten()
            .next()
            .copied()
            .unwrap_or(Point { lat: 0.0, lon: 0.0 });
        self.rings().flatten().fold(
            Bounds {
                min: first,
                max: first,
            },
            |bounds, point| Bounds {
                min: Point {
                    lat: bounds.min.lat.min(point.lat),
                    lon: bounds.min.lon.min(point.lon),
                },
                max: Point {
                    lat: bounds.max.lat.max(point.lat),
                    lon: bounds.max.lon.max(point.lon),
                },
            },
        )
    }

    /// The centre of gravity of the surface; the middle of the box when there is no surface.
    pub fn centroid(&self) -> Point {
        let bounds = self.bbox();
        let origin = bounds.middle();
        let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
        for polygon in &self.0 {
            for (position, ring) in polygon.iter().enumerate() {
                let part = surface(ring, origin);
                let sign = part.0.signum() * if position == 0 { 1.0 } else { -1.0 };
                area += sign * part.0;
                lat += sign * part.1;
                lon += sign * part.2;
            }
        }
        if area.abs() < 1e-15 {
            return origin;
        }
        Point {
            lat: origin.lat + lat / (3.0 * area),
            lon: origin.lon + lon / (3.0 * area),
        }
    }

    /// How the outline fits a drawing of this size, with a margin.
    pub fn projection(&self, width: f64, height: f64, padding: f64) -> Projection {
        Projection::fit(self.bbox(), width, height, padding)
    }

    /// The `d` of an SVG path (fill rule `evenodd`) that fits the outline into a drawing.
    pub fn svg_path(&self, width: f64, height: f64, padding: f64) -> String {
        self.drawn(&self.projection(width, height, padding))
    }

    /// The `d` of an SVG path (fill rule `evenodd`) of the outline in a drawing that holds others too.
    pub fn drawn(&self, projection: &Projection) -> String {
        let mut path = String::new();
        for ring in self.rings() {
            let mut last = (String::new(), String::new());
            let mut letter = 'M';
            for point in &ring[..ring.len() - 1] {
                let (x, y) = projection.project(*point);
                let here = (figure(x), figure(y));
                if here != last {
                    let _ = write!(path, "{letter}{} {}", here.0, here.1);
                    letter = 'L';
                    last = here;
                }
            }
            path.push('Z');
        }
        path
    }
}

impl Bounds {
    /// The point half-way between the corners.
    pub fn middle(&self) -> Point {
        Point {
            lat: f64::midpoint(self.min.lat, self.max.lat),
            lon: f64::midpoint(self.min.lon, self.max.lon),
        }
    }

    /// Whether the point lies in the box.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.lat..=self.max.lat).contains(&point.lat)
            && (self.min.lon..=self.max.lon).contains(&point.lon)
    }
}

/// From degrees to the units of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    origin: Point,
    squeeze: f64,
    scale: f64,
    centre: (f64, f64),
}

impl Projection {
    /// The projection that fits a box into a drawing, keeping proportions, with a margin.
    pub fn fit(bounds: Bounds, width: f64, height: f64, padding: f64) -> Self {
        let origin = bounds.middle();
        let squeeze = origin.lat.to_radians().cos().max(0.01);
        let across = (bounds.max.lon - bounds.min.lon) * squeeze;
        let down = bounds.max.lat - bounds.min.lat;
        let room = |size: f64| (size - 2.0 * padding).max(1.0);
        let scale = (room(width) / across.max(1e-9)).min(room(height) / down.max(1e-9));
        Self {
            origin,
            squeeze,
            scale,
            centre: (width / 2.0, height / 2.0),
        }
    }

    /// The place of a point in the drawing: right, then down.
    pub fn project(&self, point: Point) -> (f64, f64) {
        let x = self.centre.0 + (point.lon - self.origin.lon) * self.squeeze * self.scale;
        let y = self.centre.1 - (point.lat - self.origin.lat) * self.scale;
        (x, y)
    }

    /// The point drawn there, if it is on Earth.
    pub fn locate(&self, x: f64, y: f64) -> Option<Point> {
        let lon = self.origin.lon + (x - self.centre.0) / (self.squeeze * self.scale);
        let lat = self.origin.lat - (y - self.centre.1) / self.scale;
        Point::new(lat, lon)
    }
}

fn polygon(rings: Vec<Ring>) -> Option<Vec<Vec<Point>>> {
    (!rings.is_empty()).then_some(())?;
    rings.into_iter().map(ring).collect()
}

fn ring(positions: Ring) -> Option<Vec<Point>> {
    let mut points: Vec<Point> = positions
        .into_iter()
        .map(|position| match position[..] {
            [lon, lat, ..] => Point::new(lat, lon),
            _ => None,
        })
        .collect::<Option<_>>()?;
    if points.len() >= 3 && points.first() != points.last() {
        points.push(points[0]);
    }
    (points.len() >= 4).then_some(points)
}

/// Whether a line from the point to the east crosses the ring an odd number of times.
fn crosses(ring: &[Point], point: Point) -> bool {
    let edges = ring.windows(2).filter(|edge| {
        let (a, b) = (edge[0], edge[1]);
        (a.lat > point.lat) != (b.lat > point.lat)
            && point.lon < a.lon + (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat)
    });
    edges.count() % 2 == 1
}

/// Twice the signed area and its moments, around an origin near by for the sake of precision.
fn surface(ring: &[Point], origin: Point) -> (f64, f64, f64) {
    ring.windows(2).fold((0.0, 0.0, 0.0), |(area, lat, lon), edge| {
        let (x1, y1) = (edge[0].lon - origin.lon, edge[0].lat - origin.lat);
        let (x2, y2) = (edge[1].lon - origin.lon, edge[1].lat - origin.lat);
        let cross = x1 * y2 - x2 * y1;
        (area + cross, lat + (y1 + y2) * cross, lon + (x1 + x2) * cross)
    })
}

fn figure(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}
