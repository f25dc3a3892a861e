//! What follows when somebody typed an address: always one job, whoever they are, so that neither the answer
//! nor its time tells whether the address has an account. The letter is the only one to know.

use serde::{Deserialize, Serialize};
use terreau_kernel::{address::Address, id::Id};
use terreau_kit::{App, Problem, Territory, Visit, limits::Act, territory::Entry};
use terreau_store::{
    Tx,
    jobs::{self, Claimed},
};

use super::{
    letters,
    links::{self, Kind, Payload},
    rows,
};
use crate::{gestures, invites, work::Failed};

/// The kind of the job.
const JOB: &str = "account-letter";

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// An account.
    Join,
    /// A link to sign in.
    Login,
    /// Another password.
    Reset,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asked {
    territory: Id,
    wish: Wish,
    email: String,
    key: String,
    locale: String,
    gesture: Option<Id>,
    payload: Payload,
}

/// Counts tries on an address, whoever makes them.
pub fn count(visit: &Visit, act: Act, address: &Address) -> Result<(), Problem> {
    visit.count(act)?;
    let to = format!("to:{}", address.key());
    visit.app.limits.count(act, &[&to]).map_err(Problem::TooMany)
}

/// Takes a wish; what comes of it leaves by mail.
pub async fn ask(
    visit: &mut Visit,
    wish: Wish,
    address: &Address,
    mut payload: Payload,
) -> Result<(), Problem> {
    count(visit, Act::MailOut, address)?;
    let gesture = gestures::kept(visit).await?.pop().map(|g| g.id);
    payload.browser = browser(&gestures::secret(visit));
    payload.locale = visit.locale.code().to_owned();
    let asked = Asked {
        territory: visit.territory.id,
        wish,
        email: address.as_str().to_owned(),
        key: address.key(),
        locale: visit.locale.code().to_owned(),
        gesture,
        payload,
    };
    let mut tx = visit.begin().await?;
    let job = jobs::New {
        id: visit.app.ids.next(),
        territory: Some(asked.territory),
        kind: JOB,
        payload: &asked,
        unique: None,
        run_at: visit.now,
        now: visit.now,
    };
    jobs::enqueue(&mut tx, job).await?;
    visit.commit(tx).await
}

/// What is kept of a browser's secret, to know it again.
pub fn browser(secret: &str) -> String {
    let digest = terreau_kit::session::digest(secret);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs the job; `None` when it is not ours.
pub async fn job(app: &App, job: &Claimed) -> Option<Result<(), Failed>> {
    (job.kind == JOB).then_some(())?;
    Some(answer(app, job).await)
}

/// Only who is invited joins, and this one was not: the form said so, unless that was decided since.
async fn shut(tx: &mut Tx, app: &App, territory: &Territory, next: &str) -> Result<bool, Failed> {
    let closed = territory.settings.entry == Entry::Invited;
    Ok(closed && !invites::works(tx, (app, territory.id), next, app.clock.now()).await?)
}

async fn answer(app: &App, job: &Claimed) -> Result<(), Failed> {
    let asked: Asked = job.parse()?;
    let Some(territory) = app.atlas.by_id(asked.territory) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    let account = rows::by_key(&mut tx, territory.id, &asked.key).await?;
    let (kind, words) = match (asked.wish, &account) {
        (Wish::Join, None) if shut(&mut tx, app, &territory, &asked.payload.next).await? => (None, "shut"),
        (Wish::Join, None) if asked.gesture.is_some() => (Some(Kind::Join), "join-gesture"),
        (Wish::Join, None) => (Some(Kind::Join), "join"),
        (Wish::Join, Some(_)) => (Some(Kind::Login), "known"),
        (Wish::Login, Some(_)) => (Some(Kind::Login), "login"),
        (Wish::Reset, Some(_)) => (Some(Kind::Reset), "reset"),
        (_, None) => (None, "unknown"),
    };
    let url = match kind {
        None if words == "shut" => format!("{}/about", terreau_kit::page::base(app, &territory)),
        None => format!("{}/join", terreau_kit::page::base(app, &territory)),
        Some(kind) => {
            let payload = if kind == Kind::Join {
                asked.payload.clone()
            } else {
                Payload {
                    name: String::new(),
                    password_hash: None,
                    ..asked.payload.clone()
                }
            };
            let link = links::New {
                kind,
                person: account.as_ref().map(|a| a.person_id),
                email: account.as_ref().map_or(&asked.email, |a| &a.email),
                payload,
                gesture: asked.gesture,
            };
            links::make(&mut tx, app, &territory, link, app.clock.now()).await?
        }
    };
    let to = letters::To {
        address: account.as_ref().map_or(&asked.email, |a| &a.email),
        person: account.as_ref().map(|a| a.person_id),
        locale: account.as_ref().map_or(&asked.locale, |a| &a.locale),
    };
    let name = account.as_ref().map_or(&asked.payload.name, |a| &a.name);
    letters::post(
        &mut tx,
        (app, &territory),
        to,
        (words, Some(&url)),
        &[("name", name)],
    )
    .await?;
    tx.commit().await?;
    app.wake.notify_waiters();
    Ok(())
}
