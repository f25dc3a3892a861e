//! Who is muted and blocked, in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, Select, Value, all, run, statements, value};

use super::Pair;

statements! {
    CHOSEN = "select chosen from blocks where territory_id = $1 and person_id = $2 and other_id = $3";
    LIST = "select b.other_id, b.chosen, b.at, p.name, p.state from blocks b
            join people p on p.territory_id = b.territory_id and p.id = b.other_id
            where b.territory_id = $1 and b.person_id = $2 and b.chosen <> '' and (b.at, b.other_id) < ($3, $4)
            order by b.at desc, b.other_id desc limit $5";
    HOLD = "insert into blocks (territory_id, person_id, other_id, chosen, apart, at)
            values ($1, $2, $3, '', false, $4)
            on conflict (territory_id, person_id, other_id) do update set at = blocks.at";
    WRITE = "update blocks set chosen = $4, apart = $5, at = $6
             where territory_id = $1 and person_id = $2 and other_id = $3";
    APART = "update blocks set apart = $4 where territory_id = $1 and person_id = $2 and other_id = $3";
    SWEEP = "delete from blocks where territory_id = $1 and person_id = $2 and other_id = $3
             and chosen = '' and not apart";
    LIFT_MINE = "update blocks set apart = false, chosen = case chosen when '' then '' else 'mute' end
                 where territory_id = $1 and person_id = $2";
    LIFT_OTHERS = "update blocks set apart = false, chosen = case chosen when '' then '' else 'mute' end
                   where territory_id = $1 and other_id = $2";
    SWEEP_MINE = "delete from blocks where territory_id = $1 and person_id = $2 and chosen = '' and not apart";
    SWEEP_OTHERS = "delete from blocks where territory_id = $1 and other_id = $2 and chosen = '' and not apart";
    DROP_MINE = "delete from blocks where territory_id = $1 and person_id = $2";
    DROP_OTHERS = "delete from blocks where territory_id = $1 and other_id = $2";
}

/// Somebody who is muted or blocked.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Chosen {
    pub other_id: Id,
    pub chosen: String,
    pub at: Micros,
    pub name: String,
    pub state: String,
}

pub async fn chosen(db: &mut impl Reach, p: Pair) -> Result<Option<String>> {
    value!(db, String, CHOSEN, p.territory, p.person, p.other)
}

pub async fn list(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    (at, last): (Micros, Id),
    limit: i64,
) -> Result<Vec<Chosen>> {
    all!(db, Chosen, LIST, territory, person, at, last, limit)
}

/// The rows of these people, and whether they are kept apart.
pub async fn among(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    people: &[Id],
) -> Result<Vec<(Id, bool)>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Select::new("select other_id, apart from blocks")
        .and("territory_id = ?", [Value::Id(territory)])
        .and("person_id = ?", [Value::Id(person)])
        .and_in("other_id", people)
        .all(db)
        .await
}

/// Makes sure of a row, and holds it until the transaction ends.
pub async fn hold(tx: &mut impl Reach, p: Pair, at: Micros) -> Result<()> {
    run!(tx, HOLD, p.territory, p.person, p.other, at).map(drop)
}

pub async fn write(tx: &mut impl Reach, p: Pair, (chosen, apart): (&str, bool), at: Micros) -> Result<()> {
    run!(tx, WRITE, p.territory, p.person, p.other, chosen, apart, at).map(drop)
}

pub async fn set_apart(tx: &mut impl Reach, p: Pair, apart: bool) -> Result<()> {
    run!(tx, APART, p.territory, p.person, p.other, apart).map(drop)
}

/// Drops a row that says nothing.
pub async fn sweep(tx: &mut impl Reach, p: Pair) -> Result<()> {
    run!(tx, SWEEP, p.territory, p.person, p.other).map(drop)
}

pub async fn lift(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    for text in [LIFT_MINE, LIFT_OTHERS, SWEEP_MINE, SWEEP_OTHERS] {
        run!(tx, text, territory, person)?;
    }
    Ok(())
}

pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    for text in [DROP_MINE, DROP_OTHERS] {
        run!(tx, text, territory, person)?;
    }
    Ok(())
}
