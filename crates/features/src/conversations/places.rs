//! Who takes part: asked, accepting, declining, joining a group, leaving it.

use terreau_kernel::{
    id::Id,
    life::{Actor, Actors},
    time::Micros,
};
use terreau_kit::{Problem, Visit};
use terreau_store::Tx;

use super::{
    GROUP, May, act, later,
    life::{PLACE, PlaceState},
    may_write, rows,
    talk::{self, Side, Talk},
    writes,
};

/// Gives somebody a place from a moment on.
pub async fn give(
    visit: &Visit,
    tx: &mut Tx,
    here: (Id, Id),
    (person, state): (Id, PlaceState),
    from: Micros,
) -> Result<(), Problem> {
    let id = visit.app.ids.next();
    if writes::place(tx, here, (person, id), (state.code(), from), visit.now).await? {
        act::record(visit, tx, (PLACE.object, id), &act::born(state.code())).await?;
    }
    Ok(())
}

/// The viewer's own place, moved.
async fn own(visit: &Visit, tx: &mut Tx, talk: &Talk, name: &str) -> Result<(), Problem> {
    let here = talk.here(visit);
    let mine = rows::place(tx, here, talk.viewer)
        .await?
        .ok_or(Problem::NotFound)?;
    act::shift(visit, tx, here, &mine, (name, Actors::of(&[Actor::Author]))).await?;
    Ok(())
}

/// Accepts in the caller's transaction; gives the conversation as it stands then.
pub async fn take(visit: &Visit, tx: &mut Tx, talk: Talk) -> Result<Talk, Problem> {
    own(visit, tx, &talk, "accept").await?;
    let at = visit.now.max(talk.row.last_at + 1);
    act::happen(
        visit,
        tx,
        talk.here(visit),
        ("conversations-change-accepted", false, None),
        at,
    )
    .await?;
    talk::held(visit, tx, &talk).await
}

/// Accepts what was asked; a second time changes nothing.
///
/// # Errors
/// [`Problem::NotFound`] for who was not asked.
pub async fn accept(visit: &mut Visit, talk: &Talk) -> Result<(), Problem> {
    visit.writer()?;
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    match now.side {
        Side::Team => return Err(Problem::NotFound),
        Side::Own(PlaceState::Accepted) => {}
        Side::Own(_) => {
            let now = take(visit, &mut tx, now).await?;
            writes::read(&mut tx, now.here(visit), now.viewer, now.row.last_at).await?;
        }
    }
    visit.commit(tx).await
}

/// Declines it.
///
/// # Errors
/// [`Problem::Conflict`] once it was accepted.
pub async fn decline(visit: &mut Visit, talk: &Talk) -> Result<(), Problem> {
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    if now.inside() {
        return Err(Problem::NotFound);
    }
    if now.side != Side::Own(PlaceState::Declined) {
        own(visit, &mut tx, &now, "decline").await?;
        writes::read(&mut tx, now.here(visit), now.viewer, now.row.last_at).await?;
    }
    visit.commit(tx).await
}

/// Leaves a group.
///
/// # Errors
/// [`Problem::NotFound`] for what is no group.
pub async fn leave(visit: &mut Visit, talk: &Talk) -> Result<(), Problem> {
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    if now.row.kind != "group" {
        return Err(Problem::NotFound);
    }
    let here = now.here(visit);
    let at = visit.now.max(now.row.last_at + 1);
    act::happen(
        visit,
        &mut tx,
        here,
        ("conversations-change-left", false, None),
        at,
    )
    .await?;
    writes::read(&mut tx, here, now.viewer, at).await?;
    own(visit, &mut tx, &now, "leave").await?;
    visit.commit(tx).await
}

/// Adds people to a group. They read what is said from now on; who does not know the viewer is asked first.
///
/// # Errors
/// [`Problem::NotFound`] for what is no group, [`Problem::Invalid`] beyond its size, [`Problem::Refused`] for somebody
/// who cannot be written to.
pub async fn add(visit: &mut Visit, talk: &Talk, people: &[Id]) -> Result<(), Problem> {
    visit.writer()?;
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    if now.row.kind != "group" || now.side != Side::Own(PlaceState::Accepted) {
        return Err(Problem::NotFound);
    }
    let here = now.here(visit);
    let there = |id: &Id| now.places.iter().find(|p| p.person_id == *id);
    let new: Vec<Id> = people
        .iter()
        .copied()
        .filter(|id| there(id).is_none_or(|p| p.state == "left"))
        .collect();
    if now.count() + new.len() > GROUP {
        return Err(Problem::Invalid("conversations-many"));
    }
    for (at, id) in (visit.now.max(now.row.last_at + 1)..).zip(&new) {
        let state = match may_write(&mut tx, here.0, now.viewer, *id).await? {
            May::Freely => PlaceState::Accepted,
            May::Asking => PlaceState::Waiting,
            May::No => return Err(Problem::Refused("conversations-cannot")),
        };
        if let Some(place) = there(id) {
            act::shift(
                visit,
                &mut tx,
                here,
                place,
                ("invite", Actors::of(&[Actor::Member])),
            )
            .await?;
            writes::again(&mut tx, here, *id, at).await?;
        } else {
            give(visit, &mut tx, here, (*id, state), at).await?;
        }
        writes::call(&mut tx, here, *id).await?;
        act::happen(
            visit,
            &mut tx,
            here,
            ("conversations-change-added", false, Some(*id)),
            at,
        )
        .await?;
    }
    later::later(visit, &mut tx, &now, &new).await?;
    visit.commit(tx).await
}
