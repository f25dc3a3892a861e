//! Opening a link received by mail. Looking shows a page with one button and changes nothing, because mail
//! programs look before people do; pressing the button uses the link up.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use terreau_kernel::{
    address,
    id::Id,
    life::{Actor, Actors},
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer, territory::Entry};
use terreau_store::Tx;

use super::{
    ask,
    create::{self, NewPerson},
    enter, entry, letters,
    life::{self, By, PersonState},
    links::{self, Kind, Link},
    log,
    rows::{self, Account},
};
use crate::{
    gestures::{self, Gesture},
    invites, passwords,
};

/// Somebody who just proved their address.
pub struct Confirmed {
    /// What they did before, still to be done or given up.
    pub gestures: Vec<Gesture>,
    /// True when this made them a member.
    pub first: bool,
    /// Where they were going.
    pub next: String,
}

/// What came of a link.
pub enum Followed {
    /// They are signed in.
    In(Confirmed),
    /// All is done: this is the answer.
    Done(Response),
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct Open<'a> {
    p: &'a Page,
    kind: &'static str,
    faults: &'a Faults,
    gestures: Vec<Gesture>,
    address: String,
    name: String,
}

#[derive(Template)]
#[template(path = "accounts/stale.html")]
struct Stale<'a> {
    p: &'a Page,
}

/// An address with a secret in it is told to nobody.
fn hushed(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn stale(visit: &mut Visit) -> Answer {
    let title = visit.tr.t("accounts-stale-title");
    let mut p = visit.page(visit.tr.v("problem-title", "title", &title)).private();
    p.canonical = "/login".into();
    let mut response = visit.show(&Stale { p: &p })?;
    *response.status_mut() = axum::http::StatusCode::GONE;
    Ok(hushed(response))
}

async fn found(visit: &mut Visit, token: &str) -> Result<Option<(Link, Kind)>, Problem> {
    let (territory, now) = (visit.territory.id, visit.now);
    let link = links::find(visit.db.get().await?, territory, token).await?;
    Ok(link
        .filter(|link| link.works(now))
        .and_then(|link| link.kind().map(|kind| (link, kind))))
}

/// The page with the button.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn open(visit: &mut Visit, token: &str) -> Answer {
    match found(visit, token).await? {
        None => stale(visit),
        Some((link, kind)) => draw(visit, &link, kind, &Faults::new()).await,
    }
}

async fn draw(visit: &mut Visit, link: &Link, kind: Kind, faults: &Faults) -> Answer {
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let mut waiting = match link.gesture_id {
        Some(kept) => gestures::of_link(db, territory, kept, now).await?,
        None => Vec::new(),
    };
    waiting.retain(|gesture| !gesture.late());
    let name = match link.person_id {
        Some(person) => rows::plain(db, territory, person).await?.map(|found| found.0),
        None => Some(link.carried().name),
    };
    let title = visit.tr.t(&format!("accounts-link-{}-title", kind.code()));
    let mut p = visit.page(title).private();
    p.canonical = "/login".into();
    let template = Open {
        p: &p,
        kind: kind.code(),
        faults,
        gestures: waiting,
        address: address::parse(&link.email).map_or_else(|_| String::new(), |a| a.masked()),
        name: name.unwrap_or_default(),
    };
    let response = visit.show_form(&template, faults.is_empty())?;
    Ok(hushed(response))
}

/// Uses a link up, for the purpose it was made for.
///
/// # Errors
/// What its purpose refuses.
pub async fn follow(visit: &mut Visit, token: &str, input: &Input) -> Result<Followed, Problem> {
    let Some((link, kind)) = found(visit, token).await? else {
        return stale(visit).map(Followed::Done);
    };
    if kind == Kind::Reset
        && let Some(text) = reset_fault(visit, &link, input).await?
    {
        let mut faults = Faults::new();
        faults.add("password", text);
        return draw(visit, &link, kind, &faults).await.map(Followed::Done);
    }
    let fresh = match kind {
        Kind::Reset => Some(passwords::hash_password(&visit.app, input.raw("password")).await?),
        _ => None,
    };
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if !links::consume(&mut tx, territory, token, visit.now).await? {
        drop(tx);
        return stale(visit).map(Followed::Done);
    }
    let first = match kind {
        Kind::Join => match join(visit, &mut tx, token, &link).await? {
            Some(first) => first,
            None => {
                visit.commit(tx).await?;
                return Ok(Followed::Done(visit.redirect("/join/asked")));
            }
        },
        Kind::Claim => claim(visit, &mut tx, &link).await?,
        Kind::Login => {
            let mut account = account(&mut tx, territory, &link).await?;
            proved(visit, &mut tx, &mut account).await?;
            enter::enter(visit, &mut tx, account).await?;
            false
        }
        Kind::Reset => {
            reset(visit, &mut tx, &link, fresh.as_deref()).await?;
            false
        }
        Kind::Email | Kind::EmailUndo | Kind::Stay | Kind::Prove => {
            let to = super::change::by_link(visit, &mut tx, &link, kind).await?;
            visit.commit(tx).await?;
            return Ok(Followed::Done(visit.redirect(&to)));
        }
    };
    invites::arrived(visit, &mut tx, first, &link.carried().next).await?;
    visit.commit(tx).await?;
    if let Some(detour) = before(visit, &link, input).await? {
        return Ok(Followed::Done(detour));
    }
    let kept = match link.gesture_id {
        Some(kept) => gestures::of_link(visit.db.get().await?, territory, kept, visit.now).await?,
        None => Vec::new(),
    };
    Ok(Followed::In(Confirmed {
        gestures: kept,
        first,
        next: link.carried().next,
    }))
}

/// The way of somebody who is not wholly in yet; what they would rather not do is given up first.
async fn before(visit: &mut Visit, link: &Link, input: &Input) -> Result<Option<Response>, Problem> {
    let Some(detour) = enter::detour(visit, &link.carried().next) else {
        return Ok(None);
    };
    if let Some(kept) = link.gesture_id.filter(|_| input.raw("keep") == "no") {
        for gesture in gestures::of_link(visit.db.get().await?, visit.territory.id, kept, visit.now).await? {
            gestures::done(visit, gesture.id, "").await?;
        }
    }
    Ok(Some(detour))
}

async fn account(tx: &mut Tx, territory: Id, link: &Link) -> Result<Account, Problem> {
    let person = link.person_id.ok_or(Problem::NotFound)?;
    rows::by_id(tx, territory, person).await?.ok_or(Problem::NotFound)
}

/// Makes the account of somebody who joins; true when there was none yet, nothing where they wait to be let in.
async fn join(visit: &mut Visit, tx: &mut Tx, token: &str, link: &Link) -> Result<Option<bool>, Problem> {
    let (app, territory) = (visit.app.clone(), visit.territory.clone());
    let carried = link.carried();
    let key = address::parse(&link.email).map_err(|_| Problem::NotFound)?.key();
    let known = rows::by_key(tx, territory.id, &key).await?;
    let first = known.is_none();
    let place = (&app, territory.id);
    let waits = first
        && territory.settings.entry == Entry::Request
        && !invites::works(tx, place, &carried.next, visit.now).await?;
    let person = match known {
        Some(account) => account.person_id,
        None => {
            let here = visit.gesture().map(ask::browser) == Some(carried.browser.clone());
            if waits {
                // What is said next is on the page they come to.
            } else if carried.password_hash.is_some() && !here {
                // Whoever asked may not be whoever reads this mail: their password is not taken over.
                visit.tell("accounts-welcome-no-password", &carried.name);
            } else {
                visit.tell("accounts-welcome", &carried.name);
            }
            let new = NewPerson {
                email: Some(link.email.clone()),
                password_hash: carried.password_hash.filter(|_| here),
                locale: carried.locale.clone(),
                state: if waits {
                    PersonState::Asked
                } else {
                    PersonState::Active
                },
                ..NewPerson::named(&carried.name, visit.now)
            };
            let person = create::create_person(tx, &app, &territory, new).await?;
            rows::accept_terms(tx, territory.id, person, (visit.now, link.created_at)).await?;
            let to = letters::To {
                address: &link.email,
                person: Some(person),
                locale: &carried.locale,
            };
            let (kind, path) = if waits {
                ("asked", "/")
            } else {
                ("welcome", "/ideas")
            };
            let url = format!("{}{path}", terreau_kit::page::base(&app, &territory));
            let letter = (kind, Some(url.as_str()));
            letters::post(tx, (&app, &territory), to, letter, &[("name", &carried.name)]).await?;
            if waits {
                entry::ask(tx, (territory.id, person), &carried.words, visit.now).await?;
            }
            person
        }
    };
    links::own(tx, territory.id, token, person).await?;
    if waits {
        return Ok(None);
    }
    let mut account = rows::by_id(tx, territory.id, person)
        .await?
        .ok_or(Problem::Broken)?;
    proved(visit, tx, &mut account).await?;
    enter::enter(visit, tx, account).await?;
    Ok(Some(first))
}

/// Gives somebody imported the account with which they take their words back.
async fn claim(visit: &mut Visit, tx: &mut Tx, link: &Link) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let person = link.person_id.ok_or(Problem::NotFound)?;
    create::claim(tx, visit, person).await?;
    let carried = link.carried();
    create::open_account(
        tx,
        territory,
        person,
        (&link.email, None),
        (&carried.locale, true, visit.now),
    )
    .await?;
    let account = account(tx, territory, link).await?;
    visit.tell("accounts-welcome", &account.name);
    enter::enter(visit, tx, account).await?;
    Ok(true)
}

async fn reset_fault(visit: &mut Visit, link: &Link, input: &Input) -> Result<Option<String>, Problem> {
    let territory = visit.territory.id;
    let person = link.person_id.ok_or(Problem::NotFound)?;
    let account = rows::by_id(visit.db.get().await?, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let own = [account.name.as_str(), account.email.as_str()];
    Ok(passwords::fault(
        &visit.tr,
        &visit.territory,
        input.raw("password"),
        &own,
    ))
}

/// A new password: every device is signed out, this one comes in.
async fn reset(visit: &mut Visit, tx: &mut Tx, link: &Link, hash: Option<&str>) -> Result<(), Problem> {
    let territory = visit.territory.id;
    let mut account = account(tx, territory, link).await?;
    let person = account.person_id;
    rows::set_password(tx, territory, person, hash).await?;
    links::void(tx, territory, person, Kind::Reset).await?;
    links::void(tx, territory, person, Kind::Login).await?;
    crate::kin::end_sessions(tx, territory, person, Id::nil()).await?;
    log::write(tx, visit, Some(person), "password-reset").await?;
    super::change::password_told(visit, tx, &account).await?;
    proved(visit, tx, &mut account).await?;
    visit.tell("accounts-password-set", "");
    enter::enter(visit, tx, account).await
}

/// Reading a letter proves the address of an account that a command made.
async fn proved(visit: &Visit, tx: &mut Tx, account: &mut Account) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, account.person_id);
    // A letter arrived: an address that refused them takes them again.
    rows::confirm(tx, territory, person, visit.now).await?;
    if account.state != PersonState::Unverified.code() {
        return Ok(());
    }
    let by = By {
        territory,
        person,
        actors: Actors::of(&[Actor::Author]),
        who: Some(person),
        at: visit.now,
    };
    life::shift(tx, &visit.app, by, "confirm", None).await?;
    rows::count(tx, territory, 1).await?;
    PersonState::Active.code().clone_into(&mut account.state);
    Ok(())
}
