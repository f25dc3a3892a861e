//! Letters. Written in the transaction that makes them due, kept until they are sent, drawn twice (text and
//! HTML) from the same few parts, so that both always say the same.

pub mod letter;
pub mod rows;
pub mod transport;

pub use letter::Letter;

use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, jobs};

use crate::{App, Territory};

/// The job that sends one letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendMail {
    /// Where it belongs.
    pub territory: Id,
    /// Which one.
    pub mail: Id,
}

/// The kind of that job.
pub const SEND: &str = "send-mail";

/// The job that sends some letters together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendMails {
    /// Where they belong.
    pub territory: Id,
    /// Which ones.
    pub mails: Vec<Id>,
}

/// The kind of that job.
pub const SEND_ALL: &str = "send-mails";

/// Keeps a letter and enqueues its sending, in the caller's transaction.
///
/// # Errors
/// What the engine says.
pub async fn post(
    tx: &mut impl Reach,
    app: &App,
    territory: &Territory,
    letter: &Letter,
    now: Micros,
) -> Result<Id> {
    let id = keep(tx, app, territory, letter, now).await?;
    let payload = SendMail {
        territory: territory.id,
        mail: id,
    };
    let job = jobs::New {
        id: app.ids.next(),
        territory: Some(territory.id),
        kind: SEND,
        payload: &payload,
        unique: None,
        run_at: now,
        now,
    };
    jobs::enqueue(tx, job).await?;
    Ok(id)
}

/// Keeps a letter that [`send_all`] is told of in the same transaction.
///
/// # Errors
/// What the engine says.
pub async fn keep(
    tx: &mut impl Reach,
    app: &App,
    territory: &Territory,
    letter: &Letter,
    now: Micros,
) -> Result<Id> {
    let id = app.ids.next();
    let drawn = letter.draw(app, territory, &host(app, territory));
    rows::insert(tx, territory.id, id, &drawn, now).await?;
    Ok(id)
}

/// Enqueues the sending of letters kept in the caller's transaction, together: one job for all of them.
///
/// # Errors
/// What the engine says.
pub async fn send_all(tx: &mut impl Reach, app: &App, letters: &SendMails, now: Micros) -> Result<()> {
    if letters.mails.is_empty() {
        return Ok(());
    }
    let job = jobs::New {
        id: app.ids.next(),
        territory: Some(letters.territory),
        kind: SEND_ALL,
        payload: letters,
        unique: None,
        run_at: now,
        now,
    };
    jobs::enqueue(tx, job).await
}

/// The host part of message ids and list ids.
#[must_use]
pub fn host(app: &App, territory: &Territory) -> String {
    url::Url::parse(&crate::page::base(app, territory))
        .ok()
        .and_then(|u| u.host_str().map(str::to_owned))
        .unwrap_or_else(|| "terreau.invalid".into())
}
