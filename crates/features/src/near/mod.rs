//! What is near a point: a box that grows until it holds enough, ordered by distance, a page at a time.

use askama::Template;
use axum::{Router, extract::Query, routing::get};
use serde::Deserialize;
use terreau_kernel::{geo::Point, id::Id, limits};
use terreau_kit::{
    App, Page, Visit,
    circles::{Eyes, VISIBLE_I},
    paging::{self, Paged},
    problem::Answer,
};
use terreau_store::{Reach, Result, Select, Value};

use crate::{
    ideas::{Card, IdeaState, list},
    territories::{self, Choice},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/ideas/near", get(near))
}

/// Metres looked around, each time nothing near enough was found.
const AROUND: [f64; 6] = [150.0, 600.0, 2_400.0, 9_600.0, 40_000.0, 25_000_000.0];
/// Metres in a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// The square of the distance in degrees of latitude, longitudes narrowed as they are at this place.
macro_rules! far {
    () => {
        "((i.lat - ?) * (i.lat - ?) + (i.lon - ?) * (i.lon - ?) * ?)"
    };
}

/// Where the last row stood: the bits of its distance, so that it comes back exactly, and its id.
type Position = (u64, Id);

/// A point, and how much narrower a degree of longitude is there (squared).
#[derive(Debug, Clone, Copy)]
pub struct Around {
    at: Point,
    squeeze: f64,
    theme: Option<Id>,
}

impl Around {
    /// Around a point.
    #[must_use]
    pub fn new(at: Point) -> Self {
        let narrow = at.lat.to_radians().cos().max(0.01);
        Self {
            at,
            squeeze: narrow * narrow,
            theme: None,
        }
    }

    /// Of one theme only.
    #[must_use]
    pub fn of(self, theme: Option<Id>) -> Self {
        Self { theme, ..self }
    }

    fn values(self) -> [Value; 5] {
        let (lat, lon) = (Value::Real(self.at.lat), Value::Real(self.at.lon));
        [lat.clone(), lat, lon.clone(), lon, Value::Real(self.squeeze)]
    }

    /// The same figure as the statement gives, operation by operation.
    fn far(self, row: &list::Row) -> f64 {
        let (lat, lon) = (row.lat.unwrap_or(f64::MAX), row.lon.unwrap_or(f64::MAX));
        (lat - self.at.lat) * (lat - self.at.lat) + (lon - self.at.lon) * (lon - self.at.lon) * self.squeeze
    }

    fn select(
        self,
        (territory, eyes): (Id, Eyes),
        metres: f64,
        after: Option<Position>,
        limit: usize,
    ) -> Select {
        let high = metres / DEGREE;
        let wide = high / self.squeeze.sqrt();
        let between = |middle: f64, by: f64| [Value::Real(middle - by), Value::Real(middle + by)];
        let mut select = Select::new(list::HEAD)
            .and("i.territory_id = ?", [Value::Id(territory)])
            .and("i.state = ?", [Value::from(IdeaState::Published.code())])
            .and("i.lat is not null", [])
            .and("i.lat between ? and ?", between(self.at.lat, high))
            .and("i.lon between ? and ?", between(self.at.lon, wide))
            .and(VISIBLE_I, eyes.values());
        if let Some(theme) = self.theme {
            select = select.and("i.theme_id = ?", [Value::Id(theme)]);
        }
        if let Some((bits, id)) = after {
            let last = [Value::Real(f64::from_bits(bits)), Value::Id(id)];
            let values = self.values().into_iter().chain(last);
            select = select.and(concat!("(", far!(), ", i.id) > (?, ?)"), values);
        }
        let limit = Value::Int(i64::try_from(limit).unwrap_or(i64::MAX));
        select.then(
            concat!("order by ", far!(), ", i.id limit ?"),
            self.values().into_iter().chain([limit]),
        )
    }

    /// The nearest ideas, a page from a position.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn page(
        self,
        db: &mut impl Reach,
        here: (Id, Eyes),
        after: Option<&str>,
        size: usize,
    ) -> Result<Paged<list::Row>> {
        let after = after.and_then(paging::position::<Position>);
        let mut rows: Vec<list::Row> = Vec::new();
        for metres in AROUND {
            rows = self.select(here, metres, after, size + 1).all(db).await?;
            // Corners of the box are farther than its sides: only what lies in the circle is sure to be the nearest.
            let edge = (metres / DEGREE).powi(2);
            if rows.len() > size && rows.iter().all(|row| self.far(row) <= edge) {
                break;
            }
        }
        Ok(Paged::cut(rows, size, |row| (self.far(row).to_bits(), row.id)))
    }

    fn metres(self, card: &list::Row) -> i64 {
        let point = card.lat.zip(card.lon).and_then(|(lat, lon)| Point::new(lat, lon));
        #[expect(clippy::cast_possible_truncation, reason = "at most half the Earth around")]
        point.map_or(0, |p| p.distance(self.at).round() as i64)
    }
}

/// What an address of this list may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    lat: String,
    lon: String,
    zone: String,
    theme: String,
    after: String,
}

impl Asked {
    /// The point asked for, else the middle of the quarter asked for, else of the viewer's own; and the name of
    /// that quarter.
    fn place(&self, visit: &Visit) -> Option<(Point, String)> {
        let number = |text: &str| text.trim().replace(',', ".").parse().ok();
        let given = number(&self.lat)
            .zip(number(&self.lon))
            .and_then(|(lat, lon)| Point::new(lat, lon));
        if let Some(point) = given {
            return Some((point, String::new()));
        }
        let own = || visit.territory.zone(visit.viewer.person()?.zone?);
        let zone = visit.territory.zone_named(&self.zone).or_else(own)?;
        let (lat, lon) = zone.centre?;
        Some((Point::new(lat, lon)?, zone.name.clone()))
    }

    fn next(&self, cursor: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let kept = [
            ("lat", &self.lat),
            ("lon", &self.lon),
            ("zone", &self.zone),
            ("theme", &self.theme),
        ];
        for (name, value) in kept.into_iter().filter(|kept| !kept.1.is_empty()) {
            query.append_pair(name, value);
        }
        query.append_pair("after", cursor);
        format!("/ideas/near?{}", query.finish())
    }
}

/// A card and how far it is.
struct Near {
    card: Card,
    away: String,
}

#[derive(Template)]
#[template(path = "near/near.html")]
struct List<'a> {
    p: &'a Page,
    asked: &'a Asked,
    placed: bool,
    around: String,
    cards: Vec<Near>,
    next: String,
    zones: Vec<Choice>,
    themes: Vec<Choice>,
    tiles: (String, String),
}

/// How far, as people say it: by tens of metres, then by tenths of kilometres.
fn away(visit: &Visit, metres: i64) -> String {
    if metres < 1_000 {
        let rounded = (metres + 5) / 10 * 10;
        return visit.tr.n("ideas-near-metres", rounded);
    }
    let tenths = (metres + 50) / 100;
    let mark = visit.tr.t("ideas-near-decimal");
    let number = match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{mark}{tenth}"),
    };
    visit.tr.v("ideas-near-kilometres", "n", &number)
}

/// The ideas nearest to a point or a quarter; without either, the choice of one.
async fn near(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (point, name) = asked.place(&visit).unzip();
    let theme = visit.territory.theme_named(&asked.theme).map(|t| t.id);
    let around = point.map(|point| Around::new(point).of(theme));
    let mut cards = Vec::new();
    let mut next = String::new();
    if let Some(around) = around {
        let here = (visit.territory.id, visit.eyes());
        let after = Some(asked.after.as_str()).filter(|a| !a.is_empty());
        let page = around
            .page(visit.db.get().await?, here, after, limits::PAGE)
            .await?;
        next = page.next.as_deref().map(|n| asked.next(n)).unwrap_or_default();
        cards.extend(page.rows.into_iter().map(|row| Near {
            away: away(&visit, around.metres(&row)),
            card: Card::new(&visit, row),
        }));
    }
    let mut zones = territories::zones(&visit, &asked.zone);
    zones.retain(|zone| {
        let zone = visit.territory.zone_named(&zone.value);
        zone.is_some_and(|z| z.centre.is_some())
    });
    let config = &visit.app.config;
    let tiles = (config.tiles.clone(), config.tiles_credit.clone());
    let title = visit.tr.t("ideas-near-title");
    let p = visit.page(title).at("ideas").private();
    visit.show(&List {
        p: &p,
        asked: &asked,
        placed: around.is_some(),
        around: name.unwrap_or_default(),
        themes: territories::themes(&visit, &asked.theme),
        cards,
        next,
        zones,
        tiles,
    })
}
