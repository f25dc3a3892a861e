//! Pages put together from several features: the home page, the page of an idea, exploring.

mod explore;
mod gestures;
mod home;
mod idea;
mod json_ld;
mod leave;
mod me;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::App;

pub use leave::job;

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/explore", get(explore::show))
        .route("/ideas/{slug}", get(idea::show))
        .route("/me", get(me::show))
        .merge(gestures::routes())
}

/// The statements of these pages.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, me::ALL, leave::ALL].concat()
}
