//! What happens later: one registry of jobs, and the followers that keep derived state true. Each node runs
//! both; on PostgreSQL a job is taken by one node only, and each node follows events for itself.

use std::time::Duration;

use terreau_kit::{App, mail};
use terreau_store::jobs::{self, Claimed};

/// Why a job did not end well.
pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Jobs run side by side by one node.
const TOGETHER: i64 = 8;

/// The registry: one arm for each kind of job.
async fn run(app: &App, outbox: &mail::transport::Transport, job: &Claimed) -> Result<(), Failed> {
    match job.kind.as_str() {
        mail::SEND => crate::territories::letters::send(app, outbox, job).await,
        kind => {
            if let Some(done) = crate::accounts::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::moderation::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::importing::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::screens::job(app, job).await {
                return done;
            }
            Err(format!("no such job: {kind}").into())
        }
    }
}

/// Runs the jobs that are due; gives how many.
///
/// # Errors
/// When the database is away.
pub async fn run_due(app: &App, outbox: &mail::transport::Transport) -> terreau_store::Result<usize> {
    let claimed = jobs::claim(&app.db, &app.clock, TOGETHER).await?;
    let all = claimed.iter().map(|job| one(app, outbox, job));
    let results = futures_util::future::join_all(all).await;
    for result in results {
        result?;
    }
    Ok(claimed.len())
}

async fn one(app: &App, outbox: &mail::transport::Transport, job: &Claimed) -> terreau_store::Result<()> {
    let result = run(app, outbox, job).await;
    let mut tx = app.db.begin().await?;
    match result {
        Ok(()) => jobs::done(&mut tx, job.id).await?,
        Err(error) => {
            tracing::warn!(kind = job.kind, attempts = job.attempts, %error, "a job failed");
            jobs::failed(&mut tx, job, &error.to_string(), app.clock.now()).await?;
        }
    }
    tx.commit().await
}

/// Works until told to stop: jobs as they come due, housekeeping every hour.
pub async fn work(
    app: App,
    outbox: mail::transport::Transport,
    mut stop: tokio::sync::watch::Receiver<bool>,
) {
    let mut swept = tokio::time::Instant::now() - Duration::from_secs(3600);
    while !*stop.borrow() {
        if swept.elapsed() > Duration::from_secs(3600) {
            swept = tokio::time::Instant::now();
            if let Err(error) = crate::accounts::sweep(&app).await {
                tracing::warn!(%error, "housekeeping failed");
            }
            if let Err(error) = crate::privacy::sweep(&app).await {
                tracing::warn!(%error, "what was kept long enough could not be forgotten");
            }
            if let Err(error) = crate::pictures::sweep(&app).await {
                tracing::warn!(%error, "loose pictures could not be swept");
            }
            app.limits.sweep();
        }
        let woken = app.wake.notified();
        match run_due(&app, &outbox).await {
            Ok(0) => {
                tokio::select! {
                    () = woken => {}
                    () = tokio::time::sleep(Duration::from_secs(1)) => {}
                    _ = stop.changed() => {}
                }
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "the queue is away");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    }
}

/// Follows events until told to stop: kept answers of this node, then the search index.
pub async fn follow(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut seen = None;
    while !*stop.borrow() {
        let woken = app.wake.notified();
        if let Err(error) = step(&app, &mut seen).await {
            tracing::warn!(%error, "following events failed");
        }
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep(Duration::from_millis(900)) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn step(app: &App, seen: &mut Option<terreau_store::events::Position>) -> Result<(), Failed> {
    let mut conn = app.db.read().await?;
    let latest = terreau_store::events::latest(&mut conn).await?;
    if seen.is_some_and(|before| before != latest) {
        // Another node or a command wrote: what is kept here may not be true any more.
        app.atlas.reload(&mut conn).await?;
        app.pages.touch_all();
    }
    *seen = Some(latest);
    drop(conn);
    crate::search::follow(app).await
}

/// At start: takes back the jobs of workers that vanished. The only process of an embedded database takes all.
///
/// # Errors
/// When the database is away.
pub async fn take_back(app: &App) -> terreau_store::Result<()> {
    let alone = app.db.engine() == terreau_store::Engine::Sqlite;
    let mut tx = app.db.begin().await?;
    jobs::reclaim(&mut tx, app.clock.now(), alone).await?;
    tx.commit().await
}
