//! Counts and latest words, as the home page and exploring show them.

use std::collections::HashMap;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{apart, circles::Eyes, visible};
use terreau_store::{Reach, Result, Select, Value, all, one, statements};

statements! {
    COUNTS = "select ideas, comments, people, supports from territory_counts where territory_id = $1";
    THEMES = "select id, ideas from themes where territory_id = $1";
    ZONES = "select id, ideas from zones where territory_id = $1";
    LATEST = concat!("select c.id, c.text, c.lang, c.created_at, c.body_id, p.name, p.state as author_state
        from comments c
        join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
        join people p on p.territory_id = c.territory_id and p.id = c.author_id
        where c.territory_id = $1 and c.state = 'published' and i.state = 'published' and ",
        visible!("i", "$2", "$3"), " and (c.body_id is not null or not ",
        apart!("c.territory_id", "$3", "c.author_id"), ") order by c.created_at desc, c.id desc limit $4");
}

/// What a territory counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Counts {
    pub ideas: i64,
    pub comments: i64,
    pub people: i64,
    pub supports: i64,
}

/// A word said lately.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Said {
    pub id: Id,
    pub text: String,
    pub lang: String,
    pub created_at: Micros,
    pub body_id: Option<Id>,
    pub name: String,
    pub author_state: String,
}

pub async fn counts(db: &mut impl Reach, territory: Id) -> Result<Counts> {
    Ok(one!(db, Counts, COUNTS, territory)?.unwrap_or_default())
}

pub async fn themes(db: &mut impl Reach, territory: Id) -> Result<Vec<(Id, i64)>> {
    all!(db, (Id, i64), THEMES, territory)
}

pub async fn zones(db: &mut impl Reach, territory: Id) -> Result<Vec<(Id, i64)>> {
    all!(db, (Id, i64), ZONES, territory)
}

pub async fn latest(db: &mut impl Reach, territory: Id, eyes: Eyes, limit: i64) -> Result<Vec<Said>> {
    all!(db, Said, LATEST, territory, eyes.level, eyes.person, limit)
}

/// Where the last decision about each of these is read, and contested, by whom it concerns.
pub async fn decisions(db: &mut impl Reach, territory: Id, objects: &[Id]) -> Result<HashMap<Id, String>> {
    if objects.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Id, Id)> = Select::new("select object_id, id from decisions")
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in("object_id", objects)
        .then("order by number", [])
        .all(db)
        .await?;
    let url = |id| format!("/decisions/{}", terreau_kernel::id::short(id));
    Ok(found.into_iter().map(|(object, id)| (object, url(id))).collect())
}
