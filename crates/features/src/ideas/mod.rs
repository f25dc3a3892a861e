//! Ideas: proposed by anyone, published at once, backed, discussed, changed with their history kept.

mod album;
mod drafts;
mod edit;
mod form;
mod gestures;
mod late;
mod life;
pub mod list;
mod moves;
mod pages;
mod pictures;
mod propose;
mod publish;
mod rows;
mod similar;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod versions;
mod view;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::id::Id;
use terreau_kit::{App, Problem, Visit};

pub use gestures::{Relation, complete_follow, complete_support, relation};
pub use late::complete_draft;
pub use life::{IDEA, IdeaState};
pub use list::{Filter, Order};
pub use moves::{counted, shift};
pub use pages::Asked;
pub use pictures::{picture, pictures, shift_picture};
pub use publish::{NewIdea, NewPicture, complete_idea, publish_new};
pub use rows::{Full, Picture, moves::count_comments, writing::Draft};
pub use similar::cards as similar_cards;
pub use view::{Card, drawing, drawings, place, theme, whole};

/// The routes of this feature. The page of one idea is put together in `screens`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas", get(pages::list))
        .route("/ideas/preview", post(drafts::preview))
        .route("/ideas/new", get(propose::new).post(propose::send))
        .route("/ideas/new/{draft}", get(propose::resume).post(propose::step))
        .route("/ideas/new/{draft}/draft", post(drafts::autosave))
        .route("/ideas/new/{draft}/discard", post(drafts::discard))
        .route("/ideas/{slug}/published", get(drafts::published))
        .route("/ideas/{slug}/edit", get(edit::form).post(edit::send))
        .route("/ideas/{slug}/versions", get(versions::list))
        .route("/ideas/{slug}/versions/{number}", get(versions::one))
        .route("/ideas/{slug}/support", post(gestures::support))
        .route("/ideas/{slug}/unsupport", post(gestures::unsupport))
        .route("/ideas/{slug}/follow", post(gestures::follow))
        .route("/ideas/{slug}/unfollow", post(gestures::unfollow))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        rows::ALL,
        rows::gestures::ALL,
        rows::moves::ALL,
        rows::versions::ALL,
        rows::writing::ALL,
    ]
    .concat()
}

/// The idea of a slug, for this viewer. An old slug leads to the idea too; compare [`Full::slug`].
///
/// # Errors
/// [`Problem::NotFound`] when there is none or this viewer may not see it, [`Problem::Gone`] when it was hidden.
pub async fn visible(visit: &mut Visit, slug: &str) -> Result<Full, Problem> {
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let mut found = rows::by_slug(db, territory, slug, eyes).await?;
    if found.is_none() {
        found = rows::by_old_slug(db, territory, slug, eyes).await?;
    }
    allowed(visit, found.ok_or(Problem::NotFound)?)
}

/// The idea of an id, for this viewer.
///
/// # Errors
/// As [`visible`].
pub async fn visible_by_id(visit: &mut Visit, id: Id) -> Result<Full, Problem> {
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let found = rows::by_id(visit.db.get().await?, territory, id, eyes).await?;
    allowed(visit, found.ok_or(Problem::NotFound)?)
}

fn allowed(visit: &Visit, idea: Full) -> Result<Full, Problem> {
    let own = visit.viewer.is(idea.author_id);
    match idea.life() {
        IdeaState::Draft if !own => Err(Problem::NotFound),
        IdeaState::Hidden if !own && !visit.viewer.moderates() => Err(Problem::Gone),
        _ => Ok(idea),
    }
}

/// The unfinished ideas of a person, the latest first.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn drafts(visit: &mut Visit) -> Result<Vec<Draft>, Problem> {
    let Some(person) = visit.viewer.id() else {
        return Ok(Vec::new());
    };
    let territory = visit.territory.id;
    Ok(rows::writing::drafts(visit.db.get().await?, territory, person).await?)
}
