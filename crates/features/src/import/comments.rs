//! The comments of an import: a parent may come later in the file, so parents are taken first.

use std::collections::{HashMap, HashSet};

use terreau_kernel::{id::Id, limits, richtext, text, time::Micros};
use terreau_store::{Result, Tx, one, run};

use super::{
    Reason,
    apply::{Counts, Fate, Known, Work},
    read::Row,
    report::Report,
    rows,
};
use crate::ideas;

/// Puts every comment after its parent. A parent nobody knows, or a circle of parents, is refused.
pub fn parents_first(work: &mut Work<'_>, rows: Vec<Row>, report: &mut Report) -> Vec<Row> {
    let present: HashSet<String> = rows.iter().map(|row| row.key.clone()).collect();
    let mut waiting: HashMap<String, Vec<Row>> = HashMap::new();
    let mut ordered = Vec::with_capacity(rows.len());
    for row in rows {
        let parent = row.get("parent_ref").to_owned();
        if parent.is_empty() || (work.comments.contains_key(&parent) && !present.contains(&parent)) {
            ordered.push(row);
        } else if present.contains(&parent) {
            waiting.entry(parent).or_default().push(row);
        } else {
            let reason = Reason::quoting(&parent, |value| Reason::ParentUnknown { value });
            report.refuse("comments", row.line, reason);
        }
    }
    let mut at = 0;
    while at < ordered.len() {
        if let Some(replies) = waiting.remove(&ordered[at].key) {
            ordered.extend(replies);
        }
        at += 1;
    }
    let mut left: Vec<Row> = waiting.into_values().flatten().collect();
    left.sort_by_key(|row| row.line);
    for row in left {
        report.refuse("comments", row.line, Reason::ParentCircle);
    }
    ordered
}

/// A comment that makes sense.
struct Comment {
    idea: Id,
    author: Id,
    side: Option<&'static str>,
    text: String,
    html: String,
    created: Micros,
    supports: Option<i64>,
}

fn parse(work: &Work<'_>, row: &Row) -> std::result::Result<Comment, Reason> {
    let idea = row.get("idea_ref");
    let idea = work
        .ideas
        .get(idea)
        .ok_or_else(|| Reason::quoting(idea, |value| Reason::IdeaUnknown { value }))?;
    let author = row.get("author_ref");
    let author = work
        .people
        .get(author)
        .ok_or_else(|| Reason::quoting(author, |value| Reason::AuthorUnknown { value }))?;
    let side = match row.get("side").to_lowercase().as_str() {
        "" | "none" => None,
        "for" | "pour" => Some("for"),
        "against" | "contre" => Some("against"),
        "question" => Some("question"),
        other => return Err(Reason::quoting(other, |value| Reason::SideUnknown { value })),
    };
    let body = row.get("body");
    let words = if body.contains('<') && body.contains('>') {
        richtext::from_html(body)
    } else {
        text::clean_text(body)
    };
    if words.trim().is_empty() {
        return Err(Reason::BodyEmpty);
    }
    if text::graphemes(&words) > limits::COMMENT * 4 {
        return Err(Reason::BodyLong {
            most: limits::COMMENT * 4,
        });
    }
    Ok(Comment {
        idea: idea.id,
        author: author.id,
        side,
        html: richtext::render(&words).html,
        text: words,
        created: row.moment("created_at")?,
        supports: row.count("supports")?,
    })
}

/// Why a comment cannot stand where its row says.
fn misplaced(work: &Work<'_>, row: &Row, idea: Id) -> Option<Reason> {
    if work.about.get(&row.key).is_some_and(|before| *before != idea) {
        return Some(Reason::IdeaMoved);
    }
    match row.get("parent_ref") {
        "" => None,
        parent => match work.about.get(parent) {
            None => Some(Reason::quoting(parent, |value| Reason::ParentRefused { value })),
            Some(other) if *other != idea => Some(Reason::ParentElsewhere),
            Some(_) => None,
        },
    }
}

/// Takes a batch of comments, parents before replies.
pub async fn take(work: &mut Work<'_>, batch: &[Row], report: &mut Report) -> Result<()> {
    let mut tx = work.begin().await?;
    let mut counts = Counts::default();
    for row in batch {
        let comment = match parse(work, row) {
            Ok(comment) => comment,
            Err(reason) => {
                report.refuse("comments", row.line, reason);
                continue;
            }
        };
        let idea = comment.idea;
        if let Some(reason) = misplaced(work, row, idea) {
            report.refuse("comments", row.line, reason);
            continue;
        }
        let hash = row.hash();
        let fate = Work::fate(&work.comments, &row.key, &hash);
        let id = match fate {
            Fate::Leave => {
                report.comments.unchanged += 1;
                continue;
            }
            Fate::Update(id) => id,
            Fate::Create => work.app.ids.next(),
        };
        if let Some(tx) = &mut tx {
            let done = if fate == Fate::Create {
                insert(work, tx, (id, row, &hash), &comment, &mut counts).await?
            } else {
                update(work, tx, (id, &hash), comment).await?
            };
            if let Err(reason) = done {
                report.refuse("comments", row.line, reason);
                continue;
            }
        }
        if fate == Fate::Create {
            report.comments.created += 1;
        } else {
            report.comments.updated += 1;
        }
        // Known at once: a reply in this very batch needs its parent. If the batch fails, so does the import.
        work.comments.insert(row.key.clone(), Known { id, hash });
        work.about.insert(row.key.clone(), idea);
    }
    if let Some(tx) = &mut tx {
        counts.write(tx, work.territory).await?;
    }
    work.end(tx).await
}

type Done = std::result::Result<(), Reason>;

async fn insert(
    work: &Work<'_>,
    tx: &mut Tx,
    (id, row, hash): (Id, &Row, &str),
    comment: &Comment,
    counts: &mut Counts,
) -> Result<Done> {
    let parent = row.get("parent_ref");
    let (mut parent_id, mut root, mut depth) = (None, id, 0);
    if !parent.is_empty() {
        let Some((pid, proot, pdepth)) =
            one!(tx, (Id, Id, i64), rows::COMMENT_PLACE, work.territory, parent)?
        else {
            let unknown = Reason::quoting(parent, |value| Reason::ParentUnknown { value });
            return Ok(Err(unknown));
        };
        (parent_id, root, depth) = (Some(pid), proot, pdepth + 1);
    }
    let historic = comment.supports.unwrap_or(0);
    let relevance = terreau_deliberation::ranking::relevance(0, 0, historic, comment.created);
    run!(
        tx,
        rows::COMMENT,
        work.territory,
        id,
        comment.idea,
        parent_id,
        root,
        depth,
        comment.author,
        comment.side,
        &comment.text,
        &comment.html,
        relevance,
        comment.supports,
        &row.key,
        hash,
        comment.created
    )?;
    counts.add(rows::IDEA_COMMENTS, comment.idea, 1);
    let place = one!(tx, (String, i64), rows::IDEA_OPEN, work.territory, comment.idea)?;
    if place.is_some_and(|(state, circle)| ideas::counted(&state, circle) > 0) {
        counts.add(rows::COMMENTS_COUNT, Id::nil(), 1);
        counts.add(rows::AUTHOR_COMMENTS, comment.author, 1);
    }
    match parent_id {
        Some(parent) => {
            run!(tx, rows::REPLIES, work.territory, parent)?;
        }
        None => {
            run!(
                tx,
                rows::SIDES,
                work.territory,
                comment.idea,
                comment.side.unwrap_or(""),
                1_i64
            )?;
        }
    }
    work.happened(tx, "comment-made", id, Some(comment.idea)).await?;
    Ok(Ok(()))
}

/// What stands here, beside which a changed row is held.
#[derive(sqlx::FromRow)]
struct Before {
    side: Option<String>,
    depth: i64,
    state: String,
    edited_at: Option<Micros>,
    text: String,
    text_html: String,
    author_state: String,
}

impl Before {
    /// Its words were changed or taken back here, or belong to somebody who left.
    fn ours(&self) -> bool {
        self.edited_at.is_some() || self.state == "removed" || self.author_state == "anonymised"
    }
}

async fn update(work: &Work<'_>, tx: &mut Tx, (id, hash): (Id, &str), comment: Comment) -> Result<Done> {
    let Some(before) = one!(tx, Before, rows::COMMENT_BEFORE, work.territory, id)? else {
        return Ok(Err(Reason::RemovedHere));
    };
    let was = before.side.clone().unwrap_or_default();
    let (side, text, html) = if before.ours() {
        (before.side, before.text, before.text_html)
    } else {
        (comment.side.map(str::to_owned), comment.text, comment.html)
    };
    let is = side.as_deref().unwrap_or_default();
    if before.depth == 0 && before.state == "published" && was != is {
        run!(tx, rows::SIDES, work.territory, comment.idea, &was, -1_i64)?;
        run!(tx, rows::SIDES, work.territory, comment.idea, is, 1_i64)?;
    }
    run!(
        tx,
        rows::COMMENT_SET,
        work.territory,
        id,
        &side,
        text,
        html,
        comment.supports,
        hash
    )?;
    work.happened(tx, "comment-changed", id, Some(comment.idea))
        .await?;
    Ok(Ok(()))
}
