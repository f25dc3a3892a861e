//! What happens later: the memberships of an account that went, and invitations that are over.

use terreau_kernel::{
    life::{Actor, Actors},
    time::DAY,
};
use terreau_kit::{App, Problem, Territory};
use terreau_store::{Tx, jobs};

use super::{
    life::Part,
    moves::{By, Moving, turn},
    rows::{self, Membership},
};
use crate::{
    accounts::{ERASE_MEMBERSHIPS, Erase},
    bodies::{self, Said, tell},
    work::Failed,
};

/// The address of an invitation is forgotten this long after its end.
const KEPT: i64 = 30 * DAY;

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn run(app: &App, job: &jobs::Claimed) -> Option<Result<(), Failed>> {
    (job.kind == ERASE_MEMBERSHIPS).then_some(())?;
    Some(leave_all(app, job).await)
}

/// Ends the memberships of somebody whose account went. A body that nobody answers for any more tells its members;
/// moderators see it in their queue.
async fn leave_all(app: &App, job: &jobs::Claimed) -> Result<(), Failed> {
    let gone: Erase = job.parse()?;
    let Some(territory) = app.atlas.by_id(gone.territory) else {
        return Ok(());
    };
    let mut conn = app.db.read().await?;
    let held = rows::held(&mut conn, gone.territory, gone.person).await?;
    drop(conn);
    for membership in held {
        let mut tx = app.db.begin().await?;
        leave(app, &territory, &mut tx, &membership)
            .await
            .map_err(|problem| format!("a membership could not be ended: {problem:?}"))?;
        tx.commit().await?;
    }
    app.touched(gone.territory);
    Ok(())
}

async fn leave(app: &App, territory: &Territory, tx: &mut Tx, m: &Membership) -> Result<(), Problem> {
    rows::hold(tx, territory.id, m.body_id).await?;
    let Some(now) = rows::by_id(tx, territory.id, m.body_id, m.id).await? else {
        return Ok(());
    };
    let name = match now.state.as_str() {
        "active" => "leave",
        "asked" => "withdraw",
        _ => return Ok(()),
    };
    let by = By {
        territory: territory.id,
        person: None,
        at: app.clock.now(),
    };
    let moving = Moving {
        name,
        by: Actors::of(&[Actor::System]),
        part: Part::Member,
        reason: None,
        message: "",
    };
    turn(tx, app, by, &now, moving).await?;
    let last = now.part() == Some(Part::Administrator)
        && rows::others(tx, territory.id, m.body_id, m.person_id).await? == 0;
    let body = bodies::by_id(tx, territory.id, m.body_id).await?;
    if let Some(body) = body.filter(|_| last) {
        let said = Said {
            key: "memberships-mail-orphan",
            path: "/contact",
            ..Said::default()
        };
        for part in [Part::Spokesperson, Part::Member] {
            let to = rows::leads(tx, territory.id, body.id, part).await?;
            tell(tx, (app, territory), &to, &body, &said).await?;
        }
    }
    Ok(())
}

/// Forgets to whom invitations went that are over for long.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<(), Failed> {
    let mut tx = app.db.begin().await?;
    rows::forget(&mut tx, app.clock.now() - KEPT).await?;
    tx.commit().await?;
    Ok(())
}
