//! Standing pages: legal notice, rules, privacy, accessibility, help… Shipped complete in both languages; an
//! administrator may replace any of them, and go back to the shipped text.

mod show;
mod shipped;
mod rows;
mod versions;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::{id::Id, locale::Locale, time::Micros};
use terreau_kit::App;
use terreau_store::{Reach, Result, Tx};

pub use rows::Kept;
pub use shipped::{SLUGS, fill, shipped};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    let mut routes = Router::new()
        .route("/help/{slug}", get(show::help))
        .route("/site-map", get(show::site_map))
        .route("/plan-du-site", get(show::site_map))
        .route("/accessibilite", get(show::moved_accessibility))
        .route("/offline", get(show::offline))
        .route("/admin/pages/{slug}/{lang}/versions", get(versions::list));
    for slug in SLUGS.iter().filter(|slug| !slug.starts_with("help-")) {
        routes = routes.route(&format!("/{slug}"), get(show::page));
    }
    routes
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The page an administrator wrote in place of a shipped one.
///
/// # Errors
/// What the engine says.
pub async fn kept(db: &mut impl Reach, territory: Id, slug: &str, locale: Locale) -> Result<Option<Kept>> {
    rows::get(db, territory, slug, locale.code()).await
}

/// A text a page had before.
///
/// # Errors
/// What the engine says.
pub async fn older(
    db: &mut impl Reach,
    territory: Id,
    (slug, locale): (&str, Locale),
    version: i64,
) -> Result<Option<(String, String)>> {
    rows::older(db, territory, (slug, locale.code()), version).await
}

/// Keeps a page an administrator wrote. `version` is the one they started from (0: the shipped text); `false` when
/// somebody else saved in between.
///
/// # Errors
/// What the engine says.
pub async fn keep(tx: &mut Tx, write: &rows::Write<'_>) -> Result<bool> {
    rows::put(tx, write).await
}

/// Goes back to the shipped text.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut Tx, territory: Id, slug: &str, locale: Locale) -> Result<bool> {
    rows::delete(tx, territory, slug, locale.code()).await
}

/// A page about to be kept.
pub use rows::Write;

/// When the shipped texts were last changed: 24 November 2026.
pub const SHIPPED_AT: Micros = 1_795_478_400_000_000;
