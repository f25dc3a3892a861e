//! What is kept about people, why and for how long: the catalogue of columns, the record of processing a town
//! downloads (article 30 of the GDPR), and the housekeeping that forgets in time, also accounts nobody comes back to.

mod absence;
mod catalogue;
mod disclose;
mod register;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::time::{DAY, Micros};
use terreau_kit::App;
use terreau_store::events;

use crate::{closed, work::Failed};

pub use disclose::{Order, Refused, disclose};

/// The sequence of events, and what was given up, are kept this long.
const QUARTER: Micros = 90 * DAY;
/// Names of those who reported without an account go this long after the last word on their report.
const REPORTERS: Micros = 365 * DAY;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin/register.csv", get(register::csv))
        .route("/admin/register.json", get(register::json))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, disclose::ALL].concat()
}

/// Hourly housekeeping: warns and lets go who did not come for long, then forgets what was kept long enough.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<(), Failed> {
    let (warned, leaving) = absence::sweep(app).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let events = events::forget_before(&mut tx, now - QUARTER).await?;
    let jobs = rows::forget_jobs(&mut tx, now - QUARTER).await?;
    let reporters = rows::unname_reporters(&mut tx, now - REPORTERS).await?;
    let mut accounts = 0;
    for territory in app.atlas.all() {
        accounts += closed::forget(&mut tx, &territory, now).await?;
    }
    tx.commit().await?;
    tracing::info!(
        warned,
        leaving,
        events,
        jobs,
        reporters,
        accounts,
        "forgot in time"
    );
    Ok(())
}
