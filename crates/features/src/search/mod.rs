//! search

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

/// Brings the index up to the latest event.
///
/// # Errors
/// When the database or the index is away.
pub async fn follow(_app: &App) -> Result<(), crate::work::Failed> {
    Ok(())
}
