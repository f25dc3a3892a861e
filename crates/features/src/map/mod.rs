//! Ideas on a map: a drawing made here, with the quarters and how many ideas each holds, a list beside it, and
//! the points for those whose browser draws a map that moves.

mod gather;

use askama::Template;
use axum::{Router, extract::Query, routing::get};
use serde_json::json;
use terreau_kernel::{
    geo::{Outline, Point},
    id::Id,
    limits,
};
use terreau_kit::{
    App, Page, Visit,
    circles::{Eyes, VISIBLE_I},
    problem::Answer,
};
use terreau_store::{Reach, Result, Select, Value, all, statements};

use crate::{
    ideas::{Asked, Card, IdeaState, list},
    territories::{self, Choice},
};
use gather::{Spot, gather};

statements! {
    ZONE_COUNTS = "select id, ideas from zones where territory_id = $1";
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas/map", get(map))
        .route("/ideas/points.json", get(points))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// The size of the drawing.
const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 560.0;
/// Most points sent at once.
const POINTS: i64 = 2_000;

/// A quarter on the drawing and in the list beside it.
struct Quarter {
    name: String,
    url: String,
    ideas: i64,
    x: String,
    y: String,
    radius: String,
    drawn: bool,
}

#[derive(Template)]
#[template(path = "map/map.html")]
struct Map<'a> {
    p: &'a Page,
    outline: String,
    quarters: Vec<Quarter>,
    dots: Vec<(String, String)>,
    cards: Vec<Card>,
    next: String,
    list_url: String,
    points_url: String,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    filtered: bool,
    tiles: (String, String),
}

fn figure(x: f64) -> String {
    format!("{x:.1}")
}

/// The map, and the ideas it shows beside it.
async fn map(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let filter = asked.filter(&visit);
    let here = (visit.territory.id, visit.eyes());
    let after = Some(asked.after.as_str()).filter(|a| !a.is_empty());
    let page = list::page(visit.db.get().await?, here, filter, after, limits::PAGE).await?;
    let counts = all!(visit.db.get().await?, (Id, i64), ZONE_COUNTS, here.0)?;
    let outline = visit.territory.outline.as_deref().and_then(Outline::parse);
    let points: Vec<Point> = page.rows.iter().filter_map(point).collect();
    let title = visit.tr.t("ideas-map-title");
    let mut p = visit.page(title).at("ideas");
    p.description = visit
        .tr
        .v("ideas-description", "territory", &visit.territory.name);
    p.noindex = !asked.after.is_empty();
    let config = &visit.app.config;
    let next = page.next.as_deref().map(|n| asked.url("/ideas/map", "after", n));
    let template = Map {
        outline: outline
            .as_ref()
            .map(|o| o.svg_path(WIDTH, HEIGHT, 24.0))
            .unwrap_or_default(),
        quarters: quarters(&visit, outline.as_ref(), &counts),
        dots: dots(outline.as_ref(), &points),
        next: next.unwrap_or_default(),
        list_url: asked.url("/ideas", "", ""),
        points_url: asked.url("/ideas/points.json", "", ""),
        themes: territories::themes(&visit, &asked.theme),
        zones: territories::zones(&visit, &asked.zone),
        filtered: filter.theme.is_some() || filter.zone.is_some(),
        tiles: (config.tiles.clone(), config.tiles_credit.clone()),
        cards: page.rows.into_iter().map(|row| Card::new(&visit, row)).collect(),
        p: &p,
    };
    visit.show_to_all(&template)
}

fn point(row: &list::Row) -> Option<Point> {
    Point::new(row.lat?, row.lon?)
}

fn dots(outline: Option<&Outline>, points: &[Point]) -> Vec<(String, String)> {
    let Some(outline) = outline else {
        return Vec::new();
    };
    let projection = outline.projection(WIDTH, HEIGHT, 24.0);
    let inside = |(x, y): &(f64, f64)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y);
    points
        .iter()
        .map(|p| projection.project(*p))
        .filter(inside)
        .map(|(x, y)| (figure(x), figure(y)))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn quarters(visit: &Visit, outline: Option<&Outline>, counts: &[(Id, i64)]) -> Vec<Quarter> {
    let projection = outline.map(|o| o.projection(WIDTH, HEIGHT, 24.0));
    let one = |zone: &terreau_kit::territory::Zone| {
        let ideas = counts.iter().find(|c| c.0 == zone.id).map_or(0, |c| c.1);
        let centre = zone.centre.and_then(|(lat, lon)| Point::new(lat, lon));
        let at = projection.zip(centre).map(|(p, c)| p.project(c));
        let (x, y) = at.unwrap_or_default();
        Quarter {
            name: zone.name.clone(),
            url: format!("/ideas?zone={}", zone.slug),
            ideas,
            x: figure(x),
            y: figure(y),
            radius: figure((16.0 + 5.0 * (1.0 + ideas as f64).log2()).min(64.0)),
            drawn: at.is_some(),
        }
    };
    let zones = visit.territory.zones.iter().filter(|z| !z.retired);
    zones.map(one).collect()
}

#[derive(sqlx::FromRow)]
struct Pin {
    slug: String,
    title: String,
    supports: i64,
    lat: f64,
    lon: f64,
}

async fn pins(db: &mut impl Reach, (territory, eyes): (Id, Eyes), filter: list::Filter) -> Result<Vec<Pin>> {
    let head = "select i.slug, i.title, i.supports, i.lat, i.lon from ideas i";
    let mut select = Select::new(head).and("i.territory_id = ?", [Value::Id(territory)]);
    if let Some(theme) = filter.theme {
        select = select.and("i.theme_id = ?", [Value::Id(theme)]);
    }
    if let Some(zone) = filter.zone {
        select = select.and("i.zone_id = ?", [Value::Id(zone)]);
    }
    let state = match filter.state {
        IdeaState::Archived | IdeaState::Project => filter.state,
        _ => IdeaState::Published,
    };
    select
        .and("i.state = ?", [Value::from(state.code())])
        .and("i.lat is not null and i.lon is not null", [])
        .and(VISIBLE_I, eyes.values())
        .then(
            "order by i.published_at desc, i.id desc limit ?",
            [Value::Int(POINTS)],
        )
        .all(db)
        .await
}

/// The newest points as GeoJSON; where many stand together, one stands for them all.
async fn points(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (here, filter) = ((visit.territory.id, visit.eyes()), asked.filter(&visit));
    let pins = pins(visit.db.get().await?, here, filter).await?;
    let spots = gather(&pins.iter().map(|p| (p.lat, p.lon)).collect::<Vec<_>>());
    let feature = |spot: &Spot| {
        let properties = match spot.members[..] {
            [only] => pins.get(only).map(|pin| {
                let note = visit.tr.n("idea-supports", pin.supports);
                json!({ "title": pin.title, "url": format!("/ideas/{}", pin.slug), "note": note })
            }),
            _ => {
                let count = i64::try_from(spot.members.len()).unwrap_or(0);
                let url = format!("/ideas/near?lat={:.5}&lon={:.5}", spot.lat, spot.lon);
                Some(json!({ "title": visit.tr.n("ideas-map-here", count), "url": url, "count": count }))
            }
        };
        territories::point((spot.lat, spot.lon), &json!(properties))
    };
    let features: Vec<_> = spots.iter().map(feature).collect();
    Ok(territories::points(&visit, &features))
}
