//! Organisations: what each does, where and when, written by its team, verified by the town, found in a list. Who
//! belongs to one and speaks for it is the affair of `memberships`.

mod form;
mod life;
mod pages;
mod queue;
mod rows;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::id::Id;
use terreau_kit::{App, Problem, Visit};
use terreau_store::Reach;

pub use life::{Kind, ORGANISATION, OrganisationState};
pub use rows::{Listed, Organisation};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations", get(pages::list))
        .route("/organisations/new", get(write::new).post(write::create))
        .route("/organisations/{slug}", get(pages::show))
        .route("/organisations/{slug}/edit", get(write::edit).post(write::change))
        .route("/organisations/{slug}/send", post(write::send))
        .route("/organisations/{slug}/close", post(write::close))
        .route("/admin/organisations", get(queue::list))
        .route("/admin/organisations/{id}", get(queue::show).post(queue::decide))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The organisation of a slug, for this viewer: a draft exists for its team and for who keeps the place fair only.
///
/// # Errors
/// [`Problem::NotFound`] when there is none for this viewer.
pub async fn visible(visit: &mut Visit, slug: &str) -> Result<Organisation, Problem> {
    let territory = visit.territory.id;
    let found = rows::by_slug(visit.db.get().await?, territory, slug).await?;
    let o = found.ok_or(Problem::NotFound)?;
    let open = o.verified_at.is_some() && !matches!(o.state.as_str(), "draft" | "pending");
    if open || visit.viewer.moderates() {
        return Ok(o);
    }
    let mine = crate::memberships::mine(visit, o.id).await?;
    let ours = mine.is_some_and(|m| m.part().is_some());
    if ours { Ok(o) } else { Err(Problem::NotFound) }
}

/// A few of those that act in a quarter.
///
/// # Errors
/// What the engine says.
pub async fn of_zone(
    db: &mut impl Reach,
    territory: Id,
    zone: Id,
    most: i64,
) -> terreau_store::Result<Vec<Listed>> {
    let filter = rows::Filter {
        zone: Some(zone),
        ..rows::Filter::default()
    };
    let found = rows::list(db, territory, &filter, most).await?;
    Ok(found.into_iter().map(|(_, listed)| listed).collect())
}

/// How many wait to be verified.
///
/// # Errors
/// What the engine says.
pub async fn waiting(db: &mut impl Reach, territory: Id) -> terreau_store::Result<i64> {
    rows::waiting(db, territory).await
}
