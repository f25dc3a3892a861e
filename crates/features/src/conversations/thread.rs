//! A conversation as it is read: lines in their order, whose they are to its viewer, what was read.

use terreau_kernel::{
    id::{self, Id},
    time::Micros,
};
use terreau_kit::{
    Problem, Visit,
    paging::{self, Paged},
};

use super::{TAKE_BACK, Talk, rows, writes};
use crate::people;

/// Lines of one page.
const PAGE: usize = 30;

/// A line as it is shown.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its part of an address.
    pub short: String,
    /// Whose face it bears.
    pub face: Id,
    /// The picture of whoever speaks in their own name.
    pub portrait: Option<Id>,
    /// The viewer wrote it, or somebody of the team they look from.
    pub own: bool,
    /// `message`, `note` or `change`.
    pub kind: String,
    /// Who speaks.
    pub who: String,
    /// Who wrote it in the name of a body.
    pub writer: String,
    /// The words of a message, as safe HTML; of a change, in the reader's language.
    pub words: String,
    /// Its author took it back.
    pub gone: bool,
    /// The viewer may take it back.
    pub removable: bool,
    /// The other one read it, and this is the last they read.
    pub read: bool,
    /// When.
    pub at: Micros,
}

/// A page of a conversation.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Its lines, the oldest first.
    pub lines: Vec<Line>,
    /// Where the page before leads; empty on the first.
    pub older: String,
    /// Not the newest page.
    pub deep: bool,
    /// The address of the conversation.
    pub url: String,
}

/// The name of somebody in a conversation.
#[must_use]
pub fn named(visit: &Visit, name: Option<&str>, state: Option<&str>) -> String {
    people::shown_name(visit, name.unwrap_or_default(), state.unwrap_or("anonymised"))
}

/// What a conversation is called by its viewer: its title, the body, or the others.
#[must_use]
pub fn title(visit: &Visit, viewer: Id, row: (&str, &str, Option<&str>), places: &[&rows::Place]) -> String {
    let (kind, title, body) = row;
    if kind == "object" && !title.is_empty() {
        return title.to_owned();
    }
    if let Some(body) = body {
        return body.to_owned();
    }
    if !title.is_empty() {
        return title.to_owned();
    }
    let there = |p: &&&rows::Place| {
        p.person_id != viewer && (kind == "direct" || matches!(p.state.as_str(), "accepted" | "waiting"))
    };
    let names: Vec<String> = places
        .iter()
        .filter(there)
        .map(|p| people::shown_name(visit, &p.name, &p.person_state))
        .collect();
    if names.is_empty() {
        visit.tr.t("conversations-alone")
    } else {
        names.join(", ")
    }
}

impl Thread {
    /// Reads a page of a conversation, before a position.
    ///
    /// # Errors
    /// [`Problem::Away`] when the database is.
    pub async fn read(visit: &mut Visit, talk: &Talk, before: &str) -> Result<Self, Problem> {
        let here = talk.here(visit);
        let position: Option<Micros> = paging::position(before);
        let until = position.unwrap_or(i64::MAX);
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let db = visit.db.get().await?;
        // In a group one may sit with somebody one is kept apart from; a body listens to all.
        let apart = if talk.row.kind == "group" {
            talk.viewer
        } else {
            Id::nil()
        };
        let found = rows::lines(db, here, (talk.from(), until), (talk.inside(), apart), limit).await?;
        let marks = rows::settings(db, here.0, talk.viewer).await?.0;
        let page = Paged::cut(found, PAGE, |line| line.at);
        let read = mark(talk, marks, &page.rows);
        let mut lines: Vec<Line> = page.rows.iter().map(|row| line(visit, talk, row, read)).collect();
        lines.reverse();
        let url = talk.url();
        Ok(Self {
            lines,
            older: page
                .next
                .map(|next| format!("{url}?before={next}"))
                .unwrap_or_default(),
            deep: position.is_some(),
            url,
        })
    }

    /// The viewer has it before them: what is new is read.
    ///
    /// # Errors
    /// [`Problem::Away`] when the database is.
    pub async fn seen(&self, visit: &mut Visit, talk: &Talk) -> Result<(), Problem> {
        let upto = self.lines.last().map_or(0, |line| line.at);
        let fresh = talk.row.unread.unwrap_or(0) > 0 || talk.row.read_upto.unwrap_or(0) < upto;
        if self.deep || !fresh {
            return Ok(());
        }
        let here = talk.here(visit);
        let (id, now) = (visit.app.ids.next(), visit.now);
        let mut tx = visit.begin().await?;
        writes::hold(&mut tx, here.0, here.1).await?;
        if talk.inside() {
            writes::team_read(&mut tx, here, (talk.viewer, id), (upto, now)).await?;
        } else {
            writes::read(&mut tx, here, talk.viewer, upto).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// The line to bear « read »: the last of one's own side that the other one read, where both show it.
fn mark(talk: &Talk, marks: bool, rows: &[rows::Line]) -> Option<Id> {
    if !marks || talk.row.kind == "group" {
        return None;
    }
    let other = if talk.inside() {
        talk.places.first()
    } else if talk.row.kind == "direct" {
        talk.others().next()
    } else {
        None
    };
    let other = other.filter(|place| place.marks && place.state == "accepted")?;
    let own = |l: &&rows::Line| l.kind == "message" && mine(talk, l) && l.at <= other.read_upto;
    rows.iter().find(own).map(|l| l.id)
}

fn mine(talk: &Talk, line: &rows::Line) -> bool {
    if talk.inside() {
        line.body_id.is_some() || line.inside
    } else {
        line.person_id == Some(talk.viewer) && line.body_id.is_none()
    }
}

fn line(visit: &Visit, talk: &Talk, row: &rows::Line, read: Option<Id>) -> Line {
    let person = named(visit, row.name.as_deref(), row.person_state.as_deref());
    let body = row.body_id.and(talk.row.body_name.clone());
    let written = row.person_id == Some(talk.viewer);
    let gone = row.removed_at.is_some();
    let words = if row.kind == "change" {
        let subject = named(visit, row.subject_name.as_deref(), row.subject_state.as_deref());
        let key = if visit.tr.has(&row.text) {
            row.text.as_str()
        } else {
            "conversations-change-other"
        };
        visit.tr.vs(key, &[("who", &person), ("whom", &subject)])
    } else {
        row.text_html.clone()
    };
    Line {
        short: id::short(row.id),
        face: row.body_id.or(row.person_id).unwrap_or_default(),
        portrait: row.portrait_id.filter(|_| row.body_id.is_none()),
        own: mine(talk, row),
        writer: if body.is_some() {
            person.clone()
        } else {
            String::new()
        },
        who: body.unwrap_or(person),
        kind: row.kind.clone(),
        words,
        removable: written && !gone && row.kind != "change" && visit.now - row.at <= TAKE_BACK,
        gone,
        read: read == Some(row.id),
        at: row.at,
    }
}
