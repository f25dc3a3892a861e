//! Coming from another territory of this installation: whoever proved there who they are is known here, and may become
//! a member with the same address, password and second factor.

use terreau_kernel::{address, id::Id, time::Micros};
use terreau_kit::{Problem, Role, Visit, session, territory::Entry};
use terreau_store::{Reach, Tx};

use super::{
    create::{self, NewPerson},
    enter, entry, letters,
    life::PersonState,
    log,
    rows::{self, Account},
};
use crate::{factors, kin};

/// What somebody proved in another territory.
#[derive(Debug, Clone, Copy)]
pub struct Proved {
    /// Where.
    pub territory: Id,
    /// Who they are there.
    pub person: Id,
    /// The family of sessions that this one joins.
    pub family: Id,
    /// When they last gave a proof.
    pub at: Micros,
}

/// What whoever joins says of themselves here.
#[derive(Debug, Clone, Default)]
pub struct Settling {
    /// The name they show.
    pub name: String,
    /// Their quarter.
    pub zone: Option<Id>,
    /// Who they are, for whoever answers.
    pub words: String,
    /// They were invited.
    pub invited: bool,
}

/// The account somebody has in another territory, once its address is proved.
///
/// # Errors
/// [`Problem::NotFound`] when it is gone or was never proved.
pub async fn elsewhere(db: &mut impl Reach, from: &Proved) -> Result<Account, Problem> {
    let account = rows::by_id(db, from.territory, from.person).await?;
    let proved = account.filter(|a| a.confirmed_at.is_some() && a.state != PersonState::Asked.code());
    proved.ok_or(Problem::NotFound)
}

/// Who has the address of that account here, not known to be the same person yet.
///
/// # Errors
/// What the engine says.
pub async fn namesake(db: &mut impl Reach, territory: Id, account: &Account) -> Result<Option<Id>, Problem> {
    let key = address::parse(&account.email).map_err(|_| Problem::Broken)?.key();
    Ok(rows::by_key(db, territory, &key).await?.map(|a| a.person_id))
}

/// Signs in whoever comes from another territory. False where more is needed than what they proved there: a role asks
/// for a proof of today, and a second factor for its code if the other account has none.
///
/// # Errors
/// [`Problem::Refused`] for somebody who is not let in yet.
pub async fn cross(visit: &mut Visit, tx: &mut Tx, person: Id, from: &Proved) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let account = rows::by_id(tx, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let role = Role::from_code(&account.role);
    if role != Role::Member && visit.now - from.at > session::REST_WITH_ROLE {
        return Ok(false);
    }
    let coded = factors::on(tx, from.territory, from.person).await?;
    if !coded && factors::on(tx, territory, person).await? {
        return Ok(false);
    }
    enter::come(visit, tx, account, (from.family, from.at)).await?;
    Ok(true)
}

/// Makes a member of whoever comes from another territory, or somebody who asks to be one. Gives who they are here, and
/// whether they are in.
///
/// # Errors
/// [`Problem::Conflict`] when the address has an account here.
pub async fn settle(
    visit: &Visit,
    tx: &mut Tx,
    from: &Proved,
    settling: &Settling,
) -> Result<(Id, bool), Problem> {
    let there = elsewhere(tx, from).await?;
    let (app, territory) = (visit.app.clone(), visit.territory.clone());
    let waits = territory.settings.entry == Entry::Request && !settling.invited;
    let new = NewPerson {
        zone: settling.zone,
        email: Some(there.email.clone()),
        password_hash: there.password_hash.clone(),
        locale: visit.locale.code().to_owned(),
        state: if waits {
            PersonState::Asked
        } else {
            PersonState::Active
        },
        ..NewPerson::named(&settling.name, visit.now)
    };
    let person = create::create_person(tx, &app, &territory, new).await?;
    rows::accept_terms(tx, territory.id, person, (visit.now, visit.now)).await?;
    let here = (territory.id, person);
    if !kin::tie(tx, &app.ids, (from.territory, from.person), here, visit.now).await? {
        return Err(Problem::Conflict("accounts-email-taken"));
    }
    factors::share(tx, (from.territory, from.person), here).await?;
    if waits {
        entry::ask(tx, here, &settling.words, visit.now).await?;
    }
    let account = rows::by_id(tx, territory.id, person)
        .await?
        .ok_or(Problem::Broken)?;
    let letter = if waits {
        ("asked", "/territories")
    } else {
        ("welcome", "/ideas")
    };
    letters::told(tx, visit, &account, letter).await?;
    log::write(tx, visit, Some(person), "joined-from-elsewhere").await?;
    Ok((person, !waits))
}

/// Two accounts of one person become one: the address, the password and the second factor of the one they are signed in
/// to here hold in both from now on. Devices of the other are signed out.
///
/// # Errors
/// [`Problem::Prove`] without a fresh proof here (an open session must not give an account away), [`Problem::Conflict`]
/// without one there, where they have two in a same territory, or where somebody else has that address.
pub async fn unite(visit: &Visit, tx: &mut Tx, from: &Proved) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, visit.proven()?.id);
    if visit.now - from.at > session::FRESH {
        return Err(Problem::Conflict("accounts-prove-there"));
    }
    let mine = rows::by_id(tx, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let there = elsewhere(tx, from).await?;
    session::end_others(tx, from.territory, from.person, Id::nil()).await?;
    let (here, other) = ((territory, person), (from.territory, from.person));
    if !kin::tie(tx, &visit.app.ids, here, other, visit.now).await? {
        return Err(Problem::Conflict("accounts-two-there"));
    }
    let key = address::parse(&mine.email).map_err(|_| Problem::Broken)?.key();
    if !rows::set_email(tx, territory, person, (&mine.email, &key)).await? {
        return Err(Problem::Conflict("accounts-email-taken"));
    }
    let hash = mine.password_hash.as_deref().or(there.password_hash.as_deref());
    rows::set_password(tx, territory, person, hash).await?;
    // Where both have a factor, that of here holds; where one has, that one.
    factors::share(tx, here, other).await?;
    factors::share(tx, other, here).await?;
    for account in [&mine, &there] {
        letters::told(tx, visit, account, ("united", "/territories")).await?;
    }
    Ok(log::write(tx, visit, Some(person), "united").await?)
}
