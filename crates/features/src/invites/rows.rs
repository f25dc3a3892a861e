//! Invitations and arrivals in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

macro_rules! found {
    ($condition:literal) => {
        concat!(
            "select i.id, i.kind, i.state, i.came, i.created_at, i.expires_at, i.person_id, p.name, p.slug,
             p.state as person_state from invites i
             join people p on p.territory_id = i.territory_id and p.id = i.person_id where i.territory_id = $1 and ",
            $condition
        )
    };
}

/// Whoever came by somebody took part again, more than a day after they came.
macro_rules! again {
    ($table:literal, $person:literal, $at:literal) => {
        concat!(
            "exists (select 1 from ",
            $table,
            " x where x.territory_id = a.territory_id and x.",
            $person,
            " = a.person_id and x.",
            $at,
            " > a.at + 86400000000)"
        )
    };
}

statements! {
    BY_ID = found!("i.id = $2");
    LINK = found!("i.person_id = $2 and i.kind = 'link' and i.state = 'open'");
    MAKE = "insert into invites (territory_id, id, person_id, kind, name, email, state, created_at, expires_at,
            updated_at) values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $7) on conflict do nothing";
    SENT = "select id, name, email, state, created_at, expires_at from invites
            where territory_id = $1 and person_id = $2 and kind = 'mail' and (created_at, id) < ($3, $4)
            order by created_at desc, id desc limit $5";
    OPEN = "select count(*) as waiting, count(*) filter (where email = $3) as known from invites
            where territory_id = $1 and person_id = $2 and kind = 'mail' and state = 'open' and expires_at > $4";
    COME = "update invites set came = came + 1, updated_at = $3,
            state = case when kind = 'mail' then 'used' else state end,
            email = case when kind = 'mail' then '' else email end
            where territory_id = $1 and id = $2 and state = 'open' and expires_at > $3
            and exists (select 1 from people p where p.territory_id = invites.territory_id
            and p.id = invites.person_id and p.state = 'active') returning person_id";
    ARRIVE = "insert into arrivals (territory_id, person_id, by_id, at) values ($1, $2, $3, $4)
              on conflict (territory_id, person_id) do nothing";
    REVOKE = "update invites set state = 'revoked', email = '', updated_at = $3
              where territory_id = $1 and id = $2 and state = 'open'";
    EXPIRE = "delete from invites where kind = 'mail' and expires_at < $1";
    ARRIVAL = "select by_id, step, aside_at from arrivals where territory_id = $1 and person_id = $2";
    SEEN = "update arrivals set step = $3 where territory_id = $1 and person_id = $2 and step < $3";
    ASIDE = "update arrivals set aside_at = $3 where territory_id = $1 and person_id = $2 and aside_at is null";
    CAME = "select count(*) from arrivals where territory_id = $1 and by_id = $2";
    STAYED = concat!("select count(*) from arrivals a where a.territory_id = $1 and a.by_id = $2 and (",
        again!("ideas", "author_id", "published_at"), " or ", again!("comments", "author_id", "created_at"), " or ",
        again!("supports", "person_id", "at"), ")");
    DROP_ARRIVAL = "delete from arrivals where territory_id = $1 and person_id = $2";
    UNNAME_ARRIVALS = "update arrivals set by_id = null where territory_id = $1 and by_id = $2";
    DROP_INVITES = "delete from invites where territory_id = $1 and person_id = $2";
    DROP_AMBASSADOR = "delete from ambassadors where territory_id = $1 and person_id = $2";
}

/// An invitation, and who made it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Found {
    pub id: Id,
    pub kind: String,
    pub state: String,
    pub came: i64,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub person_id: Id,
    pub name: String,
    pub slug: String,
    pub person_state: String,
}

impl Found {
    /// It lets somebody in.
    #[must_use]
    pub fn works(&self, now: Micros) -> bool {
        self.state == "open" && self.expires_at > now && self.person_state == "active"
    }
}

/// An invitation about to be made.
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct New<'a> {
    pub id: Id,
    pub person: Id,
    pub kind: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub at: Micros,
    pub until: Micros,
}

/// A letter that was sent.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Sent {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub state: String,
    pub created_at: Micros,
    pub expires_at: Micros,
}

/// How somebody came.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Arrival {
    /// By whom.
    pub by_id: Option<Id>,
    /// How many of the three steps they saw.
    pub step: i64,
    /// When they said that they would rather not.
    pub aside_at: Option<Micros>,
}

/// An invitation.
///
/// # Errors
/// What the engine says.
pub async fn by_id(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Found>> {
    one!(db, Found, BY_ID, territory, id)
}

/// The link of somebody, also one whose time is over.
///
/// # Errors
/// What the engine says.
pub async fn link(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Found>> {
    one!(db, Found, LINK, territory, person)
}

/// Makes an invitation; a second link of the same person changes nothing.
///
/// # Errors
/// What the engine says.
pub async fn make(tx: &mut impl Reach, territory: Id, n: &New<'_>) -> Result<()> {
    run!(
        tx, MAKE, territory, n.id, n.person, n.kind, n.name, n.email, n.at, n.until
    )
    .map(drop)
}

/// Letters somebody sent, the latest first.
///
/// # Errors
/// What the engine says.
pub async fn sent(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    (at, last): (Micros, Id),
    limit: i64,
) -> Result<Vec<Sent>> {
    all!(db, Sent, SENT, territory, person, at, last, limit)
}

/// How many letters of somebody wait, and how many of them to an address.
///
/// # Errors
/// What the engine says.
pub async fn open(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    email: &str,
    now: Micros,
) -> Result<(i64, i64)> {
    Ok(one!(db, (i64, i64), OPEN, territory, person, email, now)?.unwrap_or((0, 0)))
}

/// Somebody comes by an invitation: whose, if it works.
pub async fn come(tx: &mut impl Reach, territory: Id, invite: Id, now: Micros) -> Result<Option<Id>> {
    value!(tx, Id, COME, territory, invite, now)
}

pub async fn arrive(
    tx: &mut impl Reach,
    territory: Id,
    (person, by): (Id, Option<Id>),
    now: Micros,
) -> Result<()> {
    run!(tx, ARRIVE, territory, person, by, now).map(drop)
}

/// False when it was used or taken back first.
pub async fn revoke(tx: &mut impl Reach, territory: Id, invite: Id, now: Micros) -> Result<bool> {
    Ok(run!(tx, REVOKE, territory, invite, now)? > 0)
}

/// Forgets letters whose time is over, with the name and the address they bear.
///
/// # Errors
/// What the engine says.
pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, EXPIRE, now)
}

/// How somebody came; none for who was here before this was noted.
///
/// # Errors
/// What the engine says.
pub async fn arrival(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Arrival>> {
    one!(db, Arrival, ARRIVAL, territory, person)
}

/// Notes how many steps somebody saw.
///
/// # Errors
/// What the engine says.
pub async fn seen(tx: &mut impl Reach, territory: Id, person: Id, step: i64) -> Result<()> {
    run!(tx, SEEN, territory, person, step).map(drop)
}

/// Notes that somebody would rather not be shown around.
///
/// # Errors
/// What the engine says.
pub async fn aside(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    run!(tx, ASIDE, territory, person, now).map(drop)
}

/// How many came by somebody and have an account still.
///
/// # Errors
/// What the engine says.
pub async fn came(db: &mut impl Reach, territory: Id, by: Id) -> Result<i64> {
    Ok(value!(db, i64, CAME, territory, by)?.unwrap_or(0))
}

/// How many of them proposed, backed or commented something more than a day after they came.
///
/// # Errors
/// What the engine says.
pub async fn stayed(db: &mut impl Reach, territory: Id, by: Id) -> Result<i64> {
    Ok(value!(db, i64, STAYED, territory, by)?.unwrap_or(0))
}

/// Forgets how somebody came, whom they invited and that they welcomed.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    for text in [DROP_ARRIVAL, UNNAME_ARRIVALS, DROP_INVITES, DROP_AMBASSADOR] {
        run!(tx, text, territory, person)?;
    }
    Ok(())
}
