//! « My security »: what protects the account, and the switch of its second factor.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{id::Id, time::Micros, totp};
use terreau_kit::{Faults, Input, Page, Problem, Viewer, Visit, problem::Answer};

use super::{devices, qr};
use crate::{accounts, factors, kin};

struct Spared {
    name: String,
    until: Micros,
}

#[derive(Template)]
#[template(path = "security/show.html")]
struct Show<'a> {
    p: &'a Page,
    since: Option<Micros>,
    left: String,
    few: bool,
    spared: Vec<Spared>,
    required: bool,
    due: Option<Micros>,
    password: bool,
}

/// The state of things.
pub async fn show(mut visit: Visit) -> Answer {
    let person = visit.person()?.clone();
    let account = accounts::mine(&mut visit).await?;
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let (factor, left) = factors::of(db, territory, person.id).await?;
    let trusted = factors::trusted(db, territory, person.id, now).await?;
    let spared = trusted.into_iter().map(|device| Spared {
        name: devices::agent(&visit, &device.agent),
        until: device.expires_at,
    });
    let spared = spared.collect();
    let due = visit.held.map(|(_, due)| due);
    let p = visit.page(visit.tr.t("security-title")).at("me").private();
    visit.show(&Show {
        since: factor.and_then(|f| f.confirmed_at),
        left: p.n("security-codes-left", &left),
        few: left < 3,
        spared,
        required: factors::required(&visit.territory, person.role) || due.is_some(),
        due,
        password: account.password_hash.is_some(),
        p: &p,
    })
}

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Template)]
#[template(path = "security/set_up.html")]
struct SetUp<'a> {
    p: &'a Page,
    faults: &'a Faults,
    drawing: String,
    address: String,
    spelled: String,
    due: Option<Micros>,
    next: String,
}

async fn draw(visit: &mut Visit, next: &str, faults: &Faults) -> Answer {
    let account = accounts::mine(visit).await?;
    let mut tx = visit.begin().await?;
    let secret = factors::begin(&mut tx, visit.territory.id, account.person_id, visit.now).await?;
    visit.commit(tx).await?;
    let Some(secret) = secret else {
        return Ok(visit.redirect("/me/security"));
    };
    let mut p = visit.page(visit.tr.t("security-set-up-title")).at("me").private();
    p.section = visit.tr.t("security-title");
    let address = totp::address(&secret, &p.site(), &account.email);
    let template = SetUp {
        faults,
        drawing: qr::draw(&address, &p.t("security-drawing")),
        address,
        spelled: totp::grouped(&secret).replace('-', " "),
        due: visit.held.map(|(_, due)| due),
        next: next.to_owned(),
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// The drawing, the secret in letters, and the field for the first code.
pub async fn set_up(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    visit.proven()?;
    draw(&mut visit, &next.next, &Faults::new()).await
}

#[derive(Template)]
#[template(path = "security/codes.html")]
struct Codes<'a> {
    p: &'a Page,
    codes: Vec<String>,
    first: bool,
    next: String,
}

/// The spare codes, the only time they are shown.
fn shown(visit: &mut Visit, codes: Vec<String>, first: bool, next: &str) -> Answer {
    let mut p = visit.page(visit.tr.t("security-codes-title")).at("me").private();
    p.section = visit.tr.t("security-title");
    let next = if terreau_kit::elsewhere::local(next) {
        next.to_owned()
    } else {
        "/me/security".to_owned()
    };
    visit.show(&Codes {
        p: &p,
        codes,
        first,
        next,
    })
}

/// Switches the factor on when the first code is right. Other devices are signed out; the role comes back.
pub async fn confirm(mut visit: Visit, input: Input) -> Answer {
    let person = visit.proven()?.id;
    factors::count(&visit, person)?;
    let account = accounts::mine(&mut visit).await?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    let Some(codes) = factors::confirm(&mut tx, &visit, person, input.raw("code")).await? else {
        drop(tx);
        let mut faults = Faults::new();
        faults.add("code", visit.tr.t("accounts-prove-code-wrong"));
        return draw(&mut visit, input.raw("next"), &faults).await;
    };
    kin::end_sessions(&mut tx, territory, person, Id::nil()).await?;
    if let (Viewer::Person(someone), Some((role, _))) = (&mut visit.viewer, visit.held.take()) {
        someone.role = role;
    }
    accounts::renew(&mut visit, &mut tx).await?;
    accounts::log(&mut tx, &visit, person, "factor-on").await?;
    accounts::told(&mut tx, &visit, &account, ("factor-on", "/me/security")).await?;
    visit.commit(tx).await?;
    shown(&mut visit, codes, true, input.raw("next"))
}

/// The account of somebody whose factor is on, for an act that touches it.
async fn on(visit: &mut Visit) -> Result<accounts::Account, Problem> {
    let person = visit.proven()?.id;
    let territory = visit.territory.id;
    if factors::on(visit.db.get().await?, territory, person).await? {
        accounts::mine(visit).await
    } else {
        Err(Problem::Invalid("security-not-on"))
    }
}

/// Other spare codes in place of those before.
pub async fn codes(mut visit: Visit) -> Answer {
    let account = on(&mut visit).await?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    let codes = factors::spares(&mut tx, territory, account.person_id).await?;
    accounts::log(&mut tx, &visit, account.person_id, "spare-codes").await?;
    visit.commit(tx).await?;
    shown(&mut visit, codes, false, "")
}

/// Switches the factor off, where the role does not ask for it.
pub async fn off(mut visit: Visit) -> Answer {
    let account = on(&mut visit).await?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if factors::needed(&mut tx, &visit, account.person_id).await? {
        return Err(Problem::Refused("security-off-required"));
    }
    factors::off_everywhere(&mut tx, territory, account.person_id).await?;
    accounts::log(&mut tx, &visit, account.person_id, "factor-off").await?;
    accounts::told(&mut tx, &visit, &account, ("factor-off", "/me/security")).await?;
    visit.commit(tx).await?;
    visit.clear_cookie("device");
    visit.tell("security-is-off", "");
    Ok(visit.redirect("/me/security"))
}

/// Asks the code again on every device.
pub async fn forget(mut visit: Visit) -> Answer {
    let person = visit.person()?.id;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    factors::trust_none(&mut tx, territory, person).await?;
    accounts::log(&mut tx, &visit, person, "trust-ended").await?;
    visit.commit(tx).await?;
    visit.clear_cookie("device");
    visit.tell("security-forgotten", "");
    Ok(visit.redirect("/me/security"))
}
