//! Bodies, as little as whoever writes in their name or to them needs to know: which there are, and letters about them.

mod letters;

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result, one};

pub use letters::{Said, letter, tell};

terreau_store::statements! {
    BODY = "select id, slug, name, kind, state from bodies where territory_id = $1 and slug = $2";
    BODY_BY_ID = "select id, slug, name, kind, state from bodies where territory_id = $1 and id = $2";
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// A body, as its members need to know it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Body {
    /// Its id.
    pub id: Id,
    /// Its part of an address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Where it stands.
    pub state: String,
}

/// Somebody to write to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Addressee {
    /// Who.
    pub person_id: Id,
    /// Where.
    pub email: String,
    /// In which language.
    pub locale: String,
}

/// A body by its part of an address.
///
/// # Errors
/// What the engine says.
pub async fn named(db: &mut impl Reach, territory: Id, slug: &str) -> Result<Option<Body>> {
    one!(db, Body, BODY, territory, slug)
}

/// A body by its id.
///
/// # Errors
/// What the engine says.
pub async fn by_id(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Body>> {
    one!(db, Body, BODY_BY_ID, territory, id)
}
