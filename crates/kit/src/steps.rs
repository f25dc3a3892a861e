//! Dated moves: each accepted step of a life leaves a row that says who, in whose name, from what to what
//! and why.

use terreau_kernel::{
    id::Id,
    life::{Actor, Actors, Refusal, Step},
    time::Micros,
};
use terreau_store::{Reach, Result, Tx, all, run};

use crate::{Problem, Role, Viewer, Visit};

terreau_store::statements! {
    RECORD = "insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id,
              body_id, reason, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    HISTORY = "select s.move, s.from_state, s.to_state, s.person_id, p.name as person_name, p.slug as person_slug,
               s.reason, s.at from steps s
               left join people p on p.territory_id = s.territory_id and p.id = s.person_id
               where s.territory_id = $1 and s.object_id = $2 order by s.at, s.id limit 200";
}

/// A move as a page shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Past {
    /// The move's name.
    #[sqlx(rename = "move")]
    pub name: String,
    /// The state left.
    pub from_state: String,
    /// The state entered.
    pub to_state: String,
    /// Who.
    pub person_id: Option<Id>,
    /// Their name.
    pub person_name: Option<String>,
    /// Their address part.
    pub person_slug: Option<String>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Micros,
}

/// What is needed beside the step itself.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Where.
    pub territory: Id,
    /// The row's id.
    pub id: Id,
    /// The object.
    pub object: Id,
    /// Who.
    pub person: Option<Id>,
    /// In whose name.
    pub body: Option<Id>,
    /// When.
    pub at: Micros,
}

/// Writes a step in the caller's transaction.
///
/// # Errors
/// What the engine says.
pub async fn record(tx: &mut impl Reach, kind: &str, step: &Step, t: Taken) -> Result<()> {
    let reason = step.reason.as_deref().unwrap_or_default();
    run!(
        tx,
        RECORD,
        t.territory,
        t.id,
        kind,
        t.object,
        step.name,
        step.from,
        step.to,
        t.person,
        t.body,
        reason,
        t.at
    )?;
    Ok(())
}

/// The moves of an object, oldest first.
///
/// # Errors
/// What the engine says.
pub async fn history(db: &mut impl Reach, territory: Id, object: Id) -> Result<Vec<Past>> {
    all!(db, Past, HISTORY, territory, object)
}

/// In which qualities a viewer acts on something written by `author`.
#[must_use]
pub fn actors(viewer: &Viewer, author: Option<Id>) -> Actors {
    let Some(person) = viewer.person() else {
        return Actors::of(&[Actor::Visitor]);
    };
    let mut actors = Actors::of(&[Actor::Member]);
    if author == Some(person.id) {
        actors = actors | Actors::of(&[Actor::Author]);
    }
    let role = match person.role {
        Role::Member => return actors,
        Role::Moderator => Actor::Moderator,
        Role::Agent => Actor::Agent,
        Role::Elected => Actor::Elected,
        Role::Administrator => Actor::Administrator,
    };
    actors | Actors::of(&[role])
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownMove => Self::NotFound,
            Refusal::NotFrom => Self::Conflict("life-not-from"),
            Refusal::NotYours => Self::Refused("life-not-yours"),
            Refusal::TooLate => Self::Refused("life-too-late"),
            Refusal::TooEarly => Self::Refused("life-too-early"),
            Refusal::ReasonMissing => Self::Invalid("life-reason-missing"),
        }
    }
}

/// What administrators do leaves a row.
///
/// # Errors
/// What the engine says.
pub async fn noted(
    visit: &mut Visit,
    tx: &mut Tx,
    kind: &str,
    object: Id,
    act: &'static str,
) -> std::result::Result<(), Problem> {
    let step = Step {
        name: act,
        from: "",
        to: "",
        by: actors(&visit.viewer, None),
        reason: None,
        effects: &[],
    };
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    record(tx, kind, &step, taken).await?;
    visit.happened(tx, "territory-changed", object, None, None).await
}
