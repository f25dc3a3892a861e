//! The discussion under an idea: threaded comments that may take sides, always found again at their own address. They
//! are changed and taken back in `changes`, thanked in `thanks`.

mod life;
mod make;
mod pages;
mod rows;
mod section;
mod view;
mod writes;

#[cfg(test)]
pub(crate) mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::{
    id::{self, Id},
    life::Step,
};
use terreau_kit::{App, Problem, Visit, steps};
use terreau_store::Tx;

use crate::{blocks, voices};

pub use life::{COMMENT, CommentState};
pub use make::text_faults;
pub use pages::{name, place};
pub use rows::Full;
pub use section::{Asked, Section, section};
pub use writes::count_thanks;

/// The routes of this feature. The page of an idea is put together in `screens`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas/{slug}/comments", post(pages::create))
        .route("/comments/{id}", get(pages::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, writes::ALL].concat()
}

/// The comment of an id, if this viewer sees its idea.
///
/// # Errors
/// [`Problem::NotFound`] when there is none or its idea is out of sight.
pub async fn by_id(visit: &mut Visit, id: Id) -> Result<Full, Problem> {
    let territory = visit.territory.id;
    let found = rows::full(visit.db.get().await?, territory, id).await?;
    found.ok_or(Problem::NotFound)
}

/// The comment of a short id, and its idea, if this viewer sees it.
///
/// # Errors
/// As [`by_id`]; also when the viewer is kept apart from who wrote it.
pub async fn named(visit: &mut Visit, short: &str) -> Result<(Full, crate::ideas::Full), Problem> {
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let comment = by_id(visit, id).await?;
    let idea = crate::ideas::visible_by_id(visit, comment.idea_id).await?;
    if comment.body_id.is_none()
        && !blocks::apart_from(visit, vec![comment.author_id])
            .await?
            .is_empty()
    {
        return Err(Problem::NotFound);
    }
    Ok((comment, idea))
}

/// Moves a comment along its life in the caller's transaction: its state, every count it is part of, the
/// dated step and the event.
///
/// # Errors
/// What the life refuses; [`Problem::Conflict`] when somebody moved it first.
pub async fn shift(
    visit: &mut Visit,
    tx: &mut Tx,
    comment: &Full,
    name: &str,
    reason: Option<&str>,
) -> Result<Step, Problem> {
    let actors = voices::actors(visit, tx, (comment.author_id, comment.body_id)).await?;
    let elapsed = visit.now - comment.created_at;
    let step = COMMENT.attempt(&comment.state, name, &actors, elapsed, reason)?;
    let counted = writes::Counted {
        territory: visit.territory.id,
        idea: comment.idea_id,
        parent: comment.parent_id,
        root: comment.root_id,
        depth: comment.depth,
        author: comment.author_id,
        body: comment.body_id,
        side: comment.side.as_deref(),
    };
    let shown = |state: &str| i64::from(state == CommentState::Published.code());
    let by = shown(step.to) - shown(step.from);
    if by != 0 {
        writes::count_above(tx, counted, by).await?;
    }
    if !writes::state(tx, counted.territory, comment.id, (step.from, step.to)).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    if by != 0 {
        writes::count_around(tx, counted, by, None).await?;
    }
    let taken = steps::Taken {
        territory: counted.territory,
        id: visit.app.ids.next(),
        object: comment.id,
        person: visit.viewer.id(),
        body: voices::behind(&step, comment.body_id),
        at: visit.now,
    };
    steps::record(tx, COMMENT.object, &step, taken).await?;
    let event = if by < 0 {
        "comment-hidden"
    } else {
        "comment-changed"
    };
    visit
        .happened(tx, event, comment.id, Some(comment.idea_id), taken.body)
        .await?;
    Ok(step)
}

/// Publishes what a visitor wrote before they had an account; gives where it stands.
///
/// # Errors
/// [`Problem::Refused`] when the discussion closed meanwhile, [`Problem::Gone`] when what it answers is gone.
pub async fn complete_comment(visit: &mut Visit, payload: &serde_json::Value) -> Result<String, Problem> {
    let mut said: make::Said =
        serde_json::from_value(payload.clone()).map_err(|_| Problem::Invalid("form-unreadable"))?;
    let idea = crate::ideas::visible_by_id(visit, said.idea).await?;
    if !section::closed(visit, &idea).is_empty() {
        return Err(Problem::Refused("comments-closed"));
    }
    let parent = make::parent(visit, &said).await?;
    if !make::check(visit, &mut said, parent.as_ref()).is_empty() {
        return Err(Problem::Gone);
    }
    let id = make::publish(visit, &idea, parent.as_ref(), said).await?;
    let id = id.ok_or(Problem::Gone)?;
    let comment = by_id(visit, id).await?;
    pages::place(visit, &idea, &comment).await
}
