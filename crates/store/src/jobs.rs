//! Work for later, enqueued in the transaction that made it necessary. A job is run at least once; a job
//! that keeps failing stays visible and can be replayed.

use serde::{Serialize, de::DeserializeOwned};
use terreau_kernel::{
    id::Id,
    time::{Clock, HOUR, MINUTE, Micros, SECOND},
};

use crate::{Db, Reach, Result, all, dialect, one, run, value};

/// Tries before a job is called dead: some twelve hours with the back-off below.
pub const TRIES: i64 = 12;
/// How long a worker that says nothing keeps a job; whoever works renews it with [`renew`].
pub const LEASE: Micros = 10 * MINUTE;

/// Which jobs a worker takes: those of one kind, or all others.
#[derive(Debug, Clone, Copy)]
pub struct Lane {
    /// The kind.
    pub kind: &'static str,
    /// Only it, or everything but it.
    pub only: bool,
}

/// A job taken by a worker.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Claimed {
    /// Its id.
    pub id: Id,
    /// The territory it works for, if one.
    pub territory_id: Option<Id>,
    /// Its kind, as `send-mail`.
    pub kind: String,
    /// Its JSON payload.
    pub payload: String,
    /// This is the n-th try, from 1.
    pub attempts: i64,
}

impl Claimed {
    /// The payload as the struct that was enqueued.
    ///
    /// # Errors
    /// When the payload was written by an incompatible version.
    pub fn parse<T: DeserializeOwned>(&self) -> std::result::Result<T, serde_json::Error> {
        serde_json::from_str(&self.payload)
    }
}

/// A job as an administrator sees it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Listed {
    pub id: Id,
    pub territory_id: Option<Id>,
    pub kind: String,
    pub payload: String,
    pub state: String,
    pub attempts: i64,
    pub run_at: Micros,
    pub last_error: Option<String>,
    pub created_at: Micros,
    pub updated_at: Micros,
}

/// A job about to be enqueued.
pub struct New<'a, T: Serialize> {
    /// Its id.
    pub id: Id,
    /// The territory it works for.
    pub territory: Option<Id>,
    /// Its kind.
    pub kind: &'a str,
    /// What it needs to know.
    pub payload: &'a T,
    /// At most one unfinished job has this key; a second is silently the same one.
    pub unique: Option<&'a str>,
    /// Not before this moment.
    pub run_at: Micros,
    /// Now.
    pub now: Micros,
}

crate::statements! {
    ENQUEUE = "insert into jobs (id, territory_id, kind, payload, unique_key, state, run_at, created_at, updated_at)
               values ($1, $2, $3, $4, $5, 'queued', $6, $7, $7) on conflict do nothing";
    DONE = "delete from jobs where id = $1 and state = 'running' and attempts = $2";
    FAILED = "update jobs set state = $2, run_at = $3, last_error = $4, locked_until = null, updated_at = $5
              where id = $1 and state = 'running' and attempts = $6";
    RENEW = "update jobs set locked_until = $3 where id = $1 and state = 'running' and attempts = $2";
    RECLAIM = "update jobs set state = case when attempts >= $2 then 'dead' else 'queued' end, last_error = $3,
               updated_at = $1, locked_until = null where state = 'running' and (locked_until < $1 or $4)";
    RETRY = "update jobs set state = 'queued', attempts = 0, run_at = $2, updated_at = $2
             where id = $1 and state in ('dead', 'queued')";
    RETRY_DEAD = "update jobs set state = 'queued', attempts = 0, run_at = $1, updated_at = $1 where state = 'dead'";
    LIST = "select id, territory_id, kind, payload, state, attempts, run_at, last_error, created_at, updated_at
            from jobs where state = $1 and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4";
    COUNT = "select count(*) from jobs where state = $1";
    NEXT = "select min(run_at) from jobs where state = 'queued'";
    DUE = "select (select min(run_at) from jobs where state = 'queued'),
           (select max(updated_at) from jobs where state = 'queued')";
    GET = "select id, territory_id, kind, payload, state, attempts, run_at, last_error, created_at, updated_at
           from jobs where id = $1";
}

/// Enqueues in the caller's transaction.
///
/// # Errors
/// What the engine says.
pub async fn enqueue<T: Serialize>(tx: &mut impl Reach, job: New<'_, T>) -> Result<()> {
    let payload = serde_json::to_string(job.payload).map_err(|e| crate::Error::File(e.to_string()))?;
    run!(
        tx,
        ENQUEUE,
        job.id,
        job.territory,
        job.kind,
        payload,
        job.unique,
        job.run_at,
        job.now
    )?;
    Ok(())
}

/// Takes up to `limit` jobs that are due. What was enqueued happened: where the clock was set back since, its moment
/// is the present one, so that nothing waits for the clock to come round again. Only jobs of
/// the lane are taken.
///
/// # Errors
/// What the engine says.
pub async fn claim(db: &Db, clock: &Clock, limit: i64, lane: Lane) -> Result<Vec<Claimed>> {
    let now = clock.now();
    let mut conn = db.read().await?;
    let (due, latest) = one!(&mut conn, (Option<i64>, Option<i64>), DUE)?.unwrap_or_default();
    drop(conn);
    let present = latest.map_or(now, |at| at.max(now));
    if due.is_none_or(|at| at > present) {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let text = dialect::CLAIM_JOBS.of(&mut tx);
    let jobs = all!(
        &mut tx,
        Claimed,
        text,
        present,
        now + LEASE,
        limit,
        lane.kind,
        lane.only
    )?;
    tx.commit().await?;
    Ok(jobs)
}

/// The job is done and forgotten, unless another worker has it by now.
///
/// # Errors
/// What the engine says.
pub async fn done(tx: &mut impl Reach, job: &Claimed) -> Result<()> {
    run!(tx, DONE, job.id, job.attempts)?;
    Ok(())
}

/// Keeps a job that still runs for another [`LEASE`]; false when it was taken back meanwhile and is no more ours.
///
/// # Errors
/// What the engine says.
pub async fn renew(tx: &mut impl Reach, job: &Claimed, now: Micros) -> Result<bool> {
    Ok(run!(tx, RENEW, job.id, job.attempts, now + LEASE)? > 0)
}

/// The wait before the next try: 15 s, 30 s, 1 min … at most 4 h.
#[must_use]
pub fn pause(attempts: i64) -> Micros {
    let doublings = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or(0);
    (15 * SECOND * 2_i64.pow(doublings)).min(4 * HOUR)
}

/// The job failed: it is tried again later, or called dead after [`TRIES`].
///
/// # Errors
/// What the engine says.
pub async fn failed(tx: &mut impl Reach, job: &Claimed, why: &str, now: Micros) -> Result<()> {
    let state = if job.attempts >= TRIES { "dead" } else { "queued" };
    let again = now + pause(job.attempts);
    run!(tx, FAILED, job.id, state, again, why, now, job.attempts)?;
    Ok(())
}

/// Why a job was taken back.
const VANISHED: &str = "its worker stopped before the end";

/// Takes back what a vanished worker held. `all` at the start of the only process there is. A job that ends its worker
/// each time is called dead like one that fails each time.
///
/// # Errors
/// What the engine says.
pub async fn reclaim(tx: &mut impl Reach, now: Micros, all: bool) -> Result<u64> {
    run!(tx, RECLAIM, now, TRIES, VANISHED, all)
}

/// Puts one job back in the queue.
///
/// # Errors
/// What the engine says.
pub async fn retry(tx: &mut impl Reach, id: Id, now: Micros) -> Result<bool> {
    Ok(run!(tx, RETRY, id, now)? > 0)
}

/// Puts every dead job back in the queue.
///
/// # Errors
/// What the engine says.
pub async fn retry_dead(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, RETRY_DEAD, now)
}

/// Jobs in a state, the latest first, before a position.
///
/// # Errors
/// What the engine says.
pub async fn list(db: &mut impl Reach, state: &str, before: (Micros, Id), limit: i64) -> Result<Vec<Listed>> {
    all!(db, Listed, LIST, state, before.0, before.1, limit)
}

/// One job.
///
/// # Errors
/// What the engine says.
pub async fn get(db: &mut impl Reach, id: Id) -> Result<Option<Listed>> {
    one!(db, Listed, GET, id)
}

/// How many jobs are in a state. Only for `doctor`, metrics and the administration.
///
/// # Errors
/// What the engine says.
pub async fn count(db: &mut impl Reach, state: &str) -> Result<i64> {
    Ok(value!(db, i64, COUNT, state)?.unwrap_or(0))
}

/// The moment from which the next waiting job may run.
///
/// # Errors
/// What the engine says.
pub async fn next_due(db: &mut impl Reach) -> Result<Option<Micros>> {
    Ok(value!(db, Option<i64>, NEXT)?.flatten())
}
