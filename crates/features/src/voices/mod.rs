//! Speaking for a body: who may, asked again in the transaction that writes; the choice a form offers, remembered by
//! place; what each body signed, counted and kept in its log. Who belongs to a body is the affair of `memberships`.

mod choice;
mod log;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::{
    id::{self, Id},
    life::{Actor, Actors, Step},
};
use terreau_kit::{
    App, Problem, Visit,
    steps::{self, Taken},
};
use terreau_store::{Reach, Result, Tx};

pub use choice::{Voices, lost, of, taken};
pub use rows::{Hand, count_comment, count_comments_of, count_idea, hold, hold_of, hold_town};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/organisations/{slug}/log", get(log::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The value by which a form names a voice.
#[must_use]
pub fn value(body: Option<Id>) -> String {
    body.map_or_else(|| "me".to_owned(), id::short)
}

/// The body a form names; `None` for one's own name. A word nobody knows names a body that does not exist, so that
/// nothing is said in a name that was not meant. « body » was the town, in pages of earlier releases.
#[must_use]
pub fn asked(visit: &Visit, value: &str) -> Option<Id> {
    match value {
        "" | "me" => None,
        "body" => Some(visit.territory.town.as_ref().map_or(Id::nil(), |town| town.id)),
        short => Some(id::parse_short(short).unwrap_or(Id::nil())),
    }
}

/// What somebody may do in the name of a body now. Who changes its members, or it, waits until the transaction ends.
///
/// # Errors
/// What the engine says.
pub async fn held(tx: &mut impl Reach, territory: Id, person: Id, body: Id) -> Result<Hand> {
    rows::hold(tx, territory, body).await?;
    rows::hand(tx, territory, person, body).await
}

/// True when this viewer may speak in this name now; their own they always may. Asked first in the transaction
/// that writes: bodies are locked before anything they sign.
///
/// # Errors
/// [`Problem::SignIn`] or [`Problem::Refused`] to who may not write at all.
pub async fn may(visit: &Visit, tx: &mut Tx, body: Option<Id>) -> std::result::Result<bool, Problem> {
    let person = visit.writer()?.id;
    let Some(body) = body else { return Ok(true) };
    Ok(held(tx, visit.territory.id, person, body).await?.speaks)
}

/// What this viewer may do with words signed by a body, or by nobody but their author, as far as a page knows.
///
/// # Errors
/// What the engine says.
pub async fn hand(visit: &mut Visit, body: Option<Id>) -> std::result::Result<Hand, Problem> {
    let (Some(body), Some(person)) = (body, visit.viewer.id()) else {
        let (speaks, leads) = (body.is_none(), false);
        return Ok(Hand { speaks, leads });
    };
    let territory = visit.territory.id;
    Ok(rows::hand(visit.db.get().await?, territory, person, body).await?)
}

/// In which qualities a viewer acts on something `author` wrote, perhaps in the name of a body: then it is its
/// author's while they may speak for the body, and those who answer for the body may withdraw it.
///
/// # Errors
/// What the engine says.
pub async fn actors(visit: &Visit, tx: &mut Tx, (author, body): (Id, Option<Id>)) -> Result<Actors> {
    let Some(body) = body else {
        return Ok(steps::actors(&visit.viewer, Some(author)));
    };
    let Some(person) = visit.viewer.id() else {
        return Ok(steps::actors(&visit.viewer, None));
    };
    let hand = held(tx, visit.territory.id, person, body).await?;
    Ok(qualities(visit, (author, hand)))
}

/// The same for a page, from what is known of the viewer.
#[must_use]
pub fn qualities(visit: &Visit, (author, hand): (Id, Hand)) -> Actors {
    let own = steps::actors(&visit.viewer, hand.speaks.then_some(author));
    if hand.leads { own.with(Actor::Lead) } else { own }
}

/// The body in whose name a move was made: of its author or of who answers for the body, not of a moderator.
#[must_use]
pub fn behind(step: &Step, body: Option<Id>) -> Option<Id> {
    body.filter(|_| step.by.contains(Actor::Author) || step.by.contains(Actor::Lead))
}

/// Keeps in the log of a body what somebody did in its name, beside the moves of lives, which keep themselves.
///
/// # Errors
/// What the engine says.
pub async fn log(
    visit: &Visit,
    tx: &mut Tx,
    (kind, object): (&'static str, Id),
    name: &'static str,
    body: Option<Id>,
) -> Result<()> {
    if body.is_none() {
        return Ok(());
    }
    let step = Step {
        name,
        from: if name == "create" { "" } else { "published" },
        to: "published",
        by: Actors::NONE,
        reason: None,
        effects: &[],
    };
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object,
        person: visit.viewer.id(),
        body,
        at: visit.now,
    };
    steps::record(tx, kind, &step, taken).await
}

/// Remembers the voice somebody chose in a place (`ideas`, `comments`), to offer it first the next time.
///
/// # Errors
/// What the engine says.
pub async fn remember(visit: &Visit, tx: &mut Tx, place: &'static str, body: Option<Id>) -> Result<()> {
    let Some(person) = visit.viewer.id() else {
        return Ok(());
    };
    rows::remember(tx, (visit.territory.id, person), place, body, visit.now).await
}
