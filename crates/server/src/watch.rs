//! What an operator sees of the running server: a number for each request, one line of log for each answer
//! (method, route, status, time: nothing about the person), and figures for `/metrics`.

use std::{sync::OnceLock, time::Duration};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
    routing::get,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use subtle::ConstantTimeEq as _;
use terreau_kit::{App, network};
use terreau_store::jobs;
use tokio::time::Instant;

/// The header that carries the number of a request, to the pages and back.
pub const NUMBER: HeaderName = HeaderName::from_static("x-request-id");
const BUCKETS: [f64; 11] = [
    0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0,
];
/// A slower answer is worth a line at the ordinary level.
const SLOW: Duration = Duration::from_millis(500);

static FIGURES: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to count. A second call changes nothing.
pub fn begin() {
    if FIGURES.get().is_some() {
        return;
    }
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("seconds".into()), &BUCKETS)
        .and_then(|builder| builder.install_recorder());
    match builder {
        Ok(handle) => {
            let _ = FIGURES.set(handle);
        }
        Err(error) => tracing::warn!(%error, "figures are not counted"),
    }
}

/// `/metrics`.
pub fn routes() -> Router<App> {
    Router::new().route("/metrics", get(figures))
}

/// Numbers, times and counts one request.
pub async fn request(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let number = terreau_kernel::id::short(app.ids.next());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let value = HeaderValue::from_str(&number).ok();
    if let Some(value) = &value {
        request.headers_mut().insert(NUMBER, value.clone());
    }
    let begun = Instant::now();
    metrics::gauge!("terreau_requests_running").increment(1.0);
    let mut response = next.run(request).await;
    metrics::gauge!("terreau_requests_running").decrement(1.0);
    let (took, status) = (begun.elapsed(), response.status().as_u16());
    count(method.as_str(), &route, status, took);
    let ms = took.as_secs_f64() * 1000.0;
    if status >= 500 || took > SLOW {
        tracing::info!(number, %method, route, status, ms, "answered");
    } else {
        tracing::debug!(number, %method, route, status, ms, "answered");
    }
    if let Some(value) = value {
        response.headers_mut().insert(NUMBER, value);
    }
    response
}

/// Labels are bounded: routes as they are declared, methods that exist, classes of status.
fn count(method: &str, route: &str, status: u16, took: Duration) {
    let method = match method {
        "GET" => "GET",
        "POST" => "POST",
        "HEAD" => "HEAD",
        _ => "other",
    };
    let class = match status {
        0..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    };
    let route = route.to_owned();
    metrics::counter!("terreau_requests_total", "method" => method, "route" => route.clone(), "status" => class)
        .increment(1);
    metrics::histogram!("terreau_request_seconds", "route" => route).record(took.as_secs_f64());
}

/// The figures, to this machine or to who has the token.
async fn figures(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let local = network::address(&parts, &app.proxies).is_loopback()
        && !parts.headers.contains_key("x-forwarded-for");
    if !local && !has_token(&app, &parts.headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(figures) = FIGURES.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    queue(&app).await;
    figures.run_upkeep();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], figures.render()).into_response()
}

fn has_token(app: &App, headers: &axum::http::HeaderMap) -> bool {
    let token = app.config.metrics_token.as_bytes();
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    !token.is_empty() && bool::from(given.as_bytes().ct_eq(token))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of jobs and streams and ages in seconds fit 53 bits"
)]
async fn queue(app: &App) {
    metrics::gauge!("terreau_live_streams").set(app.live.open() as f64);
    let Ok(mut conn) = app.db.read().await else {
        metrics::gauge!("terreau_database_up").set(0.0);
        return;
    };
    metrics::gauge!("terreau_database_up").set(1.0);
    for state in ["queued", "running", "dead"] {
        if let Ok(count) = jobs::count(&mut conn, state).await {
            metrics::gauge!("terreau_jobs", "state" => state).set(count as f64);
        }
    }
    if let Ok(Some(oldest)) = jobs::next_due(&mut conn).await {
        let age = (app.clock.now() - oldest).max(0) / terreau_kernel::time::SECOND;
        metrics::gauge!("terreau_oldest_job_seconds").set(age as f64);
    }
}
