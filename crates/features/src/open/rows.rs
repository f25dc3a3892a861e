//! What is open to all, in the database. Every list here carries the public states and the one predicate.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{
    circles::{Eyes, VISIBLE_I},
    visible,
};
use terreau_store::{Reach, Result, Select, Value, all, one, statements, value};

use super::shape::Stats;

statements! {
    STATS = "select ideas, comments, people, supports from territory_counts where territory_id = $1";
    THEMES = "select id, ideas from themes where territory_id = $1";
    PERSON = "select id from people where territory_id = $1 and slug = $2 and state <> 'anonymised'";
    STILL = "select id from people where territory_id = $1 and id = $2 and state <> 'anonymised'";
    BOUNDS = concat!("select published_at, id from (select i.published_at, i.id,
        row_number() over (order by i.published_at, i.id) as place from ideas i
        where i.territory_id = $1 and i.state = 'published' and ", visible!("i", "$2", "$3"), ") as ranked
        where place % $4 = 1 order by published_at, id");
}

/// Ideas anybody may read, whatever became of them.
const READABLE: &str = "i.state in ('published', 'archived', 'project')";

const COMMENTS: &str = "select c.id, c.idea_id, c.parent_id, c.root_id, c.depth, c.side, c.state, c.text, c.text_html,
    c.lang, c.body_id, c.thanks, c.replies, c.created_at, c.edited_at, p.name as author_name, p.slug as author_slug,
    p.state as author_state, i.title as idea_title
    from comments c
    join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
    join people p on p.territory_id = c.territory_id and p.id = c.author_id";

const IDEAS: &str = "select i.id, i.slug, i.title, i.line, i.body, i.theme_id, i.zone_id, i.place, i.lat,
    i.lon, i.point_precision, i.lang, i.state, i.body_id, i.supports, i.comments, i.historic_supports,
    i.historic_opposes, i.historic_mixed, i.published_at, i.updated_at, p.name as author_name, p.state as author_state
    from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id";

const PLACED: &str = "select i.id, i.slug, i.title, i.line, i.theme_id, i.place, i.lat, i.lon,
    i.point_precision, i.supports, i.comments, i.published_at from ideas i";

/// A comment with the idea it stands under.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct CommentRow {
    pub id: Id,
    pub idea_id: Id,
    pub parent_id: Option<Id>,
    pub root_id: Id,
    pub depth: i64,
    pub side: Option<String>,
    pub state: String,
    pub text: String,
    pub text_html: String,
    pub lang: String,
    pub body_id: Option<Id>,
    pub thanks: i64,
    pub replies: i64,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub author_name: String,
    pub author_slug: String,
    pub author_state: String,
    pub idea_title: String,
}

/// An idea as tables hold it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct IdeaRow {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub body: String,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub place: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub point_precision: String,
    pub lang: String,
    pub state: String,
    pub body_id: Option<Id>,
    pub supports: i64,
    pub comments: i64,
    pub historic_supports: Option<i64>,
    pub historic_opposes: Option<i64>,
    pub historic_mixed: Option<i64>,
    pub published_at: Micros,
    pub updated_at: Micros,
    pub author_name: String,
    pub author_state: String,
}

/// An idea that stands somewhere.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct PlacedRow {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub theme_id: Option<Id>,
    pub place: String,
    pub lat: f64,
    pub lon: f64,
    pub point_precision: String,
    pub supports: i64,
    pub comments: i64,
    pub published_at: Micros,
}

/// Which ideas, or the comments of which ideas.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Of {
    /// Of one theme.
    pub theme: Option<Id>,
    /// Of one quarter.
    pub zone: Option<Id>,
    /// In one state.
    pub state: Option<&'static str>,
}

/// Where a request stands: territory and eyes.
pub type Here = (Id, Eyes);

fn of(mut select: Select, (territory, eyes): Here, of: &Of) -> Select {
    select = select.and("i.territory_id = ?", [Value::Id(territory)]);
    if let Some(theme) = of.theme {
        select = select.and("i.theme_id = ?", [Value::Id(theme)]);
    }
    if let Some(zone) = of.zone {
        select = select.and("i.zone_id = ?", [Value::Id(zone)]);
    }
    select = match of.state {
        Some(state) => select.and("i.state = ?", [Value::from(state)]),
        None => select.and(READABLE, []),
    };
    select.and(VISIBLE_I, eyes.values())
}

/// Totals of a territory.
pub async fn stats(db: &mut impl Reach, territory: Id) -> Result<Stats> {
    Ok(one!(db, Stats, STATS, territory)?.unwrap_or_default())
}

/// Public ideas of each theme.
pub async fn themes(db: &mut impl Reach, territory: Id) -> Result<Vec<(Id, i64)>> {
    all!(db, (Id, i64), THEMES, territory)
}

/// The id of a person's slug.
pub async fn person(db: &mut impl Reach, territory: Id, slug: &str) -> Result<Option<Id>> {
    value!(db, Id, PERSON, territory, slug)
}

/// The same id, unless that person left.
pub async fn still(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Id>> {
    value!(db, Id, STILL, territory, id)
}

/// The discussion of an idea, oldest first, after a position; places of comments taken out stay where others answered.
pub async fn discussion(
    db: &mut impl Reach,
    here: Here,
    idea: Id,
    after: Option<(Micros, Id)>,
    limit: i64,
) -> Result<Vec<CommentRow>> {
    let mut select = of(Select::new(COMMENTS), here, &Of::default())
        .and("c.territory_id = ?", [Value::Id(here.0)])
        .and("c.idea_id = ?", [Value::Id(idea)])
        .and("(c.state = 'published' or c.replies > 0)", []);
    if let Some((at, id)) = after {
        let position = [Value::Int(at), Value::Id(id)];
        select = select.and("(c.created_at, c.id) > (?, ?)", position);
    }
    let select = select.then("order by c.created_at, c.id limit ?", [Value::Int(limit)]);
    select.all(db).await
}

/// The latest comments, under one idea or under all.
pub async fn latest(
    db: &mut impl Reach,
    here: Here,
    filter: &Of,
    idea: Option<Id>,
    limit: i64,
) -> Result<Vec<CommentRow>> {
    let mut select = of(Select::new(COMMENTS), here, filter)
        .and("c.territory_id = ?", [Value::Id(here.0)])
        .and("c.state = 'published'", []);
    if let Some(idea) = idea {
        select = select.and("c.idea_id = ?", [Value::Id(idea)]);
    }
    let order = "order by c.created_at desc, c.id desc limit ?";
    select.then(order, [Value::Int(limit)]).all(db).await
}

/// Comments in the order of their ids, after one of them.
pub async fn comments_after(
    db: &mut impl Reach,
    here: Here,
    filter: &Of,
    after: Id,
    limit: i64,
) -> Result<Vec<CommentRow>> {
    of(Select::new(COMMENTS), here, filter)
        .and("c.territory_id = ?", [Value::Id(here.0)])
        .and("c.state = 'published'", [])
        .and("c.id > ?", [Value::Id(after)])
        .then("order by c.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// Ideas in the order of their ids, after one of them.
pub async fn ideas_after(
    db: &mut impl Reach,
    here: Here,
    filter: &Of,
    after: Id,
    limit: i64,
) -> Result<Vec<IdeaRow>> {
    of(Select::new(IDEAS), here, filter)
        .and("i.id > ?", [Value::Id(after)])
        .then("order by i.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// The newest ideas that stand somewhere.
pub async fn placed(db: &mut impl Reach, here: Here, filter: &Of, limit: i64) -> Result<Vec<PlacedRow>> {
    let order = "order by i.published_at desc, i.id desc limit ?";
    of(Select::new(PLACED), here, filter)
        .and("i.lat is not null and i.lon is not null", [])
        .then(order, [Value::Int(limit)])
        .all(db)
        .await
}

/// The texts, as HTML, of ideas that a list found visible just before: taken by their keys alone.
pub async fn texts(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Select::new("select i.id, i.body_html from ideas i")
        .and("i.territory_id = ?", [Value::Id(territory)])
        .and_in("i.id", ids)
        .all(db)
        .await
}

/// Where each file of the site map begins.
pub async fn bounds(db: &mut impl Reach, here: Here, size: i64) -> Result<Vec<(Micros, Id)>> {
    all!(
        db,
        (Micros, Id),
        BOUNDS,
        here.0,
        here.1.level,
        here.1.person,
        size
    )
}

/// Slug and last change of the ideas of one file of the site map.
pub async fn mapped(
    db: &mut impl Reach,
    here: Here,
    (at, id): (Micros, Id),
    limit: i64,
) -> Result<Vec<(String, Micros)>> {
    let published = Of {
        state: Some("published"),
        ..Of::default()
    };
    let order = "order by i.published_at, i.id limit ?";
    of(
        Select::new("select i.slug, i.updated_at from ideas i"),
        here,
        &published,
    )
    .and(
        "(i.published_at, i.id) >= (?, ?)",
        [Value::Int(at), Value::Id(id)],
    )
    .then(order, [Value::Int(limit)])
    .all(db)
    .await
}
