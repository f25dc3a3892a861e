//! Crossings in the database. They last a minute, and fifteen more for whoever reads what joining means.

use terreau_kernel::{
    id::Id,
    time::{MINUTE, Micros},
};
use terreau_store::{Reach, Result, all, one, run, statements};

use crate::accounts::Proved;

/// How long a code may be taken.
pub const CODE: Micros = MINUTE;
/// How long whoever came may think about joining.
pub const STAY: Micros = 15 * MINUTE;

statements! {
    GIVE = "insert into crossings (challenge, code_hash, from_id, person_id, to_id, family, proved_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
    TAKE = "update crossings set used_at = $4, expires_at = $5 where code_hash = $1 and challenge = $2 and to_id = $3
            and used_at is null and expires_at > $4 returning from_id, person_id, family, proved_at";
    HELD = "select from_id, person_id, family, proved_at from crossings
            where challenge = $1 and to_id = $2 and used_at is not null and expires_at > $3";
    END = "delete from crossings where challenge = $1";
    EXPIRE = "delete from crossings where expires_at < $1";
    COUNTS = "select territory_id, ideas, people from territory_counts";
}

#[derive(sqlx::FromRow)]
struct Row {
    from_id: Id,
    person_id: Id,
    family: Id,
    proved_at: Micros,
}

impl From<Row> for Proved {
    fn from(row: Row) -> Self {
        Self {
            territory: row.from_id,
            person: row.person_id,
            family: row.family,
            at: row.proved_at,
        }
    }
}

/// Gives a code to whoever goes to a territory; false when their browser asked for one before.
pub async fn give(
    tx: &mut impl Reach,
    (challenge, code): (&[u8], &[u8]),
    to: Id,
    from: &Proved,
    now: Micros,
) -> Result<bool> {
    let until = now + CODE;
    let done = run!(
        tx,
        GIVE,
        challenge,
        code,
        from.territory,
        from.person,
        to,
        from.family,
        from.at,
        until
    )?;
    Ok(done == 1)
}

/// Takes a code, once, in the browser it was given for.
pub async fn take(
    tx: &mut impl Reach,
    (challenge, code): (&[u8], &[u8]),
    to: Id,
    now: Micros,
) -> Result<Option<Proved>> {
    let row = one!(tx, Row, TAKE, code, challenge, to, now, now + STAY)?;
    Ok(row.map(Into::into))
}

/// Whoever came a moment ago and is not a member.
pub async fn held(db: &mut impl Reach, challenge: &[u8], to: Id, now: Micros) -> Result<Option<Proved>> {
    let row = one!(db, Row, HELD, challenge, to, now)?;
    Ok(row.map(Into::into))
}

pub async fn end(tx: &mut impl Reach, challenge: &[u8]) -> Result<()> {
    run!(tx, END, challenge).map(drop)
}

pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, EXPIRE, now)
}

/// Ideas and people of each territory.
pub async fn counts(db: &mut impl Reach) -> Result<Vec<(Id, i64, i64)>> {
    all!(db, (Id, i64, i64), COUNTS)
}
