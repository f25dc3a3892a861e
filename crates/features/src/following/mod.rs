//! Following from the pages: people, organisations, themes, quarters and searches, each by one form; and everything
//! one follows on one page, with how closely. Ideas are followed in `ideas`, where the gesture of a visitor waits for
//! a name.

mod list;
mod moves;
mod rows;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use futures_util::future::BoxFuture;
pub use list::told;
use terreau_kit::{App, Input, Visit, problem::Answer};

use crate::follows::Kind;

/// Who signed in on the way is led back to the page.
fn back(kind: Kind) -> impl Fn(Visit, Path<String>) -> BoxFuture<'static, Answer> + Clone {
    move |visit, path| Box::pin(moves::back(visit, kind, path))
}

/// Follows, or stops, by a form.
fn change(kind: Kind, on: bool) -> impl Fn(Visit, Path<String>, Input) -> BoxFuture<'static, Answer> + Clone {
    move |visit, path, input| Box::pin(moves::change(visit, (kind, on), path, input))
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    use Kind::{Body, Person, Theme, Zone};
    Router::new()
        .route(
            "/people/{slug}/follow",
            get(back(Person)).post(change(Person, true)),
        )
        .route(
            "/people/{slug}/unfollow",
            get(back(Person)).post(change(Person, false)),
        )
        .route(
            "/organisations/{slug}/follow",
            get(back(Body)).post(change(Body, true)),
        )
        .route(
            "/organisations/{slug}/unfollow",
            get(back(Body)).post(change(Body, false)),
        )
        .route(
            "/themes/{slug}/follow",
            get(back(Theme)).post(change(Theme, true)),
        )
        .route(
            "/themes/{slug}/unfollow",
            get(back(Theme)).post(change(Theme, false)),
        )
        .route("/zones/{slug}/follow", get(back(Zone)).post(change(Zone, true)))
        .route(
            "/zones/{slug}/unfollow",
            get(back(Zone)).post(change(Zone, false)),
        )
        .route("/searches/follow", get(moves::to_search).post(moves::search))
        .route("/me/follows", get(list::show))
        .route("/me/follows/{id}", post(list::change))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
