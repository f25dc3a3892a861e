//! Invitations to the territory, and how each newcomer came. Their pages stand in `welcome`; this much is needed where
//! accounts are made and closed. Nothing of a link's secret is kept: who has the key of this site makes it again.

mod letter;
mod life;
mod rows;

use terreau_kernel::{
    id::{self, Id},
    life::{Actor, Actors},
    time::{DAY, Micros},
};
use terreau_kit::{
    App, Problem, Visit,
    mail::letter as sealed,
    session,
    steps::{self, Taken},
};
use terreau_store::{Reach, Result, Tx};

pub use letter::{Said, letter};
pub use life::{INVITE, InviteState};
pub use rows::{
    Arrival, Found, New, Sent, arrival, aside, by_id, came, expire, forget, link, make, open, seen, sent,
    stayed,
};

/// How long a link works: a poster hangs for long.
pub const LINK: Micros = 365 * DAY;
/// How long a letter works, and how long its name and address are kept.
pub const LETTER: Micros = 30 * DAY;

/// Where invitations are opened.
const DOOR: &str = "/invitation/";

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The secret part of an invitation's address.
fn secret(app: &App, invite: Id) -> String {
    let whole = sealed::token(app, invite, "invite");
    whole.rsplit('-').next().unwrap_or_default().to_owned()
}

/// The path of an invitation.
#[must_use]
pub fn path(app: &App, invite: Id) -> String {
    format!("{DOOR}{}-{}", id::short(invite), secret(app, invite))
}

/// True for the path of any invitation.
#[must_use]
pub fn leads_in(path: &str) -> bool {
    path.starts_with(DOOR)
}

/// The invitation of a code we made.
#[must_use]
pub fn read(app: &App, code: &str) -> Option<Id> {
    let (short, given) = code.rsplit_once('-')?;
    let id = id::parse_short(short)?;
    // Digests are compared, so that the time it takes tells nothing.
    (session::digest(given) == session::digest(&secret(app, id))).then_some(id)
}

/// True for the path of an invitation that works.
///
/// # Errors
/// What the engine says.
pub async fn works(
    db: &mut impl Reach,
    (app, territory): (&App, Id),
    path: &str,
    now: Micros,
) -> Result<bool> {
    let Some(invite) = path.strip_prefix(DOOR).and_then(|code| read(app, code)) else {
        return Ok(false);
    };
    let found = rows::by_id(db, territory, invite).await?;
    Ok(found.is_some_and(|found| found.works(now)))
}

/// Notes that somebody was let in just now.
///
/// # Errors
/// What the engine says.
pub async fn admitted(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    rows::arrive(tx, territory, (person, None), now).await
}

/// Notes that the viewer became a member just now, when they did, and by whose invitation when they were on their way
/// to one that works.
///
/// # Errors
/// What the engine says.
pub async fn arrived(visit: &Visit, tx: &mut Tx, first: bool, next: &str) -> Result<()> {
    let Some(person) = visit.viewer.id().filter(|_| first) else {
        return Ok(());
    };
    let (territory, now) = (visit.territory.id, visit.now);
    let code = next.strip_prefix(DOOR).unwrap_or_default();
    let by = match read(&visit.app, code) {
        Some(invite) => rows::come(tx, territory, invite, now).await?,
        None => None,
    };
    rows::arrive(tx, territory, (person, by), now).await
}

/// Takes an invitation back.
///
/// # Errors
/// What its life refuses; [`Problem::Conflict`] when it was used first.
pub async fn revoke(visit: &Visit, tx: &mut impl Reach, found: &Found) -> std::result::Result<(), Problem> {
    let by = Actors::of(&[Actor::Author]);
    let step = INVITE.attempt(&found.state, "revoke", &by, visit.now - found.created_at, None)?;
    if !rows::revoke(tx, visit.territory.id, found.id, visit.now).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: found.id,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    Ok(steps::record(tx, INVITE.object, &step, taken).await?)
}
