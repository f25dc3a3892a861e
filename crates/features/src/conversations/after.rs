//! What becomes of the places and words of an account that went.

use terreau_kernel::life::{Actor, Actors};
use terreau_kit::{App, steps};
use terreau_store::jobs::Claimed;

use super::{life::PLACE, writes};
use crate::{
    accounts::{ERASE, ERASE_MEMBERSHIPS, Erase},
    work::Failed,
};

/// Somebody's account went: they leave every conversation, and their words go when they asked for it. Beside the jobs
/// of others that say so; done again, it changes nothing.
///
/// # Errors
/// When the database is away.
pub async fn gone(app: &App, job: &Claimed) -> Result<(), Failed> {
    match job.kind.as_str() {
        ERASE_MEMBERSHIPS => leave(app, job.parse()?).await,
        ERASE => blank(app, job.parse()?).await,
        _ => Ok(()),
    }
}

async fn leave(app: &App, who: Erase) -> Result<(), Failed> {
    let (territory, person) = (who.territory, who.person);
    loop {
        let mut tx = app.db.begin().await?;
        let held = writes::held(&mut tx, territory, person).await?;
        for (conversation, place, state) in &held {
            let here = (territory, *conversation);
            writes::hold(&mut tx, territory, *conversation).await?;
            if let Ok(step) = PLACE.attempt(state, "leave", &Actors::of(&[Actor::System]), 0, None) {
                let taken = steps::Taken {
                    territory,
                    id: app.ids.next(),
                    object: *place,
                    person: None,
                    body: None,
                    at: app.clock.now(),
                };
                steps::record(&mut tx, PLACE.object, &step, taken).await?;
            }
            writes::gone(&mut tx, here, person).await?;
        }
        if held.is_empty() {
            writes::unassign(&mut tx, territory, person).await?;
            writes::forget(&mut tx, territory, person).await?;
            tx.commit().await?;
            return Ok(());
        }
        tx.commit().await?;
    }
}

async fn blank(app: &App, who: Erase) -> Result<(), Failed> {
    let mut tx = app.db.begin().await?;
    writes::blank(&mut tx, who.territory, who.person, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
