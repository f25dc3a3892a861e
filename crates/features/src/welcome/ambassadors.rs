//! Naming ambassadors, and ending it: for administrators. For anybody else this page does not exist.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::Id,
    life::{Actors, Step},
    limits,
    time::Micros,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    life::AMBASSADOR,
    rows::{self, Ambassador, Listed},
};
use crate::people;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template)]
#[template(path = "welcome/ambassadors.html")]
struct List<'a> {
    p: &'a Page,
    typed: &'a Input,
    faults: &'a Faults,
    /// The slug of whose end cannot be taken so.
    wrong: String,
    rows: Vec<Listed>,
    next: String,
}

async fn draw(visit: &mut Visit, after: &str, (typed, faults): (&Input, &Faults), wrong: &str) -> Answer {
    let territory = visit.territory.id;
    let after = paging::position::<(Micros, Id)>(after).unwrap_or((i64::MIN, Id::nil()));
    let limit = i64::try_from(limits::ROWS_PAGE + 1).map_err(|_| Problem::Broken)?;
    let found = rows::list(visit.db.get().await?, territory, after, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |row| (row.created_at, row.person_id));
    let next = page.next.as_deref();
    let mut p = visit
        .page(visit.tr.t("welcome-ambassadors-title"))
        .at("admin")
        .private();
    p.section = visit.tr.t("nav-admin");
    let template = List {
        next: next.map_or_else(String::new, |next| format!("/admin/ambassadors?after={next}")),
        rows: page.rows,
        wrong: wrong.to_owned(),
        p: &p,
        typed,
        faults,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Who they are.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    draw(&mut visit, &asked.after, (&Input::default(), &Faults::new()), "").await
}

/// The slug of a member, also from the whole address of their page.
fn slug(typed: &str) -> &str {
    typed.rsplit('/').next().unwrap_or_default()
}

/// Names one.
pub async fn name(mut visit: Visit, input: Input) -> Answer {
    visit.administrator()?;
    let typed = input.line("slug");
    let mut faults = Faults::new();
    let found = match people::public(&mut visit, slug(&typed)).await {
        Ok(person) => Some(person).filter(|p| p.state == "active"),
        Err(Problem::NotFound) => None,
        Err(problem) => return Err(problem),
    };
    let Some(person) = found else {
        faults.add("slug", visit.tr.t("welcome-ambassadors-nobody"));
        return draw(&mut visit, "", (&input, &faults), "").await;
    };
    let (territory, now) = (visit.territory.id, visit.now);
    let known = rows::of(visit.db.get().await?, territory, person.id).await?;
    if known.is_some_and(|one| one.state == "active") {
        faults.add(
            "slug",
            visit.tr.v("welcome-ambassadors-already", "name", &person.name),
        );
        return draw(&mut visit, "", (&input, &faults), "").await;
    }
    let reason = input.text("reason");
    let reason = Some(reason.as_str()).filter(|r| !r.is_empty());
    let actors = steps::actors(&visit.viewer, None);
    let id = visit.app.ids.next();
    let mut tx = visit.begin().await?;
    if rows::insert(&mut tx, territory, (person.id, id), now).await? {
        let born = Step {
            name: "name",
            from: "",
            to: "active",
            by: actors,
            reason: reason.map(str::to_owned),
            effects: &[],
        };
        record(&visit, &mut tx, id, &born).await?;
    } else {
        let known = rows::of(&mut tx, territory, person.id)
            .await?
            .ok_or(Problem::Broken)?;
        turn(&visit, &mut tx, (person.id, &known), ("name", actors, reason)).await?;
    }
    visit.commit(tx).await?;
    visit.tell("welcome-named", &person.name);
    Ok(visit.redirect("/admin/ambassadors"))
}

/// Ends it, and says why.
pub async fn end(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    visit.administrator()?;
    let person = people::public(&mut visit, &slug).await?;
    let territory = visit.territory.id;
    let one = rows::of(visit.db.get().await?, territory, person.id).await?;
    let one = one.ok_or(Problem::NotFound)?;
    let reason = input.text("reason");
    let reason = Some(reason.as_str()).filter(|r| !r.is_empty());
    let actors = steps::actors(&visit.viewer, None);
    let mut tx = visit.begin().await?;
    match turn(&visit, &mut tx, (person.id, &one), ("end", actors, reason)).await {
        Err(Problem::Invalid(why)) => {
            drop(tx);
            let mut faults = Faults::new();
            faults.add(&format!("reason-{slug}"), visit.tr.t(why));
            return draw(&mut visit, "", (&input, &faults), &slug).await;
        }
        done => done?,
    }
    visit.commit(tx).await?;
    visit.tell("welcome-ended", &person.name);
    Ok(visit.redirect("/admin/ambassadors"))
}

/// Moves an ambassador along their life: the check, the row, its dated step.
pub async fn turn(
    visit: &Visit,
    tx: &mut Tx,
    (person, one): (Id, &Ambassador),
    (name, by, reason): (&str, Actors, Option<&str>),
) -> Result<(), Problem> {
    let elapsed = visit.now - one.created_at;
    let step = AMBASSADOR.attempt(&one.state, name, &by, elapsed, reason)?;
    let moved = (step.from, step.to);
    if !rows::shift(tx, (visit.territory.id, person), moved, visit.now).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    record(visit, tx, one.id, &step).await
}

async fn record(visit: &Visit, tx: &mut Tx, id: Id, step: &Step) -> Result<(), Problem> {
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: id,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    Ok(steps::record(tx, AMBASSADOR.object, step, taken).await?)
}
