//! What happened, in the order in which it became true. Written in the transaction of the act itself, read
//! by followers (search index, page cache, …) that each remember how far they came.

use terreau_kernel::{id::Id, time::Micros};

use crate::{Reach, Result, all, dialect, one, run};

/// One thing that happened.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    /// The writing transaction's number (0 on SQLite).
    pub tx: i64,
    /// Place among all events.
    pub position: i64,
    /// Where it happened.
    pub territory_id: Id,
    /// What happened, as `idea-published`.
    pub kind: String,
    /// What it happened to.
    pub object_id: Id,
    /// What that object belongs to (the idea of a comment), if anything.
    pub subject_id: Option<Id>,
    /// Who did it.
    pub person_id: Option<Id>,
    /// In whose name.
    pub body_id: Option<Id>,
    /// When.
    pub at: Micros,
}

/// An event about to be written.
#[derive(Debug, Clone, Copy)]
pub struct Happened<'a> {
    /// Where.
    pub territory: Id,
    /// What, as `idea-published`.
    pub kind: &'a str,
    /// To what.
    pub object: Id,
    /// What the object belongs to.
    pub subject: Option<Id>,
    /// By whom.
    pub person: Option<Id>,
    /// In whose name.
    pub body: Option<Id>,
    /// When.
    pub at: Micros,
}

/// Writes the event in the caller's transaction.
///
/// # Errors
/// What the engine says.
pub async fn record(tx: &mut impl Reach, e: Happened<'_>) -> Result<()> {
    let text = dialect::RECORD_EVENT.of(tx);
    run!(
        tx,
        text,
        e.territory,
        e.kind,
        e.object,
        e.subject,
        e.person,
        e.body,
        e.at
    )?;
    Ok(())
}

/// How far a follower came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Position {
    /// Transaction number.
    pub tx: i64,
    /// Place.
    pub position: i64,
}

/// The next events after a position, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn after(db: &mut impl Reach, from: Position, limit: i64) -> Result<Vec<Event>> {
    let text = dialect::READ_EVENTS.of(db);
    all!(db, Event, text, from.tx, from.position, limit)
}

crate::statements! {
    POSITION_OF = "select tx, position from followers where name = $1";
    LATEST = "select tx, position from events order by tx desc, position desc limit 1";
    MOVE = "insert into followers (name, tx, position, updated_at) values ($1, $2, $3, $4)
            on conflict (name) do update set tx = excluded.tx, position = excluded.position,
            updated_at = excluded.updated_at";
    HELD = "insert into followers (name, tx, position, updated_at) values ($1, 0, 0, $2)
            on conflict (name) do update set updated_at = excluded.updated_at returning tx, position";
    FORGET = "delete from events where at < $1 and exists (select 1 from followers)
              and not exists (select 1 from followers f where (f.tx, f.position) <= (events.tx, events.position))";
}

/// Where a follower stands; the beginning if it never moved.
///
/// # Errors
/// What the engine says.
pub async fn position_of(db: &mut impl Reach, name: &str) -> Result<Position> {
    Ok(one!(db, Position, POSITION_OF, name)?.unwrap_or_default())
}

/// The position of the newest event.
///
/// # Errors
/// What the engine says.
pub async fn latest(db: &mut impl Reach) -> Result<Position> {
    Ok(one!(db, Position, LATEST)?.unwrap_or_default())
}

/// Remembers where a follower stands.
///
/// # Errors
/// What the engine says.
pub async fn move_to(tx: &mut impl Reach, name: &str, to: Position, now: Micros) -> Result<()> {
    run!(tx, MOVE, name, to.tx, to.position, now)?;
    Ok(())
}

/// Where a follower stands, held until the transaction ends: another node that asks waits, then hears the new place.
///
/// # Errors
/// What the engine says.
pub async fn hold(tx: &mut impl Reach, name: &str, now: Micros) -> Result<Position> {
    Ok(one!(tx, Position, HELD, name, now)?.unwrap_or_default())
}

/// Forgets events older than a moment that every follower has passed. The one a follower stands on is kept: where
/// none is left, an embedded database would number the next one from the beginning.
///
/// # Errors
/// What the engine says.
pub async fn forget_before(tx: &mut impl Reach, moment: Micros) -> Result<u64> {
    run!(tx, FORGET, moment)
}
