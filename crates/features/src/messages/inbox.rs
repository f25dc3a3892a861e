//! The inbox of a body, for those who speak for it: what waits for an answer, who has taken it, what is done.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, richtext,
    time::Micros,
};
use terreau_kit::{Input, Page, Problem, Visit, paging::Paged, problem::Answer};

use super::before;
use crate::{
    bodies::Body,
    conversations::{self, Boxed, ConversationState, named},
};

/// What an address of the inbox may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
}

struct Row {
    url: String,
    who: String,
    line: String,
    at: Micros,
    waits: bool,
    assigned: String,
    mine: bool,
}

#[derive(Template)]
#[template(path = "messages/inbox.html")]
struct Inbox<'a> {
    p: &'a Page,
    body: &'a Body,
    url: String,
    done: bool,
    rows: Vec<Row>,
    next: String,
}

fn row(visit: &Visit, b: Boxed) -> Row {
    let line = match (b.kind.as_deref(), b.removed_at) {
        (_, Some(_)) => visit.tr.t("conversations-taken-back"),
        (Some("message" | "note"), None) => {
            richtext::excerpt(&richtext::plain_text(b.text.as_deref().unwrap_or_default()), 110)
        }
        _ => String::new(),
    };
    Row {
        url: format!("/messages/{}", id::short(b.id)),
        who: named(visit, Some(&b.name), Some(&b.person_state)),
        line,
        at: b.last_at,
        waits: b.waits,
        assigned: b.assigned.unwrap_or_default(),
        mine: b.assigned_id.is_some() && b.assigned_id == visit.viewer.id(),
    }
}

/// What came to a body.
pub async fn list(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let body = conversations::inbox_of(&mut visit, &slug).await?;
    let done = asked.state == "done";
    let state = if done {
        ConversationState::Done
    } else {
        ConversationState::Open
    };
    let here = (visit.territory.id, body.id);
    let limit = i64::try_from(limits::PAGE + 1).unwrap_or(i64::MAX);
    let db = visit.db.get().await?;
    let found = conversations::inbox(db, here, state, before(&asked.after), limit).await?;
    let page = Paged::cut(found, limits::PAGE, |b| (b.last_at, b.id));
    let url = format!("/organisations/{}", body.slug);
    let word = state.code();
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |n| format!("{url}/messages?state={word}&after={n}"));
    let rows = page.rows.into_iter().map(|b| row(&visit, b)).collect();
    let mut p = visit.page(visit.tr.t("messages-inbox")).at("me").private();
    p.section = body.name.clone();
    visit.show(&Inbox {
        p: &p,
        body: &body,
        url,
        done,
        rows,
        next,
    })
}

/// Takes a conversation, gives it to somebody of the team, or lets it go.
pub async fn take(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    let read = |name: &str| -> Result<Option<Id>, Problem> {
        match input.raw(name) {
            "" => Ok(None),
            text => id::parse_short(text).map(Some).ok_or(Problem::NotFound),
        }
    };
    let (seen, to) = (read("seen")?, read("to")?);
    conversations::assign(&mut visit, &talk, (seen, to)).await?;
    visit.tell(
        match to {
            Some(to) if to == talk.viewer => "messages-taken",
            Some(_) => "messages-given",
            None => "messages-freed",
        },
        "",
    );
    Ok(visit.redirect(&talk.url()))
}

/// Done, or open again.
pub async fn turn(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let talk = conversations::opened(&mut visit, &short).await?;
    let (name, told) = match input.raw("do") {
        "finish" => ("finish", "messages-finished"),
        "reopen" => ("reopen", "messages-reopened"),
        _ => return Err(Problem::Invalid("form-unreadable")),
    };
    conversations::turn(&mut visit, &talk, name).await?;
    visit.tell(told, "");
    let slug = talk.row.body_slug.as_deref().filter(|_| name == "finish");
    let to = slug.map_or_else(|| talk.url(), |slug| format!("/organisations/{slug}/messages"));
    Ok(visit.redirect(&to))
}
