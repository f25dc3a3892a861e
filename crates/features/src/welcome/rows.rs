//! Ambassadors in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements};

statements! {
    OF = "select id, state, words, created_at from ambassadors where territory_id = $1 and person_id = $2";
    INSERT = "insert into ambassadors (territory_id, person_id, id, state, created_at, updated_at)
              values ($1, $2, $3, 'active', $4, $4) on conflict (territory_id, person_id) do nothing";
    SHIFT = "update ambassadors set state = $4, updated_at = $5
             where territory_id = $1 and person_id = $2 and state = $3";
    WORDS = "update ambassadors set words = $3, updated_at = $4
             where territory_id = $1 and person_id = $2 and state = 'active'";
    LIST = "select a.person_id, p.name, p.slug, a.words <> '' as speaks, a.created_at,
            (select count(*) from arrivals r where r.territory_id = a.territory_id and r.by_id = a.person_id) as came
            from ambassadors a join people p on p.territory_id = a.territory_id and p.id = a.person_id
            where a.territory_id = $1 and a.state = 'active' and (a.created_at, a.person_id) > ($2, $3)
            order by a.created_at, a.person_id limit $4";
    GREETING = "select p.id, p.name, p.slug, p.portrait_id, a.words from arrivals r
                join ambassadors a on a.territory_id = r.territory_id and a.person_id = r.by_id
                join people p on p.territory_id = a.territory_id and p.id = a.person_id
                where r.territory_id = $1 and r.person_id = $2 and a.state = 'active' and a.words <> ''
                and p.state = 'active'";
}

/// An ambassador.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Ambassador {
    pub id: Id,
    pub state: String,
    pub words: String,
    pub created_at: Micros,
}

/// An ambassador of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    pub person_id: Id,
    pub name: String,
    pub slug: String,
    pub speaks: bool,
    pub created_at: Micros,
    pub came: i64,
}

/// Words of welcome, and whose they are.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Greeting {
    pub id: Id,
    pub name: String,
    pub slug: String,
    pub portrait_id: Option<Id>,
    pub words: String,
}

pub async fn of(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Ambassador>> {
    one!(db, Ambassador, OF, territory, person)
}

/// False when they are one already, or were.
pub async fn insert(tx: &mut impl Reach, territory: Id, (person, id): (Id, Id), at: Micros) -> Result<bool> {
    Ok(run!(tx, INSERT, territory, person, id, at)? > 0)
}

/// False when somebody was quicker.
pub async fn shift(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    (from, to): (&str, &str),
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, SHIFT, territory, person, from, to, at)? > 0)
}

/// False for who is no ambassador.
pub async fn set_words(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    words: &str,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, WORDS, territory, person, words, at)? > 0)
}

pub async fn list(
    db: &mut impl Reach,
    territory: Id,
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Listed>> {
    all!(db, Listed, LIST, territory, after.0, after.1, limit)
}

/// The words by which somebody is welcomed, of the ambassador they came by.
pub async fn greeting(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Greeting>> {
    one!(db, Greeting, GREETING, territory, person)
}
