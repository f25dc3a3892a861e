//! Letters about an account. Each kind has its words under `accounts-letter-<kind>-…`: subject, text, the
//! button where there is a link, what to do if one did not ask, and why one gets it.

use terreau_kernel::{id::Id, locale::Locale, time::Micros};
use terreau_kit::{App, Territory, i18n::Tr, mail, mail::Letter};
use terreau_store::{Reach, Result};

/// To whom, and in which language.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    pub address: &'a str,
    pub person: Option<Id>,
    pub locale: &'a str,
}

/// Tells somebody what happened to their account. `kind` names the words, `path` is where the button leads.
///
/// # Errors
/// What the engine says.
pub async fn told(
    tx: &mut impl Reach,
    visit: &terreau_kit::Visit,
    account: &super::Account,
    (kind, path): (&'static str, &str),
) -> Result<()> {
    let to = To {
        address: &account.email,
        person: Some(account.person_id),
        locale: &account.locale,
    };
    let url = format!("{}{path}", terreau_kit::page::base(&visit.app, &visit.territory));
    let letter = (kind, Some(url.as_str()));
    post(
        tx,
        (&visit.app, &visit.territory),
        to,
        letter,
        &[("name", &account.name)],
    )
    .await
}

/// Tells somebody why they are not let in.
pub async fn declined(
    tx: &mut impl Reach,
    visit: &terreau_kit::Visit,
    account: &super::Account,
    reason: &str,
) -> Result<()> {
    let to = To {
        address: &account.email,
        person: None,
        locale: &account.locale,
    };
    let url = format!(
        "{}/contact",
        terreau_kit::page::base(&visit.app, &visit.territory)
    );
    let values = [("name", account.name.as_str()), ("reason", reason)];
    post(
        tx,
        (&visit.app, &visit.territory),
        to,
        ("declined", Some(&url)),
        &values,
    )
    .await
}

/// Tells somebody that an administrator switched their second factor off.
///
/// # Errors
/// What the engine says.
pub async fn factor_off_told(tx: &mut impl Reach, visit: &terreau_kit::Visit, person: Id) -> Result<()> {
    match super::rows::by_id(tx, visit.territory.id, person).await? {
        Some(account) => told(tx, visit, &account, ("factor-off", "/me/security")).await,
        None => Ok(()),
    }
}

/// Writes and posts a letter. `kind` names its words, `url` is where its button leads.
pub async fn post(
    tx: &mut impl Reach,
    place: (&App, &Territory),
    to: To<'_>,
    (kind, url): (&'static str, Option<&str>),
    values: &[(&str, &str)],
) -> Result<()> {
    let (app, territory) = place;
    let locale = Locale::from_code(to.locale).unwrap_or(Locale::Fr);
    let tr = Tr::new(app.catalogue.clone(), locale);
    let site = territory.site(&tr);
    let mut all = vec![("site", site.as_str()), ("address", to.address)];
    all.extend_from_slice(values);
    let key = |part: &str| format!("accounts-letter-{kind}-{part}");
    let paragraphs = ["text", "more"]
        .into_iter()
        .map(key)
        .filter(|key| tr.has(key))
        .map(|key| tr.vs(&key, &all));
    let letter = Letter {
        kind,
        address: to.address.to_owned(),
        person: to.person,
        locale: Some(locale),
        subject: tr.vs(&key("subject"), &all),
        paragraphs: paragraphs.collect(),
        quote: None,
        sections: Vec::new(),
        button: url.map(|url| (tr.t(&key("button")), url.to_owned())),
        after: vec![tr.t(&key("after"))],
        reason: tr.vs("accounts-letter-reason", &all),
        thread: None,
        optional: false,
    };
    let now: Micros = app.clock.now();
    mail::post(tx, app, territory, &letter, now).await.map(drop)
}
