//! Open by nature: what anybody may read can be taken along, by programs (API), readers of feeds, spreadsheets,
//! maps, search engines and other sites. Everything here sees with the eyes of a visitor, whoever asks.

mod api;
mod describe;
mod feeds;
pub(crate) mod fill;
mod map;
mod rows;
mod shape;
mod share;
mod sitemap;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::Sown;

use axum::{
    Router,
    handler::Handler,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get},
};
use terreau_kit::App;

pub(crate) use crate::guests as guest;

pub use feeds::{Entry, Feed, lasting};
pub use guest::{Guest, LICENCE, value, xml};
pub use share::rebuild_previews;

/// A question programs may put: read only, from any site.
fn ask<H: Handler<T, App>, T: 'static>(handler: H) -> MethodRouter<App> {
    get(handler)
        .options(guest::preflight)
        .fallback(guest::reading_only)
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api", get(to_help))
        .route("/api/openapi.json", ask(describe::openapi))
        .route("/api/v1/ideas", ask(api::ideas))
        .route("/api/v1/ideas/{id}", ask(api::idea))
        .route("/api/v1/ideas/{id}/comments", ask(api::comments))
        .route("/api/v1/themes", ask(api::themes))
        .route("/api/v1/territory", ask(api::territory))
        .route("/api/v1/stats", ask(api::stats))
        .route("/help/api", get(describe::help))
        .route("/ideas.atom", get(feeds::ideas))
        .route("/comments.atom", get(feeds::comments))
        .route("/feeds/ideas/{slug}", get(feeds::idea))
        .route("/feeds/people/{slug}", get(feeds::person))
        .route("/ideas.csv", get(table::ideas))
        .route("/comments.csv", get(table::comments))
        .route("/schemas/ideas.json", get(table::ideas_schema))
        .route("/schemas/comments.json", get(table::comments_schema))
        .route("/ideas.geojson", get(map::geojson))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap-pages.xml", get(sitemap::pages))
        .route("/sitemap-ideas.xml", get(sitemap::ideas))
        .route("/robots.txt", get(sitemap::robots))
        .route("/opensearch.xml", get(sitemap::opensearch))
        .route("/.well-known/security.txt", get(sitemap::security))
        .route("/share/home.png", get(share::home))
        .route("/share/ideas/{file}", get(share::idea))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

async fn to_help() -> Response {
    moved("/help/api")
}

/// It is elsewhere, for good.
fn moved(to: &str) -> Response {
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(value) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}
