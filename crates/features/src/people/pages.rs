//! Somebody's public page.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::id::Id;
use terreau_kit::{Page, Problem, Role, Visit, problem::Answer};

use super::rows::{self, Person, Proposed, Said};

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show<'a> {
    p: &'a Page,
    person: Person,
    zone: String,
    role: Option<&'static str>,
    ideas: Vec<Proposed>,
    words: Vec<Said>,
    own: bool,
}

/// What somebody shows of themselves, and what they said here.
pub async fn show(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let person = rows::by_slug(db, territory, &slug)
        .await?
        .ok_or(Problem::NotFound)?;
    if !matches!(person.state.as_str(), "active" | "suspended" | "imported") {
        return Err(Problem::NotFound);
    }
    let ideas = rows::ideas(db, (territory, eyes), person.id, (i64::MAX, Id::max()), 20).await?;
    let words = rows::words(db, territory, eyes, person.id, 10).await?;
    let zone = person
        .zone_id
        .and_then(|id| visit.territory.zone(id))
        .map(|z| z.name.clone())
        .unwrap_or_default();
    let role = match Role::from_code(&person.role) {
        Role::Agent => Some("person-role-agent"),
        Role::Elected => Some("person-role-elected"),
        Role::Moderator => Some("person-role-moderator"),
        Role::Member | Role::Administrator => None,
    };
    let mut p = visit.page(person.name.clone());
    p.section = visit.tr.t("person-section");
    p.noindex = true;
    let own = visit.viewer.is(person.id);
    visit.show_to_all(&Show {
        p: &p,
        person,
        zone,
        role,
        ideas,
        words,
        own,
    })
}
