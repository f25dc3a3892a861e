//! Tables to take along: CSV of ideas and comments, streamed by key-set batches so that memory stays flat whatever
//! the size, with a published description of their columns. No personal data but the name people chose to show.

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use std::sync::Arc;
use terreau_kernel::{
    csvsafe,
    id::{self, Id},
    time,
};
use terreau_kit::{
    App, Problem, Territory,
    edge::{Keep, Streamed},
    page,
    problem::Answer,
};

use super::{
    feeds::narrowed,
    fill,
    guest::{self, Guest, LICENCE, value},
    rows::{self, CommentRow, Here, IdeaRow, Of},
};

/// Rows read at once.
const BATCH: i64 = 200;

/// Name and type of each column of ideas, as Table Schema writes them.
pub const IDEAS: [(&str, &str); 25] = [
    ("id", "string"),
    ("url", "string"),
    ("title", "string"),
    ("line", "string"),
    ("text", "string"),
    ("lang", "string"),
    ("state", "string"),
    ("theme", "string"),
    ("theme_name", "string"),
    ("zone", "string"),
    ("zone_name", "string"),
    ("place", "string"),
    ("lat", "number"),
    ("lon", "number"),
    ("author", "string"),
    ("in_the_name_of", "string"),
    ("supports", "integer"),
    ("comments", "integer"),
    ("historic_supports", "integer"),
    ("historic_opposes", "integer"),
    ("historic_mixed", "integer"),
    ("published_at", "datetime"),
    ("updated_at", "datetime"),
    ("short", "string"),
    ("position_precision", "string"),
];

/// Name and type of each column of comments.
pub const COMMENTS: [(&str, &str); 14] = [
    ("id", "string"),
    ("url", "string"),
    ("idea_id", "string"),
    ("idea_title", "string"),
    ("parent_id", "string"),
    ("depth", "integer"),
    ("side", "string"),
    ("text", "string"),
    ("lang", "string"),
    ("author", "string"),
    ("in_the_name_of", "string"),
    ("thanks", "integer"),
    ("created_at", "datetime"),
    ("edited_at", "datetime"),
];

/// Where a table is being read.
struct Reading {
    app: App,
    territory: Arc<Territory>,
    base: String,
    here: Here,
    of: Of,
    separator: u8,
    mark: bool,
    after: Option<Id>,
    comments: bool,
}

impl Reading {
    fn writer(&self) -> csv::Writer<Vec<u8>> {
        csv::WriterBuilder::new()
            .delimiter(self.separator)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new())
    }

    fn head(&self) -> Result<Vec<u8>, Problem> {
        let mut writer = self.writer();
        let names: Vec<&str> = if self.comments {
            COMMENTS.iter().map(|c| c.0).collect()
        } else {
            IDEAS.iter().map(|c| c.0).collect()
        };
        writer.write_record(names).map_err(|_| Problem::Broken)?;
        let mut bytes = if self.mark {
            "\u{feff}".as_bytes().to_vec()
        } else {
            Vec::new()
        };
        bytes.extend(writer.into_inner().map_err(|_| Problem::Broken)?);
        Ok(bytes)
    }

    /// The next rows, and where they end; `None` after the last.
    async fn batch(&mut self, after: Id) -> Result<Option<Vec<u8>>, Problem> {
        let mut conn = self.app.db.read().await?;
        let records: Vec<(Id, Vec<String>)> = if self.comments {
            let found = rows::comments_after(&mut conn, self.here, &self.of, after, BATCH).await?;
            found.into_iter().map(|row| (row.id, self.comment(row))).collect()
        } else {
            let found = rows::ideas_after(&mut conn, self.here, &self.of, after, BATCH).await?;
            found.into_iter().map(|row| (row.id, self.idea(row))).collect()
        };
        drop(conn);
        let Some(last) = records.last().map(|r| r.0) else {
            return Ok(None);
        };
        let mut writer = self.writer();
        for (_, record) in &records {
            let cells = record.iter().map(|text| csvsafe::cell(text).into_owned());
            writer.write_record(cells).map_err(|_| Problem::Broken)?;
        }
        self.after = (records.len() >= usize::try_from(BATCH).unwrap_or(0)).then_some(last);
        Ok(Some(writer.into_inner().map_err(|_| Problem::Broken)?))
    }

    fn idea(&self, row: IdeaRow) -> Vec<String> {
        let theme = row.theme_id.and_then(|t| self.territory.theme(t));
        let zone = row.zone_id.and_then(|z| self.territory.zone(z));
        let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
        let degree = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:.6}"));
        vec![
            row.id.to_string(),
            format!("{}/ideas/{}", self.base, row.slug),
            row.title,
            row.line,
            row.body,
            row.lang,
            row.state,
            theme.map_or_else(String::new, |t| t.slug.clone()),
            theme.map_or_else(String::new, |t| t.name_fr.clone()),
            zone.map_or_else(String::new, |z| z.slug.clone()),
            zone.map_or_else(String::new, |z| z.name.clone()),
            row.place,
            degree(row.lat),
            degree(row.lon),
            active(row.author_name, &row.author_state),
            fill::body(&self.territory, row.body_id).unwrap_or_default(),
            row.supports.to_string(),
            row.comments.to_string(),
            number(row.historic_supports),
            number(row.historic_opposes),
            number(row.historic_mixed),
            time::rfc3339(row.published_at),
            time::rfc3339(row.updated_at),
            id::short(row.id),
            row.point_precision,
        ]
    }

    fn comment(&self, row: CommentRow) -> Vec<String> {
        vec![
            row.id.to_string(),
            format!("{}/comments/{}", self.base, id::short(row.id)),
            row.idea_id.to_string(),
            row.idea_title,
            row.parent_id.map_or_else(String::new, |id| id.to_string()),
            row.depth.to_string(),
            row.side.unwrap_or_default(),
            row.text,
            row.lang,
            active(row.author_name, &row.author_state),
            fill::body(&self.territory, row.body_id).unwrap_or_default(),
            row.thanks.to_string(),
            time::rfc3339(row.created_at),
            row.edited_at.map_or_else(String::new, time::rfc3339),
        ]
    }
}

/// The name of somebody who takes part; others are not named in tables.
fn active(name: String, state: &str) -> String {
    if state == "active" { name } else { String::new() }
}

/// Where the reading stands between two batches.
enum Turn {
    Head,
    Rows,
    End,
}

async fn turn((mut reading, turn): (Reading, Turn)) -> Result<Option<(Bytes, (Reading, Turn))>, Problem> {
    match turn {
        Turn::Head => {
            let head = reading.head()?;
            Ok(Some((head.into(), (reading, Turn::Rows))))
        }
        Turn::Rows => {
            let after = reading.after.take().unwrap_or(Id::nil());
            let rows = reading.batch(after).await?;
            let then = if reading.after.is_some() {
                Turn::Rows
            } else {
                Turn::End
            };
            Ok(rows.map(|rows| (rows.into(), (reading, then))))
        }
        Turn::End => Ok(None),
    }
}

fn reading(guest: &Guest, comments: bool) -> Result<Reading, Problem> {
    let asked = guest.asked();
    let separator = match value(&asked, "separator") {
        "" | "comma" => b',',
        "semicolon" => b';',
        _ => return Err(Problem::Invalid("open-invalid-separator")),
    };
    Ok(Reading {
        app: guest.0.app.clone(),
        territory: guest.0.territory.clone(),
        base: page::base(&guest.0.app, &guest.0.territory),
        here: (guest.0.territory.id, guest.0.eyes()),
        of: narrowed(guest)?,
        separator,
        mark: value(&asked, "bom") == "1",
        after: None,
        comments,
    })
}

fn table(guest: &Guest, name: &str, comments: bool) -> Answer {
    let reading = reading(guest, comments)?;
    let rows = stream::try_unfold((reading, Turn::Head), |state| async move {
        // The answer has begun: a broken one is cut, so that nobody takes it for whole.
        turn(state).await.map_err(|p| std::io::Error::other(p.code()))
    });
    let mut response: Response =
        guest::open("text/csv; charset=utf-8; header=present", Body::from_stream(rows));
    response.extensions_mut().remove::<Keep>();
    response.extensions_mut().insert(Streamed);
    let file = format!("attachment; filename=\"{}-{name}.csv\"", guest.0.territory.slug);
    if let Ok(value) = HeaderValue::from_str(&file) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    let no_cache = HeaderValue::from_static("no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, no_cache);
    guest::link(&mut response, LICENCE, "license");
    let schema = guest.absolute(&format!("/schemas/{name}.json"));
    guest::link(&mut response, &schema, "describedby");
    Ok(response)
}

/// Public ideas as a table.
pub async fn ideas(guest: Guest) -> Answer {
    table(&guest, "ideas", false)
}

/// Comments that can be read, as a table.
pub async fn comments(guest: Guest) -> Answer {
    table(&guest, "comments", true)
}

/// The columns of the table of ideas.
pub async fn ideas_schema(guest: Guest) -> Answer {
    Ok(guest::table_schema(&guest, "ideas", &IDEAS))
}

/// The columns of the table of comments.
pub async fn comments_schema(guest: Guest) -> Answer {
    Ok(guest::table_schema(&guest, "comments", &COMMENTS))
}
