//! The rows of made-up data.

use anyhow::Result;
use sha2::{Digest as _, Sha256};
use terreau_kernel::{
    id::Id,
    time::{DAY, Micros},
};
use terreau_kit::App;
use terreau_store::{Tx, run};

use super::WRITERS;

/// An idea.
pub struct Idea {
    pub territory: Id,
    pub id: Id,
    pub n: usize,
    pub title: String,
    pub line: String,
    pub body: String,
    pub theme: Id,
    pub author: Id,
    pub supports: i64,
    pub comments: i64,
    pub at: Micros,
}

/// A comment.
pub struct Comment {
    pub id: Id,
    /// Itself, or the first comment it answers.
    pub root: Id,
    pub author: Id,
    pub side: &'static str,
    pub text: String,
    pub replies: i64,
    pub at: Micros,
}

/// The token of a writer's session.
pub fn token(n: usize) -> String {
    format!("bench-writer-{n:03}")
}

/// People; the first of them have a session.
pub async fn people(app: &App, territory: Id, people: &[Id]) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    for (n, id) in people.iter().enumerate() {
        run!(
            &mut tx,
            "insert into people (territory_id, id, slug, name, name_key, state, role, joined_at, updated_at)
             values ($1, $2, $3, $4, $4, 'active', 'member', $5, $5)",
            territory,
            *id,
            format!("personne-{n}"),
            format!("Personne {n}"),
            now - DAY
        )?;
        if n < WRITERS {
            run!(
                &mut tx,
                "insert into sessions (token_hash, territory_id, id, person_id, agent, fresh_at, created_at, seen_at,
                 expires_at) values ($1, $2, $3, $4, 'bench', $5, $5, $5, $6)",
                Sha256::digest(token(n).as_bytes()).to_vec(),
                territory,
                app.ids.next(),
                *id,
                now,
                now + DAY
            )?;
        }
    }
    Ok(tx.commit().await?)
}

/// One idea.
pub async fn idea(tx: &mut Tx, i: &Idea) -> Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "small steps on a map, and a score")]
    let (lat, lon, growth) = (
        48.77 + (i.n % 100) as f64 / 10_000.0,
        2.28 + (i.n % 300) as f64 / 10_000.0,
        i.at as f64 / (7.0 * DAY as f64),
    );
    run!(
        tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, lang, state, lat, lon,
         author_id, supports, comments, growth, created_at, published_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'fr', 'published', $9, $10, $11, $12, $13, $14, $15, $15, $15)",
        i.territory,
        i.id,
        format!("idee-{}", i.n),
        &i.title,
        &i.line,
        &i.body,
        format!("<p>{}</p>", i.body),
        i.theme,
        lat,
        lon,
        i.author,
        i.supports,
        i.comments,
        growth,
        i.at
    )?;
    Ok(())
}

/// The comments of an idea, and what they count to.
pub async fn discussion(tx: &mut Tx, i: &Idea, all: &[Comment]) -> Result<()> {
    for c in all {
        #[expect(clippy::cast_precision_loss, reason = "a score")]
        let relevance = c.at as f64 / (30.0 * DAY as f64);
        run!(
            tx,
            "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, side, text,
             text_html, lang, state, replies, relevance, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'fr', 'published', $11, $12, $13)",
            i.territory,
            c.id,
            i.id,
            (c.root != c.id).then_some(c.root),
            c.root,
            i64::from(c.root != c.id),
            c.author,
            (c.root == c.id).then_some(c.side),
            &c.text,
            format!("<p>{}</p>", c.text),
            c.replies,
            relevance,
            c.at
        )?;
    }
    for side in ["for", "against", "question"] {
        let firsts = all.iter().filter(|c| c.root == c.id && c.side == side).count();
        if firsts == 0 {
            continue;
        }
        run!(
            tx,
            "insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)",
            i.territory,
            i.id,
            side,
            super::count(firsts)
        )?;
    }
    Ok(())
}

/// What the territory and its people count: ideas, comments, people.
pub async fn counts(app: &App, territory: Id, [ideas, comments, people]: [i64; 3]) -> Result<()> {
    let mut tx = app.db.begin().await?;
    run!(
        &mut tx,
        "update territory_counts set ideas = $2, comments = $3, people = $4 where territory_id = $1",
        territory,
        ideas,
        comments,
        people
    )?;
    run!(
        &mut tx,
        "update people set ideas = (select count(*) from ideas i where i.territory_id = people.territory_id
         and i.author_id = people.id), comments = (select count(*) from comments c
         where c.territory_id = people.territory_id and c.author_id = people.id) where territory_id = $1",
        territory
    )?;
    Ok(tx.commit().await?)
}
