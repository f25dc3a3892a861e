//! Why a row was not taken: a code with its data. Its words here are English, for the command line and its report;
//! pages say the same in the language of their reader.

use std::fmt;

use serde::Serialize;

use super::read::shown;

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// The file cannot be read on from here.
    Unreadable { detail: String },
    /// The header lacks columns that are needed.
    ColumnsMissing { columns: String },
    /// The row is shorter or longer than the header.
    Cells { found: usize, wanted: usize },
    /// A cell is not text in UTF-8.
    NotText { column: String },
    /// A row without a lasting name.
    RefMissing,
    /// A lasting name that is too long, or not plain text.
    RefUnfit,
    /// A lasting name that another row of the file has.
    RefTwice { value: String },
    /// A count that is none.
    NotACount { column: String, value: String },
    /// A moment that is none.
    NotADate { column: String, value: String },
    /// A person without a name.
    NameMissing,
    /// A name that is too long.
    NameLong { most: usize },
    /// An idea without a title.
    TitleMissing,
    /// An author nobody brought.
    AuthorUnknown { value: String },
    /// Neither hidden nor shown.
    HiddenUnclear { value: String },
    /// A comment about an idea nobody brought.
    IdeaUnknown { value: String },
    /// A comment that was about another idea before.
    IdeaMoved,
    /// An answer to a comment nobody brought.
    ParentUnknown { value: String },
    /// An answer to a comment that was refused.
    ParentRefused { value: String },
    /// An answer that leads back to itself, or to one that was refused.
    ParentCircle,
    /// An answer to a comment about another idea.
    ParentElsewhere,
    /// A side that is none.
    SideUnknown { value: String },
    /// A comment without words.
    BodyEmpty,
    /// A comment that is too long.
    BodyLong { most: usize },
    /// A comment that was removed here since it came.
    RemovedHere,
}

impl Reason {
    /// What a cell held, short enough for a message, in a reason that quotes it.
    pub fn quoting(cell: &str, reason: impl FnOnce(String) -> Self) -> Self {
        reason(shown(cell))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { detail } => f.write_str(detail),
            Self::ColumnsMissing { columns } => write!(f, "columns are missing: {columns}"),
            Self::Cells { found, wanted } => write!(f, "{found} cells where the header has {wanted}"),
            Self::NotText { column } => write!(f, "{column}: this text is not UTF-8"),
            Self::RefMissing => f.write_str("ref: every row needs one"),
            Self::RefUnfit => f.write_str("ref: too long, or not plain text"),
            Self::RefTwice { value } => write!(f, "ref: « {value} » stands twice in this file"),
            Self::NotACount { column, value } => write!(f, "{column}: « {value} » is not a count"),
            Self::NotADate { column, value } => write!(
                f,
                "{column}: « {value} » is not a date such as 2015-10-18T21:49:42+02:00"
            ),
            Self::NameMissing => f.write_str("display_name: every person needs a name"),
            Self::NameLong { most } => write!(f, "display_name: longer than {most} characters"),
            Self::TitleMissing => f.write_str("title: every idea needs one"),
            Self::AuthorUnknown { value } => write!(f, "author_ref: nobody is named « {value} »"),
            Self::HiddenUnclear { value } => write!(f, "hidden: « {value} » is neither true nor false"),
            Self::IdeaUnknown { value } => write!(f, "idea_ref: no idea is named « {value} »"),
            Self::IdeaMoved => f.write_str("idea_ref: a comment cannot move to another idea"),
            Self::ParentUnknown { value } => write!(f, "parent_ref: no comment is named « {value} »"),
            Self::ParentRefused { value } => write!(f, "parent_ref: « {value} » was refused"),
            Self::ParentCircle => {
                f.write_str("parent_ref: this comment answers itself, or one that was refused")
            }
            Self::ParentElsewhere => f.write_str("parent_ref: the comment it answers is about another idea"),
            Self::SideUnknown { value } => write!(f, "side: « {value} » is not for, against or question"),
            Self::BodyEmpty => f.write_str("body: this comment says nothing"),
            Self::BodyLong { most } => write!(f, "body: longer than {most} characters"),
            Self::RemovedHere => f.write_str("this comment was removed here"),
        }
    }
}

/// One of each, for the test that every reason has its words.
#[cfg(test)]
pub fn samples() -> Vec<Reason> {
    let value = || "Zélie".to_owned();
    let column = || "colonne".to_owned();
    vec![
        Reason::Unreadable { detail: value() },
        Reason::ColumnsMissing { columns: value() },
        Reason::Cells { found: 7, wanted: 9 },
        Reason::NotText { column: column() },
        Reason::RefMissing,
        Reason::RefUnfit,
        Reason::RefTwice { value: value() },
        Reason::NotACount {
            column: column(),
            value: value(),
        },
        Reason::NotADate {
            column: column(),
            value: value(),
        },
        Reason::NameMissing,
        Reason::NameLong { most: 60 },
        Reason::TitleMissing,
        Reason::AuthorUnknown { value: value() },
        Reason::HiddenUnclear { value: value() },
        Reason::IdeaUnknown { value: value() },
        Reason::IdeaMoved,
        Reason::ParentUnknown { value: value() },
        Reason::ParentRefused { value: value() },
        Reason::ParentCircle,
        Reason::ParentElsewhere,
        Reason::SideUnknown { value: value() },
        Reason::BodyEmpty,
        Reason::BodyLong { most: 16_000 },
        Reason::RemovedHere,
    ]
}
