//! The letter of an invitation: who invites, their own word, one button. Nothing in it tells whether it was opened.

use terreau_kernel::locale;
use terreau_kit::{App, Territory, Visit, i18n::Tr, mail::Letter, page};

/// What an invitation says.
pub struct Said<'a> {
    /// Whom it is for, as the one who invites calls them.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// A word of who invites; may be empty.
    pub note: &'a str,
    /// Where it leads.
    pub path: &'a str,
    /// Until when.
    pub until: i64,
}

/// The letter, in the language of who invites.
#[must_use]
pub fn letter(visit: &Visit, who: &str, said: &Said<'_>) -> Letter {
    let (app, territory): (&App, &Territory) = (&visit.app, &visit.territory);
    let tr: &Tr = &visit.tr;
    let site = territory.site(tr);
    let day = locale::date_long(said.until, visit.locale, visit.zone());
    let values = [
        ("name", said.name),
        ("who", who),
        ("territory", territory.name.as_str()),
        ("site", site.as_str()),
        ("day", day.as_str()),
    ];
    Letter {
        kind: "invite",
        address: said.email.to_owned(),
        locale: Some(visit.locale),
        subject: tr.vs("welcome-mail-subject", &values),
        paragraphs: ["welcome-mail-hello", "welcome-mail-text"]
            .map(|key| tr.vs(key, &values))
            .into(),
        quote: (!said.note.is_empty()).then(|| (who.to_owned(), said.note.to_owned())),
        button: Some((
            tr.t("welcome-mail-button"),
            format!("{}{}", page::base(app, territory), said.path),
        )),
        after: vec![tr.vs("welcome-mail-until", &values)],
        reason: tr.vs("welcome-mail-why", &values),
        ..Letter::default()
    }
}
