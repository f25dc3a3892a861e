//! What the administration reads and changes by itself.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, Select, Value, one, run, statements, value};

statements! {
    REPORTS_OPEN = "select count(*) from reports where territory_id = $1 and state = 'open'";
    APPEALS_OPEN = "select count(*) from appeals where territory_id = $1 and state = 'open'";
    JOBS_DEAD = "select count(*) from jobs where state = 'dead'";
    MAIL_FAILED = "select count(*) from mails where territory_id = $1 and state = 'failed'";
    NO_ALT = "select count(*) from idea_pictures where territory_id = $1 and alt = ''";
    PERSON = "select p.id, p.slug, p.name, p.role, p.state, p.ideas, p.comments, p.joined_at, a.email,
              a.confirmed_at from people p
              left join accounts a on a.territory_id = p.territory_id and a.person_id = p.id
              where p.territory_id = $1 and p.id = $2";
    MAIL_AGAIN = "update mails set state = 'queued', last_error = null
                  where territory_id = $1 and id = $2 and state <> 'sent'";
    POSITION = "select coalesce(max(position), 0) + 1 from themes where territory_id = $1";
    ZONE_POSITION = "select coalesce(max(position), 0) + 1 from zones where territory_id = $1";
}

/// A person as administrators see them.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Person {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub role: String,
    pub state: String,
    pub ideas: i64,
    pub comments: i64,
    pub joined_at: Micros,
    pub email: Option<String>,
    pub confirmed_at: Option<Micros>,
}

/// A row of the list of people.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Listed {
    pub id: Id,
    pub name: String,
    pub name_key: String,
    pub role: String,
    pub state: String,
    pub ideas: i64,
    pub joined_at: Micros,
}

/// What waits for somebody: reports, appeals, dead jobs, failed letters, pictures without
/// alternative, skills proposed.
pub async fn waiting(db: &mut impl Reach, territory: Id) -> Result<[i64; 6]> {
    Ok([
        value!(db, i64, REPORTS_OPEN, territory)?.unwrap_or(0),
        value!(db, i64, APPEALS_OPEN, territory)?.unwrap_or(0),
        value!(db, i64, JOBS_DEAD)?.unwrap_or(0),
        value!(db, i64, MAIL_FAILED, territory)?.unwrap_or(0),
        value!(db, i64, NO_ALT, territory)?.unwrap_or(0),
        crate::skills::waiting(db, territory).await?,
    ])
}

pub async fn person(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Person>> {
    one!(db, Person, PERSON, territory, id)
}

/// People by name, from a prefix or an address, a role and a state, after a position.
pub async fn people(
    db: &mut impl Reach,
    territory: Id,
    (prefix, address, role, state): (&str, Option<&str>, &str, &str),
    after: Option<(String, Id)>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let head = "select id, name, name_key, role, state, ideas, joined_at from people";
    let mut select = Select::new(head).and("territory_id = ?", [Value::Id(territory)]);
    if !prefix.is_empty() {
        // The end of a range of names that begin alike: the highest character there is.
        let end = format!("{prefix}\u{10ffff}");
        select = select
            .and("name_key >= ?", [Value::from(prefix)])
            .and("name_key < ?", [Value::Text(end)]);
    }
    if let Some(key) = address {
        let known = "id in (select person_id from accounts where territory_id = people.territory_id and email_key = ?)";
        select = select.and(known, [Value::from(key)]);
    }
    if !role.is_empty() {
        select = select.and("role = ?", [Value::from(role)]);
    }
    if !state.is_empty() {
        select = select.and("state = ?", [Value::from(state)]);
    }
    if let Some((name, id)) = after {
        select = select.and("(name_key, id) > (?, ?)", [Value::Text(name), Value::Id(id)]);
    }
    select
        .then("order by name_key, id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

pub async fn mail_again(tx: &mut impl Reach, territory: Id, id: Id) -> Result<bool> {
    Ok(run!(tx, MAIL_AGAIN, territory, id)? > 0)
}

/// The place after the last theme, or the last quarter.
pub async fn next_place(db: &mut impl Reach, territory: Id, themes: bool) -> Result<i64> {
    let found = if themes {
        value!(db, i64, POSITION, territory)?
    } else {
        value!(db, i64, ZONE_POSITION, territory)?
    };
    Ok(found.unwrap_or(1))
}
