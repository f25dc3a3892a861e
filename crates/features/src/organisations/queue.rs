//! What waits to be verified, the longest first, and the decision on one, for who keeps the place fair.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    legal, limits, text,
    time::{DAY, Micros},
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    steps::{self, Past},
};

use super::{
    life::{Kind, ORGANISATION},
    rows::{self, Listed, Organisation},
    write::turn,
};
use crate::{
    bodies::{self, Body, Said},
    memberships::{self, Named},
    people,
};

/// What an address of the queue may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
}

/// The lists of the desk; the last shows those nobody answers for.
const STATES: [&str; 5] = ["pending", "flagged", "verified", "left", "orphan"];
/// Who waits longer is shown as late.
const LATE: Micros = 5 * DAY;

#[derive(Template)]
#[template(path = "organisations/queue.html")]
struct Queue<'a> {
    p: &'a Page,
    state: &'static str,
    states: [&'static str; 5],
    lines: Vec<(Listed, bool)>,
    next: String,
}

#[derive(Template)]
#[template(path = "organisations/decide.html")]
struct Decide<'a> {
    p: &'a Page,
    o: &'a Organisation,
    siret: String,
    zones: Vec<String>,
    doubles: Vec<Listed>,
    members: Vec<Named>,
    orphan: bool,
    past: Vec<Past>,
    moves: Vec<&'static str>,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

/// What waits, the longest first.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let territory = visit.territory.id;
    let state = STATES
        .into_iter()
        .find(|s| *s == asked.state)
        .unwrap_or(STATES[0]);
    let after = paging::position(&asked.after).unwrap_or((i64::MIN, Id::nil()));
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let of = (state != "orphan").then_some(state);
    let found = rows::queue(visit.db.get().await?, territory, of, after, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |o| (o.since, o.id));
    let next = page.next.as_deref();
    let next = next.map(|after| format!("/admin/organisations?state={state}&after={after}"));
    let late = |o: &Listed| state == "pending" && visit.now - o.since > LATE;
    let lines = page
        .rows
        .into_iter()
        .map(|o| (late(&o), o))
        .map(|(late, o)| (o, late));
    let lines = lines.collect();
    let p = visit
        .page(visit.tr.t("organisations-queue"))
        .at("admin")
        .private();
    visit.show(&Queue {
        p: &p,
        state,
        states: STATES,
        lines,
        next: next.unwrap_or_default(),
    })
}

async fn one(visit: &mut Visit, short: &str) -> Result<Organisation, Problem> {
    visit.moderator()?;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let found = rows::by_id(visit.db.get().await?, territory, id).await?;
    found.filter(|o| o.kind() != Kind::Town).ok_or(Problem::NotFound)
}

/// One organisation, with everything that helps to decide.
pub async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let o = one(&mut visit, &short).await?;
    draw(&mut visit, &o, (&Input::default(), &Faults::new())).await
}

async fn draw(visit: &mut Visit, o: &Organisation, (typed, faults): (&Input, &Faults)) -> Answer {
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    let doubles = rows::doubles(db, territory, o).await?;
    let zones = rows::zones(db, territory, o.id).await?;
    let past = steps::history(db, territory, o.id).await?;
    let mut members = memberships::members(db, territory, o.id).await?;
    for member in &mut members {
        member.name = people::shown_name(visit, &member.name, &member.person_state);
    }
    let actors = steps::actors(&visit.viewer, None);
    let moves = ORGANISATION.possible(&o.state, &actors, 0);
    let zones = zones.iter().filter_map(|id| visit.territory.zone(*id));
    let zones = zones.map(|zone| zone.name.clone()).collect();
    let mut p = visit.page(o.name.clone()).at("admin").private();
    p.section = visit.tr.t("organisations-queue");
    let template = Decide {
        siret: legal::siret_shown(&o.siret),
        orphan: o.state != "left" && members.iter().all(|m| m.role != "administrator"),
        moves: moves.into_iter().map(|each| each.name).collect(),
        wrong: faults.count(),
        p: &p,
        o,
        zones,
        doubles,
        members,
        past,
        typed,
        faults,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Verifies, asks for changes, flags, lifts, closes, or gives a body nobody answers for to one of its members.
pub async fn decide(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let o = one(&mut visit, &short).await?;
    visit.writer()?;
    let url = format!("/admin/organisations/{}", id::short(o.id));
    if input.has("appoint") {
        return appoint(visit, &o, &input).await;
    }
    let actors = steps::actors(&visit.viewer, None);
    let mine = memberships::mine(&mut visit, o.id).await?;
    if mine.is_some_and(|m| m.part().is_some()) {
        return Err(Problem::Refused("organisations-own"));
    }
    let known = ORGANISATION
        .moves
        .iter()
        .find(|each| each.name == input.raw("do"));
    let mut faults = Faults::new();
    faults.unless(known.is_some(), "do", || visit.tr.t("organisations-do-missing"));
    let reason = input.text("reason");
    faults.unless(text::graphemes(&reason) <= limits::REASON, "reason", || {
        visit.tr.t("memberships-words-long")
    });
    let needs = known.is_some_and(|each| each.reason == terreau_kernel::life::Reason::Required);
    faults.unless(!needs || text::graphemes(&reason) >= 10, "reason", || {
        visit.tr.t("organisations-reason-missing")
    });
    let (Some(known), true) = (known, faults.is_empty()) else {
        return draw(&mut visit, &o, (&input, &faults)).await;
    };
    let seen = input.raw("seen").parse().unwrap_or(o.updated_at);
    let mut tx = visit.begin().await?;
    let step = turn(&visit, &mut tx, &o, (known.name, seen), (actors, &reason)).await?;
    let key = match step.name {
        "verify" => "organisations-mail-verify",
        "ask_changes" => "organisations-mail-changes",
        "flag" => "organisations-mail-flag",
        "lift" => "organisations-mail-lift",
        "reopen" => "organisations-mail-reopen",
        _ => "organisations-mail-leave",
    };
    let to = memberships::leads(&mut tx, visit.territory.id, o.id).await?;
    let said = Said {
        key,
        who: &visit.territory.name.clone(),
        reason: step.reason.as_deref().unwrap_or_default(),
        path: &o.url(),
        ..Said::default()
    };
    bodies::tell(&mut tx, (&visit.app, &visit.territory), &to, &body(&o), &said).await?;
    visit.commit(tx).await?;
    // The seal and the name stand among what every page knows of its territory.
    visit.app.reload().await?;
    visit.tell("organisations-decided", &o.name);
    let there = if step.from == "pending" {
        "/admin/organisations"
    } else {
        &url
    };
    Ok(visit.redirect(there))
}

fn body(o: &Organisation) -> Body {
    Body {
        id: o.id,
        slug: o.slug.clone(),
        name: o.name.clone(),
        kind: o.kind.clone(),
        state: o.state.clone(),
    }
}

async fn appoint(mut visit: Visit, o: &Organisation, input: &Input) -> Answer {
    let chosen = id::parse_short(input.raw("member"));
    let mut faults = Faults::new();
    faults.unless(chosen.is_some(), "member", || {
        visit.tr.t("organisations-member-missing")
    });
    let Some(chosen) = chosen else {
        return draw(&mut visit, o, (input, &faults)).await;
    };
    let mut tx = visit.begin().await?;
    let person = memberships::appoint(&visit, &mut tx, o.id, chosen).await?;
    let mut to = memberships::leads(&mut tx, visit.territory.id, o.id).await?;
    to.retain(|one| one.person_id == person);
    let said = Said {
        key: "memberships-mail-appointed",
        path: &o.url(),
        ..Said::default()
    };
    bodies::tell(&mut tx, (&visit.app, &visit.territory), &to, &body(o), &said).await?;
    visit
        .happened(&mut tx, "membership-changed", o.id, Some(person), None)
        .await?;
    visit.commit(tx).await?;
    visit.tell("organisations-appointed", "");
    Ok(visit.redirect(&format!("/admin/organisations/{}", id::short(o.id))))
}
