//! Showing standing pages.

use askama::Template;
use axum::{extract::Path, response::IntoResponse as _};
use terreau_kernel::richtext;
use terreau_kit::{Page, Problem, Visit, problem::Answer};

use super::{
    SHIPPED_AT, SLUGS, rows,
    shipped::{fill, shipped, with_services},
};

#[derive(Template)]
#[template(path = "pages/page.html")]
struct Standing<'a> {
    p: &'a Page,
    title: String,
    html: String,
    slug: String,
    help: Vec<(String, String)>,
    updated: i64,
}

/// A page of the first level: `/legal`, `/help`, …
pub async fn page(visit: Visit) -> Answer {
    let slug = visit
        .path
        .trim_start_matches('/')
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    draw(visit, &slug).await
}

/// A page of help.
pub async fn help(visit: Visit, Path(slug): Path<String>) -> Answer {
    draw(visit, &format!("help-{slug}")).await
}

fn help_pages(visit: &Visit) -> Vec<(String, String)> {
    let helps = SLUGS
        .iter()
        .filter_map(|slug| Some((slug.strip_prefix("help-")?, shipped(slug, visit.locale)?.0)));
    helps
        .map(|(part, title)| (format!("/help/{part}"), title.to_owned()))
        .collect()
}

async fn draw(mut visit: Visit, slug: &str) -> Answer {
    let (title, body) = shipped(slug, visit.locale).ok_or(Problem::NotFound)?;
    let (territory, lang) = (visit.territory.id, visit.locale.code());
    let kept = rows::get(visit.db.get().await?, territory, slug, lang).await?;
    let (title, body, updated) = match kept {
        Some(kept) => (kept.title, kept.body, kept.updated_at),
        None => (title.to_owned(), body.to_owned(), SHIPPED_AT),
    };
    let body = if slug == "privacy" {
        with_services(&visit, body)
    } else {
        body
    };
    let filled = fill(&visit, &body, updated);
    // Standing pages are ours: their headings stand one level above those people write.
    let html = richtext::render(&filled)
        .html
        .replace("<h3", "<h2")
        .replace("</h3", "</h2");
    let html = html
        .replace("<h4", "<h3")
        .replace("</h4", "</h3")
        .replace(" rel=\"nofollow ugc noopener\"", "");
    let helps = slug == "help" || slug.starts_with("help-");
    let mut p = visit.page(title.clone()).at(if helps { "help" } else { "" });
    if slug.starts_with("help-") {
        p.section = visit.tr.t("nav-help");
    }
    let help = if helps { help_pages(&visit) } else { Vec::new() };
    visit.show_to_all(&Standing {
        p: &p,
        title,
        html,
        slug: slug.to_owned(),
        help,
        updated,
    })
}

#[derive(Template)]
#[template(path = "pages/site_map.html")]
struct SiteMap<'a> {
    p: &'a Page,
    pages: Vec<(String, String)>,
    help: Vec<(String, String)>,
}

/// Every page there is (A11Y-28).
pub async fn site_map(mut visit: Visit) -> Answer {
    let mut p = visit.page(visit.tr.t("footer-site-map"));
    p.canonical = "/site-map".into();
    let first = SLUGS.iter().filter(|slug| !slug.starts_with("help"));
    let first =
        first.filter_map(|slug| Some((format!("/{slug}"), shipped(slug, visit.locale)?.0.to_owned())));
    visit.show_to_all(&SiteMap {
        p: &p,
        pages: first.collect(),
        help: help_pages(&visit),
    })
}

/// The address the law recommends leads to ours.
pub async fn moved_accessibility() -> axum::response::Response {
    axum::response::Redirect::permanent("/accessibility").into_response()
}

#[derive(Template)]
#[template(path = "pages/offline.html")]
struct Offline<'a> {
    p: &'a Page,
}

/// What a phone shows without a network.
pub async fn offline(mut visit: Visit) -> Answer {
    let p = visit.page(visit.tr.t("pages-offline")).private();
    visit.show_to_all(&Offline { p: &p })
}
