//! Jobs and letters: what waits, what failed and why, and another try.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{id, limits, time::Micros};
use terreau_kit::{
    Page, Problem, Visit,
    mail::{self, SendMail},
    paging::{self, Paged},
    problem::Answer,
};
use terreau_store::jobs::{self, Listed};

use super::{page, rows};

/// What a list address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
}

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct Jobs<'a> {
    p: &'a Page,
    jobs: Paged<Listed>,
    states: Vec<(&'static str, bool, i64)>,
    next: String,
    dead: bool,
}

#[derive(Template)]
#[template(path = "admin/mails.html")]
struct Mails<'a> {
    p: &'a Page,
    mails: Paged<mail::rows::Mail>,
    states: Vec<(&'static str, bool)>,
    next: String,
}

#[derive(Template)]
#[template(path = "admin/mail.html")]
struct Mail<'a> {
    p: &'a Page,
    mail: mail::rows::Mail,
    short: String,
}

fn before(after: &str) -> (Micros, id::Id) {
    paging::position(after).unwrap_or((i64::MAX, id::Id::max()))
}

const SIZE: usize = limits::ROWS_PAGE;

fn more() -> i64 {
    i64::try_from(SIZE + 1).unwrap_or(51)
}

/// Jobs in a state. Territories share one queue: its keeper sees it whole.
pub async fn jobs(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    let all = ["queued", "running", "dead"];
    let state = all.into_iter().find(|s| *s == asked.state).unwrap_or("queued");
    let db = visit.db.get().await?;
    let found = jobs::list(db, state, before(&asked.after), more()).await?;
    let mut states = Vec::new();
    for one in all {
        states.push((one, one == state, jobs::count(db, one).await?));
    }
    let own = visit.territory.id;
    let found = found
        .into_iter()
        .filter(|job| job.territory_id.is_none_or(|t| t == own))
        .collect();
    let jobs = Paged::cut(found, SIZE, |job: &Listed| (job.updated_at, job.id));
    let next = jobs
        .next
        .as_deref()
        .map(|n| format!("/admin/jobs?state={state}&after={n}"))
        .unwrap_or_default();
    let p = page(&mut visit, "admin-jobs");
    visit.show(&Jobs {
        p: &p,
        jobs,
        states,
        next,
        dead: state == "dead",
    })
}

/// Another try for one job.
pub async fn retry(mut visit: Visit, Path(short): Path<String>) -> Answer {
    visit.administrator()?;
    let id = id::parse_short(&short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let job = jobs::get(visit.db.get().await?, id)
        .await?
        .ok_or(Problem::NotFound)?;
    if job.territory_id.is_some_and(|t| t != territory) {
        return Err(Problem::NotFound);
    }
    let mut tx = visit.begin().await?;
    jobs::retry(&mut tx, id, visit.now).await?;
    visit.commit(tx).await?;
    visit.tell("admin-job-again", "");
    Ok(visit.redirect("/admin/jobs"))
}

/// Another try for every dead job.
pub async fn retry_all(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let mut tx = visit.begin().await?;
    jobs::retry_dead(&mut tx, visit.now).await?;
    visit.commit(tx).await?;
    visit.tell("admin-job-again", "");
    Ok(visit.redirect("/admin/jobs"))
}

/// Letters, the latest first.
pub async fn mails(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    let all = ["", "queued", "sent", "failed"];
    let state = all.into_iter().find(|s| *s == asked.state).unwrap_or_default();
    let territory = visit.territory.id;
    let found = mail::rows::list(
        visit.db.get().await?,
        territory,
        state,
        before(&asked.after),
        more(),
    )
    .await?;
    let mails = Paged::cut(found, SIZE, |m: &mail::rows::Mail| (m.created_at, m.id));
    let next = mails
        .next
        .as_deref()
        .map(|n| format!("/admin/mail?state={state}&after={n}"))
        .unwrap_or_default();
    let states = all.map(|s| (s, s == state)).into();
    let p = page(&mut visit, "admin-mail");
    visit.show(&Mails {
        p: &p,
        mails,
        states,
        next,
    })
}

async fn letter(visit: &mut Visit, short: &str) -> Result<mail::rows::Mail, Problem> {
    visit.administrator()?;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    mail::rows::get(visit.db.get().await?, territory, id)
        .await?
        .ok_or(Problem::NotFound)
}

/// Letters that open a door: an administrator sees that they left, not what they hold.
fn secret(kind: &str) -> bool {
    !matches!(
        kind,
        "reply" | "comment" | "moderation" | "decision" | "report" | "welcome"
    )
}

/// One letter; its links are not shown when they would open somebody's account.
pub async fn mail(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let mut mail = letter(&mut visit, &short).await?;
    if secret(&mail.kind) {
        mail.text = visit.tr.t("admin-mail-secret");
    }
    if let Ok(address) = terreau_kernel::address::parse(&mail.address) {
        mail.text = mail.text.replace(&mail.address, &address.masked());
        mail.address = address.masked();
    }
    let p = page(&mut visit, "admin-mail");
    visit.show(&Mail { p: &p, mail, short })
}

/// Sends a letter that did not leave once more.
pub async fn send_again(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let mail = letter(&mut visit, &short).await?;
    let territory = visit.territory.id;
    let payload = SendMail {
        territory,
        mail: mail.id,
    };
    let job = visit.app.ids.next();
    let mut tx = visit.begin().await?;
    if rows::mail_again(&mut tx, territory, mail.id).await? {
        let new = jobs::New {
            id: job,
            territory: Some(territory),
            kind: mail::SEND,
            payload: &payload,
            unique: None,
            run_at: visit.now,
            now: visit.now,
        };
        jobs::enqueue(&mut tx, new).await?;
    }
    visit.commit(tx).await?;
    visit.tell("admin-mail-again", "");
    Ok(visit.redirect(&format!("/admin/mail/{short}")))
}
