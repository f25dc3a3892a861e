//! What newcomers say of themselves in a few short steps: quarter, causes, skills. The rest waits for « My profile ».

use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{Problem, Visit};
use terreau_store::Tx;

use super::{
    offer,
    relist::{hold, relist},
    rows,
    share::spread,
};
use crate::accounts;
use crate::directory::fields::Level;

/// What the viewer said so far.
#[derive(Debug, Clone, Default)]
pub struct Begun {
    /// Their quarter.
    pub zone: Option<Id>,
    /// Their causes.
    pub causes: Vec<Id>,
    /// Their skills and what they are called.
    pub skills: Vec<(Id, String)>,
    /// The directory lists them.
    pub listed: bool,
}

/// Reads it.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn begun(visit: &mut Visit) -> Result<Begun, Problem> {
    let (territory, person, locale) = (visit.territory.id, visit.person()?.id, visit.locale);
    let db = visit.db.get().await?;
    let profile = rows::profile(db, territory, person).await?;
    let profile = profile.ok_or(Problem::NotFound)?;
    let called = |own: rows::Own| {
        let english = locale == Locale::En && !own.name_en.is_empty();
        (own.skill_id, if english { own.name_en } else { own.name_fr })
    };
    let skills = rows::skills(db, territory, person).await?;
    Ok(Begun {
        zone: profile.zone_id,
        listed: profile.listed,
        skills: skills.into_iter().map(called).collect(),
        causes: rows::causes(db, territory, person).await?,
    })
}

/// Sets the quarter and leaves the rest as it is.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn live_in(visit: &Visit, tx: &mut Tx, zone: Option<Id>) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let profile = hold(tx, territory, person).await?;
    let public = accounts::Public {
        name: &profile.name,
        bio: &profile.bio,
        zone,
    };
    accounts::set_public(tx, territory, person, &public, visit.now).await?;
    Ok(relist(tx, territory, person, visit.now).await?)
}

/// Sets the causes.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn care_for(visit: &Visit, tx: &mut Tx, causes: &[Id]) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    hold(tx, territory, person).await?;
    rows::set_causes(tx, territory, person, causes).await?;
    Ok(relist(tx, territory, person, visit.now).await?)
}

/// Adds skills somebody can help with, takes others off, and says whether the directory lists them. No more are added
/// than a profile holds.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn help_with(
    visit: &Visit,
    tx: &mut Tx,
    (added, dropped): (&[Id], &[Id]),
    listed: bool,
) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let mut profile = hold(tx, territory, person).await?;
    for skill in dropped {
        rows::drop_skill(tx, territory, person, *skill).await?;
    }
    let known = rows::skills(tx, territory, person).await?;
    let fresh = added
        .iter()
        .filter(|skill| known.iter().all(|own| own.skill_id != **skill));
    for skill in fresh.take(offer::MOST.saturating_sub(known.len())) {
        rows::set_skill(tx, (territory, person), *skill, (Level::Helps, true), visit.now).await?;
    }
    profile.listed = listed;
    rows::save(tx, territory, person, &profile, visit.now).await?;
    relist(tx, territory, person, visit.now).await?;
    spread(visit, tx).await?;
    visit.happened(tx, "person-changed", person, None, None).await
}
