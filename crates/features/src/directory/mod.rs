//! Who may be found, and by what. Each person who wishes to be listed has rows for each level of viewer: one for
//! themselves, one for each skill they offer and each cause they share at that level. A row holds only what that level
//! may know, so that no filter can tell more than the page of the person does.

pub mod fields;
mod rows;
mod select;
#[cfg(test)]
mod tests;

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result};

pub use rows::{Key, keys_of};
pub use select::{Asked, Row, page};

/// Levels of viewers: everybody, and members.
pub const LEVELS: [i64; 2] = [0, 1];

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// What one level of viewers may know of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Skills and causes, with the place of each: the higher, the earlier in lists.
    pub keys: Vec<(Id, i64)>,
    /// Their quarter.
    pub zone: Option<Id>,
    /// How far from it they come, in kilometres.
    pub reach: i64,
    /// The half-days they are free, a bit each.
    pub slots: i64,
    /// From when until when.
    pub free: Option<(Micros, Micros)>,
}

/// Somebody, as the directory is to show them from now on.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Where.
    pub territory: Id,
    /// Who.
    pub person: Id,
    /// When they last said something of themselves.
    pub at: Micros,
    /// Their account is active.
    pub shown: bool,
    /// What everybody knows, and what members know.
    pub known: &'a [Known; 2],
}

/// Lists somebody, in place of what was listed before.
///
/// # Errors
/// What the engine says.
pub async fn list(tx: &mut impl Reach, entry: Entry<'_>) -> Result<()> {
    unlist(tx, entry.territory, entry.person).await?;
    for (level, known) in LEVELS.into_iter().zip(entry.known) {
        rows::insert(tx, &entry, level, (Id::nil(), 0), known).await?;
        for key in &known.keys {
            rows::insert(tx, &entry, level, *key, known).await?;
        }
    }
    if entry.shown {
        rows::count(tx, entry.territory, entry.person, 1).await?;
    }
    Ok(())
}

/// Takes somebody out.
///
/// # Errors
/// What the engine says.
pub async fn unlist(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    rows::count(tx, territory, person, -1).await?;
    rows::drop(tx, territory, person).await
}

/// Shows somebody who was listed, or hides them while they may not take part.
///
/// # Errors
/// What the engine says.
pub async fn show(tx: &mut impl Reach, territory: Id, person: Id, shown: bool) -> Result<()> {
    rows::count(tx, territory, person, -1).await?;
    rows::show(tx, territory, person, shown).await?;
    rows::count(tx, territory, person, 1).await
}
