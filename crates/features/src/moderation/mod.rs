//! Keeping the place fair: anybody reports, a moderator decides with a reason, everybody concerned is told and
//! may appeal to somebody else, and a log that nobody can change keeps every decision.

mod appeals;
mod decide;
mod letters;
mod life;
mod queue;
mod report;
mod rows;
mod statement;
mod target;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

use crate::decisions as chain;

pub use chain::{Decision, Verified, append, digest, verify_chain};
pub use life::{APPEAL, AppealState, REASONS, REPORT, ReportState};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/report/sent", get(report::sent))
        .route("/report/{kind}/{id}", get(report::form).post(report::send))
        .route("/moderation", get(queue::list))
        .route("/moderation/log", get(queue::log))
        .route("/moderation/appeals", get(appeals::list))
        .route(
            "/moderation/appeals/{id}",
            get(appeals::show).post(appeals::decide),
        )
        .route("/moderation/{kind}/{id}", get(decide::show).post(decide::decide))
        .route("/decisions/{id}", get(statement::show))
        .route("/decisions/{id}/appeal", post(statement::appeal))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
