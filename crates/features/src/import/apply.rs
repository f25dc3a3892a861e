//! What the three kinds of rows share: what is known already, the open transaction of a batch, and the counts
//! that change with it.

use std::collections::HashMap;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{App, Territory};
use terreau_store::{Result, Tx, all, events, run};

use super::rows;

/// Something known from an earlier import: its id, and what it was made from.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its id here.
    pub id: Id,
    /// The digest of its row.
    pub hash: String,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Create,
    /// It changed.
    Update(Id),
    /// It is the same.
    Leave,
}

/// An import under way.
pub struct Work<'a> {
    /// Everything that can be reached.
    pub app: &'a App,
    /// Where.
    pub territory: Id,
    /// Writes nothing.
    pub dry: bool,
    /// Now.
    pub now: Micros,
    /// People by their ref.
    pub people: HashMap<String, Known>,
    /// Ideas by their ref.
    pub ideas: HashMap<String, Known>,
    /// Comments by their ref.
    pub comments: HashMap<String, Known>,
    /// What comments are about, by their ref.
    pub about: HashMap<String, Id>,
    /// Themes by their folded name.
    pub themes: HashMap<String, Id>,
}

type KnownRow = (String, Id, Option<String>);

fn known(rows: Vec<KnownRow>) -> HashMap<String, Known> {
    rows.into_iter()
        .map(|(key, id, hash)| {
            (
                key,
                Known {
                    id,
                    hash: hash.unwrap_or_default(),
                },
            )
        })
        .collect()
}

impl<'a> Work<'a> {
    /// Reads what is known.
    pub async fn open(app: &'a App, territory: &Territory, dry: bool) -> Result<Self> {
        let mut db = app.db.read().await?;
        let comments = all!(
            &mut db,
            (String, Id, Option<String>, Id),
            rows::COMMENTS_KNOWN,
            territory.id
        )?;
        let about = comments.iter().map(|row| (row.0.clone(), row.3)).collect();
        let comments = comments.into_iter().map(|(key, id, hash, _)| (key, id, hash));
        let mut themes = HashMap::new();
        for theme in &territory.themes {
            for name in [&theme.slug, &theme.name_fr, &theme.name_en] {
                themes.insert(terreau_kernel::text::fold(name), theme.id);
            }
        }
        Ok(Self {
            people: known(all!(&mut db, KnownRow, rows::PEOPLE_KNOWN, territory.id)?),
            ideas: known(all!(&mut db, KnownRow, rows::IDEAS_KNOWN, territory.id)?),
            comments: known(comments.collect()),
            about,
            territory: territory.id,
            now: app.clock.now(),
            themes,
            app,
            dry,
        })
    }

    /// What happens to a row, by what is known under its ref.
    pub fn fate(known: &HashMap<String, Known>, key: &str, hash: &str) -> Fate {
        match known.get(key) {
            None => Fate::Create,
            Some(k) if k.hash == hash => Fate::Leave,
            Some(k) => Fate::Update(k.id),
        }
    }

    /// Begins a batch; `None` in a dry run.
    pub async fn begin(&self) -> Result<Option<Tx>> {
        if self.dry {
            Ok(None)
        } else {
            Ok(Some(self.app.db.begin().await?))
        }
    }

    /// Ends a batch.
    pub async fn end(&self, tx: Option<Tx>) -> Result<()> {
        match tx {
            Some(tx) => tx.commit().await,
            None => Ok(()),
        }
    }

    /// Records that something came in.
    pub async fn happened(&self, tx: &mut Tx, kind: &str, object: Id, subject: Option<Id>) -> Result<()> {
        let event = events::Happened {
            territory: self.territory,
            kind,
            object,
            subject,
            person: None,
            body: None,
            at: self.now,
        };
        events::record(tx, event).await
    }
}

/// Counts gathered over a batch, written once at its end.
#[derive(Debug, Default)]
pub struct Counts {
    by: HashMap<(&'static str, Id), i64>,
}

impl Counts {
    /// Adds to a count: the statement takes the territory, the id and the difference.
    pub fn add(&mut self, statement: &'static str, id: Id, n: i64) {
        *self.by.entry((statement, id)).or_default() += n;
    }

    /// Writes them. The order is always the same, so that two batches never wait for each other in a circle.
    pub async fn write(self, tx: &mut Tx, territory: Id) -> Result<()> {
        let mut all: Vec<_> = self.by.into_iter().filter(|(_, n)| *n != 0).collect();
        all.sort_unstable();
        for ((statement, id), n) in all {
            if id.is_nil() {
                run!(tx, statement, territory, n)?;
            } else {
                run!(tx, statement, territory, id, n)?;
            }
        }
        Ok(())
    }
}
