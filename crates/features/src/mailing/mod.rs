//! What becomes of letters, in figures for administrators: what waits and since when, what left and what did not, what
//! mail servers told. Counted once an hour from the letters themselves, so that sending one costs no more.

mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::time::DAY;
use terreau_kit::App;

/// Figures are kept a little longer than a year.
const KEPT: i64 = 400;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/admin/mail/figures", get(pages::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Hourly housekeeping: counts the letters of today and of yesterday anew, and forgets what is old. Done twice, or by
/// two nodes, it gives the same.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<(), crate::work::Failed> {
    let today = app.clock.now() / DAY;
    for territory in app.atlas.all() {
        for day in [today - 1, today] {
            let span = (day * DAY, (day + 1) * DAY);
            let counted = rows::count(&mut app.db.read().await?, territory.id, span).await?;
            if counted.is_empty() {
                continue;
            }
            let mut tx = app.db.begin().await?;
            for (kind, sent, failed) in counted {
                rows::put(&mut tx, (territory.id, day), &kind, (sent, failed)).await?;
            }
            tx.commit().await?;
        }
    }
    let mut tx = app.db.begin().await?;
    rows::forget(&mut tx, today - KEPT).await?;
    tx.commit().await?;
    Ok(())
}
