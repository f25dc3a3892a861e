//! What stands on a map, for those whose browser draws a map that moves.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};
use terreau_kit::{Visit, edge::Keep};

/// A point, and what is told of it.
pub fn point((lat, lon): (f64, f64), properties: &Value) -> Value {
    let geometry = json!({ "type": "Point", "coordinates": [lon, lat] });
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

/// Points as GeoJSON; the edge may keep what visitors are given.
pub fn points(visit: &Visit, points: &[Value]) -> Response {
    let body = json!({ "type": "FeatureCollection", "features": points }).to_string();
    let mut response = visit.dress(body.into_response());
    let kind = HeaderValue::from_static("application/geo+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if !visit.viewer.signed_in() {
        response.extensions_mut().insert(Keep);
    }
    response
}
