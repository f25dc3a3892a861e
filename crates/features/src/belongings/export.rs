//! Everything this installation knows of one person, table by table, in open formats. A test reads the
//! schema and fails when a table that names people is missing here.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};
use terreau_kernel::{
    csvsafe,
    id::Id,
    time::{self, Micros},
};
use terreau_kit::{Page, Problem, Visit, limits::Act, problem::Answer};
use terreau_store::{
    Link, Reach, Result, all,
    sqlx::{self, Column as _, Row as _, TypeInfo as _, ValueRef as _, postgres::PgRow, sqlite::SqliteRow},
    statements,
};

use super::tables;
use crate::accounts;

statements! {
    PEOPLE = "select * from people where territory_id = $1 and id = $2";
    ACCOUNTS = "select email, confirmed_at, locale, time_zone, of_age, terms_at, mail_optional, undeliverable_at,
                deletion_due_at, deletion_erases, factor_asked_at, absence_letters, created_at, seen_at from accounts
                where territory_id = $1 and person_id = $2";
    SESSIONS = "select id, agent, fresh_at, created_at, seen_at, expires_at from sessions
                where territory_id = $1 and person_id = $2";
    LINKS = "select kind, email, created_at, expires_at, used_at from links where territory_id = $1 and person_id = $2";
    SECURITY_LOG = "select kind, network, agent, at from security_log
                    where territory_id = $1 and person_id = $2 order by at, id";
    SECOND_FACTORS = "select confirmed_at, created_at from second_factors where territory_id = $1 and person_id = $2";
    SPARE_CODES = "select used_at from spare_codes where territory_id = $1 and person_id = $2";
    TRUSTED_DEVICES = "select agent, created_at, expires_at from trusted_devices
                       where territory_id = $1 and person_id = $2";
    SCOPE_MEMBERS = "select scope_id from scope_members where territory_id = $1 and person_id = $2";
    MEMBERSHIPS = "select m.body_id, b.name as body, m.role, m.state, m.shown, m.message, m.created_at, m.updated_at
                   from memberships m join bodies b on b.territory_id = m.territory_id and b.id = m.body_id
                   where m.territory_id = $1 and m.person_id = $2 order by m.created_at, m.id";
    INVITATIONS = "select body_id, kind, role, most, used, state, created_at, expires_at from invitations
                   where territory_id = $1 and person_id = $2 order by created_at, id";
    VOICES = "select place, body_id, at from voices where territory_id = $1 and person_id = $2 order by place";
    IDEAS = "select * from ideas where territory_id = $1 and author_id = $2 order by created_at, id";
    IDEA_VERSIONS = "select * from idea_versions where territory_id = $1 and person_id = $2 order by at";
    IDEA_PICTURES = "select p.* from idea_pictures p
                     join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
                     where i.territory_id = $1 and i.author_id = $2 order by p.idea_id, p.position";
    MEDIA = "select id, mime, width, height, bytes, created_at from media
             where territory_id = $1 and person_id = $2 order by created_at, id";
    SUPPORTS = "select idea_id, at from supports where territory_id = $1 and person_id = $2 order by at";
    COMMENTS = "select * from comments where territory_id = $1 and author_id = $2 order by created_at, id";
    COMMENT_VERSIONS = "select * from comment_versions where territory_id = $1 and person_id = $2 order by at";
    THANKS = "select comment_id, at from thanks where territory_id = $1 and person_id = $2 order by at";
    STEPS = "select * from steps where territory_id = $1 and person_id = $2 order by at, id";
    REPORTS = "select id, object_kind, object_id, url, reporter_name, reporter_email, reason_code, text, state,
               created_at from reports where territory_id = $1 and reporter_id = $2 order by created_at, id";
    DECISIONS = "select number, object_kind, object_id, action, reason_code, reason, at from decisions
                 where territory_id = $1 and (person_id = $2
                 or object_id in (select id from ideas where territory_id = $1 and author_id = $2)
                 or object_id in (select id from comments where territory_id = $1 and author_id = $2))
                 order by number";
    APPEALS = "select id, decision_id, text, state, answer, created_at, updated_at from appeals
               where territory_id = $1 and (person_id = $2 or decided_by = $2) order by created_at, id";
    IMPORTS = "select id, state, dry_run, created_at from imports where territory_id = $1 and person_id = $2";
    PAGES = "select slug, locale, title, version, updated_at from pages where territory_id = $1 and person_id = $2";
    PAGE_VERSIONS = "select slug, locale, version, title, at from page_versions
                     where territory_id = $1 and person_id = $2 order by at";
    PROFILES = "select listed, languages, links, slots, free_from, free_until, hours, reach, remote, circles,
                updated_at from profiles where territory_id = $1 and person_id = $2";
    PERSON_SKILLS = "select s.slug, s.name_fr, ps.level, ps.ready, ps.at from person_skills ps
                     join skills s on s.territory_id = ps.territory_id and s.id = ps.skill_id
                     where ps.territory_id = $1 and ps.person_id = $2 order by ps.at, ps.skill_id";
    PERSON_CAUSES = "select t.slug, t.name_fr from person_causes pc
                     join themes t on t.territory_id = pc.territory_id and t.id = pc.theme_id
                     where pc.territory_id = $1 and pc.person_id = $2 order by t.slug";
    DIRECTORY = "select level, key_id, shown, rank, zone_id, reach, slots, free_from, free_until, at from directory
                 where territory_id = $1 and person_id = $2 order by level, key_id";
    SKILLS = "select slug, name_fr, state, created_at from skills
              where territory_id = $1 and person_id = $2 order by created_at, id";
    TERMS_MEMBERS = "select number, told_at, accepted_at from terms_members
                     where territory_id = $1 and person_id = $2 order by number";
    TERMS_VERSIONS = "select number, locale, title, summary, published_at from terms_versions
                      where territory_id = $1 and person_id = $2 order by number, locale";
    MAILS = "select kind, address, subject, text, state, created_at, sent_at from mails
             where territory_id = $1 and person_id = $2 order by created_at, id";
    SAID = "select 'idea' as kind, i.published_at as at, i.title, i.body as text, i.slug from ideas i
            where i.territory_id = $1 and i.author_id = $2
            union all select 'comment', c.created_at, i.title, c.text, i.slug from comments c
            join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
            where c.territory_id = $1 and c.author_id = $2
            union all select 'support', s.at, i.title, '', i.slug from supports s
            join ideas i on i.territory_id = s.territory_id and i.id = s.idea_id and i.state <> 'hidden'
            where s.territory_id = $1 and s.person_id = $2
            union all select 'follow', f.at, i.title, '', i.slug from follows f
            join ideas i on i.territory_id = f.territory_id and i.id = f.object_id and i.state <> 'hidden'
            where f.territory_id = $1 and f.person_id = $2 order by 2";
}

/// Each table with its statement, which bears its name.
pub fn every_table() -> impl Iterator<Item = (String, &'static str)> {
    let all = ALL.iter().chain(crate::follows::EXPORTED).chain(tables::ALL);
    let own = all.filter(|(_, sql)| *sql != SAID);
    own.map(|(name, sql)| (name.rsplit("::").next().unwrap_or(name).to_lowercase(), *sql))
}

/// A value as a person reads it: moments as dates, ids as UUIDs.
fn shown(name: &str, value: Value) -> Value {
    match value.as_i64() {
        Some(at) if name == "at" || name.ends_with("_at") => Value::String(time::rfc3339(at)),
        _ => value,
    }
}

fn of_sqlite(row: &SqliteRow) -> std::result::Result<Map<String, Value>, sqlx::Error> {
    let mut map = Map::new();
    for (at, column) in row.columns().iter().enumerate() {
        let raw = row.try_get_raw(at)?;
        let kind = if raw.is_null() {
            "NULL".to_owned()
        } else {
            raw.type_info().name().to_owned()
        };
        let value = match kind.as_str() {
            "NULL" => Value::Null,
            "INTEGER" => row.try_get::<i64, _>(at)?.into(),
            "REAL" => row.try_get::<f64, _>(at)?.into(),
            "BLOB" => row.try_get::<Id, _>(at)?.to_string().into(),
            _ => row.try_get::<String, _>(at)?.into(),
        };
        map.insert(column.name().to_owned(), shown(column.name(), value));
    }
    Ok(map)
}

fn of_postgres(row: &PgRow) -> std::result::Result<Map<String, Value>, sqlx::Error> {
    let mut map = Map::new();
    for (at, column) in row.columns().iter().enumerate() {
        let value = match column.type_info().name() {
            "INT8" => row.try_get::<Option<i64>, _>(at)?.into(),
            "INT4" => row.try_get::<Option<i32>, _>(at)?.into(),
            "FLOAT8" => row.try_get::<Option<f64>, _>(at)?.into(),
            "FLOAT4" => row.try_get::<Option<f32>, _>(at)?.into(),
            "BOOL" => row.try_get::<Option<bool>, _>(at)?.into(),
            "UUID" => row.try_get::<Option<Id>, _>(at)?.map(|id| id.to_string()).into(),
            _ => row.try_get::<Option<String>, _>(at)?.into(),
        };
        map.insert(column.name().to_owned(), shown(column.name(), value));
    }
    Ok(map)
}

/// Adds to a picture where its file is.
fn addressed(picture: &mut Value, base: &str) {
    let id = picture
        .get("id")
        .and_then(Value::as_str)
        .and_then(|id| id.parse().ok());
    if let (Some(id), Some(fields)) = (id, picture.as_object_mut()) {
        let short = terreau_kernel::id::short(id);
        fields.insert("file".into(), format!("{base}/media/{short}/1600").into());
    }
}

async fn table(db: &mut impl Reach, sql: &'static str, territory: Id, person: Id) -> Result<Vec<Value>> {
    let rows: std::result::Result<Vec<_>, sqlx::Error> = match db.link() {
        Link::Sqlite(c) => {
            let query = sqlx::query::<sqlx::Sqlite>(sql).bind(territory).bind(person);
            query.fetch_all(c).await?.iter().map(of_sqlite).collect()
        }
        Link::Postgres(c) => {
            let query = sqlx::query::<sqlx::Postgres>(sql).bind(territory).bind(person);
            query.fetch_all(c).await?.iter().map(of_postgres).collect()
        }
    };
    Ok(rows?.into_iter().map(Value::Object).collect())
}

#[derive(Template)]
#[template(path = "belongings/export.html")]
struct Export<'a> {
    p: &'a Page,
}

/// What the files hold.
pub async fn form(mut visit: Visit) -> Answer {
    visit.proven()?;
    let p = visit.page(visit.tr.t("belongings-title")).at("me").private();
    visit.show(&Export { p: &p })
}

async fn logged(visit: &mut Visit) -> std::result::Result<(Id, Id), Problem> {
    let person = visit.proven()?.id;
    visit.count(Act::Upload)?;
    let mut tx = visit.begin().await?;
    accounts::log(&mut tx, visit, person, "export").await?;
    visit.commit(tx).await?;
    Ok((visit.territory.id, person))
}

fn file(visit: &Visit, kind: &'static str, name: &str, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let named = format!("attachment; filename=\"terreau-{}-{name}\"", visit.territory.slug);
    if let Ok(value) = HeaderValue::from_str(&named) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    visit.dress(response)
}

/// Everything, as JSON.
pub async fn json(mut visit: Visit) -> Answer {
    let (territory, person) = logged(&mut visit).await?;
    let mut whole = Map::new();
    whole.insert("made_at".into(), time::rfc3339(visit.now).into());
    whole.insert("territory".into(), visit.territory.name.clone().into());
    let base = terreau_kit::page::base(&visit.app, &visit.territory);
    whole.insert("site".into(), base.clone().into());
    let db = visit.db.get().await?;
    for (name, sql) in every_table() {
        whole.insert(name, table(db, sql, territory, person).await?.into());
    }
    if let Some(Value::Array(pictures)) = whole.get_mut("media") {
        pictures.iter_mut().for_each(|picture| addressed(picture, &base));
    }
    let body = serde_json::to_vec_pretty(&whole).map_err(|_| Problem::Broken)?;
    Ok(file(&visit, "application/json", "export.json", body))
}

#[derive(sqlx::FromRow)]
struct Said {
    kind: String,
    at: Micros,
    title: String,
    text: String,
    slug: String,
}

/// What one wrote, backed and followed, as a table.
pub async fn csv(mut visit: Visit) -> Answer {
    let (territory, person) = logged(&mut visit).await?;
    let rows = all!(visit.db.get().await?, Said, SAID, territory, person)?;
    let base = terreau_kit::page::base(&visit.app, &visit.territory);
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut wrote = writer.write_record(["kind", "date", "title", "text", "address"]);
    for row in rows {
        let cells = [
            row.kind.as_str().into(),
            time::rfc3339(row.at).into(),
            csvsafe::cell(&row.title),
            csvsafe::cell(&row.text),
            format!("{base}/ideas/{}", row.slug).into(),
        ];
        wrote = wrote.and_then(|()| writer.write_record(cells.iter().map(AsRef::<str>::as_ref)));
    }
    wrote.map_err(|_| Problem::Broken)?;
    let body = writer.into_inner().map_err(|_| Problem::Broken)?;
    Ok(file(&visit, "text/csv; charset=utf-8", "export.csv", body))
}
