//! An idea as cards show it: names of theme and quarter in the reader's language.

use askama::Template;
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Problem, Territory, Visit};

use super::{Full, Picture, list::Row};

#[derive(Template)]
#[template(path = "ideas/whole.html")]
struct Whole<'a> {
    idea: &'a Full,
    pictures: Vec<Picture>,
}

/// Everything an idea shows, as safe HTML: its line, its text, its pictures with their descriptions.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn whole(visit: &mut Visit, idea: &Full) -> Result<String, Problem> {
    let mut pictures = super::pictures(visit, idea).await?;
    pictures.retain(|picture| !picture.hidden());
    Ok(Whole { idea, pictures }.render()?)
}

/// A card of a list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Card {
    pub id: Id,
    pub url: String,
    pub title: String,
    pub line: String,
    pub lang: String,
    pub state: String,
    pub theme: String,
    pub theme_slug: String,
    pub hue: String,
    pub place: String,
    pub author: String,
    pub body: Option<Id>,
    pub supports: i64,
    pub comments: i64,
    pub cover: Option<Id>,
    pub at: Micros,
}

/// Name, slug and hue of a theme in the visitor's language.
#[must_use]
pub fn theme(visit: &Visit, id: Option<Id>) -> (String, String, String) {
    id.and_then(|id| visit.territory.theme(id))
        .map_or_else(Default::default, |t| {
            (t.name(visit.locale).to_owned(), t.slug.clone(), t.hue.clone())
        })
}

/// Where an idea is: the place its author named, else its quarter.
#[must_use]
pub fn place(territory: &Territory, zone: Option<Id>, place: &str) -> String {
    if !place.is_empty() {
        return place.to_owned();
    }
    zone.and_then(|id| territory.zone(id))
        .map(|z| z.name.clone())
        .unwrap_or_default()
}

/// The themes a cover is drawn for, as symbols of `art/covers.svg`.
const DRAWN: [&str; 12] = [
    "mobilite",
    "climat",
    "vivre-ensemble",
    "culture",
    "sport",
    "jeunesse",
    "aines",
    "commerces",
    "alimentation",
    "numerique",
    "solidarite",
    "cadre-de-vie",
];

/// The symbol of the cover that stands for a theme: its own, or the one of every other theme.
#[must_use]
pub fn drawing(theme: &str) -> &'static str {
    DRAWN.iter().find(|slug| **slug == theme).unwrap_or(&"terreau")
}

/// Every cover there is.
pub fn drawings() -> impl Iterator<Item = &'static str> {
    DRAWN.into_iter().chain(["terreau"])
}

impl Card {
    /// The cover shown where there is no picture; empty for an idea without theme.
    #[must_use]
    pub fn drawing(&self) -> &'static str {
        if self.theme_slug.is_empty() {
            return "";
        }
        drawing(&self.theme_slug)
    }

    /// A row as this visitor sees it.
    #[must_use]
    pub fn new(visit: &Visit, row: Row) -> Self {
        let (theme, theme_slug, hue) = theme(visit, row.theme_id);
        Self {
            url: format!("/ideas/{}", row.slug),
            place: place(&visit.territory, row.zone_id, &row.place),
            author: crate::people::shown_name(visit, &row.author_name, &row.author_state),
            body: row.body_id,
            id: row.id,
            title: row.title,
            line: row.line,
            lang: row.lang,
            state: row.state,
            theme,
            theme_slug,
            hue,
            supports: row.supports,
            comments: row.comments,
            cover: row.cover_id,
            at: row.published_at,
        }
    }
}
