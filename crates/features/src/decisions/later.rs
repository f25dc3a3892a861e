//! What a decision leaves for later: the end of a suspension that was given a length.

use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, time::DAY};
use terreau_kit::{App, Problem, Role, Viewer, Visit, viewer::Someone};
use terreau_store::{Tx, jobs};

use super::Decision;
use crate::{accounts, work::Failed};

/// The kind of the job.
const END: &str = "end-suspension";

#[derive(Debug, Serialize, Deserialize)]
struct EndSuspension {
    territory: Id,
    decision: Id,
    person: Id,
    by: Id,
}

/// Ends a suspension when its days are over, in the caller's transaction.
pub async fn end_later(visit: &Visit, tx: &mut Tx, decision: &Decision, days: i64) -> Result<(), Problem> {
    let payload = EndSuspension {
        territory: visit.territory.id,
        decision: decision.id,
        person: decision.object_id,
        by: decision.person_id,
    };
    let job = jobs::New {
        id: visit.app.ids.next(),
        territory: Some(visit.territory.id),
        kind: END,
        payload: &payload,
        unique: None,
        run_at: visit.now + days * DAY,
        now: visit.now,
    };
    jobs::enqueue(tx, job).await?;
    Ok(())
}

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn job(app: &App, job: &jobs::Claimed) -> Option<Result<(), Failed>> {
    if job.kind == END {
        Some(end(app, job).await)
    } else {
        None
    }
}

/// Ends it, if the suspension of that decision is still the last word about the person.
async fn end(app: &App, job: &jobs::Claimed) -> Result<(), Failed> {
    let due: EndSuspension = job.parse()?;
    let Some(territory) = app.atlas.by_id(due.territory) else {
        return Ok(());
    };
    let (headers, uri) = (http::HeaderMap::new(), http::Uri::from_static("/"));
    let local = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    let arrived = Visit::arrive(app, territory, &headers, &uri, local).await;
    let mut visit = arrived.map_err(|problem| format!("{problem:?}"))?;
    visit.viewer = Viewer::Person(Someone::absent(due.by, Role::Moderator));
    let mut tx = app.db.begin().await?;
    if super::last(&mut tx, due.territory, due.person).await? != Some(due.decision) {
        return Ok(());
    }
    if !super::suspended(&mut tx, due.territory, due.person).await? {
        return Ok(());
    }
    let why = visit.tr.t("moderation-suspension-over");
    let resumed = accounts::resume(&visit, &mut tx, due.person, Some(&why)).await;
    resumed.map_err(|problem| format!("{problem:?}"))?;
    tx.commit().await?;
    app.touched(due.territory);
    Ok(())
}
