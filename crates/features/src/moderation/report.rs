//! Reporting something, in two steps and without an account: open the form, send it.

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{address, id, limits as lengths, text};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, may::later, page, problem::Answer};

use super::{
    letters, life,
    rows::{self, NewReport, Report},
    target::{self, Target},
};

#[derive(Template)]
#[template(path = "moderation/report.html")]
struct Form<'a> {
    p: &'a Page,
    target: &'a Target,
    reasons: Vec<(&'static str, String, bool)>,
    url: String,
    text: String,
    who: String,
    email: String,
    good_faith: bool,
    faults: &'a Faults,
}

#[derive(Template)]
#[template(path = "moderation/sent.html")]
struct Sent<'a> {
    p: &'a Page,
    number: String,
    back: String,
}

/// What a report says.
struct Told {
    reason: &'static str,
    text: String,
    name: String,
    email: String,
}

/// The form, about one thing.
pub async fn form(mut visit: Visit, Path((kind, short)): Path<(String, String)>) -> Answer {
    let target = target::named(&mut visit, &kind, &short).await?;
    draw(&mut visit, &target, &Input::default(), &Faults::new())
}

fn draw(visit: &mut Visit, target: &Target, input: &Input, faults: &Faults) -> Answer {
    let p = visit
        .page(visit.tr.v("moderation-report-of", "title", &target.title))
        .private();
    let chosen = input.raw("reason");
    let template = Form {
        p: &p,
        target,
        reasons: life::REASONS
            .map(|code| (code, letters::reason(&visit.tr, code), code == chosen))
            .into(),
        url: format!("{}{}", page::base(&visit.app, &visit.territory), target.url),
        text: input.text("text"),
        who: input.line("name"),
        email: input.line("email"),
        good_faith: input.has("good-faith"),
        faults,
    };
    visit.show_form(&template, faults.is_empty())
}

fn read(visit: &Visit, input: &Input) -> Result<Told, (Faults, Option<Duration>)> {
    let mut faults = Faults::new();
    let wait = visit.hurried(Act::Report, "words", &mut faults);
    let tr = &visit.tr;
    let reason = life::reason(input.raw("reason"));
    faults.unless(reason.is_some(), "reason", || tr.t("moderation-reason-missing"));
    let words = input.text("text");
    let length = text::graphemes(&words);
    faults.unless(length > 0, "words", || tr.t("moderation-text-missing"));
    faults.unless(length <= lengths::REASON, "words", || {
        tr.t("moderation-text-long")
    });
    let (name, mail) = (input.line("name"), input.line("email"));
    let named = visit.viewer.signed_in() || reason == Some("child");
    let called = (named || !name.is_empty()) && text::graphemes(&name) <= lengths::NAME;
    faults.unless(called, "name", || tr.t("moderation-name-missing"));
    let email = address::parse(&mail).ok();
    let blank = mail.is_empty() && named;
    faults.unless(blank || email.is_some(), "email", || {
        tr.t("moderation-email-missing")
    });
    faults.unless(input.has("good-faith"), "good-faith", || {
        tr.t("moderation-good-faith-missing")
    });
    match (reason, faults.is_empty()) {
        (Some(reason), true) => Ok(Told {
            reason,
            text: words,
            name: if visit.viewer.signed_in() {
                String::new()
            } else {
                name
            },
            email: email
                .filter(|_| !visit.viewer.signed_in())
                .map(|e| e.as_str().to_owned())
                .unwrap_or_default(),
        }),
        _ => Err((faults, wait)),
    }
}

/// Keeps a report, and says so to who made it.
pub async fn send(mut visit: Visit, Path((kind, short)): Path<(String, String)>, input: Input) -> Answer {
    let target = target::named(&mut visit, &kind, &short).await?;
    let told = match read(&visit, &input) {
        Ok(told) => told,
        Err((faults, wait)) => return Ok(later(draw(&mut visit, &target, &input, &faults)?, wait)),
    };
    if !told.email.is_empty() {
        let counted = visit.app.limits.count(Act::MailOut, &[&told.email]);
        counted.map_err(Problem::TooMany)?;
    }
    let number = keep(&mut visit, &target, &told).await?;
    let back = url::form_urlencoded::byte_serialize(target.url.as_bytes()).collect::<String>();
    Ok(visit.redirect(&format!("/report/sent?number={number}&back={back}")))
}

/// The same person reporting the same thing again finds their open report.
async fn keep(visit: &mut Visit, target: &Target, told: &Told) -> Result<String, Problem> {
    let url = format!("{}{}", page::base(&visit.app, &visit.territory), target.url);
    let new = NewReport {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        kind: target.kind,
        object: target.id,
        url: &url,
        person: visit.viewer.id(),
        name: &told.name,
        email: &told.email,
        reason: told.reason,
        text: &told.text,
        at: visit.now,
    };
    let mut tx = visit.begin().await?;
    if let Some(there) = rows::reported(&mut tx, &new).await? {
        return Ok(id::short(there));
    }
    rows::insert(&mut tx, &new).await?;
    let report = Report {
        id: new.id,
        reporter_id: new.person,
        reporter_name: told.name.clone(),
        reporter_email: told.email.clone(),
        reason_code: told.reason.to_owned(),
        text: told.text.clone(),
        state: life::ReportState::Open.code().to_owned(),
        decision_id: None,
        created_at: new.at,
    };
    letters::receipt(visit, &mut tx, target, &report).await?;
    visit
        .happened(&mut tx, "report-made", new.id, Some(target.id), None)
        .await?;
    visit.commit(tx).await?;
    Ok(id::short(new.id))
}

/// What the page after a report is told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    number: String,
    back: String,
}

/// Says that a report arrived, and what comes next.
pub async fn sent(mut visit: Visit, Query(after): Query<After>) -> Answer {
    let number = id::parse_short(&after.number).map(id::short).unwrap_or_default();
    let back = if terreau_kit::elsewhere::local(&after.back) {
        after.back
    } else {
        "/".to_owned()
    };
    let p = visit.page(visit.tr.t("moderation-sent-title")).private();
    visit.show(&Sent { p: &p, number, back })
}
