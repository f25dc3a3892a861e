//! What people say of themselves: a presentation, languages, causes, skills, free half-days; who may read each part;
//! and whether the directory lists them.

mod begin;
mod edit;
mod free;
mod offer;
mod put;
mod relist;
mod rows;
mod seen;
mod share;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

pub use crate::directory::fields::{Circles, LANGUAGES, Level, Slots};
pub use begin::{Begun, begun, care_for, help_with, live_in};
pub use offer::propose;
pub use put::{Given, put};
pub use relist::{merged, relist, turned};
pub use seen::{Day, Seen, days, did, gathered, seen};
pub use share::bring;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/me/profile", get(edit::form).post(edit::save))
        .route("/me/skills", get(offer::form).post(offer::save))
        .route("/me/skills/add", post(offer::add))
        .route("/me/availability", get(free::form).post(free::save))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
