//! Appeals: a queue, and their decision by another person than the one who decided first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use terreau_kernel::{
    id::{self, Id},
    limits as lengths, richtext,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    chain::{self, Decision},
    decide::{self, Ruling},
    letters::{self, Party},
    life::{self, APPEAL, AppealState, Measure},
    queue::{Asked, Tabs},
    rows::{self, Appeal, Waiting},
    target::{self, Target},
};

#[derive(Template)]
#[template(path = "moderation/appeals.html")]
struct List<'a> {
    p: &'a Page,
    tabs: Tabs,
    states: Vec<(&'static str, String, bool)>,
    rows: Vec<(String, String, Waiting)>,
    next: String,
}

#[derive(Template)]
#[template(path = "moderation/appeal.html")]
struct One<'a> {
    p: &'a Page,
    target: &'a Target,
    appeal: &'a Appeal,
    decision: &'a Decision,
    did: String,
    reason: String,
    by_author: bool,
    /// Why this moderator may not decide it; empty when they may.
    barred: &'static str,
    text: String,
    faults: &'a Faults,
}

/// Titles of objects of several kinds.
pub async fn titles(visit: &mut Visit, objects: &[(String, Id)]) -> Result<HashMap<Id, String>, Problem> {
    let territory = visit.territory.id;
    let mut all = HashMap::new();
    for kind in ["idea", "picture", "comment", "person"] {
        let ids: Vec<Id> = objects.iter().filter(|o| o.0 == kind).map(|o| o.1).collect();
        let found = rows::titles(visit.db.get().await?, territory, kind, &ids).await?;
        all.extend(
            found
                .into_iter()
                .map(|(id, title)| (id, richtext::excerpt(&title, 90))),
        );
    }
    Ok(all)
}

/// Appeals of a state, the oldest first.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let territory = visit.territory.id;
    let state = AppealState::from_code(&asked.state).unwrap_or(AppealState::Open);
    let after = paging::position(&asked.after).unwrap_or((i64::MIN, Id::nil()));
    let limit = i64::try_from(lengths::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::appeals(visit.db.get().await?, territory, state.code(), after, limit).await?;
    let page = Paged::cut(found, lengths::ROWS_PAGE, |a| (a.created_at, a.id));
    let objects: Vec<_> = page
        .rows
        .iter()
        .map(|a| (a.object_kind.clone(), a.object_id))
        .collect();
    let titles = titles(&mut visit, &objects).await?;
    let tabs = Tabs::new(&mut visit, "appeals").await?;
    let p = visit.page(visit.tr.t("moderation-appeals")).at("admin").private();
    let rows = page.rows.into_iter().map(|a| {
        let title = titles.get(&a.object_id).cloned().unwrap_or_default();
        (title, visit.tr.t(&format!("moderation-do-{}", a.action)), a)
    });
    let template = List {
        rows: rows.collect(),
        states: AppealState::ALL
            .iter()
            .map(|s| {
                (
                    s.code(),
                    visit.tr.t(&format!("moderation-standing-{s}")),
                    *s == state,
                )
            })
            .collect(),
        next: page
            .next
            .map(|n| format!("/moderation/appeals?state={state}&after={n}"))
            .unwrap_or_default(),
        tabs,
        p: &p,
    };
    visit.show(&template)
}

struct Case {
    appeal: Appeal,
    decision: Decision,
    target: Target,
}

async fn case(visit: &mut Visit, short: &str) -> Result<Case, Problem> {
    visit.moderator()?;
    let territory = visit.territory.id;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let db = visit.db.get().await?;
    let appeal = rows::appeal_of(db, territory, id)
        .await?
        .ok_or(Problem::NotFound)?;
    let decision = chain::by_id(db, territory, appeal.decision_id).await?;
    let decision = decision.ok_or(Problem::NotFound)?;
    let target = target::load(visit, &decision.object_kind, decision.object_id).await?;
    Ok(Case {
        appeal,
        decision,
        target,
    })
}

/// Why this moderator may not decide an appeal: it is their own decision, their own text or their own appeal.
fn barred(visit: &Visit, case: &Case) -> &'static str {
    if visit.viewer.is(case.decision.person_id) {
        "moderation-same-person"
    } else if visit.viewer.is(case.target.author) || visit.viewer.id() == case.appeal.person_id {
        "moderation-own"
    } else {
        ""
    }
}

/// One appeal, with the decision it contests.
pub async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let case = case(&mut visit, &short).await?;
    draw(&mut visit, &case, String::new(), &Faults::new())
}

fn draw(visit: &mut Visit, case: &Case, text: String, faults: &Faults) -> Answer {
    let p = visit
        .page(visit.tr.t("moderation-appeal-title"))
        .at("admin")
        .private();
    let template = One {
        target: &case.target,
        appeal: &case.appeal,
        decision: &case.decision,
        did: letters::measure(&visit.tr, &case.decision),
        reason: letters::reason(&visit.tr, &case.decision.reason_code),
        by_author: case.appeal.id == case.decision.id,
        barred: barred(visit, case),
        text,
        faults,
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Grants or refuses an appeal.
pub async fn decide(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let case = case(&mut visit, &short).await?;
    visit.writer()?;
    match barred(&visit, &case) {
        "" => {}
        why => return Err(Problem::Refused(why)),
    }
    let name = if input.has("grant") { "grant" } else { "refuse" };
    let mut faults = Faults::new();
    let words = decide::words(&visit, &input, &mut faults);
    if !faults.is_empty() {
        return draw(&mut visit, &case, words, &faults);
    }
    let mut tx = visit.begin().await?;
    settle(&mut visit, &mut tx, &case, (name, &words)).await?;
    visit.commit(tx).await?;
    visit.tell("moderation-appeal-decided", "");
    Ok(visit.redirect("/moderation/appeals"))
}

/// Moves the appeal, reverses or confirms the decision, turns the reports, and tells who appealed.
async fn settle(
    visit: &mut Visit,
    tx: &mut Tx,
    case: &Case,
    (name, words): (&str, &str),
) -> Result<(), Problem> {
    let (appeal, decision, target) = (&case.appeal, &case.decision, &case.target);
    let (territory, at) = (visit.territory.id, visit.now);
    let person = visit.moderator()?.id;
    let actors = steps::actors(&visit.viewer, None);
    let step = APPEAL.attempt(&appeal.state, name, &actors, at - appeal.created_at, Some(words))?;
    if !rows::decide(tx, (territory, appeal.id), (step.to, words), person, at).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let granted = step.to == AppealState::Granted.code();
    let first = Measure::from_code(&decision.action).unwrap_or(Measure::Keep);
    let measure = match first.reverse(target.kind).filter(|_| granted) {
        Some(measure) => measure,
        None => Measure::Uphold,
    };
    let ruling = Ruling {
        measure,
        reason: life::reason(&decision.reason_code).unwrap_or("other"),
        words: words.to_owned(),
    };
    let made = decide::rule(visit, tx, target, &ruling).await?;
    let answered = rows::answered(tx, territory, target.id, decision.id).await?;
    if granted {
        for report in answered.iter().filter(|r| r.state != "open") {
            decide::turn(visit, tx, report, (measure, &made)).await?;
        }
    }
    let party = match answered.into_iter().find(|r| r.id == appeal.id) {
        Some(report) => Party::Notifier(Box::new(report)),
        None => Party::Author(target.author),
    };
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: appeal.id,
        person: Some(person),
        body: None,
        at,
    };
    steps::record(tx, APPEAL.object, &step, taken).await?;
    letters::answer(visit, tx, (decision, granted), &party, words).await
}
