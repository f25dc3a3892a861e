//! « My invitations »: a link for whoever one meets, letters to one person each, what became of them.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    address::{self, Address},
    id::{self, Id},
    limits, text,
    time::Micros,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    limits::Act,
    mail,
    may::later,
    page,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Ambassador};
use crate::{
    accounts,
    invites::{self, Found, New, Said, Sent},
};

/// Letters of one person that wait for an answer at one time.
const WAITING: i64 = 20;
/// Letters of a word to somebody.
const NOTE: usize = 300;
/// From how many on it is told how many stayed: fewer would point at somebody.
pub const CROWD: i64 = 5;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template)]
#[template(path = "welcome/invitations.html")]
struct Mine<'a> {
    p: &'a Page,
    typed: &'a Input,
    faults: &'a Faults,
    link: Option<(Found, String)>,
    sent: Vec<Sent>,
    next: String,
    ambassador: Option<Ambassador>,
    came: i64,
    /// None while too few came.
    stayed: Option<i64>,
}

/// The viewer's ambassadorship, while it lasts.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn ambassador(visit: &mut Visit) -> Result<Option<Ambassador>, Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let found = rows::of(visit.db.get().await?, territory, person).await?;
    Ok(found.filter(|a| a.state == "active"))
}

/// The viewer's link, while it works.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor.
pub async fn link(visit: &mut Visit) -> Result<Option<(Found, String)>, Problem> {
    let (territory, person, now) = (visit.territory.id, visit.person()?.id, visit.now);
    let found = invites::link(visit.db.get().await?, territory, person).await?;
    let found = found.filter(|f| f.expires_at > now);
    let base = page::base(&visit.app, &visit.territory);
    Ok(found.map(|f| {
        let whole = format!("{base}{}", invites::path(&visit.app, f.id));
        (f, whole)
    }))
}

/// The page; with what was typed when it cannot be.
pub async fn draw(visit: &mut Visit, after: &str, (typed, faults): (&Input, &Faults)) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let ambassador = ambassador(visit).await?;
    let link = link(visit).await?;
    let after = paging::position::<(Micros, Id)>(after).unwrap_or((i64::MAX, Id::max()));
    let limit = i64::try_from(limits::PAGE + 1).map_err(|_| Problem::Broken)?;
    let db = visit.db.get().await?;
    let sent = invites::sent(db, (territory, person), after, limit).await?;
    let sent = Paged::cut(sent, limits::PAGE, |one| (one.created_at, one.id));
    let came = invites::came(db, territory, person).await?;
    let stayed = if ambassador.is_some() && came >= CROWD {
        Some(invites::stayed(db, territory, person).await?)
    } else {
        None
    };
    let next = sent.next.as_deref();
    let mut p = visit
        .page(visit.tr.t("welcome-invitations-title"))
        .at("me")
        .private();
    p.section = visit.tr.t("nav-me");
    let template = Mine {
        next: next.map_or_else(String::new, |next| format!("/me/invitations?after={next}")),
        p: &p,
        typed,
        faults,
        link,
        sent: sent.rows,
        ambassador,
        came,
        stayed,
    };
    visit.show_form(&template, faults.is_empty())
}

/// One's invitations.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    draw(&mut visit, &asked.after, (&Input::default(), &Faults::new())).await
}

/// Makes the link, unless there is one; one whose time is over makes room.
pub async fn make(mut visit: Visit, _: Input) -> Answer {
    let person = visit.writer()?.id;
    visit.count(Act::Gesture)?;
    let (territory, now) = (visit.territory.id, visit.now);
    let old = invites::link(visit.db.get().await?, territory, person).await?;
    let new = New {
        id: visit.app.ids.next(),
        person,
        kind: "link",
        name: "",
        email: "",
        at: now,
        until: now + invites::LINK,
    };
    let mut tx = visit.begin().await?;
    if let Some(old) = old.filter(|old| old.expires_at <= now) {
        invites::revoke(&visit, &mut tx, &old).await?;
    }
    invites::make(&mut tx, territory, &new).await?;
    visit.commit(tx).await?;
    Ok(visit.redirect("/me/invitations#link"))
}

/// Words that carry no address: what leaves in the name of the town leads nowhere else.
fn plain(typed: &str) -> bool {
    let folded = text::fold(typed);
    !["http:", "https:", "://", "www.", "@"]
        .iter()
        .any(|sign| folded.contains(sign))
}

/// What a form asks to be sent, if it is well formed.
fn read(visit: &Visit, input: &Input, faults: &mut Faults) -> Option<(String, Address, String)> {
    let (name, note) = (input.line("name"), input.text("note"));
    if let Some(key) = accounts::name_fault(&visit.territory, &name) {
        faults.add("name", visit.tr.t(key));
    } else {
        faults.unless(plain(&name), "name", || visit.tr.t("welcome-plain"));
    }
    let address = address::parse(input.raw("email")).ok();
    faults.unless(address.is_some(), "email", || visit.tr.t("welcome-email-wrong"));
    faults.unless(text::graphemes(&note) <= NOTE, "note", || {
        visit
            .tr
            .n("welcome-note-long", i64::try_from(NOTE).unwrap_or(300))
    });
    faults.unless(plain(&note), "note", || visit.tr.t("welcome-plain"));
    Some((name, address?, note)).filter(|_| faults.is_empty())
}

/// Sends a letter to one person.
pub async fn send(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/invitations").await;
    }
    let person = visit.writer()?.clone();
    let (territory, now) = (visit.territory.id, visit.now);
    let mut faults = Faults::new();
    let mut wait = None;
    let read = read(&visit, &input, &mut faults);
    if let Some((_, address, _)) = &read {
        let me = (territory, person.id);
        let (waiting, known) = invites::open(visit.db.get().await?, me, &address.key(), now).await?;
        faults.unless(waiting < WAITING, "email", || {
            visit.tr.n("welcome-letters-many", WAITING)
        });
        faults.unless(known == 0, "email", || visit.tr.t("welcome-letter-known"));
        if faults.is_empty() {
            wait = visit.hurried(Act::MailOut, "email", &mut faults);
        }
        if faults.is_empty() {
            // An address is spared, whoever invites it.
            let to = format!("to:{}", address.key());
            visit
                .app
                .limits
                .count(Act::MailOut, &[&to])
                .map_err(Problem::TooMany)?;
        }
    }
    let Some((name, address, note)) = read.filter(|_| faults.is_empty()) else {
        let shown = draw(&mut visit, "", (&input, &faults)).await?;
        return Ok(later(shown, wait));
    };
    let new = New {
        id: visit.app.ids.next(),
        person: person.id,
        kind: "mail",
        name: &name,
        email: &address.key(),
        at: now,
        until: now + invites::LETTER,
    };
    let said = Said {
        name: &name,
        email: address.as_str(),
        note: &note,
        path: &invites::path(&visit.app, new.id),
        until: new.until,
    };
    let letter = invites::letter(&visit, &person.name, &said);
    let mut tx = visit.begin().await?;
    invites::make(&mut tx, territory, &new).await?;
    mail::post(&mut tx, &visit.app, &visit.territory, &letter, now).await?;
    visit.commit(tx).await?;
    visit.tell("welcome-sent", &name);
    Ok(visit.redirect("/me/invitations"))
}

/// Takes one's invitation back.
pub async fn revoke(mut visit: Visit, Path(short): Path<String>, _: Input) -> Answer {
    let person = visit.person()?.id;
    let id = id::parse_short(&short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let found = invites::by_id(visit.db.get().await?, territory, id).await?;
    let found = found.filter(|f| f.person_id == person).ok_or(Problem::NotFound)?;
    let mut tx = visit.begin().await?;
    invites::revoke(&visit, &mut tx, &found).await?;
    visit.commit(tx).await?;
    visit.tell("welcome-revoked", "");
    Ok(visit.redirect("/me/invitations"))
}
