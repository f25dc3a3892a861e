//! What can go wrong with the index. None of it loses anything: an index is rebuilt from the database.

use std::path::PathBuf;

/// Why the index did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or a folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine refused or failed.
    #[error("search engine: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read while searching.
    #[error("search index: {0}")]
    Read(#[from] std::io::Error),
    /// A stored document could not be written or read.
    #[error("stored document: {0}")]
    Stored(#[from] serde_json::Error),
    /// The index holds what it should not; it must be rebuilt.
    #[error("the search index is damaged and must be rebuilt")]
    Damaged,
}
