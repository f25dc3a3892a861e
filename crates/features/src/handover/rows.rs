//! Handovers in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

use crate::{bodies::Addressee, memberships::Membership};

statements! {
    LATEST = "select h.id, h.person_id, h.state, h.due, h.created_at, p.name, p.state as person_state
        from handovers h
        join people p on p.territory_id = h.territory_id and p.id = h.person_id
        where h.territory_id = $1 and h.body_id = $2 order by h.created_at desc, h.id desc limit 1";
    INSERT = "insert into handovers (territory_id, id, body_id, person_id, starter_id, state, due, created_at,
        updated_at) values ($1, $2, $3, $4, $5, 'asked', $6, $7, $7) on conflict do nothing";
    SHIFT = "update handovers set state = $4, updated_at = $5 where territory_id = $1 and id = $2 and state = $3";
    TEAM = "select id, body_id, person_id, role, state, shown, message, created_at, updated_at from memberships
        where territory_id = $1 and body_id = $2 and state = 'active' and role = 'administrator'
        order by id limit 500";
    MINE = "select id, body_id, person_id, role, state, shown, message, created_at, updated_at from memberships
        where territory_id = $1 and body_id = $2 and person_id = $3 and state = 'active'";
    PRESENT = "select count(*) from memberships m where m.territory_id = $1 and m.body_id = $2
        and m.state = 'active' and m.role = 'administrator' and (
        exists (select 1 from accounts a where a.territory_id = m.territory_id and a.person_id = m.person_id
        and a.seen_at > $3) or exists (select 1 from sessions s where s.territory_id = m.territory_id
        and s.person_id = m.person_id and s.seen_at > $3))";
    ACTED = "select count(*) from memberships m where m.territory_id = $1 and m.body_id = $2
        and m.state = 'active' and m.role = 'administrator' and (
        exists (select 1 from steps s where s.territory_id = m.territory_id and s.body_id = m.body_id and s.at > $3
        and s.person_id = m.person_id) or exists (select 1 from steps s where s.territory_id = m.territory_id
        and s.object_id = m.body_id and s.at > $3 and s.person_id = m.person_id)
        or exists (select 1 from bodies b where b.territory_id = m.territory_id and b.id = m.body_id
        and b.updated_at > $3 and not exists (select 1 from steps s where s.territory_id = b.territory_id
        and s.object_id = b.id and s.at = b.updated_at)))";
    ADDRESS = "select person_id, email, locale from accounts where territory_id = $1 and person_id = $2
        and confirmed_at is not null and undeliverable_at is null";
    WAITING = "select h.id, h.due, h.created_at, b.slug, b.name as body, p.name, p.state as person_state
        from handovers h join bodies b on b.territory_id = h.territory_id and b.id = h.body_id
        join people p on p.territory_id = h.territory_id and p.id = h.person_id
        where h.territory_id = $1 and h.state = 'asked' and (h.due, h.id) > ($2, $3) order by h.due, h.id limit $4";
}

/// A handover, and whose it is.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Handover {
    pub id: Id,
    pub person_id: Id,
    pub state: String,
    pub due: Micros,
    pub created_at: Micros,
    pub name: String,
    pub person_state: String,
}

/// A line of the desk.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: Id,
    pub due: Micros,
    pub created_at: Micros,
    pub slug: String,
    pub body: String,
    pub name: String,
    pub person_state: String,
}

/// The last one of a body: the open one, if there is one.
pub async fn latest(db: &mut impl Reach, territory: Id, body: Id) -> Result<Option<Handover>> {
    one!(db, Handover, LATEST, territory, body)
}

/// False when there is an open one.
pub async fn insert(
    tx: &mut impl Reach,
    (territory, body): (Id, Id),
    (id, person, starter): (Id, Id, Option<Id>),
    (at, due): (Micros, Micros),
) -> Result<bool> {
    Ok(run!(tx, INSERT, territory, id, body, person, starter, due, at)? > 0)
}

/// False when somebody moved it first.
pub async fn shift(
    tx: &mut impl Reach,
    territory: Id,
    id: Id,
    (from, to): (&str, &str),
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, SHIFT, territory, id, from, to, at)? > 0)
}

/// Those who administer a body.
pub async fn team(db: &mut impl Reach, territory: Id, body: Id) -> Result<Vec<Membership>> {
    all!(db, Membership, TEAM, territory, body)
}

/// What somebody is to a body now, in the transaction that relies on it.
pub async fn mine(tx: &mut impl Reach, territory: Id, body: Id, person: Id) -> Result<Option<Membership>> {
    one!(tx, Membership, MINE, territory, body, person)
}

/// How many of those who administer a body were seen since a moment.
pub async fn present(db: &mut impl Reach, territory: Id, body: Id, since: Micros) -> Result<i64> {
    Ok(value!(db, i64, PRESENT, territory, body, since)?.unwrap_or(0))
}

/// How many of them did something for it since: moved or said something, or wrote its page (which its team alone does,
/// and which leaves no step).
pub async fn acted(db: &mut impl Reach, territory: Id, body: Id, since: Micros) -> Result<i64> {
    Ok(value!(db, i64, ACTED, territory, body, since)?.unwrap_or(0))
}

/// What waits, the first due first.
pub async fn waiting(
    db: &mut impl Reach,
    territory: Id,
    (due, id): (Micros, Id),
    limit: i64,
) -> Result<Vec<Waiting>> {
    all!(db, Waiting, WAITING, territory, due, id, limit)
}

/// Where to write to somebody.
pub async fn address(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Addressee>> {
    all!(db, Addressee, ADDRESS, territory, person)
}
