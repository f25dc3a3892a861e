//! What the rule asks of the database, and what was decided.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::Role;
use terreau_store::{Reach, Result, all, one, run, statements};

use super::rule::{Decision, Facts};

statements! {
    FACTS = "select p.joined_at, p.ideas + p.comments as words, p.role, n.state as decision, n.id from people p
        left join newcomers n on n.territory_id = p.territory_id and n.person_id = p.id
        where p.territory_id = $1 and p.id = $2";
    TODAY = "select (select count(*) from comments where territory_id = $1 and author_id = $2 and created_at > $3),
        (select count(*) from ideas where territory_id = $1 and author_id = $2 and published_at > $3
         and state <> 'draft')";
    SAID = "select text from comments where territory_id = $1 and author_id = $2 and created_at > $3
        and state = 'published' order by created_at desc, id desc limit 20";
    ARRIVED = "select p.id, p.slug, p.name, p.joined_at, p.ideas + p.comments as words, n.state as decision, n.reason
        from people p left join newcomers n on n.territory_id = p.territory_id and n.person_id = p.id
        where p.territory_id = $1 and p.state = 'active' and p.joined_at > $2 and (p.joined_at, p.id) < ($3, $4)
        and p.role = 'member' order by p.joined_at desc, p.id desc limit $5";
    HELD = "select p.id, p.slug, p.name, p.joined_at, p.ideas + p.comments as words, n.state as decision, n.reason
        from newcomers n join people p on p.territory_id = n.territory_id and p.id = n.person_id
        where n.territory_id = $1 and n.state = 'held' order by n.at desc, n.person_id desc limit 50";
    DECIDE = "insert into newcomers (territory_id, person_id, id, state, reason, by_id, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory_id, person_id)
        do update set state = excluded.state, reason = excluded.reason, by_id = excluded.by_id, at = excluded.at
        where newcomers.state = $8";
    FORGET = "delete from newcomers where territory_id = $1 and person_id = $2";
}

#[derive(sqlx::FromRow)]
struct Found {
    joined_at: Micros,
    words: i64,
    role: String,
    decision: Option<String>,
    id: Option<Id>,
}

/// Somebody in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Arrived {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub joined_at: Micros,
    pub words: i64,
    pub decision: Option<String>,
    pub reason: Option<String>,
}

/// The decision of a word.
pub fn decision(code: Option<&str>) -> Option<Decision> {
    match code? {
        "lifted" => Some(Decision::Lifted),
        "held" => Some(Decision::Held),
        _ => None,
    }
}

/// What the rule asks, the word of what was decided, and the id its steps bear.
pub async fn facts(
    db: &mut impl Reach,
    territory: Id,
    person: Id,
) -> Result<Option<(Facts, String, Option<Id>)>> {
    let found = one!(db, Found, FACTS, territory, person)?;
    Ok(found.map(|f| {
        let facts = Facts {
            joined: f.joined_at,
            words: f.words,
            role: Role::from_code(&f.role),
            decision: decision(f.decision.as_deref()),
        };
        (facts, f.decision.unwrap_or_else(|| "new".into()), f.id)
    }))
}

/// Comments and ideas of somebody since a moment.
pub async fn since(db: &mut impl Reach, territory: Id, person: Id, at: Micros) -> Result<(i64, i64)> {
    Ok(one!(db, (i64, i64), TODAY, territory, person, at)?.unwrap_or_default())
}

/// What somebody said since a moment, the latest first.
pub async fn said(db: &mut impl Reach, territory: Id, person: Id, at: Micros) -> Result<Vec<String>> {
    let rows = all!(db, (String,), SAID, territory, person, at)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Who came since a moment, the latest first.
pub async fn arrived(
    db: &mut impl Reach,
    territory: Id,
    since: Micros,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Arrived>> {
    all!(db, Arrived, ARRIVED, territory, since, before.0, before.1, limit)
}

/// Whose limits are held.
pub async fn held(db: &mut impl Reach, territory: Id) -> Result<Vec<Arrived>> {
    all!(db, Arrived, HELD, territory)
}

/// What is decided.
pub struct Decided<'a> {
    pub person: Id,
    pub id: Id,
    pub from: &'a str,
    pub to: &'a str,
    pub reason: &'a str,
    pub by: Option<Id>,
    pub at: Micros,
}

/// False when somebody else decided meanwhile.
pub async fn decide(tx: &mut impl Reach, territory: Id, d: &Decided<'_>) -> Result<bool> {
    Ok(run!(
        tx, DECIDE, territory, d.person, d.id, d.to, d.reason, d.by, d.at, d.from
    )? > 0)
}

pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    run!(tx, FORGET, territory, person).map(drop)
}
