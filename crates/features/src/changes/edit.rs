//! Changing one's comment, and taking it back.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{
    diff::{self, Block, Piece},
    limits, richtext,
    time::{MINUTE, Micros},
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, may::later, problem::Answer};

use super::rows::{self, Change};
use crate::{
    comments::{self, CommentState, Full},
    ideas, mentions,
    newcomers::{self, Kind},
    voices::{self, Hand},
};

/// For so long a correction leaves no mark.
const FREE: Micros = 15 * MINUTE;

#[derive(Template)]
#[template(path = "changes/edit.html")]
struct Edit<'a> {
    p: &'a Page,
    comment: &'a Full,
    idea: &'a ideas::Full,
    text: String,
    free: bool,
    /// What somebody else, or another window, made of it meanwhile.
    meanwhile: Vec<Block>,
    faults: &'a Faults,
    max: usize,
}

#[derive(Template)]
#[template(path = "changes/remove.html")]
struct Remove<'a> {
    p: &'a Page,
    comment: &'a Full,
    idea: &'a ideas::Full,
}

/// One's own published comment, or one signed by a body one answers for, with what one may do in the name that stands
/// under it; for others this page does not exist.
async fn own(visit: &mut Visit, short: &str) -> Result<(Full, ideas::Full, Hand), Problem> {
    let person = visit.writer()?.id;
    let (comment, idea) = comments::named(visit, short).await?;
    let hand = voices::hand(visit, comment.body_id).await?;
    if comment.author_id != person && !hand.leads {
        return Err(Problem::NotFound);
    }
    if comment.life() != CommentState::Published {
        return Err(Problem::Gone);
    }
    Ok((comment, idea, hand))
}

/// The same, to change it: what a body signed is its author's while they may speak for it.
async fn written(visit: &mut Visit, short: &str) -> Result<(Full, ideas::Full, Hand), Problem> {
    let (comment, idea, hand) = own(visit, short).await?;
    if visit.viewer.is(comment.author_id) {
        Ok((comment, idea, hand))
    } else {
        Err(Problem::NotFound)
    }
}

fn free(visit: &Visit, comment: &Full) -> bool {
    (0..=FREE).contains(&(visit.now - comment.created_at))
}

/// The form that changes a comment.
pub async fn form(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let (comment, idea, hand) = written(&mut visit, &short).await?;
    if !hand.speaks {
        return Err(Problem::Refused("voices-not-yours"));
    }
    let text = comment.text.clone();
    draw(&mut visit, (&comment, &idea), (text, false), &Faults::new())
}

/// Changes a comment, or shows what changed meanwhile.
pub async fn change(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        let back = format!("/comments/{short}/edit");
        return crate::gestures::keep_words(&mut visit, &input, &back).await;
    }
    let (comment, idea, hand) = written(&mut visit, &short).await?;
    let text = input.text("text");
    let mut faults = comments::text_faults(&visit, &text);
    faults.unless(hand.speaks, "text", || voices::taken(&visit, comment.body_id));
    newcomers::weigh(&mut visit, Kind::Change, ("text", &text), &mut faults).await?;
    let wait = visit.hurried(Act::Comment, "text", &mut faults);
    if !faults.is_empty() {
        return Ok(later(
            draw(&mut visit, (&comment, &idea), (text, false), &faults)?,
            wait,
        ));
    }
    let current = input.raw("version") == comment.version.to_string();
    if current && text == comment.text {
        return back(&mut visit, &idea, &comment).await;
    }
    let kept = if current {
        save(&mut visit, &comment, &text).await?
    } else {
        Some(false)
    };
    if kept == Some(true) {
        visit.tell("comments-changed", "");
        return back(&mut visit, &idea, &comment).await;
    }
    if kept.is_none() {
        faults.add("text", voices::taken(&visit, comment.body_id));
        return draw(&mut visit, (&comment, &idea), (text, false), &faults);
    }
    let comment = comments::by_id(&mut visit, comment.id).await?;
    draw(&mut visit, (&comment, &idea), (text, true), &Faults::new())
}

async fn back(visit: &mut Visit, idea: &ideas::Full, comment: &Full) -> Answer {
    let to = comments::place(visit, idea, comment).await?;
    Ok(visit.redirect(&to))
}

/// False when somebody was quicker; `None` when its author speaks no more for the body that signed it.
async fn save(visit: &mut Visit, comment: &Full, text: &str) -> Result<Option<bool>, Problem> {
    let free = free(visit, comment);
    let (here, db) = (visit.territory.id, visit.db.get().await?);
    let before = mentions::read(db, here, &comment.text).await?;
    let named = mentions::read(db, here, text).await?;
    let html = richtext::render_naming(text, &named.names).html;
    let change = Change {
        territory: visit.territory.id,
        id: comment.id,
        version: comment.version,
        text,
        html: &html,
        edited_at: if free { comment.edited_at } else { Some(visit.now) },
    };
    let mut tx = visit.begin().await?;
    if !voices::may(visit, &mut tx, comment.body_id).await? {
        return Ok(None);
    }
    if !rows::change(&mut tx, &change).await? {
        return Ok(Some(false));
    }
    voices::log(visit, &mut tx, ("comment", comment.id), "edit", comment.body_id).await?;
    mentions::tell(
        visit,
        &mut tx,
        (comment.id, comment.body_id),
        (&named, &before),
        &[],
    )
    .await?;
    if !free {
        rows::keep(&mut tx, change.territory, comment).await?;
    }
    visit
        .happened(
            &mut tx,
            "comment-changed",
            comment.id,
            Some(comment.idea_id),
            comment.body_id,
        )
        .await?;
    visit.commit(tx).await?;
    Ok(Some(true))
}

fn draw(
    visit: &mut Visit,
    (comment, idea): (&Full, &ideas::Full),
    (text, changed): (String, bool),
    faults: &Faults,
) -> Answer {
    let p = visit.page(visit.tr.t("comments-edit")).at("ideas").private();
    let meanwhile = if changed {
        diff::blocks(&comment.text, &text)
    } else {
        Vec::new()
    };
    let template = Edit {
        p: &p,
        free: free(visit, comment),
        comment,
        idea,
        text,
        meanwhile,
        faults,
        max: limits::COMMENT,
    };
    visit.show_form(&template, faults.is_empty() && !changed)
}

/// Asks once before a comment is taken back.
pub async fn ask(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let (comment, idea, hand) = own(&mut visit, &short).await?;
    if !hand.speaks && !hand.leads {
        return Err(Problem::Refused("voices-not-yours"));
    }
    let p = visit.page(visit.tr.t("comments-remove")).at("ideas").private();
    visit.show(&Remove {
        p: &p,
        comment: &comment,
        idea: &idea,
    })
}

/// Takes a comment back; the replies stay.
pub async fn remove(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let (comment, idea, _) = own(&mut visit, &short).await?;
    let mut tx = visit.begin().await?;
    comments::shift(&mut visit, &mut tx, &comment, "remove", None).await?;
    visit.commit(tx).await?;
    visit.tell("comments-removed-done", "");
    Ok(visit.redirect(&format!("{}#discussion", idea.url())))
}
