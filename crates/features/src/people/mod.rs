//! People as others see them: their name, their public page, and the choice to be forgotten.

mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::{App, Visit};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/people/{slug}", get(pages::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The name to show: somebody who left has none.
#[must_use]
pub fn shown_name(visit: &Visit, name: &str, state: &str) -> String {
    if state == "anonymised" {
        visit.tr.t("person-left")
    } else {
        name.to_owned()
    }
}
