//! Skills in the database.

use terreau_kernel::{id, id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

statements! {
    SHIP = "insert into skills (territory_id, id, slug, domain, name_fr, name_en, words_fr, words_en, state, shipped,
            created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'offered', $9, $10, $10)
            on conflict (territory_id, slug) do update set domain = excluded.domain, name_fr = excluded.name_fr,
            name_en = excluded.name_en, words_fr = excluded.words_fr, words_en = excluded.words_en,
            updated_at = excluded.updated_at where skills.shipped";
    MARK = "insert into installation (name, value) values ($1, $2)
            on conflict (name) do update set value = excluded.value";
    MARKED = "select value from installation where name = $1";
    COUNTS = "select id, seen_by_all, seen_by_members from skills where territory_id = $1 and state = 'offered'";
    PROPOSE = "insert into skills (territory_id, id, slug, domain, name_fr, name_en, state, shipped, person_id,
               created_at, updated_at) values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9, $9)
               on conflict (territory_id, slug) do nothing";
    OFFER = "insert into skills (territory_id, id, slug, domain, name_fr, name_en, words_fr, words_en, state, shipped,
             created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'offered', $9, $10, $10)
             on conflict (territory_id, slug) do nothing";
    CHANGE = "update skills set domain = $3, name_fr = $4, name_en = $5, words_fr = $6, words_en = $7, state = $8,
              shipped = $9, updated_at = $10 where territory_id = $1 and id = $2";
    MERGE = "update skills set state = 'merged', into_id = $3, shipped = $4, updated_at = $5
             where territory_id = $1 and id = $2";
    MERGED_BEFORE = "update skills set into_id = $3, updated_at = $4 where territory_id = $1 and into_id = $2";
    ONE = "select id, slug, domain, name_fr, name_en, words_fr, words_en, state, into_id, person_id, seen_by_members,
           created_at from skills where territory_id = $1 and id = $2";
    BY_SLUG = "select id, slug, domain, name_fr, name_en, words_fr, words_en, state, into_id, person_id,
               seen_by_members, created_at from skills where territory_id = $1 and slug = $2";
    PROPOSED = "select s.id, s.name_fr, coalesce(p.name, '') as by_name, s.created_at from skills s
                left join people p on p.territory_id = s.territory_id and p.id = s.person_id
                where s.territory_id = $1 and s.state = 'proposed' order by s.created_at, s.id limit 100";
    WAITING = "select count(*) from skills where territory_id = $1 and state = 'proposed'";
}

/// A skill about to be written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// Its address part.
    pub slug: &'a str,
    /// Its domain.
    pub domain: &'a str,
    /// French and English.
    pub names: (&'a str, &'a str),
    /// Synonyms in French and English, separated by semicolons.
    pub words: (&'a str, &'a str),
}

/// A skill as administrators see it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Full {
    pub id: Id,
    pub slug: String,
    pub domain: String,
    pub name_fr: String,
    pub name_en: String,
    pub words_fr: String,
    pub words_en: String,
    pub state: String,
    pub into_id: Option<Id>,
    pub person_id: Option<Id>,
    pub seen_by_members: i64,
    pub created_at: Micros,
}

/// A skill that somebody proposed, and their name.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Proposed {
    pub id: Id,
    pub name_fr: String,
    pub by_name: String,
    pub created_at: Micros,
}

pub(super) async fn ship(
    tx: &mut impl Reach,
    territory: Id,
    id: Id,
    row: &Written<'_>,
    now: Micros,
) -> Result<()> {
    let ((fr, en), (words_fr, words_en)) = (row.names, row.words);
    run!(
        tx, SHIP, territory, id, row.slug, row.domain, fr, en, words_fr, words_en, true, now
    )?;
    Ok(())
}

fn mark_name(territory: Id) -> String {
    format!("skills-{}", id::short(territory))
}

pub(super) async fn mark(tx: &mut impl Reach, territory: Id, fingerprint: &str) -> Result<()> {
    run!(tx, MARK, mark_name(territory), fingerprint)?;
    Ok(())
}

pub(super) async fn marked(db: &mut impl Reach, territory: Id) -> Result<Option<String>> {
    value!(db, String, MARKED, mark_name(territory))
}

/// Each skill offered, with how many people everybody, then members, find under it.
pub(super) async fn counts(db: &mut impl Reach, territory: Id) -> Result<Vec<(Id, i64, i64)>> {
    all!(db, (Id, i64, i64), COUNTS, territory)
}

/// A skill that nobody offered yet, as somebody typed it; false when its address part is taken.
///
/// # Errors
/// What the engine says.
pub async fn propose(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    (slug, name): (&str, &str),
    person: Id,
    now: Micros,
) -> Result<bool> {
    let done = run!(
        tx, PROPOSE, territory, id, slug, "other", name, "", false, person, now
    )?;
    Ok(done > 0)
}

/// A skill that an administrator adds; false when its address part is taken.
///
/// # Errors
/// What the engine says.
pub async fn offer(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    row: &Written<'_>,
    now: Micros,
) -> Result<bool> {
    let ((fr, en), (words_fr, words_en)) = (row.names, row.words);
    let done = run!(
        tx, OFFER, territory, id, row.slug, row.domain, fr, en, words_fr, words_en, false, now
    )?;
    Ok(done > 0)
}

/// Changes a skill's words and state; from then on the territory's words stand against shipped ones.
///
/// # Errors
/// What the engine says.
pub async fn change(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    row: &Written<'_>,
    state: &str,
    now: Micros,
) -> Result<()> {
    let ((fr, en), (words_fr, words_en)) = (row.names, row.words);
    run!(
        tx, CHANGE, territory, id, row.domain, fr, en, words_fr, words_en, state, false, now
    )?;
    Ok(())
}

/// Makes one skill a part of another, with all that became part of it before.
///
/// # Errors
/// What the engine says.
pub async fn merge(tx: &mut impl Reach, territory: Id, id: Id, into: Id, now: Micros) -> Result<()> {
    run!(tx, MERGED_BEFORE, territory, id, into, now)?;
    run!(tx, MERGE, territory, id, into, false, now)?;
    Ok(())
}

/// A skill, proposed ones too.
///
/// # Errors
/// What the engine says.
pub async fn find(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Full>> {
    one!(db, Full, ONE, territory, id)
}

/// A skill by its address part.
///
/// # Errors
/// What the engine says.
pub async fn by_slug(db: &mut impl Reach, territory: Id, slug: &str) -> Result<Option<Full>> {
    one!(db, Full, BY_SLUG, territory, slug)
}

/// What people proposed, the oldest first.
///
/// # Errors
/// What the engine says.
pub async fn proposed(db: &mut impl Reach, territory: Id) -> Result<Vec<Proposed>> {
    all!(db, Proposed, PROPOSED, territory)
}

/// How many proposals wait.
///
/// # Errors
/// What the engine says.
pub async fn waiting(db: &mut impl Reach, territory: Id) -> Result<i64> {
    Ok(value!(db, i64, WAITING, territory)?.unwrap_or(0))
}
