//! How many read an object at other nodes. Each node writes its own numbers every ten seconds, for what is read there;
//! numbers only, nobody is named. One process alone has nothing to write.

use std::collections::HashMap;

use terreau_kernel::{
    id::Id,
    time::{Micros, SECOND},
};
use terreau_kit::App;
use terreau_store::{Engine, Result};

use super::rows;

/// A row older than this speaks for nobody: its node stopped.
const OLD: Micros = 30 * SECOND;

/// What this node is called among those that serve the same database.
pub struct Node {
    id: Id,
    wrote: bool,
}

impl Node {
    /// A new name.
    pub fn new(app: &App) -> Self {
        Self {
            id: app.ids.next(),
            wrote: false,
        }
    }

    /// Says how many read here, and hears how many read elsewhere.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn share(&mut self, app: &App) -> Result<()> {
        if app.db.engine() == Engine::Sqlite {
            return Ok(());
        }
        let (here, now) = (app.live.readers(), app.clock.now());
        if here.is_empty() && !self.wrote {
            return Ok(());
        }
        let mut tx = app.db.begin().await?;
        for (topic, readers) in &here {
            let readers = i64::try_from(*readers).unwrap_or(i64::MAX);
            rows::readers(&mut tx, *topic, self.id, readers, now).await?;
        }
        rows::gone(&mut tx, now - OLD, self.id, now).await?;
        tx.commit().await?;
        self.wrote = !here.is_empty();
        let found = rows::elsewhere(&mut app.db.read().await?, self.id, now - OLD).await?;
        let found: HashMap<_, _> = found
            .into_iter()
            .map(|(territory, object, n)| ((territory, object), usize::try_from(n).unwrap_or(0)))
            .collect();
        app.live.elsewhere(&found);
        Ok(())
    }

    /// Nobody reads here any more.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn leave(&self, app: &App) -> Result<()> {
        if !self.wrote {
            return Ok(());
        }
        let mut tx = app.db.begin().await?;
        rows::gone(&mut tx, 0, self.id, Micros::MAX).await?;
        tx.commit().await
    }
}
