//! The newest ideas that stand somewhere, as GeoJSON (RFC 7946), for maps made elsewhere.

use serde_json::json;
use terreau_kernel::time;
use terreau_kit::problem::Answer;

use super::{
    feeds::narrowed,
    guest::{self, Guest, LICENCE},
    rows::{self, PlacedRow},
};

/// Most points in one file.
const POINTS: i64 = 5_000;

/// The points.
pub async fn geojson(mut guest: Guest) -> Answer {
    let filter = narrowed(&guest)?;
    let here = (guest.0.territory.id, guest.0.eyes());
    let found = rows::placed(guest.0.db.get().await?, here, &filter, POINTS).await?;
    let feature = |row: &PlacedRow| {
        let theme = row.theme_id.and_then(|t| guest.0.territory.theme(t));
        json!({
            "type": "Feature",
            "id": row.id,
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": {
                "title": row.title,
                "line": row.line,
                "theme": theme.map(|t| &t.slug),
                "place": row.place,
                "precision": row.point_precision,
                "supports": row.supports,
                "comments": row.comments,
                "published_at": time::rfc3339(row.published_at),
                "url": guest.absolute(&format!("/ideas/{}", row.slug)),
            },
        })
    };
    let table = guest.absolute("/ideas.csv");
    let body = json!({
        "type": "FeatureCollection",
        "name": guest.0.territory.name,
        "licence": LICENCE,
        "complete": table,
        "features": found.iter().map(feature).collect::<Vec<_>>(),
    });
    let mut response = guest::open("application/geo+json", body.to_string());
    guest::link(&mut response, &table, "alternate");
    guest::link(&mut response, LICENCE, "license");
    Ok(response)
}
