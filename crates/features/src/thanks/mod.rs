//! Thanking somebody for a comment, and taking the thanks back: one gesture, counted once; a visitor's is kept
//! until they have a name.

#[cfg(test)]
mod tests;

use axum::{Router, extract::Path, routing::get};
use serde_json::{Value, json};
use terreau_kernel::{id, richtext};
use terreau_kit::{App, Problem, Visit, limits::Act, problem::Answer};
use terreau_store::{run, statements};

use crate::{
    comments::{self, CommentState},
    gestures,
};

statements! {
    THANK = "insert into thanks (territory_id, comment_id, person_id, at) values ($1, $2, $3, $4)
        on conflict (territory_id, comment_id, person_id) do nothing";
    UNTHANK = "delete from thanks where territory_id = $1 and comment_id = $2 and person_id = $3";
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/comments/{id}/thank", get(back).post(thank))
        .route("/comments/{id}/unthank", get(back).post(unthank))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// Thanks the author of a comment.
async fn thank(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let (comment, _) = comments::named(&mut visit, &short).await?;
    if comment.life() != CommentState::Published {
        return Err(Problem::Gone);
    }
    if !visit.viewer.signed_in() {
        let words = richtext::excerpt(&richtext::plain_text(&comment.text), 160);
        let payload = json!({ "comment": id::short(comment.id), "text": words });
        return gestures::keep(&mut visit, "thank", &payload).await;
    }
    visit.count(Act::Gesture)?;
    give(&mut visit, &comment).await?;
    Ok(visit.redirect(&comment.url()))
}

async fn give(visit: &mut Visit, comment: &comments::Full) -> Result<(), Problem> {
    let person = visit.writer()?.id;
    if comment.author_id == person {
        return Err(Problem::Refused("comments-own-thanks"));
    }
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if run!(&mut tx, THANK, territory, comment.id, person, visit.now)? > 0 {
        comments::count_thanks(&mut tx, territory, comment.id, 1).await?;
        let idea = Some(comment.idea_id);
        visit
            .happened(&mut tx, "comment-thanked", comment.id, idea, None)
            .await?;
        visit.commit(tx).await?;
    }
    Ok(())
}

/// Takes the thanks back.
async fn unthank(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = visit.person()?.id;
    visit.count(Act::Gesture)?;
    let (comment, _) = comments::named(&mut visit, &short).await?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if run!(&mut tx, UNTHANK, territory, comment.id, person)? > 0 {
        comments::count_thanks(&mut tx, territory, comment.id, -1).await?;
        visit.commit(tx).await?;
    }
    Ok(visit.redirect(&comment.url()))
}

/// Who signed in on the way comes back to the comment.
async fn back(visit: Visit, Path(short): Path<String>) -> Answer {
    let id = id::parse_short(&short).ok_or(Problem::NotFound)?;
    Ok(visit.redirect(&format!("/comments/{}", id::short(id))))
}

/// Gives the thanks of a visitor who has a name now; tells where to go.
///
/// # Errors
/// [`Problem::NotFound`] or [`Problem::Gone`] when the comment is not to be seen any more.
pub async fn complete_thank(visit: &mut Visit, payload: &Value) -> Result<String, Problem> {
    let short = payload.get("comment").and_then(Value::as_str).unwrap_or_default();
    let (comment, _): (comments::Full, _) = comments::named(visit, short).await?;
    if comment.life() != CommentState::Published {
        return Err(Problem::Gone);
    }
    if !visit.viewer.is(comment.author_id) {
        give(visit, &comment).await?;
    }
    Ok(comment.url())
}
