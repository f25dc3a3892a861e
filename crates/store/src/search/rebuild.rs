//! Filling the index anew while the old one serves.

use super::analyser::Analyser;
use super::doc::Doc;
use super::error::Error;
use super::generation::Generation;
use super::{Index, folder};

/// A generation being filled. Dropped before [`Rebuild::finish`], it leaves the index as it was.
pub struct Rebuild {
    index: Index,
    generation: Generation,
    analyser: Analyser,
    added: u64,
}

impl Rebuild {
    pub(super) fn new(index: Index, generation: Generation) -> Rebuild {
        Rebuild {
            index,
            generation,
            analyser: Analyser::new(),
            added: 0,
        }
    }

    /// Adds a document; each must come once.
    pub fn add(&mut self, doc: &Doc) -> Result<(), Error> {
        self.generation.add(doc, &mut self.analyser)?;
        self.added += 1;
        Ok(())
    }

    /// Makes the new generation the one that serves, and returns how many documents it holds. `position` is the last
    /// event that the documents were read after; whoever follows events goes on from there.
    pub fn finish(self, position: &str) -> Result<u64, Error> {
        self.generation.finish(position)?;
        folder::publish(&self.index.0.dir, self.generation.number)?;
        self.index.take_up(self.generation);
        Ok(self.added)
    }
}
