//! The stream of an idea: its counts, the ids of new comments, and how many read it.

use axum::extract::{Path, Query};
use serde::Serialize;
use terreau_kernel::id::{Id, short};
use terreau_kit::{
    Problem, Visit,
    i18n::Tr,
    live::{News, Signal},
    problem::Answer,
};
use terreau_store::events::Position;

use super::{
    door::{Asked, Caller, Known, full},
    follow::NAMED,
    read, rows, spell,
    stream::{self, Told, event},
};
use crate::ideas::{self, IdeaState};

/// What a page is told: numbers, and which comments are new to its reader.
#[derive(Serialize)]
struct Data {
    supports: i64,
    comments: i64,
    /// The heading of the discussion.
    heading: String,
    fresh: Vec<String>,
}

struct Reading {
    idea: Id,
    viewer: Option<Id>,
    /// Told up to here.
    after: Position,
    /// For what not everybody may see: asked again before each signal.
    known: Option<Box<Known>>,
}

/// Opens it.
pub async fn open(mut caller: Caller, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let idea = ideas::visible(&mut caller.visit, &slug).await?;
    if idea.life() == IdeaState::Draft {
        return Err(Problem::NotFound);
    }
    let after = read(caller.after(&asked));
    let Some(listener) = caller.visit.app.live.listen(caller.asks(idea.id, true)) else {
        return Ok(full());
    };
    let reached = listener.reached;
    let here = (caller.visit.territory.id, idea.id);
    let mark = rows::last(caller.visit.db.get().await?, here, reached).await?;
    let missed = match after {
        Some(after) => missed(&mut caller.visit, here, (after, reached)).await?,
        None => Some(Vec::new()),
    };
    // Read after the listener came in: what happens from now on is heard.
    let found = rows::ideas(caller.visit.db.get().await?, here.0, &[here.1]).await?;
    let now = found.into_iter().next().ok_or(Problem::NotFound)?;
    let Caller { visit, known, .. } = caller;
    let (tr, viewer) = (visit.tr.clone(), visit.viewer.id());
    drop(visit);
    let mut first = say(
        &tr,
        mark.max(after.unwrap_or_default()),
        (now.supports, now.comments),
        missed.as_deref().unwrap_or_default(),
    );
    if missed.is_none() {
        first.push_str(&event("reload", "", ""));
    }
    if listener.readers > 1 {
        first.push_str(&stream::readers(&tr, listener.readers));
    }
    let mut told = Reading {
        idea: idea.id,
        viewer,
        after: after.unwrap_or_default().max(reached),
        known: (!now.open()).then(|| Box::new(known)),
    };
    // It may have closed since the door was passed.
    if !told.still().await {
        return Err(Problem::NotFound);
    }
    Ok(stream::answer(listener, tr, first, told))
}

/// The comments a page missed; `None` when they are too many, or when it cannot be said.
async fn missed(
    visit: &mut Visit,
    here: (Id, Id),
    (after, upto): (Position, Position),
) -> Result<Option<Vec<Id>>, Problem> {
    if after >= upto {
        return Ok(Some(Vec::new()));
    }
    let person = visit.viewer.id().unwrap_or_default();
    let db = visit.db.get().await?;
    if !rows::kept(db, after).await? {
        return Ok(None);
    }
    let limit = i64::try_from(NAMED + 1).unwrap_or(i64::MAX);
    let found = rows::fresh(db, here, (after, upto), person, limit).await?;
    Ok((found.len() <= NAMED).then_some(found))
}

fn say(tr: &Tr, at: Position, (supports, comments): (i64, i64), fresh: &[Id]) -> String {
    let data = Data {
        supports,
        comments,
        heading: tr.n("comments-count", comments),
        fresh: fresh.iter().map(|id| short(*id)).collect(),
    };
    let data = serde_json::to_string(&data).unwrap_or_default();
    event("idea", &spell(at), &data)
}

impl Reading {
    fn news(&mut self, tr: &Tr, news: &News) -> String {
        // Another node was ahead when the page came from there.
        if news.at <= self.after {
            return String::new();
        }
        self.after = news.at;
        let [supports, comments] = news.counts[..] else {
            return String::new();
        };
        let fresh: Vec<Id> = if news.much {
            Vec::new()
        } else {
            news.fresh_for(self.viewer).collect()
        };
        let mut said = say(tr, news.at, (supports, comments), &fresh);
        if news.much {
            said.push_str(&event("reload", "", ""));
        }
        said
    }
}

impl Told for Reading {
    async fn told(&mut self, tr: &Tr, signal: &Signal) -> Option<String> {
        if self.known.is_some() && !self.still().await {
            return None;
        }
        match signal {
            // It is not everybody's any more: the page asks at the door.
            Signal::News(news) if !news.open && self.known.is_none() => None,
            Signal::News(news) => Some(self.news(tr, news)),
            Signal::Readers(count) => Some(stream::readers(tr, *count)),
        }
    }

    async fn still(&mut self) -> bool {
        let Some(known) = &self.known else { return true };
        let Ok(mut visit) = known.again().await else {
            return false;
        };
        visit.viewer.id() == self.viewer && ideas::visible_by_id(&mut visit, self.idea).await.is_ok()
    }
}
