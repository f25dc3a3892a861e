//! One gesture: back an idea or take it back, follow it or stop. Each counts once per person whatever the
//! races, and a visitor's gesture is kept until they have a name.

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, header},
    response::IntoResponse,
};
use serde_json::{Value, json};
use terreau_deliberation::ranking;
use terreau_kernel::id;
use terreau_kit::{Problem, Visit, limits::Act, problem::Answer};

use super::{Full, life::IdeaState, rows::gestures, visible, visible_by_id};
use crate::follows::{self, Bond, Kind};

/// How a viewer stands to an idea.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relation {
    /// They back it.
    pub backed: bool,
    /// They follow it.
    pub followed: bool,
}

/// How this viewer stands to an idea; a visitor does not yet.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn relation(visit: &mut Visit, idea: &Full) -> Result<Relation, Problem> {
    let Some(bond) = bond(visit, idea) else {
        return Ok(Relation::default());
    };
    let found = gestures::relation(visit.db.get().await?, bond).await?;
    Ok(found.map_or_else(Relation::default, |r| Relation {
        backed: r.backed > 0,
        followed: r.followed > 0,
    }))
}

fn bond(visit: &Visit, idea: &Full) -> Option<Bond> {
    Some(Bond {
        territory: visit.territory.id,
        object: idea.id,
        person: visit.viewer.id()?,
    })
}

/// The support of this person, counted once; gives the number of supports.
async fn back(visit: &mut Visit, idea: &Full) -> Result<i64, Problem> {
    visit.writer()?;
    if idea.life() != IdeaState::Published {
        return Err(Problem::Refused("idea-support-closed"));
    }
    let bond = bond(visit, idea).ok_or(Problem::SignIn)?;
    let mut tx = visit.begin().await?;
    if !gestures::back(&mut tx, bond, visit.now).await? {
        return Ok(gestures::supports(&mut tx, bond.territory, bond.object).await?);
    }
    let counted = gestures::count(&mut tx, bond, 1)
        .await?
        .ok_or(Problem::NotFound)?;
    gestures::grow(&mut tx, bond, ranking::grow(counted.growth, 1.0, visit.now)).await?;
    gestures::count_all(&mut tx, bond.territory, 1).await?;
    visit
        .happened(&mut tx, "idea-supported", idea.id, None, None)
        .await?;
    visit.commit(tx).await?;
    Ok(counted.supports)
}

/// The support of this person taken back.
async fn take_back(visit: &mut Visit, idea: &Full) -> Result<i64, Problem> {
    let bond = bond(visit, idea).ok_or(Problem::SignIn)?;
    let mut tx = visit.begin().await?;
    let Some(at) = gestures::take_back(&mut tx, bond).await? else {
        return Ok(gestures::supports(&mut tx, bond.territory, bond.object).await?);
    };
    let counted = gestures::count(&mut tx, bond, -1)
        .await?
        .ok_or(Problem::NotFound)?;
    let growth = match ranking::wane(counted.growth, at) {
        Some(growth) => growth,
        None => ranking::growth(&gestures::moments(&mut tx, bond).await?),
    };
    gestures::grow(&mut tx, bond, growth).await?;
    gestures::count_all(&mut tx, bond.territory, -1).await?;
    visit
        .happened(&mut tx, "idea-unsupported", idea.id, None, None)
        .await?;
    visit.commit(tx).await?;
    Ok(counted.supports)
}

async fn watch(visit: &mut Visit, idea: &Full, on: bool) -> Result<(), Problem> {
    let bond = bond(visit, idea).ok_or(Problem::SignIn)?;
    let mut tx = visit.begin().await?;
    if on {
        follows::follow(&mut tx, bond, Kind::Idea, visit.now).await?;
    } else {
        follows::unfollow(&mut tx, bond).await?;
    }
    visit.commit(tx).await
}

/// A script asks for figures, a form for a page.
fn wants_json(visit: &Visit, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT);
    visit.partial || accepts.is_some_and(|v| v.as_bytes().starts_with(b"application/json"))
}

fn told(visit: &Visit, idea: &Full, json: bool, on: bool, count: i64) -> Answer {
    if json {
        return Ok(visit.dress(Json(json!({ "on": on, "count": count })).into_response()));
    }
    Ok(visit.redirect(&format!("{}#support", idea.url())))
}

/// Backs an idea.
pub async fn support(mut visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    visit.count(Act::Gesture)?;
    let idea = visible(&mut visit, &slug).await?;
    let json = wants_json(&visit, &headers);
    if !visit.viewer.signed_in() {
        return keep(&mut visit, "support", &idea, json).await;
    }
    let count = back(&mut visit, &idea).await?;
    told(&visit, &idea, json, true, count)
}

/// Takes a support back.
pub async fn unsupport(mut visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    visit.count(Act::Gesture)?;
    visit.person()?;
    let idea = visible(&mut visit, &slug).await?;
    let count = take_back(&mut visit, &idea).await?;
    told(&visit, &idea, wants_json(&visit, &headers), false, count)
}

/// Follows an idea.
pub async fn follow(mut visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    visit.count(Act::Gesture)?;
    let idea = visible(&mut visit, &slug).await?;
    let json = wants_json(&visit, &headers);
    if !visit.viewer.signed_in() {
        return keep(&mut visit, "follow", &idea, json).await;
    }
    watch(&mut visit, &idea, true).await?;
    told(&visit, &idea, json, true, idea.supports)
}

/// Stops following an idea.
pub async fn unfollow(mut visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    visit.count(Act::Gesture)?;
    visit.person()?;
    let idea = visible(&mut visit, &slug).await?;
    watch(&mut visit, &idea, false).await?;
    told(&visit, &idea, wants_json(&visit, &headers), false, idea.supports)
}

/// A visitor's gesture waits for a name. A script is told to send the form itself, so that it is kept once.
async fn keep(visit: &mut Visit, kind: &str, idea: &Full, json: bool) -> Answer {
    if json {
        return Err(Problem::SignIn);
    }
    crate::gestures::keep(
        visit,
        kind,
        &json!({ "idea": id::short(idea.id), "title": idea.title }),
    )
    .await
}

async fn meant(visit: &mut Visit, payload: &Value) -> Result<Full, Problem> {
    let idea = payload.get("idea").and_then(Value::as_str);
    let idea = idea.and_then(id::parse_short).ok_or(Problem::NotFound)?;
    visible_by_id(visit, idea).await
}

/// Completes the support a visitor gave before having an account; gives where to go.
///
/// # Errors
/// [`Problem::NotFound`] or [`Problem::Gone`] when the idea is not to be seen any more.
pub async fn complete_support(visit: &mut Visit, payload: &Value) -> Result<String, Problem> {
    let idea = meant(visit, payload).await?;
    if idea.life() == IdeaState::Published {
        back(visit, &idea).await?;
    }
    Ok(format!("{}#support", idea.url()))
}

/// Completes the wish of a visitor to follow an idea; gives where to go.
///
/// # Errors
/// As [`complete_support`].
pub async fn complete_follow(visit: &mut Visit, payload: &Value) -> Result<String, Problem> {
    let idea = meant(visit, payload).await?;
    watch(visit, &idea, true).await?;
    Ok(idea.url())
}
