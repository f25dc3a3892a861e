//! Pages that replace shipped ones.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements};

statements! {
    GET = "select title, body, version, updated_at from pages where territory_id = $1 and slug = $2 and locale = $3";
    INSERT = "insert into pages (territory_id, slug, locale, title, body, version, person_id, updated_at)
              select $1, $2, $3, $4, $5, coalesce(max(version), 0) + 1, $6, $7 from page_versions
              where territory_id = $1 and slug = $2 and locale = $3
              on conflict do nothing";
    UPDATE = "update pages set title = $4, body = $5, version = version + 1, person_id = $6, updated_at = $7
              where territory_id = $1 and slug = $2 and locale = $3 and version = $8";
    KEEP = "insert into page_versions (territory_id, slug, locale, version, title, body, person_id, at)
            select territory_id, slug, locale, version, title, body, person_id, updated_at from pages
            where territory_id = $1 and slug = $2 and locale = $3";
    VERSIONS = "select v.version, v.title, v.body, v.at, p.name as person_name, p.state as person_state
                from page_versions v
                left join people p on p.territory_id = v.territory_id and p.id = v.person_id
                where v.territory_id = $1 and v.slug = $2 and v.locale = $3 order by v.version desc limit 100";
    OLDER = "select title, body from page_versions
             where territory_id = $1 and slug = $2 and locale = $3 and version = $4";
    DELETE = "delete from pages where territory_id = $1 and slug = $2 and locale = $3";
}

/// A page an administrator wrote.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Kept {
    pub title: String,
    pub body: String,
    pub version: i64,
    pub updated_at: Micros,
}

/// A page about to be kept.
pub struct Write<'a> {
    /// Where.
    pub territory: Id,
    /// Which.
    pub slug: &'a str,
    /// In which language.
    pub locale: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its Markdown.
    pub body: &'a str,
    /// By whom; nobody for what came with a country pack.
    pub person: Option<Id>,
    /// The version it starts from; 0 for the shipped text.
    pub version: i64,
    /// When.
    pub at: Micros,
}

pub async fn get(db: &mut impl Reach, territory: Id, slug: &str, locale: &str) -> Result<Option<Kept>> {
    one!(db, Kept, GET, territory, slug, locale)
}

pub async fn put(tx: &mut impl Reach, w: &Write<'_>) -> Result<bool> {
    let touched = if w.version == 0 {
        run!(
            tx,
            INSERT,
            w.territory,
            w.slug,
            w.locale,
            w.title,
            w.body,
            w.person,
            w.at
        )?
    } else {
        run!(
            tx,
            UPDATE,
            w.territory,
            w.slug,
            w.locale,
            w.title,
            w.body,
            w.person,
            w.at,
            w.version
        )?
    };
    if touched > 0 {
        run!(tx, KEEP, w.territory, w.slug, w.locale)?;
    }
    Ok(touched > 0)
}

/// A text that was saved.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    pub version: i64,
    pub title: String,
    pub body: String,
    pub at: Micros,
    pub person_name: Option<String>,
    pub person_state: Option<String>,
}

pub async fn versions(db: &mut impl Reach, territory: Id, slug: &str, locale: &str) -> Result<Vec<Version>> {
    all!(db, Version, VERSIONS, territory, slug, locale)
}

pub async fn older(
    db: &mut impl Reach,
    territory: Id,
    (slug, locale): (&str, &str),
    version: i64,
) -> Result<Option<(String, String)>> {
    one!(db, (String, String), OLDER, territory, slug, locale, version)
}

pub async fn delete(tx: &mut impl Reach, territory: Id, slug: &str, locale: &str) -> Result<bool> {
    Ok(run!(tx, DELETE, territory, slug, locale)? > 0)
}
