//! Deciding: the page of one reported object, and the decision with everything it causes, in one transaction.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{limits as lengths, text};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    problem::Answer,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    chain::{self, Decision},
    letters,
    life::{self, Measure, REPORT},
    rows::{self, Past, Report},
    target::{self, Target},
};

#[derive(Template)]
#[template(path = "moderation/object.html")]
struct Object<'a> {
    p: &'a Page,
    target: &'a Target,
    reports: Vec<Report>,
    past: Vec<Past>,
    measures: Vec<(&'static str, String, bool)>,
    reasons: Vec<(&'static str, String, bool)>,
    text: String,
    own: bool,
    urgent: bool,
    faults: &'a Faults,
}

/// What a moderator decides.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What is done.
    pub measure: Measure,
    /// The code of the reason.
    pub reason: &'static str,
    /// The facts, in words its author will read.
    pub words: String,
}

/// A reported object, with who reported it, why, and what was decided before.
pub async fn show(mut visit: Visit, Path((kind, short)): Path<(String, String)>) -> Answer {
    visit.moderator()?;
    let target = target::named(&mut visit, &kind, &short).await?;
    draw(&mut visit, &target, &Input::default(), &Faults::new()).await
}

async fn draw(visit: &mut Visit, target: &Target, input: &Input, faults: &Faults) -> Answer {
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    let reports = rows::of(db, territory, target.id).await?;
    let past = rows::decisions_of(db, territory, target.id).await?;
    let open = || reports.iter().filter(|r| r.state == "open");
    let urgent = open().any(|r| matches!(r.reason_code.as_str(), "child" | "violence"));
    let first = open()
        .next_back()
        .map(|r| r.reason_code.clone())
        .unwrap_or_default();
    let chosen = if input.raw("reason").is_empty() {
        &first
    } else {
        input.raw("reason")
    };
    let measures = target.measures(visit, open().count() > 0);
    let p = visit
        .page(visit.tr.v("moderation-object-title", "title", &target.title))
        .at("admin")
        .private();
    let template = Object {
        p: &p,
        target,
        past,
        measures: measures
            .iter()
            .map(|m| {
                (
                    m.code(),
                    visit.tr.t(&format!("moderation-do-{}", m.code())),
                    m.code() == input.raw("measure"),
                )
            })
            .collect(),
        reasons: life::REASONS
            .map(|code| (code, letters::reason(&visit.tr, code), code == chosen))
            .into(),
        text: input.text("text"),
        own: visit.viewer.is(target.author),
        urgent,
        reports,
        faults,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Words a person will read: there, and not endless.
pub fn words(visit: &Visit, input: &Input, faults: &mut Faults) -> String {
    let words = input.text("text");
    let length = text::graphemes(&words);
    faults.unless(length >= 10, "words", || visit.tr.t("moderation-words-missing"));
    faults.unless(length <= lengths::REASON, "words", || {
        visit.tr.t("moderation-text-long")
    });
    words
}

fn read(visit: &Visit, input: &Input, possible: &[Measure]) -> Result<Ruling, Faults> {
    let mut faults = Faults::new();
    let measure = Measure::from_code(input.raw("measure")).filter(|m| possible.contains(m));
    faults.unless(measure.is_some(), "measure", || {
        visit.tr.t("moderation-measure-missing")
    });
    let reason = life::reason(input.raw("reason"));
    faults.unless(reason.is_some(), "reason", || {
        visit.tr.t("moderation-reason-missing")
    });
    let words = words(visit, input, &mut faults);
    match (measure, reason, faults.is_empty()) {
        (Some(measure), Some(reason), true) => Ok(Ruling {
            measure,
            reason,
            words,
        }),
        _ => Err(faults),
    }
}

/// Decides on an object.
pub async fn decide(mut visit: Visit, Path((kind, short)): Path<(String, String)>, input: Input) -> Answer {
    visit.moderator()?;
    visit.writer()?;
    let target = target::named(&mut visit, &kind, &short).await?;
    if visit.viewer.is(target.author) {
        return Err(Problem::Refused("moderation-own"));
    }
    let territory = visit.territory.id;
    let reports = rows::of(visit.db.get().await?, territory, target.id).await?;
    let waits = reports.iter().any(|r| r.state == "open");
    let ruling = match read(&visit, &input, &target.measures(&visit, waits)) {
        Ok(ruling) => ruling,
        Err(faults) => return draw(&mut visit, &target, &input, &faults).await,
    };
    let mut tx = visit.begin().await?;
    rule(&mut visit, &mut tx, &target, &ruling).await?;
    visit.commit(tx).await?;
    visit.tell("moderation-decided", "");
    Ok(visit.redirect("/moderation"))
}

/// Carries a ruling out: the object, the log, the reports that waited for it, the letters, the event.
pub async fn rule(
    visit: &mut Visit,
    tx: &mut Tx,
    target: &Target,
    ruling: &Ruling,
) -> Result<Decision, Problem> {
    let person = visit.moderator()?.id;
    let kept = format!("{}: {}", ruling.reason, ruling.words);
    target.apply(visit, tx, (ruling.measure, &kept)).await?;
    let decision = Decision {
        number: 0,
        id: visit.app.ids.next(),
        object_kind: target.kind.to_owned(),
        object_id: target.id,
        action: ruling.measure.code().to_owned(),
        reason_code: ruling.reason.to_owned(),
        reason: ruling.words.clone(),
        person_id: person,
        snapshot_hash: target.snapshot.clone(),
        previous_hash: String::new(),
        hash: String::new(),
        at: visit.now,
    };
    let decision = chain::append(tx, visit.territory.id, decision).await?;
    answer(visit, tx, target, (ruling, &decision)).await?;
    if !matches!(ruling.measure, Measure::Keep | Measure::Reject | Measure::Uphold) {
        letters::author(visit, tx, target, &decision).await?;
    }
    if let Measure::Suspend(Some(days)) = ruling.measure {
        chain::end_later(visit, tx, &decision, days).await?;
    }
    visit
        .happened(tx, "decision-made", decision.id, Some(target.id), None)
        .await?;
    Ok(decision)
}

/// Answers every open report about the object, and tells who made them.
async fn answer(
    visit: &Visit,
    tx: &mut Tx,
    target: &Target,
    (ruling, decision): (&Ruling, &Decision),
) -> Result<(), Problem> {
    let territory = visit.territory.id;
    if ruling.measure == Measure::Uphold {
        return Ok(());
    }
    for report in rows::of(tx, territory, target.id).await? {
        if report.state != "open" {
            continue;
        }
        turn(visit, tx, &report, (ruling.measure, decision)).await?;
        letters::notify(visit, tx, target, decision, &report).await?;
    }
    Ok(())
}

/// Moves a report along its life.
///
/// # Errors
/// What its life refuses; [`Problem::Conflict`] when somebody answered it first.
pub async fn turn(
    visit: &Visit,
    tx: &mut Tx,
    report: &Report,
    (measure, decision): (Measure, &Decision),
) -> Result<(), Problem> {
    let actors = steps::actors(&visit.viewer, None);
    let elapsed = visit.now - report.created_at;
    let step = REPORT.attempt(&report.state, measure.answers(), &actors, elapsed, None)?;
    let (territory, at) = (visit.territory.id, visit.now);
    let here = (territory, report.id);
    if !rows::answer(tx, here, (step.from, step.to), decision.id, at).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: report.id,
        person: visit.viewer.id(),
        body: None,
        at,
    };
    steps::record(tx, REPORT.object, &step, taken).await?;
    Ok(())
}
