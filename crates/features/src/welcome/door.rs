//! The door of an invitation: who invites, where to, and the way in. The way through the letter that confirms an
//! address keeps it; who only looks leaves nothing.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
};
use terreau_kernel::id::Id;
use terreau_kit::{Page, Problem, Visit, limits::Act, problem::Answer};

use crate::invites::{self, Found};

#[derive(Template)]
#[template(path = "welcome/door.html")]
struct Door<'a> {
    p: &'a Page,
    /// The invitation, while it works.
    found: Option<Found>,
    here: String,
    population: String,
}

/// The page of an invitation; one that is over says so, and shows the ordinary way in.
pub async fn show(mut visit: Visit, Path(code): Path<String>) -> Answer {
    visit.count(Act::Gesture)?;
    let id: Id = invites::read(&visit.app, &code).ok_or(Problem::NotFound)?;
    let (territory, now) = (visit.territory.id, visit.now);
    let found = invites::by_id(visit.db.get().await?, territory, id).await?;
    let found = found.filter(|f| f.works(now));
    let over = found.is_none();
    let title = match &found {
        Some(f) => visit.tr.v("welcome-door-title", "who", &f.name),
        None => visit
            .tr
            .v("problem-title", "title", &visit.tr.t("welcome-door-over")),
    };
    let mut p = visit.page(title).private();
    p.canonical = "/join".into();
    let population = visit.territory.population;
    let template = Door {
        here: format!("/invitation/{code}"),
        population: if population > 0 {
            visit.tr.n("home-population", population)
        } else {
            String::new()
        },
        found,
        p: &p,
    };
    let mut response = visit.show(&template)?;
    if over {
        *response.status_mut() = StatusCode::GONE;
    }
    // An address with a secret in it is told to nobody.
    let quiet = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(response)
}
