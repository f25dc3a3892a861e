//! The handovers that wait, for who keeps the place fair: the first due first.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{id::Id, limits};
use terreau_kit::{
    Page, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Waiting};
use crate::people;

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template)]
#[template(path = "handover/desk.html")]
struct Desk<'a> {
    p: &'a Page,
    lines: Vec<(Waiting, bool)>,
    next: String,
}

/// What waits.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.moderator()?;
    let territory = visit.territory.id;
    let after = paging::position(&asked.after).unwrap_or((i64::MIN, Id::nil()));
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::waiting(visit.db.get().await?, territory, after, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |one: &Waiting| (one.due, one.id));
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |next| format!("/admin/handovers?after={next}"));
    let line = |mut one: Waiting| {
        one.name = people::shown_name(&visit, &one.name, &one.person_state);
        let ripe = visit.now >= one.due;
        (one, ripe)
    };
    let lines = page.rows.into_iter().map(line).collect();
    let p = visit.page(visit.tr.t("handover-desk")).at("admin").private();
    visit.show(&Desk { p: &p, lines, next })
}
