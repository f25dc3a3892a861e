//! The life of a person's account: who may suspend it, wake it, and how it ends.

use terreau_kernel::{
    id::Id,
    life,
    life::{Actors, Step},
    states,
    time::Micros,
};
use terreau_kit::{App, Problem, steps};
use terreau_store::{Tx, events};

use super::rows;

states! {
    /// Where a person stands.
    pub enum PersonState {
        /// An account was made for them; its address is not proved yet.
        Unverified = "unverified",
        /// They wrote elsewhere; nobody claimed it yet.
        Imported = "imported",
        /// Their address is proved; the territory did not answer yet whether they come in.
        Asked = "asked",
        /// They take part.
        Active = "active",
        /// They read, but do not write, by decision.
        Suspended = "suspended",
        /// They did not come for very long.
        Inactive = "inactive",
        /// They left; nothing says who they were.
        Anonymised = "anonymised",
    }
}

life! {
    /// Proved, suspended and resumed with a reason, asleep and awake, and in the end forgotten.
    pub static PERSON: PersonState = "person", born [Unverified, Imported, Asked, Active];
    confirm: [Unverified, Imported] => Active, by [Author, System], effects ["person-changed"];
    admit: [Asked] => Active, by [Moderator, Administrator], effects ["person-changed"];
    decline: [Asked] => Anonymised, by [Moderator, Administrator], reason Required, effects ["person-changed"];
    suspend: [Active] => Suspended, by [Moderator, Administrator, System], reason Required,
        effects ["person-changed"];
    resume: [Suspended] => Active, by [Moderator, Administrator, System], reason Optional,
        effects ["person-changed"];
    rest: [Active] => Inactive, by [System], effects ["person-changed"];
    wake: [Inactive] => Active, by [Author, System], effects ["person-changed"];
    leave: [Unverified, Imported, Asked, Active, Suspended, Inactive] => Anonymised,
        by [Author, Administrator, System], reason Optional, effects ["person-changed"];
}

/// Who moves whom, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct By {
    pub territory: Id,
    pub person: Id,
    pub actors: Actors,
    pub who: Option<Id>,
    pub at: Micros,
}

/// Moves a person along their life in the caller's transaction: state, dated row, event.
pub(super) async fn shift(
    tx: &mut Tx,
    app: &App,
    by: By,
    name: &str,
    reason: Option<&str>,
) -> Result<Step, Problem> {
    let state = rows::state(tx, by.territory, by.person).await?;
    let step = PERSON.attempt(
        state.ok_or(Problem::NotFound)?,
        name,
        &by.actors,
        Micros::MAX,
        reason,
    )?;
    if !rows::set_state(tx, by.territory, by.person, (step.from, step.to), by.at).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = steps::Taken {
        territory: by.territory,
        id: app.ids.next(),
        object: by.person,
        person: by.who,
        body: None,
        at: by.at,
    };
    steps::record(tx, PERSON.object, &step, taken).await?;
    let active = step.to == PersonState::Active.code();
    if active || step.from == PersonState::Active.code() {
        crate::directory::show(tx, by.territory, by.person, active).await?;
    }
    changed(tx, by.territory, by.person, by.who, by.at).await?;
    Ok(step)
}

/// Tells the followers that what others see of a person changed.
pub(super) async fn changed(
    tx: &mut Tx,
    territory: Id,
    person: Id,
    who: Option<Id>,
    at: Micros,
) -> terreau_store::Result<()> {
    let event = events::Happened {
        territory,
        kind: "person-changed",
        object: person,
        subject: None,
        person: who,
        body: None,
        at,
    };
    events::record(tx, event).await
}
