//! The border of the server: kept answers, problems drawn as pages, compression, validators and the headers
//! that protect. Everything a handler gives passes here once.

mod encoding;
mod guard;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt as _;
use sha2::{Digest, Sha256};

use crate::{App, Problem, Territory, cache::Kept, visit};

use guard::protect;

pub use crate::pack::compress;
pub use encoding::Encoding;
pub use guard::guard;

/// A response that may be kept for every visitor: set by handlers of public pages.
#[derive(Debug, Clone, Copy)]
pub struct Keep;

/// Nobody made a territory yet: whoever installs is told what comes next.
fn unsettled(response: Response) -> Response {
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    let words = "Terreau est installé, mais n’a pas encore de territoire.\n\
                 Terreau is installed, but has no territory yet.\n\n\
                 terreau territory create --slug sceaux --insee 92071\n";
    (StatusCode::SERVICE_UNAVAILABLE, words).into_response()
}

/// The whole border, as one layer around the router.
pub async fn edge(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(territory) = visit::territory_of(&app, request.headers(), request.uri()) else {
        return protect(&app, unsettled(next.run(request).await), false);
    };
    let key = key(&app, &territory, &request);
    if let Some(key) = &key
        && let Some(kept) = app.pages.get(territory.id, key)
    {
        return answer(&kept, request.headers());
    }
    let before = app.pages.before(territory.id);
    let (headers, uri, method) = (
        request.headers().clone(),
        request.uri().clone(),
        request.method().clone(),
    );
    // No text of ours holds a NUL, and PostgreSQL refuses to look for one: such an address leads nowhere.
    let mut response = if uri.path().contains("%00") {
        Problem::NotFound.into_response()
    } else {
        next.run(request).await
    };
    if let Some(problem) = Problem::of_answer(&mut response, &method, &uri) {
        let allow = response.headers_mut().remove(header::ALLOW);
        response = crate::page::draw_problem(&app, &territory, &headers, &uri, &problem)
            .await
            .unwrap_or(response);
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    let keep = response.extensions_mut().remove::<Keep>().is_some();
    let response = protect(&app, response, true);
    finish(
        &app,
        response,
        &Asked {
            headers,
            uri,
            method,
            key: key.filter(|_| keep),
            before,
        },
    )
    .await
}

struct Asked {
    headers: HeaderMap,
    uri: Uri,
    method: Method,
    key: Option<String>,
    before: u64,
}

/// The key of a request that a kept answer may serve: an anonymous GET without any state of its own.
fn key(app: &App, territory: &Territory, request: &Request) -> Option<String> {
    if request.method() != Method::GET || request.uri().path().starts_with("/assets/") {
        return None;
    }
    let headers = request.headers();
    if headers.contains_key(header::AUTHORIZATION) || headers.contains_key(header::RANGE) {
        return None;
    }
    let mut theme = "";
    let mut lang = "";
    for (name, value) in visit::cookies(headers) {
        match name {
            "theme" => theme = value,
            "lang" => lang = value,
            _ if name == app.cookie("session")
                || name == app.cookie("flash")
                || name == app.cookie("gesture") =>
            {
                return None;
            }
            _ => {}
        }
    }
    let locale = visit::locale(territory, headers, lang);
    let theme = if matches!(theme, "light" | "dark") {
        theme
    } else {
        ""
    };
    let encoding = Encoding::quick(headers).name();
    let part = headers.get("hx-request").map_or("", |_| "part");
    let json = if wants_json(headers) { "json" } else { "" };
    let path = request.uri().path_and_query()?.as_str();
    Some(format!(
        "{}|{}|{theme}|{encoding}|{part}{json}|{path}",
        territory.slug,
        locale.code()
    ))
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|v| v.as_bytes().starts_with(b"application/json"))
}

fn answer(kept: &Kept, asked: &HeaderMap) -> Response {
    let same = kept
        .headers
        .get(header::ETAG)
        .is_some_and(|tag| asked.get(header::IF_NONE_MATCH) == Some(tag));
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(kept.body.clone()))
    };
    if !same {
        *response.status_mut() = kept.status;
    }
    *response.headers_mut() = kept.headers.clone();
    response
}

fn packable(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    !headers.contains_key(header::CONTENT_ENCODING)
        && (kind.starts_with("text/")
            || kind.contains("json")
            || kind.contains("xml")
            || kind.contains("javascript"))
}

/// What no browser may keep cannot be asked for again by its tag.
fn may_return(headers: &HeaderMap) -> bool {
    let kept = headers.get(header::CACHE_CONTROL);
    kept.is_none_or(|kept| !kept.as_bytes().ends_with(b"no-store"))
}

/// Validator, compression, and a place in memory where the answer may be kept.
async fn finish(app: &App, response: Response, asked: &Asked) -> Response {
    if !packable(response.headers())
        || asked.method == Method::HEAD
        || response.extensions().get::<Streamed>().is_some()
    {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Problem::Broken.into_response();
    };
    parts.headers.append(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-language, cookie"),
    );
    if parts.status == StatusCode::OK
        && may_return(&parts.headers)
        && !parts.headers.contains_key(header::ETAG)
        && let Some(tag) = tag(&plain)
    {
        parts.headers.insert(header::ETAG, tag);
    }
    let kept = asked.key.is_some() && parts.status == StatusCode::OK;
    if kept {
        // A phone may keep it to be read again without a network; it asks each time whether it is still true.
        parts
            .headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    let encoding = Encoding::quick(&asked.headers);
    let packed = (plain.len() > 512)
        .then(|| compress(&plain, encoding, encoding.level(kept)))
        .flatten();
    if packed.is_some() {
        parts.headers.insert(
            header::CONTENT_ENCODING,
            HeaderValue::from_static(encoding.name()),
        );
    }
    let body = packed.unwrap_or(plain);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    if let Some(key) = asked.key.clone().filter(|_| kept) {
        let kept = app
            .pages
            .put(key, asked.before, parts.status, parts.headers, body);
        return answer(&kept, &asked.headers);
    }
    if parts.status == StatusCode::OK
        && asked.method == Method::GET
        && parts.headers.get(header::ETAG) == asked.headers.get(header::IF_NONE_MATCH)
        && parts.headers.contains_key(header::ETAG)
    {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    tracing::trace!(path = asked.uri.path(), bytes = body.len(), "answered");
    Response::from_parts(parts, Body::from(body))
}

/// Marks a response whose body must not be gathered (long exports).
#[derive(Debug, Clone, Copy)]
pub struct Streamed;

fn tag(bytes: &[u8]) -> Option<HeaderValue> {
    let digest = Sha256::digest(bytes);
    let mut text = String::with_capacity(28);
    text.push_str("W/\"");
    for byte in digest.iter().take(10) {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
    }
    text.push('"');
    HeaderValue::from_str(&text).ok()
}
