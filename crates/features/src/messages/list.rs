//! One's conversations: those that wait, the others, what one searches in them, and what one chose about them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, richtext, text,
    time::Micros,
};
use terreau_kit::{Input, Page, Problem, Visit, limits::Act, paging::Paged, problem::Answer};

use super::{before, pattern};
use crate::{
    conversations::{self, Found, Listed, Place, PlaceState, named},
    memberships::{self, Held},
};

/// What an address of the list may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    after: String,
}

/// A conversation of the list.
struct Row {
    url: String,
    face: Id,
    portrait: Option<Id>,
    title: String,
    line: String,
    at: Micros,
    unread: i64,
    body: bool,
    group: bool,
    muted: bool,
    waits: bool,
}

/// A message that was found.
struct Hit {
    url: String,
    who: String,
    line: String,
    at: Micros,
}

#[derive(Template)]
#[template(path = "messages/list.html")]
struct List<'a> {
    p: &'a Page,
    q: String,
    requests: Vec<Row>,
    rows: Vec<Row>,
    hits: Vec<Hit>,
    next: String,
    inboxes: Vec<(String, String)>,
    marks: bool,
    letters: String,
    deep: bool,
}

fn excerpt(visit: &Visit, text: Option<&str>, gone: bool) -> String {
    if gone {
        return visit.tr.t("conversations-taken-back");
    }
    richtext::excerpt(&richtext::plain_text(text.unwrap_or_default()), 110)
}

fn row(visit: &Visit, viewer: Id, l: Listed, places: &[&Place]) -> Row {
    let other = places.iter().find(|p| p.person_id != viewer);
    let line = match l.line_kind.as_deref() {
        Some("message") => excerpt(visit, l.text.as_deref(), l.removed_at.is_some()),
        _ => String::new(),
    };
    Row {
        url: format!("/messages/{}", id::short(l.id)),
        portrait: other.and_then(|p| p.portrait_id).filter(|_| l.body_id.is_none()),
        face: l.body_id.or(other.map(|p| p.person_id)).unwrap_or(l.id),
        title: conversations::title(visit, viewer, (&l.kind, &l.title, l.body_name.as_deref()), places),
        line: if l.person_id == Some(viewer) && !line.is_empty() {
            visit.tr.v("messages-you", "words", &line)
        } else {
            line
        },
        at: l.last_at,
        unread: l.unread,
        body: l.body_id.is_some(),
        group: l.kind == "group",
        muted: l.muted,
        waits: l.kind == "direct" && other.is_some_and(|p| p.state == "waiting"),
    }
}

async fn rows(visit: &mut Visit, viewer: Id, listed: Vec<Listed>) -> Result<Vec<Row>, Problem> {
    let territory = visit.territory.id;
    let ids: Vec<Id> = listed.iter().map(|l| l.id).collect();
    let mut by: HashMap<Id, Vec<&Place>> = HashMap::new();
    let places = if ids.is_empty() {
        Vec::new()
    } else {
        conversations::places_of(visit.db.get().await?, territory, &ids).await?
    };
    for place in &places {
        by.entry(place.conversation_id).or_default().push(place);
    }
    let drawn = listed.into_iter().map(|l| {
        let places = by.remove(&l.id).unwrap_or_default();
        row(visit, viewer, l, &places)
    });
    Ok(drawn.collect())
}

fn hit(visit: &Visit, f: Found) -> Hit {
    let person = named(visit, f.name.as_deref(), f.person_state.as_deref());
    let who = f.body_id.and(f.body_name).unwrap_or(person);
    Hit {
        url: format!("/messages/{}", id::short(f.conversation_id)),
        who: if f.title.is_empty() {
            who
        } else {
            format!("{who} · {}", f.title)
        },
        line: richtext::excerpt(&richtext::plain_text(&f.text), 200),
        at: f.at,
    }
}

fn next(asked: &Asked, q: &str, after: Option<&str>) -> String {
    let Some(after) = after else {
        return String::new();
    };
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if !asked.q.is_empty() {
        pairs.append_pair("q", q);
    }
    pairs.append_pair("after", after);
    format!("/messages?{}", pairs.finish())
}

/// The list.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let viewer = visit.person()?.id;
    let whose = (visit.territory.id, viewer);
    let q = text::ellipsis(&text::clean_line(&asked.q), limits::QUERY);
    let words = pattern(&q);
    let deep = !asked.after.is_empty();
    let limit = i64::try_from(limits::PAGE + 1).unwrap_or(i64::MAX);
    let from = before(&asked.after);
    let (marks, letters) = conversations::settings(visit.db.get().await?, whose.0, viewer).await?;
    let (mut requests, mut listed, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    let following;
    if words.is_empty() {
        let db = visit.db.get().await?;
        let found = conversations::list(db, whose, PlaceState::Accepted, from, limit).await?;
        let page = Paged::cut(found, limits::PAGE, |l| (l.last_at, l.id));
        (listed, following) = (page.rows, page.next);
        if !deep {
            requests = conversations::list(db, whose, PlaceState::Waiting, before(""), 50).await?;
        }
    } else {
        visit.count(Act::Search)?;
        let found = conversations::search(visit.db.get().await?, whose, &words, from, limit).await?;
        let page = Paged::cut(found, limits::PAGE, |f| (f.at, f.conversation_id));
        following = page.next;
        hits = page.rows.into_iter().map(|f| hit(&visit, f)).collect();
    }
    let split = requests.len();
    requests.extend(listed);
    let mut all = rows(&mut visit, viewer, requests).await?;
    let rest = all.split_off(split);
    let inboxes = inboxes(&mut visit).await?;
    let p = visit.page(visit.tr.t("messages-title")).at("me").private();
    visit.show(&List {
        next: next(&asked, &q, following.as_deref()),
        p: &p,
        q,
        requests: all,
        rows: rest,
        hits,
        inboxes,
        marks,
        letters,
        deep,
    })
}

/// The inboxes the viewer answers: address and name.
async fn inboxes(visit: &mut Visit) -> Result<Vec<(String, String)>, Problem> {
    let speaks = |h: &&Held| {
        let part = memberships::Part::from_code(&h.role);
        h.standing == "active" && part.speaks() && matches!(h.state.as_str(), "verified" | "flagged" | "left")
    };
    let held = memberships::of_viewer(visit).await?;
    let mut all: Vec<_> = held
        .iter()
        .filter(speaks)
        .map(|h| (format!("/organisations/{}/messages", h.slug), h.name.clone()))
        .collect();
    let town = visit.territory.town.as_ref();
    if let Some(town) = town.filter(|t| conversations::speaks_for_town(&visit.viewer, t.id)) {
        let territory = visit.territory.id;
        let name = town.name.clone();
        let body = crate::bodies::by_id(visit.db.get().await?, territory, town.id).await?;
        all.extend(body.map(|b| (format!("/organisations/{}/messages", b.slug), name)));
    }
    Ok(all)
}

/// Keeps what one chose.
pub async fn settings(mut visit: Visit, input: Input) -> Answer {
    let person = visit.person()?.id;
    let letters = match input.raw("letters") {
        "words" => "words",
        "plain" => "plain",
        "never" => "never",
        _ => return Err(Problem::Invalid("form-unreadable")),
    };
    let (whose, at) = ((visit.territory.id, person), visit.now);
    let mut tx = visit.begin().await?;
    conversations::choose(&mut tx, whose, (input.has("marks"), letters), at).await?;
    visit.commit(tx).await?;
    visit.tell("messages-settings-kept", "");
    Ok(visit.redirect("/messages"))
}
