//! The demonstration: a town with its residents, their ideas and five years of discussion, the accounts one can
//! try it with, and the mail it would have sent. Nothing of it answers in an installation that is not one.

mod calendar;
mod cast;
mod content;
mod fairness;
mod fill;
mod mail;
mod pictures;
mod plan;
mod rows;
mod stopped;
mod stories;
mod talk;

use axum::{Router, routing::get};
use terreau_kit::App;

pub use crate::showcase::{ACCOUNTS, address};

pub use cast::PASSWORD;
pub use fill::{Filled, Progress, SLUG, fill};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo/mail", get(mail::list))
        .route("/demo/mail.json", get(mail::as_json))
        .route("/demo/mail/{id}", get(mail::show))
        .route("/demo/mail/{id}/html", get(mail::html))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

#[cfg(test)]
mod tests;
