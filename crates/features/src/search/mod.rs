//! Search: ideas, comments and people, from one box. The index follows the events of the database; it can be
//! dropped at any time and is then filled anew while the site serves.

mod docs;
mod follow;
mod pages;
mod rows;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::{Router, routing::get};
use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{App, Problem, Visit, circles::Eyes};
use terreau_store::search::{Kind, Near, Viewer};

pub use follow::{Backed, follow, rebuild, weigh};

/// Ideas shown beside one they are like.
const SIMILAR: usize = 4;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/search", get(pages::search))
        .route("/search/suggest", get(pages::suggest))
}

/// The statements of this feature: none, its lists are put together from constant pieces.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}

/// What a viewer may find, as the index understands it.
#[must_use]
pub fn viewer(eyes: Eyes) -> Viewer {
    Viewer {
        max_circle: u8::try_from(eyes.level).unwrap_or(0),
        scopes: Vec::new(),
    }
}

/// The address and the title of published ideas like `idea`, whose words in their language are given: the nearest
/// first; none when the index is unwell. Which they are is kept some minutes, whether one may see them is not.
///
/// # Errors
/// [`terreau_kit::Problem::Away`] when the database is.
pub async fn similar(
    visit: &mut Visit,
    idea: Id,
    words: (&str, Locale),
) -> Result<Vec<(String, String)>, Problem> {
    let eyes = visit.eyes();
    let ids = match visit.app.alike.get(&(idea, eyes.level)) {
        Some(kept) => kept,
        None => nearest(visit, idea, words),
    };
    let territory = visit.territory.id;
    let mut found = rows::open_ideas(visit.db.get().await?, (territory, eyes), &ids).await?;
    found.sort_unstable_by_key(|row| ids.iter().position(|id| *id == row.0));
    let link = |(_, slug, title): (Id, String, String)| (format!("/ideas/{slug}"), title);
    Ok(found.into_iter().map(link).collect())
}

/// What the index finds near an idea, kept.
fn nearest(visit: &Visit, idea: Id, (text, lang): (&str, Locale)) -> Arc<[Id]> {
    let eyes = visit.eyes();
    let near = Near {
        territory: visit.territory.id,
        text: text.to_owned(),
        written: true,
        kind: Kind::Idea,
        viewer: viewer(eyes),
        exclude: Some(idea),
        limit: SIMILAR,
        lang,
    };
    match visit.app.index.similar(&near) {
        Ok(hits) => {
            let ids: Arc<[Id]> = hits.into_iter().map(|hit| hit.id).collect();
            visit.app.alike.insert((idea, eyes.level), ids.clone());
            ids
        }
        Err(error) => {
            tracing::warn!(%error, "similar ideas cannot be found");
            Arc::default()
        }
    }
}
