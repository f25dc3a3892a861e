//! One's own settings: the language and the letters one wants, the safety of the account. What others see is `profile`.

use askama::Template;
use terreau_kernel::locale::{Locale, Zone};
use terreau_kit::{Input, Page, Visit, problem::Answer};

use super::{
    change::mine,
    rows::{self, Account},
};

/// The clocks of French territories, and of their neighbours.
const ZONES: [&str; 14] = [
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/London",
    "UTC",
];

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "accounts/settings.html")]
struct Settings<'a> {
    p: &'a Page,
    account: Account,
    mail: bool,
    languages: Vec<Choice>,
    clocks: Vec<Choice>,
    leaving: String,
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    let account = mine(&mut visit).await?;
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    };
    let p = visit
        .page(visit.tr.t("accounts-settings-title"))
        .at("me")
        .private();
    visit.show(&Settings {
        mail: account.mail_optional,
        languages: [("fr", "Français"), ("en", "English")]
            .map(|(code, name)| choice(code, name, &account.locale))
            .into(),
        clocks: ZONES
            .map(|name| choice(name, &name.replace('_', " "), &account.time_zone))
            .into(),
        leaving: account.deletion_due_at.map_or_else(String::new, |at| p.day(&at)),
        account,
        p: &p,
    })
}

/// Takes the form. Each field is one of those offered, or what it was.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/settings").await;
    }
    let account = mine(&mut visit).await?;
    let locale = Locale::from_code(input.raw("locale")).unwrap_or(visit.locale);
    let clock = Zone::parse(input.raw("clock")).map_or(account.time_zone, |zone| zone.name().to_owned());
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    let tastes = (locale.code(), clock.as_str());
    rows::set_tastes(&mut tx, territory, account.person_id, tastes, input.has("mail")).await?;
    visit.commit(tx).await?;
    visit.set_choice("lang", locale.code());
    visit.tell("accounts-settings-saved", "");
    Ok(visit.redirect("/me/settings"))
}
