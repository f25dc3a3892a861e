//! The limits of the first days: few links, few words a day, no letter that names others. They lift by themselves
//! (`rule.rs`), everybody sees theirs, and moderators see whose they are and lift or hold them. The same words said
//! again are held back whoever says them.

mod life;
mod pages;
mod rows;
pub mod rule;
#[cfg(test)]
pub mod tests;
mod weigh;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{App, Problem, Role, Visit};
use terreau_store::{Reach, Result};

pub use life::NEWCOMER;
use rule::{Facts, Standing};
pub use weigh::{Kind, weigh};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin/newcomers", get(pages::list))
        .route("/admin/newcomers/{id}", post(pages::decide))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// What somebody new is told of their limits, on a page of their own.
#[derive(Debug, Clone)]
pub struct Card {
    /// Words still to stand.
    pub words: i64,
    /// When the limits lift at the latest; none while a moderator holds them.
    pub until: Option<Micros>,
}

/// The limits of the viewer, while they are theirs.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn card(visit: &mut Visit) -> std::result::Result<Option<Card>, Problem> {
    let standing = standing(visit).await?;
    Ok(match standing {
        Standing::New { words, until } => Some(Card { words, until }),
        Standing::Known => None,
    })
}

/// Where the viewer stands. Whoever has a role, or nothing to lose, is known.
async fn standing(visit: &mut Visit) -> std::result::Result<Standing, Problem> {
    let member = visit.viewer.person().filter(|me| me.role == Role::Member);
    let Some(person) = member.map(|me| me.id).filter(|_| !visit.app.limits.lifted()) else {
        return Ok(Standing::Known);
    };
    let (territory, now) = (visit.territory.id, visit.now);
    let found = rows::facts(visit.db.get().await?, territory, person).await?;
    Ok(found.map_or(Standing::Known, |(facts, ..)| facts.at(now)))
}

/// What the rule knows of somebody, from columns read elsewhere: since when they are here, how many of their words
/// stand, their role and what was decided.
#[must_use]
pub fn facts(joined: Micros, words: i64, role: &str, decision: Option<&str>) -> Facts {
    Facts {
        joined,
        words,
        role: Role::from_code(role),
        decision: rows::decision(decision),
    }
}

/// Forgets what was decided about somebody.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    rows::forget(tx, territory, person).await
}
