//! Ideas like some words, found by the index.

use std::collections::HashMap;

use terreau_kernel::{id::Id, limits, text};
use terreau_kit::{Problem, Visit, circles::VISIBLE_I};
use terreau_store::{
    Select, Value,
    search::{Kind, Near, Viewer},
};

use super::{list, view::Card};

/// The ids the index finds alike, the nearest first; none when it is unwell.
async fn alike(visit: &Visit, words: &str) -> Result<Vec<Id>, Problem> {
    let near = Near {
        territory: visit.territory.id,
        text: words.to_owned(),
        kind: Kind::Idea,
        viewer: Viewer {
            max_circle: u8::try_from(visit.eyes().level).unwrap_or(0),
            scopes: Vec::new(),
        },
        limit: limits::SIMILAR,
        lang: visit.locale,
        ..Near::default()
    };
    let index = visit.app.index.clone();
    let found = tokio::task::spawn_blocking(move || index.similar(&near))
        .await
        .map_err(|_| Problem::Broken)?;
    Ok(found.map_or_else(
        |error| {
            tracing::warn!(%error, "similar ideas cannot be found");
            Vec::new()
        },
        |hits| hits.into_iter().map(|hit| hit.id).collect(),
    ))
}

/// Published ideas like these words, the nearest first.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn cards(visit: &mut Visit, words: &str) -> Result<Vec<Card>, Problem> {
    if text::graphemes(words) < 3 {
        return Ok(Vec::new());
    }
    let ids = alike(visit, &text::ellipsis(words, limits::QUERY)).await?;
    let select = Select::new(list::HEAD)
        .and("i.territory_id = ?", [Value::Id(visit.territory.id)])
        .and(VISIBLE_I, visit.eyes().values())
        .and_in("i.id", &ids);
    let rows: Vec<list::Row> = select.all(visit.db.get().await?).await?;
    // Not in the statement: SQLite would go through all ideas of these states instead of taking the few by key.
    let open = rows
        .into_iter()
        .filter(|row| matches!(row.state.as_str(), "published" | "project"));
    let mut found: HashMap<Id, list::Row> = open.map(|row| (row.id, row)).collect();
    let rows = ids.iter().filter_map(|id| found.remove(id));
    Ok(rows.map(|row| Card::new(visit, row)).collect())
}
