//! The border of the server: kept answers, problems drawn as pages, compression, validators and the headers
//! that protect. Everything a handler gives passes here once.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt as _;
use sha2::{Digest, Sha256};

use crate::{App, Problem, Territory, cache::Kept, visit};

pub use crate::pack::compress;

/// How an answer is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// As it is.
    Plain,
}

impl Encoding {
    /// Its name in headers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Plain => "identity",
        }
    }

    /// The best both sides know, for files compressed once and kept.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let wants = |name: &str| {
            asked.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && pieces.all(|p| p != "q=0" && p != "q=0.0")
            })
        };
        if wants("br") {
            Self::Brotli
        } else if wants("zstd") {
            Self::Zstd
        } else if wants("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// The cheapest both sides know, for an answer made for one reader.
    fn quick(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if asked.contains("zstd") {
            Self::Zstd
        } else {
            Self::accepted(headers)
        }
    }
}

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
    let encoding = Encoding::accepted(headers).name();
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
    let encoding = if kept {
        Encoding::accepted(&asked.headers)
    } else {
        Encoding::quick(&asked.headers)
    };
    let level = if kept { 5 } else { quick_level(encoding) };
    let packed = (plain.len() > 512)
        .then(|| compress(&plain, encoding, level))
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

fn quick_level(encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Zstd | Encoding::Gzip => 1,
        _ => 2,
    }
}

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

/// The headers that protect, the same on every answer.
fn protect(app: &App, mut response: Response, inside: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in app.guard.iter() {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if inside && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
    }
    response
}

/// The protecting headers of an installation.
#[must_use]
pub fn guard(config: &crate::config::Config) -> Arc<Vec<(HeaderName, HeaderValue)>> {
    let tiles = url::Url::parse(&config.tiles.replace(['{', '}'], "x"));
    let tiles = tiles
        .ok()
        .and_then(|u| u.host_str().map(|h| format!(" {}://{h}", u.scheme())))
        .unwrap_or_default();
    let upgrade = if config.secure() {
        "; upgrade-insecure-requests"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; object-src 'none'{upgrade}"
    );
    let mut headers = vec![
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin".into()),
        (header::X_FRAME_OPTIONS, "DENY".into()),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin".into(),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin".into(),
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), interest-cohort=(), \
             browsing-topics=(), accelerometer=(), gyroscope=(), magnetometer=()"
                .into(),
        ),
    ];
    if config.secure() {
        headers.push((
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=63072000; includeSubDomains".into(),
        ));
    }
    let known = headers
        .into_iter()
        .filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?)));
    Arc::new(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_07_the_policy_allows_nothing_inline_and_no_other_host() {
        let config = crate::config::Config {
            base_url: "https://idees.example".into(),
            ..Default::default()
        };
        let guard = guard(&config);
        let policy = guard
            .iter()
            .find(|h| h.0 == header::CONTENT_SECURITY_POLICY)
            .expect("there")
            .1
            .to_str()
            .expect("text");
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.contains("unsafe") && !policy.contains("http:") && !policy.contains('*'));
        assert!(
            guard.iter().any(|h| h.0 == header::STRICT_TRANSPORT_SECURITY),
            "sec_08"
        );
    }

    #[test]
    fn a_configured_tile_host_enters_the_policy_and_nothing_else_does() {
        let config = crate::config::Config {
            tiles: "https://tiles.example/{z}/{x}/{y}.png".into(),
            ..Default::default()
        };
        let guard = guard(&config);
        assert!(
            guard[0]
                .1
                .to_str()
                .expect("text")
                .contains("img-src 'self' data: https://tiles.example;")
        );
    }
}
