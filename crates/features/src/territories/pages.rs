//! Answers of the territory itself: switches, hues, outline, static files, the worker and the manifest.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use terreau_kernel::locale::Locale;
use terreau_kit::{App, Problem, Visit, elsewhere::local, problem::Answer};

/// Where to go back to.
#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

impl Next {
    fn path(&self) -> &str {
        if local(&self.next) { &self.next } else { "/" }
    }
}

/// Remembers a language.
pub async fn language(mut visit: Visit, Path(code): Path<String>, Query(next): Query<Next>) -> Answer {
    let locale = Locale::from_code(&code).ok_or(Problem::NotFound)?;
    visit.set_choice("lang", locale.code());
    Ok(visit.redirect(next.path()))
}

/// Remembers an appearance.
pub async fn theme(mut visit: Visit, Path(name): Path<String>, Query(next): Query<Next>) -> Answer {
    if !matches!(name.as_str(), "light" | "dark" | "auto") {
        return Err(Problem::NotFound);
    }
    visit.set_choice("theme", if name == "auto" { "" } else { &name });
    Ok(visit.redirect(next.path()))
}

fn typed(kind: &'static str, seconds: u32, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("public, max-age={seconds}")) {
        headers.insert(header::CACHE_CONTROL, value);
    }
    response
}

/// The territory's own hues. They were refused at saving if text on them could not be read.
pub async fn hues(visit: Visit) -> Answer {
    let s = &visit.territory.settings;
    let light = terreau_kernel::colour::Colour::parse(&s.hue_light).ok_or(Problem::NotFound)?;
    let dark = terreau_kernel::colour::Colour::parse(&s.hue_dark).unwrap_or(light);
    let css = format!("@layer tokens {{ :root {{ --leaf: light-dark({light}, {dark}); }} }}\n");
    Ok(typed("text/css; charset=utf-8", 31_536_000, css))
}

/// The outline as GeoJSON.
pub async fn outline(visit: Visit) -> Answer {
    let geometry = visit.territory.outline.as_deref().ok_or(Problem::NotFound)?;
    let name = serde_json::to_string(&visit.territory.name).unwrap_or_default();
    let feature = format!(r#"{{"type":"Feature","properties":{{"name":{name}}},"geometry":{geometry}}}"#);
    let body = format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#);
    Ok(typed("application/geo+json", 3600, body))
}

/// A static file.
pub async fn asset(State(app): State<App>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    app.assets.serve(&path, &headers)
}

/// The service worker, at the root because of its scope.
pub async fn worker(State(app): State<App>, headers: HeaderMap) -> Response {
    let mut response = app.assets.serve("js/sw.js", &headers);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What a phone needs to keep the site on its first screen.
pub async fn manifest(visit: Visit) -> Answer {
    let asset = |name: &str| visit.app.assets.url(name);
    let s = &visit.territory.settings;
    let icon =
        |size: &str, file: &str| serde_json::json!({"src": asset(file), "sizes": size, "type": "image/png"});
    let body = serde_json::json!({
        "name": format!("{} {}", s.site_name, visit.territory.name),
        "short_name": s.site_name,
        "lang": s.default_locale,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF8F3",
        "theme_color": "#1B6B45",
        "icons": [
            icon("192x192", "art/icon-192.png"),
            icon("512x512", "art/icon-512.png"),
        ],
    });
    Ok(typed("application/manifest+json", 3600, body.to_string()))
}
