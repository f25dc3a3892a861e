//! One generation of the index: a folder, its writer, and the view that searches read. A rebuild makes the next
//! generation beside; whoever still reads the old one finishes on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Term};
use uuid::Uuid;

use super::analyser::Analyser;
use super::doc::{Doc, Kind};
use super::error::Error;
use super::schema::{self, Fields};
use super::view::View;

/// The memory of the writer: the least the engine accepts, and a little air.
const HEAP: usize = 16_000_000;
/// Decompressed blocks of stored documents kept for each segment.
const STORE_BLOCKS: usize = 16;

pub(super) struct Generation {
    pub number: u64,
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    view: RwLock<Arc<View>>,
    writer: Mutex<Option<IndexWriter>>,
    position: Mutex<Option<String>>,
}

/// What changes in the index.
pub(super) enum Change {
    Put(Box<Doc>),
    Drop(Kind, Uuid),
    DropUnder(Uuid),
}

impl Generation {
    /// Makes an empty generation in a new folder.
    pub(super) fn create(number: u64, dir: &Path) -> Result<Generation, Error> {
        std::fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
        let (schema, _) = schema::build();
        Generation::over(number, tantivy::Index::create_in_dir(dir, schema)?)
    }

    /// Opens the generation of a folder; anything unexpected in it is an error.
    pub(super) fn open(number: u64, dir: &Path) -> Result<Generation, Error> {
        let index = tantivy::Index::open_in_dir(dir)?;
        if index.schema() != schema::build().0 {
            return Err(Error::Damaged);
        }
        Generation::over(number, index)
    }

    fn over(number: u64, index: tantivy::Index) -> Result<Generation, Error> {
        let (_, fields) = schema::build();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: IndexReader = reader.doc_store_cache_num_blocks(STORE_BLOCKS).try_into()?;
        let view = View::open(reader.searcher(), fields, None)?;
        let position = Mutex::new(index.load_metas()?.payload);
        let view = RwLock::new(Arc::new(view));
        Ok(Generation {
            number,
            index,
            reader,
            fields,
            view,
            writer: Mutex::new(None),
            position,
        })
    }

    pub(super) fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn position(&self) -> Option<String> {
        lock(&self.position).clone()
    }

    /// Reads every file against its checksum.
    pub(super) fn is_sound(&self) -> bool {
        self.index
            .validate_checksum()
            .is_ok_and(|broken| broken.is_empty())
    }

    /// Applies changes and makes them findable; all or nothing.
    pub(super) fn apply(&self, changes: &[Change], position: &str) -> Result<(), Error> {
        let mut slot = lock(&self.writer);
        let done = self.write(&mut slot, changes, position);
        if done.is_err() {
            *slot = None;
        }
        done
    }

    fn write(&self, slot: &mut Option<IndexWriter>, changes: &[Change], position: &str) -> Result<(), Error> {
        let writer = match slot {
            Some(writer) => writer,
            None => slot.insert(self.open_writer()?),
        };
        let mut analyser = Analyser::new();
        for change in changes {
            self.change(writer, change, &mut analyser)?;
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(position);
        commit.commit()?;
        *lock(&self.position) = Some(position.to_owned());
        self.reload()
    }

    /// Adds a document without making it findable yet; for a rebuild.
    pub(super) fn add(&self, doc: &Doc, analyser: &mut Analyser) -> Result<(), Error> {
        let mut slot = lock(&self.writer);
        let writer = match &mut *slot {
            Some(writer) => writer,
            None => slot.insert(self.open_writer()?),
        };
        writer.add_document(self.fields.document(doc, analyser)?)?;
        Ok(())
    }

    /// Commits what was added, waits for merges, and lets go of the folder's lock.
    pub(super) fn finish(&self, position: &str) -> Result<(), Error> {
        self.apply(&[], position)?;
        if let Some(writer) = lock(&self.writer).take() {
            writer.wait_merging_threads()?;
        }
        self.reload()
    }

    /// Lets go of the folder's lock.
    pub(super) fn close(&self) {
        lock(&self.writer).take();
    }

    fn change(&self, writer: &IndexWriter, change: &Change, analyser: &mut Analyser) -> Result<(), Error> {
        match change {
            Change::Put(doc) => {
                writer.delete_term(self.key(doc.kind, doc.id));
                writer.add_document(self.fields.document(doc, analyser)?)?;
            }
            Change::Drop(kind, id) => {
                writer.delete_term(self.key(*kind, *id));
            }
            Change::DropUnder(parent) => {
                writer.delete_term(Term::from_field_bytes(self.fields.parent, parent.as_bytes()));
            }
        }
        Ok(())
    }

    fn key(&self, kind: Kind, id: Uuid) -> Term {
        Term::from_field_bytes(self.fields.key, &schema::key(kind, id))
    }

    fn open_writer(&self) -> Result<IndexWriter, Error> {
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(HEAP)
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        let writer = self.index.writer_with_options(options)?;
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(6);
        merging.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merging));
        Ok(writer)
    }

    fn reload(&self) -> Result<(), Error> {
        self.reader.reload()?;
        let view = View::open(self.reader.searcher(), self.fields, Some(&*self.view()))?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io {
        path: PathBuf::from(path),
        source,
    }
}
