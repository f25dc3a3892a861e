//! The directory: people who wish to be found, by skill, cause, quarter and free half-days.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{geo::Point, id::Id, text};
use terreau_kit::{
    Page, Problem, Role, Visit,
    limits::Act,
    problem::Answer,
    territory::{Skill, Territory, skills as vocabulary},
};
use terreau_store::search::{Ask, Kind, Viewer};

use crate::{
    directory,
    profile::{Day, Slots, days},
    skills,
    territories::{self, Choice},
};

/// What a directory address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    skill: String,
    cause: String,
    zone: String,
    day: String,
    part: String,
    after: String,
}

/// Somebody in the list.
struct Card {
    id: Id,
    url: String,
    name: String,
    portrait_id: Option<Id>,
    role: Option<&'static str>,
    zone: String,
    /// Names of the skills they offer, the best first, and whether it is the one looked for.
    skills: Vec<(String, bool)>,
    /// How many more.
    more: i64,
    days: Vec<Day>,
}

/// A filter in force, and the address without it.
struct Off {
    label: String,
    url: String,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct List<'a> {
    p: &'a Page,
    asked: Asked,
    cards: Vec<Card>,
    next: String,
    /// What was typed as a skill, in full.
    skill: String,
    /// Skills meant, when what was typed is not exactly one; or those near the one looked for.
    near: Vec<(String, String)>,
    unknown: bool,
    offs: Vec<Off>,
    causes: Vec<Choice>,
    zones: Vec<Choice>,
    week: Vec<Choice>,
    parts: Vec<Choice>,
    filtered: bool,
}

impl Asked {
    fn url(&self, changed: &str, value: &str) -> String {
        let parts = [
            ("q", &self.q),
            ("skill", &self.skill),
            ("cause", &self.cause),
            ("zone", &self.zone),
            ("day", &self.day),
            ("part", &self.part),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, kept) in parts {
            let kept = if name == changed { value } else { kept.as_str() };
            if !kept.is_empty() {
                query.append_pair(name, kept);
            }
        }
        if changed == "after" {
            query.append_pair("after", value);
        }
        let query = query.finish();
        if query.is_empty() {
            "/people".into()
        } else {
            format!("/people?{query}")
        }
    }

    fn slots(&self) -> Slots {
        Slots::asked(self.day.parse().ok(), self.part.parse().ok())
    }
}

/// Every quarter with how far it is from one, in whole kilometres, rounded up: those who live there are found when they
/// come that far.
fn around(territory: &Territory, zone: Id) -> Vec<(Id, i64)> {
    let point = |centre: (f64, f64)| Point::new(centre.0, centre.1);
    let here = territory.zone(zone).and_then(|z| z.centre).and_then(point);
    let mut all = vec![(zone, 0)];
    let others = territory.zones.iter().filter(|z| z.id != zone);
    all.extend(others.filter_map(|other| {
        let metres = here?.distance(point(other.centre?)?);
        #[expect(clippy::cast_possible_truncation, reason = "no two places are so far apart")]
        Some((other.id, (metres / 1_000.0).ceil().max(1.0) as i64))
    }));
    all
}

/// People whose name or words hold what was typed, the nearest first; none when the index is unwell.
async fn named(visit: &Visit, typed: &str) -> Result<Vec<Id>, Problem> {
    let ask = Ask {
        territory: visit.territory.id,
        text: typed.to_owned(),
        kinds: vec![Kind::Person],
        viewer: Viewer {
            max_circle: u8::try_from(visit.eyes().level).unwrap_or(0),
            scopes: Vec::new(),
        },
        limit: 60,
        lang: visit.locale,
        ..Ask::default()
    };
    let index = visit.app.index.clone();
    let found = tokio::task::spawn_blocking(move || index.search(&ask))
        .await
        .map_err(|_| Problem::Broken)?;
    Ok(found.map_or_else(
        |error| {
            tracing::warn!(%error, "people cannot be found by name");
            Vec::new()
        },
        |found| found.hits.into_iter().map(|hit| hit.id).collect(),
    ))
}

/// The skill meant by what was typed, or those it may mean.
fn meant<'a>(visit: &'a Visit, typed: &str) -> (Option<&'a Skill>, Vec<&'a Skill>) {
    let all = &visit.territory.skills;
    let merged = visit.territory.skill_named(typed).filter(|s| s.offered);
    match merged.or_else(|| skills::exactly(all, typed)) {
        Some(skill) => (Some(skill), skills::neighbours(visit, skill)),
        None => (None, vocabulary::find(all, typed, visit.locale, 6)),
    }
}

fn choices(visit: &Visit, key: &str, count: i64, chosen: &str) -> Vec<Choice> {
    let one = |n: i64| Choice {
        value: n.to_string(),
        label: visit.tr.t(&format!("{key}-{n}")),
        chosen: chosen == n.to_string(),
    };
    (0..count).map(one).collect()
}

/// What the address asks of the directory.
async fn wanted(visit: &Visit, asked: &Asked, skill: Option<&Skill>) -> Result<directory::Asked, Problem> {
    let territory = &visit.territory;
    let zone = territory.zone_named(&asked.zone).map(|z| z.id);
    let people = if asked.q.is_empty() {
        None
    } else {
        visit.count(Act::Search)?;
        Some(named(visit, &asked.q).await?)
    };
    Ok(directory::Asked {
        viewer: visit.viewer.id(),
        skill: skill.map(|s| s.id),
        cause: territory.theme_named(&asked.cause).map(|t| t.id),
        zones: zone.map_or_else(Vec::new, |zone| around(territory, zone)),
        slots: asked.slots().0,
        people,
    })
}

/// The cards of a page, and the address of the next.
async fn cards(
    visit: &mut Visit,
    asked: &Asked,
    skill: Option<&Skill>,
) -> Result<(Vec<Card>, String), Problem> {
    let wanted = wanted(visit, asked, skill).await?;
    let here = (visit.territory.id, visit.eyes().level);
    let after = Some(asked.after.as_str()).filter(|a| !a.is_empty());
    let now = visit.now;
    let db = visit.db.get().await?;
    let page = directory::page(db, here, &wanted, after, now).await?;
    let ids: Vec<Id> = page.rows.iter().map(|row| row.id).collect();
    let mut keys: HashMap<Id, Vec<Id>> = HashMap::new();
    for key in directory::keys_of(db, here.0, here.1, &ids).await? {
        keys.entry(key.person_id).or_default().push(key.key_id);
    }
    let next = page
        .next
        .as_deref()
        .map(|n| asked.url("after", n))
        .unwrap_or_default();
    let cards = page.rows.into_iter().map(|row| {
        let own = keys.remove(&row.id).unwrap_or_default();
        card(visit, row, &own, skill)
    });
    Ok((cards.collect(), next))
}

/// The list.
pub async fn list(mut visit: Visit, Query(mut asked): Query<Asked>) -> Answer {
    asked.q = text::ellipsis(&text::clean_line(&asked.q), 80);
    asked.skill = text::ellipsis(&text::clean_line(&asked.skill), 80);
    let locale = visit.locale;
    let (skill, near) = if asked.skill.is_empty() {
        (None, Vec::new())
    } else {
        meant(&visit, &asked.skill)
    };
    let skill = skill.cloned();
    let named = |s: &Skill| (asked.url("skill", &s.slug), s.name(locale).to_owned());
    let near: Vec<_> = near.into_iter().map(named).collect();
    let unknown = !asked.skill.is_empty() && skill.is_none();
    let (cards, next) = if unknown {
        (Vec::new(), String::new())
    } else {
        cards(&mut visit, &asked, skill.as_ref()).await?
    };
    let title = match &skill {
        Some(skill) => visit.tr.v("people-title-skill", "skill", skill.name(locale)),
        None => visit.tr.t("people-title"),
    };
    let offs = offs(&visit, &asked, skill.as_ref());
    let mut p = visit.page(title).at("people");
    p.description = p.v("people-description", "territory", &visit.territory.name);
    p.noindex = !asked.after.is_empty() || !asked.q.is_empty();
    let template = List {
        next,
        cards,
        near,
        unknown,
        filtered: !offs.is_empty(),
        offs,
        skill: skill.map_or_else(|| asked.skill.clone(), |s| s.name(locale).to_owned()),
        causes: territories::themes(&visit, &asked.cause),
        zones: territories::zones(&visit, &asked.zone),
        week: choices(&visit, "profile-day", 7, &asked.day),
        parts: choices(&visit, "profile-part", 3, &asked.part),
        asked,
        p: &p,
    };
    visit.show_to_all(&template)
}

fn offs(visit: &Visit, asked: &Asked, skill: Option<&Skill>) -> Vec<Off> {
    let territory = &visit.territory;
    let named = |key: &str, value: &str| {
        let fine = !value.is_empty();
        fine.then(|| visit.tr.t(&format!("{key}-{value}")))
    };
    let typed = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let cause = territory
        .theme_named(&asked.cause)
        .map(|t| t.name(visit.locale).to_owned());
    let all = [
        ("q", typed(&asked.q)),
        ("skill", skill.map(|s| s.name(visit.locale).to_owned())),
        ("cause", cause),
        ("zone", territory.zone_named(&asked.zone).map(|z| z.name.clone())),
        (
            "day",
            named("profile-day", &asked.day)
                .filter(|_| asked.day.parse().is_ok_and(|d: i64| (0..7).contains(&d))),
        ),
        (
            "part",
            named("profile-part", &asked.part)
                .filter(|_| asked.part.parse().is_ok_and(|p: i64| (0..3).contains(&p))),
        ),
    ];
    let off = |(name, label): (&str, Option<String>)| {
        Some(Off {
            label: label?,
            url: asked.url(name, ""),
        })
    };
    all.into_iter().filter_map(off).collect()
}

/// Skills shown on a card.
const SHOWN: usize = 4;

fn card(visit: &Visit, row: directory::Row, keys: &[Id], wanted: Option<&Skill>) -> Card {
    let territory = &visit.territory;
    let wanted = wanted.map(|s| s.id);
    let mut own: Vec<&Skill> = keys.iter().filter_map(|id| territory.skill(*id)).collect();
    own.sort_by_key(|s| wanted != Some(s.id));
    let more = own.len().saturating_sub(SHOWN);
    let named = own
        .iter()
        .take(SHOWN)
        .map(|s| (s.name(visit.locale).to_owned(), wanted == Some(s.id)));
    Card {
        id: row.id,
        url: format!("/people/{}", row.slug),
        portrait_id: row.portrait_id,
        role: match Role::from_code(&row.role) {
            Role::Agent => Some("person-role-agent"),
            Role::Elected => Some("person-role-elected"),
            Role::Moderator => Some("person-role-moderator"),
            Role::Member | Role::Administrator => None,
        },
        zone: row
            .zone_id
            .and_then(|id| territory.zone(id))
            .map_or_else(String::new, |z| z.name.clone()),
        skills: named.collect(),
        more: i64::try_from(more).unwrap_or(0),
        days: days(Slots(row.slots)),
        name: row.name,
    }
}
