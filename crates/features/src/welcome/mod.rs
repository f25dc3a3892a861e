//! Welcome: three short steps after joining, and a first page that fits the answers; invitations by members; and
//! ambassadors, who invite with a poster and welcome in their own words. Nothing is sent by itself.

mod ambassadors;
mod cares;
mod door;
mod first;
mod invite;
mod life;
mod offers;
mod poster;
mod rows;
mod steps;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{App, Problem, Visit};
use terreau_store::Tx;

use crate::{invites, work::Failed};

pub use crate::invites::INVITE;
pub use life::{AMBASSADOR, AmbassadorState};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/welcome", get(steps::go_on).post(steps::aside))
        .route("/welcome/{step}", get(steps::show).post(steps::save))
        .route("/invitation/{code}", get(door::show))
        .route("/me/invitations", get(invite::list).post(invite::send))
        .route("/me/invitations/link", post(invite::make))
        .route("/me/invitations/poster", get(poster::show))
        .route("/me/invitations/words", post(poster::words))
        .route("/me/invitations/resign", post(poster::resign))
        .route("/me/invitations/{id}/revoke", post(invite::revoke))
        .route(
            "/admin/ambassadors",
            get(ambassadors::list).post(ambassadors::name),
        )
        .route("/admin/ambassadors/{slug}/end", post(ambassadors::end))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Where somebody who confirmed their address goes: a newcomer who was on their way to nothing else is shown around.
#[must_use]
pub fn way(first: bool, next: &str) -> &str {
    if first && (next.is_empty() || next == "/" || invites::leads_in(next)) {
        "/welcome"
    } else {
        next
    }
}

/// How many steps a newcomer has left; none for who saw them all, or would rather not.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn left(visit: &mut Visit) -> Result<i64, Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let arrival = invites::arrival(visit.db.get().await?, territory, person).await?;
    let left = arrival.filter(|a| a.aside_at.is_none());
    Ok(left.map_or(0, |a| steps::Step::COUNT - a.step).max(0))
}

/// Makes somebody an ambassador, with their words, for a demonstration.
///
/// # Errors
/// What the engine says.
pub async fn put(
    tx: &mut Tx,
    territory: Id,
    (person, id): (Id, Id),
    words: &str,
    at: Micros,
) -> terreau_store::Result<()> {
    rows::insert(tx, territory, (person, id), at).await?;
    rows::set_words(tx, territory, person, words, at).await.map(drop)
}

/// Forgets letters of invitation whose time is over.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<(), Failed> {
    let mut tx = app.db.begin().await?;
    invites::expire(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
