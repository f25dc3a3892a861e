//! One conversation: reading it, answering, accepting what a stranger asks, leaving a group.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::id::{self, Id};
use terreau_kit::{Faults, Input, Page, Problem, Visit, key, may::later, problem::Answer};

use super::counted;
use crate::{
    conversations::{self, Place, PlaceState, Said, Side, Talk, Thread},
    people,
};

#[derive(Template)]
#[template(path = "messages/show.html")]
struct Show<'a> {
    p: &'a Page,
    talk: &'a Talk,
    thread: Thread,
    /// Those in it beside the viewer: name, address, still waiting.
    others: Vec<(String, String, bool)>,
    /// Somebody asks the viewer.
    asked: bool,
    declined: bool,
    /// Whom a report would be about.
    stranger: String,
    /// The other one of a conversation of two; empty for what is none, and for who left.
    stranger_slug: String,
    /// Why nothing can be said now: a key.
    shut: Option<&'static str>,
    team: Vec<(String, String, bool)>,
    assigned: String,
    label: String,
    key: String,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

impl Show<'_> {
    /// The last line on the page, for its stream.
    fn mark(&self) -> i64 {
        self.thread.lines.last().map_or(0, |line| line.at)
    }
}

/// Where a page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

fn other(visit: &Visit, place: &Place) -> (String, String, bool) {
    let name = people::shown_name(visit, &place.name, &place.person_state);
    let there = matches!(place.person_state.as_str(), "active" | "suspended");
    let url = if there {
        format!("/people/{}", place.slug)
    } else {
        String::new()
    };
    (name, url, place.state == "waiting")
}

/// A conversation, with a form of it shown again.
pub async fn draw(
    visit: &mut Visit,
    talk: &Talk,
    before: &str,
    (typed, faults): (&Input, &Faults),
) -> Answer {
    let thread = Thread::read(visit, talk, before).await?;
    thread.seen(visit, talk).await?;
    let shut = conversations::answered(visit, talk).await?;
    let territory = visit.territory.id;
    let team = match talk.row.body_id.filter(|_| talk.inside()) {
        Some(body) => conversations::team(visit.db.get().await?, territory, body).await?,
        None => Vec::new(),
    };
    let places: Vec<&Place> = talk.places.iter().collect();
    let body = talk.row.body_name.as_deref().filter(|_| !talk.inside());
    let title = conversations::title(
        visit,
        talk.viewer,
        (&talk.row.kind, &talk.row.title, body),
        &places,
    );
    let there = |p: &&Place| talk.row.kind != "group" || matches!(p.state.as_str(), "accepted" | "waiting");
    let others = talk.others().filter(there).map(|p| other(visit, p)).collect();
    let label = match talk.row.body_name.as_deref().filter(|_| talk.inside()) {
        Some(name) => visit.tr.v("messages-text-as", "name", name),
        None => visit.tr.t("messages-text"),
    };
    let is = |id: Id| talk.row.assigned_id == Some(id);
    let mut p = visit.page(title).at("me").private();
    p.section = visit.tr.t("messages-title");
    let key = Some(typed.raw("key")).filter(|k| !k.is_empty() && !faults.is_empty());
    let template = Show {
        p: &p,
        thread,
        others,
        asked: talk.side == Side::Own(PlaceState::Waiting),
        declined: talk.side == Side::Own(PlaceState::Declined),
        stranger: id::short(talk.row.created_by),
        stranger_slug: talk
            .others()
            .find(|p| talk.row.kind == "direct" && p.person_state == "active")
            .map(|p| p.slug.clone())
            .unwrap_or_default(),
        shut,
        team: team
            .iter()
            .map(|(one, name)| (id::short(*one), name.clone(), is(*one)))
            .collect(),
        assigned: talk.row.assigned_id.map(id::short).unwrap_or_default(),
        key: key.map_or_else(|| id::short(key::issue(&visit.app, territory)), str::to_owned),
        label,
        talk,
        typed,
        faults,
        wrong: faults.count(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The conversation.
pub async fn show(mut visit: Visit, Path(short): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    draw(
        &mut visit,
        &talk,
        &asked.before,
        (&Input::default(), &Faults::new()),
    )
    .await
}

/// Says something, or notes it for the team.
pub async fn say(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    visit.writer()?;
    let said = Said {
        id: key::read(&visit.app, visit.territory.id, input.raw("key"))
            .unwrap_or_else(|| visit.app.ids.next()),
        text: input.text("text"),
        note: input.has("note"),
    };
    if said.note && !talk.inside() {
        return Err(Problem::NotFound);
    }
    let mut faults = Faults::new();
    said.check(&visit, &mut faults);
    let mut wait = None;
    if faults.is_empty() {
        wait = counted(&mut visit, 0, &mut faults).await?;
    }
    if !faults.is_empty() {
        return Ok(later(draw(&mut visit, &talk, "", (&input, &faults)).await?, wait));
    }
    match conversations::say(&mut visit, &talk, &said).await {
        Ok(()) => Ok(visit.redirect(&format!("{}#l-{}", talk.url(), id::short(said.id)))),
        // What was typed stays on the page that says why it was not sent.
        Err(Problem::Conflict(why)) => {
            faults.add("text", visit.tr.t(why));
            let talk = conversations::opened(&mut visit, &short).await?;
            draw(&mut visit, &talk, "", (&input, &faults)).await
        }
        Err(problem) => Err(problem),
    }
}

/// Accepts or declines what a stranger asks.
pub async fn answer(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    match input.raw("do") {
        "accept" => {
            conversations::accept(&mut visit, &talk).await?;
            Ok(visit.redirect(&format!("{}#write", talk.url())))
        }
        "decline" => {
            conversations::decline(&mut visit, &talk).await?;
            visit.tell("messages-declined-done", "");
            Ok(visit.redirect("/messages"))
        }
        _ => Err(Problem::Invalid("form-unreadable")),
    }
}

/// Leaves a group.
pub async fn leave(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    conversations::leave(&mut visit, &talk).await?;
    visit.tell("messages-left", "");
    Ok(visit.redirect("/messages"))
}

/// No letters of this conversation any more, or again.
pub async fn mute(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    if talk.inside() {
        return Err(Problem::NotFound);
    }
    let (here, muted) = (talk.here(&visit), !input.has("back"));
    let mut tx = visit.begin().await?;
    conversations::mute(&mut tx, here, talk.viewer, muted).await?;
    visit.commit(tx).await?;
    visit.tell(
        if muted {
            "messages-muted"
        } else {
            "messages-unmuted"
        },
        "",
    );
    Ok(visit.redirect(&talk.url()))
}

/// Takes one's own line back.
pub async fn remove(mut visit: Visit, Path((short, line)): Path<(String, String)>) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    let line = id::parse_short(&line).ok_or(Problem::NotFound)?;
    conversations::take_back(&mut visit, &talk, line).await?;
    Ok(visit.redirect(&format!("{}#l-{}", talk.url(), id::short(line))))
}
