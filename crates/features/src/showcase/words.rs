//! What organisations of the demonstration said, through those who speak for them.

use serde::Deserialize;
use terreau_deliberation::ranking;
use terreau_kernel::{
    life::{Actors, Step},
    richtext,
    time::DAY,
};
use terreau_kit::{App, Territory, steps};
use terreau_store::{
    Tx,
    events::{self, Happened},
};

use super::{Who, rows};
use crate::work::Failed;

/// A word of an organisation.
#[derive(Debug, Deserialize)]
pub struct Word {
    pub organisation: String,
    pub by: String,
    pub idea: String,
    pub side: String,
    pub text: String,
    /// How long ago it was said.
    pub days: i64,
}

#[derive(Debug, Deserialize)]
struct Words {
    word: Vec<Word>,
}

/// Writes them all, with their lines in the logs.
pub async fn write(app: &App, tx: &mut Tx, territory: &Territory, who: Who<'_>) -> Result<(), Failed> {
    let Words { word } = toml::from_str(include_str!("content/words.toml"))?;
    for said in &word {
        let found = rows::place(tx, territory.id, (&said.idea, &said.organisation)).await?;
        let (idea, body) = found.ok_or_else(|| format!("nothing to say under « {} »", said.idea))?;
        let (id, person, at) = (app.ids.next(), who(&said.by), app.clock.now() - said.days * DAY);
        let score = ranking::relevance(0, 0, 0, at);
        let html = richtext::render(&said.text).html;
        rows::word(
            tx,
            territory.id,
            (id, idea, person, body),
            (said, &html),
            (score, at),
        )
        .await?;
        let step = Step {
            name: "create",
            from: "",
            to: "published",
            by: Actors::NONE,
            reason: None,
            effects: &[],
        };
        let taken = steps::Taken {
            territory: territory.id,
            id: app.ids.next(),
            object: id,
            person: Some(person),
            body: Some(body),
            at,
        };
        steps::record(tx, "comment", &step, taken).await?;
        // The week of a demonstration is told; what came before is only there to be read.
        if said.days < 7 {
            let happened = Happened {
                territory: territory.id,
                kind: "comment-made",
                object: id,
                subject: Some(idea),
                person: Some(person),
                body: Some(body),
                at,
            };
            events::record(tx, happened).await?;
        }
    }
    Ok(())
}
