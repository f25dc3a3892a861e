//! What happened on an object since a page was drawn, what it counts now, and how many read it at other nodes.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::apart;
use terreau_store::{Reach, Result, Select, Value, all, events::Position, one, run, statements, value};

statements! {
    LAST = "select tx, position from events where territory_id = $1 and subject_id = $2
        and (tx, position) <= ($3, $4) order by tx desc, position desc limit 1";
    OLDEST = "select tx, position from events order by tx, position limit 1";
    KEPT = "select count(*) from (select 1 as n from events where (tx, position) <= ($1, $2) limit 1) k";
    FRESH = concat!("select c.id from events e
        join comments c on c.territory_id = e.territory_id and c.id = e.object_id
        where e.territory_id = $1 and e.subject_id = $2 and e.kind = 'comment-made' and (e.tx, e.position) > ($3, $4)
        and (e.tx, e.position) <= ($5, $6) and c.state = 'published' and c.author_id <> $7
        and (c.body_id is not null or not ", apart!("e.territory_id", "$7", "c.author_id"), ")
        order by e.tx, e.position limit $8");
    // A page of lines: older ones are not taken back any more.
    CHANGED = "select max(case when l.removed_at > l.at then l.removed_at else l.at end) from (
        select at, removed_at from conversation_lines where territory_id = $1 and conversation_id = $2 and at >= $3
        and (not inside or $4) and not exists (select 1 from blocks z where z.territory_id = $1 and z.person_id = $5
        and z.other_id = conversation_lines.person_id and z.apart) order by at desc limit 30) l";
    READERS = "insert into live_readers (territory_id, object_id, node_id, readers, at) values ($1, $2, $3, $4, $5)
        on conflict (territory_id, object_id, node_id) do update set readers = excluded.readers, at = excluded.at";
    ELSEWHERE = "select territory_id, object_id, cast(sum(readers) as bigint) as readers from live_readers
        where node_id <> $1 and at > $2 group by territory_id, object_id";
    GONE = "delete from live_readers where at < $1 or (node_id = $2 and at < $3)";
}

/// An idea, as far as its open pages are told.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Idea {
    pub id: Id,
    pub supports: i64,
    pub comments: i64,
    pub circle: i64,
    pub state: String,
}

/// What an idea is called when anybody may see it, in its circle or out of it.
const SHOWN: [&str; 3] = ["published", "archived", "project"];

impl Idea {
    /// Anybody may see it.
    pub fn open(&self) -> bool {
        self.circle == 0 && SHOWN.contains(&self.state.as_str())
    }
}

/// A comment that was made, and who answers for it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Said {
    pub id: Id,
    pub author_id: Id,
    pub body_id: Option<Id>,
}

/// The last event about an object, up to a position; where none is kept, the oldest of all.
pub async fn last(db: &mut impl Reach, (territory, object): (Id, Id), upto: Position) -> Result<Position> {
    if let Some(last) = one!(db, Position, LAST, territory, object, upto.tx, upto.position)? {
        return Ok(last);
    }
    Ok(one!(db, Position, OLDEST)?.unwrap_or_default())
}

/// True when the events after a position are all there: none was forgotten.
pub async fn kept(db: &mut impl Reach, after: Position) -> Result<bool> {
    // At the beginning there is nothing before.
    let beginning = after == Position::default();
    Ok(beginning || value!(db, i64, KEPT, after.tx, after.position)?.unwrap_or(0) > 0)
}

/// Comments made between two positions, as this person may see them: not their own.
pub async fn fresh(
    db: &mut impl Reach,
    (territory, idea): (Id, Id),
    (after, upto): (Position, Position),
    person: Id,
    limit: i64,
) -> Result<Vec<Id>> {
    let found = all!(
        db,
        (Id,),
        FRESH,
        territory,
        idea,
        after.tx,
        after.position,
        upto.tx,
        upto.position,
        person,
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

pub async fn ideas(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Idea>> {
    Select::new("select id, supports, comments, circle, state from ideas")
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids)
        .all(db)
        .await
}

/// Of these comments, those that are shown.
pub async fn said(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Said>> {
    Select::new("select id, author_id, body_id from comments")
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("id", ids)
        .and("state = 'published'", [])
        .all(db)
        .await
}

/// Of these authors, each with one who is kept apart from them.
pub async fn apart(db: &mut impl Reach, territory: Id, authors: &[Id]) -> Result<Vec<(Id, Id)>> {
    Select::new("select person_id, other_id from blocks")
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("person_id", authors)
        .and("apart", [])
        .all(db)
        .await
}

/// The moment of the last change that somebody sees in a conversation: a line, or one taken back.
pub async fn changed(
    db: &mut impl Reach,
    (territory, conversation): (Id, Id),
    from: Micros,
    (inside, apart): (bool, Id),
) -> Result<Micros> {
    let found = value!(
        db,
        Option<Micros>,
        CHANGED,
        territory,
        conversation,
        from,
        inside,
        apart
    )?;
    Ok(found.flatten().unwrap_or(0))
}

pub async fn readers(
    tx: &mut impl Reach,
    (territory, object): (Id, Id),
    node: Id,
    readers: i64,
    at: Micros,
) -> Result<()> {
    run!(tx, READERS, territory, object, node, readers, at).map(drop)
}

pub async fn elsewhere(db: &mut impl Reach, node: Id, since: Micros) -> Result<Vec<(Id, Id, i64)>> {
    all!(db, (Id, Id, i64), ELSEWHERE, node, since)
}

/// Forgets the rows of nodes that stopped, and of this one those of objects that nobody reads here any more.
pub async fn gone(tx: &mut impl Reach, old: Micros, node: Id, mine: Micros) -> Result<()> {
    run!(tx, GONE, old, node, mine).map(drop)
}
