//! Thanking somebody for a comment, and taking the thanks back: one gesture, counted once.

use axum::extract::Path;
use terreau_kit::{Problem, Visit, limits::Act, problem::Answer};

use super::{CommentState, rows, writes};

/// Thanks the author of a comment.
pub async fn thank(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = visit.writer()?.id;
    visit.count(Act::Gesture)?;
    let (comment, _) = super::named(&mut visit, &short).await?;
    if comment.life() != CommentState::Published {
        return Err(Problem::Gone);
    }
    if comment.author_id == person {
        return Err(Problem::Refused("comments-own-thanks"));
    }
    let here = (visit.territory.id, comment.id);
    let mut tx = visit.begin().await?;
    if writes::thank(&mut tx, here, person, visit.now).await? {
        visit.commit(tx).await?;
    }
    Ok(visit.redirect(&comment.url()))
}

/// Takes the thanks back.
pub async fn unthank(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = visit.person()?.id;
    visit.count(Act::Gesture)?;
    let (comment, _) = super::named(&mut visit, &short).await?;
    let here = (visit.territory.id, comment.id);
    let mut tx = visit.begin().await?;
    if writes::unthank(&mut tx, here, person).await? {
        visit.commit(tx).await?;
    }
    Ok(visit.redirect(&comment.url()))
}

/// Who signed in on the way comes back to the comment.
pub async fn back(visit: Visit, Path(short): Path<String>) -> Answer {
    let id = terreau_kernel::id::parse_short(&short).ok_or(Problem::NotFound)?;
    Ok(visit.redirect(&rows::url(id)))
}
