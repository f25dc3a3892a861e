//! The mail of a demonstration, which nobody receives and everybody can read. Nothing of it answers in an installation
//! that is not one.

mod pages;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo/mail", get(pages::list))
        .route("/demo/mail.json", get(pages::as_json))
        .route("/demo/mail/{id}", get(pages::show))
        .route("/demo/mail/{id}/html", get(pages::html))
}
