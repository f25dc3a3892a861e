//! The territories of this installation, and the way from one to another: who is signed in here is signed in there,
//! though the hosts share no cookie, and may join with the account they have. A territory learns nothing of whoever did
//! not ask to come.

mod go;
mod join;
mod list;
mod rows;
#[cfg(test)]
pub(crate) mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/territories", get(list::show))
        .route("/territories.geojson", get(list::outlines))
        .route("/cross", get(go::begin))
        .route("/cross/give", get(go::give))
        .route("/cross/take", get(go::take))
        .route("/cross/join", get(join::form).post(join::join))
        .route("/cross/unite", post(join::unite))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Forgets who was on the way.
///
/// # Errors
/// What the engine says.
pub async fn sweep(app: &App) -> terreau_store::Result<()> {
    let mut tx = app.db.begin().await?;
    rows::expire(&mut tx, app.clock.now()).await?;
    tx.commit().await
}
