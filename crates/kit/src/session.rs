//! Sessions: an opaque token in a cookie, its SHA-256 in the database. Listed and ended one by one by their
//! owner, renewed as they are used, never longer than a year (a day of rest for those with a role).

use sha2::{Digest, Sha256};
use terreau_kernel::{
    id::{self, Id},
    time::{DAY, HOUR, MINUTE, Micros},
};
use terreau_store::{Reach, Result, all, one, run, value};

use crate::viewer::{Role, Someone};

/// A member's session ends after this long without a visit.
pub const REST: Micros = 60 * DAY;
/// Whoever gave a password gives the code within this long.
pub const HALF: Micros = 15 * MINUTE;
/// A session of somebody with a role ends after this long without a visit.
pub const REST_WITH_ROLE: Micros = 12 * HOUR;
/// No session lives longer.
pub const LIFE: Micros = 365 * DAY;
/// Sensitive acts ask for the password again after this long.
pub const FRESH: Micros = 30 * MINUTE;
/// `seen_at` is written at most this often.
const SEEN_EVERY: Micros = 10 * MINUTE;

terreau_store::statements! {
    FIND = "select s.id as session, s.fresh_at, s.seen_at, s.created_at, s.half_at, s.factor_due_at, p.id, p.slug,
            p.name, p.role, p.state, p.body_id, p.zone_id, p.portrait_id, p.messages_unread,
            (select max(t.number) from terms_members t where t.territory_id = s.territory_id
             and t.person_id = s.person_id and t.accepted_at is not null) as terms,
            exists (select 1 from blocks z where z.territory_id = s.territory_id and z.person_id = s.person_id
            and z.apart) as apart
            from sessions s join people p on p.territory_id = s.territory_id and p.id = s.person_id
            where s.token_hash = $1 and s.territory_id = $2 and s.expires_at > $3";
    SEEN = "update sessions set seen_at = $2, expires_at = $3 where token_hash = $1";
    OPEN = "insert into sessions (token_hash, territory_id, id, person_id, agent, fresh_at, created_at, seen_at,
            expires_at) values ($1, $2, $3, $4, $5, $6, $6, $6, $7)";
    LIST = "select id, agent, created_at, seen_at from sessions
            where territory_id = $1 and person_id = $2 and expires_at > $3 and half_at is null
            order by seen_at desc limit 50";
    END = "delete from sessions where territory_id = $1 and person_id = $2 and id = $3";
    END_ALL = "delete from sessions where territory_id = $1 and person_id = $2 and id <> $3";
    HOLD = "update sessions set half_at = $3, factor_due_at = $4, expires_at = $5
            where territory_id = $1 and id = $2";
    REFRESH = "update sessions set fresh_at = $3 where territory_id = $1 and id = $2";
    EXPIRE = "delete from sessions where expires_at < $1";
    FOUND_FAMILY = "update sessions set family = coalesce(family, id) where territory_id = $1 and id = $2
                    returning family";
    JOIN_FAMILY = "update sessions set family = $3, fresh_at = $4 where territory_id = $1 and id = $2";
    END_FAMILY = "delete from sessions where family = (select s.family from sessions s
                  where s.territory_id = $1 and s.person_id = $2 and s.id = $3) and id <> $3";
}

#[derive(sqlx::FromRow)]
struct Found {
    session: Id,
    fresh_at: Micros,
    seen_at: Micros,
    created_at: Micros,
    half_at: Option<Micros>,
    factor_due_at: Option<Micros>,
    id: Id,
    slug: String,
    name: String,
    role: String,
    state: String,
    body_id: Option<Id>,
    zone_id: Option<Id>,
    portrait_id: Option<Id>,
    messages_unread: i64,
    terms: Option<i64>,
    apart: bool,
}

/// A device as its owner sees it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Device {
    /// The session's id.
    pub id: Id,
    /// What the browser calls itself.
    pub agent: String,
    /// First visit.
    pub created_at: Micros,
    /// Last visit, to ten minutes.
    pub seen_at: Micros,
}

/// The digest kept in place of a token.
#[must_use]
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn rest(role: Role) -> Micros {
    if role == Role::Member {
        REST
    } else {
        REST_WITH_ROLE
    }
}

/// A session found by its token: who it is, and the moment to write as `seen` if it is time to.
pub struct Recognised {
    /// The person.
    pub someone: Someone,
    /// `Some(expiry)` when the visit should be noted.
    pub note: Option<Micros>,
    /// The code of the second factor was not given yet: nobody is signed in.
    pub half: bool,
    /// From when on the role waits for a second factor.
    pub factor_due: Option<Micros>,
    /// How many of their conversations hold something they did not read.
    pub unread: i64,
}

/// Who comes with this token.
///
/// # Errors
/// What the engine says.
pub async fn recognise(
    db: &mut impl Reach,
    territory: Id,
    token: &str,
    now: Micros,
) -> Result<Option<Recognised>> {
    let Some(found) = one!(db, Found, FIND, digest(token), territory, now)? else {
        return Ok(None);
    };
    if !matches!(found.state.as_str(), "active" | "suspended" | "unverified") {
        return Ok(None);
    }
    let role = Role::from_code(&found.role);
    let half = found.half_at.is_some();
    let due = !half && now - found.seen_at > SEEN_EVERY;
    let note = due.then(|| (now + rest(role)).min(found.created_at + LIFE));
    let someone = Someone {
        id: found.id,
        slug: found.slug,
        name: found.name,
        role,
        body: found.body_id,
        zone: found.zone_id,
        portrait: found.portrait_id,
        session: found.session,
        fresh_at: found.fresh_at,
        may_write: found.state == "active",
        terms: found.terms.unwrap_or(0),
        apart: found.apart,
    };
    Ok(Some(Recognised {
        someone,
        note,
        half,
        factor_due: found.factor_due_at,
        unread: found.messages_unread,
    }))
}

/// Notes that a session was used.
///
/// # Errors
/// What the engine says.
pub async fn note(tx: &mut impl Reach, token: &str, now: Micros, expires: Micros) -> Result<()> {
    run!(tx, SEEN, digest(token), now, expires)?;
    Ok(())
}

/// A session about to be opened.
pub struct Opening<'a> {
    /// Where.
    pub territory: Id,
    /// The session's id.
    pub id: Id,
    /// For whom.
    pub person: Id,
    /// Their role, which decides how long it rests.
    pub role: Role,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// Now.
    pub now: Micros,
}

/// Opens a session and gives its token, which is kept nowhere but in the cookie.
///
/// # Errors
/// What the engine says.
pub async fn open(tx: &mut impl Reach, o: Opening<'_>) -> Result<String> {
    let token = id::secret();
    let agent: String = o.agent.chars().filter(|c| !c.is_control()).take(200).collect();
    run!(
        tx,
        OPEN,
        digest(&token),
        o.territory,
        o.id,
        o.person,
        agent,
        o.now,
        o.now + rest(o.role)
    )?;
    Ok(token)
}

/// Holds a session just opened back: `half` until the code of the second factor is given, or its role from `due` on.
///
/// # Errors
/// What the engine says.
pub async fn hold(
    tx: &mut impl Reach,
    (territory, session): (Id, Id),
    role: Role,
    (half, due): (bool, Option<Micros>),
    now: Micros,
) -> Result<()> {
    let expires = now + if half { HALF } else { rest(role) };
    run!(tx, HOLD, territory, session, half.then_some(now), due, expires)?;
    Ok(())
}

/// A person's devices, the last used first.
///
/// # Errors
/// What the engine says.
pub async fn devices(db: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<Vec<Device>> {
    all!(db, Device, LIST, territory, person, now)
}

/// Ends one session of a person.
///
/// # Errors
/// What the engine says.
pub async fn end(tx: &mut impl Reach, territory: Id, person: Id, session: Id) -> Result<bool> {
    Ok(run!(tx, END, territory, person, session)? > 0)
}

/// Ends all sessions of a person but one (the nil id: all).
///
/// # Errors
/// What the engine says.
pub async fn end_others(tx: &mut impl Reach, territory: Id, person: Id, but: Id) -> Result<u64> {
    run!(tx, END_ALL, territory, person, but)
}

/// The person just proved who they are.
///
/// # Errors
/// What the engine says.
pub async fn refresh(tx: &mut impl Reach, territory: Id, session: Id, now: Micros) -> Result<()> {
    run!(tx, REFRESH, territory, session, now)?;
    Ok(())
}

/// Forgets sessions that ended by themselves.
///
/// # Errors
/// What the engine says.
pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, EXPIRE, now)
}

/// The family of a session: those that begin with it in other territories end with it.
///
/// # Errors
/// What the engine says.
pub async fn family(tx: &mut impl Reach, territory: Id, session: Id) -> Result<Option<Id>> {
    value!(tx, Id, FOUND_FAMILY, territory, session)
}

/// A session that began with another one: it ends with it, and is no fresher.
///
/// # Errors
/// What the engine says.
pub async fn join_family(
    tx: &mut impl Reach,
    (territory, session): (Id, Id),
    family: Id,
    fresh_at: Micros,
) -> Result<()> {
    run!(tx, JOIN_FAMILY, territory, session, family, fresh_at).map(drop)
}

/// Ends all other sessions that began with this one of a person or before it, in every territory.
///
/// # Errors
/// What the engine says.
pub async fn end_family(tx: &mut impl Reach, (territory, person): (Id, Id), session: Id) -> Result<u64> {
    run!(tx, END_FAMILY, territory, person, session)
}
