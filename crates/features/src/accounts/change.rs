//! What changes the way into an account: its address, its password. Asked only of whoever just proved who
//! they are, and told to the address it concerns.

use askama::Template;
use terreau_kernel::{
    address::{self, Address},
    id::Id,
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer, session};
use terreau_store::Tx;

use super::{
    ask, enter, join, letters,
    links::{self, Kind, Link, Payload},
    log,
    rows::{self, Account},
};
use crate::{factors, kin, passwords};

/// The account of whoever visits.
pub async fn mine(visit: &mut Visit) -> Result<Account, Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    rows::by_id(visit.db.get().await?, territory, person)
        .await?
        .ok_or(Problem::NotFound)
}

#[derive(Template)]
#[template(path = "accounts/email.html")]
struct Email<'a> {
    p: &'a Page,
    faults: &'a Faults,
    now: String,
    email: String,
}

async fn draw_email(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let account = mine(visit).await?;
    let p = visit.page(visit.tr.t("accounts-email-title")).at("me").private();
    let template = Email {
        p: &p,
        faults,
        now: account.email,
        email: input.raw("email").to_owned(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form of a new address.
pub async fn email_form(mut visit: Visit) -> Answer {
    visit.proven()?;
    draw_email(&mut visit, &Input::default(), &Faults::new()).await
}

/// Sends a link to the new address. The answer does not tell whether somebody has it.
pub async fn email(mut visit: Visit, input: Input) -> Answer {
    visit.proven()?;
    let account = mine(&mut visit).await?;
    let mut faults = Faults::new();
    let Some(address) = join::email(&visit, &input, &mut faults) else {
        return draw_email(&mut visit, &input, &faults).await;
    };
    if address.as_str() == account.email {
        faults.add("email", visit.tr.t("accounts-email-same"));
        return draw_email(&mut visit, &input, &faults).await;
    }
    ask::count(&visit, Act::MailOut, &address)?;
    let mut tx = visit.begin().await?;
    offer(&visit, &mut tx, &account, &address).await?;
    log::write(&mut tx, &visit, Some(account.person_id), "email-asked").await?;
    visit.commit(tx).await?;
    visit.tell("accounts-email-asked", "");
    Ok(visit.redirect("/me/settings"))
}

/// The letter to the new address: a link, or, where somebody else has it, a plain notice.
async fn offer(visit: &Visit, tx: &mut Tx, account: &Account, address: &Address) -> Result<(), Problem> {
    let (app, territory, person) = (&visit.app, &visit.territory, account.person_id);
    let holder = rows::by_key(tx, territory.id, &address.key()).await?;
    let to = letters::To {
        address: address.as_str(),
        person: None,
        locale: &account.locale,
    };
    if holder.is_some_and(|holder| holder.person_id != person) {
        let url = format!("{}/login", terreau_kit::page::base(app, territory));
        let letter = ("email-held", Some(url.as_str()));
        return Ok(letters::post(tx, (app, territory), to, letter, &[]).await?);
    }
    links::void(tx, territory.id, person, Kind::Email).await?;
    let link = links::New {
        kind: Kind::Email,
        person: Some(person),
        email: address.as_str(),
        payload: Payload::default(),
        gesture: None,
    };
    let url = links::make(tx, app, territory, link, visit.now).await?;
    let letter = ("email-new", Some(url.as_str()));
    Ok(letters::post(tx, (app, territory), to, letter, &[("name", &account.name)]).await?)
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct Password<'a> {
    p: &'a Page,
    faults: &'a Faults,
    has: bool,
    email: String,
}

async fn draw_password(visit: &mut Visit, faults: &Faults) -> Answer {
    let account = mine(visit).await?;
    let p = visit
        .page(visit.tr.t("accounts-password-title"))
        .at("me")
        .private();
    let template = Password {
        p: &p,
        faults,
        has: account.password_hash.is_some(),
        email: account.email,
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form of a new password.
pub async fn password_form(mut visit: Visit) -> Answer {
    visit.proven()?;
    draw_password(&mut visit, &Faults::new()).await
}

/// Sets the password: other devices are signed out, this one gets a new session.
pub async fn password(mut visit: Visit, input: Input) -> Answer {
    visit.proven()?;
    visit.count(Act::SignIn)?;
    let account = mine(&mut visit).await?;
    let typed = input.raw("password");
    let own = [account.name.as_str(), account.email.as_str()];
    if let Some(text) = passwords::fault(&visit.tr, &visit.territory, typed, &own) {
        let mut faults = Faults::new();
        faults.add("password", text);
        return draw_password(&mut visit, &faults).await;
    }
    let hash = passwords::hash_password(&visit.app, typed).await?;
    let (territory, person) = (visit.territory.id, account.person_id);
    let mut tx = visit.begin().await?;
    rows::set_password(&mut tx, territory, person, Some(&hash)).await?;
    kin::end_sessions(&mut tx, territory, person, Id::nil()).await?;
    enter::renew(&mut visit, &mut tx).await?;
    log::write(&mut tx, &visit, Some(person), "password-changed").await?;
    password_told(&visit, &mut tx, &account).await?;
    visit.commit(tx).await?;
    visit.tell("accounts-password-set", "");
    Ok(visit.redirect("/me/settings"))
}

/// Tells a person that their password changed, with the way back if it was not them.
pub async fn password_told(visit: &Visit, tx: &mut Tx, account: &Account) -> Result<(), Problem> {
    let (app, territory) = (&visit.app, &visit.territory);
    let to = letters::To {
        address: &account.email,
        person: Some(account.person_id),
        locale: &account.locale,
    };
    let url = format!("{}/password/forgotten", terreau_kit::page::base(app, territory));
    let letter = ("password", Some(url.as_str()));
    Ok(letters::post(tx, (app, territory), to, letter, &[("name", &account.name)]).await?)
}

/// Does what a link that opens no session is for; gives where to go.
pub async fn by_link(visit: &mut Visit, tx: &mut Tx, link: &Link, kind: Kind) -> Result<String, Problem> {
    let territory = visit.territory.id;
    let person = link.person_id.ok_or(Problem::NotFound)?;
    let account = rows::by_id(tx, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let here = if visit.viewer.is(person) { "/me" } else { "/" };
    match kind {
        Kind::Email => take_email(visit, tx, &account, &link.email).await?,
        Kind::EmailUndo => return give_back(visit, tx, &account, link).await,
        Kind::Stay => super::leave::stay(visit, tx, &account).await?,
        _ => {
            let carried = link.carried();
            if let Some(session) = carried.session {
                session::refresh(tx, territory, session, visit.now).await?;
            }
            log::write(tx, visit, Some(person), "proved-by-link").await?;
            let same = visit.viewer.person().map(|p| p.session) == carried.session;
            visit.tell(
                if same {
                    "accounts-proved"
                } else {
                    "accounts-proved-elsewhere"
                },
                "",
            );
            return Ok(if same { carried.next } else { "/".into() });
        }
    }
    Ok(here.to_owned())
}

async fn set_email(visit: &Visit, tx: &mut Tx, person: Id, email: &str) -> Result<(), Problem> {
    let territory = visit.territory.id;
    let key = address::parse(email).map_err(|_| Problem::NotFound)?.key();
    if rows::set_email(tx, territory, person, (email, &key)).await? {
        return Ok(());
    }
    Err(Problem::Conflict("accounts-email-taken"))
}

/// The new address is proved: it takes the place of the old one, which is told and may go back.
async fn take_email(visit: &mut Visit, tx: &mut Tx, account: &Account, email: &str) -> Result<(), Problem> {
    let person = account.person_id;
    set_email(visit, tx, person, email).await?;
    let (app, territory) = (&visit.app, &visit.territory);
    let link = links::New {
        kind: Kind::EmailUndo,
        person: Some(person),
        email: &account.email,
        payload: Payload::default(),
        gesture: None,
    };
    let url = links::make(tx, app, territory, link, visit.now).await?;
    let to = letters::To {
        address: &account.email,
        person: Some(person),
        locale: &account.locale,
    };
    let masked = address::parse(email).map_or_else(|_| String::new(), |a| a.masked());
    let values = [("name", account.name.as_str()), ("new", masked.as_str())];
    letters::post(tx, (app, territory), to, ("email-old", Some(&url)), &values).await?;
    let to = letters::To { address: email, ..to };
    letters::post(tx, (app, territory), to, ("email-done", None), &values).await?;
    log::write(tx, visit, Some(person), "email-changed").await?;
    visit.tell("accounts-email-set", "");
    Ok(())
}

/// The holder of the old address takes the account back. Whoever changed it may have been there for some days: all they
/// may hold or have set goes, and the holder chooses a new password at once. A factor older than that stays, without
/// spare codes and without devices that are spared it. Both addresses are told. Gives where to go.
async fn give_back(
    visit: &mut Visit,
    tx: &mut Tx,
    account: &Account,
    link: &Link,
) -> Result<String, Problem> {
    let (app, territory, person) = (visit.app.clone(), visit.territory.clone(), account.person_id);
    set_email(visit, tx, person, &link.email).await?;
    links::void_later(tx, territory.id, person, link).await?;
    let (factor, _) = factors::of(tx, territory.id, person).await?;
    let old = link.made_at() - Kind::EmailUndo.life();
    if factor.and_then(|f| f.confirmed_at).is_some_and(|at| at < old) {
        factors::distrust(tx, territory.id, person).await?;
    } else {
        factors::off_everywhere(tx, territory.id, person).await?;
        factors::ask_anew(tx, territory.id, person).await?;
    }
    rows::set_password(tx, territory.id, person, None).await?;
    rows::set_leaving(tx, territory.id, person, None, false).await?;
    for kind in [Kind::Login, Kind::Reset, Kind::Email, Kind::Prove, Kind::Stay] {
        for (territory, person) in kin::every(tx, territory.id, person).await? {
            links::void(tx, territory, person, kind).await?;
        }
    }
    kin::end_sessions(tx, territory.id, person, Id::nil()).await?;
    let reset = links::New {
        kind: Kind::Reset,
        person: Some(person),
        email: &link.email,
        payload: Payload::default(),
        gesture: None,
    };
    let way_in = links::make(tx, &app, &territory, reset, visit.now).await?;
    let gone = letters::To {
        address: &account.email,
        person: None,
        locale: &account.locale,
    };
    let values = [("name", account.name.as_str())];
    letters::post(tx, (&app, &territory), gone, ("email-gone", None), &values).await?;
    let back = Account {
        email: link.email.clone(),
        ..account.clone()
    };
    letters::told(tx, visit, &back, ("email-back", "/password/forgotten")).await?;
    log::write(tx, visit, Some(person), "email-given-back").await?;
    visit.tell("accounts-email-given-back", "");
    let base = terreau_kit::page::base(&app, &territory);
    Ok(way_in.strip_prefix(&base).unwrap_or("/login").to_owned())
}
