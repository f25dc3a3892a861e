//! People and organisations named in words: `@anna-roux` leads to their page, and they are told, once. Completed as one
//! types; without scripts the name is the last part of the address of their page.

#[cfg(test)]
mod tests;

use axum::{Json, Router, extract::Query, response::IntoResponse as _, routing::get};
use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::Id,
    richtext::{self, Names},
    text::fold,
};
use terreau_kit::{App, Problem, Visit, apart, problem::Answer};
use terreau_store::{Reach, Result, Tx, all, one, statements};

statements! {
    PERSON = "select id, name from people where territory_id = $1 and slug = $2 and state = 'active'";
    BODY = "select id, name from bodies where territory_id = $1 and slug = $2 and state in ('verified', 'flagged')";
    SPEAKERS = "select person_id from memberships where territory_id = $1 and body_id = $2 and state = 'active'
                and role in ('administrator', 'spokesperson') order by created_at, id limit 20";
    PEOPLE = concat!("select p.slug, p.name from people p where p.territory_id = $1 and p.name_key >= $2
        and p.name_key < $3 and p.state = 'active' and not ", apart!("p.territory_id", "$4", "p.id"),
        " order by p.name_key, p.id limit 6");
    BODIES = "select slug, name from bodies where territory_id = $1 and name_key >= $2 and name_key < $3
              and state in ('verified', 'flagged') order by name_key, id limit 4";
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/mentions/suggest", get(suggest))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// Who is named in a text.
#[derive(Debug, Default)]
pub struct Named {
    /// What each name leads to.
    pub names: Names,
    people: Vec<Id>,
    bodies: Vec<Id>,
}

/// Who a text names; a text without `@` asks nothing of the database.
///
/// # Errors
/// What the engine says.
pub async fn read(db: &mut impl Reach, territory: Id, text: &str) -> Result<Named> {
    let mut named = Named::default();
    for slug in richtext::named(text) {
        if let Some((id, name)) = one!(db, (Id, String), PERSON, territory, &slug)? {
            named.people.push(id);
            named
                .names
                .insert(slug.clone(), (format!("/people/{slug}"), name));
        } else if let Some((id, name)) = one!(db, (Id, String), BODY, territory, &slug)? {
            named.bodies.push(id);
            named
                .names
                .insert(slug.clone(), (format!("/organisations/{slug}"), name));
        }
    }
    Ok(named)
}

/// Tells whoever is named, and was not before: a person, or those who speak for an organisation. Nobody is told who
/// hears of these words anyway, nor whoever wrote them.
///
/// # Errors
/// What the engine says.
pub async fn tell(
    visit: &Visit,
    tx: &mut Tx,
    (object, body): (Id, Option<Id>),
    (now, before): (&Named, &Named),
    hears: &[Id],
) -> std::result::Result<(), Problem> {
    let new = now.people.iter().filter(|id| !before.people.contains(id));
    let mut told: Vec<Id> = new.copied().collect();
    for one in now.bodies.iter().filter(|id| !before.bodies.contains(id)) {
        let speakers = all!(tx, (Id,), SPEAKERS, visit.territory.id, *one)?;
        for (person,) in speakers {
            if !told.contains(&person) {
                told.push(person);
            }
        }
    }
    for person in told {
        if !hears.contains(&person) && !visit.viewer.is(person) {
            visit
                .happened(tx, "mentioned", object, Some(person), body)
                .await?;
        }
    }
    Ok(())
}

/// Tells whoever a text names that the one before it did not.
///
/// # Errors
/// What the engine says.
pub async fn news(
    visit: &Visit,
    tx: &mut Tx,
    about: (Id, Option<Id>),
    (now, before): (&str, &str),
) -> std::result::Result<(), Problem> {
    let territory = visit.territory.id;
    let (now, before) = (
        read(tx, territory, now).await?,
        read(tx, territory, before).await?,
    );
    tell(visit, tx, about, (&now, &before), &[]).await
}

/// A text as safe HTML, where names lead to pages.
///
/// # Errors
/// What the engine says.
pub async fn html(db: &mut impl Reach, territory: Id, text: &str) -> Result<String> {
    let named = read(db, territory, text).await?;
    Ok(richtext::render_naming(text, &named.names).html)
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Debug, Serialize)]
struct Found {
    slug: String,
    label: String,
    note: String,
}

/// People and organisations whose name begins as one types; for members.
async fn suggest(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let viewer = visit.person()?.id;
    let typed: String = asked.q.chars().filter(|c| !c.is_control()).collect();
    let key = fold(typed.trim());
    let territory = visit.territory.id;
    if key.chars().count() < 2 || key.len() > 80 {
        return Ok(visit.dress(Json(Vec::<Found>::new()).into_response()));
    }
    // The first key that no longer begins so.
    let after = format!("{key}\u{10ffff}");
    let note = visit.tr.t("mentions-organisation");
    let db = visit.db.get().await?;
    let people = all!(db, (String, String), PEOPLE, territory, &key, &after, viewer)?;
    let bodies = all!(db, (String, String), BODIES, territory, &key, &after)?;
    let people = people
        .into_iter()
        .map(|(slug, label)| (slug, label, String::new()));
    let bodies = bodies
        .into_iter()
        .map(|(slug, label)| (slug, label, note.clone()));
    let found: Vec<Found> = people
        .chain(bodies)
        .map(|(slug, label, note)| Found { slug, label, note })
        .collect();
    Ok(visit.dress(Json(found).into_response()))
}
