//! Imports in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements};

statements! {
    INSERT = "insert into imports (territory_id, id, person_id, state, dry_run, created_at, updated_at)
              values ($1, $2, $3, 'queued', $4, $5, $5)";
    GET = "select id, state, dry_run, done, total, report, created_at from imports
           where territory_id = $1 and id = $2";
    LIST = "select id, state, dry_run, done, total, report, created_at from imports
            where territory_id = $1 order by created_at desc, id desc limit 20";
    NOTE = "update imports set done = $3, total = $4, state = $5, report = $6, updated_at = $7
            where territory_id = $1 and id = $2 and state <> 'done'";
}

/// An import.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Import {
    pub id: Id,
    pub state: String,
    pub dry_run: bool,
    pub done: i64,
    pub total: i64,
    pub report: String,
    pub created_at: Micros,
}

pub async fn insert(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    person: Id,
    dry: bool,
    now: Micros,
) -> Result<()> {
    run!(tx, INSERT, territory, id, person, dry, now)?;
    Ok(())
}

pub async fn get(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Import>> {
    one!(db, Import, GET, territory, id)
}

pub async fn list(db: &mut impl Reach, territory: Id) -> Result<Vec<Import>> {
    all!(db, Import, LIST, territory)
}

pub async fn note(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    (done, total): (i64, i64),
    (state, report): (&str, &str),
    now: Micros,
) -> Result<()> {
    run!(tx, NOTE, territory, id, done, total, state, report, now)?;
    Ok(())
}
