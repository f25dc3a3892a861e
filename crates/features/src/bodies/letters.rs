//! Letters about a body and its members. Each has its words under `<key>-subject`, `-text` and `-button`.

use terreau_kernel::locale::Locale;
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{self, Letter},
    page,
};
use terreau_store::{Reach, Result};

use super::{Addressee, Body};

/// What a letter says.
#[derive(Debug, Clone, Default)]
pub struct Said<'a> {
    /// The beginning of its keys.
    pub key: &'static str,
    /// Who did it, where that is told.
    pub who: &'a str,
    /// The key of a part, told in words.
    pub part: &'a str,
    /// Why, in somebody's words.
    pub reason: &'a str,
    /// Where its button leads.
    pub path: &'a str,
}

/// Tells some people about a body.
///
/// # Errors
/// What the engine says.
pub async fn tell(
    tx: &mut impl Reach,
    (app, territory): (&App, &Territory),
    to: &[Addressee],
    body: &Body,
    said: &Said<'_>,
) -> Result<()> {
    for one in to {
        let letter = Letter {
            person: Some(one.person_id),
            thread: Some(body.id),
            ..letter((app, territory), (&one.email, &one.locale), body, said)
        };
        mail::post(tx, app, territory, &letter, app.clock.now()).await?;
    }
    Ok(())
}

/// The letter to an address.
pub fn letter(
    (app, territory): (&App, &Territory),
    (address, locale): (&str, &str),
    body: &Body,
    said: &Said<'_>,
) -> Letter {
    let locale = Locale::from_code(locale).unwrap_or_default();
    let tr = Tr::new(app.catalogue.clone(), locale);
    let site = territory.site(&tr);
    let part = tr.t(&format!(
        "memberships-part-{}",
        if said.part.is_empty() { "member" } else { said.part }
    ));
    let values = [
        ("body", body.name.as_str()),
        ("who", said.who),
        ("part", part.as_str()),
        ("site", site.as_str()),
    ];
    let key = |part: &str| format!("{}-{part}", said.key);
    Letter {
        kind: "organisation",
        address: address.to_owned(),
        locale: Some(locale),
        subject: tr.vs(&key("subject"), &values),
        paragraphs: vec![tr.t("memberships-mail-hello"), tr.vs(&key("text"), &values)],
        quote: (!said.reason.is_empty()).then(|| (said.who.to_owned(), said.reason.to_owned())),
        button: Some((
            tr.t(&key("button")),
            format!("{}{}", page::base(app, territory), said.path),
        )),
        reason: tr.vs(&key("why"), &values),
        ..Letter::default()
    }
}
