//! Comments written to the database, with the counts that follow them. Rows are locked in one order: body, first
//! comment of the thread, parent, the comment itself, idea, person, territory.

use terreau_deliberation::ranking;
use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, one, run, statements};

use crate::{ideas, voices};

statements! {
    INSERT = "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, body_id, side,
        text, text_html, lang, state, relevance, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'published', $13, $14)
        on conflict (territory_id, id) do nothing";
    REPLIES = "update comments set replies = replies + $3 where territory_id = $1 and id = $2
        returning thanks, replies, coalesce(historic_supports, 0), created_at";
    THANKS = "update comments set thanks = thanks + $3 where territory_id = $1 and id = $2
        returning thanks, replies, coalesce(historic_supports, 0), created_at";
    SCORE = "update comments set relevance = $3 where territory_id = $1 and id = $2";
    IDEA = "update ideas set comments = comments + $3 where territory_id = $1 and id = $2
        returning growth, state, circle";
    GROW = "update ideas set growth = $3 where territory_id = $1 and id = $2";
    PERSON = "update people set comments = comments + $3 where territory_id = $1 and id = $2";
    TERRITORY = "update territory_counts set comments = comments + $2 where territory_id = $1";
    SIDE = "insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)
        on conflict (territory_id, idea_id, side)
        do update set first_comments = comment_sides.first_comments + excluded.first_comments";
    STATE = "update comments set state = $4 where territory_id = $1 and id = $2 and state = $3";
}

/// A comment about to be written.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub territory: Id,
    pub id: Id,
    pub idea: Id,
    pub parent: Option<Id>,
    pub root: Id,
    pub depth: i64,
    pub author: Id,
    pub body: Option<Id>,
    pub side: Option<&'a str>,
    pub text: &'a str,
    pub html: &'a str,
    pub lang: &'static str,
    pub at: Micros,
}

impl<'a> New<'a> {
    /// Where it will stand among the counts.
    pub fn counted(&self) -> Counted<'a> {
        Counted {
            territory: self.territory,
            idea: self.idea,
            parent: self.parent,
            root: self.root,
            depth: self.depth,
            author: self.author,
            body: self.body,
            side: self.side,
        }
    }
}

/// Where a comment stands among the counts.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    pub territory: Id,
    pub idea: Id,
    pub parent: Option<Id>,
    pub root: Id,
    pub depth: i64,
    pub author: Id,
    pub body: Option<Id>,
    pub side: Option<&'a str>,
}

type Score = (i64, i64, i64, Micros);

/// False when a comment of this id is there already.
pub async fn insert(tx: &mut impl Reach, n: &New<'_>) -> Result<bool> {
    let score = if n.depth == 0 {
        ranking::relevance(0, 0, 0, n.at)
    } else {
        0.0
    };
    let done = run!(
        tx,
        INSERT,
        n.territory,
        n.id,
        n.idea,
        n.parent,
        n.root,
        n.depth,
        n.author,
        n.body,
        n.side,
        n.text,
        n.html,
        n.lang,
        score,
        n.at
    )?;
    Ok(done > 0)
}

async fn score(tx: &mut impl Reach, territory: Id, id: Id, found: Option<Score>) -> Result<()> {
    if let Some((thanks, replies, historic, at)) = found {
        run!(
            tx,
            SCORE,
            territory,
            id,
            ranking::relevance(thanks, replies, historic, at)
        )?;
    }
    Ok(())
}

/// Counts a reply more or less above a comment: at the head of its thread, and at its parent.
pub async fn count_above(tx: &mut impl Reach, c: Counted<'_>, by: i64) -> Result<()> {
    if c.depth == 0 {
        return Ok(());
    }
    let found = one!(tx, Score, REPLIES, c.territory, c.root, by)?;
    score(tx, c.territory, c.root, found).await?;
    if let Some(parent) = c.parent.filter(|parent| *parent != c.root) {
        run!(tx, REPLIES, c.territory, parent, by)?;
    }
    Ok(())
}

/// Counts a comment more or less for idea and side, and for person and territory where the idea itself counts.
/// A new one makes its idea grow.
pub async fn count_around(tx: &mut impl Reach, c: Counted<'_>, by: i64, grown: Option<Micros>) -> Result<()> {
    let Some((growth, state, circle)) = one!(tx, (f64, String, i64), IDEA, c.territory, c.idea, by)? else {
        return Ok(());
    };
    if let Some(at) = grown {
        run!(tx, GROW, c.territory, c.idea, ranking::grow(growth, 2.0, at))?;
    }
    if c.depth == 0 {
        run!(tx, SIDE, c.territory, c.idea, c.side.unwrap_or_default(), by)?;
    }
    if ideas::counted(&state, circle) > 0 {
        run!(tx, PERSON, c.territory, c.author, by)?;
        voices::count_comment(tx, c.territory, c.body, by).await?;
        run!(tx, TERRITORY, c.territory, by)?;
    }
    Ok(())
}

/// False when somebody moved it first.
pub async fn state(tx: &mut impl Reach, territory: Id, id: Id, (from, to): (&str, &str)) -> Result<bool> {
    Ok(run!(tx, STATE, territory, id, from, to)? > 0)
}

/// Counts thanks more or less, and lets the comment rise or sink with them.
///
/// # Errors
/// What the engine says.
pub async fn count_thanks(tx: &mut impl Reach, territory: Id, comment: Id, by: i64) -> Result<()> {
    let found = one!(tx, Score, THANKS, territory, comment, by)?;
    score(tx, territory, comment, found).await
}
