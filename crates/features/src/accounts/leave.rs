//! Leaving: asked for, put off by two weeks, undone by a letter or by coming back, and in the end done by the
//! hourly housekeeping, which also forgets what has no reason to be kept.

use askama::Template;
use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::Id,
    life::{Actor, Actors},
    time::{DAY, Micros},
};
use terreau_kit::{
    App, Faults, Input, Page, Problem, Visit, i18n::Tr, limits::Act, mail, problem::Answer, session,
};
use terreau_store::{Tx, jobs};

use super::{
    change::mine,
    create, letters,
    life::{self, By},
    links::{self, Kind, Payload},
    log,
    rows::{self, Account, Due},
};
use crate::{closed, gestures, work::Failed};

/// Time to think again.
const GRACE: Micros = 14 * DAY;
/// Accounts that nobody proved are forgotten after this long.
const UNPROVED: Micros = 7 * DAY;
/// The log of safety is kept this long.
const LOG: Micros = 365 * DAY;
/// Letters sent are kept this long.
const MAILS: Micros = 90 * DAY;

/// The kind of the job that erases what somebody wrote; a later feature runs it.
pub const ERASE: &str = "erase-contributions";
/// The kind of the job that ends what somebody belonged to; a later feature runs it.
pub const ERASE_MEMBERSHIPS: &str = "erase-memberships";

/// What that job needs to know.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Erase {
    /// Where.
    pub territory: Id,
    /// Whose.
    pub person: Id,
}

#[derive(Template)]
#[template(path = "accounts/delete.html")]
struct Delete<'a> {
    p: &'a Page,
    faults: &'a Faults,
    due: String,
    planned: bool,
    erases: bool,
    kept: String,
}

async fn draw(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let account = mine(visit).await?;
    let at = account.deletion_due_at.unwrap_or(visit.now + GRACE);
    let p = visit.page(visit.tr.t("accounts-delete-title")).at("me").private();
    let template = Delete {
        kept: closed::said(visit),
        due: p.day(&at),
        planned: account.deletion_due_at.is_some(),
        erases: account.deletion_erases || input.raw("contributions") == "erase",
        faults,
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// What leaving means, and the choice to make.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, &Input::default(), &Faults::new()).await
}

/// Plans the deletion and tells how to undo it.
pub async fn delete(mut visit: Visit, input: Input) -> Answer {
    visit.proven()?;
    visit.count(Act::SignIn)?;
    let account = mine(&mut visit).await?;
    let mut faults = Faults::new();
    let choice = input.raw("contributions").to_owned();
    faults.unless(
        matches!(choice.as_str(), "keep" | "erase"),
        "contributions",
        || visit.tr.t("accounts-delete-choose"),
    );
    faults.unless(input.has("sure"), "sure", || visit.tr.t("accounts-delete-unsure"));
    if !faults.is_empty() {
        return draw(&mut visit, &input, &faults).await;
    }
    let (app, territory, person) = (visit.app.clone(), visit.territory.clone(), account.person_id);
    let due = visit.now + GRACE;
    let mut tx = visit.begin().await?;
    rows::set_leaving(&mut tx, territory.id, person, Some(due), choice == "erase").await?;
    links::void(&mut tx, territory.id, person, Kind::Stay).await?;
    let link = links::New {
        kind: Kind::Stay,
        person: Some(person),
        email: &account.email,
        payload: Payload::default(),
        gesture: None,
    };
    let url = links::make(&mut tx, &app, &territory, link, visit.now).await?;
    told(&mut tx, (&app, &visit), &account, ("leaving", Some(&url)), due).await?;
    log::write(&mut tx, &visit, Some(person), "deletion-planned").await?;
    visit.commit(tx).await?;
    let day = terreau_kernel::locale::date_long(due, visit.locale, visit.zone());
    visit.tell("accounts-delete-planned", &day);
    Ok(visit.redirect("/me/delete"))
}

async fn told(
    tx: &mut Tx,
    (app, visit): (&App, &Visit),
    account: &Account,
    letter: (&'static str, Option<&str>),
    at: Micros,
) -> Result<(), Problem> {
    let locale = terreau_kernel::locale::Locale::from_code(&account.locale).unwrap_or(visit.locale);
    let day = terreau_kernel::locale::date_long(at, locale, visit.zone());
    let to = letters::To {
        address: &account.email,
        person: Some(account.person_id),
        locale: &account.locale,
    };
    let values = [("name", account.name.as_str()), ("day", day.as_str())];
    Ok(letters::post(tx, (app, &visit.territory), to, letter, &values).await?)
}

/// Gives up leaving.
pub async fn undo(mut visit: Visit) -> Answer {
    let account = mine(&mut visit).await?;
    let mut tx = visit.begin().await?;
    stay(&mut visit, &mut tx, &account).await?;
    visit.commit(tx).await?;
    Ok(visit.redirect("/me"))
}

/// Takes a planned deletion back, in the caller's transaction.
pub async fn stay(visit: &mut Visit, tx: &mut Tx, account: &Account) -> Result<(), Problem> {
    let (territory, person) = (visit.territory.id, account.person_id);
    if account.deletion_due_at.is_some() {
        rows::set_leaving(tx, territory, person, None, false).await?;
        links::void(tx, territory, person, Kind::Stay).await?;
        let app = visit.app.clone();
        told(tx, (&app, visit), account, ("staying", None), visit.now).await?;
        log::write(tx, visit, Some(person), "deletion-undone").await?;
    }
    visit.tell("accounts-delete-undone", "");
    Ok(())
}

/// Hourly housekeeping: leaves whose time has come, then everything kept long enough.
///
/// # Errors
/// When the database is away.
pub async fn sweep(app: &App) -> Result<(), Failed> {
    let now = app.clock.now();
    let (leaving, unproved) = {
        let mut conn = app.db.read().await?;
        (
            rows::leaving(&mut conn, now).await?,
            rows::unconfirmed(&mut conn, now - UNPROVED).await?,
        )
    };
    for due in &leaving {
        if let Err(problem) = forget(app, due).await {
            tracing::warn!(?problem, "an account could not be deleted");
        }
    }
    let mut tx = app.db.begin().await?;
    for due in &unproved {
        rows::drop_unproved(&mut tx, due).await?;
    }
    let links = links::expire(&mut tx, now).await?;
    let gestures = gestures::expire(&mut tx, now).await?;
    let sessions = session::expire(&mut tx, now).await?;
    let devices = crate::factors::expire(&mut tx, now).await?;
    let log = log::expire(&mut tx, now - LOG).await?;
    let mails = mail::rows::forget(&mut tx, now - MAILS).await?;
    tx.commit().await?;
    tracing::info!(
        accounts = leaving.len(),
        unproved = unproved.len(),
        links,
        gestures,
        sessions,
        devices,
        log,
        mails,
        "housekeeping"
    );
    Ok(())
}

/// Forgets a person: the account goes, what they wrote stays unsigned or goes too, as they chose.
async fn forget(app: &App, due: &Due) -> Result<(), Problem> {
    let Some(territory) = app.atlas.by_id(due.territory_id) else {
        return Ok(());
    };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let by = By {
        territory: due.territory_id,
        person: due.person_id,
        actors: Actors::of(&[Actor::System]),
        who: None,
        at: now,
    };
    life::shift(&mut tx, app, by, "leave", None).await?;
    rows::count(&mut tx, due.territory_id, -1).await?;
    session::end_others(&mut tx, due.territory_id, due.person_id, Id::nil()).await?;
    crate::factors::off(&mut tx, due.territory_id, due.person_id).await?;
    closed::keep(&mut tx, &territory, due.person_id, now).await?;
    rows::forget(&mut tx, due, &create::nameless(app), now).await?;
    for kind in [ERASE_MEMBERSHIPS, ERASE] {
        if kind == ERASE && !due.deletion_erases {
            continue;
        }
        let job = jobs::New {
            id: app.ids.next(),
            territory: Some(due.territory_id),
            kind,
            payload: &Erase {
                territory: due.territory_id,
                person: due.person_id,
            },
            unique: None,
            run_at: now,
            now,
        };
        jobs::enqueue(&mut tx, job).await?;
    }
    let locale = terreau_kernel::locale::Locale::from_code(&due.locale);
    let tr = Tr::new(app.catalogue.clone(), locale.unwrap_or_default());
    let nobody = tr.t("accounts-somebody");
    let to = letters::To {
        address: &due.email,
        person: None,
        locale: &due.locale,
    };
    let values = [("name", nobody.as_str())];
    letters::post(&mut tx, (app, &territory), to, ("left", None), &values).await?;
    tx.commit().await?;
    app.touched(due.territory_id);
    Ok(())
}
