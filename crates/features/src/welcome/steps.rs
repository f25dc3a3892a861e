//! The three steps: where, what one cares about, what one could offer. Each may be passed over, gone back from and
//! taken up again; the page after them is the first.

use askama::Template;
use axum::extract::{Path, Query};
use terreau_kernel::id::Id;
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer};

use super::{
    cares, first,
    offers::{self, Browsed},
};
use crate::{
    invites, profile,
    territories::{self, Choice},
};

/// More quarters than this are offered in a select.
const CARDS: usize = 12;

/// One of the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Where one lives.
    Where,
    /// What one cares about.
    Cares,
    /// What one could offer.
    Offers,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Where, Self::Cares, Self::Offers];
    /// How many there are.
    pub const COUNT: i64 = 3;

    /// The word in its address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::Cares => "cares",
            Self::Offers => "offers",
        }
    }

    /// Its place, from 1.
    pub fn number(self) -> i64 {
        match self {
            Self::Where => 1,
            Self::Cares => 2,
            Self::Offers => 3,
        }
    }

    fn of(code: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|step| step.code() == code);
        found.ok_or(Problem::NotFound)
    }

    fn url(number: i64) -> &'static str {
        match number {
            ..=1 => "/welcome/where",
            2 => "/welcome/cares",
            3 => "/welcome/offers",
            _ => "/welcome/done",
        }
    }

    /// Where each step stands for a page of this one: its code, and `done`, `now` or nothing.
    pub fn stages(self) -> [(&'static str, &'static str); 3] {
        Self::ALL.map(|step| {
            let state = match step.number().cmp(&self.number()) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "",
            };
            (step.code(), state)
        })
    }

    /// The page of this step.
    pub fn page(self, visit: &mut Visit) -> Page {
        let title = visit.tr.t(&format!("welcome-{}-title", self.code()));
        let mut p = visit.page(title).private();
        p.section = visit.tr.t("welcome-title");
        p
    }
}

#[derive(Template)]
#[template(path = "welcome/where.html")]
struct Where<'a> {
    p: &'a Page,
    step: Step,
    faults: &'a Faults,
    zones: Vec<Choice>,
    cards: bool,
}

impl Where<'_> {
    /// One of the quarters is chosen.
    fn placed(&self) -> bool {
        self.zones.iter().any(|zone| zone.chosen)
    }
}

async fn draw_where(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let begun = profile::begun(visit).await?;
    let own = begun.zone.and_then(|id| visit.territory.zone(id));
    let chosen = input.map_or_else(
        || own.map_or(String::new(), |z| z.slug.clone()),
        |i| i.raw("zone").to_owned(),
    );
    let zones = territories::zones(visit, &chosen);
    let template = Where {
        p: &Step::Where.page(visit),
        step: Step::Where,
        faults,
        cards: zones.len() <= CARDS,
        zones,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Goes on where a newcomer stopped; who saw everything sees their first page.
pub async fn go_on(mut visit: Visit) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let arrival = invites::arrival(visit.db.get().await?, territory, person).await?;
    let to = Step::url(arrival.map_or(1, |a| a.step + 1));
    Ok(visit.redirect(to))
}

/// They would rather not be shown around: the line on their page goes.
pub async fn aside(mut visit: Visit, _: Input) -> Answer {
    let (territory, person, now) = (visit.territory.id, visit.person()?.id, visit.now);
    let mut tx = visit.begin().await?;
    invites::aside(&mut tx, territory, person, now).await?;
    visit.commit(tx).await?;
    Ok(visit.redirect("/me"))
}

/// A step, or the first page after them.
pub async fn show(mut visit: Visit, Path(code): Path<String>, Query(browsed): Query<Browsed>) -> Answer {
    visit.person()?;
    if code == "done" {
        return first::show(visit).await;
    }
    let faults = Faults::new();
    match Step::of(&code)? {
        Step::Where => draw_where(&mut visit, None, &faults).await,
        Step::Cares => cares::draw(&mut visit, None, &faults).await,
        Step::Offers => offers::draw(&mut visit, offers::Typed::none(&browsed.domain), &faults).await,
    }
}

/// Takes the answers of a step, or passes it over.
pub async fn save(mut visit: Visit, Path(code): Path<String>, input: Input) -> Answer {
    let step = Step::of(&code)?;
    visit.writer()?;
    visit.count(Act::Gesture)?;
    if input.raw("go") != "skip" {
        let again = match step {
            Step::Where => take_where(&mut visit, &input).await?,
            Step::Cares => cares::take(&mut visit, &input).await?,
            Step::Offers => offers::take(&mut visit, &input).await?,
        };
        if let Some(again) = again {
            return Ok(again);
        }
    }
    let to = if input.raw("go") == "back" {
        step.number() - 1
    } else {
        note(&mut visit, step).await?;
        step.number() + 1
    };
    Ok(visit.redirect(Step::url(to)))
}

/// How far they came.
async fn note(visit: &mut Visit, step: Step) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let mut tx = visit.begin().await?;
    invites::seen(&mut tx, territory, person, step.number()).await?;
    visit.commit(tx).await
}

/// Takes the quarter; gives the form again where it cannot be.
async fn take_where(visit: &mut Visit, input: &Input) -> Result<Option<axum::response::Response>, Problem> {
    let typed = input.raw("zone");
    let zone: Option<Id> = visit.territory.zone_named(typed).map(|z| z.id);
    let mut faults = Faults::new();
    faults.unless(zone.is_some() || typed.is_empty(), "zone", || {
        visit.tr.t("welcome-where-unknown")
    });
    if !faults.is_empty() {
        return draw_where(visit, Some(input), &faults).await.map(Some);
    }
    let mut tx = visit.begin().await?;
    profile::live_in(visit, &mut tx, zone).await?;
    visit.commit(tx).await?;
    Ok(None)
}
