//! What an import did, row by row where something is wrong.

use serde::{Deserialize, Serialize};

/// What became of the rows of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// New here.
    pub created: usize,
    /// Known, and changed.
    pub updated: usize,
    /// Known, and the same.
    pub unchanged: usize,
    /// Not taken; each has a fault.
    pub refused: usize,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// `people`, `ideas` or `comments`.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// In words.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The people.
    pub people: Counted,
    /// The ideas.
    pub ideas: Counted,
    /// The comments.
    pub comments: Counted,
    /// The rows that were not taken.
    pub errors: Vec<Fault>,
}

impl Report {
    /// Notes a fault and counts its row as refused.
    pub fn refuse(&mut self, file: &'static str, line: u64, reason: impl Into<String>) {
        self.of(file).refused += 1;
        self.errors.push(Fault {
            file: file.into(),
            line,
            reason: reason.into(),
        });
    }

    /// The counts of a file.
    pub fn of(&mut self, file: &str) -> &mut Counted {
        match file {
            "people" => &mut self.people,
            "ideas" => &mut self.ideas,
            _ => &mut self.comments,
        }
    }
}
