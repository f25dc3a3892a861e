//! The headers that protect every answer.

use std::sync::Arc;

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::App;

/// The headers that protect, the same on every answer.
pub(super) fn protect(app: &App, mut response: Response, inside: bool) -> Response {
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
