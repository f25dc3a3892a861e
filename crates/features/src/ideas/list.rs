//! Lists of ideas: by order, theme, quarter and state, a page at a time from a position.

use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, limits, time::Micros};
use terreau_kit::{
    circles::{Eyes, VISIBLE_I},
    paging::{self, Paged},
};
use terreau_store::{Reach, Result, Select, Value};

use super::life::IdeaState;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The latest first.
    #[default]
    Newest,
    /// The most backed first.
    Backed,
    /// The most discussed first.
    Discussed,
    /// What gathers support these days.
    Growing,
}

impl Order {
    /// All orders, as a page offers them.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Growing, Self::Backed, Self::Discussed];

    /// Its word in addresses and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Backed => "backed",
            Self::Discussed => "discussed",
            Self::Growing => "growing",
        }
    }

    fn keyset(self) -> (&'static str, &'static str) {
        match self {
            Self::Newest => (
                "(i.published_at, i.id) < (?, ?)",
                "order by i.published_at desc, i.id desc limit ?",
            ),
            Self::Backed => (
                "(i.supports, i.id) < (?, ?)",
                "order by i.supports desc, i.id desc limit ?",
            ),
            Self::Discussed => (
                "(i.comments, i.id) < (?, ?)",
                "order by i.comments desc, i.id desc limit ?",
            ),
            Self::Growing => (
                "(i.growth, i.id) < (?, ?)",
                "order by i.growth desc, i.id desc limit ?",
            ),
        }
    }
}

/// What a list shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filter {
    /// In which order.
    pub order: Order,
    /// Of one theme.
    pub theme: Option<Id>,
    /// Of one quarter.
    pub zone: Option<Id>,
    /// In one state.
    pub state: IdeaState,
    /// By one person.
    pub author: Option<Id>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            order: Order::Newest,
            theme: None,
            zone: None,
            state: IdeaState::Published,
            author: None,
        }
    }
}

/// A row of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Row {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub place: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub point_precision: String,
    pub lang: String,
    pub state: String,
    pub author_id: Id,
    pub author_name: String,
    pub author_slug: String,
    pub author_state: String,
    pub body_id: Option<Id>,
    pub supports: i64,
    pub comments: i64,
    pub growth: f64,
    pub cover_id: Option<Id>,
    pub published_at: Micros,
    pub updated_at: Micros,
}

/// Everything before the conditions of a list.
pub const HEAD: &str = "select i.id, i.slug, i.title, i.line, i.theme_id, i.zone_id, i.place, i.lat, i.lon,
    i.point_precision, i.lang, i.state, i.author_id, p.name as author_name, p.slug as author_slug,
    p.state as author_state, i.body_id, i.supports, i.comments, i.growth, i.cover_id, i.published_at, i.updated_at
    from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id";

/// The statement of a list; `after` is the cursor of the page before.
#[must_use]
pub fn select(territory: Id, eyes: Eyes, filter: Filter, after: Option<&str>, limit: i64) -> Select {
    let mut select = Select::new(HEAD).and("i.territory_id = ?", [Value::Id(territory)]);
    if let Some(author) = filter.author {
        select = select.and("i.author_id = ?", [Value::Id(author)]);
    }
    if let Some(theme) = filter.theme {
        select = select.and("i.theme_id = ?", [Value::Id(theme)]);
    }
    if let Some(zone) = filter.zone {
        select = select.and("i.zone_id = ?", [Value::Id(zone)]);
    }
    select = select
        .and("i.state = ?", [Value::from(filter.state.code())])
        .and(VISIBLE_I, eyes.values());
    let (before, order) = filter.order.keyset();
    if let Some(values) = after.and_then(|cursor| place(filter.order, cursor)) {
        select = select.and(before, values);
    }
    select.then(order, [Value::Int(limit)])
}

fn place(order: Order, cursor: &str) -> Option<[Value; 2]> {
    if order == Order::Growing {
        let (growth, id): (f64, Id) = paging::position(cursor)?;
        return Some([Value::Real(growth), Value::Id(id)]);
    }
    let (n, id): (i64, Id) = paging::position(cursor)?;
    Some([Value::Int(n), Value::Id(id)])
}

/// A page of ideas.
///
/// # Errors
/// What the engine says.
pub async fn page(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    filter: Filter,
    after: Option<&str>,
    size: usize,
) -> Result<Paged<Row>> {
    let size = size.clamp(1, limits::API_PAGE_MAX);
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows: Vec<Row> = select(territory, eyes, filter, after, limit).all(db).await?;
    Ok(match filter.order {
        Order::Growing => Paged::cut(rows, size, |r| (r.growth, r.id)),
        Order::Newest => Paged::cut(rows, size, |r| (r.published_at, r.id)),
        Order::Backed => Paged::cut(rows, size, |r| (r.supports, r.id)),
        Order::Discussed => Paged::cut(rows, size, |r| (r.comments, r.id)),
    })
}
