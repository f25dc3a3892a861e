//! Moving an idea along its life: the check, the dated row, the counters and the event, in one transaction.

use terreau_kernel::life::Step;
use terreau_kit::{
    Problem, Visit,
    circles::Circle,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    Full,
    life::{IDEA, IdeaState},
    rows::moves,
};
use crate::voices;

/// Moves an idea by name for this visitor.
///
/// # Errors
/// What the life of an idea refuses, or [`Problem::Conflict`] when somebody moved it first.
pub async fn shift(
    visit: &mut Visit,
    tx: &mut Tx,
    idea: &Full,
    name: &str,
    reason: Option<&str>,
) -> Result<Step, Problem> {
    voices::hold_of(tx, visit.territory.id, idea.id).await?;
    let actors = voices::actors(visit, tx, (idea.author_id, idea.body_id)).await?;
    let step = IDEA.attempt(&idea.state, name, &actors, visit.now - idea.published_at, reason)?;
    let territory = visit.territory.id;
    let moved = moves::set_state(tx, (territory, idea.id), (step.from, step.to), visit.now).await?;
    let place = moved.ok_or(Problem::Conflict("life-not-from"))?;
    let by = counted(step.to, place.circle) - counted(step.from, place.circle);
    if by != 0 {
        moves::count(tx, territory, place, by).await?;
        moves::count_comments(tx, territory, idea.id, by).await?;
    }
    tell(visit, tx, idea, &step).await?;
    Ok(step)
}

async fn tell(visit: &Visit, tx: &mut Tx, idea: &Full, step: &Step) -> Result<(), Problem> {
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: idea.id,
        person: visit.viewer.id(),
        body: voices::behind(step, idea.body_id),
        at: visit.now,
    };
    steps::record(tx, IDEA.object, step, taken).await?;
    for kind in step.effects.iter().filter(|kind| kind.starts_with("idea-")) {
        visit.happened(tx, kind, idea.id, None, taken.body).await?;
    }
    Ok(())
}

/// 1 where an idea in this state and circle is counted, 0 where it is not.
pub fn counted(state: &str, circle: i64) -> i64 {
    let counts = IdeaState::from_code(state).is_some_and(IdeaState::counts);
    i64::from(counts && circle == Circle::Public.code())
}
