//! Muting and blocking from the pages: by the page of somebody, and everybody whom one muted or blocked on one page.
//! Those who act for the place can be muted, not blocked: they answer for what is said here.

mod pages;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::{App, Role, Visit};

use crate::{
    blocks::{self, Choice, Pair},
    people::Person,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/people/{slug}/mute", get(pages::back).post(pages::mute))
        .route("/people/{slug}/unmute", get(pages::back).post(pages::unmute))
        .route("/people/{slug}/block", get(pages::ask).post(pages::block))
        .route("/me/blocks", get(pages::list))
        .route("/me/blocks/{id}", post(pages::lift))
}

/// True when this viewer may block somebody: both are members and nothing more.
#[must_use]
pub fn may_block(visit: &Visit, person: &Person) -> bool {
    let own = visit.viewer.person();
    own.is_some_and(|me| me.role == Role::Member && me.id != person.id)
        && Role::from_code(&person.role) == Role::Member
}
