//! The stream of a conversation: that something changed, for who may read it at that moment. How many read it is told
//! to nobody: among two it would say that the other one does, whatever they chose about marks of reading.

use axum::extract::{Path, Query};
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Problem, Visit, i18n::Tr, live::Signal, problem::Answer};

use super::{
    door::{Asked, Caller, Known, full},
    rows,
    stream::{self, Told, event},
};
use crate::conversations::{self, Talk};

struct Talking {
    short: String,
    viewer: Id,
    /// The last change that was told.
    last: Micros,
    known: Box<Known>,
}

/// The last change that the viewer sees.
async fn changed(visit: &mut Visit, talk: &Talk) -> Result<Micros, Problem> {
    // As its page reads it: a group is shown without those the viewer is kept apart from.
    let apart = if talk.row.kind == "group" {
        talk.viewer
    } else {
        Id::nil()
    };
    let (here, from) = (talk.here(visit), talk.from());
    let db = visit.db.get().await?;
    Ok(rows::changed(db, here, from, (talk.inside(), apart)).await?)
}

fn say(at: Micros) -> String {
    event("talk", &at.to_string(), "")
}

/// Opens it.
pub async fn open(mut caller: Caller, Path(short): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let talk = conversations::opened(&mut caller.visit, &short).await?;
    let after: Option<Micros> = caller.after(&asked).parse().ok();
    let Some(listener) = caller.visit.app.live.listen(caller.asks(talk.row.id, false)) else {
        return Ok(full());
    };
    let now = changed(&mut caller.visit, &talk).await?;
    let Caller { visit, known, .. } = caller;
    let tr = visit.tr.clone();
    drop(visit);
    let first = match after {
        Some(after) if after < now => say(now),
        _ => format!("id: {now}\n\n"),
    };
    let told = Talking {
        short,
        viewer: talk.viewer,
        last: now,
        known: Box::new(known),
    };
    Ok(stream::answer(listener, tr, first, told))
}

impl Talking {
    async fn seen(&self) -> Option<(Visit, Talk)> {
        let mut visit = self.known.again().await.ok()?;
        let talk = conversations::opened(&mut visit, &self.short).await.ok()?;
        (talk.viewer == self.viewer).then_some((visit, talk))
    }
}

impl Told for Talking {
    async fn told(&mut self, _: &Tr, signal: &Signal) -> Option<String> {
        if matches!(signal, Signal::Readers(_)) {
            return Some(String::new());
        }
        let (mut visit, talk) = self.seen().await?;
        let now = changed(&mut visit, &talk).await.ok()?;
        if now <= self.last {
            return Some(String::new());
        }
        self.last = now;
        Some(say(now))
    }

    async fn still(&mut self) -> bool {
        self.seen().await.is_some()
    }
}
