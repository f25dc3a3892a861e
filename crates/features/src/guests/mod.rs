//! What is open to all, whoever asks. Programs come as anybody: whatever cookies a browser sends along, what is open to
//! all is all they get, and so the answer may be given to any site (SEC-11).

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use terreau_kernel::{
    limits,
    time::{self, Micros},
};
use terreau_kit::{
    App, Problem, Visit, edge::Keep, limits::Act, network, page, problem::Answer, visit::territory_of,
};
use utoipa::ToSchema;

/// Where the data may be used from, and under which terms.
pub const LICENCE: &str = "https://www.etalab.gouv.fr/licence-ouverte-open-licence";
/// The name of these terms.
pub const LICENCE_NAME: &str = "Licence Ouverte 2.0 / Open Licence 2.0";

/// A visit without cookies: always the eyes of a visitor.
pub struct Guest(pub Visit);

impl FromRequestParts<App> for Guest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let territory = territory_of(app, &parts.headers, &parts.uri).ok_or(Problem::NotFound)?;
        let mut headers = parts.headers.clone();
        headers.remove(header::COOKIE);
        let address = network::address(parts, &app.proxies);
        let visit = Visit::arrive(app, territory, &headers, &parts.uri, address).await?;
        visit.count(Act::Api)?;
        Ok(Self(visit))
    }
}

impl Guest {
    /// A whole address of this territory.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", page::base(&self.0.app, &self.0.territory))
    }

    /// The values of the address: the last one where a name comes twice.
    pub fn asked(&self) -> Vec<(String, String)> {
        let query = self.0.path.split_once('?').map_or("", |(_, query)| query);
        url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .take(20)
            .collect()
    }
}

/// The value of a name, empty when there is none.
pub fn value<'a>(asked: &'a [(String, String)], name: &str) -> &'a str {
    asked.iter().rfind(|(n, _)| n == name).map_or("", |(_, v)| v)
}

/// An answer of a kind, the same for everybody: the edge may keep it, and other origins may read it.
pub fn open(kind: &'static str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    response.extensions_mut().insert(Keep);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    share(headers);
    response
}

/// The columns of a table, each with its kind, as Table Schema: what the table is called, and words for each column.
pub fn table_schema(guest: &Guest, name: &str, columns: &[(&str, &str)]) -> Response {
    let field = |(column, kind): &(&str, &str)| {
        let key = column.replace('_', "-");
        let own = format!("open-column-{name}-{key}");
        let words = guest.0.tr.has(&own).then(|| guest.0.tr.t(&own));
        let required = *column == "id";
        serde_json::json!({
            "name": column,
            "type": kind,
            "description": words.unwrap_or_else(|| guest.0.tr.t(&format!("open-column-{key}"))),
            "constraints": {"required": required, "unique": required},
        })
    };
    let body = serde_json::json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": name,
        "path": guest.absolute(&format!("/schemas/{name}.json")),
        "licence": LICENCE,
        "fields": columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": "id",
    });
    open("application/json", body.to_string())
}

/// Lets other sites read an answer that depends on no cookie.
pub fn share(headers: &mut HeaderMap) {
    let all = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
    let exposed = HeaderValue::from_static("link, etag, retry-after, content-disposition");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    let anywhere = HeaderValue::from_static("cross-origin");
    headers.insert("cross-origin-resource-policy", anywhere);
}

/// Adds a link to an answer (RFC 8288).
pub fn link(response: &mut Response, address: &str, relation: &str) {
    if let Ok(value) = HeaderValue::from_str(&format!("<{address}>; rel=\"{relation}\"")) {
        response.headers_mut().append(header::LINK, value);
    }
}

/// Says when an answer last changed.
pub fn changed(response: &mut Response, at: Micros) {
    if let Ok(value) = HeaderValue::from_str(&time::http_date(at)) {
        response.headers_mut().insert(header::LAST_MODIFIED, value);
    }
}

/// The text without the characters XML cannot hold.
pub fn xml(text: &str) -> String {
    let tab_or_line = |c: &char| matches!(c, '\t' | '\n' | '\r');
    let holds = |c: &char| tab_or_line(c) || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(holds).collect()
}

/// What a browser asks before it lets another site put a question.
pub async fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    share(headers);
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "accept, accept-language, if-none-match",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        (header::ALLOW, "GET, HEAD, OPTIONS"),
    ];
    for (name, value) in allowed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// An answer to a question, with where the questions are described and under which terms it may be used.
///
/// # Errors
/// [`Problem::Broken`] when it cannot be written.
pub fn answer(guest: &Guest, body: &impl Serialize) -> Answer {
    let json = serde_json::to_string(body).map_err(|_| Problem::Broken)?;
    let mut response = open("application/json", json);
    let described = guest.absolute("/api/openapi.json");
    link(&mut response, &described, "service-desc");
    link(&mut response, LICENCE, "license");
    Ok(response)
}

/// How many a page holds, as asked.
///
/// # Errors
/// [`Problem::Invalid`] for what is no such number.
pub fn size(asked: &[(String, String)]) -> Result<usize, Problem> {
    match value(asked, "limit") {
        "" => Ok(limits::API_PAGE),
        text => text
            .parse()
            .ok()
            .filter(|n| (1..=limits::API_PAGE_MAX).contains(n))
            .ok_or(Problem::Invalid("open-invalid-limit")),
    }
}

/// The address of the page after this one.
#[must_use]
pub fn next(guest: &Guest, path: &str, asked: &[(String, String)], cursor: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in [
        "sort", "theme", "zone", "state", "author", "kind", "skill", "cause", "limit",
    ] {
        if !value(asked, name).is_empty() {
            query.append_pair(name, value(asked, name));
        }
    }
    query.append_pair("after", cursor);
    guest.absolute(&format!("{path}?{}", query.finish()))
}

/// A page of a list, with the address of the one after it.
///
/// # Errors
/// [`Problem::Broken`] when it cannot be written.
pub fn paged(guest: &Guest, body: &impl Serialize, next: Option<&str>) -> Answer {
    let mut response = answer(guest, body)?;
    if let Some(next) = next {
        link(&mut response, next, "next");
    }
    Ok(response)
}

/// A problem, as in RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub struct Trouble {
    /// Lasting address of the kind of problem.
    pub r#type: String,
    /// The problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What can be done about it.
    pub detail: String,
    /// Where it happened.
    pub instance: String,
}

/// Anything but reading.
///
/// # Errors
/// [`Problem::Broken`] when it cannot be written.
pub async fn reading_only(guest: Guest) -> Answer {
    let path = guest.0.path.split('?').next().unwrap_or_default().to_owned();
    let body = Trouble {
        r#type: guest.absolute("/help/api#method"),
        title: guest.0.tr.t("open-method"),
        status: 405,
        detail: guest.0.tr.t("open-method-text"),
        instance: path,
    };
    let json = serde_json::to_string(&body).map_err(|_| Problem::Broken)?;
    let mut response: Response = (StatusCode::METHOD_NOT_ALLOWED, json).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    let kind = HeaderValue::from_static("application/problem+json");
    headers.insert(header::CONTENT_TYPE, kind);
    share(headers);
    Ok(response)
}
