//! Sending a comment, and the page of one thread.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, richtext,
    time::Micros,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    limits::Act,
    may::later,
    paging::{self, Paged},
    problem::Answer,
    territory::Sides,
};

use super::{
    CommentState, make,
    rows::{self, Full, List, Row, Side, Sort},
    section::{self, WriteForm},
    view::{self, Com},
};
use crate::{
    ideas,
    newcomers::{self, Kind},
    voices,
};

#[derive(Template)]
#[template(path = "comments/write.html")]
struct Write<'a> {
    p: &'a Page,
    idea: &'a ideas::Full,
    form: WriteForm,
    answered: Option<Answered>,
    text: String,
    side: String,
    faults: &'a Faults,
}

/// The comment that is answered, on the page of a form.
struct Answered {
    short: String,
    name: String,
    words: String,
}

#[derive(Template)]
#[template(path = "comments/thread.html")]
struct Thread<'a> {
    p: &'a Page,
    idea: &'a ideas::Full,
    side: String,
    rows: Vec<Com>,
    form: WriteForm,
    closed: String,
    start: String,
    next: String,
}

/// Takes a comment: published for a member, kept for a visitor until they say who they are.
pub async fn create(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let idea = ideas::visible(&mut visit, &slug).await?;
    if !section::closed(&visit, &idea).is_empty() {
        return Err(Problem::Refused("comments-closed"));
    }
    if visit.viewer.signed_in() {
        visit.writer()?;
    }
    let mut said = make::read(&visit, idea.id, &input);
    let parent = make::parent(&mut visit, &said).await?;
    let mut faults = make::check(&visit, &mut said, parent.as_ref());
    newcomers::weigh(&mut visit, Kind::Comment, ("text", &said.text), &mut faults).await?;
    let wait = visit.hurried(Act::Comment, "text", &mut faults);
    if !faults.is_empty() {
        return Ok(later(
            again(&mut visit, (&idea, parent.as_ref()), &input, &faults).await?,
            wait,
        ));
    }
    if !visit.viewer.signed_in() && said.voice.is_some() {
        // Whoever speaks for a body says so again once they are back: what they may do can have changed.
        return crate::gestures::keep_words(&mut visit, &input, &idea.url()).await;
    }
    if !visit.viewer.signed_in() {
        let payload = serde_json::to_value(&said).map_err(|_| Problem::Broken)?;
        return crate::gestures::keep(&mut visit, "comment", &payload).await;
    }
    let voice = said.voice;
    let Some(id) = make::publish(&mut visit, &idea, parent.as_ref(), said).await? else {
        voices::lost(&visit, voice, &mut faults);
        return again(&mut visit, (&idea, parent.as_ref()), &input, &faults).await;
    };
    let comment = super::by_id(&mut visit, id).await?;
    let to = place(&mut visit, &idea, &comment).await?;
    visit.tell("comments-posted", "");
    let (path, anchor) = to.split_once('#').unwrap_or((&to, ""));
    let mark = if path.contains('?') { '&' } else { '?' };
    Ok(visit.redirect(&format!("{path}{mark}said=1#{anchor}")))
}

async fn again(
    visit: &mut Visit,
    (idea, parent): (&ideas::Full, Option<&Full>),
    input: &Input,
    faults: &Faults,
) -> Answer {
    let p = visit.page(visit.tr.t("comments-write")).at("ideas").private();
    let voice = voices::asked(visit, input.raw("voice"));
    let voices = voices::of(visit, "comments").await?;
    let voices = voices.choosing(voice).wrong(faults);
    let mut form = section::form(visit, idea, voices);
    if !input.raw("key").is_empty() {
        form.key = input.line("key");
    }
    let answered = parent.filter(|c| c.state != rows::APART).map(|c| Answered {
        short: id::short(c.id),
        name: name(visit, c),
        words: words(c),
    });
    visit.show_again(&Write {
        p: &p,
        idea,
        form,
        answered,
        text: input.text("text"),
        side: input.line("side"),
        faults,
    })
}

/// The name a comment shows.
pub fn name(visit: &Visit, comment: &Full) -> String {
    let person = crate::people::shown_name(visit, &comment.author_name, &comment.author_state);
    visit
        .territory
        .body(comment.body_id)
        .map_or(person, |body| body.name.clone())
}

/// The beginning of a comment's words, for titles; empty when it is out of sight.
fn words(comment: &Full) -> String {
    if comment.life() == CommentState::Published {
        richtext::excerpt(&richtext::plain_text(&comment.text), 160)
    } else {
        String::new()
    }
}

/// What the address of a thread says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    from: String,
}

/// The lasting address of a comment: where it stands under its idea, or its thread on a page of its own.
pub async fn show(mut visit: Visit, Path(short): Path<String>, Query(asked): Query<From>) -> Answer {
    let (comment, idea) = super::named(&mut visit, &short).await?;
    if comment.life() != CommentState::Published && comment.replies == 0 {
        return Err(Problem::Gone);
    }
    if comment.depth == 0 && !asked.from.is_empty() {
        return thread(visit, idea, comment, &asked.from).await;
    }
    let to = place(&mut visit, &idea, &comment).await?;
    if comment.depth == 0 && to.starts_with(&comment.url()) {
        return thread(visit, idea, comment, "").await;
    }
    Ok(visit.redirect(&to))
}

/// Where a comment is read: on the first page of its idea, else in its thread.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn place(visit: &mut Visit, idea: &ideas::Full, comment: &Full) -> Result<String, Problem> {
    let territory = visit.territory.id;
    let anchor = format!("#c-{}", id::short(comment.id));
    let db = visit.db.get().await?;
    let mut side = comment.side.clone();
    if comment.depth > 0 {
        let root = rows::full(db, territory, comment.root_id).await?;
        side = root.and_then(|root| root.side);
    }
    let sided = visit.territory.settings.sides == Sides::Three;
    let list = List {
        territory,
        idea: idea.id,
        side: listed(sided, side.as_deref()),
        sort: Sort::Best,
        limit: section::size(sided),
    };
    let firsts: Vec<(Id,)> = rows::first(rows::ID, list, "").all(db).await?;
    let mut shown = firsts.iter().take(list.limit).any(|r| r.0 == comment.root_id);
    if shown && comment.depth > 0 {
        let replies = rows::beginnings(visit.db.get().await?, territory, &[comment.root_id]).await?;
        shown = replies.iter().any(|r| r.id == comment.id);
    }
    if shown {
        return Ok(format!("{}{anchor}", idea.url()));
    }
    let root = rows::url(comment.root_id);
    if comment.depth == 0 {
        return Ok(format!("{root}{anchor}"));
    }
    let from = paging::cursor(&(comment.created_at, comment.id));
    Ok(format!("{root}?from={from}{anchor}"))
}

fn listed(sided: bool, side: Option<&str>) -> Side {
    match (sided, side) {
        (false, _) => Side::Any,
        (true, Some("for")) => Side::Taken("for"),
        (true, Some("against")) => Side::Taken("against"),
        (true, Some("question")) => Side::Taken("question"),
        (true, _) => Side::Untold,
    }
}

async fn thread(mut visit: Visit, idea: ideas::Full, first: Full, from: &str) -> Answer {
    let territory = visit.territory.id;
    let position = paging::position::<(Micros, Id)>(from);
    let db = visit.db.get().await?;
    let mut root = rows::root(db, territory, first.id)
        .await?
        .ok_or(Problem::NotFound)?;
    let found = rows::replies(db, (territory, first.id), position, limits::COMMENTS_PAGE).await?;
    let mut page = Paged::cut(found, limits::COMMENTS_PAGE, |r: &Row| {
        (r.created_at, section::next_id(r.id))
    });
    view::hush(&mut visit, page.rows.iter_mut().chain([&mut root]).collect()).await?;
    let all = || page.rows.iter().chain([&root]);
    let shown: Vec<Id> = all().map(|r| r.id).collect();
    let hidden: Vec<Id> = all().filter(|r| r.state == "hidden").map(|r| r.id).collect();
    let around = section::around(&mut visit, &idea, &shown, &hidden).await?;
    let rows = view::thread(&visit, root, page.rows, &around);
    let voices = around.voices;
    let mut p = visit
        .page(visit.tr.v("comments-thread-title", "title", &idea.title))
        .at("ideas");
    p.description = words(&first);
    p.noindex = position.is_some();
    let url = first.url();
    let template = Thread {
        side: first
            .side
            .as_deref()
            .map(|code| visit.tr.t(&format!("comments-side-{code}")))
            .unwrap_or_default(),
        form: section::form(&visit, &idea, voices),
        closed: section::closed(&visit, &idea),
        start: position
            .map(|_| format!("{url}?from=0#replies"))
            .unwrap_or_default(),
        next: page
            .next
            .map(|n| format!("{url}?from={n}#replies"))
            .unwrap_or_default(),
        rows,
        idea: &idea,
        p: &p,
    };
    visit.show_to_all(&template)
}
