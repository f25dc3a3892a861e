//! The files a check reads: those git tracks, plus new ones it does not ignore. Checks never touch the disk
//! themselves, so that a test can hand them a made-up tree.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::rust::{self, Source};

/// A text file of the repository.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Set for Rust files: the same text read as code.
    pub rust: Option<Source>,
}

/// The repository, as text.
pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// Reads the working copy under `root`.
    pub fn read(root: &Path) -> Result<Self> {
        let listed = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .current_dir(root)
            .output()
            .context("git ls-files")?;
        ensure!(
            listed.status.success(),
            "git ls-files: {}",
            String::from_utf8_lossy(&listed.stderr)
        );
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        let files = names
            .split('\0')
            .filter(|name| !name.is_empty())
            .filter_map(|name| {
                // A deleted file is still listed, and a picture is no text: neither can be read here.
                let text = std::fs::read_to_string(root.join(name)).ok()?;
                Some((name.to_owned(), text))
            });
        Ok(Self::new(files.collect()))
    }

    fn new(mut files: Vec<(String, String)>) -> Self {
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        let tests = rust::test_modules(&files);
        let read = |(path, text): (String, String)| {
            let test = rust::is_test_path(&path)
                || tests
                    .iter()
                    .any(|t| path == format!("{t}.rs") || path.starts_with(&format!("{t}/")));
            let rust = path.ends_with(".rs").then(|| Source::read(&text, test));
            File { path, text, rust }
        };
        Self {
            files: files.into_iter().map(read).collect(),
        }
    }

    /// A tree that never was, for tests.
    #[cfg(test)]
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        Self::new(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// Files whose name ends so.
    pub fn ending(&self, end: &'static str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.path.ends_with(end))
    }

    /// Rust files with their code.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}
