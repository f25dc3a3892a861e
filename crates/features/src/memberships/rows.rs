//! Memberships and invitations in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

use super::life::Part;
use crate::bodies::Addressee;

statements! {
    HOLD = "update bodies set members = members where territory_id = $1 and id = $2";
    RECOUNT = "update bodies set members = (select count(*) from memberships m where m.territory_id = $1
        and m.body_id = $2 and m.state = 'active') where territory_id = $1 and id = $2";
    MINE = "select id, body_id, person_id, role, state, shown, message, created_at, updated_at from memberships
        where territory_id = $1 and body_id = $2 and person_id = $3";
    BY_ID = "select id, body_id, person_id, role, state, shown, message, created_at, updated_at from memberships
        where territory_id = $1 and body_id = $2 and id = $3";
    LIST = "select m.id, m.person_id, m.role, m.state, m.shown, m.message, m.created_at, p.name, p.slug,
        p.state as person_state, p.portrait_id from memberships m
        join people p on p.territory_id = m.territory_id and p.id = m.person_id
        where m.territory_id = $1 and m.body_id = $2 and m.state = $3 and (m.created_at, m.id) > ($4, $5)
        order by m.created_at, m.id limit $6";
    ONE = "select m.id, m.person_id, m.role, m.state, m.shown, m.message, m.created_at, p.name, p.slug,
        p.state as person_state, p.portrait_id from memberships m
        join people p on p.territory_id = m.territory_id and p.id = m.person_id
        where m.territory_id = $1 and m.body_id = $2 and m.id = $3";
    SPEAKERS = "select m.id, m.person_id, m.role, m.state, m.shown, m.message, m.created_at, p.name, p.slug,
        p.state as person_state, p.portrait_id from memberships m
        join people p on p.territory_id = m.territory_id and p.id = m.person_id
        where m.territory_id = $1 and m.body_id = $2 and m.state = 'active' and m.shown
        and m.role in ('administrator', 'spokesperson') and p.state = 'active'
        order by m.role, m.created_at, m.id limit 30";
    HANDED = "select due from handovers where territory_id = $1 and body_id = $2 and state = 'asked'";
    OTHERS = "select count(*) from memberships where territory_id = $1 and body_id = $2 and state = 'active'
        and role = 'administrator' and person_id <> $3";
    INSERT = "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, message, created_at,
        updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        on conflict (territory_id, body_id, person_id) do nothing";
    SHIFT = "update memberships set state = $4, role = $5, message = $6, updated_at = $7
        where territory_id = $1 and id = $2 and state = $3";
    SHOWN = "update memberships set shown = $4 where territory_id = $1 and body_id = $2 and person_id = $3";
    OF_PERSON = "select b.slug, b.name, b.kind, b.state, m.role, m.state as standing from memberships m
        join bodies b on b.territory_id = m.territory_id and b.id = m.body_id
        where m.territory_id = $1 and m.person_id = $2
        and (m.state = 'active' or (m.state = 'asked' and b.state in ('verified', 'flagged')))
        order by b.name_key, b.id limit 50";
    HELD = "select id, body_id, person_id, role, state, shown, message, created_at, updated_at from memberships
        where territory_id = $1 and person_id = $2 and state in ('active', 'asked') order by id limit 500";
    LEADS = "select a.person_id, a.email, a.locale from memberships m
        join accounts a on a.territory_id = m.territory_id and a.person_id = m.person_id
        where m.territory_id = $1 and m.body_id = $2 and m.state = 'active' and m.role = $3
        and a.confirmed_at is not null and a.undeliverable_at is null order by m.created_at, m.id limit 50";
    ADDRESS = "select person_id, email, locale from accounts where territory_id = $1 and person_id = $2
        and confirmed_at is not null";
    INVITE = "insert into invitations (territory_id, id, body_id, kind, email, role, most, state, person_id, created_at,
        expires_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $9)";
    INVITATIONS = "select i.id, i.body_id, i.kind, i.email, i.role, i.most, i.used, i.state, i.created_at, i.expires_at,
        p.name from invitations i join people p on p.territory_id = i.territory_id and p.id = i.person_id
        where i.territory_id = $1 and i.body_id = $2 and i.state = 'open' and i.expires_at > $3
        order by i.created_at desc, i.id desc limit 50";
    INVITATION = "select i.id, i.body_id, i.kind, i.email, i.role, i.most, i.used, i.state, i.created_at, i.expires_at,
        p.name from invitations i join people p on p.territory_id = i.territory_id and p.id = i.person_id
        where i.territory_id = $1 and i.id = $2";
    USE = "update invitations set used = used + 1, updated_at = $3,
        state = case when used + 1 >= most then 'used' else state end
        where territory_id = $1 and id = $2 and state = 'open' and used < most and expires_at > $3";
    REVOKE = "update invitations set state = 'revoked', updated_at = $3
        where territory_id = $1 and id = $2 and state = 'open'";
    FORGET = "update invitations set email = '' where expires_at < $1 and email <> ''";
}

/// A membership.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Membership {
    /// Its id.
    pub id: Id,
    /// Of which body.
    pub body_id: Id,
    /// Whose.
    pub person_id: Id,
    /// What they may do.
    pub role: String,
    /// Where it stands.
    pub state: String,
    /// Their name stands on the page of the body.
    pub shown: bool,
    /// What they said when they asked.
    pub message: String,
    /// Since when.
    pub created_at: Micros,
    /// Since when it stands there.
    pub updated_at: Micros,
}

impl Membership {
    /// What they may do now: nothing unless they belong to it.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        (self.state == "active").then(|| Part::from_code(&self.role))
    }
}

/// A member, with their name.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Named {
    pub id: Id,
    pub person_id: Id,
    pub role: String,
    pub state: String,
    pub shown: bool,
    pub message: String,
    pub created_at: Micros,
    pub name: String,
    pub slug: String,
    pub person_state: String,
    pub portrait_id: Option<Id>,
}

/// A body somebody belongs to.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Held {
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub state: String,
    pub role: String,
    pub standing: String,
}

/// An invitation, and who made it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Invitation {
    pub id: Id,
    pub body_id: Id,
    pub kind: String,
    pub email: String,
    pub role: String,
    pub most: i64,
    pub used: i64,
    pub state: String,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub name: String,
}

/// An invitation about to be made.
pub struct Invite<'a> {
    pub id: Id,
    pub body: Id,
    pub kind: &'a str,
    pub email: &'a str,
    pub part: Part,
    pub most: i64,
    pub person: Id,
    pub at: Micros,
    pub until: Micros,
}

/// A membership about to be made.
pub struct New<'a> {
    pub id: Id,
    pub body: Id,
    pub person: Id,
    pub part: Part,
    pub state: &'a str,
    pub shown: bool,
    pub message: &'a str,
    pub at: Micros,
}

/// Holds a body to the end of the transaction: who else changes its members waits.
pub async fn hold(tx: &mut impl Reach, territory: Id, body: Id) -> Result<()> {
    run!(tx, HOLD, territory, body).map(drop)
}

pub async fn recount(tx: &mut impl Reach, territory: Id, body: Id) -> Result<()> {
    run!(tx, RECOUNT, territory, body).map(drop)
}

pub async fn mine(db: &mut impl Reach, territory: Id, body: Id, person: Id) -> Result<Option<Membership>> {
    one!(db, Membership, MINE, territory, body, person)
}

pub async fn by_id(db: &mut impl Reach, territory: Id, body: Id, id: Id) -> Result<Option<Membership>> {
    one!(db, Membership, BY_ID, territory, body, id)
}

pub async fn list(
    db: &mut impl Reach,
    (territory, body): (Id, Id),
    state: &str,
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Named>> {
    all!(db, Named, LIST, territory, body, state, after.0, after.1, limit)
}

pub async fn named(db: &mut impl Reach, territory: Id, body: Id, id: Id) -> Result<Option<Named>> {
    one!(db, Named, ONE, territory, body, id)
}

pub async fn speakers(db: &mut impl Reach, territory: Id, body: Id) -> Result<Vec<Named>> {
    all!(db, Named, SPEAKERS, territory, body)
}

/// When the notice of an open handover ends, where there is one.
pub async fn handed(db: &mut impl Reach, territory: Id, body: Id) -> Result<Option<Micros>> {
    value!(db, Micros, HANDED, territory, body)
}

/// How many administrators a body has beside somebody.
pub async fn others(db: &mut impl Reach, territory: Id, body: Id, but: Id) -> Result<i64> {
    Ok(value!(db, i64, OTHERS, territory, body, but)?.unwrap_or(0))
}

/// False when this person has a membership of this body already.
pub async fn insert(tx: &mut impl Reach, territory: Id, n: &New<'_>) -> Result<bool> {
    Ok(run!(
        tx,
        INSERT,
        territory,
        n.id,
        n.body,
        n.person,
        n.part.code(),
        n.state,
        n.shown,
        n.message,
        n.at
    )? > 0)
}

/// False when somebody moved it first.
pub async fn shift(
    tx: &mut impl Reach,
    (territory, membership): (Id, Id),
    (from, to): (&str, &str),
    (part, message): (&str, &str),
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, SHIFT, territory, membership, from, to, part, message, at)? > 0)
}

pub async fn show(tx: &mut impl Reach, territory: Id, (body, person): (Id, Id), shown: bool) -> Result<()> {
    run!(tx, SHOWN, territory, body, person, shown).map(drop)
}

pub async fn of_person(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Held>> {
    all!(db, Held, OF_PERSON, territory, person)
}

pub async fn held(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Membership>> {
    all!(db, Membership, HELD, territory, person)
}

/// Those of a part, to write to.
pub async fn leads(db: &mut impl Reach, territory: Id, body: Id, part: Part) -> Result<Vec<Addressee>> {
    all!(db, Addressee, LEADS, territory, body, part.code())
}

pub async fn address(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Addressee>> {
    all!(db, Addressee, ADDRESS, territory, person)
}

pub async fn invite(tx: &mut impl Reach, territory: Id, i: &Invite<'_>) -> Result<()> {
    run!(
        tx,
        INVITE,
        territory,
        i.id,
        i.body,
        i.kind,
        i.email,
        i.part.code(),
        i.most,
        i.person,
        i.at,
        i.until
    )
    .map(drop)
}

pub async fn invitations(
    db: &mut impl Reach,
    territory: Id,
    body: Id,
    now: Micros,
) -> Result<Vec<Invitation>> {
    all!(db, Invitation, INVITATIONS, territory, body, now)
}

pub async fn invitation(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Invitation>> {
    one!(db, Invitation, INVITATION, territory, id)
}

/// False when it was used up, taken back or too old.
pub async fn use_up(tx: &mut impl Reach, territory: Id, id: Id, now: Micros) -> Result<bool> {
    Ok(run!(tx, USE, territory, id, now)? > 0)
}

/// False when it was used up or taken back first.
pub async fn revoke(tx: &mut impl Reach, territory: Id, id: Id, now: Micros) -> Result<bool> {
    Ok(run!(tx, REVOKE, territory, id, now)? > 0)
}

/// Forgets to whom invitations went that ended before a moment.
pub async fn forget(tx: &mut impl Reach, before: Micros) -> Result<u64> {
    run!(tx, FORGET, before)
}
