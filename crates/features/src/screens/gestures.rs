//! Where links received by mail end, and where gestures kept for somebody without an account are done. Looking
//! changes nothing; a press of the button does.

use askama::Template;
use axum::{Router, extract::Path, routing::get};
use terreau_kernel::id::Id;
use terreau_kit::{App, Input, Page, Problem, Visit, problem::Answer};

use crate::{
    accounts::{self, Followed},
    comments,
    gestures::{self, Gesture},
    ideas, thanks, welcome,
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
    let next = welcome::way(confirmed.first, &confirmed.next);
    if input.raw("keep") == "no" {
        return drop_all(&mut visit, confirmed.gestures, next).await;
    }
    do_all(&mut visit, confirmed.gestures, next).await
}

#[derive(Template)]
#[template(path = "screens/gestures.html")]
struct Waiting<'a> {
    p: &'a Page,
    gestures: Vec<Gesture>,
    late: Vec<Gesture>,
    /// Nothing here is to be published: drafts are taken up again.
    drafts: bool,
    next: String,
}

impl Waiting<'_> {
    fn only_words(&self) -> bool {
        only_words(&self.late)
    }
}

/// Nothing came too late: a form was sent after its writer was signed out.
fn only_words(late: &[Gesture]) -> bool {
    late.iter().all(|gesture| gesture.kind == "words")
}

/// What waits, for whoever signed in where they had begun it.
async fn waiting(mut visit: Visit) -> Answer {
    visit.person()?;
    rest(&mut visit, Aside::default(), "/").await
}

/// What needs no question any more: gestures that can never be done, and those somebody is doing at this moment.
#[derive(Default)]
struct Aside {
    late: Vec<Gesture>,
    busy: Vec<Id>,
}

/// What waits, and what came too late, word for word, so that nobody has to write it again: both stay until their maker
/// says what becomes of them. Nothing left leads on.
async fn rest(visit: &mut Visit, aside: Aside, next: &str) -> Answer {
    let Aside { mut late, busy } = aside;
    let mut gestures = gestures::pending(visit).await?;
    gestures.retain(|gesture| !busy.contains(&gesture.id));
    late.extend(gestures.extract_if(.., |gesture| gesture.late()));
    if gestures.is_empty() && late.is_empty() {
        if busy.is_empty() {
            visit.clear_cookie("gesture");
        }
        return Ok(visit.redirect(next));
    }
    let title = match (gestures.is_empty(), only_words(&late)) {
        (false, _) => "gestures-title",
        (true, true) => "gestures-words-title",
        (true, false) => "gestures-late-title",
    };
    let drafts = gestures.iter().all(|gesture| gesture.kind == "draft");
    let next = next.to_owned();
    let p = visit.page(visit.tr.t(title)).private();
    visit.show(&Waiting {
        p: &p,
        gestures,
        late,
        drafts,
        next,
    })
}

async fn complete(mut visit: Visit, input: Input) -> Answer {
    visit.person()?;
    let mut gestures = gestures::pending(&mut visit).await?;
    let next = input.raw("next");
    match input.raw("keep") {
        "no" => drop_all(&mut visit, gestures, next).await,
        "read" => {
            gestures.retain(Gesture::late);
            for gesture in gestures {
                gestures::done(&mut visit, gesture.id, "").await?;
            }
            rest(
                &mut visit,
                Aside::default(),
                if next.is_empty() { "/" } else { next },
            )
            .await
        }
        _ => do_all(&mut visit, gestures, next).await,
    }
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
    let (mut later, mut missed, mut aside) = (false, false, Aside::default());
    for gesture in gestures.into_iter().filter(|gesture| !gesture.late()) {
        if !matches!(gestures::begin(visit, gesture.id).await, Ok(true)) {
            aside.busy.push(gesture.id);
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
                missed = true;
                if !gesture.words().is_empty() {
                    gestures::too_late(visit, gesture.id).await?;
                } else if gestures::done(visit, gesture.id, "").await.is_ok() {
                    aside.late.push(gesture);
                }
            }
        }
    }
    if later {
        return Ok(visit.redirect("/gestures/complete"));
    }
    let mut response = rest(visit, aside, &to).await?;
    if missed && response.status().is_success() {
        *response.status_mut() = axum::http::StatusCode::CONFLICT;
    }
    Ok(response)
}

async fn perform(visit: &mut Visit, gesture: &Gesture) -> Result<String, Problem> {
    let payload = gesture.payload();
    match gesture.kind.as_str() {
        "idea" => ideas::complete_idea(visit, &payload).await,
        "draft" => ideas::complete_draft(visit, &payload).await,
        "support" => ideas::complete_support(visit, &payload).await,
        "follow" => ideas::complete_follow(visit, &payload).await,
        "comment" => comments::complete_comment(visit, &payload).await,
        "thank" => thanks::complete_thank(visit, &payload).await,
        _ => Err(Problem::NotFound),
    }
}
