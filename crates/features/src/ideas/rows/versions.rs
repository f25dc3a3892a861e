//! What an idea said before.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements};

use super::Full;

statements! {
    BEGIN = "insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, body_id, at)
             select territory_id, id, $3, $4, $5, $6, '', author_id, body_id, published_at from ideas
             where territory_id = $1 and id = $2 on conflict do nothing";
    LIST = "select v.version, v.title, v.line, v.body, v.note, v.at, p.name as person_name,
            p.state as person_state
            from idea_versions v join people p on p.territory_id = v.territory_id and p.id = v.person_id
            where v.territory_id = $1 and v.idea_id = $2 order by v.version desc limit 200";
    PAIR = "select v.version, v.title, v.line, v.body, v.note, v.at, p.name as person_name,
            p.state as person_state
            from idea_versions v join people p on p.territory_id = v.territory_id and p.id = v.person_id
            where v.territory_id = $1 and v.idea_id = $2 and v.version in ($3, $4) order by v.version";
}

/// A version.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    pub version: i64,
    pub title: String,
    pub line: String,
    pub body: String,
    pub note: String,
    pub at: Micros,
    pub person_name: String,
    pub person_state: String,
}

/// What an idea said until now, where it came without versions.
pub async fn begin(tx: &mut impl Reach, idea: &Full, territory: Id) -> Result<()> {
    run!(
        tx,
        BEGIN,
        territory,
        idea.id,
        idea.version,
        &idea.title,
        &idea.line,
        &idea.body
    )?;
    Ok(())
}

pub async fn list(db: &mut impl Reach, territory: Id, idea: Id) -> Result<Vec<Version>> {
    all!(db, Version, LIST, territory, idea)
}

/// A version and the one before it, the older first.
pub async fn pair(db: &mut impl Reach, territory: Id, idea: Id, version: i64) -> Result<Vec<Version>> {
    all!(
        db,
        Version,
        PAIR,
        territory,
        idea,
        version.saturating_sub(1),
        version
    )
}

pub async fn one(db: &mut impl Reach, territory: Id, idea: Id, version: i64) -> Result<Option<Version>> {
    one!(db, Version, PAIR, territory, idea, version, version)
}
