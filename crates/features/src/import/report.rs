//! What an import did, row by row where something is wrong.

use serde::{Deserialize, Serialize, Serializer};

use super::Reason;

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

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// `people`, `ideas` or `comments`.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// Why; the report says it in words.
    #[serde(serialize_with = "in_words")]
    pub reason: Reason,
}

fn in_words<S: Serializer>(reason: &Reason, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(reason)
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
    pub fn refuse(&mut self, file: &'static str, line: u64, reason: Reason) {
        self.of(file).refused += 1;
        self.fault(file, line, reason);
    }

    /// Notes a fault that is of no row in particular.
    pub fn fault(&mut self, file: &'static str, line: u64, reason: Reason) {
        self.errors.push(Fault {
            file: file.into(),
            line,
            reason,
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
