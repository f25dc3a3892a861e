//! Versions of the terms of use. An administrator publishes what the page says; every member is told once by a letter
//! and by a line on their pages until they accept; who accepted which version, and when, stays written. Nobody is
//! locked out.

mod changes;
mod letters;
mod publish;
mod rows;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{App, Problem};
use terreau_store::Reach;

use crate::pages;

pub use letters::run as job;

/// The standing page that holds them.
const PAGE: &str = "terms";

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/terms/changes", get(changes::show))
        .route("/terms/accept", post(changes::accept))
        .route("/admin/terms", get(publish::form).post(publish::publish))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// What the page says now, in a language: title and text.
async fn in_force(db: &mut impl Reach, territory: Id, locale: Locale) -> Result<(String, String), Problem> {
    if let Some(kept) = pages::kept(db, territory, PAGE, locale).await? {
        return Ok((kept.title, kept.body));
    }
    let (title, body) = pages::shipped(PAGE, locale).ok_or(Problem::Broken)?;
    Ok((title.to_owned(), body.to_owned()))
}
