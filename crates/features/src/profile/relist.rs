//! Bringing the directory in line with a profile, in the transaction that changed it.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{App, Problem};
use terreau_store::{Reach, Tx, events};

use super::rows;
use crate::directory::fields::Circles;
use crate::directory::{self, Entry, Known};

/// What a level of viewers may know, by the circles that somebody chose.
fn known(level: i64, profile: &rows::Profile, skills: &[rows::Own], causes: &[Id]) -> Known {
    let circles: Circles = profile.circles();
    let open = |circle: i64| circle <= level;
    let mut keys = Vec::new();
    if open(circles.skills) {
        let offered = skills.iter().filter(|own| own.ready && own.state == "offered");
        keys.extend(offered.filter_map(|own| Some((own.skill_id, own.level().rank()?))));
    }
    if open(circles.causes) {
        keys.extend(causes.iter().map(|cause| (*cause, 0)));
    }
    let free = open(circles.availability);
    Known {
        keys,
        zone: profile.zone_id.filter(|_| open(circles.zone)),
        reach: if free { profile.reach } else { 0 },
        slots: if free { profile.slots } else { 0 },
        free: free.then(|| {
            (
                profile.free_from.unwrap_or(0),
                profile.free_until.unwrap_or(i64::MAX),
            )
        }),
    }
}

/// Lists somebody as their profile says now, or takes them out.
///
/// # Errors
/// What the engine says.
pub async fn relist(tx: &mut Tx, territory: Id, person: Id, now: Micros) -> terreau_store::Result<()> {
    let Some(profile) = rows::profile(tx, territory, person).await? else {
        return Ok(());
    };
    if !profile.listed {
        return directory::unlist(tx, territory, person).await;
    }
    let skills = rows::skills(tx, territory, person).await?;
    let causes = rows::causes(tx, territory, person).await?;
    let levels = directory::LEVELS.map(|level| known(level, &profile, &skills, &causes));
    let entry = Entry {
        territory,
        person,
        at: now,
        shown: profile.state == "active",
        known: &levels,
    };
    directory::list(tx, entry).await
}

/// Lists somebody anew, and has the search follow: the words of their skills changed.
async fn renew(tx: &mut Tx, territory: Id, person: Id, now: Micros) -> terreau_store::Result<()> {
    relist(tx, territory, person, now).await?;
    let event = events::Happened {
        territory,
        kind: "person-changed",
        object: person,
        subject: None,
        person: None,
        body: None,
        at: now,
    };
    events::record(tx, event).await
}

/// A skill became part of another: whoever has it has the other from now on. Taken five hundred people at a time.
///
/// # Errors
/// When the database is away; called again it goes on.
pub async fn merged(app: &App, territory: Id, (from, to): (Id, Id), now: Micros) -> Result<(), Problem> {
    loop {
        let mut tx = app.db.begin().await?;
        let people = rows::who_have(&mut tx, territory, from, Id::nil()).await?;
        if people.is_empty() {
            return Ok(());
        }
        for person in people {
            rows::lock(&mut tx, territory, person).await?;
            rows::move_skill(&mut tx, territory, person, from, to).await?;
            renew(&mut tx, territory, person, now).await?;
        }
        tx.commit().await?;
    }
}

/// Whoever has this skill is listed anew: it is offered, or it no longer is.
///
/// # Errors
/// When the database is away.
pub async fn turned(app: &App, territory: Id, skill: Id, now: Micros) -> Result<(), Problem> {
    let mut after = Id::nil();
    loop {
        let mut tx = app.db.begin().await?;
        let people = rows::who_have(&mut tx, territory, skill, after).await?;
        let Some(last) = people.last().copied() else {
            return Ok(());
        };
        for person in people {
            rows::lock(&mut tx, territory, person).await?;
            renew(&mut tx, territory, person, now).await?;
        }
        tx.commit().await?;
        after = last;
    }
}

/// A profile about to be changed: another change of it waits until this transaction ends.
pub(super) async fn hold(tx: &mut impl Reach, territory: Id, person: Id) -> Result<rows::Profile, Problem> {
    rows::lock(tx, territory, person).await?;
    rows::profile(tx, territory, person)
        .await?
        .ok_or(Problem::NotFound)
}
