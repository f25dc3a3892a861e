//! Closed accounts in the database. Nothing else names these two tables.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements};

use super::Named;

macro_rules! closed {
    ($which:literal) => {
        concat!(
            "select person_id, slug, name, email, confirmed_at, opened_at, seen_at, closed_at from closed_accounts
             where territory_id = $1 and ",
            $which,
            " = $2 order by closed_at, person_id"
        )
    };
}

statements! {
    KEEP = "insert into closed_accounts (territory_id, person_id, slug, name, email, email_key, confirmed_at,
            opened_at, seen_at, closed_at)
            select a.territory_id, a.person_id, p.slug, p.name, a.email, a.email_key, a.confirmed_at, a.created_at,
            a.seen_at, $3 from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id
            where a.territory_id = $1 and a.person_id = $2";
    KEEP_LINES = "insert into closed_connections (territory_id, person_id, id, kind, network, agent, at)
                  select territory_id, person_id, id, kind, network, agent, at from security_log
                  where territory_id = $1 and person_id = $2 and at > $3";
    BY_ADDRESS = closed!("email_key");
    BY_PAGE = closed!("slug");
    BY_ID = closed!("person_id");
    LINES = "select kind, network, agent, at from closed_connections where territory_id = $1 and person_id = $2
             order by at, id";
    FORGET = "delete from closed_accounts where territory_id = $1 and closed_at <= $2";
    FORGET_LINES = "delete from closed_connections where territory_id = $1 and (at <= $2 or not exists
                    (select 1 from closed_accounts c where c.territory_id = closed_connections.territory_id
                    and c.person_id = closed_connections.person_id))";
}

/// An account that was closed.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Closed {
    pub person_id: Id,
    pub slug: String,
    pub name: String,
    pub email: String,
    pub confirmed_at: Option<Micros>,
    pub opened_at: Micros,
    pub seen_at: Micros,
    pub closed_at: Micros,
}

/// A line of the log of safety.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Line {
    pub kind: String,
    pub network: String,
    pub agent: String,
    pub at: Micros,
}

pub async fn keep(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    run!(tx, KEEP, territory, person, now).map(drop)
}

pub async fn keep_lines(tx: &mut impl Reach, territory: Id, person: Id, since: Micros) -> Result<()> {
    run!(tx, KEEP_LINES, territory, person, since).map(drop)
}

pub async fn find(db: &mut impl Reach, territory: Id, named: &Named<'_>) -> Result<Vec<Closed>> {
    match named {
        Named::Address(key) => all!(db, Closed, BY_ADDRESS, territory, key),
        Named::Page(slug) => all!(db, Closed, BY_PAGE, territory, *slug),
        Named::Id(id) => all!(db, Closed, BY_ID, territory, *id),
    }
}

pub async fn lines(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Line>> {
    all!(db, Line, LINES, territory, person)
}

pub async fn forget(tx: &mut impl Reach, territory: Id, before: Micros) -> Result<u64> {
    run!(tx, FORGET, territory, before)
}

pub async fn forget_lines(tx: &mut impl Reach, territory: Id, before: Micros) -> Result<u64> {
    run!(tx, FORGET_LINES, territory, before)
}
