//! The accounts of one person in several territories of this installation. Each territory keeps its own rows (so that
//! it can be moved, partitioned, closed); what opens an account (address, password, second factor) is written to all of
//! them in one transaction, and roles, rules, quarter and words stay where they belong (decision 19). Nobody but
//! themselves learns where else somebody is.

mod rows;

use terreau_kernel::{
    id::{Id, Ids},
    time::Micros,
};
use terreau_kit::session;
use terreau_store::{Reach, Result, Tx};

pub use rows::Kin;

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Where somebody has an account, as territory and person: at least here.
///
/// # Errors
/// What the engine says.
pub async fn every(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Id)>> {
    let mut all: Vec<_> = rows::of(db, territory, person)
        .await?
        .iter()
        .map(|kin| (kin.territory_id, kin.person_id))
        .collect();
    if all.is_empty() {
        all.push((territory, person));
    }
    Ok(all)
}

/// All of somebody's accounts, this one among them, the oldest first; nothing where they have but one.
///
/// # Errors
/// What the engine says.
pub async fn of(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Kin>> {
    rows::of(db, territory, person).await
}

/// Where somebody takes part, as territory and person: not where they wait to be let in. Nothing where they have but
/// one account.
///
/// # Errors
/// What the engine says.
pub async fn members(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Id)>> {
    rows::members(db, territory, person).await
}

/// Who somebody is in another territory.
///
/// # Errors
/// What the engine says.
pub async fn there(db: &mut impl Reach, (territory, person): (Id, Id), elsewhere: Id) -> Result<Option<Id>> {
    let all = rows::of(db, territory, person).await?;
    Ok(all
        .iter()
        .find(|kin| kin.territory_id == elsewhere)
        .map(|kin| kin.person_id))
}

/// Two accounts are one person's from now on; false when that would give them two in a same territory.
///
/// # Errors
/// What the engine says.
pub async fn tie(tx: &mut Tx, ids: &Ids, one: (Id, Id), other: (Id, Id), now: Micros) -> Result<bool> {
    let known = rows::identity(tx, one).await?;
    let theirs = rows::identity(tx, other).await?;
    if let (Some(known), Some(theirs)) = (known, theirs) {
        if known != theirs {
            if rows::doubled(tx, known, theirs).await? {
                return Ok(false);
            }
            rows::merge(tx, theirs, known).await?;
        }
        return Ok(true);
    }
    let identity = known.or(theirs).unwrap_or_else(|| ids.next());
    for (account, before) in [(one, known), (other, theirs)] {
        if before.is_none() && !rows::add(tx, account, identity, now).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Says whether the profile of this territory is kept apart from the others.
///
/// # Errors
/// What the engine says.
pub async fn set_apart(tx: &mut impl Reach, territory: Id, person: Id, apart: bool) -> Result<()> {
    rows::set_apart(tx, territory, person, apart).await
}

/// An account goes: what ties it to others is forgotten.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    rows::leave(tx, territory, person).await
}

/// Signs somebody out everywhere, in all their territories, but of one session (the nil id: of none).
///
/// # Errors
/// What the engine says.
pub async fn end_sessions(tx: &mut impl Reach, territory: Id, person: Id, but: Id) -> Result<()> {
    for (territory, person) in every(tx, territory, person).await? {
        session::end_others(tx, territory, person, but).await?;
    }
    Ok(())
}
