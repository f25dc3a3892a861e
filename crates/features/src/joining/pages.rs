//! The desk.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, text,
    time::{DAY, Micros},
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    steps::noted,
    territory::Entry,
};

use super::rows;
use crate::{accounts, admin, territories};

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// Somebody who waits.
struct Line {
    short: String,
    face: Id,
    name: String,
    email: String,
    words: String,
    at: Micros,
    days: i64,
    /// What was typed to them, when it is shown again.
    typed: Option<String>,
}

#[derive(Template)]
#[template(path = "joining/show.html")]
struct Show<'a> {
    p: &'a Page,
    faults: &'a Faults,
    /// The rules, and the one in force.
    rules: Vec<(&'static str, bool)>,
    listed: bool,
    /// Only administrators change the rule.
    may: bool,
    lines: Vec<Line>,
    next: String,
    /// Where this page begins, to come back to.
    after: String,
    deep: bool,
}

async fn draw(visit: &mut Visit, after: &str, wrong: Option<(Id, &str)>, faults: &Faults) -> Answer {
    let (territory, now) = (visit.territory.clone(), visit.now);
    let position = paging::position::<(Micros, Id)>(after);
    let limit = i64::try_from(limits::ROWS_PAGE + 1).map_err(|_| Problem::Broken)?;
    let from = position.unwrap_or((0, Id::nil()));
    let found = rows::waiting(visit.db.get().await?, territory.id, from, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |row| (row.asked_at, row.id));
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |next| format!("/admin/joining?after={next}"));
    let line = |row: rows::Waiting| Line {
        short: id::short(row.id),
        face: row.id,
        typed: wrong.filter(|one| one.0 == row.id).map(|one| one.1.to_owned()),
        name: row.name,
        email: row.email,
        words: row.words,
        at: row.asked_at,
        days: (now - row.asked_at).div_euclid(DAY),
    };
    let rule = territory.settings.entry;
    let template = Show {
        faults,
        rules: Entry::ALL.map(|one| (one.code(), one == rule)).into(),
        listed: territory.settings.listed,
        may: visit.viewer.administers(),
        lines: page.rows.into_iter().map(line).collect(),
        next,
        after: after.to_owned(),
        deep: position.is_some(),
        p: &admin::page(visit, "joining-title"),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The rule, and who waits.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    draw(&mut visit, &asked.after, None, &Faults::new()).await
}

/// Changes the rule. Who waits already goes on waiting: each was promised an answer.
pub async fn set(mut visit: Visit, input: Input) -> Answer {
    visit.administrator()?;
    let (id, name) = (visit.territory.id, visit.territory.name.clone());
    let mut settings = visit.territory.settings.clone();
    settings.entry = Entry::from_code(input.raw("entry"));
    settings.listed = input.has("listed");
    let mut tx = visit.begin().await?;
    territories::set(&mut tx, id, &name, &settings, visit.now).await?;
    noted(&mut visit, &mut tx, "territory", id, "entry").await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("joining-set", "");
    Ok(visit.redirect("/admin/joining"))
}

/// Lets somebody in, or not.
pub async fn answer(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    visit.moderator()?;
    let person = id::parse_short(&short).ok_or(Problem::NotFound)?;
    let reason = text::ellipsis(input.text("reason").trim(), limits::REASON);
    let yes = input.raw("do") == "admit";
    if !yes && text::graphemes(&reason) < 10 {
        let mut faults = Faults::new();
        faults.add("reason", visit.tr.t("joining-reason-needed"));
        return draw(&mut visit, input.raw("after"), Some((person, &reason)), &faults).await;
    }
    let mut tx = visit.begin().await?;
    let given = Some(reason.as_str()).filter(|r| !r.is_empty());
    accounts::answer(&visit, &mut tx, person, given, yes).await?;
    visit.commit(tx).await?;
    visit.tell(
        if yes {
            "joining-admitted"
        } else {
            "joining-declined"
        },
        "",
    );
    Ok(visit.redirect("/admin/joining"))
}
