//! Taking a picture in, attaching it to what it belongs to, and forgetting those nobody used.

use sha2::{Digest, Sha256};
use terreau_kernel::{
    id::{self, Id},
    time::DAY,
};
use terreau_kit::{App, Problem, Visit, form::Upload, limits::Act};
use terreau_store::{
    Tx,
    images::{self, Ready, Refused},
};
use tokio::sync::Semaphore;

use super::rows;

/// Pictures decoded at once: each may take a quarter of a gigabyte.
static DECODING: Semaphore = Semaphore::const_new(2);
/// A picture nobody attached is forgotten after this long.
const LOOSE: i64 = 7 * DAY;

/// A picture taken, not attached to anything yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Id,
    /// Width and height of the largest variant.
    pub size: (u32, u32),
}

/// Takes a picture in: checked, turned upright, resized, kept without its metadata. The inner error is for
/// its owner to repair: [`refusal`] gives its words.
///
/// # Errors
/// [`Problem::TooMany`], or [`Problem::Away`] when there is no room.
pub async fn take(visit: &mut Visit, upload: &Upload) -> Result<Result<Kept, Refused>, Problem> {
    take_as(visit, upload, images::prepare).await
}

/// As [`take`], the square in the middle of it: a portrait.
///
/// # Errors
/// As [`take`].
pub async fn take_face(visit: &mut Visit, upload: &Upload) -> Result<Result<Kept, Refused>, Problem> {
    take_as(visit, upload, images::face).await
}

/// What makes a picture ready to be stored.
type Prepare = fn(&[u8]) -> Result<Ready, Refused>;

async fn take_as(visit: &mut Visit, upload: &Upload, how: Prepare) -> Result<Result<Kept, Refused>, Problem> {
    visit.count(Act::Upload)?;
    let id = visit.app.ids.next();
    let (size, bytes) = match store(&visit.app, id, upload, how).await? {
        Ok(done) => done,
        Err(refused) => return Ok(Err(refused)),
    };
    let new = rows::New {
        territory: visit.territory.id,
        id,
        person: visit.viewer.id(),
        size,
        bytes,
        at: visit.now,
    };
    let mut tx = visit.begin().await?;
    rows::insert(&mut tx, new).await?;
    tx.commit().await?;
    Ok(Ok(Kept { id, size }))
}

type Stored = ((u32, u32), i64);

async fn store(app: &App, id: Id, upload: &Upload, how: Prepare) -> Result<Result<Stored, Refused>, Problem> {
    let _turn = DECODING.acquire().await.map_err(|_| Problem::Away)?;
    let (media, bytes) = (app.media.clone(), upload.bytes.clone());
    let done = tokio::task::spawn_blocking(move || {
        let ready: Ready = match how(&bytes) {
            Ok(ready) => ready,
            Err(refused) => return Ok(Err(refused)),
        };
        let mut total = 0;
        for (width, jpeg) in &ready.variants {
            media.write(id, *width, jpeg)?;
            total += jpeg.len();
        }
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        Ok(Ok((ready.size, total)))
    });
    done.await
        .map_err(|_| Problem::Broken)?
        .map_err(|e: terreau_store::Error| e.into())
}

/// The key of the message that says what is wrong with a picture.
#[must_use]
pub fn refusal(refused: Refused) -> &'static str {
    match refused {
        Refused::Kind => "picture-refused-kind",
        Refused::TooLarge => "picture-refused-large",
        Refused::Broken => "picture-refused-broken",
    }
}

/// Proves in a form that this browser sent a picture: nobody attaches what somebody else sent.
#[must_use]
pub fn ticket(app: &App, id: Id) -> String {
    format!("{}.{}", id::short(id), seal(app, id))
}

fn seal(app: &App, id: Id) -> String {
    let mut digest = Sha256::new();
    digest.update(b"picture:");
    digest.update(app.secret().as_bytes());
    digest.update(id.as_bytes());
    digest.finalize()[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The picture of a ticket we gave.
#[must_use]
pub fn of_ticket(app: &App, ticket: &str) -> Option<Id> {
    use subtle::ConstantTimeEq as _;
    let (short, sealed) = ticket.split_once('.')?;
    let id = id::parse_short(short)?;
    bool::from(seal(app, id).as_bytes().ct_eq(sealed.as_bytes())).then_some(id)
}

/// Attaches the loose picture of a ticket; `None` when there is none any more.
///
/// # Errors
/// What the engine says.
pub async fn redeem(visit: &Visit, tx: &mut Tx, ticket: &str) -> Result<Option<Id>, Problem> {
    let Some(id) = of_ticket(&visit.app, ticket) else {
        return Ok(None);
    };
    attach(visit, tx, id).await.map(|done| done.then_some(id))
}

/// Attaches a loose picture; false when it is not loose, or another person's.
///
/// # Errors
/// What the engine says.
pub async fn attach(visit: &Visit, tx: &mut Tx, id: Id) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let owner = rows::loose_of(tx, territory, id).await?;
    if owner.is_none_or(|owner| owner.is_some() && owner != visit.viewer.id()) {
        return Ok(false);
    }
    Ok(rows::attach(tx, territory, id).await?)
}

/// A picture is no longer part of anything: it is forgotten in a week.
///
/// # Errors
/// What the engine says.
pub async fn loosen(visit: &Visit, tx: &mut Tx, id: Id) -> Result<(), Problem> {
    Ok(rows::loosen(tx, visit.territory.id, id, visit.now).await?)
}

/// Hourly housekeeping: pictures nobody attached within a week, rows first, then files.
///
/// # Errors
/// When the database or the disk is away.
pub async fn sweep(app: &App) -> Result<(), crate::work::Failed> {
    let before = app.clock.now() - LOOSE;
    loop {
        let stale = rows::stale(&mut app.db.read().await?, before).await?;
        if stale.is_empty() {
            return Ok(());
        }
        let mut tx = app.db.begin().await?;
        let mut gone = Vec::with_capacity(stale.len());
        for (territory, id) in stale {
            if rows::forget(&mut tx, territory, id).await? {
                gone.push(id);
            }
        }
        tx.commit().await?;
        let media = app.media.clone();
        tokio::task::spawn_blocking(move || gone.into_iter().try_for_each(|id| media.remove(id))).await??;
    }
}
