//! Signing in with a password or a link, and asking for another password. Nothing here tells whether an
//! address has an account.

use askama::Template;
use axum::extract::Query;
use terreau_kernel::address::Address;
use terreau_kit::{Faults, Input, Page, Visit, limits::Act, problem::Answer};

use super::{
    ask::{self, Wish},
    enter,
    join::{self, Next},
    links::Payload,
    log, rows,
};
use crate::{
    gestures,
    passwords::{self, Compared},
};

const DEMO: [&str; 6] = ["resident", "leader", "moderator", "agent", "elected", "admin"];

#[derive(Template)]
#[template(path = "accounts/login.html")]
struct Login<'a> {
    p: &'a Page,
    faults: &'a Faults,
    email: String,
    next: String,
    waiting: bool,
    demo: Vec<&'static str>,
}

async fn draw(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let waiting = !gestures::kept(visit).await?.is_empty();
    let p = visit.page(visit.tr.t("accounts-login-title")).private();
    let template = Login {
        faults,
        email: input.raw("email").to_owned(),
        next: input.raw("next").to_owned(),
        waiting,
        demo: if p.is_demo() { DEMO.to_vec() } else { Vec::new() },
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    if visit.viewer.signed_in() {
        return Ok(visit.redirect(if next.next.is_empty() { "/me" } else { &next.next }));
    }
    let mut input = Input::default();
    input.set("next", next.next);
    draw(&mut visit, &input, &Faults::new()).await
}

/// Takes the form: a link where no password was typed.
pub async fn login(mut visit: Visit, input: Input) -> Answer {
    let mut faults = Faults::new();
    let Some(address) = join::email(&visit, &input, &mut faults) else {
        return draw(&mut visit, &input, &faults).await;
    };
    if input.raw("password").is_empty() || input.has("link") {
        return send(&mut visit, Wish::Login, &address, input.raw("next")).await;
    }
    with_password(visit, &input, &address).await
}

async fn send(visit: &mut Visit, wish: Wish, address: &Address, next: &str) -> Answer {
    let payload = Payload {
        next: next.to_owned(),
        ..Payload::default()
    };
    ask::ask(visit, wish, address, payload).await?;
    Ok(visit.redirect("/login/sent"))
}

async fn with_password(mut visit: Visit, input: &Input, address: &Address) -> Answer {
    ask::count(&visit, Act::SignIn, address)?;
    let (territory, typed) = (visit.territory.id, input.raw("password"));
    let found = rows::by_key(visit.db.get().await?, territory, &address.key()).await?;
    let hash = found.as_ref().filter(|a| a.confirmed_at.is_some());
    let hash = hash.and_then(|a| a.password_hash.as_deref());
    let compared = passwords::compare(&visit.app, typed, hash).await?;
    let mut tx = visit.begin().await?;
    let account = match (compared, found) {
        (Compared::Right | Compared::RightButOld, Some(account)) => account,
        (_, found) => {
            log::write(&mut tx, &visit, found.map(|a| a.person_id), "sign-in-refused").await?;
            visit.commit(tx).await?;
            let mut faults = Faults::new();
            faults.add("password", visit.tr.t("accounts-login-wrong"));
            return draw(&mut visit, input, &faults).await;
        }
    };
    if compared == Compared::RightButOld {
        let fresh = passwords::hash_password(&visit.app, typed).await?;
        rows::set_password(&mut tx, territory, account.person_id, Some(&fresh)).await?;
    }
    let leaving = account.deletion_due_at.is_some();
    enter::enter(&mut visit, &mut tx, account).await?;
    visit.commit(tx).await?;
    let next = input.raw("next");
    if let Some(detour) = enter::detour(&visit, next) {
        return Ok(detour);
    }
    let to = if leaving { "/me/delete" } else { next };
    arrive(&mut visit, to).await
}

/// After signing in: first what waited to be done, then where one was going.
///
/// # Errors
/// [`terreau_kit::Problem::Away`] when the database is.
pub async fn arrive(visit: &mut Visit, next: &str) -> Answer {
    let next = if next.is_empty() { "/" } else { next };
    if gestures::pending(visit).await?.is_empty() {
        visit.clear_cookie("gesture");
        return Ok(visit.redirect(next));
    }
    Ok(visit.redirect("/gestures/complete"))
}

#[derive(Template)]
#[template(path = "accounts/sent.html")]
struct Sent<'a> {
    p: &'a Page,
    demo: bool,
}

/// « Look into your mail box », whoever asked.
pub async fn sent(mut visit: Visit) -> Answer {
    let p = visit.page(visit.tr.t("accounts-sent-title")).private();
    let demo = visit.app.config.demo;
    visit.show(&Sent { p: &p, demo })
}

#[derive(Template)]
#[template(path = "accounts/forgotten.html")]
struct Forgotten<'a> {
    p: &'a Page,
    faults: &'a Faults,
    email: String,
}

fn draw_forgotten(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let p = visit.page(visit.tr.t("accounts-forgotten-title")).private();
    let email = input.raw("email").to_owned();
    let template = Forgotten { p: &p, faults, email };
    visit.show_form(&template, faults.is_empty())
}

/// The form of somebody who forgot their password.
pub async fn forgotten_form(mut visit: Visit) -> Answer {
    draw_forgotten(&mut visit, &Input::default(), &Faults::new())
}

/// Sends the link to choose another.
pub async fn forgotten(mut visit: Visit, input: Input) -> Answer {
    let mut faults = Faults::new();
    match join::email(&visit, &input, &mut faults) {
        Some(address) => send(&mut visit, Wish::Reset, &address, "").await,
        None => draw_forgotten(&mut visit, &input, &faults),
    }
}

/// Where password managers look (RFC 8615).
pub async fn change_password(visit: Visit) -> Answer {
    Ok(visit.redirect("/me/password"))
}
