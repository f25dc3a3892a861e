//! Reads one commune's outline from a GeoJSON file: a bare geometry, a feature, or a collection of features where it
//! is told by its code. Coordinates must be degrees; they are rounded to about one metre. The other communes of a
//! collection are neighbours when they share an edge, which holds for files whose borders were simplified together.

use std::collections::HashSet;

use serde_json::{Value, json};

const CODES: [&str; 6] = ["code", "insee", "code_insee", "insee_com", "INSEE_COM", "codgeo"];
const MOST_POINTS: usize = 20_000;
const PRECISION: f64 = 1e5;

type Ring = Vec<(i64, i64)>;
type Edge = ((i64, i64), (i64, i64));

/// What a file says about the shape of a commune.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// A GeoJSON geometry, `Polygon` or `MultiPolygon`.
    pub geometry: String,
    /// Latitude, longitude of the centroid of the largest part.
    pub centre: (f64, f64),
    /// INSEE codes, sorted.
    pub neighbours: Vec<String>,
}

/// Why no outline could be taken from a file; the words are for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutlineProblem {
    #[error("ce fichier n’est pas du GeoJSON\u{202f}: {0}")]
    NotGeoJson(String),
    #[error("ce fichier ne contient pas le contour de la commune {0}")]
    NotThere(String),
    #[error("le contour doit être un polygone fermé (Polygon ou MultiPolygon)")]
    NotAPolygon,
    #[error("les coordonnées doivent être en degrés (WGS 84, longitude puis latitude)")]
    NotDegrees,
    #[error("le contour a plus de {MOST_POINTS} points\u{202f}: simplifiez-le d’abord")]
    TooDetailed,
}

/// Finds the outline of the commune `insee` in a GeoJSON text.
pub(super) fn read(geojson: &str, insee: &str) -> Result<Outline, OutlineProblem> {
    let file: Value =
        serde_json::from_str(geojson).map_err(|problem| OutlineProblem::NotGeoJson(problem.to_string()))?;
    let features = features(&file);
    let feature = chosen(&features, insee).ok_or_else(|| OutlineProblem::NotThere(insee.to_owned()))?;
    let polygons = polygons(feature)?;
    Ok(Outline {
        geometry: geometry(&polygons),
        centre: centre(&polygons).ok_or(OutlineProblem::NotAPolygon)?,
        neighbours: neighbours(&features, feature, &polygons, insee),
    })
}

fn features(file: &Value) -> Vec<&Value> {
    match file.get("features").and_then(Value::as_array) {
        Some(features) => features.iter().collect(),
        None => vec![file],
    }
}

fn code(feature: &Value) -> Option<&str> {
    CODES
        .iter()
        .find_map(|key| feature.get("properties")?.get(key)?.as_str())
}

fn chosen<'a>(features: &[&'a Value], insee: &str) -> Option<&'a Value> {
    match features {
        [only] if code(only).is_none() => Some(only),
        _ => features
            .iter()
            .copied()
            .find(|feature| code(feature) == Some(insee)),
    }
}

fn polygons(feature: &Value) -> Result<Vec<Vec<Ring>>, OutlineProblem> {
    let shape = feature.get("geometry").unwrap_or(feature);
    let coordinates = shape
        .get("coordinates")
        .and_then(Value::as_array)
        .ok_or(OutlineProblem::NotAPolygon)?;
    let parts = match shape.get("type").and_then(Value::as_str) {
        Some("Polygon") => vec![coordinates],
        Some("MultiPolygon") => coordinates.iter().filter_map(Value::as_array).collect(),
        _ => return Err(OutlineProblem::NotAPolygon),
    };
    let polygons: Vec<Vec<Ring>> = parts
        .into_iter()
        .map(|part| part.iter().map(ring).collect())
        .collect::<Result<_, _>>()?;
    let points: usize = polygons.iter().flatten().map(Vec::len).sum();
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err(OutlineProblem::NotAPolygon);
    }
    if points > MOST_POINTS {
        Err(OutlineProblem::TooDetailed)
    } else {
        Ok(polygons)
    }
}

fn ring(value: &Value) -> Result<Ring, OutlineProblem> {
    let points = value.as_array().ok_or(OutlineProblem::NotAPolygon)?;
    let mut ring = points.iter().map(point).collect::<Result<Ring, _>>()?;
    ring.dedup();
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err(OutlineProblem::NotAPolygon);
    }
    Ok(ring)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees are checked to be within ±180 just before"
)]
fn point(value: &Value) -> Result<(i64, i64), OutlineProblem> {
    let degrees = |at: usize| {
        value
            .get(at)
            .and_then(Value::as_f64)
            .ok_or(OutlineProblem::NotAPolygon)
    };
    let (longitude, latitude) = (degrees(0)?, degrees(1)?);
    if longitude.abs() > 180.0 || latitude.abs() > 90.0 {
        return Err(OutlineProblem::NotDegrees);
    }
    Ok((
        (longitude * PRECISION).round() as i64,
        (latitude * PRECISION).round() as i64,
    ))
}

#[expect(clippy::cast_precision_loss, reason = "at most 18 million, exact in a f64")]
fn degrees(units: i64) -> f64 {
    units as f64 / PRECISION
}

fn geometry(polygons: &[Vec<Ring>]) -> String {
    let ring = |ring: &Ring| {
        ring.iter()
            .map(|&(x, y)| json!([degrees(x), degrees(y)]))
            .collect::<Value>()
    };
    let mut parts: Vec<Value> = polygons
        .iter()
        .map(|part| part.iter().map(ring).collect())
        .collect();
    match parts.len() {
        1 => json!({"type": "Polygon", "coordinates": parts.remove(0)}).to_string(),
        _ => json!({"type": "MultiPolygon", "coordinates": parts}).to_string(),
    }
}

/// Centroid of the outer ring with the largest area; `None` when all are flat.
fn centre(polygons: &[Vec<Ring>]) -> Option<(f64, f64)> {
    let weighed = polygons
        .iter()
        .filter_map(|part| part.first())
        .map(|ring| weigh(ring));
    let (area, point) = weighed.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (area > 0.0).then_some(point)
}

/// Area in square degrees, and centroid as (latitude, longitude), reckoned from the first point to keep precision.
fn weigh(ring: &[(i64, i64)]) -> (f64, (f64, f64)) {
    let origin = ring[0];
    let place = |&(x, y): &(i64, i64)| (degrees(x - origin.0), degrees(y - origin.1));
    let (mut double_area, mut x_sum, mut y_sum) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let ((x1, y1), (x2, y2)) = (place(&pair[0]), place(&pair[1]));
        let cross = x1 * y2 - x2 * y1;
        double_area += cross;
        x_sum += (x1 + x2) * cross;
        y_sum += (y1 + y2) * cross;
    }
    let scale = 3.0 * double_area;
    let centroid = (
        degrees(origin.1) + y_sum / scale,
        degrees(origin.0) + x_sum / scale,
    );
    (double_area.abs() / 2.0, centroid)
}

fn neighbours(features: &[&Value], own: &Value, shape: &[Vec<Ring>], insee: &str) -> Vec<String> {
    let border: HashSet<Edge> = edges(shape).collect();
    let touches =
        |other: &Value| polygons(other).is_ok_and(|theirs| edges(&theirs).any(|edge| border.contains(&edge)));
    let beside = features
        .iter()
        .filter(|feature| code(feature) != Some(insee) && touches(feature));
    let told = own
        .pointer("/properties/neighbours")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let both = beside
        .filter_map(|feature| code(feature))
        .chain(told.filter_map(Value::as_str));
    let mut codes: Vec<String> = both.map(str::to_owned).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn edges(polygons: &[Vec<Ring>]) -> impl Iterator<Item = Edge> {
    let pairs = polygons.iter().flatten().flat_map(|ring| ring.windows(2));
    pairs.map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1])))
}
