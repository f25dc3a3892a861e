//! Taking over an organisation whose administrators are silent: a member asks, or the town begins it for one; the
//! administrators are told and have a fortnight to say that they are there; then the town decides.

mod desk;
mod life;
mod moves;
mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kit::App;

pub use life::{HANDOVER, HandoverState};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/organisations/{slug}/handover",
            get(pages::show).post(moves::act),
        )
        .route("/admin/handovers", get(desk::list))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
