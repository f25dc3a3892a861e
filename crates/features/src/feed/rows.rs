//! What a page of the feed needs, each thing once for the whole page.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::circles::VISIBLE_I;
use terreau_store::{Reach, Result, Select, Value, all, one, run, statements, value};

use super::Scene;
use crate::activity::Act;

statements! {
    /// Acts about something a person follows, in one stretch of the whole sequence.
    WALK = "select a.seq, a.kind, a.object_id, a.subject_id, a.idea_id, a.person_id, a.body_id, a.at from activity a
            where a.territory_id = $1 and a.seq >= $2 and a.seq < $3 and exists (
              select 1 from activity_topics t cross join follows f
              where t.territory_id = a.territory_id and t.seq = a.seq and t.way = 'about'
              and f.territory_id = t.territory_id and f.object_id = t.topic_id and f.person_id = $4
              and f.level = 'all')
            order by a.seq desc limit $5";
    EVERYTHING = "select a.seq, a.kind, a.object_id, a.subject_id, a.idea_id, a.person_id, a.body_id, a.at
                  from activity a where a.territory_id = $1 and a.seq < $2
                  and a.kind not in ('comment-thanked', 'mentioned', 'membership-changed')
                  order by a.seq desc limit $3";
    MARK = "select stopped, seen, at from feed_marks where territory_id = $1 and person_id = $2";
    SET_MARK = "insert into feed_marks (territory_id, person_id, stopped, seen, at) values ($1, $2, $3, $4, $5)
                on conflict (territory_id, person_id) do update set stopped = excluded.stopped,
                seen = excluded.seen, at = excluded.at";
    KEY_SINCE = "select created_at from feed_keys where territory_id = $1 and person_id = $2";
    SET_KEY = "insert into feed_keys (territory_id, person_id, hash, created_at) values ($1, $2, $3, $4)
               on conflict (territory_id, person_id) do update set hash = excluded.hash,
               created_at = excluded.created_at";
    DROP_KEY = "delete from feed_keys where territory_id = $1 and person_id = $2";
    BY_KEY = "select k.person_id from feed_keys k
              join people p on p.territory_id = k.territory_id and p.id = k.person_id
              where k.territory_id = $1 and k.hash = $2 and p.state in ('active', 'inactive', 'suspended')";
}

const REASONS: &str = "select t.seq, t.topic_id, f.kind, f.level from activity_topics t cross join follows f";
const IDEAS: &str =
    "select i.id, i.slug, i.title, i.line, i.lang, i.author_id, i.body_id, i.state from ideas i";
const COMMENTS: &str = "select id, text, lang, state from comments";
const PEOPLE: &str = "select p.id, p.name, p.state, coalesce(f.circles, '{}') as circles from people p
    left join profiles f on f.territory_id = p.territory_id and f.person_id = p.id";
const BODIES: &str = "select id, slug, name, state from bodies";
const SUPPORTS: &str = "select idea_id, person_id from supports";

/// States in which an idea is read.
const OPEN: [&str; 4] = ["published", "archived", "project", "merged"];

/// Why an act is there: something about which it is, that the person follows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Reason {
    pub seq: i64,
    pub topic_id: Id,
    pub kind: String,
    pub level: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Idea {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub lang: String,
    pub author_id: Id,
    pub body_id: Option<Id>,
    state: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Comment {
    pub id: Id,
    pub text: String,
    pub lang: String,
    state: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub state: String,
    pub circles: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Body {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub state: String,
}

/// Where somebody stopped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Mark {
    /// The latest act of the visit before this one.
    pub stopped: i64,
    /// The latest act of this visit.
    pub seen: i64,
    /// When they looked last.
    pub at: Micros,
}

pub async fn walk(
    db: &mut impl Reach,
    s: &Scene,
    (from, before): (i64, i64),
    limit: i64,
) -> Result<Vec<Act>> {
    all!(db, Act, WALK, s.territory, from, before, s.person, limit)
}

pub async fn everything(db: &mut impl Reach, territory: Id, before: i64, limit: i64) -> Result<Vec<Act>> {
    all!(db, Act, EVERYTHING, territory, before, limit)
}

pub async fn reasons(db: &mut impl Reach, s: &Scene, acts: &[Act]) -> Result<Vec<Reason>> {
    let seqs = acts.iter().map(|act| [Value::Int(act.seq)]).collect();
    Select::new(REASONS)
        .and("t.territory_id = ?", [Value::Id(s.territory)])
        .and("t.way = 'about'", [])
        .and_either("t.seq = ?", seqs)
        .and("f.territory_id = t.territory_id and f.object_id = t.topic_id", [])
        .and("f.person_id = ?", [Value::Id(s.person)])
        .then("order by t.seq, f.at, t.topic_id", [])
        .all(db)
        .await
}

/// The state is looked at here, not in the statement: SQLite would go through all ideas of these states instead of
/// taking the few by their keys.
pub async fn ideas(db: &mut impl Reach, s: &Scene, ids: &[Id]) -> Result<Vec<Idea>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = Select::new(IDEAS)
        .and("i.territory_id = ?", [Value::Id(s.territory)])
        .and_in("i.id", ids)
        .and(VISIBLE_I, s.eyes.values());
    let mut rows: Vec<Idea> = select.all(db).await?;
    rows.retain(|idea| OPEN.contains(&idea.state.as_str()));
    Ok(rows)
}

pub async fn comments(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Comment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = Select::new(COMMENTS)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids);
    let mut rows: Vec<Comment> = select.all(db).await?;
    rows.retain(|comment| comment.state == "published");
    Ok(rows)
}

pub async fn people(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Person>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Select::new(PEOPLE)
        .and("p.territory_id = ?", [Value::Id(territory)])
        .and_in("p.id", ids)
        .all(db)
        .await
}

pub async fn bodies(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Body>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Select::new(BODIES)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids)
        .all(db)
        .await
}

/// Supports of these ideas by these people that were not taken back. Not asked pair by pair: SQLite would read all
/// supports of the territory, and hold each against every pair.
pub async fn supports(
    db: &mut impl Reach,
    territory: Id,
    ideas: &[Id],
    people: &[Id],
) -> Result<Vec<(Id, Id)>> {
    if ideas.is_empty() || people.is_empty() {
        return Ok(Vec::new());
    }
    Select::new(SUPPORTS)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("idea_id", ideas)
        .and_in("person_id", people)
        .all(db)
        .await
}

pub async fn mark(db: &mut impl Reach, s: &Scene) -> Result<Option<Mark>> {
    one!(db, Mark, MARK, s.territory, s.person)
}

pub async fn set_mark(tx: &mut impl Reach, s: &Scene, mark: Mark) -> Result<()> {
    run!(
        tx,
        SET_MARK,
        s.territory,
        s.person,
        mark.stopped,
        mark.seen,
        mark.at
    )
    .map(drop)
}

pub async fn key_since(db: &mut impl Reach, s: &Scene) -> Result<Option<Micros>> {
    value!(db, Micros, KEY_SINCE, s.territory, s.person)
}

pub async fn set_key(tx: &mut impl Reach, s: &Scene, hash: Vec<u8>, at: Micros) -> Result<()> {
    run!(tx, SET_KEY, s.territory, s.person, hash, at).map(drop)
}

pub async fn drop_key(tx: &mut impl Reach, s: &Scene) -> Result<()> {
    run!(tx, DROP_KEY, s.territory, s.person).map(drop)
}

/// Whose key this is.
pub async fn by_key(db: &mut impl Reach, territory: Id, hash: Vec<u8>) -> Result<Option<Id>> {
    value!(db, Id, BY_KEY, territory, hash)
}
