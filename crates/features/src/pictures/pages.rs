//! One picture in one width, for those who may see what it belongs to.

use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use terreau_kernel::id::{self, Id};
use terreau_kit::{Problem, Visit, circles::Circle, problem::Answer};
use terreau_store::images::{FACES, WIDTHS};

use super::{PictureState, rows, take};

/// Pictures never change: a new one has a new address.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For the eyes of few: kept nowhere.
const PRIVATE: &str = "private, no-store";

/// The ticket of a picture that belongs to nothing yet.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    ticket: String,
}

/// A picture.
pub async fn show(
    mut visit: Visit,
    Path((short, width)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer {
    let id = id::parse_short(&short).ok_or(Problem::NotFound)?;
    if !WIDTHS.contains(&width) && !FACES.contains(&width) {
        return Err(Problem::NotFound);
    }
    let kept = reach(&mut visit, id, &asked.ticket).await?;
    let tag = format!("\"{short}-{width}\"");
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|v| v.as_bytes() == tag.as_bytes())
    {
        return Ok(dressed(StatusCode::NOT_MODIFIED.into_response(), &tag, kept));
    }
    let media = visit.app.media.clone();
    let bytes = tokio::task::spawn_blocking(move || media.read(id, width))
        .await
        .map_err(|_| Problem::Broken)??;
    let bytes = bytes.ok_or(Problem::NotFound)?;
    Ok(dressed(bytes.into_response(), &tag, kept))
}

/// How long a viewer may keep a picture they may see; for others it does not exist.
async fn reach(visit: &mut Visit, id: Id, ticket: &str) -> Result<&'static str, Problem> {
    if visit.territory.settings.logo == Some(id) {
        return Ok(FOR_EVER);
    }
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let seen = rows::seen(visit.db.get().await?, territory, id, eyes).await?;
    let seen = seen.ok_or(Problem::NotFound)?;
    let own = seen
        .author_id
        .or(seen.person_id)
        .is_some_and(|p| visit.viewer.is(p));
    let mut state = seen.state.as_deref().unwrap_or_default();
    if state.is_empty() && seen.attached {
        return face(visit, id).await;
    }
    if seen.picture == PictureState::Hidden.code() {
        state = "hidden";
    }
    let shown = match state {
        "" => own || (!seen.attached && take::of_ticket(&visit.app, ticket) == Some(id)),
        "draft" => own,
        "hidden" => own || (seen.open && visit.viewer.moderates()),
        _ => seen.open,
    };
    if !shown {
        return Err(Problem::NotFound);
    }
    let public = !matches!(state, "" | "draft" | "hidden") && seen.circle == Circle::Public.code();
    Ok(if public { FOR_EVER } else { PRIVATE })
}

/// A portrait is as public as the name it stands beside.
async fn face(visit: &mut Visit, id: Id) -> Result<&'static str, Problem> {
    let (territory, viewer) = (visit.territory.id, visit.eyes().person);
    let found = rows::face(visit.db.get().await?, territory, id, viewer).await?;
    let (person, state) = found.ok_or(Problem::NotFound)?;
    if state == PictureState::Shown.code() {
        return Ok(FOR_EVER);
    }
    if visit.viewer.is(person) || visit.viewer.moderates() {
        return Ok(PRIVATE);
    }
    Err(Problem::NotFound)
}

fn dressed(mut response: Response, tag: &str, kept: &'static str) -> Response {
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, kept),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::CONTENT_SECURITY_POLICY, "sandbox"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
