//! From events to acts, in order: what is written and how far it came are made true together, by one node at a time.

use std::collections::BTreeMap;

use terreau_kernel::id::Id;
use terreau_kit::App;
use terreau_store::{
    Tx,
    events::{self, Event, Position},
};

use super::{facts, rows, shape};
use crate::work::Failed;

/// The name of this follower.
pub const NAME: &str = "activity";
/// Events taken at once.
const TOGETHER: i64 = 200;

/// Brings the acts up to the latest event.
///
/// # Errors
/// When the database is away.
pub async fn follow(app: &App) -> Result<(), Failed> {
    loop {
        // Looked at first, so that nothing is written while nothing happens.
        let mut db = app.db.read().await?;
        let from = events::position_of(&mut db, NAME).await?;
        let idle = events::after(&mut db, from, 1).await?.is_empty();
        drop(db);
        if idle {
            return Ok(());
        }
        let mut tx = app.db.begin().await?;
        let count = step(app, &mut tx).await?;
        tx.commit().await?;
        if count == 0 {
            return Ok(());
        }
    }
}

/// Takes the next events in the caller's transaction; gives how many. The place of the follower is held first: a
/// second node waits here, and goes on from where this one came to.
pub async fn step(app: &App, tx: &mut Tx) -> Result<usize, Failed> {
    let now = app.clock.now();
    let from = events::hold(tx, NAME, now).await?;
    let events = events::after(tx, from, TOGETHER).await?;
    let Some(last) = events.last() else { return Ok(0) };
    let to = Position {
        tx: last.tx,
        position: last.position,
    };
    let known = rows::known(tx, &events).await?;
    let mut by_territory: BTreeMap<Id, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| !known.contains(&event.position)) {
        by_territory.entry(event.territory_id).or_default().push(event);
    }
    for (territory, events) in by_territory {
        let facts = facts::gather(tx, territory, &events).await?;
        let mut seq = rows::head(tx, territory).await?;
        for event in events {
            if let Some(act) = shape::act(event, &facts) {
                seq += 1;
                rows::write(tx, territory, seq, &act).await?;
            } else if event.kind == "idea-unsupported" {
                rows::withdraw(tx, event).await?;
            }
        }
    }
    events::move_to(tx, NAME, to, now).await?;
    Ok(events.len())
}

/// Drops all acts and derives them anew from the events there are: for stories, in which none is forgotten yet.
#[cfg(test)]
pub async fn rebuild(app: &App) -> Result<(), Failed> {
    let mut tx = app.db.begin().await?;
    events::hold(&mut tx, NAME, app.clock.now()).await?;
    rows::empty(&mut tx).await?;
    events::move_to(&mut tx, NAME, Position::default(), app.clock.now()).await?;
    tx.commit().await?;
    follow(app).await
}
