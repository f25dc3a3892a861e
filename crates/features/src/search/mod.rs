//! Search: ideas, comments and people, from one box. The index follows the events of the database; it can be
//! dropped at any time and is then filled anew while the site serves.

mod docs;
mod follow;
mod pages;
mod rows;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{App, Visit, circles::Eyes};
use terreau_store::search::{Kind, Near, Viewer};

pub use follow::{Backed, follow, rebuild, weigh};

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

/// An idea that says nearly the same.
#[derive(Debug, Clone)]
pub struct Alike {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
}

/// Ideas like one with these words in `lang`, without itself: the nearest first; none when the index is unwell.
#[must_use]
pub fn similar(visit: &Visit, (text, lang): (&str, Locale), itself: Id, limit: usize) -> Vec<Alike> {
    let near = Near {
        territory: visit.territory.id,
        text: text.to_owned(),
        written: true,
        kind: Kind::Idea,
        viewer: viewer(visit.eyes()),
        exclude: Some(itself),
        limit,
        lang,
    };
    let hits = visit.app.index.similar(&near).unwrap_or_else(|error| {
        tracing::warn!(%error, "similar ideas cannot be found");
        Vec::new()
    });
    let title = |marked: Vec<(String, bool)>| marked.into_iter().map(|piece| piece.0).collect();
    hits.into_iter()
        .map(|hit| Alike {
            id: hit.id,
            title: title(hit.title),
        })
        .collect()
}

/// The address parts of ideas.
///
/// # Errors
/// [`terreau_kit::Problem::Away`] when the database is.
pub async fn slugs(visit: &mut Visit, ideas: &[Id]) -> Result<Vec<(Id, String)>, terreau_kit::Problem> {
    let territory = visit.territory.id;
    let found = rows::slugs(visit.db.get().await?, territory, ideas, &[]).await?;
    Ok(found.into_iter().map(|(id, slug, _)| (id, slug)).collect())
}
