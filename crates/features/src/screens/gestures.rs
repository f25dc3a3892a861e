//! Where links received by mail end, and where gestures kept for somebody without an account are done. Looking
//! changes nothing; a press of the button does.

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use terreau_kit::{App, Input, Page, Problem, Visit, problem::Answer};

use crate::{
    accounts::{self, Followed, Gesture},
    comments, ideas,
};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/link/{token}", get(open).post(follow))
        .route("/gestures/complete", get(waiting).post(complete))
}

async fn open(mut visit: Visit, Path(token): Path<String>) -> Answer {
    accounts::open(&mut visit, &token).await
}

async fn follow(mut visit: Visit, Path(token): Path<String>, input: Input) -> Answer {
    let confirmed = match accounts::follow(&mut visit, &token, &input).await? {
        Followed::Done(response) => return Ok(response),
        Followed::In(confirmed) => confirmed,
    };
    if input.raw("keep") == "no" {
        return drop_all(&mut visit, confirmed.gestures, &confirmed.next).await;
    }
    do_all(&mut visit, confirmed.gestures, &confirmed.next).await
}

#[derive(Template)]
#[template(path = "screens/gestures.html")]
struct Waiting<'a> {
    p: &'a Page,
    gestures: Vec<Gesture>,
}

/// What waits, for whoever signed in where they had begun it.
async fn waiting(mut visit: Visit) -> Answer {
    visit.person()?;
    let gestures = accounts::pending(&mut visit).await?;
    if gestures.is_empty() {
        visit.clear_cookie("gesture");
        return Ok(visit.redirect("/"));
    }
    let p = visit.page(visit.tr.t("gestures-title")).private();
    visit.show(&Waiting { p: &p, gestures })
}

async fn complete(mut visit: Visit, input: Input) -> Answer {
    visit.person()?;
    let gestures = accounts::pending(&mut visit).await?;
    if input.raw("keep") == "no" {
        return drop_all(&mut visit, gestures, "").await;
    }
    do_all(&mut visit, gestures, "").await
}

async fn drop_all(visit: &mut Visit, gestures: Vec<Gesture>, next: &str) -> Answer {
    for gesture in gestures {
        accounts::gesture_done(visit, gesture.id, "").await?;
    }
    visit.clear_cookie("gesture");
    Ok(visit.redirect(if next.is_empty() { "/" } else { next }))
}

/// Does each gesture once and leads to where the last one shows. Whoever just signed in stays so, whatever
/// becomes of their gestures.
async fn do_all(visit: &mut Visit, gestures: Vec<Gesture>, next: &str) -> Answer {
    let mut to = if next.is_empty() { "/" } else { next }.to_owned();
    let mut later = false;
    for gesture in gestures {
        if !matches!(accounts::gesture_begin(visit, gesture.id).await, Ok(true)) {
            continue;
        }
        match perform(visit, &gesture).await {
            Ok(url) => {
                if accounts::gesture_done(visit, gesture.id, &url).await.is_ok() {
                    to = url;
                }
            }
            Err(Problem::Away | Problem::Broken | Problem::TooMany(_)) => {
                later |= accounts::gesture_released(visit, gesture.id).await.is_ok();
            }
            Err(_) => {
                if accounts::gesture_done(visit, gesture.id, "").await.is_ok() {
                    visit.tell("gestures-too-late", &gesture.excerpt());
                }
            }
        }
    }
    if later {
        return Ok(visit.redirect("/gestures/complete"));
    }
    visit.clear_cookie("gesture");
    Ok(visit.redirect(&to))
}

async fn perform(visit: &mut Visit, gesture: &Gesture) -> Result<String, Problem> {
    let payload = gesture.payload();
    match gesture.kind.as_str() {
        "idea" => ideas::complete_idea(visit, &payload).await,
        "support" => ideas::complete_support(visit, &payload).await,
        "follow" => ideas::complete_follow(visit, &payload).await,
        "comment" => comments::complete_comment(visit, &payload).await,
        _ => Err(Problem::NotFound),
    }
}
