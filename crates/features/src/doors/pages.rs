//! The map, and its points.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use serde_json::json;
use terreau_kernel::{geo::Outline, limits};
use terreau_kit::{
    Page, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Door, Filter};
use crate::{
    organisations::Kind,
    territories::{self, Choice},
};

/// The size of the drawing.
const SIZE: (f64, f64) = (800.0, 560.0);
const MARGIN: f64 = 24.0;
/// Most points sent at once.
const POINTS: i64 = 2_000;

/// What an address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    zone: String,
    after: String,
}

/// A door on the drawing.
struct Dot {
    name: String,
    url: String,
    x: String,
    y: String,
}

#[derive(Template)]
#[template(path = "doors/map.html")]
struct Map<'a> {
    p: &'a Page,
    outline: String,
    dots: Vec<Dot>,
    rows: Vec<Door>,
    kinds: Vec<(&'static str, bool)>,
    zones: Vec<Choice>,
    filtered: bool,
    next: String,
    list_url: String,
    points_url: String,
    tiles: (String, String),
}

impl Asked {
    fn filter(&self, visit: &Visit) -> Filter {
        Filter {
            kind: Kind::from_code(&self.kind).map_or("", Kind::code),
            zone: visit.territory.zone_named(&self.zone).map(|zone| zone.id),
            after: paging::position(&self.after),
        }
    }

    /// An address with the same filters.
    fn url(&self, path: &str, after: &str) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("kind", self.kind.as_str()),
            ("zone", &self.zone),
            ("after", after),
        ] {
            if !value.is_empty() {
                pairs.append_pair(name, value);
            }
        }
        let pairs = pairs.finish();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{pairs}")
        }
    }
}

fn icon(kind: &str) -> &'static str {
    Kind::from_code(kind).map_or("users", Kind::icon)
}

fn dots(outline: Option<&Outline>, rows: &[Door]) -> Vec<Dot> {
    let Some(projection) = outline.map(|o| o.projection(SIZE.0, SIZE.1, MARGIN)) else {
        return Vec::new();
    };
    let drawn = rows.iter().filter_map(|door| {
        let (x, y) = projection.project(door.point()?);
        let inside = (0.0..=SIZE.0).contains(&x) && (0.0..=SIZE.1).contains(&y);
        inside.then(|| Dot {
            name: door.name.clone(),
            url: format!("/organisations/{}", door.slug),
            x: format!("{x:.1}"),
            y: format!("{y:.1}"),
        })
    });
    drawn.collect()
}

/// The map, and beside it those whose door is shown.
pub async fn map(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (territory, filter) = (visit.territory.id, asked.filter(&visit));
    let limit = i64::try_from(limits::PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::doors(visit.db.get().await?, territory, &filter, limit).await?;
    let page = Paged::cut(found, limits::PAGE, |door| (door.name_key.clone(), door.id));
    let outline = visit.territory.outline.as_deref().and_then(Outline::parse);
    let mut p = visit.page(visit.tr.t("doors-title")).at("explore");
    p.description = visit.tr.t("doors-lead");
    p.noindex = !asked.after.is_empty();
    let config = &visit.app.config;
    let next = page
        .next
        .as_deref()
        .map(|after| asked.url("/organisations/map", after));
    let template = Map {
        outline: outline
            .as_ref()
            .map(|o| o.svg_path(SIZE.0, SIZE.1, MARGIN))
            .unwrap_or_default(),
        dots: dots(outline.as_ref(), &page.rows),
        kinds: Kind::ALL.map(|k| (k.code(), k.code() == filter.kind)).into(),
        zones: territories::zones(&visit, &asked.zone),
        filtered: !filter.kind.is_empty() || filter.zone.is_some(),
        next: next.unwrap_or_default(),
        list_url: asked.url("/organisations", ""),
        points_url: asked.url("/organisations/points.json", ""),
        tiles: (config.tiles.clone(), config.tiles_credit.clone()),
        rows: page.rows,
        p: &p,
    };
    visit.show_to_all(&template)
}

/// The doors as GeoJSON.
pub async fn points(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let filter = Filter {
        after: None,
        ..asked.filter(&visit)
    };
    let territory = visit.territory.id;
    let found = rows::doors(visit.db.get().await?, territory, &filter, POINTS).await?;
    let feature = |door: &Door| {
        let note = visit.tr.t(&format!("organisations-kind-{}", door.kind));
        let properties = json!({
            "title": door.name,
            "url": format!("/organisations/{}", door.slug),
            "note": note,
        });
        territories::point((door.lat, door.lon), &properties)
    };
    let features: Vec<_> = found.iter().map(feature).collect();
    Ok(territories::points(&visit, &features))
}
