//! Everything one follows, kind by kind, how closely, and the way to stop.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits,
    time::Micros,
};
use terreau_kit::{
    Input, Page, Problem, Visit,
    limits::Act,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Named};
use crate::follows::{self, Bond, Followed, Kind, Level, Search};

/// Where the list of one kind goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    after: String,
}

/// One thing followed.
struct Line {
    id: String,
    url: String,
    name: String,
    level: Level,
}

/// What is followed of one kind.
struct Part {
    kind: Kind,
    lines: Vec<Line>,
    next: String,
}

#[derive(Template)]
#[template(path = "following/list.html")]
struct Show<'a> {
    p: &'a Page,
    parts: Vec<Part>,
    /// One kind only, further back.
    narrowed: bool,
}

/// Everything one follows; of one kind further back, when the address says so.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let me = (visit.territory.id, visit.person()?.id);
    let only = Kind::from_code(&asked.kind);
    let after = paging::position::<(Micros, Id)>(&asked.after).unwrap_or((i64::MAX, Id::max()));
    let limit = i64::try_from(limits::PAGE + 1).map_err(|_| Problem::Broken)?;
    let mut parts = Vec::new();
    for kind in Kind::ALL
        .into_iter()
        .filter(|kind| only.is_none_or(|k| k == *kind))
    {
        let db = visit.db.get().await?;
        let found = follows::of_person(db, me, kind, after, limit).await?;
        let page = Paged::cut(found, limits::PAGE, |row| (row.at, row.object_id));
        let next = page.next.as_deref().map_or_else(String::new, |next| {
            format!("/me/follows?kind={}&after={next}", kind.code())
        });
        let lines = lines(&mut visit, kind, page.rows).await?;
        if !lines.is_empty() || !next.is_empty() {
            parts.push(Part { kind, lines, next });
        }
    }
    let mut p = visit.page(visit.tr.t("following-title")).at("me").private();
    p.section = visit.tr.t("nav-me");
    visit.show(&Show {
        p: &p,
        parts,
        narrowed: only.is_some(),
    })
}

/// Names and addresses; what is not to be seen any more keeps its line, so that it can be stopped.
async fn lines(visit: &mut Visit, kind: Kind, rows: Vec<Followed>) -> Result<Vec<Line>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.object_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let (found, at): (Vec<Named>, &str) = match kind {
        Kind::Person => (rows::people(db, territory, &ids).await?, "/people/"),
        Kind::Body => (rows::bodies(db, territory, &ids).await?, "/organisations/"),
        Kind::Idea => (rows::ideas(db, territory, &ids, eyes).await?, "/ideas/"),
        Kind::Search => (searches(visit).await?, "/search?"),
        Kind::Theme => (themes(visit, &ids), "/ideas?theme="),
        Kind::Zone => (zones(visit, &ids), "/ideas?zone="),
    };
    let found: HashMap<Id, Named> = found.into_iter().map(|named| (named.id, named)).collect();
    let one = |row: Followed| {
        let named = found.get(&row.object_id);
        Line {
            id: id::short(row.object_id),
            url: named.map_or_else(String::new, |n| format!("{at}{}", n.slug)),
            name: named.map_or_else(|| visit.tr.t("following-gone"), |n| n.name.clone()),
            level: row.level(),
        }
    };
    Ok(rows.into_iter().map(one).collect())
}

fn themes(visit: &Visit, ids: &[Id]) -> Vec<Named> {
    let found = ids.iter().filter_map(|id| visit.territory.theme(*id));
    let one = |t: &terreau_kit::territory::Theme| Named {
        id: t.id,
        slug: t.slug.clone(),
        name: t.name(visit.locale).to_owned(),
    };
    found.map(one).collect()
}

fn zones(visit: &Visit, ids: &[Id]) -> Vec<Named> {
    let found = ids.iter().filter_map(|id| visit.territory.zone(*id));
    let one = |z: &terreau_kit::territory::Zone| Named {
        id: z.id,
        slug: z.slug.clone(),
        name: z.name.clone(),
    };
    found.map(one).collect()
}

/// Searches by what they ask for; their address is that of the search itself.
async fn searches(visit: &mut Visit) -> Result<Vec<Named>, Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let kept = follows::searches(visit.db.get().await?, territory, person).await?;
    let one = |(id, search): (Id, Search)| {
        let (name, query) = told(visit, &search);
        Named {
            id,
            slug: query,
            name,
        }
    };
    Ok(kept.into_iter().map(one).collect())
}

/// A search in words, and as the query of an address.
pub fn told(visit: &Visit, search: &Search) -> (String, String) {
    let theme = search.theme.and_then(|id| visit.territory.theme(id));
    let zone = search.zone.and_then(|id| visit.territory.zone(id));
    let words = (!search.words.is_empty()).then(|| visit.tr.v("following-words", "words", &search.words));
    let parts = [
        words,
        theme.map(|t| t.name(visit.locale).to_owned()),
        zone.map(|z| z.name.clone()),
    ];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", &search.words);
    if let Some(theme) = theme {
        query.append_pair("theme", &theme.slug);
    }
    if let Some(zone) = zone {
        query.append_pair("zone", &zone.slug);
    }
    (name, query.finish())
}

/// Changes how closely something is followed, or stops.
pub async fn change(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let person = visit.person()?.id;
    visit.count(Act::Gesture)?;
    let bond = Bond {
        territory: visit.territory.id,
        object: id::parse_short(&short).ok_or(Problem::NotFound)?,
        person,
    };
    let mut tx = visit.begin().await?;
    if input.has("stop") {
        follows::unfollow(&mut tx, bond).await?;
        visit.tell("following-stopped", "");
    } else {
        let level =
            Level::from_code(input.raw("level")).ok_or(Problem::Invalid("following-level-unknown"))?;
        if !follows::set_level(&mut tx, bond, level).await? {
            return Err(Problem::NotFound);
        }
        visit.tell("following-changed", "");
    }
    visit.commit(tx).await?;
    Ok(visit.redirect("/me/follows"))
}
