//! What a page asks of the index, and what it gets back.

use std::collections::BTreeMap;

use terreau_kernel::locale::Locale;
use uuid::Uuid;

use super::doc::Kind;

/// What the person who searches may see.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    /// The widest circle open to them: 0 for a visitor, 1 for a member.
    pub max_circle: u8,
    /// The scopes they hold.
    pub scopes: Vec<Uuid>,
}

/// In which order results come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// The latest first.
    Newest,
    /// The most supported first.
    Weight,
}

/// A search. Empty filters let everything through.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Where one searches.
    pub territory: Uuid,
    /// What was typed, as it was typed.
    pub text: String,
    /// The kinds wanted.
    pub kinds: Vec<Kind>,
    /// The only theme wanted.
    pub theme: Option<Uuid>,
    /// The only zone wanted.
    pub zone: Option<Uuid>,
    /// The only state wanted.
    pub state: Option<String>,
    /// Who searches.
    pub viewer: Viewer,
    /// The order of the results.
    pub sort: Sort,
    /// How many results to pass over (at most 1,000).
    pub offset: usize,
    /// How many results to return (at most 100).
    pub limit: usize,
    /// The language of the interface, which chooses the stop words.
    pub lang: Locale,
}

/// A text cut into pieces; `true` marks the ones that answer what was typed.
pub type Marked = Vec<(String, bool)>;

/// One result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// What it hangs under.
    pub parent: Option<Uuid>,
    /// How well it answers; comparable within one search only.
    pub score: f64,
    /// Its title, marked; empty for what has none.
    pub title: Marked,
    /// The piece of its text that answers best, marked; empty where only titles were asked for.
    pub extract: Marked,
    /// Who wrote it.
    pub author: String,
    /// When it was published, in microseconds since 1970.
    pub at: i64,
}

/// How many results each choice would give, the other filters staying as they are.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By kind.
    pub kinds: BTreeMap<Kind, u64>,
    /// By theme.
    pub themes: BTreeMap<Uuid, u64>,
    /// By zone.
    pub zones: BTreeMap<Uuid, u64>,
    /// By state.
    pub states: BTreeMap<String, u64>,
}

/// The answer to a search.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many documents answer, counting only those the viewer may see.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Counts for narrowing down.
    pub facets: Facets,
    /// What was typed with its mistakes corrected, where another spelling was searched.
    pub corrected: Option<String>,
}

/// "Is it this one?": what already says nearly the same thing.
#[derive(Clone, Debug, Default)]
pub struct Near {
    /// Where one looks.
    pub territory: Uuid,
    /// The title being written; two or three words are enough.
    pub text: String,
    /// The text is finished and was read by its author: nothing in it is a mistake or a beginning.
    pub written: bool,
    /// The kind wanted.
    pub kind: Kind,
    /// Who looks.
    pub viewer: Viewer,
    /// What is being edited, left out of the answer.
    pub exclude: Option<Uuid>,
    /// How many results to return.
    pub limit: usize,
    /// The language of the interface.
    pub lang: Locale,
}
