//! Telling by letter: one person, in one transaction that keeps both the letter and how far they were told.

use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::{self, Id},
    locale::Locale,
    time::{DAY, Micros},
};
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{self, SendMails},
};
use terreau_store::{Result, Tx, jobs};

use super::letter;
use crate::{
    activity,
    told::{self, Member, Rhythm, Ways},
    work::Failed,
};

/// Tells one person what they want to know at once.
const NOW: &str = "notice-now";
/// Tells those who follow something and want to know at once.
const SPREAD: &str = "notice-spread";
/// Tells everybody whose hour has come.
const DIGEST: &str = "notice-digest";

/// People told in one transaction: few enough for others to write in between.
const BATCH: i64 = 50;
/// Followers for whom jobs are made in one transaction. The next come when these are told: what others ask meanwhile
/// waits for so many at most.
const FOLLOWERS: i64 = 50;
/// Acts looked at in one step.
const ACTS: i64 = 500;
/// New accounts given a row in one step.
const NEWCOMERS: i64 = 500;

#[derive(Debug, Serialize, Deserialize)]
struct Now {
    territory: Id,
    person: Id,
}

#[derive(Debug, Serialize, Deserialize)]
struct Spread {
    territory: Id,
    from: i64,
    upto: i64,
    after: Id,
}

#[derive(Debug, Serialize, Deserialize)]
struct Digest {
    territory: Id,
}

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn job(app: &App, job: &jobs::Claimed) -> Option<std::result::Result<(), Failed>> {
    Some(match job.kind.as_str() {
        NOW => now(app, job).await,
        SPREAD => spread(app, job).await,
        DIGEST => digest(app, job).await,
        _ => return None,
    })
}

async fn enqueue<T: Serialize>(
    app: &App,
    tx: &mut Tx,
    (territory, kind): (Id, &str),
    payload: &T,
    (unique, run_at): (Option<&str>, Micros),
) -> Result<()> {
    let job = jobs::New {
        id: app.ids.next(),
        territory: Some(territory),
        kind,
        payload,
        unique,
        run_at,
        now: app.clock.now(),
    };
    jobs::enqueue(tx, job).await
}

/// Keeps the letter of what is due to a member of these rhythms. Somebody quicker leaves nothing to do.
async fn tell(
    (app, territory): (&App, &Territory),
    tx: &mut Tx,
    member: &Member,
    rhythms: &[Rhythm],
) -> Result<Option<Id>> {
    let now = app.clock.now();
    let head = activity::head(tx, territory.id).await?;
    let mut ways = member.chosen(head);
    let due = ways.due(rhythms, head);
    let mut items = Vec::new();
    if member.reachable() && !due.is_empty() {
        let locale = Locale::from_code(&member.locale).unwrap_or_default();
        let tr = Tr::new(app.catalogue.clone(), locale);
        items = told::of_due(tx, (territory, &tr, !app.limits.lifted()), member.person_id, &due).await?;
    }
    ways.told(&due);
    if !member.keep(tx, territory.id, &ways, rhythms, now).await? || items.is_empty() {
        return Ok(None);
    }
    let letter = letter::draw((app, territory), member, rhythms, &items);
    mail::keep(tx, app, territory, &letter, now).await.map(Some)
}

/// Enqueues the sending of letters kept in this transaction.
async fn send(app: &App, tx: &mut Tx, territory: Id, mails: Vec<Id>) -> Result<()> {
    mail::send_all(tx, app, &SendMails { territory, mails }, app.clock.now()).await
}

async fn now(app: &App, job: &jobs::Claimed) -> std::result::Result<(), Failed> {
    let Now { territory, person } = job.parse()?;
    let Some(territory) = app.atlas.by_id(territory) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    if let Some(member) = told::of(&mut tx, territory.id, person, app.clock.now()).await? {
        let kept = tell((app, &territory), &mut tx, &member, &[Rhythm::Now]).await?;
        send(app, &mut tx, territory.id, kept.into_iter().collect()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Everybody whose hour has come, a few in each transaction: a process that dies tells those of its last few again,
/// for nothing of them was kept.
async fn digest(app: &App, job: &jobs::Claimed) -> std::result::Result<(), Failed> {
    let Digest { territory } = job.parse()?;
    let Some(territory) = app.atlas.by_id(territory) else {
        return Ok(());
    };
    loop {
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        let members = told::due(&mut tx, territory.id, now, BATCH).await?;
        let mut mails = Vec::new();
        for member in &members {
            mails.extend(tell((app, &territory), &mut tx, member, &member.rhythms(now)).await?);
        }
        send(app, &mut tx, territory.id, mails).await?;
        tx.commit().await?;
        app.wake.notify_waiters();
        if i64::try_from(members.len()) != Ok(BATCH) {
            return Ok(());
        }
    }
}

/// Jobs for followers who want to know at once, some hundreds in each transaction, in the order of their ids.
async fn spread(app: &App, job: &jobs::Claimed) -> std::result::Result<(), Failed> {
    let due: Spread = job.parse()?;
    let mut tx = app.db.begin().await?;
    let span = (due.from, due.upto);
    let people = told::at_once(&mut tx, due.territory, span, due.after, FOLLOWERS).await?;
    for person in &people {
        soon(app, &mut tx, due.territory, (*person, due.upto)).await?;
    }
    if let Some(last) = people
        .last()
        .filter(|_| i64::try_from(people.len()) == Ok(FOLLOWERS))
    {
        let next = Spread { after: *last, ..due };
        enqueue(
            app,
            &mut tx,
            (next.territory, SPREAD),
            &next,
            (None, app.clock.now()),
        )
        .await?;
    }
    tx.commit().await?;
    app.wake.notify_waiters();
    Ok(())
}

/// A job that tells one person soon: now, or when their quiet hours end. Each act has its own, for one that already
/// runs may have looked before this act; what was told meanwhile is not told again.
async fn soon(app: &App, tx: &mut Tx, territory: Id, (person, seq): (Id, i64)) -> Result<()> {
    let now = app.clock.now();
    let Some(member) = told::of(tx, territory, person, now).await? else {
        return Ok(());
    };
    if !member.reachable() || !member.chosen(seq).wants(Rhythm::Now) {
        return Ok(());
    }
    let key = format!("notice:{}:{seq}", id::short(person));
    let at = member.hours().after_quiet(now);
    enqueue(
        app,
        tx,
        (territory, NOW),
        &Now { territory, person },
        (Some(&key), at),
    )
    .await
}

/// Follows acts: those to whom they are addressed, or who asked to know at once, get a job.
///
/// # Errors
/// When the database is away.
pub async fn follow(app: &App) -> Result<()> {
    for territory in app.atlas.all() {
        while step(app, &territory).await? {}
    }
    Ok(())
}

/// The first time: members there were before hear of nothing that is past. In a demonstration, all of which is past
/// when it opens, the letter of the last week leaves at once; `None` while acts are being numbered and that week is not
/// reached.
async fn begin(tx: &mut Tx, place: &Territory, head: i64, now: Micros) -> Result<Option<i64>> {
    let (first, due) = if place.is_demo {
        (told::before(tx, place.id, now - 7 * DAY).await?, now)
    } else {
        (head, now + DAY)
    };
    if place.is_demo && first == head {
        return Ok(None);
    }
    let fresh = serde_json::to_string(&Ways::fresh(first)).unwrap_or_default();
    let there = told::begin_all(tx, place.id, &fresh, due).await? > 0;
    Ok(Some(if there { first } else { 0 }))
}

/// True when there is more.
async fn step(app: &App, place: &Territory) -> Result<bool> {
    let territory = place.id;
    let mut conn = app.db.read().await?;
    let head = activity::head(&mut conn, territory).await?;
    let known = told::place(&mut conn, territory).await?;
    drop(conn);
    if known.is_some_and(|told| told >= head) {
        return Ok(false);
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let from = told::place(&mut tx, territory).await?;
    let from = match from {
        Some(told) => told,
        None => match begin(&mut tx, place, head, now).await? {
            Some(first) => first,
            None => return Ok(false),
        },
    };
    let upto = head.min(from + ACTS);
    for (person, last) in told::addressed(&mut tx, territory, from, upto).await? {
        soon(app, &mut tx, territory, (person, last)).await?;
    }
    if from < upto && told::any_at_once(&mut tx, territory).await? {
        let spread = Spread {
            territory,
            from,
            upto,
            after: Id::nil(),
        };
        enqueue(app, &mut tx, (territory, SPREAD), &spread, (None, now)).await?;
    }
    told::move_to(&mut tx, territory, upto).await?;
    tx.commit().await?;
    app.wake.notify_waiters();
    Ok(upto < head)
}

/// Each minute: accounts made since get their row, and where somebody's hour has come a job goes round. `since` is when
/// this was done last; a day before it, whatever the clock did.
///
/// # Errors
/// When the database is away.
pub async fn tick(app: &App, since: Micros) -> Result<()> {
    let now = app.clock.now();
    for territory in app.atlas.all() {
        let mut conn = app.db.read().await?;
        let new = told::newcomers(&mut conn, territory.id, since - DAY, NEWCOMERS).await?;
        let due = told::any_due(&mut conn, territory.id, now).await?;
        drop(conn);
        if new.is_empty() && !due {
            continue;
        }
        let mut tx = app.db.begin().await?;
        for one in &new {
            told::begin(&mut tx, territory.id, one, now).await?;
        }
        if due {
            let key = format!("{DIGEST}:{}", id::short(territory.id));
            let payload = Digest {
                territory: territory.id,
            };
            enqueue(app, &mut tx, (territory.id, DIGEST), &payload, (Some(&key), now)).await?;
        }
        tx.commit().await?;
        app.wake.notify_waiters();
    }
    Ok(())
}

/// Each hour: nobody waits for a moment that lies further ahead than any letter does.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    told::reset(&mut tx, now, now + 8 * DAY).await?;
    tx.commit().await
}

/// Whoever just chose to know at once is told of what was due already.
///
/// # Errors
/// What the engine says.
pub async fn wake(app: &App, tx: &mut Tx, territory: Id, person: Id) -> Result<()> {
    let head = activity::head(tx, territory).await?;
    soon(app, tx, territory, (person, head)).await
}
