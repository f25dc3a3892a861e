//! Who comes in: the rule of a territory (anybody, whoever is answered yes, whoever was invited), and the desk where
//! those who ask are answered, the one who waits longest first.

mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin/joining", get(pages::show).post(pages::set))
        .route("/admin/joining/{id}", post(pages::answer))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
