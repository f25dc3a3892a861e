//! The search index of one node: ideas, comments and people of every territory, in French and English.
//!
//! It follows the events of the database and can be dropped at any time: an empty, damaged or outdated folder gives
//! an empty index that says [`Index::needs_rebuild`]. Everything here blocks; a search takes a few milliseconds, a
//! commit some tens of them, so callers in async code wrap them in `spawn_blocking`.

mod analyser;
mod ask;
mod doc;
mod error;
mod find;
mod folder;
mod gate;
mod generation;
mod lookup;
mod plan;
mod rebuild;
mod run;
mod schema;
mod snippet;
mod stop;
mod view;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

pub use ask::{Ask, Facets, Found, Hit, Marked, Near, Sort, Viewer};
pub use doc::{Doc, Kind};
pub use error::Error;
pub use rebuild::Rebuild;

use generation::{Change, Generation, io};
use uuid::Uuid;
use view::View;

/// The index of this node. Cheap to clone; any number of threads may search while one writes.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    dir: PathBuf,
    current: RwLock<Arc<Generation>>,
    damaged: AtomicBool,
}

/// What became of a [`Batch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It is in the index, findable.
    Done,
    /// The index was rebuilt since the batch began: read [`Index::position`] again and go on from there.
    Moved,
}

impl Index {
    /// Opens the index of a folder, or makes an empty one where there is none that can be read.
    pub fn open(dir: &Path) -> Result<Index, Error> {
        std::fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
        let known = folder::current(dir).and_then(|number| {
            let opened = catch_unwind(|| Generation::open(number, &folder::generation(dir, number)));
            opened
                .ok()?
                .inspect_err(|error| tracing::warn!(%error, "search index unreadable: to be rebuilt"))
                .ok()
        });
        let generation = match known {
            Some(generation) => generation,
            None => {
                let number = folder::next(dir);
                let fresh = Generation::create(number, &folder::generation(dir, number))?;
                folder::publish(dir, number)?;
                fresh
            }
        };
        folder::sweep(dir, generation.number);
        let current = RwLock::new(Arc::new(generation));
        Ok(Index(Arc::new(Inner {
            dir: dir.to_owned(),
            current,
            damaged: AtomicBool::new(false),
        })))
    }

    /// The event up to which the index follows; none for an index never filled.
    pub fn position(&self) -> Option<String> {
        self.generation().position()
    }

    /// Whether the index has to be filled from the database: it is new, or damaged.
    pub fn needs_rebuild(&self) -> bool {
        self.0.damaged.load(Ordering::Relaxed) || self.position().is_none()
    }

    /// How many documents it holds, of every territory and circle.
    pub fn len(&self) -> u64 {
        self.generation().view().searcher.num_docs()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads every file against its checksum; slow for a large index. A damaged one asks to be rebuilt.
    pub fn verify(&self) -> bool {
        let generation = self.generation();
        let sound = catch_unwind(AssertUnwindSafe(|| generation.is_sound())).unwrap_or(false);
        if !sound {
            self.give_up();
        }
        sound
    }

    /// Takes up a generation that another process has built, if there is one; to be called every second or so.
    pub fn refresh(&self) -> Result<bool, Error> {
        let Some(number) = folder::current(&self.0.dir) else {
            return Ok(false);
        };
        if number == self.generation().number {
            return Ok(false);
        }
        self.take_up(Generation::open(
            number,
            &folder::generation(&self.0.dir, number),
        )?);
        Ok(true)
    }

    /// Begins a set of changes that will be findable together.
    pub fn batch(&self) -> Batch {
        Batch {
            index: self.clone(),
            generation: self.generation(),
            changes: Vec::new(),
        }
    }

    /// Begins a new generation beside the one that serves.
    pub fn rebuild(&self) -> Result<Rebuild, Error> {
        let number = folder::next(&self.0.dir);
        let generation = Generation::create(number, &folder::generation(&self.0.dir, number))?;
        Ok(Rebuild::new(self.clone(), generation))
    }

    /// Searches. Whatever is typed is an answerable question; an error means the index itself is unwell.
    pub fn search(&self, ask: &Ask) -> Result<Found, Error> {
        self.guarded(|view| find::search(view, ask))
    }

    /// Titles of a kind that go on as what is being typed.
    pub fn suggest(&self, near: &Near) -> Result<Vec<Hit>, Error> {
        self.guarded(|view| find::suggest(view, near))
    }

    /// What already says nearly the same as a title being written.
    pub fn similar(&self, near: &Near) -> Result<Vec<Hit>, Error> {
        self.guarded(|view| find::similar(view, near))
    }

    /// The engine panics on some damaged files: that must neither stop the server nor happen twice.
    fn guarded<T>(&self, work: impl FnOnce(&View) -> Result<T, Error>) -> Result<T, Error> {
        let view = self.generation().view();
        catch_unwind(AssertUnwindSafe(|| work(&view))).unwrap_or_else(|_| {
            self.give_up();
            Err(Error::Damaged)
        })
    }

    fn give_up(&self) {
        tracing::error!("the search index is damaged: to be rebuilt");
        self.0.damaged.store(true, Ordering::Relaxed);
        folder::forget(&self.0.dir);
    }

    fn generation(&self) -> Arc<Generation> {
        self.0
            .current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn take_up(&self, generation: Generation) {
        let number = generation.number;
        let mut current = self.0.current.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *current, Arc::new(generation));
        drop(current);
        before.close();
        self.0.damaged.store(false, Ordering::Relaxed);
        folder::sweep(&self.0.dir, number);
    }
}

/// Changes that become findable together, with the position of the last event they come from.
pub struct Batch {
    index: Index,
    generation: Arc<Generation>,
    changes: Vec<Change>,
}

impl Batch {
    /// The position this batch starts from.
    pub fn position(&self) -> Option<String> {
        self.generation.position()
    }

    /// Adds a document, or replaces the one of the same kind and id.
    pub fn put(&mut self, doc: Doc) {
        self.changes.push(Change::Put(Box::new(doc)));
    }

    /// Removes a document.
    pub fn remove(&mut self, kind: Kind, id: Uuid) {
        self.changes.push(Change::Drop(kind, id));
    }

    /// Removes all that hangs under something: the comments of an idea that is hidden.
    pub fn remove_under(&mut self, parent: Uuid) {
        self.changes.push(Change::DropUnder(parent));
    }

    /// Writes the changes and makes them findable, all or none. After an error nothing has moved: the same events
    /// can be applied again.
    pub fn commit(self, position: &str) -> Result<Applied, Error> {
        if self.index.generation().number != self.generation.number {
            return Ok(Applied::Moved);
        }
        self.generation.apply(&self.changes, position)?;
        Ok(Applied::Done)
    }
}
