//! One's own settings: what others see, the language and the letters one wants, the devices one uses.

use askama::Template;
use terreau_kernel::{
    limits,
    locale::{Locale, Zone},
    text,
};
use terreau_kit::{Faults, Input, Page, Visit, problem::Answer};

use super::{
    change::mine,
    life, names,
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
    faults: &'a Faults,
    account: Account,
    called: String,
    bio: String,
    mail: bool,
    languages: Vec<Choice>,
    zones: Vec<Choice>,
    clocks: Vec<Choice>,
    leaving: String,
}

async fn draw(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let account = mine(visit).await?;
    let zone = account.zone_id.and_then(|id| visit.territory.zone(id));
    let typed = |field: &str, kept: &str| input.map_or(kept, |i| i.raw(field)).to_owned();
    let (language, clock) = (
        typed("locale", &account.locale),
        typed("clock", &account.time_zone),
    );
    let quarter = typed("zone", zone.map_or("", |z| z.slug.as_str()));
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    };
    let here = visit.territory.clone();
    let open = here.zones.iter().filter(|z| !z.retired);
    let p = visit
        .page(visit.tr.t("accounts-settings-title"))
        .at("me")
        .private();
    let template = Settings {
        faults,
        called: typed("name", &account.name),
        bio: typed("bio", &account.bio),
        mail: input.map_or(account.mail_optional, |i| i.has("mail")),
        languages: [("fr", "Français"), ("en", "English")]
            .map(|(code, name)| choice(code, name, &language))
            .into(),
        zones: open.map(|z| choice(&z.slug, &z.name, &quarter)).collect(),
        clocks: ZONES
            .map(|name| choice(name, &name.replace('_', " "), &clock))
            .into(),
        leaving: account.deletion_due_at.map_or_else(String::new, |at| p.day(&at)),
        account,
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, None, &Faults::new()).await
}

/// Takes the form.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/settings").await;
    }
    let person = visit.person()?.clone();
    let mut faults = Faults::new();
    let (name, bio) = (input.line("name"), input.text("bio"));
    let fixed = person.name == name;
    if let Some(key) = names::fault(&visit.territory, &name).filter(|_| !fixed) {
        faults.add("name", visit.tr.t(key));
    }
    faults.unless(text::graphemes(&bio) <= limits::BIO, "bio", || {
        visit
            .tr
            .n("accounts-bio-long", i64::try_from(limits::BIO).unwrap_or(1000))
    });
    let locale = Locale::from_code(input.raw("locale")).unwrap_or(visit.locale);
    let clock = Zone::parse(input.raw("clock")).map_or("Europe/Paris", Zone::name);
    if !faults.is_empty() {
        return draw(&mut visit, Some(&input), &faults).await;
    }
    let (territory, now) = (visit.territory.id, visit.now);
    let public = rows::Public {
        name: &name,
        bio: &bio,
        zone: visit.territory.zone_named(input.raw("zone")).map(|z| z.id),
    };
    let mut tx = visit.begin().await?;
    rows::set_profile(&mut tx, territory, person.id, &public, now).await?;
    let tastes = (locale.code(), clock);
    rows::set_tastes(&mut tx, territory, person.id, tastes, input.has("mail")).await?;
    life::changed(&mut tx, territory, person.id, Some(person.id), now).await?;
    visit.commit(tx).await?;
    visit.set_choice("lang", locale.code());
    visit.tell("accounts-settings-saved", "");
    Ok(visit.redirect("/me/settings"))
}
