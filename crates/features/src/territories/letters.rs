//! Sending one kept letter. A letter already sent is not sent again; one sent twice (the process died in
//! between) carries the same Message-ID.

use terreau_kit::{
    App,
    mail::{
        SendMail, rows,
        transport::{Failure, Transport},
    },
};
use terreau_store::jobs::{Claimed, TRIES};

use crate::work::Failed;

/// Sends the letter of a job.
pub async fn send(app: &App, outbox: &Transport, job: &Claimed) -> Result<(), Failed> {
    let SendMail { territory, mail: id } = job.parse()?;
    let mut conn = app.db.read().await?;
    let Some(letter) = rows::get(&mut conn, territory, id).await? else {
        return Ok(());
    };
    drop(conn);
    if letter.state == "sent" {
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
            let state = if job.attempts >= TRIES { "failed" } else { "queued" };
            rows::failed(&mut tx, territory, id, state, &why).await?;
            Err(why.into())
        }
    };
    tx.commit().await?;
    result
}
