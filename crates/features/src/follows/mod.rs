//! Who follows what, and how closely. One row a person and a thing; nobody else ever sees it, and nobody is counted.
//! Buttons and pages stand in `following`, what they lead to in `feed`.

mod export;
mod rows;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Page, Problem, Visit};
use terreau_store::{Reach, Result, Tx};

pub use export::ALL as EXPORTED;
pub use rows::{Followed, Search};

/// What can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Theme,
    Zone,
    Search,
    Body,
    Person,
    Idea,
}

impl Kind {
    /// All of them, in the order in which a page shows them.
    pub const ALL: [Self; 6] = [
        Self::Theme,
        Self::Zone,
        Self::Search,
        Self::Body,
        Self::Person,
        Self::Idea,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Zone => "zone",
            Self::Search => "search",
            Self::Body => "body",
            Self::Person => "person",
            Self::Idea => "idea",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Everything that happens there.
    All,
    /// Only what is addressed to me.
    Mine,
    /// Nothing, even where something else I follow would bring it.
    None,
}

impl Level {
    /// All of them, from the closest.
    pub const ALL: [Self; 3] = [Self::All, Self::Mine, Self::None];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::None => "none",
        }
    }

    /// The level of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// Somebody and something.
#[derive(Debug, Clone, Copy)]
pub struct Bond {
    pub territory: Id,
    pub object: Id,
    pub person: Id,
}

/// A button that follows or stops: `{% include "follows/button.html" %}`.
#[derive(Debug, Clone)]
pub struct Button {
    /// Where it is sent, without its last word.
    pub base: String,
    /// The viewer follows already.
    pub on: bool,
    /// Key of what it follows: `follows-follow-…`.
    pub key: &'static str,
}

impl Button {
    /// Where its form is sent.
    #[must_use]
    pub fn action(&self) -> String {
        format!("{}/{}", self.base, if self.on { "unfollow" } else { "follow" })
    }

    /// Its words.
    #[must_use]
    pub fn label(&self, p: &Page) -> String {
        p.t(if self.on { "follows-stop" } else { self.key })
    }
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, EXPORTED].concat()
}

/// The button of something for this viewer; nobody follows themselves.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn button(
    visit: &mut Visit,
    kind: Kind,
    object: Id,
    base: String,
) -> std::result::Result<Button, Problem> {
    let on = match visit.viewer.id() {
        None => false,
        Some(person) => {
            let territory = visit.territory.id;
            let bond = Bond {
                territory,
                object,
                person,
            };
            rows::follows(visit.db.get().await?, bond).await?
        }
    };
    let key = match kind {
        Kind::Theme => "follows-follow-theme",
        Kind::Zone => "follows-follow-zone",
        Kind::Search => "follows-follow-search",
        Kind::Body | Kind::Person | Kind::Idea => "follows-follow",
    };
    Ok(Button { base, on, key })
}

/// What following a list of ideas means.
#[derive(Debug)]
pub struct Listed {
    /// Its theme or its quarter, where it has one of them only.
    pub button: Option<Button>,
    /// The slugs of both, where it has both: then it is followed as a search.
    pub search: Option<(String, String)>,
}

/// What following the list of a theme and a quarter, both by their slugs, means.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn listed(visit: &mut Visit, theme: &str, zone: &str) -> std::result::Result<Listed, Problem> {
    let theme = visit.territory.theme_named(theme).map(|t| (t.id, t.slug.clone()));
    let zone = visit.territory.zone_named(zone).map(|z| (z.id, z.slug.clone()));
    let (mut button, mut search) = (None, None);
    match (theme, zone) {
        (Some((_, theme)), Some((_, zone))) => search = Some((theme, zone)),
        (Some((id, slug)), None) => {
            button = Some(self::button(visit, Kind::Theme, id, format!("/themes/{slug}")).await?);
        }
        (None, Some((id, slug))) => {
            button = Some(self::button(visit, Kind::Zone, id, format!("/zones/{slug}")).await?);
        }
        (None, None) => {}
    }
    Ok(Listed { button, search })
}

/// Forgets all that somebody followed and where they stopped, and that others followed them.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    rows::forget(tx, territory, person).await
}

/// Follows, whatever was followed before: everything, unless a level was chosen already.
///
/// # Errors
/// What the engine says.
pub async fn follow(tx: &mut Tx, bond: Bond, kind: Kind, at: Micros) -> Result<()> {
    rows::follow(tx, bond, kind, at).await
}

/// Stops following; a search nobody follows any more is forgotten.
///
/// # Errors
/// What the engine says.
pub async fn unfollow(tx: &mut Tx, bond: Bond) -> Result<()> {
    rows::unfollow(tx, bond).await
}

/// Changes how closely; gives false when it is not followed.
///
/// # Errors
/// What the engine says.
pub async fn set_level(tx: &mut Tx, bond: Bond, level: Level) -> Result<bool> {
    rows::set_level(tx, bond, level).await
}

/// What somebody follows, the latest first, after one of them.
///
/// # Errors
/// What the engine says.
pub async fn of_person(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    kind: Kind,
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Followed>> {
    rows::of_person(db, (territory, person), kind, after, limit).await
}

/// Topics somebody follows whole, at most so many.
///
/// # Errors
/// What the engine says.
pub async fn topics(db: &mut impl Reach, territory: Id, person: Id, most: i64) -> Result<Vec<Id>> {
    rows::topics(db, territory, person, most).await
}

/// Keeps a search and follows it, once; gives false when there are too many. The bond holds the id it would have.
///
/// # Errors
/// What the engine says.
pub async fn keep_search(tx: &mut Tx, bond: Bond, search: &Search, at: Micros) -> Result<bool> {
    rows::keep_search(tx, bond, search, at).await
}

/// Searches somebody keeps.
///
/// # Errors
/// What the engine says.
pub async fn searches(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Search)>> {
    rows::searches(db, territory, person).await
}
