//! What happened here that somebody may want to read: one row an act, numbered without holes in each territory, and
//! what each act is about and to whom. Derived from events, in their order; kept when these are forgotten.
//!
//! Who sees what is not decided here: whoever reads asks whether the idea may be seen, at the moment of reading.

mod facts;
mod follow;
mod rows;
mod shape;
#[cfg(test)]
pub(crate) mod tests;

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result};

#[cfg(test)]
pub use follow::rebuild;
pub use follow::{NAME, follow};

/// What may happen, as kept in `activity.kind`. `idea_id` is set for all that concern an idea.
pub mod kind {
    /// An idea was published.
    pub const PUBLISHED: &str = "idea-published";
    /// An idea was archived.
    pub const ARCHIVED: &str = "idea-archived";
    /// An archived idea was opened again.
    pub const RESTORED: &str = "idea-restored";
    /// An idea became a project.
    pub const ADOPTED: &str = "idea-adopted";
    /// An idea joined another one.
    pub const MERGED: &str = "idea-merged";
    /// An idea was backed. Who did it is not told to others.
    pub const SUPPORTED: &str = "idea-supported";
    /// A comment was written; `object_id` is the comment, `subject_id` the one it answers.
    pub const COMMENTED: &str = "comment-made";
    /// A comment was thanked; told to its author only.
    pub const THANKED: &str = "comment-thanked";
    /// Somebody (`subject_id`) was named in words (`object_id`); told to them only.
    pub const MENTIONED: &str = "mentioned";
    /// An organisation (`object_id`) was verified.
    pub const VERIFIED: &str = "body-verified";
    /// The place of somebody (`subject_id`) in an organisation (`object_id`) changed; told to them only.
    pub const MEMBERSHIP: &str = "membership-changed";
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Act {
    /// Its number in the territory: greater is later.
    pub seq: i64,
    /// One of [`kind`].
    pub kind: String,
    /// What it happened to.
    pub object_id: Id,
    /// What else it concerns, as [`kind`] says.
    pub subject_id: Option<Id>,
    /// The idea it happened to or under.
    pub idea_id: Option<Id>,
    /// Who did it.
    pub person_id: Option<Id>,
    /// In whose name.
    pub body_id: Option<Id>,
    /// When.
    pub at: Micros,
}

/// Acts after one number and before another, both left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Later than this one.
    pub after: i64,
    /// Earlier than this one.
    pub before: i64,
}

impl Span {
    /// Everything there is.
    pub const ALL: Self = Self {
        after: 0,
        before: i64::MAX,
    };

    /// All before a number.
    #[must_use]
    pub fn before(before: i64) -> Self {
        Self { before, ..Self::ALL }
    }

    /// All after a number.
    #[must_use]
    pub fn after(after: i64) -> Self {
        Self { after, ..Self::ALL }
    }
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, facts::ALL].concat()
}

/// The number of the latest act; 0 before the first.
///
/// # Errors
/// What the engine says.
pub async fn head(db: &mut impl Reach, territory: Id) -> Result<i64> {
    rows::head(db, territory).await
}

/// Acts about any of these topics (ideas, people, bodies, themes, zones, searches), the latest first, each once.
/// One limited look at an index for each topic: meant for some sixty at most.
///
/// # Errors
/// What the engine says.
pub async fn of_topics(
    db: &mut impl Reach,
    territory: Id,
    topics: &[Id],
    span: Span,
    limit: i64,
) -> Result<Vec<Act>> {
    rows::of_topics(db, territory, topics, span, limit).await
}

/// Acts addressed to somebody, the latest first.
///
/// # Errors
/// What the engine says.
pub async fn addressed(
    db: &mut impl Reach,
    territory: Id,
    person: Id,
    span: Span,
    limit: i64,
) -> Result<Vec<Act>> {
    rows::addressed(db, territory, person, span, limit).await
}
