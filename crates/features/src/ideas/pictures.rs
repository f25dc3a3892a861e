//! The pictures of an idea: those a viewer may see, and one of them taken out of sight or shown again, the rest of the
//! idea staying as it is.

use terreau_kernel::id::Id;
use terreau_kit::{
    Problem, Visit,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    Full, Picture,
    rows::{self, writing},
    visible_by_id,
};
use crate::pictures::PICTURE;

/// The pictures of an idea, in their order. Those a moderator hid are there for its author and for moderators.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn pictures(visit: &mut Visit, idea: &Full) -> Result<Vec<Picture>, Problem> {
    let territory = visit.territory.id;
    let mut all = rows::pictures(visit.db.get().await?, territory, idea.id).await?;
    let sees = visit.viewer.is(idea.author_id) || visit.viewer.moderates();
    all.retain(|picture| sees || !picture.hidden());
    Ok(all)
}

/// One picture, with its idea, for this viewer.
///
/// # Errors
/// [`Problem::NotFound`] when there is none this viewer may see, [`Problem::Gone`] when it or its idea was hidden.
pub async fn picture(visit: &mut Visit, media: Id) -> Result<(Full, Picture), Problem> {
    let territory = visit.territory.id;
    let idea = rows::idea_of_picture(visit.db.get().await?, territory, media).await?;
    let idea = visible_by_id(visit, idea.ok_or(Problem::NotFound)?).await?;
    let mut all = pictures(visit, &idea).await?.into_iter();
    let picture = all.find(|picture| picture.media_id == media);
    Ok((idea, picture.ok_or(Problem::Gone)?))
}

/// Moves one picture along its life in the caller's transaction; the first one shown is the cover.
///
/// # Errors
/// What the life of a picture refuses, or [`Problem::Conflict`] when somebody moved it first.
pub async fn shift_picture(
    visit: &mut Visit,
    tx: &mut Tx,
    (idea, picture): &(Full, Picture),
    (name, reason): (&str, &str),
) -> Result<(), Problem> {
    let actors = steps::actors(&visit.viewer, Some(idea.author_id));
    let elapsed = visit.now - idea.published_at;
    let step = PICTURE.attempt(&picture.state, name, &actors, elapsed, Some(reason))?;
    let (territory, media) = (visit.territory.id, picture.media_id);
    if !writing::picture_state(tx, (territory, media), (step.from, step.to)).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    writing::cover(tx, territory, idea.id).await?;
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: media,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    steps::record(tx, PICTURE.object, &step, taken).await?;
    visit.happened(tx, "idea-changed", idea.id, None, None).await
}
