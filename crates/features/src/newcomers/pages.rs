//! Who is new, and whose limits moderators lift or hold.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, text,
    time::Micros,
};
use terreau_kit::{
    Input, Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    steps::{self, Taken},
};

use super::{
    life::NEWCOMER,
    rows::{self, Arrived, Decided},
    rule::{LATE, Standing},
};

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// Somebody in the list.
struct Line {
    short: String,
    slug: String,
    name: String,
    face: Id,
    joined: Micros,
    words: i64,
    /// `new`, `known`, `lifted`, `held`.
    state: &'static str,
    reason: String,
    until: Option<Micros>,
}

#[derive(Template)]
#[template(path = "newcomers/list.html")]
struct List<'a> {
    p: &'a Page,
    held: Vec<Line>,
    lines: Vec<Line>,
    next: String,
    deep: bool,
}

fn line(visit: &Visit, row: Arrived) -> Line {
    let facts = super::facts(row.joined_at, row.words, "member", row.decision.as_deref());
    let standing = facts.at(visit.now);
    let state = match (row.decision.as_deref(), standing) {
        (Some("lifted"), _) => "lifted",
        (Some("held"), _) => "held",
        (_, Standing::Known) => "known",
        (_, Standing::New { .. }) => "new",
    };
    let until = match standing {
        Standing::New { until, .. } => until,
        Standing::Known => None,
    };
    Line {
        short: id::short(row.id),
        slug: row.slug,
        name: row.name,
        face: row.id,
        joined: row.joined_at,
        words: row.words,
        reason: row.reason.unwrap_or_default(),
        state,
        until,
    }
}

/// Who came lately, the latest first, and before them those whose limits are held.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let (territory, since) = (visit.territory.id, visit.now - LATE);
    let position = paging::position::<(Micros, Id)>(&asked.after);
    let before = position.unwrap_or((i64::MAX, Id::max()));
    let limit = i64::try_from(limits::ROWS_PAGE + 1).map_err(|_| Problem::Broken)?;
    let db = visit.db.get().await?;
    let held = if position.is_none() {
        rows::held(db, territory).await?
    } else {
        Vec::new()
    };
    let found = rows::arrived(db, territory, since, before, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |row| (row.joined_at, row.id));
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |next| format!("/admin/newcomers?after={next}"));
    let lines = page
        .rows
        .into_iter()
        .filter(|row| row.decision.as_deref() != Some("held"));
    let lines = lines.map(|row| line(&visit, row)).collect();
    let held = held.into_iter().map(|row| line(&visit, row)).collect();
    let mut p = visit.page(visit.tr.t("newcomers-title")).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    visit.show(&List {
        p: &p,
        held,
        lines,
        next,
        deep: position.is_some(),
    })
}

/// Lifts or holds the limits of somebody.
pub async fn decide(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    visit.moderator()?;
    let person = id::parse_short(&short).ok_or(Problem::NotFound)?;
    let (territory, now) = (visit.territory.id, visit.now);
    let reason = text::ellipsis(&input.text("reason"), limits::REASON);
    let given = Some(reason.trim()).filter(|r| !r.is_empty());
    let mut tx = visit.begin().await?;
    let found = rows::facts(&mut tx, territory, person).await?;
    let (_, from, known) = found.ok_or(Problem::NotFound)?;
    let actors = steps::actors(&visit.viewer, None);
    let name = if input.raw("do") == "hold" {
        "hold"
    } else {
        "release"
    };
    let step = NEWCOMER.attempt(&from, name, &actors, 0, given)?;
    let decided = Decided {
        person,
        id: known.unwrap_or_else(|| visit.app.ids.next()),
        from: &from,
        to: step.to,
        reason: &reason,
        by: visit.viewer.id(),
        at: now,
    };
    if !rows::decide(&mut tx, territory, &decided).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: decided.id,
        person: decided.by,
        body: None,
        at: now,
    };
    steps::record(&mut tx, NEWCOMER.object, &step, taken).await?;
    visit.commit(tx).await?;
    visit.tell(
        if step.to == "held" {
            "newcomers-held"
        } else {
            "newcomers-lifted"
        },
        "",
    );
    Ok(visit.redirect("/admin/newcomers"))
}
