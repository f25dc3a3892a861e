//! Comments read from the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, Select, Value, all, one, statements};

use super::life::CommentState;

statements! {
    FULL = "select c.id, c.idea_id, c.parent_id, c.root_id, c.depth, c.author_id, p.name as author_name,
        p.slug as author_slug, p.state as author_state, c.body_id, c.side, c.text, c.text_html, c.lang, c.state,
        c.version, c.replies, c.thanks, c.created_at, c.edited_at
        from comments c join people p on p.territory_id = c.territory_id and p.id = c.author_id
        where c.territory_id = $1 and c.id = $2";
    SIDES = "select side, first_comments from comment_sides where territory_id = $1 and idea_id = $2";
}

macro_rules! row {
    ($parent:literal) => {
        concat!(
            "select c.id, c.parent_id, c.root_id, c.author_id, p.name as author_name, p.slug as author_slug,
             p.state as author_state, p.portrait_id, c.body_id, c.text_html, c.lang, c.state, c.replies, c.thanks,
             c.relevance, c.historic_supports, c.created_at, c.edited_at, ",
            $parent,
            " from comments c join people p on p.territory_id = c.territory_id and p.id = c.author_id"
        )
    };
}

/// The nth reply of each thread of `r`, found in the index whatever the length of the thread.
macro_rules! nth {
    ($n:literal) => {
        concat!(
            "select (select x.id from comments x where x.territory_id = r.territory_id and x.root_id = r.id
             and x.depth > 0 and (x.state = 'published' or x.replies > 0)
             order by x.created_at, x.id limit 1 offset ",
            $n,
            ") as id from r"
        )
    };
}

pub const ID: &str = "select c.id from comments c";
pub const FIRST: &str = row!(
    "c.body_id as parent_body, c.author_id as parent_author, cast(null as text) as parent_name,
    cast(null as text) as parent_state"
);
const REPLY: &str = concat!(
    row!(
        "q.body_id as parent_body, q.author_id as parent_author, qp.name as parent_name, qp.state as parent_state"
    ),
    " left join comments q on q.territory_id = c.territory_id and q.id = c.parent_id
     left join people qp on qp.territory_id = q.territory_id and qp.id = q.author_id"
);
const SEEN: &str = "(c.state = 'published' or c.replies > 0)";
const BEGINNINGS: &str = concat!(
    ") ",
    nth!("0"),
    " union all ",
    nth!("1"),
    " union all ",
    nth!("2")
);

/// A comment of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    pub id: Id,
    pub parent_id: Option<Id>,
    pub root_id: Id,
    pub author_id: Id,
    pub author_name: String,
    pub author_slug: String,
    pub author_state: String,
    pub portrait_id: Option<Id>,
    pub body_id: Option<Id>,
    pub text_html: String,
    pub lang: String,
    pub state: String,
    pub replies: i64,
    pub thanks: i64,
    pub relevance: f64,
    pub historic_supports: Option<i64>,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
    pub parent_body: Option<Id>,
    pub parent_author: Option<Id>,
    pub parent_name: Option<String>,
    pub parent_state: Option<String>,
}

/// The state of a comment for a viewer who is kept apart from its author; never one that is kept.
pub const APART: &str = "apart";

impl Row {
    /// It is among those that are counted.
    pub fn counted(&self) -> bool {
        self.state == CommentState::Published.code() || self.state == APART
    }
}

/// A comment, whole.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Full {
    pub id: Id,
    pub idea_id: Id,
    pub parent_id: Option<Id>,
    pub root_id: Id,
    pub depth: i64,
    pub author_id: Id,
    pub author_name: String,
    pub author_slug: String,
    pub author_state: String,
    pub body_id: Option<Id>,
    pub side: Option<String>,
    pub text: String,
    pub text_html: String,
    pub lang: String,
    pub state: String,
    pub version: i64,
    pub replies: i64,
    pub thanks: i64,
    pub created_at: Micros,
    pub edited_at: Option<Micros>,
}

impl Full {
    /// Where it stands.
    #[must_use]
    pub fn life(&self) -> CommentState {
        CommentState::from_code(&self.state).unwrap_or(CommentState::Hidden)
    }

    /// Its lasting address.
    #[must_use]
    pub fn url(&self) -> String {
        url(self.id)
    }
}

/// The lasting address of a comment.
#[must_use]
pub fn url(id: Id) -> String {
    format!("/comments/{}", terreau_kernel::id::short(id))
}

/// Which first comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Whatever their side.
    Any,
    /// Those that take this side.
    Taken(&'static str),
    /// Those that take none.
    Untold,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The most useful first.
    #[default]
    Best,
    /// The latest first.
    Time,
}

/// A list of first comments.
#[derive(Debug, Clone, Copy)]
pub struct List {
    pub territory: Id,
    pub idea: Id,
    pub side: Side,
    pub sort: Sort,
    pub limit: usize,
}

fn rows(n: usize) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// First comments after a position, one more than asked: rows, or ids alone.
pub fn first(head: &'static str, list: List, after: &str) -> Select {
    use terreau_kit::paging::position;
    let mut select = Select::new(head)
        .and("c.territory_id = ?", [Value::Id(list.territory)])
        .and("c.idea_id = ?", [Value::Id(list.idea)])
        .and("c.depth = 0", []);
    select = match list.side {
        Side::Any => select,
        Side::Taken(side) => select.and("c.side = ?", [Value::from(side)]),
        Side::Untold => select.and("c.side is null", []),
    };
    select = select.and(SEEN, []);
    let (before, order) = match list.sort {
        Sort::Best => (
            "(c.relevance, c.id) < (?, ?)",
            "order by c.relevance desc, c.id desc limit ?",
        ),
        Sort::Time => (
            "(c.created_at, c.id) < (?, ?)",
            "order by c.created_at desc, c.id desc limit ?",
        ),
    };
    let place = match list.sort {
        Sort::Best => position::<(f64, Id)>(after).map(|(score, id)| [Value::Real(score), Value::Id(id)]),
        Sort::Time => position::<(i64, Id)>(after).map(|(at, id)| [Value::Int(at), Value::Id(id)]),
    };
    if let Some(place) = place {
        select = select.and(before, place);
    }
    select.then(order, [rows(list.limit + 1)])
}

/// The first replies of several threads. Their ids come first, so that the engine can only take rows by key.
pub async fn beginnings(db: &mut impl Reach, territory: Id, roots: &[Id]) -> Result<Vec<Row>> {
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Option<Id>,)> = Select::new("with r as (select territory_id, id from comments")
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", roots)
        .then(BEGINNINGS, [])
        .all(db)
        .await?;
    let ids: Vec<Id> = found.into_iter().filter_map(|(id,)| id).collect();
    // Put in order here: asked to, SQLite walks through all comments of the territory in theirs.
    let mut replies: Vec<Row> = Select::new(REPLY)
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and_in("c.id", &ids)
        .all(db)
        .await?;
    replies.sort_unstable_by_key(|reply| (reply.created_at, reply.id));
    Ok(replies)
}

/// The first comment of a thread, as a list shows it.
pub async fn root(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Row>> {
    let select = Select::new(FIRST)
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and("c.id = ?", [Value::Id(id)]);
    Ok(select.all(db).await?.pop())
}

/// Replies of a thread from a position on (that one included), one more than asked.
pub async fn replies(
    db: &mut impl Reach,
    (territory, root): (Id, Id),
    from: Option<(Micros, Id)>,
    limit: usize,
) -> Result<Vec<Row>> {
    let mut select = Select::new(REPLY)
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and("c.root_id = ?", [Value::Id(root)])
        .and("c.depth > 0", [])
        .and(SEEN, []);
    if let Some((at, id)) = from {
        select = select.and("(c.created_at, c.id) >= (?, ?)", [Value::Int(at), Value::Id(id)]);
    }
    select
        .then("order by c.created_at, c.id limit ?", [rows(limit + 1)])
        .all(db)
        .await
}

/// Which of these a person thanked.
pub async fn thanked(db: &mut impl Reach, territory: Id, person: Id, ids: &[Id]) -> Result<Vec<(Id,)>> {
    Select::new("select comment_id from thanks")
        .and("territory_id = ?", [Value::Id(territory)])
        .and("person_id = ?", [Value::Id(person)])
        .and_in("comment_id", ids)
        .all(db)
        .await
}

/// Why these were hidden, the latest reason last.
pub async fn hidden_for(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Select::new("select object_id, reason from steps")
        .and("territory_id = ?", [Value::Id(territory)])
        .and("move = 'hide'", [])
        .and_in("object_id", ids)
        .then("order by at, id", [])
        .all(db)
        .await
}

pub async fn full(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Full>> {
    one!(db, Full, FULL, territory, id)
}

pub async fn sides(db: &mut impl Reach, territory: Id, idea: Id) -> Result<Vec<(String, i64)>> {
    all!(db, (String, i64), SIDES, territory, idea)
}
