//! Who may open a conversation: those who take part, and those who speak for its body. Asked here only.

use terreau_kernel::{id::Id, life::Actor, time::Micros};
use terreau_kit::{Problem, Role, Viewer, Visit, viewer::Someone};

use super::{
    life::PlaceState,
    rows::{self, Conversation, Place},
    writes,
};
use crate::{
    bodies::{self, Body},
    memberships,
};

/// From where somebody looks at a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// They take part, or are asked to.
    Own(PlaceState),
    /// They speak for its body.
    Team,
}

/// A conversation somebody opened.
#[derive(Debug, Clone)]
pub struct Talk {
    /// What it is.
    pub row: Conversation,
    /// From where they look at it.
    pub side: Side,
    /// Who takes part, the team of a body apart.
    pub places: Vec<Place>,
    /// Who looks.
    pub viewer: Id,
}

impl Talk {
    /// Where it stands in the database.
    #[must_use]
    pub fn here(&self, visit: &Visit) -> (Id, Id) {
        (visit.territory.id, self.row.id)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("/messages/{}", terreau_kernel::id::short(self.row.id))
    }

    /// True for those who speak for its body.
    #[must_use]
    pub fn inside(&self) -> bool {
        self.side == Side::Team
    }

    /// In which quality the viewer moves it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        if self.inside() { Actor::Lead } else { Actor::Author }
    }

    /// From which line on the viewer reads.
    #[must_use]
    pub fn from(&self) -> Micros {
        if self.inside() {
            0
        } else {
            self.row.from_at.unwrap_or(0)
        }
    }

    /// Everybody else in it.
    pub fn others(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.person_id != self.viewer)
    }

    /// Those who take part or are asked to.
    #[must_use]
    pub fn count(&self) -> usize {
        let there = |p: &&Place| matches!(p.state.as_str(), "accepted" | "waiting");
        self.places.iter().filter(there).count()
    }
}

/// True for agents and elected of a town.
#[must_use]
pub fn speaks_for_town(viewer: &Viewer, body: Id) -> bool {
    viewer.person().is_some_and(|person| town(person, body))
}

fn town(viewer: &Someone, body: Id) -> bool {
    viewer.body == Some(body) && matches!(viewer.role, Role::Agent | Role::Elected)
}

fn side(viewer: &Someone, c: &Conversation) -> Option<Side> {
    if c.apart {
        return None;
    }
    match c.standing.as_deref().and_then(place_state) {
        Some(PlaceState::Left) => None,
        Some(state) => Some(Side::Own(state)),
        None => {
            let speaks = c.part.is_some() || c.body_id.is_some_and(|body| town(viewer, body));
            (speaks && c.body_state.as_deref() != Some("draft")).then_some(Side::Team)
        }
    }
}

fn place_state(code: &str) -> Option<PlaceState> {
    PlaceState::from_code(code)
}

/// The conversation of an id, for who takes part or speaks for its body; for others there is none.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor, [`Problem::NotFound`] for an outsider.
pub async fn opened(visit: &mut Visit, short: &str) -> Result<Talk, Problem> {
    let viewer = visit.person()?.clone();
    let id = terreau_kernel::id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    let found = rows::conversation(db, (territory, id), viewer.id).await?;
    let row = found.ok_or(Problem::NotFound)?;
    let side = side(&viewer, &row).ok_or(Problem::NotFound)?;
    let places = rows::places(db, territory, id).await?;
    Ok(Talk {
        row,
        side,
        places,
        viewer: viewer.id,
    })
}

/// The same as it stands now that nobody else changes it: the role may be lost, the place left meanwhile.
///
/// # Errors
/// As [`opened`].
pub async fn held(visit: &Visit, tx: &mut terreau_store::Tx, talk: &Talk) -> Result<Talk, Problem> {
    let here = talk.here(visit);
    writes::hold(tx, here.0, here.1).await?.ok_or(Problem::NotFound)?;
    seen(visit, tx, here).await
}

/// A conversation as its viewer sees it in a transaction.
///
/// # Errors
/// As [`opened`].
pub async fn seen(visit: &Visit, tx: &mut terreau_store::Tx, here: (Id, Id)) -> Result<Talk, Problem> {
    let viewer = visit.person()?;
    let row = rows::conversation(tx, here, viewer.id).await?;
    let row = row.ok_or(Problem::NotFound)?;
    let side = side(viewer, &row).ok_or(Problem::NotFound)?;
    let places = rows::places(tx, here.0, here.1).await?;
    Ok(Talk {
        row,
        side,
        places,
        viewer: viewer.id,
    })
}

/// True for who speaks for a body.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn speaks(visit: &mut Visit, body: &Body) -> Result<bool, Problem> {
    let Some(viewer) = visit.viewer.person() else {
        return Ok(false);
    };
    if body.kind == "town" {
        return Ok(town(viewer, body.id));
    }
    let mine = memberships::mine(visit, body.id).await?;
    Ok(mine.and_then(|m| m.part()).is_some_and(memberships::Part::speaks))
}

/// The body whose inbox this is, for who speaks for it; for others there is none.
///
/// # Errors
/// As [`opened`].
pub async fn inbox_of(visit: &mut Visit, slug: &str) -> Result<Body, Problem> {
    visit.person()?;
    let territory = visit.territory.id;
    let found = bodies::named(visit.db.get().await?, territory, slug).await?;
    let body = found.filter(|b| b.state != "draft").ok_or(Problem::NotFound)?;
    if speaks(visit, &body).await? {
        Ok(body)
    } else {
        Err(Problem::NotFound)
    }
}
