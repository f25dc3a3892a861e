//! Organisations on a map, each at its door: a drawing made here, a list beside it, and the points for those whose
//! browser draws a map that moves.

mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations/map", get(pages::map))
        .route("/organisations/points.json", get(pages::points))
}
