//! Who belongs to an organisation, and who represents it: asking and inviting, roles, leaving. The town is no
//! affair of this feature: its agents and elected speak for it by their role on the site.

mod accept;
mod after;
mod invite;
mod life;
mod members;
mod moves;
mod rows;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::id::Id;
use terreau_kit::{App, Problem, Visit};
use terreau_store::Reach;

use crate::bodies::{self, Addressee, Body};

pub use after::{run as job, sweep};
pub use life::{INVITATION, MEMBERSHIP, MembershipState, Part};
pub use moves::{By, Moving, appoint, found, turn};
pub use rows::{Held, Membership, Named};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations/{slug}/members", get(members::list))
        .route("/organisations/{slug}/ask", post(members::ask))
        .route("/organisations/{slug}/me", post(members::me))
        .route(
            "/organisations/{slug}/members/{id}",
            get(members::show).post(members::decide),
        )
        .route("/organisations/{slug}/invite", post(invite::invite))
        .route("/organisations/{slug}/invitations/{id}", get(invite::show))
        .route(
            "/organisations/{slug}/invitations/{id}/revoke",
            post(invite::revoke),
        )
        .route("/invitations/{token}", get(accept::show).post(accept::accept))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// A body seen by one of its members.
pub struct Team {
    /// The body.
    pub body: Body,
    /// The viewer's own membership.
    pub mine: Membership,
}

impl Team {
    /// What the viewer may do.
    #[must_use]
    pub fn part(&self) -> Part {
        Part::from_code(&self.mine.role)
    }

    /// True for who answers for the body.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.part() == Part::Administrator
    }
}

/// The body of a slug, for its members; for others there is none.
///
/// # Errors
/// [`Problem::SignIn`] for a visitor, [`Problem::NotFound`] for an outsider.
pub async fn team(visit: &mut Visit, slug: &str) -> Result<Team, Problem> {
    let (person, territory) = (visit.person()?.id, visit.territory.id);
    let db = visit.db.get().await?;
    let body = bodies::named(db, territory, slug)
        .await?
        .ok_or(Problem::NotFound)?;
    let mine = rows::mine(db, territory, body.id, person).await?;
    let mine = mine.filter(|m| m.part().is_some()).ok_or(Problem::NotFound)?;
    Ok(Team { body, mine })
}

/// The same, for who answers for it only.
///
/// # Errors
/// As [`team`], also for a member who does not.
pub async fn lead(visit: &mut Visit, slug: &str) -> Result<Team, Problem> {
    let team = team(visit, slug).await?;
    if team.leads() {
        Ok(team)
    } else {
        Err(Problem::NotFound)
    }
}

/// What the viewer is to a body; `None` for a stranger.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn mine(visit: &mut Visit, body: Id) -> Result<Option<Membership>, Problem> {
    let Some(person) = visit.viewer.id() else {
        return Ok(None);
    };
    let territory = visit.territory.id;
    Ok(rows::mine(visit.db.get().await?, territory, body, person).await?)
}

/// The bodies the viewer belongs to, or asked to.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn of_viewer(visit: &mut Visit) -> Result<Vec<Held>, Problem> {
    let Some(person) = visit.viewer.id() else {
        return Ok(Vec::new());
    };
    let territory = visit.territory.id;
    Ok(rows::of_person(visit.db.get().await?, territory, person).await?)
}

/// Those who speak for a body and agree to be named.
///
/// # Errors
/// What the engine says.
pub async fn speakers(db: &mut impl Reach, territory: Id, body: Id) -> terreau_store::Result<Vec<Named>> {
    rows::speakers(db, territory, body).await
}

/// Its members, the first first.
///
/// # Errors
/// What the engine says.
pub async fn members(db: &mut impl Reach, territory: Id, body: Id) -> terreau_store::Result<Vec<Named>> {
    let first = (i64::MIN, Id::nil());
    rows::list(db, (territory, body), "active", first, 100).await
}

/// Those who answer for a body, to write to.
///
/// # Errors
/// What the engine says.
pub async fn leads(db: &mut impl Reach, territory: Id, body: Id) -> terreau_store::Result<Vec<Addressee>> {
    rows::leads(db, territory, body, Part::Administrator).await
}
