//! How a comment changes: its words replaced or taken back by whoever wrote them, and its earlier texts on a page of
//! their own, each beside the one that took its place.

mod edit;
mod rows;

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use terreau_kernel::{
    diff::{self, Block, Piece},
    time::Micros,
};
use terreau_kit::{App, Page, Problem, Visit, problem::Answer};

use crate::{
    comments::{self, CommentState, Full},
    ideas,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/comments/{id}/edit", get(edit::form).post(edit::change))
        .route("/comments/{id}/versions", get(versions))
        .route("/comments/{id}/remove", get(edit::ask).post(edit::remove))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

#[derive(Template)]
#[template(path = "changes/versions.html")]
struct Versions<'a> {
    p: &'a Page,
    comment: &'a Full,
    idea: &'a ideas::Full,
    name: String,
    steps: Vec<Step>,
}

struct Step {
    at: Micros,
    first: bool,
    blocks: Vec<Block>,
}

/// The earlier texts of a comment, the latest change first.
async fn versions(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let (comment, idea) = comments::named(&mut visit, &short).await?;
    if comment.life() != CommentState::Published {
        return Err(Problem::Gone);
    }
    let territory = visit.territory.id;
    let kept = rows::versions(visit.db.get().await?, territory, comment.id).await?;
    let mut texts: Vec<(Micros, &str)> = kept.iter().map(|(at, text)| (*at, text.as_str())).collect();
    texts.push((comment.edited_at.unwrap_or(comment.created_at), &comment.text));
    let mut steps: Vec<Step> = texts
        .windows(2)
        .map(|pair| Step {
            at: pair[1].0,
            first: false,
            blocks: diff::blocks(pair[0].1, pair[1].1),
        })
        .collect();
    if let Some((at, text)) = texts.first() {
        let first = Step {
            at: *at,
            first: true,
            blocks: diff::blocks(text, text),
        };
        steps.insert(0, first);
    }
    steps.reverse();
    let p = visit.page(visit.tr.t("comments-versions")).at("ideas").private();
    visit.show_to_all(&Versions {
        p: &p,
        name: comments::name(&visit, &comment),
        comment: &comment,
        idea: &idea,
        steps,
    })
}
