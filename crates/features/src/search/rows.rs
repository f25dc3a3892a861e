//! What the index is made from, read in batches or one by one.

use std::collections::HashSet;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{
    apart,
    circles::{Eyes, VISIBLE_I},
};
use terreau_store::{Reach, Result, Select, Value};

/// An idea, as it enters the index.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Idea {
    pub territory_id: Id,
    pub id: Id,
    pub title: String,
    pub line: String,
    pub body: String,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub place: String,
    pub state: String,
    pub circle: i64,
    pub lang: String,
    pub supports: i64,
    pub published_at: Micros,
    pub author_id: Id,
    pub author: String,
    pub author_state: String,
}

/// A comment, as it enters the index.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Comment {
    pub territory_id: Id,
    pub id: Id,
    pub idea_id: Id,
    pub text: String,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub state: String,
    pub idea_state: String,
    pub circle: i64,
    pub lang: String,
    pub thanks: i64,
    pub created_at: Micros,
    pub author_id: Id,
    pub author: String,
    pub author_state: String,
}

/// A person, as they enter the index.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Person {
    pub territory_id: Id,
    pub id: Id,
    pub name: String,
    pub bio: String,
    pub zone_id: Option<Id>,
    pub state: String,
    pub ideas: i64,
    pub comments: i64,
    pub joined_at: Micros,
    pub circles: String,
    /// Names of the skills everybody finds them by.
    #[sqlx(default)]
    pub skills: String,
}

const IDEAS: &str =
    "select i.territory_id, i.id, i.title, i.line, i.body, i.theme_id, i.zone_id, i.place, i.state,
    i.circle, i.lang, i.supports, i.published_at, i.author_id, p.name as author, p.state as author_state
    from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id";
const COMMENTS: &str = "select c.territory_id, c.id, c.idea_id, c.text, i.theme_id, i.zone_id, c.state,
    i.state as idea_state, i.circle, c.lang, c.thanks, c.created_at, c.author_id,
    p.name as author, p.state as author_state
    from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
    join people p on p.territory_id = c.territory_id and p.id = c.author_id";
const PEOPLE: &str =
    "select p.territory_id, p.id, p.name, p.bio, p.zone_id, p.state, p.ideas, p.comments, p.joined_at,
    coalesce(f.circles, '{}') as circles from people p
    left join profiles f on f.territory_id = p.territory_id and f.person_id = p.id";
const SKILLS: &str = "select d.person_id, s.name_fr, s.name_en from directory d
    join skills s on s.territory_id = d.territory_id and s.id = d.key_id";

/// The next ideas after a position, of every territory.
pub async fn ideas(db: &mut impl Reach, after: (Id, Id), limit: i64) -> Result<Vec<Idea>> {
    let place = [Value::Id(after.0), Value::Id(after.1)];
    let select = Select::new(IDEAS).and("(i.territory_id, i.id) > (?, ?)", place);
    select
        .then("order by i.territory_id, i.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// The next comments after a position, of every territory.
pub async fn comments(db: &mut impl Reach, after: (Id, Id), limit: i64) -> Result<Vec<Comment>> {
    let place = [Value::Id(after.0), Value::Id(after.1)];
    let select = Select::new(COMMENTS).and("(c.territory_id, c.id) > (?, ?)", place);
    select
        .then("order by c.territory_id, c.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// The next people after a position, of every territory.
pub async fn people(db: &mut impl Reach, after: (Id, Id), limit: i64) -> Result<Vec<Person>> {
    let place = [Value::Id(after.0), Value::Id(after.1)];
    let select = Select::new(PEOPLE).and("(p.territory_id, p.id) > (?, ?)", place);
    let people: Vec<Person> = select
        .then("order by p.territory_id, p.id limit ?", [Value::Int(limit)])
        .all(db)
        .await?;
    skilled(db, people).await
}

/// The same people with the skills everybody finds them by, which their words are searched with.
async fn skilled(db: &mut impl Reach, mut people: Vec<Person>) -> Result<Vec<Person>> {
    for those in people.chunk_by_mut(|a, b| a.territory_id == b.territory_id) {
        let Some(territory) = those.first().map(|person| person.territory_id) else {
            continue;
        };
        let ids: Vec<Id> = those.iter().map(|person| person.id).collect();
        let found: Vec<(Id, String, String)> = Select::new(SKILLS)
            .and("d.territory_id = ?", [Value::Id(territory)])
            .and_in("d.person_id", &ids)
            .and("d.level = 0", [])
            .and("d.shown", [])
            .all(db)
            .await?;
        for (id, fr, en) in found {
            for person in those.iter_mut().filter(|person| person.id == id) {
                person.skills.push_str(&format!("\n{fr}. {en}."));
            }
        }
    }
    Ok(people)
}

/// These ideas.
pub async fn these_ideas(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Idea>> {
    Select::new(IDEAS)
        .and("i.territory_id = ?", [Value::Id(territory)])
        .and_in("i.id", ids)
        .all(db)
        .await
}

/// These comments.
pub async fn these_comments(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Comment>> {
    Select::new(COMMENTS)
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and_in("c.id", ids)
        .all(db)
        .await
}

/// The comments of an idea, after one of them.
pub async fn comments_under(
    db: &mut impl Reach,
    territory: Id,
    idea: Id,
    after: Id,
    limit: i64,
) -> Result<Vec<Comment>> {
    let select = Select::new(COMMENTS)
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and("c.idea_id = ?", [Value::Id(idea)])
        .and("c.id > ?", [Value::Id(after)]);
    select
        .then("order by c.id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// These people.
pub async fn these_people(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Person>> {
    let select = Select::new(PEOPLE).and("p.territory_id = ?", [Value::Id(territory)]);
    let people = select.and_in("p.id", ids).all(db).await?;
    skilled(db, people).await
}

/// What these people wrote: their ideas, then their comments.
pub async fn written_by(db: &mut impl Reach, territory: Id, people: &[Id]) -> Result<(Vec<Id>, Vec<Id>)> {
    let by = |head: &'static str| {
        Select::new(head)
            .and("territory_id = ?", [Value::Id(territory)])
            .and_in("author_id", people)
    };
    let ideas: Vec<(Id,)> = by("select id from ideas").all(db).await?;
    let comments: Vec<(Id,)> = by("select id from comments").all(db).await?;
    let ids = |rows: Vec<(Id,)>| rows.into_iter().map(|row| row.0).collect();
    Ok((ids(ideas), ids(comments)))
}

/// The index follows a moment later: what is in another state by now has no address any more. Looked at here, not in
/// the statement: SQLite would go through all ideas of these states instead of taking the few by their keys.
const OPEN: [&str; 6] = ["published", "archived", "project", "merged", "active", "imported"];

/// Those who were imported are public by what they wrote.
const NAMED: &str = "select id, slug, '', case when state = 'imported' and ideas + comments = 0 then 'unseen'
                     else state end from people p";

/// Id, address part and title of those ideas that are there for a viewer to open.
pub async fn open_ideas(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    ids: &[Id],
) -> Result<Vec<(Id, String, String)>> {
    let select = Select::new("select i.id, i.slug, i.title, i.state from ideas i")
        .and("i.territory_id = ?", [Value::Id(territory)])
        .and(VISIBLE_I, eyes.values())
        .and_in("i.id", ids);
    open(db, select, ids).await
}

/// Id and address part of those people who have a page; the title is empty.
pub async fn open_people(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    ids: &[Id],
) -> Result<Vec<(Id, String, String)>> {
    let select = Select::new(NAMED)
        .and("p.territory_id = ?", [Value::Id(territory)])
        .and(
            concat!("not ", apart!("p.territory_id", "?", "p.id")),
            [Value::Id(eyes.person)],
        )
        .and_in("p.id", ids);
    open(db, select, ids).await
}

/// Which of these comments were said by somebody who is kept apart from the viewer.
pub async fn hushed(db: &mut impl Reach, (territory, eyes): (Id, Eyes), ids: &[Id]) -> Result<HashSet<Id>> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(Id,)> = Select::new("select c.id from comments c")
        .and("c.territory_id = ?", [Value::Id(territory)])
        .and("c.body_id is null", [])
        .and(
            apart!("c.territory_id", "?", "c.author_id"),
            [Value::Id(eyes.person)],
        )
        .and_in("c.id", ids)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

async fn open(db: &mut impl Reach, select: Select, ids: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Id, String, String, String)> = select.all(db).await?;
    let open = rows.into_iter().filter(|row| OPEN.contains(&row.3.as_str()));
    Ok(open.map(|row| (row.0, row.1, row.2)).collect())
}
