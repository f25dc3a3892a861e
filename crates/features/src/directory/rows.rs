//! The directory in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, Select, Value, run, statements};

use super::{Entry, Known};

statements! {
    INSERT = "insert into directory (territory_id, level, key_id, person_id, shown, rank, at, zone_id, reach, slots,
              free_from, free_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    DROP = "delete from directory where territory_id = $1 and person_id = $2";
    SHOW = "update directory set shown = $3 where territory_id = $1 and person_id = $2";
    COUNT_ALL = "update skills set seen_by_all = seen_by_all + $3 where territory_id = $1 and id in
                 (select key_id from directory where territory_id = $1 and person_id = $2 and level = 0 and shown)";
    COUNT_MEMBERS = "update skills set seen_by_members = seen_by_members + $3 where territory_id = $1 and id in
                 (select key_id from directory where territory_id = $1 and person_id = $2 and level = 1 and shown)";
}

pub async fn insert(
    tx: &mut impl Reach,
    entry: &Entry<'_>,
    level: i64,
    (key, rank): (Id, i64),
    known: &Known,
) -> Result<()> {
    let (from, until): (Micros, Micros) = known.free.unwrap_or((0, i64::MAX));
    run!(
        tx,
        INSERT,
        entry.territory,
        level,
        key,
        entry.person,
        entry.shown,
        rank,
        entry.at,
        known.zone,
        known.reach,
        known.slots,
        from,
        until
    )?;
    Ok(())
}

pub async fn drop(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    run!(tx, DROP, territory, person)?;
    Ok(())
}

pub async fn show(tx: &mut impl Reach, territory: Id, person: Id, shown: bool) -> Result<()> {
    run!(tx, SHOW, territory, person, shown)?;
    Ok(())
}

/// Moves the counters of the skills somebody is shown under.
pub async fn count(tx: &mut impl Reach, territory: Id, person: Id, by: i64) -> Result<()> {
    run!(tx, COUNT_ALL, territory, person, by)?;
    run!(tx, COUNT_MEMBERS, territory, person, by)?;
    Ok(())
}

/// A skill or a cause of somebody listed.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Key {
    pub person_id: Id,
    pub key_id: Id,
    pub rank: i64,
}

/// Skills and causes of these people, as a level of viewers knows them; the first ones first.
///
/// # Errors
/// What the engine says.
pub async fn keys_of(db: &mut impl Reach, territory: Id, level: i64, people: &[Id]) -> Result<Vec<Key>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let select = Select::new("select d.person_id, d.key_id, d.rank from directory d")
        .and("d.territory_id = ?", [Value::Id(territory)])
        .and_in("d.person_id", people)
        .and("d.level = ?", [Value::Int(level)])
        .and("d.key_id <> ?", [Value::Id(Id::nil())]);
    select
        .then("order by d.person_id, d.rank desc, d.key_id", [])
        .all(db)
        .await
}
