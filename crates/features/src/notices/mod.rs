//! Notices: what somebody is told of (`told`), on a page and by letter, how often, and when. Service letters (security,
//! moderation) are not notices: they always leave.

mod letter;
mod page;
mod settings;
mod stop;
mod tell;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

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
