//! A picture of oneself, beside one's name wherever it stands: chosen and taken out by its owner, hidden and shown
//! again by moderators as any picture. It is as public as the name.

mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{
    App, Problem, Visit,
    steps::{self, Taken},
};
use terreau_store::{Reach, Result, Tx};

use crate::pictures::{PICTURE, PictureState};
pub use rows::Portrait;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/me/portrait", get(pages::form).post(pages::save))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The portrait of a stored picture, for this viewer.
///
/// # Errors
/// [`Problem::NotFound`] when it is no portrait, or of somebody the viewer is kept apart from; [`Problem::Gone`] when
/// it was hidden from them.
pub async fn of_media(visit: &mut Visit, media: Id) -> std::result::Result<Portrait, Problem> {
    let (territory, viewer) = (visit.territory.id, visit.eyes().person);
    let found = rows::of_media(visit.db.get().await?, territory, media, viewer).await?;
    let portrait = found.ok_or(Problem::NotFound)?;
    let shown = portrait.state == PictureState::Shown.code();
    if shown || visit.viewer.is(portrait.person_id) || visit.viewer.moderates() {
        Ok(portrait)
    } else {
        Err(Problem::Gone)
    }
}

/// Hides or shows a portrait, as its life allows.
///
/// # Errors
/// What the life of a picture refuses, or [`Problem::Conflict`] when somebody moved it first.
pub async fn shift(
    visit: &mut Visit,
    tx: &mut Tx,
    portrait: &Portrait,
    (name, reason): (&str, &str),
) -> std::result::Result<(), Problem> {
    let actors = steps::actors(&visit.viewer, Some(portrait.person_id));
    let elapsed = visit.now - portrait.at;
    let step = PICTURE.attempt(&portrait.state, name, &actors, elapsed, Some(reason))?;
    let territory = visit.territory.id;
    if !rows::move_on(tx, territory, portrait, (step.from, step.to)).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: portrait.media_id,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    steps::record(tx, PICTURE.object, &step, taken).await?;
    visit
        .happened(tx, "person-changed", portrait.person_id, None, None)
        .await
}

/// Takes somebody's portrait out, because they leave: its file goes with the next housekeeping.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    rows::drop(tx, territory, person, now).await
}
