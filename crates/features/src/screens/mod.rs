//! Pages put together from several features: the home page, the page of an idea, exploring.

mod explore;
mod home;
mod rows;

use axum::{Router, routing::get};
use terreau_kit::App;

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/explore", get(explore::show))
}

/// The statements of these pages.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
