//! The second factor of an account: whether it is on, what proves it, on which devices its owner is spared.
//! Asked for at the door by `accounts`; its pages are those of `security`.

mod rows;

use terreau_kernel::{
    id::{self, Id},
    time::{DAY, Micros, SECOND},
    totp,
};
use terreau_kit::{Problem, Role, Visit, limits::Act, network, session};
use terreau_store::{Reach, Result, Tx, run};

use crate::kin;

pub use rows::{Factor, Trusted};

/// Spare codes of one person.
pub const SPARES: usize = 10;
/// How long a device spares its owner the code.
const REMEMBERED: Micros = 30 * DAY;

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// What stands between somebody who gave a first proof and their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Open,
    /// The code.
    Half,
    /// From this moment on the role waits for a second factor.
    Due(Micros),
}

/// True where this role asks for a second factor (SEC-23). A demonstration does not.
#[must_use]
pub fn required(territory: &terreau_kit::Territory, role: Role) -> bool {
    !territory.is_demo && matches!(role, Role::Moderator | Role::Administrator)
}

/// What a person meets on this device. Whoever must set a factor up is told from now on until when.
///
/// # Errors
/// What the engine says.
pub async fn standing(tx: &mut Tx, visit: &Visit, person: Id, role: Role) -> Result<Standing> {
    let (territory, now) = (visit.territory.id, visit.now);
    if on(tx, territory, person).await? {
        let known = match visit.device() {
            Some(token) => rows::trusted(tx, (territory, person), session::digest(token), now).await?,
            None => false,
        };
        return Ok(if known { Standing::Open } else { Standing::Half });
    }
    if !required(&visit.territory, role) {
        return Ok(Standing::Open);
    }
    let asked = rows::asked(tx, (territory, person), now).await?;
    let grace = i64::from(visit.territory.settings.factor_grace_days) * DAY;
    Ok(Standing::Due(asked + grace))
}

/// Whether somebody has a second factor.
///
/// # Errors
/// What the engine says.
pub async fn on(db: &mut impl Reach, territory: Id, person: Id) -> Result<bool> {
    Ok(rows::find(db, territory, person)
        .await?
        .is_some_and(|f| f.confirmed_at.is_some()))
}

/// The factor of somebody, switched on or being set up, and the spare codes they have left.
///
/// # Errors
/// What the engine says.
pub async fn of(db: &mut impl Reach, territory: Id, person: Id) -> Result<(Option<Factor>, i64)> {
    let factor = rows::find(db, territory, person).await?;
    Ok((factor, rows::spares_left(db, territory, person).await?))
}

/// The secret of a factor being set up: the same until it is confirmed, so that a page may be loaded again.
///
/// # Errors
/// What the engine says.
pub async fn begin(tx: &mut Tx, territory: Id, person: Id, now: Micros) -> Result<Option<String>> {
    run!(tx, rows::BEGIN, territory, person, totp::secret(), now)?;
    let factor = rows::find(tx, territory, person).await?;
    Ok(factor.filter(|f| f.confirmed_at.is_none()).map(|f| f.secret))
}

/// Switches a factor on when the code typed is that of its secret; gives the spare codes, shown once.
///
/// # Errors
/// What the engine says.
pub async fn confirm(tx: &mut Tx, visit: &Visit, person: Id, typed: &str) -> Result<Option<Vec<String>>> {
    let territory = visit.territory.id;
    let Some(factor) = rows::find(tx, territory, person).await? else {
        return Ok(None);
    };
    let Some(step) = totp::matching(&factor.secret, typed, visit.now, factor.last_step) else {
        return Ok(None);
    };
    if run!(tx, rows::CONFIRM, territory, person, visit.now, step)? != 1 {
        return Ok(None);
    }
    spares(tx, territory, person).await.map(Some)
}

/// Ten fresh spare codes in place of those before. Only their digests are kept.
///
/// # Errors
/// What the engine says.
pub async fn spares(tx: &mut Tx, territory: Id, person: Id) -> Result<Vec<String>> {
    run!(tx, rows::DROP_SPARES, territory, person)?;
    let codes: Vec<String> = (0..SPARES).map(|_| totp::spare()).collect();
    for code in &codes {
        let digest = session::digest(&totp::plain(code));
        run!(tx, rows::SPARE, territory, person, digest)?;
    }
    for other in others(tx, territory, person).await? {
        share(tx, (territory, person), other).await?;
    }
    Ok(codes)
}

/// The other accounts of somebody: one person has one second factor, in all their territories.
async fn others(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Id)>> {
    let mut all = kin::every(db, territory, person).await?;
    all.retain(|account| *account != (territory, person));
    Ok(all)
}

/// The factor of one account becomes that of another of the same person; where the first has none nothing changes.
///
/// # Errors
/// What the engine says.
pub async fn share(tx: &mut Tx, (territory, person): (Id, Id), to: (Id, Id)) -> Result<()> {
    if !on(tx, territory, person).await? {
        return Ok(());
    }
    run!(tx, rows::DROP_SPARES, to.0, to.1)?;
    run!(tx, rows::DROP, to.0, to.1)?;
    run!(tx, rows::COPY, territory, person, to.0, to.1)?;
    run!(tx, rows::COPY_SPARES, territory, person, to.0, to.1).map(drop)
}

/// Counts a try at somebody's code: the person and the network.
///
/// # Errors
/// [`Problem::TooMany`] with the time to wait.
pub fn count(visit: &Visit, person: Id) -> std::result::Result<(), Problem> {
    let network = format!("net:{}", network::network(visit.address));
    let keys = [person.to_string(), network];
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    visit.app.limits.count(Act::Code, &keys).map_err(Problem::TooMany)
}

/// What was typed to prove a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The code of the moment.
    Code,
    /// A spare one, used up.
    Spare,
}

/// Takes the code of the moment, or a spare one. Each serves once (SEC-22).
///
/// # Errors
/// What the engine says.
pub async fn check(tx: &mut Tx, visit: &Visit, person: Id, typed: &str) -> Result<Option<Proof>> {
    let (territory, now) = (visit.territory.id, visit.now);
    let Some(factor) = rows::find(tx, territory, person).await? else {
        return Ok(None);
    };
    if let Some(step) = totp::matching(&factor.secret, typed, now, factor.last_step) {
        let first = run!(tx, rows::USE_STEP, territory, person, step)? == 1;
        for (territory, person) in others(tx, territory, person).await? {
            run!(tx, rows::USE_STEP, territory, person, step)?;
        }
        return Ok(first.then_some(Proof::Code));
    }
    let digest = session::digest(&totp::plain(typed));
    let used = run!(tx, rows::USE_SPARE, territory, person, digest.clone(), now)? == 1;
    for (territory, person) in others(tx, territory, person).await? {
        run!(tx, rows::USE_SPARE, territory, person, digest.clone(), now)?;
    }
    Ok(used.then_some(Proof::Spare))
}

/// Whether a role of somebody asks for a second factor, in any of their territories.
///
/// # Errors
/// What the engine says.
pub async fn needed(db: &mut impl Reach, visit: &Visit, person: Id) -> Result<bool> {
    for (territory, person) in kin::every(db, visit.territory.id, person).await? {
        let role = rows::role(db, territory, person).await?;
        let role = Role::from_code(role.as_deref().unwrap_or_default());
        let place = visit.app.atlas.by_id(territory);
        if place.is_some_and(|place| required(&place, role)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Switches the factor of somebody off in all their territories.
///
/// # Errors
/// What the engine says.
pub async fn off_everywhere(tx: &mut Tx, territory: Id, person: Id) -> Result<()> {
    for (territory, person) in kin::every(tx, territory, person).await? {
        off(tx, territory, person).await?;
    }
    Ok(())
}

/// Switches a factor off here: secret, spare codes and trusted devices go.
///
/// # Errors
/// What the engine says.
pub async fn off(tx: &mut Tx, territory: Id, person: Id) -> Result<bool> {
    run!(tx, rows::DROP_SPARES, territory, person)?;
    run!(tx, rows::DROP_DEVICES, territory, person)?;
    Ok(run!(tx, rows::DROP, territory, person)? == 1)
}

/// Spares this device the code for thirty days.
///
/// # Errors
/// What the engine says.
pub async fn trust(tx: &mut Tx, visit: &mut Visit, person: Id) -> Result<()> {
    let token = id::secret();
    let new = (session::digest(&token), visit.territory.id, person);
    rows::trust(tx, new, &visit.agent, (visit.now, visit.now + REMEMBERED)).await?;
    visit.set_cookie("device", &token, REMEMBERED / SECOND);
    Ok(())
}

/// The devices that are spared the code.
///
/// # Errors
/// What the engine says.
pub async fn trusted(db: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<Vec<Trusted>> {
    rows::all_trusted(db, territory, person, now).await
}

/// Asks the code again everywhere.
///
/// # Errors
/// What the engine says.
pub async fn trust_none(tx: &mut Tx, territory: Id, person: Id) -> Result<u64> {
    run!(tx, rows::DROP_DEVICES, territory, person)
}

/// Only its owner's telephone proves a factor from now on: spare codes and trusted devices go.
///
/// # Errors
/// What the engine says.
pub async fn distrust(tx: &mut Tx, territory: Id, person: Id) -> Result<()> {
    for (territory, person) in kin::every(tx, territory, person).await? {
        run!(tx, rows::DROP_SPARES, territory, person)?;
        trust_none(tx, territory, person).await?;
    }
    Ok(())
}

/// A role was given or taken: the time to set a factor up begins with the next sign-in.
///
/// # Errors
/// What the engine says.
pub async fn ask_anew(tx: &mut Tx, territory: Id, person: Id) -> Result<()> {
    run!(tx, rows::ASK_ANEW, territory, person).map(drop)
}

/// Forgets devices whose thirty days are over, and factors never confirmed.
///
/// # Errors
/// What the engine says.
pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, rows::DROP_UNCONFIRMED, now - DAY)?;
    run!(tx, rows::EXPIRE, now)
}
