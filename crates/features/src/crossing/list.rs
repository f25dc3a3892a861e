//! The territories of this installation: a list, and their outlines on a map.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use serde_json::{Value, json};
use terreau_kernel::{
    geo::{Bounds, Outline, Point, Projection},
    id::Id,
};
use terreau_kit::{Page, Territory, Visit, page, problem::Answer};

use super::rows;
use crate::kin;

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 420.0;

struct Line {
    name: String,
    site: String,
    /// Where it is, or the way over for whoever is signed in here.
    url: String,
    here: bool,
    mine: bool,
    entry: &'static str,
    inhabitants: i64,
    ideas: i64,
    people: i64,
    /// Kilometres from here.
    away: Option<i64>,
}

/// An outline as it is drawn.
struct Drawn {
    name: String,
    url: String,
    path: String,
    x: String,
    y: String,
}

#[derive(Template)]
#[template(path = "crossing/list.html")]
struct List<'a> {
    p: &'a Page,
    mine: Vec<Line>,
    others: Vec<Line>,
    drawn: Vec<Drawn>,
    tiles: (String, String),
    /// More than one.
    several: bool,
}

fn shown(visit: &Visit, mine: &[Id]) -> Vec<Arc<Territory>> {
    let mut all = visit.app.atlas.all();
    let here = visit.territory.id;
    all.retain(|t| t.reachable() && (t.settings.listed || t.id == here || mine.contains(&t.id)));
    all
}

fn away(one: &Territory, other: &Territory) -> Option<f64> {
    let point = |t: &Territory| t.centre.and_then(|(lat, lon)| Point::new(lat, lon));
    Some(point(one)?.distance(point(other)?))
}

async fn belongings(visit: &mut Visit) -> Result<Vec<Id>, terreau_kit::Problem> {
    let Some(me) = visit.viewer.id() else {
        return Ok(Vec::new());
    };
    let territory = visit.territory.id;
    let all = kin::every(visit.db.get().await?, territory, me).await?;
    Ok(all.into_iter().map(|account| account.0).collect())
}

fn line(visit: &Visit, t: &Territory, mine: bool, (ideas, people): (i64, i64)) -> Line {
    let here = t.id == visit.territory.id;
    let base = page::base(&visit.app, t);
    let crosses = visit.viewer.signed_in() && !here;
    let metres = (!here).then(|| away(&visit.territory, t)).flatten();
    Line {
        name: t.name.clone(),
        site: t.settings.site_name.clone(),
        url: if here {
            "/".into()
        } else if crosses {
            format!("{base}/cross?from={}", visit.territory.slug)
        } else {
            format!("{base}/")
        },
        here,
        mine,
        entry: t.settings.entry.code(),
        inhabitants: t.population,
        ideas,
        people,
        #[allow(
            clippy::cast_possible_truncation,
            reason = "no place on Earth is further than an i64 of kilometres"
        )]
        away: metres.map(|m| (m / 1000.0).round() as i64),
    }
}

/// The list.
pub async fn show(mut visit: Visit) -> Answer {
    let mine = belongings(&mut visit).await?;
    let counts = rows::counts(visit.db.get().await?).await?;
    let count = |id: Id| {
        let found = counts.iter().find(|c| c.0 == id);
        found.map_or((0, 0), |c| (c.1, c.2))
    };
    let mut all = shown(&visit, &mine);
    let far = |t: &Territory| away(&visit.territory, t).unwrap_or(f64::MAX);
    all.sort_by(|a, b| far(a).total_cmp(&far(b)).then_with(|| a.name.cmp(&b.name)));
    let lines = all
        .iter()
        .map(|t| line(&visit, t, mine.contains(&t.id), count(t.id)));
    let (own, others) = lines.partition(|line| line.mine);
    let config = &visit.app.config;
    let template = List {
        drawn: drawn(&visit, &all),
        mine: own,
        others,
        several: all.len() > 1,
        tiles: (config.tiles.clone(), config.tiles_credit.clone()),
        p: &visit.page(visit.tr.t("crossing-title")),
    };
    visit.show(&template)
}

fn around(outlines: &[(Arc<Territory>, Outline)]) -> Option<Bounds> {
    let mut all = outlines.iter().map(|(_, outline)| outline.bbox());
    let first = all.next()?;
    Some(all.fold(first, |a, b| Bounds {
        min: Point {
            lat: a.min.lat.min(b.min.lat),
            lon: a.min.lon.min(b.min.lon),
        },
        max: Point {
            lat: a.max.lat.max(b.max.lat),
            lon: a.max.lon.max(b.max.lon),
        },
    }))
}

fn outlined(all: &[Arc<Territory>]) -> Vec<(Arc<Territory>, Outline)> {
    let known = all.iter().filter_map(|t| {
        let outline = Outline::parse(t.outline.as_deref()?)?;
        Some((t.clone(), outline))
    });
    known.collect()
}

fn drawn(visit: &Visit, all: &[Arc<Territory>]) -> Vec<Drawn> {
    let outlines = outlined(all);
    let Some(bounds) = around(&outlines) else {
        return Vec::new();
    };
    let projection = Projection::fit(bounds, WIDTH, HEIGHT, 24.0);
    let one = |(t, outline): &(Arc<Territory>, Outline)| {
        let (x, y) = projection.project(outline.centroid());
        Drawn {
            name: t.name.clone(),
            url: line(visit, t, false, (0, 0)).url,
            path: outline.drawn(&projection),
            x: format!("{x:.0}"),
            y: format!("{y:.0}"),
        }
    };
    outlines.iter().map(one).collect()
}

/// The outlines, for a map that moves.
pub async fn outlines(mut visit: Visit) -> Answer {
    let mine = belongings(&mut visit).await?;
    let all = shown(&visit, &mine);
    let feature = |t: &Arc<Territory>| {
        let geometry: Value = serde_json::from_str(t.outline.as_deref()?).ok()?;
        let properties = json!({"name": t.name, "url": line(&visit, t, false, (0, 0)).url});
        Some(json!({"type": "Feature", "properties": properties, "geometry": geometry}))
    };
    let features: Vec<Value> = all.iter().filter_map(feature).collect();
    let body = json!({"type": "FeatureCollection", "features": features}).to_string();
    let mut response = body.into_response();
    let kind = HeaderValue::from_static("application/geo+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(visit.dress(response))
}
