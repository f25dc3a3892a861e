//! Publishing what the page of the terms says as a new version, for administrators.

use askama::Template;
use terreau_kernel::{limits, locale::Locale, text, time::Micros};
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::{in_force, letters, rows};
use crate::{admin, people};

/// The summary of what changes, in each language, is at most this long.
const MOST: usize = limits::LINE * 3;

#[derive(Template)]
#[template(path = "terms/publish.html")]
struct Publish<'a> {
    p: &'a Page,
    shown: Vec<Shown>,
    next: i64,
    /// The page says something else than the last version.
    changed: bool,
    told: i64,
    accepted: i64,
    summary_fr: String,
    summary_en: String,
    faults: Faults,
    wrong: i64,
}

struct Shown {
    number: i64,
    summary: String,
    who: String,
    at: Micros,
}

/// The summary of each language has a field.
fn field(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "summary_fr",
        Locale::En => "summary_en",
    }
}

async fn changed(visit: &mut Visit, last: i64) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    for locale in Locale::ALL {
        let (_, body) = in_force(db, territory, locale).await?;
        if rows::body(db, territory, last, locale.code()).await?.as_deref() != Some(body.as_str()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn draw(mut visit: Visit, input: &Input, faults: Faults) -> Answer {
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    let versions = rows::listed(db, territory, visit.locale.code()).await?;
    let last = versions.first().map_or(0, |version| version.number);
    let (told, accepted) = rows::counts(db, territory, last).await?;
    let changed = changed(&mut visit, last).await?;
    let one = |version: &rows::Listed| Shown {
        number: version.number,
        summary: version.summary.clone(),
        who: match (&version.person_name, &version.person_state) {
            (Some(name), Some(state)) => people::shown_name(&visit, name, state),
            _ => String::new(),
        },
        at: version.published_at,
    };
    let shown = versions.iter().map(one).collect();
    let mut p = visit.page(visit.tr.t("terms-versions")).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    let template = Publish {
        p: &p,
        shown,
        next: last + 1,
        changed,
        told,
        accepted,
        summary_fr: input.raw("summary_fr").to_owned(),
        summary_en: input.raw("summary_en").to_owned(),
        wrong: faults.count(),
        faults,
    };
    if template.wrong == 0 {
        visit.show(&template)
    } else {
        visit.show_again(&template)
    }
}

/// The versions so far, and the form of the next one.
pub async fn form(visit: Visit) -> Answer {
    visit.administrator()?;
    draw(visit, &Input::default(), Faults::new()).await
}

/// Publishes the next version and tells every member.
pub async fn publish(mut visit: Visit, input: Input) -> Answer {
    let person = visit.administrator()?.id;
    let number: i64 = input.raw("number").parse().unwrap_or(0);
    let mut faults = Faults::new();
    for locale in Locale::ALL {
        let summary = input.line(field(locale));
        faults.unless(!summary.is_empty(), field(locale), || visit.tr.t("terms-needed"));
        faults.unless(text::graphemes(&summary) <= MOST, field(locale), || {
            visit.tr.n("terms-too-long", i64::try_from(MOST).unwrap_or(0))
        });
    }
    if faults.is_empty() && !changed(&mut visit, number - 1).await? {
        faults.add("summary_fr", visit.tr.t("terms-same"));
    }
    if !faults.is_empty() {
        return draw(visit, &input, faults).await;
    }
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    for locale in Locale::ALL {
        let (title, body) = in_force(&mut tx, territory, locale).await?;
        let write = rows::Write {
            territory,
            number,
            locale: locale.code(),
            summary: &input.line(field(locale)),
            title: &title,
            body: &body,
            person,
            at: visit.now,
        };
        if number != visit.territory.terms + 1 || !rows::insert(&mut tx, &write).await? {
            drop(tx);
            faults.add("summary_fr", visit.tr.t("terms-meanwhile"));
            return draw(visit, &input, faults).await;
        }
    }
    letters::later(&visit.app, &mut tx, territory, number).await?;
    admin::noted(&mut visit, &mut tx, "page", territory, "terms-published").await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("terms-published", "");
    Ok(visit.redirect("/admin/terms"))
}
