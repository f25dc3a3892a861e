//! One way out of optional letters, without signing in: a page with a button for people, one POST for mail
//! programs (RFC 8058).

use askama::Template;
use axum::extract::Path;
use subtle::ConstantTimeEq as _;
use terreau_kernel::id::{self, Id};
use terreau_kit::{Page, Problem, Visit, mail::letter, problem::Answer};

use super::{log, rows};

#[derive(Template)]
#[template(path = "accounts/unsubscribe.html")]
struct Unsubscribe<'a> {
    p: &'a Page,
    done: bool,
}

fn meant(visit: &Visit, short: &str, token: &str) -> Result<Id, Problem> {
    let person = id::parse_short(short).ok_or(Problem::NotFound)?;
    let (kind, _) = token.rsplit_once('-').ok_or(Problem::NotFound)?;
    let ours = letter::token(&visit.app, person, kind);
    if bool::from(ours.as_bytes().ct_eq(token.as_bytes())) {
        Ok(person)
    } else {
        Err(Problem::NotFound)
    }
}

fn draw(visit: &mut Visit, done: bool) -> Answer {
    let mut p = visit.page(visit.tr.t("accounts-unsubscribe-title")).private();
    p.canonical = "/me/settings".into();
    visit.show(&Unsubscribe { p: &p, done })
}

/// The page with the button.
pub async fn form(mut visit: Visit, Path((person, token)): Path<(String, String)>) -> Answer {
    meant(&visit, &person, &token)?;
    draw(&mut visit, false)
}

/// Stops optional letters.
pub async fn stop(mut visit: Visit, Path((person, token)): Path<(String, String)>) -> Answer {
    let person = meant(&visit, &person, &token)?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    rows::no_mail(&mut tx, territory, person).await?;
    log::write(&mut tx, &visit, Some(person), "unsubscribed").await?;
    visit.commit(tx).await?;
    draw(&mut visit, true)
}
