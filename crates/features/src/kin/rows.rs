//! Kin in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements, value};

statements! {
    OF = "select o.territory_id, o.person_id, o.apart, o.since from kin m
          join kin o on o.identity_id = m.identity_id where m.territory_id = $1 and m.person_id = $2
          order by o.since, o.territory_id";
    MEMBERS = "select o.territory_id, o.person_id from kin m join kin o on o.identity_id = m.identity_id
               join people p on p.territory_id = o.territory_id and p.id = o.person_id
               where m.territory_id = $1 and m.person_id = $2 and p.state in ('active', 'suspended', 'inactive')
               order by o.territory_id";
    IDENTITY = "select identity_id from kin where territory_id = $1 and person_id = $2";
    ADD = "insert into kin (territory_id, person_id, identity_id, apart, since) values ($1, $2, $3, $4, $5)
           on conflict do nothing";
    DOUBLE = "select count(*) from kin a join kin b on b.territory_id = a.territory_id
              where a.identity_id = $1 and b.identity_id = $2";
    MERGE = "update kin set identity_id = $2 where identity_id = $1";
    APART = "update kin set apart = $3 where territory_id = $1 and person_id = $2";
    LEAVE = "delete from kin where territory_id = $1 and person_id = $2";
    ALONE = "delete from kin where identity_id = $1
             and (select count(*) from kin k where k.identity_id = $1) = 1";
}

/// Somebody in one of their territories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Kin {
    /// Where.
    pub territory_id: Id,
    /// Who they are there.
    pub person_id: Id,
    /// What they say of themselves there is said there only.
    pub apart: bool,
    /// Since when both are known to be one.
    pub since: Micros,
}

pub async fn of(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Kin>> {
    all!(db, Kin, OF, territory, person)
}

pub async fn members(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Id)>> {
    all!(db, (Id, Id), MEMBERS, territory, person)
}

pub async fn identity(db: &mut impl Reach, (territory, person): (Id, Id)) -> Result<Option<Id>> {
    value!(db, Id, IDENTITY, territory, person)
}

/// False where the identity has another account in this territory.
pub async fn add(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    identity: Id,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, ADD, territory, person, identity, false, at)? == 1)
}

/// True when two identities have accounts in a same territory.
pub async fn doubled(db: &mut impl Reach, one: Id, other: Id) -> Result<bool> {
    Ok(value!(db, i64, DOUBLE, one, other)?.unwrap_or(0) > 0)
}

pub async fn merge(tx: &mut impl Reach, from: Id, into: Id) -> Result<()> {
    run!(tx, MERGE, from, into).map(drop)
}

pub async fn set_apart(tx: &mut impl Reach, territory: Id, person: Id, apart: bool) -> Result<()> {
    run!(tx, APART, territory, person, apart).map(drop)
}

/// Takes an account out; the last one left alone needs no identity.
pub async fn leave(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    let Some(identity) = identity(tx, (territory, person)).await? else {
        return Ok(());
    };
    run!(tx, LEAVE, territory, person)?;
    run!(tx, ALONE, identity).map(drop)
}
