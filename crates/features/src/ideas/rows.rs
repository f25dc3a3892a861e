//! Ideas in the database.

pub mod gestures;
pub mod moves;
pub mod versions;
pub mod writing;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{circles::Eyes, visible};
use terreau_store::{Reach, Result, all, one, statements, value};

use super::life::IdeaState;
use crate::pictures::PictureState;

macro_rules! full {
    () => {
        "select i.id, i.slug, i.title, i.line, i.body, i.body_html, i.theme_id, i.zone_id, i.place, i.lat, i.lon,
         i.point_precision, i.lang, i.state, i.circle, i.author_id, p.name as author_name, p.slug as author_slug,
         p.state as author_state, p.portrait_id, i.body_id, i.version, i.cover_id, i.supports, i.comments,
         i.historic_supports, i.historic_opposes, i.historic_mixed, i.imported_ref, i.created_at, i.published_at,
         i.updated_at from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id "
    };
}

statements! {
    BY_SLUG = concat!(full!(), "where i.territory_id = $1 and i.slug = $2 and ", visible!("i", "$3", "$4"));
    BY_ID = concat!(full!(), "where i.territory_id = $1 and i.id = $2 and ", visible!("i", "$3", "$4"));
    BY_OLD_SLUG = concat!(full!(), "join idea_slugs o on o.territory_id = i.territory_id and o.idea_id = i.id
        where o.territory_id = $1 and o.slug = $2 and ", visible!("i", "$3", "$4"));
    IDEA_OF_PICTURE = "select idea_id from idea_pictures where territory_id = $1 and media_id = $2";
    PICTURES = "select p.media_id, p.alt, p.state, m.width, m.height from idea_pictures p
                join media m on m.territory_id = p.territory_id and m.id = p.media_id
                where p.territory_id = $1 and p.idea_id = $2 order by p.position";
}

/// An idea, whole.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Full {
    pub id: Id,
    pub slug: String,
    pub title: String,
    pub line: String,
    pub body: String,
    pub body_html: String,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub place: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub point_precision: String,
    pub lang: String,
    pub state: String,
    pub circle: i64,
    pub author_id: Id,
    pub author_name: String,
    pub author_slug: String,
    pub author_state: String,
    pub portrait_id: Option<Id>,
    pub body_id: Option<Id>,
    pub version: i64,
    pub cover_id: Option<Id>,
    pub supports: i64,
    pub comments: i64,
    pub historic_supports: Option<i64>,
    pub historic_opposes: Option<i64>,
    pub historic_mixed: Option<i64>,
    pub imported_ref: Option<String>,
    pub created_at: Micros,
    pub published_at: Micros,
    pub updated_at: Micros,
}

impl Full {
    /// Where it stands.
    #[must_use]
    pub fn life(&self) -> IdeaState {
        IdeaState::from_code(&self.state).unwrap_or(IdeaState::Hidden)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("/ideas/{}", self.slug)
    }
}

/// A picture of an idea.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Picture {
    pub media_id: Id,
    pub alt: String,
    pub state: String,
    pub width: i64,
    pub height: i64,
}

impl Picture {
    /// Its part of addresses.
    #[must_use]
    pub fn short(&self) -> String {
        terreau_kernel::id::short(self.media_id)
    }

    /// A moderator took it out of sight.
    #[must_use]
    pub fn hidden(&self) -> bool {
        self.state != PictureState::Shown.code()
    }
}

pub async fn by_slug(db: &mut impl Reach, territory: Id, slug: &str, eyes: Eyes) -> Result<Option<Full>> {
    one!(db, Full, BY_SLUG, territory, slug, eyes.level, eyes.person)
}

pub async fn by_old_slug(db: &mut impl Reach, territory: Id, slug: &str, eyes: Eyes) -> Result<Option<Full>> {
    one!(db, Full, BY_OLD_SLUG, territory, slug, eyes.level, eyes.person)
}

pub async fn by_id(db: &mut impl Reach, territory: Id, id: Id, eyes: Eyes) -> Result<Option<Full>> {
    one!(db, Full, BY_ID, territory, id, eyes.level, eyes.person)
}

pub async fn pictures(db: &mut impl Reach, territory: Id, idea: Id) -> Result<Vec<Picture>> {
    all!(db, Picture, PICTURES, territory, idea)
}

/// The idea a picture belongs to.
pub async fn idea_of_picture(db: &mut impl Reach, territory: Id, media: Id) -> Result<Option<Id>> {
    value!(db, Id, IDEA_OF_PICTURE, territory, media)
}
