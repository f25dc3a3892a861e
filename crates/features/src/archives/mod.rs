//! Putting an idea to rest, with a reason, and bringing it back.

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use terreau_kernel::{limits, text};
use terreau_kit::{App, Input, Page, Visit, problem::Answer};

use crate::{ideas, voices};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas/{slug}/archive", get(ask_archive).post(archive))
        .route("/ideas/{slug}/restore", get(ask_restore).post(restore))
}

#[derive(Template)]
#[template(path = "archives/archive.html")]
struct Sure<'a> {
    p: &'a Page,
    idea: &'a ideas::Full,
    name: &'static str,
    text: &'static str,
    reasoned: bool,
}

/// Asks whether an idea should rest.
async fn ask_archive(visit: Visit, Path(slug): Path<String>) -> Answer {
    ask(
        visit,
        &slug,
        ("archive", "idea-archive-title", "idea-archive-text"),
    )
    .await
}

/// Asks whether an idea should come back.
async fn ask_restore(visit: Visit, Path(slug): Path<String>) -> Answer {
    ask(
        visit,
        &slug,
        ("restore", "idea-restore-title", "idea-restore-text"),
    )
    .await
}

async fn ask(
    mut visit: Visit,
    slug: &str,
    (name, title, text): (&'static str, &str, &'static str),
) -> Answer {
    visit.writer()?;
    let idea = ideas::visible(&mut visit, slug).await?;
    let hand = voices::hand(&mut visit, idea.body_id).await?;
    let actors = voices::qualities(&visit, (idea.author_id, hand));
    let elapsed = visit.now - idea.published_at;
    ideas::IDEA.attempt(&idea.state, name, &actors, elapsed, None)?;
    let title = visit.tr.v(title, "title", &idea.title);
    let p = visit.page(title).at("ideas").private();
    visit.show(&Sure {
        p: &p,
        idea: &idea,
        name,
        text,
        reasoned: name == "archive",
    })
}

/// Puts an idea to rest.
async fn archive(visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    turn(visit, &slug, "archive", &input).await
}

/// Brings an idea back.
async fn restore(visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    turn(visit, &slug, "restore", &input).await
}

async fn turn(mut visit: Visit, slug: &str, name: &'static str, input: &Input) -> Answer {
    visit.writer()?;
    let idea = ideas::visible(&mut visit, slug).await?;
    let reason = text::ellipsis(&input.text("reason"), limits::REASON);
    let mut tx = visit.begin().await?;
    ideas::shift(&mut visit, &mut tx, &idea, name, Some(&reason)).await?;
    visit.commit(tx).await?;
    let told = if name == "archive" {
        "idea-archive-done"
    } else {
        "idea-restore-done"
    };
    visit.tell(told, "");
    Ok(visit.redirect(&idea.url()))
}
