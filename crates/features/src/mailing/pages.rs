//! The page of figures.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::time::{DAY, HOUR, Micros};
use terreau_kit::{Page, Visit, problem::Answer};

use super::rows::{self, Sum};
use crate::admin::page;

/// Spans one chooses from, in days.
const SPANS: [i64; 3] = [7, 30, 365];
/// A letter that waits longer than this is late.
const LATE: Micros = HOUR;

/// Over how many days.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    days: String,
}

/// What letters are about, in the order of the page.
const FAMILIES: [&str; 6] = [
    "notices",
    "digests",
    "messages",
    "network",
    "moderation",
    "account",
];

/// What letters of a kind are about.
fn family(kind: &str) -> &'static str {
    match kind {
        "answer" | "reply" | "comment" | "mention" | "backing" | "follow" | "now" => "notices",
        "daily" | "weekly" => "digests",
        "message" => "messages",
        "invite" | "organisation" | "welcome" => "network",
        "decision" | "report" | "moderation" => "moderation",
        _ => "account",
    }
}

#[derive(Template)]
#[template(path = "mailing/figures.html")]
struct Figures<'a> {
    p: &'a Page,
    spans: [(i64, bool); 3],
    waiting: i64,
    /// The oldest that waits.
    oldest: Option<Micros>,
    late: bool,
    unreached: i64,
    whole: Sum,
    lines: Vec<(&'static str, Sum)>,
}

fn add(to: &mut Sum, of: &Sum) {
    to.sent += of.sent;
    to.failed += of.failed;
    to.gone += of.gone;
    to.unwanted += of.unwanted;
}

/// What becomes of letters.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    let days = SPANS
        .into_iter()
        .find(|days| days.to_string() == asked.days)
        .unwrap_or(SPANS[1]);
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let sums = rows::sums(db, territory, now / DAY - days).await?;
    let waiting = rows::waiting(db, territory).await?;
    let unreached = rows::unreached(db, territory).await?;
    let mut whole = Sum::default();
    let mut lines: Vec<(&'static str, Sum)> = FAMILIES.map(|key| (key, Sum::default())).into();
    for sum in &sums {
        add(&mut whole, sum);
        let of = family(&sum.kind);
        if let Some((_, line)) = lines.iter_mut().find(|(key, _)| *key == of) {
            add(line, sum);
        }
    }
    lines.retain(|(_, sum)| sum.sent + sum.failed > 0);
    let oldest = waiting.first().copied();
    let p = page(&mut visit, "mailing-title");
    visit.show(&Figures {
        p: &p,
        spans: SPANS.map(|span| (span, span == days)),
        waiting: i64::try_from(waiting.len()).unwrap_or(i64::MAX),
        late: oldest.is_some_and(|at| now - at > LATE),
        oldest,
        unreached,
        whole,
        lines,
    })
}
