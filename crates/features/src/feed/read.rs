//! Two ways to the same list. Who follows a few things: one look at the index of each, put together. Who follows
//! thousands: most of what happens is theirs anyway, so the whole sequence is walked backwards, stretch by stretch.

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result};

use super::{Scene, rows};
use crate::{
    activity::{self, Act, Span},
    follows,
};

/// Up to so many follows, each is looked at by itself.
pub const FEW: usize = 64;
/// Acts walked over at once.
const STRETCH: i64 = 500;
/// Stretches in one page: who follows only silent things goes on by the link of the page.
const STRETCHES: usize = 8;

/// Where acts come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// These topics.
    Topics(Vec<Id>),
    /// Whatever the person follows, by walking over everything.
    Walk,
    /// All that happens here.
    Everything,
}

/// Where what somebody follows is read from.
pub async fn followed(db: &mut impl Reach, scene: &Scene) -> Result<Source> {
    let most = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
    let topics = follows::topics(db, scene.territory, scene.person, most).await?;
    Ok(if topics.len() > FEW {
        Source::Walk
    } else {
        Source::Topics(topics)
    })
}

/// The next acts before a number, the latest first, and the number to go on from; none at the end.
pub async fn next(
    db: &mut impl Reach,
    scene: &Scene,
    source: &Source,
    before: i64,
    limit: i64,
) -> Result<(Vec<Act>, Option<i64>)> {
    let acts = match source {
        Source::Walk => return walk(db, scene, before, limit).await,
        Source::Topics(topics) => {
            activity::of_topics(db, scene.territory, topics, Span::before(before), limit).await?
        }
        Source::Everything => rows::everything(db, scene.territory, before, limit).await?,
    };
    let full = i64::try_from(acts.len()).is_ok_and(|n| n >= limit);
    let next = acts.last().filter(|_| full).map(|act| act.seq);
    Ok((acts, next))
}

async fn walk(
    db: &mut impl Reach,
    scene: &Scene,
    before: i64,
    limit: i64,
) -> Result<(Vec<Act>, Option<i64>)> {
    let head = activity::head(db, scene.territory).await?;
    let (mut before, mut acts) = (before.min(head.saturating_add(1)), Vec::new());
    for _ in 0..STRETCHES {
        let from = before.saturating_sub(STRETCH).max(1);
        let room = limit - i64::try_from(acts.len()).unwrap_or(limit);
        acts.extend(rows::walk(db, scene, (from, before), room).await?);
        if i64::try_from(acts.len()).is_ok_and(|n| n >= limit) {
            let next = acts.last().map(|act: &Act| act.seq);
            return Ok((acts, next));
        }
        before = from;
        if before <= 1 {
            return Ok((acts, None));
        }
    }
    Ok((acts, Some(before)))
}
