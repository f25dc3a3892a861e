//! What people of the demonstration write to each other, and to organisations.

use serde::Deserialize;
use terreau_kernel::{
    id::Id,
    life::{Actors, Step},
    richtext, text,
    time::{HOUR, MINUTE},
};
use terreau_kit::{App, Territory, steps};
use terreau_store::Tx;

use super::{Who, rows};
use crate::{
    conversations::{self, CONVERSATION, PLACE},
    exchanges::write::{self as writes, Begin, New},
    work::Failed,
};

#[derive(Debug, Deserialize)]
struct Talks {
    talk: Vec<Talk>,
}

/// A conversation; the first of its people began it.
#[derive(Debug, Deserialize)]
struct Talk {
    people: Vec<String>,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    state: String,
    /// The others did not accept it yet.
    #[serde(default)]
    waiting: bool,
    line: Vec<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    by: String,
    text: String,
    /// How long ago.
    hours: i64,
    #[serde(default)]
    note: bool,
    /// Said in the name of the organisation.
    #[serde(default)]
    team: bool,
}

/// Writes them all; the last message of each waits to be read.
pub async fn write(app: &App, tx: &mut Tx, territory: &Territory, who: Who<'_>) -> Result<(), Failed> {
    let Talks { talk } = toml::from_str(include_str!("content/talks.toml"))?;
    for each in &talk {
        one(app, tx, territory.id, each, who).await?;
    }
    Ok(())
}

async fn one(app: &App, tx: &mut Tx, territory: Id, talk: &Talk, who: Who<'_>) -> Result<(), Failed> {
    let people: Vec<Id> = talk.people.iter().map(|key| who(key)).collect();
    let (Some(first), Some(opening)) = (people.first().copied(), talk.line.first()) else {
        return Err("a conversation needs somebody and a word".into());
    };
    let body = if talk.organisation.is_empty() {
        None
    } else {
        let found = rows::body_named(tx, territory, &talk.organisation).await?;
        Some(found.ok_or_else(|| format!("no organisation « {} »", talk.organisation))?)
    };
    let pair = match (body, people.as_slice()) {
        (Some(body), _) => conversations::pair(first, body),
        (None, [one, other]) => conversations::pair(*one, *other),
        _ => String::new(),
    };
    let kind = match (body, people.len()) {
        (Some(_), _) => "body",
        (None, 2) => "direct",
        _ => "group",
    };
    let at = app.clock.now() - opening.hours * HOUR;
    let new = Begin {
        id: app.ids.next(),
        kind,
        pair: &pair,
        title: &talk.title,
        owner: None,
        body,
        person: first,
        at: at - MINUTE,
    };
    writes::begin(tx, territory, &new).await?;
    let here = (territory, new.id);
    if body.is_some() {
        born(app, tx, here, (CONVERSATION.object, new.id, "open"), first).await?;
    }
    for person in &people {
        let state = if talk.waiting && *person != first {
            "waiting"
        } else {
            "accepted"
        };
        let place = app.ids.next();
        writes::place(tx, here, (*person, place), (state, 0), at).await?;
        born(app, tx, here, (PLACE.object, place, state), *person).await?;
    }
    for (place, line) in talk.line.iter().enumerate() {
        say(app, tx, here, (line, body), who).await?;
        // Everybody read all but the last word.
        if place + 1 < talk.line.len() {
            for person in &people {
                writes::read(tx, here, *person, app.clock.now() - line.hours * HOUR).await?;
            }
        }
    }
    let last = talk.line.last().unwrap_or(opening);
    writes::waits(
        tx,
        territory,
        new.id,
        body.is_some() && !last.team && talk.state != "done",
    )
    .await?;
    if talk.state == "done" {
        writes::state(tx, territory, new.id, ("open", "done")).await?;
    }
    Ok(())
}

async fn born(
    app: &App,
    tx: &mut Tx,
    here: (Id, Id),
    (object, id, to): (&str, Id, &'static str),
    person: Id,
) -> Result<(), Failed> {
    let step = Step {
        name: "create",
        from: "",
        to,
        by: Actors::NONE,
        reason: None,
        effects: &[],
    };
    let taken = steps::Taken {
        territory: here.0,
        id: app.ids.next(),
        object: id,
        person: Some(person),
        body: None,
        at: app.clock.now(),
    };
    Ok(steps::record(tx, object, &step, taken).await?)
}

async fn say(
    app: &App,
    tx: &mut Tx,
    here: (Id, Id),
    (line, body): (&Line, Option<Id>),
    who: Who<'_>,
) -> Result<(), Failed> {
    let rendered = richtext::render(&line.text);
    let (author, at) = (who(&line.by), app.clock.now() - line.hours * HOUR);
    let new = New {
        id: app.ids.next(),
        at,
        kind: if line.note { "note" } else { "message" },
        inside: line.note,
        person: Some(author),
        body: body.filter(|_| line.team || line.note),
        subject: None,
        text: &line.text,
        html: &rendered.html,
        words: &text::fold(&rendered.plain),
    };
    writes::line(tx, here, &new).await?;
    if !line.note {
        writes::arrive(tx, here, author, at).await?;
    }
    Ok(())
}
