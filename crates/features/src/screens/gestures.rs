//! Where links received by mail end, and where gestures kept for somebody without an account are done. Looking
//! changes nothing; a press of the button does.

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use terreau_kit::{App, Input, Page, Problem, Visit, problem::Answer};

use crate::{
    accounts::{self, Followed},
    comments,
    gestures::{self, Gesture},
    ideas, thanks,
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

#[derive(Template)]
#[template(path = "screens/late.html")]
struct Late<'a> {
    p: &'a Page,
    gestures: Vec<Gesture>,
    next: String,
}

/// What waits, for whoever signed in where they had begun it.
async fn waiting(mut visit: Visit) -> Answer {
    visit.person()?;
    let gestures = gestures::pending(&mut visit).await?;
    if gestures.is_empty() {
        visit.clear_cookie("gesture");
        return Ok(visit.redirect("/"));
    }
    let p = visit.page(visit.tr.t("gestures-title")).private();
    visit.show(&Waiting { p: &p, gestures })
}

async fn complete(mut visit: Visit, input: Input) -> Answer {
    visit.person()?;
    let gestures = gestures::pending(&mut visit).await?;
    if input.raw("keep") == "no" {
        return drop_all(&mut visit, gestures, "").await;
    }
    do_all(&mut visit, gestures, "").await
}

async fn drop_all(visit: &mut Visit, gestures: Vec<Gesture>, next: &str) -> Answer {
    for gesture in gestures {
        gestures::done(visit, gesture.id, "").await?;
    }
    visit.clear_cookie("gesture");
    Ok(visit.redirect(if next.is_empty() { "/" } else { next }))
}

/// Does each gesture once and leads to where the last one shows. Whoever just signed in stays so, whatever
/// becomes of their gestures.
async fn do_all(visit: &mut Visit, gestures: Vec<Gesture>, next: &str) -> Answer {
    let mut to = if next.is_empty() { "/" } else { next }.to_owned();
    let (mut later, mut late) = (false, Vec::new());
    for gesture in gestures {
        if !matches!(gestures::begin(visit, gesture.id).await, Ok(true)) {
            continue;
        }
        match perform(visit, &gesture).await {
            Ok(url) => {
                if gestures::done(visit, gesture.id, &url).await.is_ok() {
                    to = url;
                }
            }
            Err(Problem::Away | Problem::Broken | Problem::TooMany(_)) => {
                later |= gestures::released(visit, gesture.id).await.is_ok();
            }
            Err(_) => {
                if gestures::done(visit, gesture.id, "").await.is_ok() {
                    late.push(gesture);
                }
            }
        }
    }
    if later {
        return Ok(visit.redirect("/gestures/complete"));
    }
    visit.clear_cookie("gesture");
    if late.is_empty() {
        return Ok(visit.redirect(&to));
    }
    too_late(visit, late, &to)
}

/// What could not be done any more, word for word, so that nobody has to write it again.
fn too_late(visit: &mut Visit, gestures: Vec<Gesture>, next: &str) -> Answer {
    let p = visit.page(visit.tr.t("gestures-late-title")).private();
    let next = next.to_owned();
    let mut response = visit.show(&Late {
        p: &p,
        gestures,
        next,
    })?;
    *response.status_mut() = axum::http::StatusCode::CONFLICT;
    Ok(response)
}

async fn perform(visit: &mut Visit, gesture: &Gesture) -> Result<String, Problem> {
    let payload = gesture.payload();
    match gesture.kind.as_str() {
        "idea" => ideas::complete_idea(visit, &payload).await,
        "support" => ideas::complete_support(visit, &payload).await,
        "follow" => ideas::complete_follow(visit, &payload).await,
        "comment" => comments::complete_comment(visit, &payload).await,
        "thank" => thanks::complete_thank(visit, &payload).await,
        _ => Err(Problem::NotFound),
    }
}
