//! Supports and follows in the database: one row a person, and the counters that go with it.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

use crate::follows::Bond;

statements! {
    BACK = "insert into supports (territory_id, idea_id, person_id, at) values ($1, $2, $3, $4)
            on conflict do nothing";
    TAKE_BACK = "delete from supports where territory_id = $1 and idea_id = $2 and person_id = $3 returning at";
    COUNT = "update ideas set supports = supports + $3 where territory_id = $1 and id = $2
             returning supports, growth";
    GROW = "update ideas set growth = $3 where territory_id = $1 and id = $2";
    COUNT_ALL = "update territory_counts set supports = supports + $2 where territory_id = $1";
    MOMENTS = "select at from supports where territory_id = $1 and idea_id = $2";
    SUPPORTS = "select supports from ideas where territory_id = $1 and id = $2";
    RELATION = "select
                (select count(*) from supports where territory_id = $1 and idea_id = $2 and person_id = $3) as backed,
                (select count(*) from follows where territory_id = $1 and object_id = $2 and person_id = $3)
                as followed";
}

/// What the counters say after a change.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Counted {
    pub supports: i64,
    pub growth: f64,
}

#[derive(sqlx::FromRow)]
pub struct Related {
    pub backed: i64,
    pub followed: i64,
}

pub async fn back(tx: &mut impl Reach, b: Bond, at: Micros) -> Result<bool> {
    Ok(run!(tx, BACK, b.territory, b.object, b.person, at)? > 0)
}

/// The moment of the support that was taken back, if there was one.
pub async fn take_back(tx: &mut impl Reach, b: Bond) -> Result<Option<Micros>> {
    value!(tx, i64, TAKE_BACK, b.territory, b.object, b.person)
}

pub async fn count(tx: &mut impl Reach, b: Bond, by: i64) -> Result<Option<Counted>> {
    one!(tx, Counted, COUNT, b.territory, b.object, by)
}

pub async fn grow(tx: &mut impl Reach, b: Bond, growth: f64) -> Result<()> {
    run!(tx, GROW, b.territory, b.object, growth)?;
    Ok(())
}

pub async fn count_all(tx: &mut impl Reach, territory: Id, by: i64) -> Result<()> {
    run!(tx, COUNT_ALL, territory, by)?;
    Ok(())
}

pub async fn moments(tx: &mut impl Reach, b: Bond) -> Result<Vec<Micros>> {
    let rows = all!(tx, (i64,), MOMENTS, b.territory, b.object)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

pub async fn supports(db: &mut impl Reach, territory: Id, idea: Id) -> Result<i64> {
    Ok(value!(db, i64, SUPPORTS, territory, idea)?.unwrap_or(0))
}

pub async fn relation(db: &mut impl Reach, b: Bond) -> Result<Option<Related>> {
    one!(db, Related, RELATION, b.territory, b.object, b.person)
}
