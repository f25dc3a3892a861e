//! Follows and saved searches in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements, value};

use super::{Bond, Kind, Level};

statements! {
    DROP_FOLLOWS = "delete from follows where territory_id = $1 and (person_id = $2 or object_id = $2)";
    DROP_SEARCHES = "delete from saved_searches where territory_id = $1 and person_id = $2";
    DROP_MARKS = "delete from feed_marks where territory_id = $1 and person_id = $2";
    DROP_KEYS = "delete from feed_keys where territory_id = $1 and person_id = $2";
    FOLLOWS = "select count(*) from follows where territory_id = $1 and object_id = $2 and person_id = $3";
    FOLLOW = "insert into follows (territory_id, object_id, person_id, kind, at) values ($1, $2, $3, $4, $5)
              on conflict (territory_id, object_id, person_id) do nothing";
    UNFOLLOW = "delete from follows where territory_id = $1 and object_id = $2 and person_id = $3";
    DROP_SEARCH = "delete from saved_searches where territory_id = $1 and id = $2 and person_id = $3";
    LEVEL = "update follows set level = $4 where territory_id = $1 and object_id = $2 and person_id = $3";
    OF_PERSON = "select object_id, level, at from follows
                 where territory_id = $1 and person_id = $2 and kind = $3 and (at, object_id) < ($4, $5)
                 order by at desc, object_id desc limit $6";
    TOPICS = "select object_id from follows where territory_id = $1 and person_id = $2 and level = 'all'
              order by at desc limit $3";
    SEARCHES = "select id, words, theme_id, zone_id from saved_searches where territory_id = $1 and person_id = $2
                order by created_at, id";
    KEEP = "insert into saved_searches (territory_id, id, person_id, words, theme_id, zone_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)";
}

/// Searches one person keeps: each new idea is held against all of them.
const MOST: usize = 50;

/// Something somebody follows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Followed {
    pub object_id: Id,
    level: String,
    pub at: Micros,
}

impl Followed {
    /// How closely.
    #[must_use]
    pub fn level(&self) -> Level {
        Level::from_code(&self.level).unwrap_or(Level::All)
    }
}

/// What a saved search asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    pub words: String,
    pub theme: Option<Id>,
    pub zone: Option<Id>,
}

#[derive(sqlx::FromRow)]
struct Kept {
    id: Id,
    words: String,
    theme_id: Option<Id>,
    zone_id: Option<Id>,
}

pub async fn follows(db: &mut impl Reach, b: Bond) -> Result<bool> {
    let count = value!(db, i64, FOLLOWS, b.territory, b.object, b.person)?;
    Ok(count.is_some_and(|n| n > 0))
}

pub async fn follow(tx: &mut impl Reach, b: Bond, kind: Kind, at: Micros) -> Result<()> {
    run!(tx, FOLLOW, b.territory, b.object, b.person, kind.code(), at).map(drop)
}

pub async fn unfollow(tx: &mut impl Reach, b: Bond) -> Result<()> {
    run!(tx, UNFOLLOW, b.territory, b.object, b.person)?;
    run!(tx, DROP_SEARCH, b.territory, b.object, b.person).map(drop)
}

pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    for text in [DROP_FOLLOWS, DROP_SEARCHES, DROP_MARKS, DROP_KEYS] {
        run!(tx, text, territory, person)?;
    }
    Ok(())
}

pub async fn set_level(tx: &mut impl Reach, b: Bond, level: Level) -> Result<bool> {
    Ok(run!(tx, LEVEL, b.territory, b.object, b.person, level.code())? > 0)
}

pub async fn of_person(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    kind: Kind,
    (at, last): (Micros, Id),
    limit: i64,
) -> Result<Vec<Followed>> {
    all!(
        db,
        Followed,
        OF_PERSON,
        territory,
        person,
        kind.code(),
        at,
        last,
        limit
    )
}

pub async fn topics(db: &mut impl Reach, territory: Id, person: Id, most: i64) -> Result<Vec<Id>> {
    let rows = all!(db, (Id,), TOPICS, territory, person, most)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

pub async fn searches(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Search)>> {
    let rows = all!(db, Kept, SEARCHES, territory, person)?;
    let one = |row: Kept| {
        let search = Search {
            words: row.words,
            theme: row.theme_id,
            zone: row.zone_id,
        };
        (row.id, search)
    };
    Ok(rows.into_iter().map(one).collect())
}

/// The bond holds the id a new search would have.
pub async fn keep_search(tx: &mut impl Reach, b: Bond, search: &Search, at: Micros) -> Result<bool> {
    let known = searches(tx, b.territory, b.person).await?;
    if known.iter().any(|(_, kept)| kept == search) {
        return Ok(true);
    }
    if known.len() >= MOST {
        return Ok(false);
    }
    run!(
        tx,
        KEEP,
        b.territory,
        b.object,
        b.person,
        search.words.as_str(),
        search.theme,
        search.zone,
        at
    )?;
    follow(tx, b, Kind::Search, at).await?;
    Ok(true)
}
