//! The discussion under an idea: first comments by side and order, a page at a time, with the beginning of
//! each thread. The number of statements does not depend on how many comments there are.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits,
};
use terreau_kit::{
    Problem, Visit, key,
    paging::{self, Paged},
    territory::Sides,
};

use super::{
    rows::{self, List, Row, Side, Sort},
    view::{self, Around, Com},
};
use crate::{
    ideas::{self, IdeaState},
    voices::{self, Voices},
};

/// What the address of an idea says about its discussion.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are the words of the address")]
pub struct Asked {
    pub by: String,
    pub r#for: String,
    pub against: String,
    pub question: String,
    pub other: String,
    pub said: String,
}

/// A link of a row of choices.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Choice {
    pub url: String,
    pub label: String,
    pub chosen: bool,
}

/// First comments of one side, with their threads.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Column {
    /// `for`, `against`, `question`, `other`.
    pub code: &'static str,
    /// Its class among the sides: `for`, `against`, `ask`.
    pub class: &'static str,
    pub icon: &'static str,
    pub label: String,
    pub count: i64,
    pub rows: Vec<Com>,
    /// Where its following page is; empty on the last one.
    pub next: String,
    pub next_label: String,
    /// Where its first page is; empty on it.
    pub start: String,
}

/// The discussion, ready to be shown by `comments/section.html`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Section {
    pub url: String,
    pub total: i64,
    pub sorts: Vec<Choice>,
    /// Comments take sides here.
    pub sided: bool,
    pub columns: Vec<Column>,
    /// The class of the side a phone shows first.
    pub picked: &'static str,
    /// Why nothing can be added; empty when it can.
    pub closed: String,
    pub form: WriteForm,
    /// The text just sent arrived: the browser may forget its copy.
    pub said: bool,
}

impl Section {
    /// True when there is nothing to read yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0 && self.columns.iter().all(|column| column.rows.is_empty())
    }
}

/// What the forms of a page share.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct WriteForm {
    /// Where they are sent.
    pub url: String,
    /// Names this page, so that a form sent twice is kept once; empty for visitors.
    pub key: String,
    /// In whose name one may speak.
    pub voices: Voices,
    /// Sides to choose among: value and label.
    pub sides: Vec<(&'static str, String)>,
    /// Copies of what is typed are kept under this name.
    pub draft: String,
}

const COLUMNS: [(&str, &str, &str); 3] = [
    ("for", "for", "thumbs-up"),
    ("against", "against", "thumbs-down"),
    ("question", "ask", "circle-help"),
];

impl Asked {
    /// The order asked for.
    #[must_use]
    pub fn sort(&self) -> Sort {
        if self.by == "time" { Sort::Time } else { Sort::Best }
    }

    /// True beyond the first page: search engines are led to the first.
    #[must_use]
    pub fn deep(&self) -> bool {
        [&self.r#for, &self.against, &self.question, &self.other]
            .iter()
            .any(|after| !after.is_empty())
    }

    fn after(&self, code: &str) -> &str {
        match code {
            "for" => &self.r#for,
            "against" => &self.against,
            "question" => &self.question,
            _ => &self.other,
        }
    }

    /// The idea's address with one position changed.
    fn url(&self, idea: &ideas::Full, code: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.by.is_empty() {
            query.append_pair("by", &self.by);
        }
        for name in ["for", "against", "question", "other"] {
            let kept = if name == code { value } else { self.after(name) };
            if !kept.is_empty() {
                query.append_pair(name, kept);
            }
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}#side-{code}", idea.url())
    }
}

/// The discussion of an idea, as the address asks for it.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn section(visit: &mut Visit, idea: &ideas::Full, asked: &Asked) -> Result<Section, Problem> {
    let territory = visit.territory.id;
    let counts = rows::sides(visit.db.get().await?, territory, idea.id).await?;
    let sided = visit.territory.settings.sides == Sides::Three;
    let mut pages: Vec<(&'static str, Paged<Row>)> = Vec::new();
    for (code, side) in wanted(sided, &counts) {
        let list = List {
            territory,
            idea: idea.id,
            side,
            sort: asked.sort(),
            limit: size(sided),
        };
        let found = rows::first(rows::FIRST, list, asked.after(code));
        let found = found.all(visit.db.get().await?).await?;
        pages.push((code, cut(found, list)));
    }
    let firsts = || pages.iter().flat_map(|(_, page)| &page.rows);
    let roots: Vec<Id> = firsts().filter(|r| r.replies > 0).map(|r| r.id).collect();
    let shown = firsts().map(|r| r.id).collect::<Vec<_>>();
    let mut replies = rows::beginnings(visit.db.get().await?, territory, &roots).await?;
    let all = pages.iter_mut().flat_map(|(_, page)| &mut page.rows);
    view::hush(visit, all.chain(&mut replies).collect()).await?;
    let hidden = [
        gone(pages.iter().flat_map(|(_, page)| &page.rows)),
        gone(replies.iter()),
    ]
    .concat();
    let shown = [shown, replies.iter().map(|r| r.id).collect()].concat();
    let around = around(visit, idea, &shown, &hidden).await?;
    let mut below: HashMap<Id, Vec<Row>> = HashMap::new();
    for reply in replies {
        below.entry(reply.root_id).or_default().push(reply);
    }
    let columns: Vec<Column> = pages
        .into_iter()
        .map(|(code, page)| column(visit, (asked, &counts), (code, page), &mut below, &around))
        .collect();
    let form = form(visit, idea, around.voices);
    Ok(Section {
        url: idea.url(),
        total: idea.comments,
        sorts: sorts(visit, idea, asked),
        sided,
        picked: picked(&columns),
        columns,
        closed: closed(visit, idea),
        form,
        said: !asked.said.is_empty(),
    })
}

/// The side whose following page is asked for, else the first one that holds something.
fn picked(columns: &[Column]) -> &'static str {
    let asked = columns.iter().find(|c| !c.start.is_empty());
    let first = asked.or_else(|| columns.iter().find(|c| c.count > 0));
    first.map_or("for", |c| c.class)
}

fn wanted(sided: bool, counts: &[(String, i64)]) -> Vec<(&'static str, Side)> {
    if !sided {
        return vec![("other", Side::Any)];
    }
    let mut all: Vec<_> = COLUMNS.map(|(code, ..)| (code, Side::Taken(code))).into();
    if counts.iter().any(|(side, _)| side.is_empty()) {
        all.push(("other", Side::Untold));
    }
    all
}

/// First comments of one side on one page.
pub fn size(sided: bool) -> usize {
    if sided {
        limits::COMMENTS_PAGE / 2
    } else {
        limits::COMMENTS_PAGE
    }
}

fn cut(found: Vec<Row>, list: List) -> Paged<Row> {
    match list.sort {
        Sort::Best => Paged::cut(found, list.limit, |r| (r.relevance, r.id)),
        Sort::Time => Paged::cut(found, list.limit, |r| (r.created_at, r.id)),
    }
}

fn gone<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Id> {
    rows.filter(|r| r.state == "hidden").map(|r| r.id).collect()
}

/// What is known of comments beside their rows: whom this viewer thanked, why some are hidden.
pub async fn around<'a>(
    visit: &mut Visit,
    idea: &'a ideas::Full,
    shown: &[Id],
    hidden: &[Id],
) -> Result<Around<'a>, Problem> {
    let territory = visit.territory.id;
    let mut thanked = HashSet::new();
    if let Some(person) = visit.viewer.id().filter(|_| !shown.is_empty()) {
        let found = rows::thanked(visit.db.get().await?, territory, person, shown).await?;
        thanked.extend(found.into_iter().map(|(id,)| id));
    }
    let reasons = if hidden.is_empty() {
        Vec::new()
    } else {
        rows::hidden_for(visit.db.get().await?, territory, hidden).await?
    };
    Ok(Around {
        idea,
        thanked,
        hidden: reasons.into_iter().collect(),
        voices: voices::of(visit, "comments").await?,
    })
}

fn column(
    visit: &Visit,
    (asked, counts): (&Asked, &[(String, i64)]),
    (code, page): (&'static str, Paged<Row>),
    below: &mut HashMap<Id, Vec<Row>>,
    around: &Around<'_>,
) -> Column {
    let known = COLUMNS.iter().find(|c| c.0 == code);
    let stored = if known.is_some() { code } else { "" };
    let all_sides = visit.territory.settings.sides == Sides::None;
    let of_side = |(side, _): &&(String, i64)| all_sides || side == stored;
    let count: i64 = counts.iter().filter(of_side).map(|(_, n)| n).sum();
    let after = asked.after(code);
    let shown = i64::try_from(page.rows.iter().filter(|r| r.counted()).count()).unwrap_or(0);
    let next_label = if after.is_empty() {
        visit.tr.n("comments-more-others", count - shown)
    } else {
        visit.tr.t("comments-more")
    };
    let threads = page.rows.into_iter().map(|root| {
        let replies = below.remove(&root.id).unwrap_or_default();
        beginning(visit, root, replies, around)
    });
    Column {
        code,
        class: known.map_or("ask", |c| c.1),
        icon: known.map_or("message-circle", |c| c.2),
        label: visit.tr.t(&format!("comments-side-{code}")),
        count,
        rows: threads.flatten().collect(),
        next: page
            .next
            .map(|next| asked.url(around.idea, code, &next))
            .unwrap_or_default(),
        next_label,
        start: if after.is_empty() {
            String::new()
        } else {
            asked.url(around.idea, code, "")
        },
    }
}

/// The smallest id after another: what begins here leaves that one out.
pub fn next_id(id: Id) -> Id {
    Id::from_u128(id.as_u128().saturating_add(1))
}

/// A thread with its first replies, and where the others are.
fn beginning(visit: &Visit, root: Row, replies: Vec<Row>, around: &Around<'_>) -> Vec<Com> {
    let (id, total) = (root.id, root.replies);
    let shown = replies.iter().filter(|r| r.counted()).count();
    let from = replies.last().map(|r| (r.created_at, next_id(r.id)));
    let left = total - i64::try_from(shown).unwrap_or(total);
    let mut thread = view::thread(visit, root, replies, around);
    if let Some(last) = thread.last_mut().filter(|_| left > 0) {
        let from = from.map_or_else(|| "0".to_owned(), |at| paging::cursor(&at));
        last.more = Some((format!("{}?from={from}#replies", rows::url(id)), left));
    }
    thread
}

fn sorts(visit: &Visit, idea: &ideas::Full, asked: &Asked) -> Vec<Choice> {
    let one = |by: &str, sort: Sort, key: &str| Choice {
        url: format!("{}{by}#discussion", idea.url()),
        label: visit.tr.t(key),
        chosen: asked.sort() == sort,
    };
    vec![
        one("", Sort::Best, "comments-sort-best"),
        one("?by=time", Sort::Time, "comments-sort-time"),
    ]
}

/// Why nothing can be added to a discussion; empty when it can.
pub fn closed(visit: &Visit, idea: &ideas::Full) -> String {
    match idea.life() {
        IdeaState::Published | IdeaState::Project => String::new(),
        _ => visit.tr.t("comments-closed"),
    }
}

/// What the forms of a page share.
pub fn form(visit: &Visit, idea: &ideas::Full, voices: Voices) -> WriteForm {
    let person = visit.viewer.person();
    let sides = if visit.territory.settings.sides == Sides::Three {
        COLUMNS
            .map(|(code, ..)| (code, visit.tr.t(&format!("comments-side-{code}-choice"))))
            .into()
    } else {
        Vec::new()
    };
    WriteForm {
        url: format!("{}/comments", idea.url()),
        key: person
            .map(|_| id::short(key::issue(&visit.app, visit.territory.id)))
            .unwrap_or_default(),
        voices,
        sides,
        draft: format!("comment-{}", id::short(idea.id)),
    }
}
