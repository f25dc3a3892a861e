//! Starting and stopping: opens everything, listens, and ends what runs when asked to.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context as _, Result};
use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware, response::IntoResponse as _};
use terreau_features as features;
use terreau_kernel::time::Clock;
use terreau_kit::{App, Problem, app::Parts, config::Config, edge, mail::transport::Transport};
use terreau_store::{Db, Options, media::Media, search::Index};
use tokio::net::TcpListener;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

use crate::listen;

/// What runs get at most to end after SIGTERM.
const LAST_WORDS: Duration = Duration::from_secs(30);

/// Opens database, files and index, and puts the application together.
///
/// # Errors
/// Names what could not be opened.
pub async fn open(config: Config) -> Result<App> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    let options = Options {
        connections: config.connections,
        ..Options::new(config.database())
    };
    let db = Db::open(&options)
        .await
        .context("the database cannot be opened")?;
    let parts = Parts {
        media: Media::open(config.data.join("media"))?,
        index: Index::open(&config.data.join("index")).context("the search index cannot be opened")?,
        catalogue: features::catalogue().map_err(anyhow::Error::msg)?,
        assets: features::assets(),
        clock: Clock::system(),
        unlimited: std::env::var_os("TERREAU_BENCH").is_some(),
        uncached: std::env::var_os("TERREAU_BENCH_UNCACHED").is_some(),
        config,
        db,
    };
    Ok(App::new(parts))
}

/// Brings the schema up to date and reads what every request needs.
///
/// # Errors
/// When the database refuses.
pub async fn ready(app: &App) -> Result<()> {
    terreau_store::migrate(&app.db)
        .await
        .context("the database cannot be brought up to date")?;
    app.learn_secret().await?;
    app.reload().await?;
    if features::skills::stock(app).await? {
        app.reload().await?;
    }
    Ok(())
}

/// A request comes whole, and is answered, within this long.
const WHOLE: Duration = Duration::from_secs(60);

/// The whole router, with its border.
pub fn router(app: &App) -> Router {
    let routes = features::routes()
        .merge(crate::commands::health::routes())
        .merge(crate::watch::routes());
    border(routes, app, WHOLE)
}

/// What every request passes on its way in and out.
fn border(routes: Router<App>, app: &App, whole: Duration) -> Router {
    routes
        .fallback(|| async { Problem::NotFound })
        .layer(DefaultBodyLimit::max(80 * 1024 * 1024))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, whole))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Problem::Broken.into_response()
        }))
        .layer(middleware::from_fn(foreign))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), edge::edge))
        .layer(middleware::from_fn_with_state(app.clone(), crate::watch::request))
        .with_state(app.clone())
}

/// Requests without any sign of where they come from are refused when they would change something.
async fn foreign(request: axum::extract::Request, next: middleware::Next) -> axum::response::Response {
    let headers = request.headers();
    let safe = request.method().is_safe();
    let signed = headers.contains_key("sec-fetch-site") || headers.contains_key("origin");
    let open = request.uri().path().starts_with("/api/") || request.uri().path().starts_with("/unsubscribe/");
    if safe || signed || open || !headers.contains_key("cookie") {
        return next.run(request).await;
    }
    Problem::Refused("refused-foreign").into_response()
}

/// Takes the address.
///
/// # Errors
/// When somebody else has it, or it is not of this machine.
pub async fn listen(config: &Config) -> Result<TcpListener> {
    TcpListener::bind(config.listen).await.with_context(|| {
        let other = "stop what listens there, or choose another with TERREAU_LISTEN (demo: --port)";
        format!("cannot listen on {}: {other}", config.listen)
    })
}

/// Serves until SIGTERM or Ctrl-C, then lets what runs end.
///
/// # Errors
/// When what was left by an earlier run cannot be taken back.
pub async fn serve(app: App, listener: TcpListener, listening: impl FnOnce(SocketAddr)) -> Result<()> {
    crate::watch::begin();
    listening(listener.local_addr()?);
    let outbox = Transport::new(&app.config).map_err(anyhow::Error::msg)?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    features::work::take_back(&app).await?;
    let worker = tokio::spawn(features::work::work(app.clone(), outbox, stopped.clone()));
    let follower = tokio::spawn(features::work::follow(app.clone(), stopped.clone()));
    app.live.room_for(files() / 2);
    features::live::begin(&app).await?;
    let teller = tokio::spawn(features::live::follow(app.clone(), stopped.clone()));
    let server = tokio::spawn(listen::listen(listener, router(&app), listen::PATIENCE, stopped));
    asked_to_stop().await;
    tracing::info!("stopping: what runs may end");
    stop.send_replace(true);
    let all = async {
        let _ = server.await;
        let _ = worker.await;
        let _ = follower.await;
        let _ = teller.await;
    };
    if tokio::time::timeout(LAST_WORDS, all).await.is_err() {
        tracing::warn!("something did not end in time");
    }
    app.db.close().await;
    Ok(())
}

/// How many files this process may hold open at once: open pages take at most half, so that others are served.
fn files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    soft.unwrap_or(usize::MAX)
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(test)]
mod tests;
