//! The page one reads stays true while it is open: counts, new comments, new messages, and how many read it, by
//! server-sent events. A signal says that something is there, never what: the page asks for it as any reader does.
//! Everything works without it. The rooms are `kit/live.rs`; why it is so, decision 18.

mod crowd;
mod door;
mod follow;
mod ideas;
mod rows;
mod stream;
mod talks;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::id::Id;
use terreau_kit::{App, Problem, Visit};
use terreau_store::events::Position;

pub use follow::{begin, follow};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas/{slug}/live", get(ideas::open))
        .route("/messages/{id}/live", get(talks::open))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Up to where a page about to be drawn tells what happened on an object: it is asked before the page reads anything,
/// so that nothing falls between its drawing and its stream. Empty while nobody follows the events.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn mark(visit: &mut Visit, object: Id) -> Result<String, Problem> {
    let Some(reached) = visit.app.live.reached() else {
        return Ok(String::new());
    };
    let territory = visit.territory.id;
    let last = rows::last(visit.db.get().await?, (territory, object), reached).await?;
    Ok(spell(last))
}

/// A position as pages and streams bear it.
fn spell(at: Position) -> String {
    format!("{}:{}", at.tx, at.position)
}

/// Reads it back; anything else is nothing.
fn read(text: &str) -> Option<Position> {
    let (tx, position) = text.split_once(':')?;
    Some(Position {
        tx: tx.parse().ok()?,
        position: position.parse().ok()?,
    })
}
