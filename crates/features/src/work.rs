//! What happens later: one registry of jobs, and the followers that keep derived state true. Each node runs
//! both; on PostgreSQL a job is taken by one node only, and each node follows events for itself.

use std::{sync::Arc, time::Duration};

use terreau_kernel::time::SECOND;
use terreau_kit::{App, mail};
use terreau_store::jobs::{self, Claimed, Lane};
use tokio::{task::JoinSet, time::Instant};

use crate::search;

/// Why a job did not end well.
pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Jobs run side by side by one node.
const TOGETHER: usize = 8;
/// Imports have a lane of their own: they may last long.
const LONG: Lane = Lane {
    kind: crate::importing::KIND,
    only: true,
};
const SHORT: Lane = Lane { only: false, ..LONG };
/// How often a job that runs says that it does, in seconds: three times within its lease.
const RENEW: u64 = (jobs::LEASE / SECOND) as u64 / 3;
/// How often jobs of vanished workers are looked for.
const LOST: Duration = Duration::from_secs(60);
/// The rest of a follower after each step.
const REST: Duration = Duration::from_millis(300);
/// How often ideas get the weight of their new supports in the index.
const WEIGH: Duration = Duration::from_secs(30);
/// How often people are looked for whose hour of letters has come.
const HOURS: Duration = Duration::from_secs(60);
/// How often what was kept long enough is swept.
const SWEEP: Duration = Duration::from_secs(3600);

/// The registry: one arm for each kind of job.
async fn run(app: &App, outbox: &mail::transport::Transport, job: &Claimed) -> Result<(), Failed> {
    match job.kind.as_str() {
        mail::SEND => crate::territories::letters::send(app, outbox, job).await,
        mail::SEND_ALL => crate::territories::letters::send_all(app, outbox, job).await,
        kind => {
            crate::conversations::gone(app, job).await?;
            if let Some(done) = crate::messages::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::accounts::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::memberships::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::decisions::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::importing::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::terms::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::notices::job(app, job).await {
                return done;
            }
            if let Some(done) = crate::screens::job(app, job).await {
                return done;
            }
            Err(format!("no such job: {kind}").into())
        }
    }
}

/// Runs the jobs that are due to their end; gives how many.
///
/// # Errors
/// When the database is away.
pub async fn run_due(app: &App, outbox: &mail::transport::Transport) -> terreau_store::Result<usize> {
    let mut claimed = jobs::claim(&app.db, &app.clock, TOGETHER as i64, SHORT).await?;
    claimed.extend(jobs::claim(&app.db, &app.clock, 1, LONG).await?);
    let all = claimed.iter().map(|job| one(app, outbox, job));
    let results = futures_util::future::join_all(all).await;
    for result in results {
        result?;
    }
    Ok(claimed.len())
}

/// Runs a job, keeps it while it runs, and says how it ended. One that was taken back meanwhile is left to the other.
async fn one(app: &App, outbox: &mail::transport::Transport, job: &Claimed) -> terreau_store::Result<()> {
    let result = tokio::select! {
        result = run(app, outbox, job) => result,
        () = kept(app, job) => {
            tracing::warn!(kind = job.kind, "a job was taken back while it ran");
            return Ok(());
        }
    };
    let mut tx = app.db.begin().await?;
    match result {
        Ok(()) => jobs::done(&mut tx, job).await?,
        Err(error) => {
            tracing::warn!(kind = job.kind, attempts = job.attempts, %error, "a job failed");
            jobs::failed(&mut tx, job, &error.to_string(), app.clock.now()).await?;
        }
    }
    tx.commit().await
}

/// Renews the lease of a job for as long as it is ours.
async fn kept(app: &App, job: &Claimed) {
    loop {
        tokio::time::sleep(Duration::from_secs(RENEW)).await;
        match renew(app, job).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "the lease of a job could not be renewed"),
        }
    }
}

async fn renew(app: &App, job: &Claimed) -> terreau_store::Result<bool> {
    let mut tx = app.db.begin().await?;
    let ours = jobs::renew(&mut tx, job, app.clock.now()).await?;
    tx.commit().await?;
    Ok(ours)
}

/// The jobs that run in this node. Each ends on its own: a long import keeps no letter waiting, and only one runs.
struct Lanes {
    app: App,
    outbox: Arc<mail::transport::Transport>,
    short: JoinSet<()>,
    long: JoinSet<()>,
}

impl Lanes {
    /// Begins what is due and has room; gives how many.
    async fn begin(&mut self) -> terreau_store::Result<usize> {
        let (app, outbox) = (&self.app, &self.outbox);
        let short = fill(app, outbox, &mut self.short, (SHORT, TOGETHER)).await?;
        let long = fill(app, outbox, &mut self.long, (LONG, 1)).await?;
        Ok(short + long)
    }

    /// Waits for what runs.
    async fn finish(&mut self) {
        for lane in [&mut self.short, &mut self.long] {
            while let Some(ended) = lane.join_next().await {
                tell(ended);
            }
        }
    }
}

/// Fills a lane up to its width with jobs that are due; gives how many began.
async fn fill(
    app: &App,
    outbox: &Arc<mail::transport::Transport>,
    running: &mut JoinSet<()>,
    (lane, width): (Lane, usize),
) -> terreau_store::Result<usize> {
    while let Some(ended) = running.try_join_next() {
        tell(ended);
    }
    if running.len() >= width {
        return Ok(0);
    }
    let room = (width - running.len()) as i64;
    let claimed = jobs::claim(&app.db, &app.clock, room, lane).await?;
    let count = claimed.len();
    for job in claimed {
        let (app, outbox) = (app.clone(), outbox.clone());
        running.spawn(async move {
            if let Err(error) = one(&app, &outbox, &job).await {
                tracing::warn!(kind = job.kind, %error, "the end of a job could not be noted");
            }
            app.wake.notify_waiters();
        });
    }
    Ok(count)
}

/// A job that broke comes back when its lease ends.
fn tell(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job broke");
    }
}

/// Something done again after a while.
struct Every(Duration, Option<Instant>);

impl Every {
    fn due(&mut self) -> bool {
        let due = self.1.is_none_or(|last| last.elapsed() > self.0);
        if due {
            self.1 = Some(Instant::now());
        }
        due
    }
}

async fn sweep(app: &App) {
    if let Err(error) = crate::accounts::sweep(app).await {
        tracing::warn!(%error, "housekeeping failed");
    }
    if let Err(error) = crate::crossing::sweep(app).await {
        tracing::warn!(%error, "crossings that are over could not be forgotten");
    }
    if let Err(error) = crate::privacy::sweep(app).await {
        tracing::warn!(%error, "what was kept long enough could not be forgotten");
    }
    if let Err(error) = crate::memberships::sweep(app).await {
        tracing::warn!(%error, "invitations that are over could not be forgotten");
    }
    if let Err(error) = crate::welcome::sweep(app).await {
        tracing::warn!(error, "invitations could not be swept");
    }
    if let Err(error) = crate::notices::sweep(app).await {
        tracing::warn!(%error, "letters that wait too far ahead could not be looked at");
    }
    if let Err(error) = crate::pictures::sweep(app).await {
        tracing::warn!(%error, "loose pictures could not be swept");
    }
    if let Err(error) = crate::mailing::sweep(app).await {
        tracing::warn!(%error, "letters could not be counted");
    }
    app.limits.sweep();
}

/// Works until told to stop: jobs as they come due, what vanished workers held each minute, housekeeping every hour.
pub async fn work(
    app: App,
    outbox: mail::transport::Transport,
    mut stop: tokio::sync::watch::Receiver<bool>,
) {
    let (mut lost, mut swept) = (Every(LOST, Some(Instant::now())), Every(SWEEP, None));
    let (mut hours, mut looked) = (Every(HOURS, None), 0);
    let mut lanes = Lanes {
        app: app.clone(),
        outbox: Arc::new(outbox),
        short: JoinSet::new(),
        long: JoinSet::new(),
    };
    while !*stop.borrow() {
        if swept.due() {
            sweep(&app).await;
        }
        if hours.due() {
            match crate::notices::tick(&app, looked).await {
                Ok(()) => looked = app.clock.now(),
                Err(error) => tracing::warn!(%error, "whose hour has come could not be looked up"),
            }
        }
        if lost.due()
            && let Err(error) = reclaim(&app, false).await
        {
            tracing::warn!(%error, "what vanished workers held could not be taken back");
        }
        let woken = app.wake.notified();
        match lanes.begin().await {
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
    lanes.finish().await;
}

/// Follows events until told to stop: kept answers of this node, then the search index. After each step it rests a
/// little, so that what many write at once enters the index together.
pub async fn follow(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    let (mut seen, mut backed) = (None, search::Backed::new());
    let mut weighing = Every(WEIGH, Some(Instant::now()));
    while !*stop.borrow() {
        let woken = app.wake.notified();
        if let Err(error) = step(&app, &mut seen, &mut backed).await {
            tracing::warn!(%error, "following events failed");
        }
        if weighing.due() {
            weigh(&app, &mut backed).await;
        }
        tokio::time::sleep(REST).await;
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep(Duration::from_millis(600)) => {}
            _ = stop.changed() => {}
        }
    }
    weigh(&app, &mut backed).await;
}

async fn weigh(app: &App, backed: &mut search::Backed) {
    match search::weigh(app, backed).await {
        Ok(()) => backed.clear(),
        Err(error) => tracing::warn!(%error, "ideas could not be weighed anew"),
    }
}

async fn step(
    app: &App,
    seen: &mut Option<terreau_store::events::Position>,
    backed: &mut search::Backed,
) -> Result<(), Failed> {
    let mut conn = app.db.read().await?;
    let latest = terreau_store::events::latest(&mut conn).await?;
    if seen.is_some_and(|before| before != latest) {
        // Another node or a command wrote: what is kept here may not be true any more.
        app.atlas.reload(&mut conn).await?;
        app.pages.touch_all();
    }
    *seen = Some(latest);
    drop(conn);
    // What is found comes first, and each follower goes on where another cannot.
    let found = search::follow(app, backed).await;
    crate::activity::follow(app).await?;
    crate::notices::follow(app).await?;
    found
}

/// At start: takes back the jobs of workers that vanished. The only process of an embedded database takes all.
///
/// # Errors
/// When the database is away.
pub async fn take_back(app: &App) -> terreau_store::Result<()> {
    reclaim(app, app.db.engine() == terreau_store::Engine::Sqlite).await
}

async fn reclaim(app: &App, all: bool) -> terreau_store::Result<()> {
    let mut tx = app.db.begin().await?;
    let count = jobs::reclaim(&mut tx, app.clock.now(), all).await?;
    tx.commit().await?;
    if count > 0 {
        tracing::info!(count, "jobs of workers that stopped are taken back");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
