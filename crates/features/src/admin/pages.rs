//! Standing pages: rewritten by the town, or left as shipped.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{limits, locale::Locale, text};
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::{noted, page};
use crate::pages::{self, SLUGS, shipped};

#[derive(Template)]
#[template(path = "admin/pages.html")]
struct List<'a> {
    p: &'a Page,
    rows: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "admin/page.html")]
struct Form<'a> {
    p: &'a Page,
    slug: String,
    lang: String,
    title: String,
    body: String,
    version: i64,
    own: bool,
    theirs: String,
    faults: Faults,
    wrong: i64,
}

/// Every page, in both languages.
pub async fn list(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let rows = SLUGS
        .iter()
        .filter_map(|slug| Some((*slug, shipped(slug, visit.locale)?.0)))
        .collect();
    let p = page(&mut visit, "admin-pages");
    visit.show(&List { p: &p, rows })
}

fn which(slug: &str, lang: &str) -> Result<(Locale, &'static str, &'static str), Problem> {
    let locale = Locale::from_code(lang).ok_or(Problem::NotFound)?;
    let (title, body) = shipped(slug, locale).ok_or(Problem::NotFound)?;
    Ok((locale, title, body))
}

/// The frame, named after the page and its language.
fn titled(visit: &mut Visit, title: &str, lang: &str) -> Page {
    let mut p = page(visit, "admin-pages");
    p.title = format!("{title} ({lang})");
    p
}

/// The earlier text to begin with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    from: String,
}

/// The text in force, or an earlier one, ready to be changed.
pub async fn form(
    mut visit: Visit,
    Path((slug, lang)): Path<(String, String)>,
    Query(asked): Query<From>,
) -> Answer {
    visit.administrator()?;
    let (locale, title, body) = which(&slug, &lang)?;
    let territory = visit.territory.id;
    let kept = pages::kept(visit.db.get().await?, territory, &slug, locale).await?;
    let own = kept.is_some();
    let (mut title, mut body, version) = match kept {
        Some(kept) => (kept.title, kept.body, kept.version),
        None => (title.to_owned(), body.to_owned(), 0),
    };
    if let Ok(number) = asked.from.parse() {
        let db = visit.db.get().await?;
        let older = pages::older(db, territory, (&slug, locale), number).await?;
        (title, body) = older.ok_or(Problem::NotFound)?;
    }
    let p = titled(&mut visit, &title, &lang);
    let faults = Faults::new();
    visit.show(&Form {
        p: &p,
        slug,
        lang,
        title,
        body,
        version,
        own,
        theirs: String::new(),
        faults,
        wrong: 0,
    })
}

/// Saves a page. When somebody saved in between, both texts are shown and nothing is lost.
pub async fn save(mut visit: Visit, Path((slug, lang)): Path<(String, String)>, input: Input) -> Answer {
    let person = visit.administrator()?.id;
    let (locale, ..) = which(&slug, &lang)?;
    let (title, body) = (input.line("title"), input.text("body"));
    let version: i64 = input.raw("version").parse().unwrap_or(0);
    let mut faults = Faults::new();
    faults.unless(!title.is_empty(), "title", || visit.tr.t("admin-needed"));
    faults.unless(!body.is_empty(), "body", || visit.tr.t("admin-needed"));
    let most = limits::BODY * 3;
    faults.unless(text::graphemes(&body) <= most, "body", || {
        visit.tr.n("admin-too-long", i64::try_from(most).unwrap_or(0))
    });
    let territory = visit.territory.id;
    let mut theirs = String::new();
    let mut now_version = version;
    if faults.is_empty() {
        let write = pages::Write {
            territory,
            slug: &slug,
            locale: locale.code(),
            title: &title,
            body: &body,
            person: Some(person),
            version,
            at: visit.now,
        };
        let mut tx = visit.begin().await?;
        if pages::keep(&mut tx, &write).await? {
            noted(&mut visit, &mut tx, "page", territory, "page-changed").await?;
            visit.commit(tx).await?;
            visit.tell("admin-saved", "");
            return Ok(visit.redirect(&format!("/admin/pages/{slug}/{lang}")));
        }
        drop(tx);
        if let Some(kept) = pages::kept(visit.db.get().await?, territory, &slug, locale).await? {
            (theirs, now_version) = (kept.body, kept.version);
        }
        faults.add("body", visit.tr.t("admin-page-meanwhile"));
    }
    let p = titled(&mut visit, &title, &lang);
    let wrong = faults.count();
    visit.show_again(&Form {
        p: &p,
        slug,
        lang,
        title,
        body,
        version: now_version,
        own: true,
        theirs,
        faults,
        wrong,
    })
}

/// Goes back to the shipped text.
pub async fn reset(mut visit: Visit, Path((slug, lang)): Path<(String, String)>) -> Answer {
    visit.administrator()?;
    let (locale, ..) = which(&slug, &lang)?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    pages::forget(&mut tx, territory, &slug, locale).await?;
    noted(&mut visit, &mut tx, "page", territory, "page-reset").await?;
    visit.commit(tx).await?;
    visit.tell("admin-page-back", "");
    Ok(visit.redirect(&format!("/admin/pages/{slug}/{lang}")))
}
