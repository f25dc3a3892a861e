//! The feed: what happens around what one follows, near one's home, and everywhere here. Read when asked for, never
//! copied into anybody's box; every page says why each line is there, and where one stopped the last time.

mod atom;
mod choices;
mod fill;
mod items;
mod mark;
mod mine;
mod pages;
mod read;
mod rows;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::id::Id;
use terreau_kit::{App, circles::Eyes};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/feed", get(pages::show))
        .route("/feed.atom", get(atom::show))
        .route("/feed/key", get(atom::key).post(atom::renew))
        .route("/feed/key/stop", post(atom::stop))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Whose feed it is, and where.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// Here.
    pub territory: Id,
    /// Whose.
    pub person: Id,
    /// What they may see.
    pub eyes: Eyes,
}
