//! What enters the index: one document for each idea, comment or person, with what is needed to find it,
//! to show it in a list of results, and to know who may see it.

use serde::{Deserialize, Serialize};
use terreau_kernel::locale::Locale;
use uuid::Uuid;

/// What a document is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An idea.
    #[default]
    Idea,
    /// A comment, argument or question under something else.
    Comment,
    /// A person.
    Person,
}

impl Kind {
    /// Every kind, in the order in which facets show them.
    pub const ALL: [Kind; 3] = [Kind::Idea, Kind::Comment, Kind::Person];

    /// The number stored in the index; never reused for another kind.
    pub(super) fn code(self) -> u8 {
        match self {
            Kind::Idea => 1,
            Kind::Comment => 2,
            Kind::Person => 3,
        }
    }

    pub(super) fn from_code(code: u64) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| u64::from(kind.code()) == code)
    }

    /// How much a kind weighs at equal relevance: a short comment matches more easily than the idea it is about.
    pub(super) fn prior(self) -> f32 {
        match self {
            Kind::Idea => 1.0,
            Kind::Comment => 0.85,
            Kind::Person => 1.1,
        }
    }
}

/// One thing that can be found. Texts are plain: neither Markdown nor HTML.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    /// The territory it belongs to; a search never leaves its territory.
    pub territory: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Its id, unique within its kind.
    pub id: Uuid,
    /// What it hangs under (the idea of a comment).
    pub parent: Option<Uuid>,
    /// Its title, or a person's display name; empty for a comment.
    pub title: String,
    /// The one line under the title.
    pub line: String,
    /// Its text.
    pub body: String,
    /// The name of who wrote it.
    pub author: String,
    /// Its theme.
    pub theme: Option<Uuid>,
    /// Its zone.
    pub zone: Option<Uuid>,
    /// The name of its state.
    pub state: String,
    /// The language it is written in.
    pub lang: Locale,
    /// When it was published, in microseconds since 1970.
    pub at: i64,
    /// How much it is supported; only its order of magnitude counts.
    pub weight: f64,
    /// Who may see it: 0 everyone, 1 members, 2 and more restricted circles.
    pub circle: u8,
    /// The scopes (team, partner, body) whose holders may see it whatever its circle.
    pub scopes: Vec<Uuid>,
}
