//! Opening and closing a session for whoever proved who they are.

use axum::{
    http::{HeaderName, HeaderValue},
    response::Response,
};
use terreau_kernel::{
    id::Id,
    life::{Actor, Actors},
    time::{Micros, SECOND},
};
use terreau_kit::{Problem, Role, Viewer, Visit, problem::Answer, session};
use terreau_store::Tx;

use super::{
    life::{self, By, PersonState},
    log,
    rows::{self, Account},
};
use crate::factors::{self, Standing};

/// Signs in: a fresh session with a fresh token, the one before closed, the sleeper woken. Whoever has a second
/// factor is only half-way: `visit.half` says so, and nobody is signed in yet.
pub async fn enter(visit: &mut Visit, tx: &mut Tx, account: Account) -> Result<(), Problem> {
    let role = Role::from_code(&account.role);
    let standing = factors::standing(tx, visit, account.person_id, role).await?;
    if let Some(before) = visit.viewer.person() {
        session::end(tx, visit.territory.id, before.id, before.session).await?;
    }
    arrived(visit, tx, account, standing).await
}

/// Signs in whoever comes from another territory, in the family of the session they have there: what they proved, and
/// when, is what they proved there.
pub async fn come(
    visit: &mut Visit,
    tx: &mut Tx,
    account: Account,
    (family, at): (Id, Micros),
) -> Result<(), Problem> {
    let role = Role::from_code(&account.role);
    let standing = match factors::standing(tx, visit, account.person_id, role).await? {
        Standing::Half => Standing::Open,
        standing => standing,
    };
    if let Some(before) = visit.viewer.person() {
        session::end(tx, visit.territory.id, before.id, before.session).await?;
    }
    arrived(visit, tx, account, standing).await?;
    if let Viewer::Person(someone) = &mut visit.viewer {
        someone.fresh_at = at;
        session::join_family(tx, (visit.territory.id, someone.session), family, at).await?;
    }
    Ok(())
}

/// Signs in whoever just gave the code of their second factor.
pub async fn complete(visit: &mut Visit, tx: &mut Tx) -> Result<Account, Problem> {
    let half = visit.half.take().ok_or(Problem::SignIn)?;
    let territory = visit.territory.id;
    session::end(tx, territory, half.id, half.session).await?;
    let account = rows::by_id(tx, territory, half.id)
        .await?
        .ok_or(Problem::SignIn)?;
    arrived(visit, tx, account.clone(), Standing::Open).await?;
    Ok(account)
}

async fn arrived(
    visit: &mut Visit,
    tx: &mut Tx,
    mut account: Account,
    standing: Standing,
) -> Result<(), Problem> {
    let (territory, person, now) = (visit.territory.id, account.person_id, visit.now);
    let role = Role::from_code(&account.role);
    let half = standing == Standing::Half;
    if account.state == PersonState::Asked.code() {
        return Err(Problem::Refused("accounts-asked-waits"));
    }
    if account.state == PersonState::Inactive.code() && !half {
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
    let id = opened(visit, tx, person, role).await?;
    let mut someone = account.someone(id, now);
    if half {
        session::hold(tx, (territory, id), role, (true, None), now).await?;
        log::write(tx, visit, Some(person), "sign-in-half").await?;
        visit.half = Some(someone);
        visit.viewer = Viewer::Visitor;
        return Ok(());
    }
    if let Standing::Due(due) = standing {
        session::hold(tx, (territory, id), role, (false, Some(due)), now).await?;
        visit.held = Some((role, due));
        if due <= now {
            someone.role = Role::Member;
        }
    }
    rows::seen(tx, territory, person, now).await?;
    log::write(tx, visit, Some(person), "sign-in").await?;
    visit.viewer = Viewer::Person(someone);
    Ok(())
}

async fn opened(visit: &mut Visit, tx: &mut Tx, person: Id, role: Role) -> Result<Id, Problem> {
    let id = visit.app.ids.next();
    let opening = session::Opening {
        territory: visit.territory.id,
        id,
        person,
        role,
        agent: &visit.agent,
        now: visit.now,
    };
    let token = session::open(tx, opening).await?;
    visit.set_cookie("session", &token, session::LIFE / SECOND);
    Ok(id)
}

/// A new token for the session of whoever visits: what they may do just changed.
pub async fn renew(visit: &mut Visit, tx: &mut Tx) -> Result<(), Problem> {
    let Viewer::Person(someone) = visit.viewer.clone() else {
        return Err(Problem::SignIn);
    };
    let territory = visit.territory.id;
    session::end(tx, territory, someone.id, someone.session).await?;
    let id = opened(visit, tx, someone.id, someone.role).await?;
    if let Some((role, due)) = visit.held {
        session::hold(tx, (territory, id), role, (false, Some(due)), visit.now).await?;
    }
    visit.viewer = Viewer::Person(terreau_kit::viewer::Someone {
        session: id,
        fresh_at: visit.now,
        ..someone
    });
    Ok(())
}

/// Where somebody goes before anywhere else: to give their code, or to set up the factor their role asks for.
pub fn detour(visit: &Visit, next: &str) -> Option<Response> {
    let escaped: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    if visit.half.is_some() {
        return Some(visit.redirect(&format!("/login/code?next={escaped}")));
    }
    let held = visit.held.is_some_and(|(_, due)| due <= visit.now);
    held.then(|| visit.redirect(&format!("/me/security/set-up?next={escaped}")))
}

/// Signs out: the session is over for good, and what this browser kept of it goes.
pub async fn logout(mut visit: Visit) -> Answer {
    if let Some(person) = visit.viewer.person().cloned() {
        let territory = visit.territory.id;
        let mut tx = visit.begin().await?;
        session::end_family(&mut tx, (territory, person.id), person.session).await?;
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
