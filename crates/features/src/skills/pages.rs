//! The vocabulary to browse, and what helps while one types.

use std::collections::HashMap;

use askama::Template;
use axum::{Json, extract::Query, response::IntoResponse as _};
use serde::Deserialize;
use serde_json::json;
use terreau_kernel::text;
use terreau_kit::{Page, Visit, limits::Act, problem::Answer, territory::skills};

use super::{domains, rows};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// A skill in the list.
struct Entry {
    slug: String,
    name: String,
    people: i64,
}

struct Family {
    key: &'static str,
    name: &'static str,
    icon: &'static str,
    skills: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "skills/browse.html")]
struct Browse<'a> {
    p: &'a Page,
    q: String,
    found: Vec<Entry>,
    families: Vec<Family>,
    total: i64,
}

/// Skills offered to everybody, with how many people each has that this viewer finds.
pub async fn browse(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let territory = visit.territory.clone();
    let signed_in = visit.viewer.signed_in();
    let counts: HashMap<_, _> = rows::counts(visit.db.get().await?, territory.id)
        .await?
        .into_iter()
        .map(|(id, all, members)| (id, if signed_in { members } else { all }))
        .collect();
    let locale = visit.locale;
    let entry = |skill: &terreau_kit::territory::Skill| Entry {
        slug: skill.slug.clone(),
        name: skill.name(locale).to_owned(),
        people: counts.get(&skill.id).copied().unwrap_or(0),
    };
    let q = text::ellipsis(&text::clean_line(&asked.q), 80);
    let found = skills::find(&territory.skills, &q, locale, 12);
    let found: Vec<Entry> = found.into_iter().map(entry).collect();
    let of = |key: &str| {
        let own = territory.skills.iter().filter(|s| s.offered && s.domain == key);
        let mut all: Vec<Entry> = own.map(entry).collect();
        all.sort_by_cached_key(|e| text::fold(&e.name));
        all
    };
    let families = domains().iter().map(|d| Family {
        key: d.key,
        name: d.name(locale),
        icon: d.icon,
        skills: of(d.key),
    });
    let families: Vec<Family> = families.filter(|f| !f.skills.is_empty()).collect();
    let total = families.iter().map(|f| f.skills.len()).sum::<usize>();
    let title = visit.tr.t("skills-title");
    let mut p = visit.page(title).at("people");
    p.description = p.v("skills-description", "territory", &territory.name);
    p.noindex = !q.is_empty();
    visit.show_to_all(&Browse {
        p: &p,
        q,
        found,
        families,
        total: i64::try_from(total).unwrap_or(0),
    })
}

/// Skills that what is typed names, as JSON.
pub async fn suggest(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.count(Act::Search)?;
    let typed = text::ellipsis(&text::clean_line(&asked.q), 80);
    let found = skills::find(&visit.territory.skills, &typed, visit.locale, 8);
    let note = |key: &str| {
        domains()
            .iter()
            .find(|d| d.key == key)
            .map(|d| d.name(visit.locale))
    };
    let one = |s: &terreau_kit::territory::Skill| {
        let (label, note) = (s.name(visit.locale), note(&s.domain).unwrap_or(""));
        json!({ "value": s.slug, "label": label, "note": note })
    };
    let all: Vec<_> = found.into_iter().map(one).collect();
    Ok(visit.dress(Json(all).into_response()))
}
