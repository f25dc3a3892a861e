//! The search page, and what helps while one types.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::{Json, extract::Query, response::IntoResponse as _};
use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, limits, text};
use terreau_kit::{Page, Problem, Visit, limits::Act, problem::Answer};
use terreau_store::search::{Ask, Facets, Found, Hit, Kind, Marked, Near, Sort};

use super::{rows, viewer};

/// What a search address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
    theme: String,
    zone: String,
    sort: String,
    page: String,
}

/// A result as the page shows it.
struct Shown {
    kind: &'static str,
    url: String,
    title: Marked,
    under: String,
    extract: Marked,
    author: String,
    at: i64,
}

/// A choice that narrows the search, with what it would give.
struct Choice {
    value: String,
    label: String,
    count: i64,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "search/search.html")]
struct Search<'a> {
    p: &'a Page,
    q: String,
    total: i64,
    hits: Vec<Shown>,
    corrected: Option<String>,
    kinds: Vec<Choice>,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    all_kinds: bool,
    all_themes: bool,
    all_zones: bool,
    sorts: Vec<(String, String, bool)>,
    previous: String,
    next: String,
    unwell: bool,
    /// What is kept when this search is followed.
    words: String,
    theme: String,
    zone: String,
}

const SIZE: usize = 20;
const KINDS: [(Kind, &str); 3] = [
    (Kind::Idea, "idea"),
    (Kind::Comment, "comment"),
    (Kind::Person, "person"),
];

fn kind_code(kind: Kind) -> &'static str {
    KINDS.iter().find(|k| k.0 == kind).map_or("idea", |k| k.1)
}

impl Asked {
    fn text(&self) -> String {
        text::ellipsis(&text::clean_line(&self.q), limits::QUERY)
    }

    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 50)
    }

    fn url(&self, changed: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("q", &self.q),
            ("kind", &self.kind),
            ("theme", &self.theme),
            ("zone", &self.zone),
            ("sort", &self.sort),
        ];
        for (name, kept) in parts {
            let kept = if name == changed { value } else { kept.as_str() };
            if !kept.is_empty() {
                query.append_pair(name, kept);
            }
        }
        if changed == "page" && value != "1" {
            query.append_pair("page", value);
        }
        format!("/search?{}", query.finish())
    }

    fn ask(&self, visit: &Visit) -> Ask {
        Ask {
            territory: visit.territory.id,
            text: self.text(),
            kinds: KINDS.iter().filter(|k| k.1 == self.kind).map(|k| k.0).collect(),
            theme: visit.territory.theme_named(&self.theme).map(|t| t.id),
            zone: visit.territory.zone_named(&self.zone).map(|z| z.id),
            state: None,
            viewer: viewer(visit.eyes()),
            sort: match self.sort.as_str() {
                "newest" => Sort::Newest,
                "backed" => Sort::Weight,
                _ => Sort::Relevance,
            },
            offset: (self.page() - 1) * SIZE,
            limit: SIZE,
            lang: visit.locale,
        }
    }
}

/// Results for what was typed, or an invitation to type.
pub async fn search(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let ask = asked.ask(&visit);
    let mut unwell = false;
    let found = if ask.text.is_empty() {
        Found::default()
    } else {
        visit.count(Act::Search)?;
        let index = visit.app.index.clone();
        let found = tokio::task::spawn_blocking(move || index.search(&ask))
            .await
            .map_err(|_| Problem::Broken)?;
        found.unwrap_or_else(|error| {
            tracing::warn!(%error, "the search index is unwell");
            unwell = true;
            Found::default()
        })
    };
    let total = i64::try_from(found.total).unwrap_or(i64::MAX);
    let more = asked.page() * SIZE < usize::try_from(found.total).unwrap_or(0) && asked.page() < 50;
    let hits = shown(&mut visit, found.hits).await?;
    let q = asked.text();
    let title = if q.is_empty() {
        visit.tr.t("search-title")
    } else {
        visit.tr.v("search-title-of", "q", &q)
    };
    let p = visit.page(title).at("explore").private();
    let page = asked.page();
    let template = Search {
        kinds: kinds(&visit, &asked, &found.facets),
        themes: themes(&visit, &asked, &found.facets),
        zones: zones(&visit, &asked, &found.facets),
        all_kinds: asked.kind.is_empty(),
        all_themes: asked.theme.is_empty(),
        all_zones: asked.zone.is_empty(),
        sorts: sorts(&visit, &asked),
        previous: if page > 1 {
            asked.url("page", &(page - 1).to_string())
        } else {
            String::new()
        },
        next: if more {
            asked.url("page", &(page + 1).to_string())
        } else {
            String::new()
        },
        corrected: found.corrected,
        p: &p,
        words: q.clone(),
        theme: asked.theme.clone(),
        zone: asked.zone.clone(),
        q,
        total,
        hits,
        unwell,
    };
    // Never kept: the index follows a moment after the event that would drop a kept answer.
    visit.show(&template)
}

async fn shown(visit: &mut Visit, hits: Vec<Hit>) -> Result<Vec<Shown>, Problem> {
    let of = |kind: Kind| {
        hits.iter()
            .filter(|h| h.kind == kind)
            .map(|h| h.id)
            .collect::<Vec<Id>>()
    };
    let mut ideas = of(Kind::Idea);
    ideas.extend(
        hits.iter()
            .filter(|h| h.kind == Kind::Comment)
            .filter_map(|h| h.parent),
    );
    ideas.sort_unstable();
    ideas.dedup();
    let (people, said) = (of(Kind::Person), of(Kind::Comment));
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let ideas = rows::open_ideas(db, (territory, eyes), &ideas).await?;
    let people = rows::open_people(db, (territory, eyes), &people).await?;
    let apart = visit.viewer.person().is_some_and(|me| me.apart);
    let hushed = if apart {
        rows::hushed(db, (territory, eyes), &said).await?
    } else {
        HashSet::new()
    };
    let found: HashMap<Id, (String, String)> = ideas
        .into_iter()
        .chain(people)
        .map(|(id, slug, title)| (id, (slug, title)))
        .collect();
    let url = |hit: &Hit| match hit.kind {
        Kind::Idea => found.get(&hit.id).map(|(slug, _)| format!("/ideas/{slug}")),
        Kind::Person => found.get(&hit.id).map(|(slug, _)| format!("/people/{slug}")),
        Kind::Comment => {
            let open = hit.parent.is_some_and(|id| found.contains_key(&id)) && !hushed.contains(&hit.id);
            open.then(|| format!("/comments/{}", terreau_kernel::id::short(hit.id)))
        }
    };
    let one = |hit: Hit| {
        Some(Shown {
            url: url(&hit)?,
            kind: kind_code(hit.kind),
            under: hit
                .parent
                .and_then(|id| found.get(&id))
                .map_or_else(String::new, |(_, title)| title.clone()),
            title: hit.title,
            extract: hit.extract,
            author: hit.author,
            at: hit.at,
        })
    };
    Ok(hits.into_iter().filter_map(one).collect())
}

fn count(n: Option<&u64>) -> i64 {
    n.map_or(0, |n| i64::try_from(*n).unwrap_or(i64::MAX))
}

fn kinds(visit: &Visit, asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let one = |(kind, code): &(Kind, &str)| Choice {
        value: (*code).to_owned(),
        label: visit.tr.t(&format!("search-kind-{code}")),
        count: count(facets.kinds.get(kind)),
        chosen: asked.kind == *code,
    };
    KINDS.iter().map(one).collect()
}

fn themes(visit: &Visit, asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let one = |t: &terreau_kit::territory::Theme| Choice {
        value: t.slug.clone(),
        label: t.name(visit.locale).to_owned(),
        count: count(facets.themes.get(&t.id)),
        chosen: asked.theme == t.slug,
    };
    visit
        .territory
        .themes
        .iter()
        .map(one)
        .filter(|c| c.count > 0 || c.chosen)
        .collect()
}

fn zones(visit: &Visit, asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let one = |z: &terreau_kit::territory::Zone| Choice {
        value: z.slug.clone(),
        label: z.name.clone(),
        count: count(facets.zones.get(&z.id)),
        chosen: asked.zone == z.slug,
    };
    visit
        .territory
        .zones
        .iter()
        .map(one)
        .filter(|c| c.count > 0 || c.chosen)
        .collect()
}

fn sorts(visit: &Visit, asked: &Asked) -> Vec<(String, String, bool)> {
    let one = |code: &str| {
        let name = if code.is_empty() { "relevance" } else { code };
        (
            asked.url("sort", code),
            visit.tr.t(&format!("search-sort-{name}")),
            asked.sort == code,
        )
    };
    ["", "newest", "backed"].map(one).into()
}

/// One help while typing.
#[derive(Serialize)]
struct Help {
    url: String,
    label: String,
    note: String,
}

/// Titles and names that go on as what is being typed.
pub async fn suggest(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.count(Act::Search)?;
    let near = |kind| Near {
        territory: visit.territory.id,
        text: asked.text(),
        written: false,
        kind,
        viewer: viewer(visit.eyes()),
        exclude: None,
        limit: if kind == Kind::Idea { 6 } else { 3 },
        lang: visit.locale,
    };
    let asks = [near(Kind::Idea), near(Kind::Person)];
    let index = visit.app.index.clone();
    let hits = tokio::task::spawn_blocking(move || {
        asks.iter()
            .flat_map(|near| index.suggest(near).unwrap_or_default())
            .collect::<Vec<_>>()
    })
    .await
    .map_err(|_| Problem::Broken)?;
    let plain = |marked: &Marked| marked.iter().map(|piece| piece.0.as_str()).collect::<String>();
    let helps = shown(&mut visit, hits).await?.into_iter().map(|hit| Help {
        label: plain(&hit.title),
        note: visit.tr.t(&format!("search-kind-{}-one", hit.kind)),
        url: hit.url,
    });
    let helps: Vec<Help> = helps.collect();
    Ok(visit.dress(Json(helps).into_response()))
}
