//! Writing a comment: read from a form or from a gesture kept earlier, checked, and published once however
//! often it is sent.

use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::{self, Id},
    limits, richtext, text,
    time::DAY,
};
use terreau_kit::{Faults, Input, Problem, Visit, key, territory::Sides};

use super::{
    rows::{self, Full},
    writes::{self, New},
};
use crate::{blocks, ideas, mentions, voices};

/// What somebody wants to say, as it is kept until they confirm who they are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    /// The id it will have.
    pub id: Id,
    /// Under which idea.
    pub idea: Id,
    /// In answer to which comment.
    pub parent: Option<Id>,
    /// On which side.
    pub side: Option<String>,
    /// The words.
    pub text: String,
    /// In the name of which body.
    #[serde(default)]
    pub voice: Option<Id>,
    /// The form asked in whose name.
    #[serde(default)]
    pub asked: bool,
}

const SIDES: [&str; 3] = ["for", "against", "question"];

/// Reads a form. What it answers is looked up by the caller.
pub fn read(visit: &Visit, idea: Id, input: &Input) -> Said {
    let side = input.raw("side");
    Said {
        id: chosen(visit, input.raw("key")).unwrap_or_else(|| visit.app.ids.next()),
        idea,
        parent: id::parse_short(input.raw("parent")),
        side: SIDES.contains(&side).then(|| side.to_owned()),
        text: input.text("text"),
        voice: voices::asked(visit, input.raw("voice")),
        asked: input.has("voice"),
    }
}

/// The id a page gave its forms: one of ours, and recent, also where the clock was set back since.
fn chosen(visit: &Visit, key: &str) -> Option<Id> {
    let id = key::read(&visit.app, visit.territory.id, key)?;
    let bytes = id.as_bytes();
    let millis = bytes[..6].iter().fold(0_i64, |n, byte| n << 8 | i64::from(*byte));
    let age = visit.now - millis * 1000;
    (-DAY..2 * DAY).contains(&age).then_some(id)
}

/// The comment this one answers.
///
/// # Errors
/// [`Problem::NotFound`] when it belongs elsewhere.
pub async fn parent(visit: &mut Visit, said: &Said) -> Result<Option<Full>, Problem> {
    let Some(id) = said.parent else {
        return Ok(None);
    };
    let territory = visit.territory.id;
    let found = rows::full(visit.db.get().await?, territory, id).await?;
    match found.filter(|parent| parent.idea_id == said.idea) {
        Some(mut parent) => {
            // Typed before a block: like an answer to what was taken away meanwhile, so that the words come back.
            let own = parent.body_id.is_none();
            if own
                && !blocks::apart_from(visit, vec![parent.author_id])
                    .await?
                    .is_empty()
            {
                parent.state = rows::APART.into();
            }
            Ok(Some(parent))
        }
        None => Err(Problem::NotFound),
    }
}

/// What is wrong with it, field by field.
pub fn check(visit: &Visit, said: &mut Said, parent: Option<&Full>) -> Faults {
    let mut faults = text_faults(visit, &said.text);
    let sided = visit.territory.settings.sides == Sides::Three && parent.is_none();
    if !sided {
        said.side = None;
    }
    faults.unless(!sided || said.side.is_some(), "side", || {
        visit.tr.t("comments-side-missing")
    });
    let answered = parent.is_none_or(|p| p.life() == super::CommentState::Published);
    faults.unless(answered, "text", || visit.tr.t("comments-parent-gone"));
    faults
}

/// What is wrong with the words.
pub fn text_faults(visit: &Visit, words: &str) -> Faults {
    let mut faults = Faults::new();
    faults.unless(!words.trim().is_empty(), "text", || {
        visit.tr.t("comments-text-missing")
    });
    let length = text::graphemes(words);
    faults.unless(length <= limits::COMMENT, "text", || {
        let over = i64::try_from(length - limits::COMMENT).unwrap_or(i64::MAX);
        visit.tr.n("comments-text-long", over)
    });
    faults
}

/// What became of a comment sent.
enum Sent {
    Done,
    /// Another comment has this id.
    Taken,
    /// Its author may not speak in this name, or no more.
    Mute,
}

/// Publishes it, once: sent twice, the second finds the first. `None` when its author may not speak in the name they
/// chose, or no more.
///
/// # Errors
/// [`Problem::Refused`] to who may not write, [`Problem::Away`] when the database is.
pub async fn publish(
    visit: &mut Visit,
    idea: &ideas::Full,
    parent: Option<&Full>,
    mut said: Said,
) -> Result<Option<Id>, Problem> {
    for _ in 0..2 {
        match insert(visit, idea, parent, &said).await? {
            Sent::Done => return Ok(Some(said.id)),
            Sent::Mute => return Ok(None),
            Sent::Taken => said.id = visit.app.ids.next(),
        }
    }
    Err(Problem::Conflict("problem-conflict-text"))
}

async fn insert(
    visit: &mut Visit,
    idea: &ideas::Full,
    parent: Option<&Full>,
    said: &Said,
) -> Result<Sent, Problem> {
    let author = visit.writer()?.clone();
    let body = said.voice;
    let here = visit.territory.id;
    let named = mentions::read(visit.db.get().await?, here, &said.text).await?;
    let rendered = richtext::render_naming(&said.text, &named.names);
    let new = New {
        territory: visit.territory.id,
        id: said.id,
        idea: idea.id,
        parent: parent.map(|p| p.id),
        root: parent.map_or(said.id, |p| p.root_id),
        depth: parent.map_or(0, |p| p.depth + 1),
        author: author.id,
        body,
        side: said.side.as_deref(),
        text: &said.text,
        html: &rendered.html,
        lang: visit.locale.code(),
        at: visit.now,
    };
    let counted = new.counted();
    let mut tx = visit.begin().await?;
    if !voices::may(visit, &mut tx, body).await? {
        return Ok(Sent::Mute);
    }
    if !writes::insert(&mut tx, &new).await? {
        let there = rows::full(&mut tx, new.territory, said.id).await?;
        let same = there.is_some_and(|c| {
            (c.author_id, c.idea_id, c.parent_id, &c.text) == (author.id, said.idea, said.parent, &said.text)
        });
        if same {
            // The first one may share our commit: only after it can it be read.
            tx.commit().await?;
        }
        return Ok(if same { Sent::Done } else { Sent::Taken });
    }
    writes::count_above(&mut tx, counted, 1).await?;
    writes::count_around(&mut tx, counted, 1, Some(visit.now)).await?;
    if said.asked {
        voices::remember(visit, &mut tx, "comments", body).await?;
    }
    voices::log(visit, &mut tx, ("comment", said.id), "create", body).await?;
    visit
        .happened(&mut tx, "comment-made", said.id, Some(idea.id), body)
        .await?;
    let hears = [Some(idea.author_id), parent.map(|p| p.author_id)];
    let hears: Vec<_> = hears.into_iter().flatten().collect();
    let names = (&named, &mentions::Named::default());
    mentions::tell(visit, &mut tx, (said.id, body), names, &hears).await?;
    visit.commit(tx).await?;
    Ok(Sent::Done)
}
