//! Everything this installation knows of one person, to take away: table by table as JSON, or what they wrote, as CSV.

mod export;
mod tables;

use axum::{Router, routing::get};
use terreau_kit::App;

#[cfg(test)]
pub use export::every_table;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/me/export", get(export::form))
        .route("/me/export.json", get(export::json))
        .route("/me/export.csv", get(export::csv))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [tables::ALL, export::ALL].concat()
}
