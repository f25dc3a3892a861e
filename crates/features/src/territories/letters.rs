//! Sending one kept letter. A letter already sent is not sent again; one sent twice (the process died in
//! between) carries the same Message-ID.

use terreau_kernel::id::Id;
use terreau_kit::{
    App,
    mail::{
        SendMail, SendMails, rows,
        transport::{Failure, Transport},
    },
};
use terreau_store::jobs::{Claimed, TRIES};

use crate::work::Failed;

/// Sends the letter of a job.
pub async fn send(app: &App, outbox: &Transport, job: &Claimed) -> Result<(), Failed> {
    let SendMail { territory, mail } = job.parse()?;
    one(app, outbox, (territory, mail), job.attempts).await
}

/// Sends the letters of a job, side by side: what they leave behind shares commits. Tried again, the job skips those
/// that left.
pub async fn send_all(app: &App, outbox: &Transport, job: &Claimed) -> Result<(), Failed> {
    let SendMails { territory, mails } = job.parse()?;
    let all = mails
        .iter()
        .map(|mail| one(app, outbox, (territory, *mail), job.attempts));
    let failed = futures_util::future::join_all(all)
        .await
        .into_iter()
        .find_map(Result::err);
    failed.map_or(Ok(()), Err)
}

async fn one(app: &App, outbox: &Transport, (territory, id): (Id, Id), attempts: i64) -> Result<(), Failed> {
    let mut conn = app.db.read().await?;
    let Some(letter) = rows::get(&mut conn, territory, id).await? else {
        return Ok(());
    };
    drop(conn);
    // One that was refused for good is tried again only when somebody asks: that is the first try of another job.
    if letter.state == "sent" || (letter.state == "failed" && attempts > 1) {
        return Ok(());
    }
    let sent = outbox.send(&app.config.mail_from, &letter).await;
    let mut tx = app.db.begin().await?;
    let result = match sent {
        Ok(()) => {
            rows::sent(&mut tx, territory, id, app.clock.now()).await?;
            Ok(())
        }
        Err(Failure::ForGood(why)) => {
            rows::failed(&mut tx, territory, id, "failed", &why).await?;
            Ok(())
        }
        Err(Failure::ForNow(why)) => {
            let state = if attempts >= TRIES { "failed" } else { "queued" };
            rows::failed(&mut tx, territory, id, state, &why).await?;
            Err(why.into())
        }
    };
    tx.commit().await?;
    result
}
