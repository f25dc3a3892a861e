//! The log of a body, for those who answer for it: who spoke in its name, when, and what they said.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{id::Id, limits, richtext, time::Micros};
use terreau_kit::{
    Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Line};
use crate::{
    bodies::{self, Body},
    memberships, people,
};

#[derive(Template)]
#[template(path = "voices/log.html")]
struct Log<'a> {
    p: &'a Page,
    body: &'a Body,
    url: String,
    lines: Vec<Shown>,
    next: String,
    deep: bool,
}

/// A line, in words.
struct Shown {
    key: String,
    at: Micros,
    who: String,
    who_url: String,
    url: String,
    title: String,
    lang: String,
    text: String,
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// The body of a slug, for those who answer for it: its administrators, and for the town those of the site.
async fn answered_for(visit: &mut Visit, slug: &str) -> Result<Body, Problem> {
    visit.person()?;
    let territory = visit.territory.id;
    let found = bodies::named(visit.db.get().await?, territory, slug).await?;
    let town = found.filter(|body| body.kind == "town");
    match town {
        Some(town) if visit.viewer.administers() => Ok(town),
        Some(_) => Err(Problem::NotFound),
        None => Ok(memberships::lead(visit, slug).await?.body),
    }
}

fn shown(visit: &Visit, line: Line) -> Shown {
    let gone = matches!(
        line.person_state.as_deref(),
        None | Some("anonymised" | "deleted")
    );
    let url = match (&line.slug, line.comment_id) {
        (None, _) => String::new(),
        (Some(_), Some(id)) if line.text.is_some() => {
            format!("/comments/{}", terreau_kernel::id::short(id))
        }
        (Some(slug), _) => format!("/ideas/{slug}"),
    };
    let text = line.text.filter(|_| line.slug.is_some()).unwrap_or_default();
    Shown {
        key: format!("voices-did-{}-{}", line.object_kind, line.name_of_move),
        at: line.at,
        who: match &line.name {
            Some(name) if !gone => name.clone(),
            _ => people::shown_name(visit, "", "anonymised"),
        },
        who_url: match line.person_slug {
            Some(slug) if !gone => format!("/people/{slug}"),
            _ => String::new(),
        },
        title: line.title.unwrap_or_else(|| visit.tr.t("voices-out-of-sight")),
        lang: line.lang.unwrap_or_else(|| visit.locale.code().to_owned()),
        text: richtext::excerpt(&richtext::plain_text(&text), 200),
        url,
    }
}

/// The log of a body, the latest first.
pub async fn show(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let body = answered_for(&mut visit, &slug).await?;
    let here = (visit.territory.id, body.id);
    let eyes = visit.eyes();
    let before = paging::position(&asked.after).unwrap_or((i64::MAX, Id::max()));
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::log(visit.db.get().await?, here, eyes, before, limit).await?;
    let page = Paged::cut(found, limits::ROWS_PAGE, |line: &Line| (line.at, line.id));
    let url = format!("/organisations/{}", body.slug);
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |next| format!("{url}/log?after={next}"));
    let lines = page.rows.into_iter().map(|line| shown(&visit, line)).collect();
    let mut p = visit.page(visit.tr.t("voices-log")).at("explore").private();
    p.section = body.name.clone();
    visit.show(&Log {
        p: &p,
        url,
        lines,
        next,
        deep: !asked.after.is_empty(),
        body: &body,
    })
}
