//! When somebody is free, how far they come, and who may know.

use askama::Template;
use terreau_kernel::time::Micros;
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::{
    relist::{hold, relist},
    rows,
    share::spread,
};
use crate::directory::fields::{REACHES, Slots, circle};
use crate::territories::Choice;

/// Most hours a month.
const HOURS: i64 = 200;

struct Row {
    day: String,
    /// Number of the half-day, key of its part, ticked.
    parts: Vec<(i64, String, bool)>,
}

#[derive(Template)]
#[template(path = "profile/free.html")]
struct Free<'a> {
    p: &'a Page,
    faults: &'a Faults,
    week: Vec<Row>,
    hours: String,
    from: String,
    until: String,
    reaches: Vec<Choice>,
    remote: bool,
    circle: i64,
}

/// The date of a moment as a date field writes it.
fn spell(at: Option<Micros>, visit: &Visit) -> String {
    at.map_or_else(String::new, |at| {
        terreau_kernel::locale::date_iso(at, visit.zone())
    })
}

async fn draw(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let profile = rows::profile(visit.db.get().await?, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let slots = Slots(input.map_or(profile.slots, ticked));
    let part = |day: i64, part: i64| {
        let number = day * Slots::PARTS + part;
        (number, format!("profile-part-{part}"), slots.has(day, part))
    };
    let week = (0..7).map(|day| Row {
        day: format!("profile-day-{day}"),
        parts: (0..Slots::PARTS).map(|p| part(day, p)).collect(),
    });
    let typed = |field: &str, kept: String| input.map_or(kept, |i| i.raw(field).to_owned());
    let reach = typed("reach", profile.reach.to_string());
    let reaches = REACHES.iter().map(|km| Choice {
        value: km.to_string(),
        label: visit.tr.t(&format!("profile-reach-{km}")),
        chosen: reach == km.to_string(),
    });
    let template = Free {
        faults,
        week: week.collect(),
        hours: typed("hours", profile.hours.map_or_else(String::new, |h| h.to_string())),
        from: typed("from", spell(profile.free_from, visit)),
        until: typed("until", spell(profile.free_until.map(|at| at - 1), visit)),
        reaches: reaches.collect(),
        remote: input.map_or(profile.remote, |i| i.has("remote")),
        circle: input.map_or(profile.circles().availability, |i| circle(i.raw("circle"))),
        p: &visit.page(visit.tr.t("profile-free-title")).at("me").private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The half-days that were ticked.
fn ticked(input: &Input) -> i64 {
    let numbers = input.every("slot").filter_map(|n| n.parse::<i64>().ok());
    numbers
        .filter(|n| (0..Slots::COUNT).contains(n))
        .fold(0, |all, n| all | (1 << n))
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, None, &Faults::new()).await
}

/// The bounds of a day that was typed.
fn day(visit: &Visit, input: &Input, field: &'static str, faults: &mut Faults) -> Option<(Micros, Micros)> {
    let typed = input.line(field);
    if typed.is_empty() {
        return None;
    }
    let read = terreau_kernel::locale::day_bounds(&typed, visit.zone());
    if read.is_none() {
        faults.add(field, visit.tr.t("profile-date-wrong"));
    }
    read
}

/// Takes the form.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/availability").await;
    }
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let mut faults = Faults::new();
    let hours = input.line("hours");
    let hours = (!hours.is_empty()).then(|| hours.parse::<i64>().unwrap_or(-1));
    faults.unless(hours.is_none_or(|h| (0..=HOURS).contains(&h)), "hours", || {
        visit.tr.n("profile-hours-wrong", HOURS)
    });
    let from = day(&visit, &input, "from", &mut faults).map(|bounds| bounds.0);
    // The last day counts whole.
    let until = day(&visit, &input, "until", &mut faults).map(|bounds| bounds.1);
    let ordered = from.zip(until).is_none_or(|(from, until)| from < until);
    faults.unless(ordered, "until", || visit.tr.t("profile-dates-wrong"));
    if !faults.is_empty() {
        return draw(&mut visit, Some(&input), &faults).await;
    }
    let reach = input.raw("reach").parse().unwrap_or(0);
    let mut tx = visit.begin().await?;
    let mut profile = hold(&mut tx, territory, person).await?;
    let mut circles = profile.circles();
    circles.availability = circle(input.raw("circle"));
    profile.set_circles(circles);
    profile.slots = ticked(&input);
    profile.hours = hours.filter(|h| *h > 0);
    profile.free_from = from;
    profile.free_until = until;
    profile.reach = REACHES.into_iter().find(|km| *km == reach).unwrap_or(0);
    profile.remote = input.has("remote");
    rows::save(&mut tx, territory, person, &profile, visit.now).await?;
    relist(&mut tx, territory, person, visit.now).await?;
    spread(&visit, &mut tx).await?;
    visit.commit(tx).await?;
    visit.tell("profile-free-saved", "");
    Ok(visit.redirect("/me/availability"))
}
