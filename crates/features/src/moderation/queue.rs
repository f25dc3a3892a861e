//! What waits for moderators, and the log of what was decided.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits,
    time::{DAY, Micros},
};
use terreau_kit::{
    Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::{
    appeals::titles,
    chain::{self, Verified},
    letters,
    life::ReportState,
    rows::{self, Filter, Logged},
};

/// What an address of these lists may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub state: String,
    pub kind: String,
    pub age: String,
    pub after: String,
}

/// The parts of the moderators' desk, with what waits in each: reports, appeals, organisations.
pub struct Tabs {
    pub at: &'static str,
    pub waits: (i64, i64, i64),
}

impl Tabs {
    pub async fn new(visit: &mut Visit, at: &'static str) -> Result<Self, Problem> {
        let (territory, db) = (visit.territory.id, visit.db.get().await?);
        let (reports, appeals) = rows::waiting(db, territory).await?;
        let bodies = crate::organisations::waiting(db, territory).await?;
        let waits = (reports, appeals, bodies);
        Ok(Self { at, waits })
    }
}

/// A line of the queue.
struct Line {
    url: String,
    title: String,
    kind: String,
    reasons: String,
    reports: i64,
    since: Micros,
    late: bool,
}

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct Queue<'a> {
    p: &'a Page,
    tabs: Tabs,
    states: Vec<(&'static str, String, bool)>,
    kinds: Vec<(&'static str, String, bool)>,
    ages: Vec<(&'static str, String, bool)>,
    lines: Vec<Line>,
    next: String,
    filtered: bool,
}

#[derive(Template)]
#[template(path = "moderation/log.html")]
struct Log<'a> {
    p: &'a Page,
    tabs: Tabs,
    verified: Verified,
    rows: Vec<Entry>,
    next: String,
}

/// A line of the log.
struct Entry {
    row: Logged,
    title: String,
    measure: String,
    reason: String,
    url: String,
}

const LATE: Micros = 2 * DAY;

fn chosen(visit: &Visit, now: &str, key: &str, all: &[&'static str]) -> Vec<(&'static str, String, bool)> {
    all.iter()
        .map(|code| {
            let name = if code.is_empty() { "all" } else { code };
            (*code, visit.tr.t(&format!("{key}-{name}")), *code == now)
        })
        .collect()
}

/// What was reported and waits, the longest first.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let territory = visit.territory.id;
    let state = ReportState::from_code(&asked.state).unwrap_or(ReportState::Open);
    let days = match asked.age.as_str() {
        "day" => Some(1),
        "week" => Some(7),
        _ => None,
    };
    let filter = Filter {
        state: state.code().to_owned(),
        kind: ["idea", "picture", "comment", "person"]
            .into_iter()
            .find(|k| *k == asked.kind)
            .unwrap_or_default()
            .to_owned(),
        before: days.map(|days| visit.now - days * DAY),
        after: paging::position(&asked.after),
    };
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::queue(visit.db.get().await?, territory, &filter, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |q| (q.since, q.object_id));
    let age = if days.is_some() { asked.age.as_str() } else { "" };
    let (kind, next) = (filter.kind.as_str(), page.next.as_deref());
    let next = next.map(|n| format!("/moderation?state={state}&kind={kind}&age={age}&after={n}"));
    let lines = lines(&mut visit, page.rows, state).await?;
    let tabs = Tabs::new(&mut visit, "reports").await?;
    let p = visit.page(visit.tr.t("moderation-title")).at("admin").private();
    let template = Queue {
        states: chosen(&visit, state.code(), "moderation-state", ReportState::CODES),
        kinds: chosen(
            &visit,
            &filter.kind,
            "moderation-kind",
            &["", "idea", "picture", "comment", "person"],
        ),
        ages: chosen(&visit, &asked.age, "moderation-age", &["", "day", "week"]),
        filtered: !filter.kind.is_empty() || days.is_some() || state != ReportState::Open,
        next: next.unwrap_or_default(),
        lines,
        tabs,
        p: &p,
    };
    visit.show(&template)
}

async fn lines(
    visit: &mut Visit,
    queued: Vec<rows::Queued>,
    state: ReportState,
) -> Result<Vec<Line>, Problem> {
    let territory = visit.territory.id;
    let ids: Vec<Id> = queued.iter().map(|q| q.object_id).collect();
    let reasons = if ids.is_empty() {
        Vec::new()
    } else {
        rows::reasons(visit.db.get().await?, territory, state.code(), &ids).await?
    };
    let objects: Vec<_> = queued
        .iter()
        .map(|q| (q.object_kind.clone(), q.object_id))
        .collect();
    let titles = titles(visit, &objects).await?;
    let line = |q: rows::Queued| {
        let why = reasons.iter().filter(|(id, _)| *id == q.object_id);
        let why: Vec<String> = why.map(|(_, code)| letters::reason(&visit.tr, code)).collect();
        Line {
            url: format!("/moderation/{}/{}", q.object_kind, id::short(q.object_id)),
            title: titles
                .get(&q.object_id)
                .filter(|title| !title.is_empty())
                .cloned()
                .unwrap_or_else(|| visit.tr.t("moderation-untitled")),
            kind: visit.tr.t(&format!("moderation-kind-{}", q.object_kind)),
            reasons: why.join(" · "),
            reports: q.reports,
            late: state == ReportState::Open && visit.now - q.since > LATE,
            since: q.since,
        }
    };
    Ok(queued.into_iter().map(line).collect())
}

/// Every decision, the latest first, and whether the log is whole.
pub async fn log(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let territory = visit.territory.id;
    let before = asked.after.parse().unwrap_or(i64::MAX);
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let mut found = rows::log(visit.db.get().await?, territory, before, limit).await?;
    let more = found.len() > limits::ROWS_PAGE;
    found.truncate(limits::ROWS_PAGE);
    let verified = chain::verify_chain(visit.db.get().await?, territory).await?;
    let objects: Vec<_> = found
        .iter()
        .map(|d| (d.object_kind.clone(), d.object_id))
        .collect();
    let titles = titles(&mut visit, &objects).await?;
    let tabs = Tabs::new(&mut visit, "log").await?;
    let p = visit.page(visit.tr.t("moderation-log")).at("admin").private();
    let next = found
        .last()
        .filter(|_| more)
        .map(|d| format!("/moderation/log?after={}", d.number));
    let rows = found.into_iter().map(|row| Entry {
        title: titles.get(&row.object_id).cloned().unwrap_or_default(),
        measure: visit.tr.t(&format!("moderation-do-{}", row.action)),
        reason: letters::reason(&visit.tr, &row.reason_code),
        url: format!("/decisions/{}", id::short(row.id)),
        row,
    });
    let template = Log {
        rows: rows.collect(),
        next: next.unwrap_or_default(),
        verified,
        tabs,
        p: &p,
    };
    visit.show(&template)
}
