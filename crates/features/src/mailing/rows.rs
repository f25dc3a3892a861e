//! Figures of letters in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements, value};

statements! {
    COUNT = "select kind, count(case when state = 'sent' then 1 end), count(case when state = 'failed' then 1 end)
             from mails where territory_id = $1 and created_at >= $2 and created_at < $3 group by kind";
    PUT = "insert into mail_days (territory_id, day, kind, sent, failed) values ($1, $2, $3, $4, $5)
           on conflict (territory_id, day, kind) do update set sent = excluded.sent, failed = excluded.failed";
    SUMS = "select kind, cast(sum(sent) as bigint) as sent, cast(sum(failed) as bigint) as failed,
            cast(sum(gone) as bigint) as gone, cast(sum(unwanted) as bigint) as unwanted
            from mail_days where territory_id = $1 and day > $2 group by kind order by kind";
    FORGET = "delete from mail_days where day < $1";
    WAITING = "select created_at from mails where territory_id = $1 and state = 'queued'
               order by created_at, id limit 1000";
    UNREACHED = "select count(*) from (select 1 as n from accounts where territory_id = $1
                 and undeliverable_at is not null limit 10000) x";
}

/// Letters of one kind over some days.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct Sum {
    pub kind: String,
    pub sent: i64,
    pub failed: i64,
    pub gone: i64,
    pub unwanted: i64,
}

pub async fn count(
    db: &mut impl Reach,
    territory: Id,
    (from, until): (Micros, Micros),
) -> Result<Vec<(String, i64, i64)>> {
    all!(db, (String, i64, i64), COUNT, territory, from, until)
}

pub async fn put(
    tx: &mut impl Reach,
    (territory, day): (Id, i64),
    kind: &str,
    (sent, failed): (i64, i64),
) -> Result<()> {
    run!(tx, PUT, territory, day, kind, sent, failed).map(drop)
}

/// Since the day after this one.
pub async fn sums(db: &mut impl Reach, territory: Id, after: i64) -> Result<Vec<Sum>> {
    all!(db, Sum, SUMS, territory, after)
}

pub async fn forget(tx: &mut impl Reach, before: i64) -> Result<()> {
    run!(tx, FORGET, before).map(drop)
}

/// When the letters that wait were made, the one that waits longest first; a thousand at most.
pub async fn waiting(db: &mut impl Reach, territory: Id) -> Result<Vec<Micros>> {
    let found = all!(db, (Micros,), WAITING, territory)?;
    Ok(found.into_iter().map(|(at,)| at).collect())
}

/// Addresses that nothing reaches any more; ten thousand at most.
pub async fn unreached(db: &mut impl Reach, territory: Id) -> Result<i64> {
    Ok(value!(db, i64, UNREACHED, territory)?.unwrap_or(0))
}
