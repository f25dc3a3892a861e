//! Versions of the terms in the database, and what each member knows of them.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

/// Members told in one transaction.
pub const BATCH: i64 = 200;

statements! {
    LATEST = "select number, summary, body, published_at from terms_versions
              where territory_id = $1 and locale = $2 order by number desc limit 1";
    BODY = "select body from terms_versions where territory_id = $1 and number = $2 and locale = $3";
    SUMMARY = "select summary from terms_versions where territory_id = $1 and number = $2 and locale = $3";
    LISTED = "select v.number, v.summary, v.published_at, p.name as person_name, p.state as person_state
              from terms_versions v left join people p on p.territory_id = v.territory_id and p.id = v.person_id
              where v.territory_id = $1 and v.locale = $2 order by v.number desc limit 100";
    INSERT = "insert into terms_versions (territory_id, number, locale, summary, title, body, person_id, published_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
    COUNTS = "select count(told_at), count(accepted_at) from terms_members where territory_id = $1 and number = $2";
    TO_TELL = "select a.person_id, a.email, a.locale, p.name from accounts a
               join people p on p.territory_id = a.territory_id and p.id = a.person_id
               where a.territory_id = $1 and a.person_id > $2 and a.confirmed_at is not null
               and p.state in ('active', 'suspended')
               and not exists (select 1 from terms_members t
                               where t.territory_id = $1 and t.person_id = a.person_id and t.number = $3)
               order by a.person_id limit $4";
    TOLD = "insert into terms_members (territory_id, person_id, number, told_at) values ($1, $2, $3, $4)
            on conflict do nothing";
    ACCEPT = "insert into terms_members (territory_id, person_id, number, accepted_at) values ($1, $2, $3, $4)
              on conflict (territory_id, person_id, number) do update set accepted_at = $4
              where terms_members.accepted_at is null";
}

/// The version in force.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Latest {
    pub number: i64,
    pub summary: String,
    pub body: String,
    pub published_at: Micros,
}

/// A version as administrators see it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    pub number: i64,
    pub summary: String,
    pub published_at: Micros,
    pub person_name: Option<String>,
    pub person_state: Option<String>,
}

/// A version about to be published, in one language.
pub struct Write<'a> {
    pub territory: Id,
    pub number: i64,
    pub locale: &'a str,
    pub summary: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    pub person: Id,
    pub at: Micros,
}

/// A member who was not told yet.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Member {
    pub person_id: Id,
    pub email: String,
    pub locale: String,
    pub name: String,
}

pub async fn latest(db: &mut impl Reach, territory: Id, locale: &str) -> Result<Option<Latest>> {
    one!(db, Latest, LATEST, territory, locale)
}

pub async fn body(db: &mut impl Reach, territory: Id, number: i64, locale: &str) -> Result<Option<String>> {
    value!(db, String, BODY, territory, number, locale)
}

pub async fn summary(
    db: &mut impl Reach,
    territory: Id,
    number: i64,
    locale: &str,
) -> Result<Option<String>> {
    value!(db, String, SUMMARY, territory, number, locale)
}

pub async fn listed(db: &mut impl Reach, territory: Id, locale: &str) -> Result<Vec<Listed>> {
    all!(db, Listed, LISTED, territory, locale)
}

/// Publishes; `false` when somebody else took the number.
pub async fn insert(tx: &mut impl Reach, w: &Write<'_>) -> Result<bool> {
    let done = run!(
        tx,
        INSERT,
        w.territory,
        w.number,
        w.locale,
        w.summary,
        w.title,
        w.body,
        w.person,
        w.at
    )?;
    Ok(done == 1)
}

/// How many members were told of a version, and how many accepted it.
pub async fn counts(db: &mut impl Reach, territory: Id, number: i64) -> Result<(i64, i64)> {
    Ok(one!(db, (i64, i64), COUNTS, territory, number)?.unwrap_or_default())
}

pub async fn to_tell(db: &mut impl Reach, territory: Id, number: i64, after: Id) -> Result<Vec<Member>> {
    all!(db, Member, TO_TELL, territory, after, number, BATCH)
}

/// Notes that a letter leaves; `false` when they know already.
pub async fn told(tx: &mut impl Reach, territory: Id, person: Id, number: i64, now: Micros) -> Result<bool> {
    Ok(run!(tx, TOLD, territory, person, number, now)? == 1)
}

/// Notes that they accept; the first time counts.
pub async fn accept(tx: &mut impl Reach, territory: Id, person: Id, number: i64, now: Micros) -> Result<()> {
    run!(tx, ACCEPT, territory, person, number, now).map(drop)
}
