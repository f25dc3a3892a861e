//! The page of a handover, for the team of a body and for who keeps the place fair; for others there is none.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::id::Id;
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    problem::Answer,
    steps::{self, Past},
};

use super::{
    life::SILENCE,
    rows::{self, Handover},
};
use crate::{
    bodies::{self, Body},
    memberships::{self, Named, Part},
    people,
};

/// What a viewer is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// They belong to the body, with this part.
    Team(Part),
    /// They keep the place fair, and do not belong to it.
    Town,
}

#[derive(Template)]
#[template(path = "handover/show.html")]
struct Show<'a> {
    p: &'a Page,
    body: &'a Body,
    url: String,
    last: Option<Handover>,
    open: bool,
    past: Vec<Past>,
    /// Those who administer it, to write to.
    team: Vec<Named>,
    /// Those who could take over, for the town to choose from.
    others: Vec<Named>,
    silent: bool,
    /// Nobody administers it: the town names somebody at once.
    orphan: bool,
    leads: bool,
    town: bool,
    mine: bool,
    ripe: bool,
    back: bool,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

/// The body of an address and what the viewer is to it.
pub async fn gate(visit: &mut Visit, slug: &str) -> Result<(Body, Side), Problem> {
    visit.person()?;
    let territory = visit.territory.id;
    let found = bodies::named(visit.db.get().await?, territory, slug).await?;
    let there = found.filter(|b| b.kind != "town" && b.state != "left");
    let body = there.ok_or(Problem::NotFound)?;
    let mine = memberships::mine(visit, body.id).await?;
    match mine.and_then(|m| m.part()) {
        Some(part) => Ok((body, Side::Team(part))),
        None if visit.viewer.moderates() => Ok((body, Side::Town)),
        None => Err(Problem::NotFound),
    }
}

/// Where it stands, and what one may do.
pub async fn show(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let here = gate(&mut visit, &slug).await?;
    draw(&mut visit, &here, (&Input::default(), &Faults::new())).await
}

/// The page, with its form shown again.
pub async fn draw(
    visit: &mut Visit,
    (body, side): &(Body, Side),
    (typed, faults): (&Input, &Faults),
) -> Answer {
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let mut last = rows::latest(db, territory, body.id).await?;
    let since = last.as_ref().map_or(now, |one| one.created_at);
    let past = match &last {
        Some(one) => steps::history(db, territory, one.id).await?,
        None => Vec::new(),
    };
    let silent = rows::present(db, territory, body.id, now - SILENCE).await? == 0;
    let back = rows::present(db, territory, body.id, since).await? > 0;
    let members = memberships::members(db, territory, body.id).await?;
    let named = |mut m: Named| {
        m.name = people::shown_name(visit, &m.name, &m.person_state);
        m
    };
    let (team, others): (Vec<_>, Vec<_>) = members
        .into_iter()
        .map(named)
        .partition(|m| m.role == Part::Administrator.code());
    if let Some(one) = &mut last {
        one.name = people::shown_name(visit, &one.name, &one.person_state);
    }
    let open = last.as_ref().is_some_and(|one| one.state == "asked");
    let mut p = visit.page(visit.tr.t("handover-title")).at("me").private();
    p.section = body.name.clone();
    let template = Show {
        p: &p,
        body,
        url: format!("/organisations/{}", body.slug),
        open,
        past,
        orphan: team.is_empty(),
        team,
        others,
        silent,
        leads: *side == Side::Team(Part::Administrator),
        town: *side == Side::Town,
        mine: open && last.as_ref().map(|one| one.person_id) == visit.viewer.id(),
        ripe: last.as_ref().is_some_and(|one| now >= one.due),
        back,
        last,
        typed,
        faults,
        wrong: faults.count(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// Who a form names.
pub fn chosen(input: &Input) -> Option<Id> {
    terreau_kernel::id::parse_short(input.raw("member"))
}
