//! Comments as pages show them: threads laid flat, with the steps up and down that a template needs to nest
//! them again.

use std::collections::{HashMap, HashSet};

use terreau_kernel::{
    id::{self, Id},
    limits,
    time::Micros,
};
use terreau_kit::{Problem, Visit, territory::Body};

use super::{
    life::{COMMENT, CommentState},
    rows::{self, Row},
};
use crate::{
    blocks, ideas, people,
    voices::{self, Voices},
};

/// A comment of a page.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Com {
    pub id: Id,
    pub url: String,
    pub short: String,
    /// The name shown: the person's, or that of the body they spoke for.
    pub name: String,
    /// Their page; empty for somebody who left.
    pub name_url: String,
    /// The person behind the voice of a body; empty otherwise.
    pub spokesperson: String,
    pub spokesperson_url: String,
    pub author_id: Id,
    /// The picture of whoever speaks in their own name.
    pub portrait_id: Option<Id>,
    /// A body signed it.
    pub signed: bool,
    /// That body wears the seal.
    pub official: bool,
    /// The idea is theirs.
    pub of_idea: bool,
    /// What stands in its place when it is gone; empty otherwise.
    pub gone: String,
    pub html: String,
    pub lang: String,
    pub at: Micros,
    pub edited: Option<Micros>,
    pub thanks: i64,
    pub thanked: bool,
    pub historic: i64,
    pub mine: bool,
    pub may_edit: bool,
    pub may_remove: bool,
    /// Whom it answers, where the page cannot show it by its place.
    pub answers: Option<(String, String)>,
    /// Steps down to the first comment of its thread.
    pub depth: usize,
    /// The next one stands one step further in.
    pub deeper: bool,
    /// Steps back out before the next one.
    pub closes: usize,
    /// The last one of its thread on this page.
    pub last: bool,
    /// Where the following replies are, and how many.
    pub more: Option<(String, i64)>,
}

/// What is known beside the rows.
pub struct Around<'a> {
    pub idea: &'a ideas::Full,
    pub thanked: HashSet<Id>,
    pub hidden: HashMap<Id, String>,
    /// In whose name this viewer may speak.
    pub voices: Voices,
}

/// The category of a reason kept as `code: words`.
pub fn category(reason: &str) -> &str {
    reason.split_once(':').map_or("", |(code, _)| code)
}

fn gone(visit: &Visit, row: &Row, around: &Around<'_>) -> String {
    if row.state == rows::APART {
        return visit.tr.t("comments-apart");
    }
    match CommentState::from_code(&row.state) {
        Some(CommentState::Published) => String::new(),
        Some(CommentState::Removed) => visit.tr.t("comments-removed"),
        _ => {
            let code = around.hidden.get(&row.id).map_or("", |reason| category(reason));
            let key = format!("moderation-reason-{code}");
            if code.is_empty() || !visit.tr.has(&key) {
                visit.tr.t("comments-hidden")
            } else {
                visit
                    .tr
                    .v("comments-hidden-for", "reason", &visit.tr.t(&key).to_lowercase())
            }
        }
    }
}

fn parent_name(visit: &Visit, row: &Row) -> Option<String> {
    let person = people::shown_name(visit, row.parent_name.as_deref()?, row.parent_state.as_deref()?);
    let body = visit.territory.body(row.parent_body);
    Some(body.map_or(person, |b| b.name.clone()))
}

impl Com {
    fn new(visit: &Visit, row: Row, around: &Around<'_>) -> Self {
        let gone = gone(visit, &row, around);
        let person = people::shown_name(visit, &row.author_name, &row.author_state);
        let body = visit.territory.body(row.body_id);
        let actors = voices::qualities(visit, (row.author_id, around.voices.hand(row.body_id)));
        let moves = COMMENT.possible(&row.state, &actors, visit.now - row.created_at);
        let may = |name: &str| moves.iter().any(|each| each.name == name);
        let left = row.author_state == "anonymised" || row.author_state == "deleted";
        let own_url = if left {
            String::new()
        } else {
            format!("/people/{}", row.author_slug)
        };
        Self {
            url: rows::url(row.id),
            short: id::short(row.id),
            name_url: body.map_or_else(|| own_url.clone(), Body::url),
            spokesperson: body.map(|_| person.clone()).unwrap_or_default(),
            spokesperson_url: body.map(|_| own_url).unwrap_or_default(),
            name: body.map_or(person, |b| b.name.clone()),
            official: body.is_some_and(|b| b.sealed),
            signed: body.is_some(),
            portrait_id: row.portrait_id.filter(|_| body.is_none()),
            of_idea: row.author_id == around.idea.author_id && row.body_id == around.idea.body_id && !left,
            html: if gone.is_empty() {
                row.text_html
            } else {
                String::new()
            },
            mine: visit.viewer.is(row.author_id),
            may_edit: may("edit"),
            may_remove: may("remove"),
            thanked: around.thanked.contains(&row.id),
            historic: row.historic_supports.unwrap_or(0),
            id: row.id,
            author_id: row.author_id,
            gone,
            lang: row.lang,
            at: row.created_at,
            edited: row.edited_at,
            thanks: row.thanks,
            answers: None,
            depth: 0,
            deeper: false,
            closes: 0,
            last: false,
            more: None,
        }
    }
}

/// Takes the words and the name of those who are kept apart from the viewer; their place stays where others answered.
pub async fn hush(visit: &mut Visit, mut rows: Vec<&mut Row>) -> Result<(), Problem> {
    let own = |r: &Row| r.body_id.is_none().then_some(r.author_id);
    let answered = |r: &Row| r.parent_author.filter(|_| r.parent_body.is_none());
    let people = rows.iter().flat_map(|r| [own(r), answered(r)]).flatten();
    let apart = blocks::apart_from(visit, people.collect()).await?;
    for row in &mut rows {
        if answered(row).is_some_and(|id| apart.contains(&id)) {
            row.parent_name = None;
        }
        if own(row).is_some_and(|id| apart.contains(&id)) {
            row.state = rows::APART.into();
        }
    }
    Ok(())
}

/// Lays a thread out: the first comment, then its replies, each after the one it answers where that one is here.
pub fn thread(visit: &Visit, root: Row, replies: Vec<Row>, around: &Around<'_>) -> Vec<Com> {
    // What is said by somebody kept apart is shown nowhere, unless its place holds answers together.
    let stays = |row: &Row| row.state != rows::APART || row.replies > 0;
    if !stays(&root) {
        return Vec::new();
    }
    let replies: Vec<Row> = replies.into_iter().filter(stays).collect();
    let head = root.id;
    let here: HashSet<Id> = replies.iter().map(|r| r.id).collect();
    let mut below: HashMap<Id, Vec<Row>> = HashMap::new();
    let mut placed = HashSet::from([head]);
    for row in replies {
        let parent = row
            .parent_id
            .filter(|p| here.contains(p) && placed.contains(p))
            .unwrap_or(head);
        placed.insert(row.id);
        below.entry(parent).or_default().push(row);
    }
    let mut all = vec![Com::new(visit, root, around)];
    let mut waiting: Vec<(Row, Id, usize)> = children(&mut below, head, 1);
    while let Some((row, parent, depth)) = waiting.pop() {
        let step = depth.min(limits::THREAD_DEPTH - 1);
        let elsewhere = row.parent_id.filter(|p| *p != parent || step < depth);
        let answers = elsewhere.and_then(|p| Some((rows::url(p), parent_name(visit, &row)?)));
        waiting.extend(children(&mut below, row.id, depth + 1));
        let mut com = Com::new(visit, row, around);
        (com.depth, com.answers) = (step, answers);
        all.push(com);
    }
    nest(&mut all);
    all
}

fn children(below: &mut HashMap<Id, Vec<Row>>, parent: Id, depth: usize) -> Vec<(Row, Id, usize)> {
    let rows = below.remove(&parent).unwrap_or_default();
    rows.into_iter().rev().map(|row| (row, parent, depth)).collect()
}

fn nest(all: &mut [Com]) {
    let depths: Vec<usize> = all.iter().map(|c| c.depth).collect();
    for (at, com) in all.iter_mut().enumerate() {
        match depths.get(at + 1) {
            None => com.last = true,
            Some(next) => {
                com.deeper = *next > com.depth;
                com.closes = com.depth.saturating_sub(*next);
            }
        }
    }
}
