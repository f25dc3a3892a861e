//! Territories: making one from a commune, naming its themes and quarters, and the few answers that belong to
//! the territory itself (its hues, its language and theme switches).

mod choices;
pub mod communes;
pub mod letters;
mod make;
mod pages;
mod points;
pub mod rows;

use axum::{Router, routing::get};
use terreau_kit::App;

pub use choices::{Choice, themes, zones};
pub use make::{Made, NewTerritory, make};
pub use points::{point, points};
pub use rows::{ThemeRow, insert_theme, insert_zone, set, update_theme, update_zone};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/lang/{code}", get(pages::language))
        .route("/theme/{name}", get(pages::theme))
        .route("/territory.css", get(pages::hues))
        .route("/territory.geojson", get(pages::outline))
        .route("/assets/{*path}", get(pages::asset))
        .route("/sw.js", get(pages::worker))
        .route("/manifest.webmanifest", get(pages::manifest))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
