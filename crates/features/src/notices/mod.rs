//! Notices: what somebody is told of, on a page and by letter, how often, and when. What is due is derived from the
//! numbers of acts (`due.rs`), so that no letter skips an act or tells it twice. Service letters (security, moderation)
//! are not notices: they always leave.

mod due;
mod items;
mod letter;
mod member;
mod page;
mod rows;
mod settings;
mod stop;
mod tell;
#[cfg(test)]
mod tests;
mod when;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

pub use due::Kind;
pub use tell::{follow, job, sweep, tick};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notices", get(page::list))
        .route("/notices/read", post(page::read_all))
        .route("/notices/{seq}", get(page::open))
        .route("/notices/{seq}/read", post(page::read))
        .route("/me/notices", get(settings::form).post(settings::save))
        .route("/unsubscribe/{person}/{token}", get(stop::form).post(stop::stop))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
