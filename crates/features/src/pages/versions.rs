//! What a standing page said before, and how each text differs from the one it replaced.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{
    diff::{self, Block, Piece},
    locale::Locale,
    time::Micros,
};
use terreau_kit::{Page, Problem, Visit, problem::Answer};

use super::{rows, shipped};
use crate::people;

#[derive(Template)]
#[template(path = "pages/versions.html")]
struct Versions<'a> {
    p: &'a Page,
    url: String,
    lang: String,
    shown: Vec<Shown>,
}

/// A text that was saved, and what it changed.
struct Shown {
    number: i64,
    title: String,
    who: String,
    at: Micros,
    blocks: Vec<Block>,
}

/// Every text of a page, the latest first.
pub async fn list(mut visit: Visit, Path((slug, lang)): Path<(String, String)>) -> Answer {
    visit.administrator()?;
    let locale = Locale::from_code(&lang).ok_or(Problem::NotFound)?;
    let (title, first) = shipped(&slug, locale).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let kept = rows::versions(visit.db.get().await?, territory, &slug, locale.code()).await?;
    let name = |one: &rows::Version| match (&one.person_name, &one.person_state) {
        (Some(name), Some(state)) => people::shown_name(&visit, name, state),
        _ => String::new(),
    };
    let before = |at: usize| kept.get(at + 1).map_or(first, |older| older.body.as_str());
    let one = |(at, version): (usize, &rows::Version)| Shown {
        number: version.version,
        title: version.title.clone(),
        who: name(version),
        at: version.at,
        blocks: diff::blocks(before(at), &version.body),
    };
    let shown = kept.iter().enumerate().map(one).collect();
    let title = visit.tr.v("pages-versions-title", "title", title);
    let mut p = visit.page(title).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    visit.show(&Versions {
        p: &p,
        url: format!("/admin/pages/{slug}/{lang}"),
        lang,
        shown,
    })
}
