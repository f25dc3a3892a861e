//! People in the database, as their public page shows them.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{apart, circles::Eyes, visible};
use terreau_store::{Reach, Result, all, one, statements};

statements! {
    BY_SLUG = concat!("select p.id, p.name, p.state, p.role, p.ideas, p.comments, p.joined_at, p.portrait_id
        from people p
        where p.territory_id = $1 and p.slug = $2 and not ", apart!("p.territory_id", "$3", "p.id"));
    BODIES = "select b.slug, b.name, b.state from memberships m
        join bodies b on b.territory_id = m.territory_id and b.id = m.body_id
        where m.territory_id = $1 and m.person_id = $2 and m.state = 'active' and m.shown
        and m.role in ('administrator', 'spokesperson') and b.state in ('verified', 'flagged')
        order by b.name_key, b.id limit 50";
    IDEAS = concat!("select i.id, i.slug, i.title, i.line, i.lang, i.supports, i.comments, i.published_at as at
        from ideas i where i.territory_id = $1 and i.author_id = $2 and i.body_id is null
        and i.state in ('published', 'archived', 'project') and (i.published_at, i.id) < ($3, $4) and ",
        visible!("i", "$5", "$6"), " order by i.published_at desc, i.id desc limit $7");
    WORDS = concat!("select c.id, c.text, c.lang, c.created_at as at, i.title from comments c
        join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
        where c.territory_id = $1 and c.author_id = $2 and c.state = 'published' and c.body_id is null
        and i.state in ('published', 'archived', 'project') and (c.created_at, c.id) < ($3, $4) and ",
        visible!("i", "$5", "$6"), " order by c.created_at desc, c.id desc limit $7");
}

/// Somebody's public side.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub state: String,
    pub role: String,
    pub ideas: i64,
    pub comments: i64,
    pub joined_at: Micros,
    pub portrait_id: Option<Id>,
}

/// A body they speak for, and agree to be named with.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct SpokenFor {
    pub slug: String,
    pub name: String,
    pub state: String,
}

/// An idea of theirs.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Proposed {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub lang: String,
    pub supports: i64,
    pub comments: i64,
    pub at: Micros,
}

/// A word of theirs.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Said {
    pub id: Id,
    pub text: String,
    pub lang: String,
    pub at: Micros,
    pub title: String,
}

pub async fn by_slug(db: &mut impl Reach, territory: Id, slug: &str, viewer: Id) -> Result<Option<Person>> {
    one!(db, Person, BY_SLUG, territory, slug, viewer)
}

pub async fn bodies(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<SpokenFor>> {
    all!(db, SpokenFor, BODIES, territory, person)
}

pub async fn ideas(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    person: Id,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Proposed>> {
    all!(
        db,
        Proposed,
        IDEAS,
        territory,
        person,
        before.0,
        before.1,
        eyes.level,
        eyes.person,
        limit
    )
}

pub async fn words(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    person: Id,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Said>> {
    all!(
        db,
        Said,
        WORDS,
        territory,
        person,
        before.0,
        before.1,
        eyes.level,
        eyes.person,
        limit
    )
}
