//! Moving a membership along its life, in the caller's transaction: the check, the row, its dated step, the count.

use terreau_kernel::{
    id::Id,
    life::{Actors, Step},
    time::Micros,
};
use terreau_kit::{
    App, Problem, Visit,
    steps::{self, Taken},
};
use terreau_store::{Reach, Tx};

use super::{
    life::{MEMBERSHIP, Part},
    rows::{self, Membership},
};

/// A move somebody makes.
pub struct Moving<'a> {
    /// Its name.
    pub name: &'static str,
    /// In which qualities.
    pub by: Actors,
    /// What the person may do afterwards.
    pub part: Part,
    /// Why.
    pub reason: Option<&'a str>,
    /// What they said when they asked.
    pub message: &'a str,
}

/// Who moves, where and when.
#[derive(Clone, Copy)]
pub struct By {
    /// Where.
    pub territory: Id,
    /// Who; nobody for the site itself.
    pub person: Option<Id>,
    /// When.
    pub at: Micros,
}

impl By {
    /// The viewer, now.
    #[must_use]
    pub fn viewer(visit: &Visit) -> Self {
        Self {
            territory: visit.territory.id,
            person: visit.viewer.id(),
            at: visit.now,
        }
    }
}

/// Moves a membership.
///
/// # Errors
/// What its life refuses; [`Problem::Conflict`] when somebody was quicker.
pub async fn turn(
    tx: &mut impl Reach,
    app: &App,
    by: By,
    m: &Membership,
    moving: Moving<'_>,
) -> Result<Step, Problem> {
    let elapsed = by.at - m.updated_at;
    let step = MEMBERSHIP.attempt(&m.state, moving.name, &moving.by, elapsed, moving.reason)?;
    let to = (moving.part.code(), moving.message);
    if !rows::shift(tx, (by.territory, m.id), (step.from, step.to), to, by.at).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    record(tx, app, by, (m.id, m.body_id), &step).await?;
    rows::recount(tx, by.territory, m.body_id).await?;
    Ok(step)
}

async fn record(
    tx: &mut impl Reach,
    app: &App,
    by: By,
    (membership, body): (Id, Id),
    step: &Step,
) -> Result<(), Problem> {
    let taken = Taken {
        territory: by.territory,
        id: app.ids.next(),
        object: membership,
        person: by.person,
        body: Some(body),
        at: by.at,
    };
    Ok(steps::record(tx, MEMBERSHIP.object, step, taken).await?)
}

/// Writes a first membership: of who asks, of who accepts an invitation, of who founds a body.
///
/// # Errors
/// [`Problem::Conflict`] when there is one already.
pub async fn begin(
    tx: &mut impl Reach,
    app: &App,
    by: By,
    new: &rows::New<'_>,
    name: &'static str,
) -> Result<(), Problem> {
    if !rows::insert(tx, by.territory, new).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let step = Step {
        name,
        from: "",
        to: if new.state == "active" { "active" } else { "asked" },
        by: Actors::NONE,
        reason: None,
        effects: &[],
    };
    record(tx, app, by, (new.id, new.body), &step).await?;
    rows::recount(tx, by.territory, new.body).await?;
    Ok(())
}

/// Makes the viewer the administrator of a body they found.
///
/// # Errors
/// As the engine says.
pub async fn found(visit: &Visit, tx: &mut Tx, body: Id) -> Result<(), Problem> {
    let new = rows::New {
        id: visit.app.ids.next(),
        body,
        person: visit.person()?.id,
        part: Part::Administrator,
        state: "active",
        shown: false,
        message: "",
        at: visit.now,
    };
    begin(tx, &visit.app, By::viewer(visit), &new, "found").await
}

/// Makes a member answer for a body that nobody answers for any more: an act of moderators.
///
/// # Errors
/// [`Problem::NotFound`] for somebody who is no member, [`Problem::Conflict`] when somebody answers for it.
pub async fn appoint(visit: &Visit, tx: &mut Tx, body: Id, membership: Id) -> Result<Id, Problem> {
    let territory = visit.territory.id;
    rows::hold(tx, territory, body).await?;
    if rows::others(tx, territory, body, Id::nil()).await? > 0 {
        return Err(Problem::Conflict("memberships-answered"));
    }
    let found = rows::by_id(tx, territory, body, membership).await?;
    let m = found.filter(|m| m.part().is_some()).ok_or(Problem::NotFound)?;
    let moving = Moving {
        name: "change_role",
        by: steps::actors(&visit.viewer, None),
        part: Part::Administrator,
        reason: None,
        message: &m.message,
    };
    turn(tx, &visit.app, By::viewer(visit), &m, moving).await?;
    Ok(m.person_id)
}
