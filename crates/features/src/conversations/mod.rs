//! Conversations, as a part of whatever needs one: between two people, in a small group, with a body, and later of an
//! object that owns it. Who takes part, what was said, noted and done, up to where each read. Its pages are those of
//! `messages`; an object embeds `thread.html`.

mod act;
mod after;
mod begin;
mod later;
mod life;
mod owned;
mod places;
mod talk;
mod thread;

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result};

use crate::exchanges::{read as rows, write as writes};

pub use act::{Said, answered, assign, say, take_back, turn};
pub use after::gone;
pub use begin::{With, begin};
pub use later::{Due, LETTER};
pub use life::{CONVERSATION, ConversationState, PLACE, PlaceState};
pub use owned::{Owner, changed, open};
pub use places::{accept, add, decline, leave};
pub use rows::{Before, Boxed, Found, Listed, Place, Somebody};
pub use talk::{Side, Talk, inbox_of, opened, speaks, speaks_for_town};
pub use thread::{Line, Thread, named, title};

/// People in one group, at most.
pub const GROUP: usize = 12;
/// One's own line can be taken back for this long.
pub const TAKE_BACK: i64 = 15 * terreau_kernel::time::MINUTE;

/// Whether somebody may write to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// They know each other.
    Freely,
    /// One message, which waits to be accepted.
    Asking,
    /// Nobody reads there.
    No,
}

/// Whether somebody may write to somebody: the one place where it is decided, also for a block.
///
/// # Errors
/// What the engine says.
pub async fn may_write(db: &mut impl Reach, territory: Id, from: Id, to: Id) -> Result<May> {
    if from == to {
        return Ok(May::No);
    }
    let found = rows::standing(db, territory, (from, to), &pair(from, to)).await?;
    Ok(match found {
        Some(s) if s.state == "active" && s.reached => {
            if s.together || s.answered {
                May::Freely
            } else {
                May::Asking
            }
        }
        _ => May::No,
    })
}

/// What names the one conversation of two people, or of a person and a body.
#[must_use]
pub fn pair(one: Id, other: Id) -> String {
    let (a, b) = if one < other { (one, other) } else { (other, one) };
    format!("{}:{}", a.simple(), b.simple())
}

/// The conversation of two people, or of a person and a body.
///
/// # Errors
/// What the engine says.
pub async fn between(db: &mut impl Reach, territory: Id, one: Id, other: Id) -> Result<Option<Id>> {
    rows::pair(db, territory, &pair(one, other)).await
}

/// The conversations in which somebody stands so, the latest first.
///
/// # Errors
/// What the engine says.
pub async fn list(
    db: &mut impl Reach,
    whose: (Id, Id),
    state: PlaceState,
    before: Before,
    limit: i64,
) -> Result<Vec<Listed>> {
    rows::list(db, whose, state.code(), before, limit).await
}

/// Who takes part in several conversations.
///
/// # Errors
/// What the engine says.
pub async fn places_of(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Place>> {
    rows::places_of(db, territory, ids).await
}

/// Messages of somebody's conversations that hold a pattern of folded words, the latest first.
///
/// # Errors
/// What the engine says.
pub async fn search(
    db: &mut impl Reach,
    whose: (Id, Id),
    pattern: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Found>> {
    rows::found(db, whose, pattern, before, limit).await
}

/// The inbox of a body.
///
/// # Errors
/// What the engine says.
pub async fn inbox(
    db: &mut impl Reach,
    body: (Id, Id),
    state: ConversationState,
    before: Before,
    limit: i64,
) -> Result<Vec<Boxed>> {
    rows::inbox(db, body, state.code(), before, limit).await
}

/// People somebody may think of: those they share a conversation or a body with, and one by the name of their page.
///
/// # Errors
/// What the engine says.
pub async fn known(db: &mut impl Reach, whose: (Id, Id), pattern: &str) -> Result<Vec<Somebody>> {
    rows::known(db, whose, pattern).await
}

/// Somebody by their part of an address, unless the one who looks is kept apart from them.
///
/// # Errors
/// What the engine says.
pub async fn by_slug(db: &mut impl Reach, whose: (Id, Id), slug: &str) -> Result<Option<Somebody>> {
    rows::by_slug(db, whose, slug).await
}

/// Those who speak for a body: id and name.
///
/// # Errors
/// What the engine says.
pub async fn team(db: &mut impl Reach, territory: Id, body: Id) -> Result<Vec<(Id, String)>> {
    let team = rows::team(db, territory, body).await?;
    Ok(team.into_iter().map(|(id, name, _)| (id, name)).collect())
}

/// Since when somebody is here.
///
/// # Errors
/// What the engine says.
pub async fn joined(db: &mut impl Reach, territory: Id, person: Id) -> Result<terreau_kernel::time::Micros> {
    rows::joined(db, territory, person).await
}

/// What somebody chose: whether marks of reading are shown, and which letters come (`words`, `plain`, `never`).
///
/// # Errors
/// What the engine says.
pub async fn settings(db: &mut impl Reach, territory: Id, person: Id) -> Result<(bool, String)> {
    rows::settings(db, territory, person).await
}

/// Keeps what somebody chose.
///
/// # Errors
/// What the engine says.
pub async fn choose(
    tx: &mut impl Reach,
    whose: (Id, Id),
    chosen: (bool, &str),
    at: terreau_kernel::time::Micros,
) -> Result<()> {
    writes::set(tx, whose, chosen, at).await
}

/// No letters of this conversation any more, or again.
///
/// # Errors
/// What the engine says.
pub async fn mute(tx: &mut impl Reach, here: (Id, Id), person: Id, muted: bool) -> Result<()> {
    writes::mute(tx, here, person, muted).await
}

#[cfg(test)]
mod tests;
