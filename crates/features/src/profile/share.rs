//! One profile in several territories: presentation, languages, links, skills and availability are said once. Name,
//! quarter, causes, who may read each part and whether the directory lists one stay each territory's own.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Problem, Visit};
use terreau_store::{Tx, run};

use super::{
    relist::{hold, relist},
    rows,
};
use crate::{accounts, kin};

/// Brings what somebody says of themselves in one territory to another. What few may read there is not laid open here:
/// of two circles the narrower holds.
///
/// # Errors
/// What the engine says.
pub async fn bring(
    tx: &mut Tx,
    (from, whose): (Id, Id),
    (to, person): (Id, Id),
    now: Micros,
) -> Result<(), Problem> {
    let source = rows::profile(tx, from, whose).await?.ok_or(Problem::NotFound)?;
    let mut target = hold(tx, to, person).await?;
    let public = accounts::Public {
        name: &target.name.clone(),
        bio: &source.bio,
        zone: target.zone_id,
    };
    accounts::set_public(tx, to, person, &public, now).await?;
    let (theirs, mut own) = (source.circles(), target.circles());
    target.languages = source.languages;
    target.links = source.links;
    target.slots = source.slots;
    target.free_from = source.free_from;
    target.free_until = source.free_until;
    target.hours = source.hours;
    target.reach = source.reach;
    target.remote = source.remote;
    own.bio = own.bio.max(theirs.bio);
    own.languages = own.languages.max(theirs.languages);
    own.links = own.links.max(theirs.links);
    own.skills = own.skills.max(theirs.skills);
    own.availability = own.availability.max(theirs.availability);
    target.set_circles(own);
    rows::save(tx, to, person, &target, now).await?;
    run!(tx, rows::DROP_GONE_SKILLS, from, whose, to, person)?;
    run!(tx, rows::CARRY_SKILLS, from, whose, to, person)?;
    Ok(relist(tx, to, person, now).await?)
}

/// What the viewer just said of themselves here holds in their other territories too, but where it is kept apart.
pub(super) async fn spread(visit: &Visit, tx: &mut Tx) -> Result<(), Problem> {
    let here = (visit.territory.id, visit.person()?.id);
    let all = kin::of(tx, here.0, here.1).await?;
    if all.iter().any(|kin| kin.territory_id == here.0 && kin.apart) {
        return Ok(());
    }
    for kin in all
        .into_iter()
        .filter(|kin| !kin.apart && kin.territory_id != here.0)
    {
        bring(tx, here, (kin.territory_id, kin.person_id), visit.now).await?;
    }
    Ok(())
}
