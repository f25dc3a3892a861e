//! import

use axum::Router;
use terreau_kit::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn job(_app: &App, _job: &terreau_store::jobs::Claimed) -> Option<Result<(), crate::work::Failed>> {
    None
}
