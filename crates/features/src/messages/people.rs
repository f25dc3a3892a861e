//! Who is in a group, and adding somebody.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::id::Id;
use terreau_kit::{Faults, Input, Page, Problem, Visit, may::later, problem::Answer};

use super::{
    counted,
    new::{chosen, meant},
};
use crate::conversations::{self, GROUP, May, PlaceState, Side, Somebody, Talk};

#[derive(Template)]
#[template(path = "messages/people.html")]
struct People<'a> {
    p: &'a Page,
    url: String,
    there: Vec<(String, bool)>,
    full: bool,
    chosen: &'a [Somebody],
    found: &'a [Somebody],
    looked: bool,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

async fn group(visit: &mut Visit, short: &str) -> Result<Talk, Problem> {
    let talk = conversations::opened(visit, short).await?;
    if talk.row.kind == "group" && talk.side == Side::Own(PlaceState::Accepted) {
        Ok(talk)
    } else {
        Err(Problem::NotFound)
    }
}

fn draw(
    visit: &mut Visit,
    talk: &Talk,
    (chosen, found): (&[Somebody], &[Somebody]),
    (typed, faults): (&Input, &Faults),
) -> Answer {
    let there = talk
        .places
        .iter()
        .filter(|p| matches!(p.state.as_str(), "accepted" | "waiting"))
        .map(|p| {
            let name = conversations::named(visit, Some(&p.name), Some(&p.person_state));
            (name, p.state == "waiting")
        })
        .collect();
    let mut p = visit.page(visit.tr.t("messages-people-title")).at("me").private();
    p.section = visit.tr.t("messages-title");
    let template = People {
        p: &p,
        url: talk.url(),
        there,
        full: talk.count() >= GROUP,
        chosen,
        found,
        looked: typed.has("find"),
        typed,
        faults,
        wrong: faults.count(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// Who is in it.
pub async fn form(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let talk = group(&mut visit, &short).await?;
    draw(&mut visit, &talk, (&[], &[]), (&Input::default(), &Faults::new()))
}

/// Looks for people, or adds those chosen.
pub async fn add(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = group(&mut visit, &short).await?;
    visit.writer()?;
    let slugs: Vec<&str> = input.every("to").collect();
    let mut chosen = chosen(&mut visit, slugs.into_iter()).await?;
    let fresh = |one: &Somebody| {
        let place = talk.places.iter().find(|p| p.person_id == one.id);
        place.is_none_or(|p| p.state == "left")
    };
    chosen.retain(fresh);
    let mut faults = Faults::new();
    if input.has("find") {
        let mut found = meant(&mut visit, input.raw("who")).await?;
        found.retain(|one| fresh(one) && chosen.iter().all(|other| other.id != one.id));
        return draw(&mut visit, &talk, (&chosen, &found), (&input, &faults));
    }
    faults.unless(!chosen.is_empty(), "who", || visit.tr.t("messages-who-missing"));
    faults.unless(talk.count() + chosen.len() <= GROUP, "who", || {
        visit.tr.t("conversations-many")
    });
    let (territory, mut strangers) = (visit.territory.id, 0);
    for one in &chosen {
        match conversations::may_write(visit.db.get().await?, territory, talk.viewer, one.id).await? {
            May::Freely => {}
            May::Asking => strangers += 1,
            May::No => faults.add("who", visit.tr.v("messages-cannot-add", "name", &one.name)),
        }
    }
    let mut wait = None;
    if faults.is_empty() {
        wait = counted(&mut visit, strangers, &mut faults).await?;
    }
    if !faults.is_empty() {
        let answer = draw(&mut visit, &talk, (&chosen, &[]), (&input, &faults))?;
        return Ok(later(answer, wait));
    }
    let people: Vec<Id> = chosen.iter().map(|one| one.id).collect();
    conversations::add(&mut visit, &talk, &people).await?;
    visit.tell("messages-added", "");
    Ok(visit.redirect(&talk.url()))
}
