//! Opening and closing a session for whoever proved who they are.

use axum::{
    http::{HeaderName, HeaderValue},
    response::Response,
};
use terreau_kernel::{
    life::{Actor, Actors},
    time::SECOND,
};
use terreau_kit::{Problem, Role, Viewer, Visit, problem::Answer, session};
use terreau_store::Tx;

use super::{
    life::{self, By, PersonState},
    log,
    rows::{self, Account},
};

/// Signs in: a fresh session with a fresh token, the one before closed, the sleeper woken.
pub async fn enter(visit: &mut Visit, tx: &mut Tx, mut account: Account) -> Result<(), Problem> {
    let (territory, person, now) = (visit.territory.id, account.person_id, visit.now);
    if let Some(before) = visit.viewer.person() {
        session::end(tx, territory, before.id, before.session).await?;
    }
    if account.state == PersonState::Inactive.code() {
        let by = By {
            territory,
            person,
            actors: Actors::of(&[Actor::Author]),
            who: Some(person),
            at: now,
        };
        life::shift(tx, &visit.app, by, "wake", None).await?;
        PersonState::Active.code().clone_into(&mut account.state);
    }
    let id = visit.app.ids.next();
    let opening = session::Opening {
        territory,
        id,
        person,
        role: Role::from_code(&account.role),
        agent: &visit.agent,
        now,
    };
    let token = session::open(tx, opening).await?;
    rows::seen(tx, territory, person, now).await?;
    log::write(tx, visit, Some(person), "sign-in").await?;
    visit.set_cookie("session", &token, session::LIFE / SECOND);
    visit.viewer = Viewer::Person(account.someone(id, now));
    Ok(())
}

/// A new token for the session of whoever visits: what they may do just changed.
pub async fn renew(visit: &mut Visit, tx: &mut Tx) -> Result<(), Problem> {
    let Viewer::Person(someone) = visit.viewer.clone() else {
        return Err(Problem::SignIn);
    };
    let territory = visit.territory.id;
    session::end(tx, territory, someone.id, someone.session).await?;
    let id = visit.app.ids.next();
    let opening = session::Opening {
        territory,
        id,
        person: someone.id,
        role: someone.role,
        agent: &visit.agent,
        now: visit.now,
    };
    let token = session::open(tx, opening).await?;
    visit.set_cookie("session", &token, session::LIFE / SECOND);
    visit.viewer = Viewer::Person(terreau_kit::viewer::Someone {
        session: id,
        fresh_at: visit.now,
        ..someone
    });
    Ok(())
}

/// Signs out: the session is over for good, and what this browser kept of it goes.
pub async fn logout(mut visit: Visit) -> Answer {
    if let Some(person) = visit.viewer.person().cloned() {
        let territory = visit.territory.id;
        let mut tx = visit.begin().await?;
        session::end(&mut tx, territory, person.id, person.session).await?;
        log::write(&mut tx, &visit, Some(person.id), "sign-out").await?;
        visit.commit(tx).await?;
    }
    visit.clear_cookie("session");
    visit.clear_cookie("gesture");
    visit.tell("accounts-signed-out", "");
    let response = visit.redirect("/");
    Ok(swept(response))
}

/// Asks the browser to forget what it stored of this site.
pub fn swept(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}
