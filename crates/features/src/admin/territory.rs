//! The settings of the territory: names, hues, ages, and what the law asks to be said.

use askama::Template;
use terreau_kernel::{
    colour::{self, Colour},
    locale::{Locale, Zone},
    text,
};
use terreau_kit::{
    Faults, Input, Page, Visit,
    problem::Answer,
    territory::{Settings, Sides},
};

use super::{noted, page};
use crate::closed;

#[derive(Template)]
#[template(path = "admin/territory.html")]
struct Form<'a> {
    p: &'a Page,
    name: String,
    s: Settings,
    sided: bool,
    ages: Vec<(u8, bool)>,
    graces: Vec<(u8, bool)>,
    absences: Vec<(u16, bool)>,
    closed: Vec<(u16, bool)>,
    demo: bool,
    seen: i64,
    faults: Faults,
    wrong: i64,
}

/// Days before a role waits for its second factor.
const GRACES: [u8; 4] = [0, 7, 14, 30];

/// Months after which an account nobody comes back to is closed.
const ABSENCES: [u16; 4] = [12, 24, 36, 60];

/// Plain fields: name in the form, where it goes, longest.
type Plain = (&'static str, fn(&mut Settings) -> &mut String, usize);

const PLAIN: [Plain; 16] = [
    ("site_name", |s| &mut s.site_name, 60),
    ("hero_title_fr", |s| &mut s.hero_title_fr, 120),
    ("hero_title_en", |s| &mut s.hero_title_en, 120),
    ("hero_line_fr", |s| &mut s.hero_line_fr, 300),
    ("hero_line_en", |s| &mut s.hero_line_en, 300),
    ("publisher", |s| &mut s.publisher, 200),
    ("publisher_address", |s| &mut s.publisher_address, 300),
    ("publisher_phone", |s| &mut s.publisher_phone, 40),
    ("publication_director", |s| &mut s.publication_director, 200),
    ("host_name", |s| &mut s.host_name, 200),
    ("host_address", |s| &mut s.host_address, 300),
    ("host_phone", |s| &mut s.host_phone, 40),
    ("contact_email", |s| &mut s.contact_email, 254),
    ("dpo_email", |s| &mut s.dpo_email, 254),
    ("audit_date", |s| &mut s.audit_date, 40),
    ("audit_rate", |s| &mut s.audit_rate, 20),
];

fn draw(mut visit: Visit, name: String, s: Settings, seen: i64, faults: Faults) -> Answer {
    let p = page(&mut visit, "admin-territory");
    let ages = (13..=18).map(|age| (age, age == s.minimum_age)).collect();
    let graces = GRACES.map(|days| (days, days == s.factor_grace_days)).into();
    let absences = ABSENCES.map(|months| (months, months == s.absence_months)).into();
    let closed = closed::delays(s.closed_months)
        .map(|months| (months, months == s.closed_months))
        .collect();
    let template = Form {
        p: &p,
        name,
        graces,
        absences,
        closed,
        demo: visit.territory.is_demo,
        sided: s.sides == Sides::Three,
        s,
        ages,
        seen,
        wrong: faults.count(),
        faults,
    };
    visit.show_form(&template, template.wrong == 0)
}

/// The form, filled with what is in force.
pub async fn form(visit: Visit) -> Answer {
    visit.administrator()?;
    let territory = visit.territory.clone();
    draw(
        visit,
        territory.name.clone(),
        territory.settings.clone(),
        territory.updated_at,
        Faults::new(),
    )
}

/// Saves the settings, or shows the form again with everything that was typed.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    visit.administrator()?;
    let mut faults = Faults::new();
    let name = input.line("name");
    faults.unless(!name.is_empty(), "name", || visit.tr.t("admin-needed"));
    let mut s = visit.territory.settings.clone();
    read(&visit, &input, &mut s, &mut faults);
    if let Some(file) = input.files.iter().find(|f| f.field == "logo") {
        match logo(&visit, file.bytes.clone()).await {
            Ok(id) => s.logo = Some(id),
            Err(()) => faults.add("logo", visit.tr.t("admin-logo-refused")),
        }
    } else if input.has("logo_remove") {
        s.logo = None;
    }
    let seen: i64 = input.raw("seen").parse().unwrap_or(0);
    if seen != visit.territory.updated_at {
        faults.add("name", visit.tr.t("admin-changed-meanwhile"));
    }
    if !faults.is_empty() {
        let seen = visit.territory.updated_at;
        return draw(visit, name, s, seen, faults);
    }
    let id = visit.territory.id;
    let mut tx = visit.begin().await?;
    crate::territories::set(&mut tx, id, &name, &s, visit.now).await?;
    noted(&mut visit, &mut tx, "territory", id, "settings").await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("admin-saved", "");
    Ok(visit.redirect("/admin/territory"))
}

fn read(visit: &Visit, input: &Input, s: &mut Settings, faults: &mut Faults) {
    for (name, field, most) in PLAIN {
        let value = input.line(name);
        faults.unless(text::graphemes(&value) <= most, name, || {
            visit.tr.n("admin-too-long", i64::try_from(most).unwrap_or(0))
        });
        *field(s) = value;
    }
    faults.unless(!s.site_name.is_empty(), "site_name", || {
        visit.tr.t("admin-needed")
    });
    for name in ["contact_email", "dpo_email"] {
        let value = input.line(name);
        let fine = value.is_empty() || terreau_kernel::address::parse(&value).is_ok();
        faults.unless(fine, name, || visit.tr.t("admin-email-wrong"));
    }
    s.sides = if input.raw("sides") == "none" {
        Sides::None
    } else {
        Sides::Three
    };
    s.minimum_age = input
        .raw("minimum_age")
        .parse()
        .ok()
        .filter(|age| (13..=18).contains(age))
        .unwrap_or(15);
    s.default_locale = if input.raw("default_locale") == "en" {
        "en"
    } else {
        "fr"
    }
    .to_owned();
    s.accessibility = match input.raw("accessibility") {
        state @ ("partial" | "full") => state.to_owned(),
        _ => "none".to_owned(),
    };
    let grace = input.raw("factor_grace_days").parse().unwrap_or(0);
    s.factor_grace_days = GRACES.into_iter().find(|days| *days == grace).unwrap_or(0);
    let months = input.raw("absence_months").parse().unwrap_or(24);
    s.absence_months = ABSENCES.into_iter().find(|known| *known == months).unwrap_or(24);
    let months = input.raw("closed_months").parse().unwrap_or(s.closed_months);
    let kept = closed::delays(s.closed_months).find(|known| *known == months);
    s.closed_months = kept.unwrap_or(s.closed_months);
    s.allow_ai_crawlers = input.has("allow_ai_crawlers");
    let zone = input.line("time_zone");
    faults.unless(Zone::parse(&zone).is_some(), "time_zone", || {
        visit.tr.t("admin-zone-wrong")
    });
    s.time_zone = zone;
    hues(visit, input, s, faults);
}

/// The ground on which a hue is hardest to read, in each theme: its own soft tint, as bright or as dark whatever
/// the hue. Paper, cards and the ink on buttons ask for less.
const LIGHT: &str = "#EAEAEA";
const DARK: &str = "#333333";

fn hues(visit: &Visit, input: &Input, s: &mut Settings, faults: &mut Faults) {
    s.hue_light = input.line("hue_light");
    s.hue_dark = input.line("hue_dark");
    for (name, value, ground) in [
        ("hue_light", &s.hue_light, LIGHT),
        ("hue_dark", &s.hue_dark, DARK),
    ] {
        if value.is_empty() {
            continue;
        }
        let (Some(hue), Some(ground)) = (Colour::parse(value), Colour::parse(ground)) else {
            faults.add(name, visit.tr.t("admin-hue-wrong"));
            continue;
        };
        if !colour::enough(hue, ground) {
            let mut ratio = format!("{:.1}", colour::contrast(hue, ground));
            if visit.locale == Locale::Fr {
                ratio = ratio.replace('.', ",");
            }
            let better = colour::readable_pair(hue, ground).to_string();
            let told = [("ratio", ratio.as_str()), ("better", better.as_str())];
            faults.add(name, visit.tr.vs("admin-hue-low", &told));
        }
    }
    if s.hue_light.is_empty() != s.hue_dark.is_empty() {
        faults.add("hue_dark", visit.tr.t("admin-hue-both"));
    }
}

async fn logo(visit: &Visit, bytes: bytes::Bytes) -> Result<terreau_kernel::id::Id, ()> {
    let id = visit.app.ids.next();
    let media = visit.app.media.clone();
    let kept = tokio::task::spawn_blocking(move || {
        let ready = terreau_store::images::prepare(&bytes).map_err(|_| ())?;
        for (width, jpeg) in &ready.variants {
            media.write(id, *width, jpeg).map_err(|_| ())?;
        }
        Ok(())
    });
    kept.await.map_err(|_| ())??;
    Ok(id)
}
