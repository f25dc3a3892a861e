//! Proving again who one is, before what would hurt if somebody else did it.

use askama::Template;
use axum::extract::Query;
use terreau_kernel::{address, id::Id};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer, session};

use super::{
    ask,
    change::mine,
    join::Next,
    letters,
    links::{self, Kind, Payload},
    log,
    rows::Account,
};
use crate::{
    factors,
    passwords::{self, Compared},
};

#[derive(Template)]
#[template(path = "accounts/prove.html")]
struct Prove<'a> {
    p: &'a Page,
    faults: &'a Faults,
    email: String,
    has: bool,
    coded: bool,
    next: String,
}

async fn draw(visit: &mut Visit, account: &Account, next: &str, faults: &Faults) -> Answer {
    let territory = visit.territory.id;
    let coded = factors::on(visit.db.get().await?, territory, account.person_id).await?;
    let p = visit.page(visit.tr.t("accounts-prove-title")).at("me").private();
    let template = Prove {
        p: &p,
        faults,
        email: account.email.clone(),
        has: account.password_hash.is_some(),
        coded,
        next: next.to_owned(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    let account = mine(&mut visit).await?;
    draw(&mut visit, &account, &next.next, &Faults::new()).await
}

/// Takes the password, or sends a link.
pub async fn prove(mut visit: Visit, input: Input) -> Answer {
    let account = mine(&mut visit).await?;
    let next = match input.raw("next") {
        "" => "/me",
        next => next,
    };
    let by_link = input.has("link") || input.raw("password").is_empty();
    let mut faults = Faults::new();
    if !by_link && !known(&mut visit, &account, input.raw("password")).await? {
        faults.add("password", visit.tr.t("accounts-prove-wrong"));
    } else if !coded(&mut visit, account.person_id, input.raw("code")).await? {
        faults.add("code", visit.tr.t("accounts-prove-code-wrong"));
    }
    if !faults.is_empty() {
        return draw(&mut visit, &account, next, &faults).await;
    }
    if by_link {
        let address = address::parse(&account.email).map_err(|_| Problem::Broken)?;
        ask::count(&visit, Act::MailOut, &address)?;
        send(&mut visit, &account, next).await?;
        return Ok(visit.redirect("/login/sent"));
    }
    let (territory, person) = (visit.territory.id, visit.person()?.clone());
    let mut tx = visit.begin().await?;
    session::refresh(&mut tx, territory, person.session, visit.now).await?;
    log::write(&mut tx, &visit, Some(person.id), "proved").await?;
    visit.commit(tx).await?;
    Ok(visit.redirect(next))
}

async fn known(visit: &mut Visit, account: &Account, typed: &str) -> Result<bool, Problem> {
    let address = address::parse(&account.email).map_err(|_| Problem::Broken)?;
    ask::count(visit, Act::SignIn, &address)?;
    let hash = account.password_hash.as_deref();
    if passwords::compare(&visit.app, typed, hash).await? != Compared::Wrong {
        return Ok(true);
    }
    let mut tx = visit.begin().await?;
    log::write(&mut tx, visit, Some(account.person_id), "proof-refused").await?;
    visit.commit(tx).await?;
    Ok(false)
}

/// Whoever has a second factor proves it here too, whichever way the first one is proved.
async fn coded(visit: &mut Visit, person: Id, typed: &str) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    if !factors::on(visit.db.get().await?, territory, person).await? {
        return Ok(true);
    }
    factors::count(visit, person)?;
    let mut tx = visit.begin().await?;
    let proof = factors::check(&mut tx, visit, person, typed).await?;
    let kind = proof.map_or("code-refused", |_| "code");
    log::write(&mut tx, visit, Some(person), kind).await?;
    visit.commit(tx).await?;
    Ok(proof.is_some())
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
