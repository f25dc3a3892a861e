//! The drawing of problems: a page in the visitor's language, the way to a door, or RFC 9457 JSON for programs.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use terreau_kernel::id;

use super::{Page, base};
use crate::{App, Problem, Territory, Visit};

#[derive(Template)]
#[template(path = "ui/problem.html")]
struct ProblemPage<'a> {
    p: &'a Page,
    title: String,
    code: &'static str,
    text: String,
    number: String,
    retry: bool,
}

/// Draws a problem for whoever asked: a page, a part of one, or RFC 9457 JSON under `/api/`.
pub async fn draw_problem(
    app: &App,
    territory: &Arc<Territory>,
    headers: &HeaderMap,
    uri: &Uri,
    problem: &Problem,
) -> Option<Response> {
    let nobody = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    let mut visit = match Visit::arrive(app, territory.clone(), headers, uri, nobody).await {
        Ok(visit) => visit,
        // The database is away: the page is drawn as for a visitor.
        Err(_) => Visit::arrive(app, territory.clone(), &HeaderMap::new(), uri, nobody)
            .await
            .ok()?,
    };
    let number = headers
        .get("x-request-id")
        .and_then(|number| number.to_str().ok())
        .map_or_else(|| id::short(app.ids.next()), str::to_owned);
    if *problem == Problem::Broken {
        tracing::error!(number, "a page is broken");
    }
    if uri.path().starts_with("/api/") {
        return Some(as_json(&visit, problem, uri));
    }
    if let Some(door) = problem.door().filter(|door| !uri.path().starts_with(door)) {
        let back: String = url::form_urlencoded::byte_serialize(visit.path.as_bytes()).collect();
        return Some(visit.redirect(&format!("{door}?next={back}")));
    }
    let code = problem.code();
    let text = match (problem, problem.detail()) {
        (Problem::TooMany(wait), _) => {
            let seconds = i64::try_from(wait.as_secs().max(1)).unwrap_or(60);
            if seconds < 90 {
                visit.tr.n("problem-too-many-seconds", seconds)
            } else {
                visit.tr.n("problem-too-many-minutes", seconds.div_euclid(60) + 1)
            }
        }
        (_, Some(key)) => visit.tr.t(key),
        _ => visit.tr.t(&format!("problem-{code}-text")),
    };
    let title = visit.tr.t(&format!("problem-{code}"));
    let heading = visit.tr.v("problem-title", "title", &title);
    let page = visit.page(heading).private();
    let retry = matches!(problem, Problem::Away | Problem::Broken | Problem::TooMany(_));
    let template = ProblemPage {
        p: &page,
        title,
        code,
        text,
        number,
        retry,
    };
    let mut response = visit.show(&template).ok()?;
    *response.status_mut() = problem.status();
    keep_retry(problem, &mut response);
    Some(response)
}

fn keep_retry(problem: &Problem, response: &mut Response) {
    let bare = problem.clone().into_response();
    if let Some(value) = bare.headers().get(header::RETRY_AFTER) {
        response.headers_mut().insert(header::RETRY_AFTER, value.clone());
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

fn as_json(visit: &Visit, problem: &Problem, uri: &Uri) -> Response {
    let code = problem.code();
    let detail = problem.detail().map_or_else(
        || visit.tr.t(&format!("problem-{code}-text")),
        |key| visit.tr.t(key),
    );
    let body = serde_json::json!({
        "type": format!("{}/help/api#{code}", base(&visit.app, &visit.territory)),
        "title": visit.tr.t(&format!("problem-{code}")),
        "status": problem.status().as_u16(),
        "detail": detail,
        "instance": uri.path(),
    });
    let mut response = (problem.status(), body.to_string()).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    keep_retry(problem, &mut response);
    response
}
