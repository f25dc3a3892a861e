//! The way out of letters, without signing in: a page with buttons for people, one POST for mail programs (RFC 8058).
//! It stops letters of the kind that was sent, and never cuts answers to one's own words unless they are what it was.

use askama::Template;
use axum::extract::Path;
use subtle::ConstantTimeEq as _;
use terreau_kernel::id::{self, Id};
use terreau_kit::{Input, Page, Problem, Visit, mail::letter, problem::Answer};

use crate::{
    activity,
    told::{self, Kind, Rhythm, Ways},
};

#[derive(Template)]
#[template(path = "notices/stop.html")]
struct Stop<'a> {
    p: &'a Page,
    what: String,
    done: bool,
    all: bool,
}

/// What the letter was about, and whose it was, if the address was made by us.
fn meant(visit: &Visit, short: &str, token: &str) -> Result<(Id, String), Problem> {
    let person = id::parse_short(short).ok_or(Problem::NotFound)?;
    let (kind, _) = token.rsplit_once('-').ok_or(Problem::NotFound)?;
    let ours = letter::token(&visit.app, person, kind);
    if bool::from(ours.as_bytes().ct_eq(token.as_bytes())) {
        Ok((person, kind.to_owned()))
    } else {
        Err(Problem::NotFound)
    }
}

/// The kinds of notices that a letter of this name stops; none for letters that are not notices.
fn stopped(name: &str, ways: &Ways) -> Vec<Kind> {
    let rhythm = Rhythm::from_code(name);
    let kinds = Kind::ALL.into_iter();
    match (Kind::from_code(name), rhythm) {
        (Some(kind), _) => vec![kind],
        // A letter of many things: all it tells but what is said to the person themselves.
        (None, Some(rhythm)) => kinds
            .filter(|kind| !matches!(kind, Kind::Answer | Kind::Mention) && ways.of(*kind).rhythm == rhythm)
            .collect(),
        (None, None) => vec![],
    }
}

fn draw(visit: &mut Visit, name: &str, (done, all): (bool, bool)) -> Answer {
    let mut p = visit.page(visit.tr.t("notices-stop-title")).private();
    p.canonical = "/me/notices".into();
    let known = Kind::from_code(name).is_some() || Rhythm::from_code(name).is_some();
    let what = if all || !known {
        visit.tr.t("notices-stop-all")
    } else {
        visit.tr.t(&format!("notices-stop-{name}"))
    };
    visit.show(&Stop {
        p: &p,
        what,
        done,
        all: all || !known,
    })
}

/// The page with the buttons.
pub async fn form(mut visit: Visit, Path((person, token)): Path<(String, String)>) -> Answer {
    let (_, name) = meant(&visit, &person, &token)?;
    draw(&mut visit, &name, (false, false))
}

/// Stops letters of this kind; all one may do without where that was asked, or where the letter was no notice.
pub async fn stop(mut visit: Visit, Path((person, token)): Path<(String, String)>, input: Input) -> Answer {
    let (person, name) = meant(&visit, &person, &token)?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    let member = told::of(&mut tx, territory, person, visit.now).await?;
    let head = activity::head(&mut tx, territory).await?;
    let mut all = input.has("all");
    if let Some(member) = member.filter(|_| !all) {
        let mut ways = member.chosen(head);
        let kinds = stopped(&name, &ways);
        all = kinds.is_empty() && Rhythm::from_code(&name).is_none();
        for kind in kinds {
            let page = ways.of(kind).page;
            ways.choose(kind, page, Rhythm::Never, head);
        }
        if !member.keep(&mut tx, territory, &ways, &[], visit.now).await? {
            return Err(Problem::Conflict("notices-conflict"));
        }
    }
    if all {
        told::want(&mut tx, territory, person, false).await?;
    }
    crate::accounts::log(&mut tx, &visit, person, "unsubscribed").await?;
    visit.commit(tx).await?;
    draw(&mut visit, &name, (true, all))
}
