//! The members of a body: their list, asking to belong, leaving, and what who answers for it decides of them.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    life::{Actor, Actors},
    limits, text,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    limits::Act,
    paging::{self, Paged},
    problem::Answer,
};

use super::{
    Team, lead,
    life::Part,
    moves::{By, Moving, begin, turn},
    rows::{self, Invitation, Membership, Named},
    team,
};
use terreau_store::Tx;

use crate::{
    bodies::{self, Said, tell},
    people,
};

#[derive(Template)]
#[template(path = "memberships/members.html")]
struct List<'a> {
    p: &'a Page,
    t: &'a Team,
    url: String,
    members: Paged<Named>,
    asked: Vec<Named>,
    invitations: Vec<Invitation>,
    next: String,
    parts: [Part; 3],
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
    /// Somebody asks to take over: the notice ends then.
    handed: Option<terreau_kernel::time::Micros>,
}

#[derive(Template)]
#[template(path = "memberships/member.html")]
struct One<'a> {
    p: &'a Page,
    t: &'a Team,
    url: String,
    m: &'a Named,
    parts: [Part; 3],
    own: bool,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// The members of a body, for its members.
pub async fn list(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let team = team(&mut visit, &slug).await?;
    draw(
        &mut visit,
        &team,
        (&Input::default(), &Faults::new()),
        &asked.after,
    )
    .await
}

/// The list, with a form of it shown again.
pub async fn draw(visit: &mut Visit, team: &Team, (typed, faults): (&Input, &Faults), after: &str) -> Answer {
    let here = (visit.territory.id, team.body.id);
    let first = (i64::MIN, Id::nil());
    let after = paging::position(after).unwrap_or(first);
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let now = visit.now;
    let db = visit.db.get().await?;
    let found = rows::list(db, here, "active", after, limit).await?;
    let (asked, invitations) = if team.leads() {
        (
            rows::list(db, here, "asked", first, 50).await?,
            rows::invitations(db, here.0, here.1, now).await?,
        )
    } else {
        Default::default()
    };
    let handed = rows::handed(db, here.0, here.1).await?;
    let named = |mut m: Named| {
        m.name = people::shown_name(visit, &m.name, &m.person_state);
        m
    };
    let members = Paged::cut(found, limits::ROWS_PAGE, |m| (m.created_at, m.id)).map(named);
    let url = format!("/organisations/{}", team.body.slug);
    let next = members.next.as_deref();
    let mut p = visit.page(visit.tr.t("memberships-title")).at("me").private();
    p.section = team.body.name.clone();
    let template = List {
        p: &p,
        t: team,
        next: next.map_or_else(String::new, |next| format!("{url}/members?after={next}")),
        url,
        members,
        asked,
        invitations,
        parts: Part::ALL,
        typed,
        faults,
        wrong: faults.count(),
        handed,
    };
    visit.show_form(&template, faults.is_empty())
}

/// A bounded text of a form.
fn words(visit: &Visit, input: &Input, name: &str, faults: &mut Faults) -> String {
    let words = input.text(name);
    faults.unless(text::graphemes(&words) <= limits::REASON, name, || {
        visit.tr.t("memberships-words-long")
    });
    words
}

/// Asks to belong to a body, or takes that back.
pub async fn ask(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let person = visit.writer()?.clone();
    visit.count(Act::Gesture)?;
    let territory = visit.territory.id;
    let found = bodies::named(visit.db.get().await?, territory, &slug).await?;
    let open = found.filter(|b| b.kind != "town" && matches!(b.state.as_str(), "verified" | "flagged"));
    let body = open.ok_or(Problem::NotFound)?;
    let url = format!("/organisations/{}", body.slug);
    let message = words(&visit, &input, "message", &mut Faults::new());
    let message = text::ellipsis(&message, limits::REASON);
    let mut tx = visit.begin().await?;
    rows::hold(&mut tx, territory, body.id).await?;
    let mine = rows::mine(&mut tx, territory, body.id, person.id).await?;
    let by = By::viewer(&visit);
    let moving = |name: &'static str| Moving {
        name,
        by: Actors::of(&[Actor::Author]),
        part: Part::Member,
        reason: None,
        message: &message,
    };
    if input.has("back") {
        let mine = mine.ok_or(Problem::NotFound)?;
        turn(&mut tx, &visit.app, by, &mine, moving("withdraw")).await?;
        visit.commit(tx).await?;
        visit.tell("memberships-withdrawn", &body.name);
        return Ok(visit.redirect(&url));
    }
    match mine {
        Some(mine) if mine.state == "asked" => {
            tx.commit().await?;
            return Ok(visit.redirect(&url));
        }
        Some(mine) if mine.state == "removed" => return Err(Problem::Refused("memberships-removed")),
        Some(mine) => drop(turn(&mut tx, &visit.app, by, &mine, moving("ask")).await?),
        None => {
            let new = rows::New {
                id: visit.app.ids.next(),
                body: body.id,
                person: person.id,
                part: Part::Member,
                state: "asked",
                shown: false,
                message: &message,
                at: visit.now,
            };
            begin(&mut tx, &visit.app, by, &new, "ask").await?;
        }
    }
    let to = rows::leads(&mut tx, territory, body.id, Part::Administrator).await?;
    let said = Said {
        key: "memberships-mail-asked",
        who: &person.name,
        reason: &message,
        path: &format!("{url}/members"),
        ..Said::default()
    };
    tell(&mut tx, (&visit.app, &visit.territory), &to, &body, &said).await?;
    visit.commit(tx).await?;
    visit.tell("memberships-asked-done", &body.name);
    Ok(visit.redirect(&url))
}

/// What a member decides of themselves: to be named on the page, or to leave.
pub async fn me(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let team = team(&mut visit, &slug).await?;
    let (territory, body, person) = (visit.territory.id, team.body.id, team.mine.person_id);
    let url = format!("/organisations/{}/members", team.body.slug);
    let mut tx = visit.begin().await?;
    if !input.has("leave") {
        rows::show(&mut tx, territory, (body, person), input.has("shown")).await?;
        visit
            .happened(&mut tx, "membership-changed", body, Some(person), None)
            .await?;
        visit.commit(tx).await?;
        visit.tell("memberships-shown-kept", "");
        return Ok(visit.redirect(&url));
    }
    rows::hold(&mut tx, territory, body).await?;
    if team.leads() && rows::others(&mut tx, territory, body, person).await? == 0 {
        drop(tx);
        let mut faults = Faults::new();
        faults.add("leave", visit.tr.t("memberships-last"));
        return draw(&mut visit, &team, (&Input::default(), &faults), "").await;
    }
    let mine = rows::mine(&mut tx, territory, body, person).await?;
    let mine = mine.ok_or(Problem::NotFound)?;
    let moving = Moving {
        name: "leave",
        by: Actors::of(&[Actor::Author]),
        part: Part::Member,
        reason: None,
        message: "",
    };
    turn(&mut tx, &visit.app, By::viewer(&visit), &mine, moving).await?;
    let name = visit.person()?.name.clone();
    let to = rows::leads(&mut tx, territory, body, Part::Administrator).await?;
    let said = Said {
        key: "memberships-mail-left",
        who: &name,
        path: &url,
        ..Said::default()
    };
    tell(&mut tx, (&visit.app, &visit.territory), &to, &team.body, &said).await?;
    visit
        .happened(&mut tx, "membership-changed", body, Some(person), None)
        .await?;
    visit.commit(tx).await?;
    visit.tell("memberships-left", &team.body.name);
    Ok(visit.redirect("/me"))
}

async fn other(visit: &mut Visit, slug: &str, short: &str) -> Result<(Team, Named), Problem> {
    let team = lead(visit, slug).await?;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let found = rows::named(visit.db.get().await?, territory, team.body.id, id).await?;
    let there = found.filter(|m| matches!(m.state.as_str(), "active" | "asked"));
    let mut m = there.ok_or(Problem::NotFound)?;
    m.name = people::shown_name(visit, &m.name, &m.person_state);
    Ok((team, m))
}

/// One member, or somebody who asks to be one, for who answers for the body.
pub async fn show(mut visit: Visit, Path((slug, short)): Path<(String, String)>) -> Answer {
    let (team, m) = other(&mut visit, &slug, &short).await?;
    draw_one(&mut visit, (&team, &m), (&Input::default(), &Faults::new()))
}

fn draw_one(visit: &mut Visit, (t, m): (&Team, &Named), (typed, faults): (&Input, &Faults)) -> Answer {
    let mut p = visit.page(m.name.clone()).at("me").private();
    p.section = t.body.name.clone();
    let template = One {
        p: &p,
        t,
        url: format!("/organisations/{}", t.body.slug),
        own: m.person_id == t.mine.person_id,
        m,
        parts: Part::ALL,
        typed,
        faults,
        wrong: faults.count(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// A membership as it stands now that nobody else changes it.
async fn again(tx: &mut Tx, territory: Id, m: &Named, body: Id) -> Result<Membership, Problem> {
    let found = rows::by_id(tx, territory, body, m.id).await?;
    found.ok_or(Problem::NotFound)
}

/// Takes in, declines, gives another part, or takes out.
pub async fn decide(mut visit: Visit, Path((slug, short)): Path<(String, String)>, input: Input) -> Answer {
    let (team, m) = other(&mut visit, &slug, &short).await?;
    visit.writer()?;
    let (name, key) = match input.raw("do") {
        "accept" => ("accept", "memberships-mail-accepted"),
        "decline" => ("decline", "memberships-mail-declined"),
        "remove" => ("remove", "memberships-mail-removed"),
        "role" => ("change_role", "memberships-mail-role"),
        _ => return Err(Problem::Invalid("form-unreadable")),
    };
    let mut faults = Faults::new();
    let reason = words(&visit, &input, "reason", &mut faults);
    faults.unless(name != "remove" || !reason.is_empty(), "reason", || {
        visit.tr.t("memberships-reason-missing")
    });
    let part = match name {
        "change_role" | "accept" => Part::known(input.raw("role")),
        _ => Some(Part::from_code(&m.role)),
    };
    faults.unless(part.is_some(), "role", || visit.tr.t("memberships-part-missing"));
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    rows::hold(&mut tx, territory, team.body.id).await?;
    // The viewer may have lost their own part while this waited.
    let me = rows::mine(&mut tx, territory, team.body.id, team.mine.person_id).await?;
    if me.and_then(|m| m.part()) != Some(Part::Administrator) {
        return Err(Problem::NotFound);
    }
    let ends = name == "remove" || name == "change_role" && part != Some(Part::Administrator);
    if ends && rows::others(&mut tx, territory, team.body.id, m.person_id).await? == 0 {
        faults.add("role", visit.tr.t("memberships-last"));
    }
    let (Some(part), true) = (part, faults.is_empty()) else {
        drop(tx);
        return draw_one(&mut visit, (&team, &m), (&input, &faults));
    };
    let now = again(&mut tx, territory, &m, team.body.id).await?;
    let moving = Moving {
        name,
        by: Actors::of(&[Actor::Lead]),
        part,
        reason: Some(&reason),
        // What they said is read while they wait, and kept no longer.
        message: "",
    };
    turn(&mut tx, &visit.app, By::viewer(&visit), &now, moving).await?;
    let url = format!("/organisations/{}", team.body.slug);
    let to = rows::address(&mut tx, territory, m.person_id).await?;
    let said = Said {
        key,
        who: &visit.person()?.name.clone(),
        part: part.code(),
        reason: &reason,
        path: &url,
    };
    tell(&mut tx, (&visit.app, &visit.territory), &to, &team.body, &said).await?;
    visit
        .happened(
            &mut tx,
            "membership-changed",
            team.body.id,
            Some(m.person_id),
            None,
        )
        .await?;
    visit.commit(tx).await?;
    visit.tell("memberships-decided", &m.name);
    let still = m.person_id != team.mine.person_id || part == Part::Administrator;
    Ok(visit.redirect(&if still { format!("{url}/members") } else { url }))
}
