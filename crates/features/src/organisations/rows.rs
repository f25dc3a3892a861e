//! Organisations in the database.

use terreau_kernel::{geo::Point, id::Id, time::Micros};
use terreau_kit::{circles::Eyes, visible};
use terreau_store::{Reach, Result, Select, Value, all, one, run, statements, value};

use super::life::Kind;

macro_rules! full {
    ($condition:literal) => {
        concat!(
            "select id, slug, name, kind, state, line, text, text_html, siret, rna, local_law, address, lat, lon,
             hours, email, phone, website, members, ideas, comments, sent_at, verified_at, updated_at from bodies
             where territory_id = $1 and ",
            $condition
        )
    };
}

statements! {
    BY_SLUG = full!("slug = $2");
    BY_ID = full!("id = $2");
    INSERT = "insert into bodies (territory_id, id, slug, name, kind, state, created_at, updated_at)
        values ($1, $2, $3, '', 'informal', 'draft', $4, $4) on conflict (territory_id, slug) do nothing";
    CHANGE = "update bodies set name = $4, name_key = $5, kind = $6, line = $7, text = $8, text_html = $9, siret = $10,
        rna = $11, local_law = $12, address = $13, lat = $14, lon = $15, hours = $16, email = $17, phone = $18,
        website = $19, updated_at = $20 where territory_id = $1 and id = $2 and updated_at = $3";
    ZONES = "select zone_id from body_zones where territory_id = $1 and body_id = $2 order by zone_id limit 200";
    NO_ZONES = "delete from body_zones where territory_id = $1 and body_id = $2";
    ZONE = "insert into body_zones (territory_id, body_id, zone_id) values ($1, $2, $3)
        on conflict (territory_id, body_id, zone_id) do nothing";
    SHIFT = "update bodies set state = $4, updated_at = $5,
        sent_at = case when $4 = 'pending' then $5 else sent_at end,
        verified_at = case when $4 = 'verified' then coalesce(verified_at, $5) else verified_at end
        where territory_id = $1 and id = $2 and state = $3 and updated_at = $6";
    IDEAS = concat!("select i.id, i.slug, i.title, i.line, i.lang, i.supports, i.comments, i.published_at as at
        from ideas i where i.territory_id = $1 and i.body_id = $2
        and i.state in ('published', 'archived', 'project') and (i.published_at, i.id) < ($3, $4) and ",
        visible!("i", "$5", "$6"), " order by i.published_at desc, i.id desc limit $7");
    SAID = concat!("select c.id, c.text, c.lang, c.created_at as at, i.title from comments c
        join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
        where c.territory_id = $1 and c.body_id = $2 and c.state = 'published'
        and i.state in ('published', 'archived', 'project') and (c.created_at, c.id) < ($3, $4) and ",
        visible!("i", "$5", "$6"), " order by c.created_at desc, c.id desc limit $7");
    QUEUE = "select id, slug, name, kind, state, line, members, ideas, comments, coalesce(sent_at, created_at) as since
        from bodies where territory_id = $1 and state = $2 and kind <> 'town'
        and (coalesce(sent_at, created_at), id) > ($3, $4) order by coalesce(sent_at, created_at), id limit $5";
    ORPHANS = "select b.id, b.slug, b.name, b.kind, b.state, b.line, b.members, b.ideas, b.comments,
        coalesce(b.sent_at, b.created_at) as since from bodies b where b.territory_id = $1 and b.kind <> 'town'
        and b.state in ('pending', 'verified', 'flagged') and not exists (select 1 from memberships m
        where m.territory_id = b.territory_id and m.body_id = b.id and m.state = 'active'
        and m.role = 'administrator') and (coalesce(b.sent_at, b.created_at), b.id) > ($2, $3)
        order by coalesce(b.sent_at, b.created_at), b.id limit $4";
    WAITING = "select count(*) from bodies where territory_id = $1 and state = 'pending'";
    DOUBLES = "select id, slug, name, kind, state, line, members, ideas, comments, updated_at as since from bodies
        where territory_id = $1 and id <> $2 and ((siret = $3 and siret <> '') or (rna = $4 and rna <> ''))
        order by name_key, id limit 20";
}

/// An organisation, whole.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Organisation {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub state: String,
    pub line: String,
    pub text: String,
    pub text_html: String,
    pub siret: String,
    pub rna: String,
    pub local_law: bool,
    pub address: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub hours: String,
    pub email: String,
    pub phone: String,
    pub website: String,
    pub members: i64,
    pub ideas: i64,
    pub comments: i64,
    pub sent_at: Option<Micros>,
    pub verified_at: Option<Micros>,
    pub updated_at: Micros,
}

impl Organisation {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::Informal)
    }

    /// Its address on this site.
    #[must_use]
    pub fn url(&self) -> String {
        format!("/organisations/{}", self.slug)
    }
}

/// An organisation of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub state: String,
    pub line: String,
    pub members: i64,
    pub ideas: i64,
    pub comments: i64,
    pub since: Micros,
}

impl Listed {
    pub fn icon(&self) -> &'static str {
        Kind::from_code(&self.kind).unwrap_or(Kind::Informal).icon()
    }
}

/// An idea it signed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Signed {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub lang: String,
    pub supports: i64,
    pub comments: i64,
    pub at: Micros,
}

/// A word it signed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Said {
    pub id: Id,
    pub text: String,
    pub lang: String,
    pub at: Micros,
    pub title: String,
}

/// What its team wrote.
#[derive(Debug, Clone)]
pub struct Words {
    pub name: String,
    pub kind: Kind,
    pub line: String,
    pub text: String,
    pub siret: String,
    pub rna: String,
    pub local_law: bool,
    pub address: String,
    pub point: Option<Point>,
    pub zones: Vec<Id>,
    pub hours: String,
    pub email: String,
    pub phone: String,
    pub website: String,
}

pub async fn by_slug(db: &mut impl Reach, territory: Id, slug: &str) -> Result<Option<Organisation>> {
    one!(db, Organisation, BY_SLUG, territory, slug)
}

pub async fn by_id(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Organisation>> {
    one!(db, Organisation, BY_ID, territory, id)
}

/// False when the slug is taken.
pub async fn insert(tx: &mut impl Reach, territory: Id, (id, slug): (Id, &str), at: Micros) -> Result<bool> {
    Ok(run!(tx, INSERT, territory, id, slug, at)? > 0)
}

/// False when somebody changed it since `seen`.
pub async fn change(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    seen: Micros,
    w: &Words,
    at: Micros,
) -> Result<bool> {
    let (lat, lon) = w.point.map(|p| (p.lat, p.lon)).unzip();
    let kept = run!(
        tx,
        CHANGE,
        territory,
        id,
        seen,
        &w.name,
        terreau_kernel::text::fold(&w.name),
        w.kind.code(),
        &w.line,
        &w.text,
        terreau_kernel::richtext::render(&w.text).html,
        &w.siret,
        &w.rna,
        w.local_law,
        &w.address,
        lat,
        lon,
        &w.hours,
        &w.email,
        &w.phone,
        &w.website,
        at
    )?;
    if kept == 0 {
        return Ok(false);
    }
    run!(tx, NO_ZONES, territory, id)?;
    for zone in &w.zones {
        run!(tx, ZONE, territory, id, *zone)?;
    }
    Ok(true)
}

pub async fn zones(db: &mut impl Reach, territory: Id, id: Id) -> Result<Vec<Id>> {
    Ok(all!(db, (Id,), ZONES, territory, id)?
        .into_iter()
        .map(|(zone,)| zone)
        .collect())
}

/// False when somebody moved or changed it since `seen`.
pub async fn shift(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    (from, to): (&str, &str),
    seen: Micros,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, SHIFT, territory, id, from, to, at, seen)? > 0)
}

pub async fn ideas(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    body: Id,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Signed>> {
    let (level, person) = (eyes.level, eyes.person);
    all!(
        db, Signed, IDEAS, territory, body, before.0, before.1, level, person, limit
    )
}

pub async fn said(
    db: &mut impl Reach,
    (territory, eyes): (Id, Eyes),
    body: Id,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Said>> {
    let (level, person) = (eyes.level, eyes.person);
    all!(
        db, Said, SAID, territory, body, before.0, before.1, level, person, limit
    )
}

pub async fn queue(
    db: &mut impl Reach,
    territory: Id,
    state: Option<&str>,
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Listed>> {
    match state {
        Some(state) => all!(db, Listed, QUEUE, territory, state, after.0, after.1, limit),
        None => all!(db, Listed, ORPHANS, territory, after.0, after.1, limit),
    }
}

pub async fn waiting(db: &mut impl Reach, territory: Id) -> Result<i64> {
    Ok(value!(db, i64, WAITING, territory)?.unwrap_or(0))
}

/// Others with the same number in a register.
pub async fn doubles(db: &mut impl Reach, territory: Id, o: &Organisation) -> Result<Vec<Listed>> {
    all!(db, Listed, DOUBLES, territory, o.id, &o.siret, &o.rna)
}

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: String,
    pub zone: Option<Id>,
    /// Folded words of the name, in their order.
    pub words: String,
    pub after: Option<(String, Id)>,
}

/// Organisations anybody may see, by name.
pub async fn list(
    db: &mut impl Reach,
    territory: Id,
    f: &Filter,
    limit: i64,
) -> Result<Vec<(String, Listed)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        name_key: String,
        #[sqlx(flatten)]
        listed: Listed,
    }
    let head = "select b.name_key, b.id, b.slug, b.name, b.kind, b.state, b.line, b.members,
        b.ideas, b.comments, b.updated_at as since from bodies b";
    let mut select = Select::new(head)
        .and("b.territory_id = ?", [Value::Id(territory)])
        .and("b.state in ('verified', 'flagged')", []);
    if !f.kind.is_empty() {
        select = select.and("b.kind = ?", [Value::from(f.kind.as_str())]);
    }
    if let Some(zone) = f.zone {
        select = select.and(
            "exists (select 1 from body_zones z where z.territory_id = b.territory_id and z.body_id = b.id
             and z.zone_id = ?)",
            [Value::Id(zone)],
        );
    }
    if !f.words.is_empty() {
        select = select.and("b.name_key like ?", [Value::from(f.words.as_str())]);
    }
    if let Some((name, id)) = &f.after {
        let values = [Value::from(name.as_str()), Value::Id(*id)];
        select = select.and("(b.name_key, b.id) > (?, ?)", values);
    }
    let rows: Vec<Row> = select
        .then("order by b.name_key, b.id limit ?", [Value::Int(limit)])
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.name_key, row.listed)).collect())
}
