//! "Is it this one?": ideas alike, offered while a title is typed.

use askama::Template;
use axum::{
    Json, Router,
    extract::Query,
    http::{HeaderMap, header},
    response::{Html, IntoResponse},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use terreau_kernel::text;
use terreau_kit::{App, Page, Visit, limits::Act, problem::Answer};

use crate::ideas::{Card, similar_cards};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/ideas/similar", get(similar))
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "alike/similar.html")]
struct Similar<'a> {
    p: &'a Page,
    cards: Vec<Card>,
}

/// Ideas alike, as a fragment or as JSON.
async fn similar(mut visit: Visit, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    visit.count(Act::Search)?;
    let cards = similar_cards(&mut visit, &text::clean_line(&asked.q)).await?;
    let json = headers.get(header::ACCEPT);
    if json.is_some_and(|v| v.as_bytes().starts_with(b"application/json")) {
        let one = |c: &Card| json!({ "url": c.url, "label": c.title, "note": visit.tr.n("idea-supports", c.supports) });
        let all: Vec<_> = cards.iter().map(one).collect();
        return Ok(visit.dress(Json(all).into_response()));
    }
    let p = visit.page("");
    let html = Similar { p: &p, cards }.render()?;
    Ok(visit.dress(Html(html).into_response()))
}
