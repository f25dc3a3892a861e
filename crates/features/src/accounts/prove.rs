//! Proving again who one is, before what would hurt if somebody else did it.

use askama::Template;
use axum::extract::Query;
use terreau_kernel::address;
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer, session};

use super::{
    ask,
    change::mine,
    join::Next,
    letters,
    links::{self, Kind, Payload},
    log,
    password::{self, Compared},
    rows::Account,
};

#[derive(Template)]
#[template(path = "accounts/prove.html")]
struct Prove<'a> {
    p: &'a Page,
    faults: &'a Faults,
    email: String,
    has: bool,
    next: String,
}

fn draw(visit: &mut Visit, account: &Account, next: &str, faults: &Faults) -> Answer {
    let p = visit.page(visit.tr.t("accounts-prove-title")).at("me").private();
    let template = Prove {
        p: &p,
        faults,
        email: account.email.clone(),
        has: account.password_hash.is_some(),
        next: next.to_owned(),
    };
    if faults.is_empty() {
        visit.show(&template)
    } else {
        visit.show_again(&template)
    }
}

/// The form.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    let account = mine(&mut visit).await?;
    draw(&mut visit, &account, &next.next, &Faults::new())
}

/// Takes the password, or sends a link.
pub async fn prove(mut visit: Visit, input: Input) -> Answer {
    let account = mine(&mut visit).await?;
    let address = address::parse(&account.email).map_err(|_| Problem::Broken)?;
    let next = if input.raw("next").is_empty() {
        "/me"
    } else {
        input.raw("next")
    };
    if input.has("link") || input.raw("password").is_empty() {
        ask::count(&visit, Act::MailOut, &address)?;
        send(&mut visit, &account, next).await?;
        return Ok(visit.redirect("/login/sent"));
    }
    ask::count(&visit, Act::SignIn, &address)?;
    let hash = account.password_hash.as_deref();
    let compared = password::compare(&visit.app, input.raw("password"), hash).await?;
    let (territory, person) = (visit.territory.id, visit.person()?.clone());
    let mut tx = visit.begin().await?;
    if compared == Compared::Wrong {
        log::write(&mut tx, &visit, Some(person.id), "proof-refused").await?;
        visit.commit(tx).await?;
        let mut faults = Faults::new();
        faults.add("password", visit.tr.t("accounts-prove-wrong"));
        return draw(&mut visit, &account, next, &faults);
    }
    session::refresh(&mut tx, territory, person.session, visit.now).await?;
    log::write(&mut tx, &visit, Some(person.id), "proved").await?;
    visit.commit(tx).await?;
    Ok(visit.redirect(next))
}

async fn send(visit: &mut Visit, account: &Account, next: &str) -> Result<(), Problem> {
    let (app, territory) = (visit.app.clone(), visit.territory.clone());
    let session = visit.person()?.session;
    let mut tx = visit.begin().await?;
    let link = links::New {
        kind: Kind::Prove,
        person: Some(account.person_id),
        email: &account.email,
        payload: Payload {
            next: next.to_owned(),
            session: Some(session),
            ..Payload::default()
        },
        gesture: None,
    };
    let url = links::make(&mut tx, &app, &territory, link, visit.now).await?;
    let to = letters::To {
        address: &account.email,
        person: Some(account.person_id),
        locale: &account.locale,
    };
    let letter = ("prove", Some(url.as_str()));
    letters::post(
        &mut tx,
        (&app, &territory),
        to,
        letter,
        &[("name", &account.name)],
    )
    .await?;
    visit.commit(tx).await
}
