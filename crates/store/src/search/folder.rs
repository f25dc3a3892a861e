//! The folder that holds generations: which one is current, which number comes next, which are past.
//!
//! `CURRENT` holds `terreau-search <version> <number>` and is replaced by renaming, so that a reader, in this process
//! or another, sees either the old generation or the new one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::generation::io;
use super::schema::VERSION;

const NAME: &str = "CURRENT";
const MAGIC: &str = "terreau-search";

pub(super) fn generation(dir: &Path, number: u64) -> PathBuf {
    dir.join(format!("g-{number}"))
}

/// The current generation, if this version of the program made it.
pub(super) fn current(dir: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(dir.join(NAME)).ok()?;
    let mut pieces = text.split_ascii_whitespace();
    let ours = pieces.next() == Some(MAGIC) && pieces.next() == Some(VERSION.to_string().as_str());
    pieces.next().filter(|_| ours)?.parse().ok()
}

/// Makes a generation the current one.
pub(super) fn publish(dir: &Path, number: u64) -> Result<(), Error> {
    let fresh = dir.join(format!("{NAME}.{}.{number}", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&fresh)?;
        writeln!(file, "{MAGIC} {VERSION} {number}")?;
        file.sync_all()?;
        std::fs::rename(&fresh, dir.join(NAME))
    };
    write().map_err(|source| io(dir, source))
}

/// Forgets which generation is current, so that the next start makes a new one.
pub(super) fn forget(dir: &Path) {
    if let Err(error) = std::fs::remove_file(dir.join(NAME)) {
        tracing::warn!(%error, "the damaged search index could not be put aside");
    }
}

/// A number no generation has had.
pub(super) fn next(dir: &Path) -> u64 {
    numbers(dir).into_iter().max().unwrap_or(0) + 1
}

/// Removes the generations before the current one; what is still open stays readable until it is closed.
pub(super) fn sweep(dir: &Path, current: u64) {
    for number in numbers(dir).into_iter().filter(|number| *number < current) {
        if let Err(error) = std::fs::remove_dir_all(generation(dir, number)) {
            tracing::warn!(%error, number, "an old search index could not be removed");
        }
    }
}

fn numbers(dir: &Path) -> Vec<u64> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter_map(|name| name.strip_prefix("g-")?.parse().ok())
        .collect()
}
