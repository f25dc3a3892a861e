//! People as others see them: the directory of those who wish to be found, and everybody's public page.

mod list;
mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::{App, Problem, Visit};

pub use rows::Person;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(list::list))
        .route("/people/{slug}", get(pages::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Somebody who has a public page.
///
/// # Errors
/// [`Problem::NotFound`] when nobody by this slug has one, or the viewer is kept apart from them.
pub async fn public(visit: &mut Visit, slug: &str) -> Result<Person, Problem> {
    let territory = visit.territory.id;
    let viewer = visit.eyes().person;
    let found = rows::by_slug(visit.db.get().await?, territory, slug, viewer).await?;
    let shown = |person: &Person| matches!(person.state.as_str(), "active" | "suspended" | "imported");
    found.filter(shown).ok_or(Problem::NotFound)
}

/// Somebody whose ideas may be gathered for this viewer.
///
/// # Errors
/// [`Problem::NotFound`] when nobody by this slug has a page, or keeps what they did to themselves.
pub async fn gathered(visit: &mut Visit, slug: &str) -> Result<Person, Problem> {
    let person = public(visit, slug).await?;
    if crate::profile::did(visit, person.id).await? {
        Ok(person)
    } else {
        Err(Problem::NotFound)
    }
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
