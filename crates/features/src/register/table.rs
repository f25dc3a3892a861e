//! The same as tables: read and sent by stretches, so that memory stays flat whatever the size.

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use terreau_kernel::{csvsafe, id::Id};
use terreau_kit::{
    Problem,
    edge::{Keep, Streamed},
    problem::Answer,
};

use super::{ALL, FIRST, api, rows};
use crate::{
    directory,
    guests::{self, Guest, LICENCE, value},
};

/// Rows read at once.
const BATCH: i64 = 200;

/// A column, and its kind in Table Schema.
type Column = (&'static str, &'static str);

const PEOPLE: [Column; 6] = [
    ("id", "string"),
    ("url", "string"),
    ("name", "string"),
    ("zone", "string"),
    ("skills", "string"),
    ("causes", "string"),
];
const ORGANISATIONS: [Column; 13] = [
    ("id", "string"),
    ("url", "string"),
    ("name", "string"),
    ("kind", "string"),
    ("line", "string"),
    ("siret", "string"),
    ("rna", "string"),
    ("address", "string"),
    ("lat", "number"),
    ("lon", "number"),
    ("website", "string"),
    ("ideas", "integer"),
    ("comments", "integer"),
];
const SKILLS: [Column; 6] = [
    ("id", "string"),
    ("slug", "string"),
    ("domain", "string"),
    ("name_fr", "string"),
    ("name_en", "string"),
    ("url", "string"),
];

/// Where a table goes on.
enum Place {
    /// Its first line.
    Head,
    /// People after this cursor.
    People(Option<String>),
    /// Organisations after this one.
    Organisations(String, Id),
    /// Nothing more.
    End,
}

struct Reading {
    guest: Guest,
    wanted: directory::Asked,
    columns: &'static [Column],
    first: Place,
    separator: u8,
}

fn written(separator: u8, lines: impl Iterator<Item = Vec<String>>) -> Result<Bytes, Problem> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        let cells = line.iter().map(|text| csvsafe::cell(text).into_owned());
        writer.write_record(cells).map_err(|_| Problem::Broken)?;
    }
    Ok(writer.into_inner().map_err(|_| Problem::Broken)?.into())
}

async fn people_after(
    reading: &mut Reading,
    after: Option<&str>,
) -> Result<(Vec<Vec<String>>, Place), Problem> {
    let guest = &mut reading.guest;
    let (territory, now) = (guest.0.territory.id, guest.0.now);
    let db = guest.0.db.get().await?;
    let page = directory::page(db, (territory, ALL), &reading.wanted, after, now).await?;
    let next = page.next.map_or(Place::End, |next| Place::People(Some(next)));
    let found = api::people_of(guest, page.rows).await?;
    guest.0.db.release();
    let line = |p: super::Person| {
        let zone = p.zone.unwrap_or_default();
        vec![
            p.id.to_string(),
            p.url,
            p.name,
            zone,
            p.skills.join(" "),
            p.causes.join(" "),
        ]
    };
    Ok((found.into_iter().map(line).collect(), next))
}

async fn organisations_after(
    reading: &mut Reading,
    after: (&str, Id),
) -> Result<(Vec<Vec<String>>, Place), Problem> {
    let guest = &mut reading.guest;
    let territory = guest.0.territory.id;
    let found = rows::listed(guest.0.db.get().await?, territory, "", after, BATCH).await?;
    guest.0.db.release();
    let full = i64::try_from(found.len()).is_ok_and(|n| n >= BATCH);
    let last = found.last().filter(|_| full);
    let next = last.map_or(Place::End, |row| {
        Place::Organisations(row.name_key.clone(), row.id)
    });
    let degree = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:.6}"));
    let line = |row: rows::Row| {
        let o = super::Organisation::new(guest, row);
        vec![
            o.id.to_string(),
            o.url,
            o.name,
            o.kind,
            o.line,
            o.siret,
            o.rna,
            o.address,
            degree(o.lat),
            degree(o.lon),
            o.website,
            o.ideas.to_string(),
            o.comments.to_string(),
        ]
    };
    Ok((found.into_iter().map(line).collect(), next))
}

async fn turn((mut reading, place): (Reading, Place)) -> Result<Option<(Bytes, (Reading, Place))>, Problem> {
    let separator = reading.separator;
    let (lines, next) = match place {
        Place::End => return Ok(None),
        Place::Head => {
            let head = reading.columns.iter().map(|c| c.0.to_owned()).collect();
            (vec![head], std::mem::replace(&mut reading.first, Place::End))
        }
        Place::People(after) => people_after(&mut reading, after.as_deref()).await?,
        Place::Organisations(key, id) => organisations_after(&mut reading, (&key, id)).await?,
    };
    Ok(Some((written(separator, lines.into_iter())?, (reading, next))))
}

fn separator(asked: &[(String, String)]) -> Result<u8, Problem> {
    match value(asked, "separator") {
        "" | "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        _ => Err(Problem::Invalid("open-invalid-separator")),
    }
}

fn table(guest: Guest, name: &str, columns: &'static [Column], first: Place) -> Answer {
    let asked = guest.asked();
    let (separator, wanted) = (separator(&asked)?, api::wanted(&guest, &asked)?);
    let schema = schema(&guest, name);
    let file = format!("attachment; filename=\"{}-{name}.csv\"", guest.0.territory.slug);
    let reading = Reading {
        guest,
        wanted,
        columns,
        first,
        separator,
    };
    let rows = stream::try_unfold((reading, Place::Head), |state| async move {
        // The answer has begun: a broken one is cut, so that nobody takes it for whole.
        turn(state).await.map_err(|p| std::io::Error::other(p.code()))
    });
    dressed(Body::from_stream(rows), &file, &schema)
}

fn schema(guest: &Guest, name: &str) -> String {
    guest.absolute(&format!("/schemas/{name}.json"))
}

fn dressed(body: Body, file: &str, schema: &str) -> Answer {
    let mut response: Response = guests::open("text/csv; charset=utf-8; header=present", body);
    response.extensions_mut().remove::<Keep>();
    response.extensions_mut().insert(Streamed);
    if let Ok(value) = HeaderValue::from_str(file) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    let no_cache = HeaderValue::from_static("no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, no_cache);
    guests::link(&mut response, LICENCE, "license");
    guests::link(&mut response, schema, "describedby");
    Ok(response)
}

/// People who wish to be found.
pub async fn people(guest: Guest) -> Answer {
    table(guest, "people", &PEOPLE, Place::People(None))
}

/// Verified organisations.
pub async fn organisations(guest: Guest) -> Answer {
    let first = Place::Organisations(FIRST.0.to_owned(), FIRST.1);
    table(guest, "organisations", &ORGANISATIONS, first)
}

/// The vocabulary of skills.
pub async fn skills(guest: Guest) -> Answer {
    let separator = separator(&guest.asked())?;
    let head: Vec<String> = SKILLS.iter().map(|c| c.0.to_owned()).collect();
    let line = |s: super::Skill| vec![s.id.to_string(), s.slug, s.domain, s.name_fr, s.name_en, s.url];
    let lines = api::vocabulary(&guest).into_iter().map(line);
    let file = format!("attachment; filename=\"{}-skills.csv\"", guest.0.territory.slug);
    dressed(
        written(separator, std::iter::once(head).chain(lines))?.into(),
        &file,
        &schema(&guest, "skills"),
    )
}

/// The columns of the table of people.
pub async fn people_schema(guest: Guest) -> Answer {
    Ok(guests::table_schema(&guest, "people", &PEOPLE))
}

/// The columns of the table of organisations.
pub async fn organisations_schema(guest: Guest) -> Answer {
    Ok(guests::table_schema(&guest, "organisations", &ORGANISATIONS))
}

/// The columns of the table of skills.
pub async fn skills_schema(guest: Guest) -> Answer {
    Ok(guests::table_schema(&guest, "skills", &SKILLS))
}
