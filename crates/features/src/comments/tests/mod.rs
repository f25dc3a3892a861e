//! Stories of the discussion: what people write, change, thank and take back, and how it is shown.

mod changes;
mod clock;
mod reading;
mod writing;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use terreau_kernel::id::Id;
use terreau_kit::{Page, Visit};
use terreau_store::{Db, Reach, run, value};

use super::{Asked, Section, section};
use crate::{
    ideas,
    testing::{Browser, Stage},
};

#[derive(Template)]
#[template(source = "{% include \"comments/section.html\" %}", ext = "html")]
struct Shown<'a> {
    p: &'a Page,
    section: &'a Section,
}

/// An idea, published as the story begins.
pub(crate) async fn idea(stage: &Stage, author: Id, slug: &str) -> Id {
    let (id, now) = (stage.app.ids.next(), stage.clock.now());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id, created_at,
         published_at, updated_at) values ($1, $2, $3, 'Un verger partagé', '', 'x', '<p>x</p>', 'fr', 'published',
         $4, $5, $5, $5)",
        stage.territory, id, slug, author, now
    )
    .expect("an idea");
    tx.commit().await.expect("kept");
    id
}

/// A visit of somebody to an address.
pub(crate) async fn visit(stage: &Stage, browser: &Browser<'_>, path: &str) -> Visit {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("fr"));
    if let Some(session) = browser.cookie("session") {
        let cookie = format!("session={session}");
        headers.insert(header::COOKIE, cookie.parse().expect("a cookie"));
    }
    let territory = stage.app.atlas.by_id(stage.territory).expect("a territory");
    let uri: Uri = path.parse().expect("an address");
    let local = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    Visit::arrive(&stage.app, territory, &headers, &uri, local)
        .await
        .expect("a visit")
}

/// The discussion of an idea as somebody sees it, and its HTML.
pub(crate) async fn shown(
    stage: &Stage,
    browser: &Browser<'_>,
    slug: &str,
    query: &str,
) -> (Section, String) {
    let mut visit = visit(stage, browser, &format!("/ideas/{slug}?{query}")).await;
    let idea = ideas::visible(&mut visit, slug).await.expect("visible");
    let pairs: std::collections::HashMap<_, _> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let asked: Asked = serde_json::from_value(serde_json::to_value(pairs).expect("pairs")).expect("asked");
    let section = section(&mut visit, &idea, &asked).await.expect("a section");
    let p = visit.page("x");
    let html = Shown {
        p: &p,
        section: &section,
    }
    .render()
    .expect("drawn");
    (section, html)
}

/// Sends a first comment that must be taken; gives its id.
pub(crate) async fn says(browser: &mut Browser<'_>, slug: &str, side: &str, text: &str) -> String {
    let path = format!("/ideas/{slug}/comments");
    let page = browser
        .post(&path, &[("side", side), ("text", text)])
        .await
        .is(303);
    anchor(page.location())
}

/// Sends a reply that must be taken; gives its id.
pub(crate) async fn replies(browser: &mut Browser<'_>, slug: &str, parent: &str, text: &str) -> String {
    let path = format!("/ideas/{slug}/comments");
    let page = browser
        .post(&path, &[("parent", parent), ("text", text)])
        .await
        .is(303);
    anchor(page.location())
}

pub(crate) fn anchor(location: &str) -> String {
    let (_, anchor) = location
        .split_once("#c-")
        .unwrap_or_else(|| panic!("no comment in {location}"));
    anchor.to_owned()
}

/// A number from the database.
pub(crate) async fn number(db: &Db, sql: &'static str, id: Id) -> i64 {
    let mut conn = db.read().await.expect("a connection");
    count(&mut conn, sql, id).await
}

async fn count(db: &mut impl Reach, sql: &'static str, id: Id) -> i64 {
    value!(db, i64, sql, id).expect("a number").unwrap_or(-1)
}

/// Every count kept beside comments, against the rows themselves.
pub(crate) async fn counts_hold(stage: &Stage) {
    let wrong: [(&str, &'static str); 5] = [
        (
            "ideas.comments",
            "select count(*) from ideas i where i.territory_id = $1 and i.comments <> (select count(*) from comments c
             where c.territory_id = i.territory_id and c.idea_id = i.id and c.state = 'published')",
        ),
        (
            "people.comments",
            "select count(*) from people p where p.territory_id = $1 and p.comments <> (select count(*) from comments c
             where c.territory_id = p.territory_id and c.author_id = p.id and c.state = 'published')",
        ),
        (
            "territory_counts.comments",
            "select count(*) from territory_counts t where t.territory_id = $1 and t.comments <> (select count(*)
             from comments c where c.territory_id = t.territory_id and c.state = 'published')",
        ),
        (
            "comment_sides.first_comments",
            "select count(*) from comment_sides s where s.territory_id = $1 and s.first_comments <> (select count(*)
             from comments c where c.territory_id = s.territory_id and c.idea_id = s.idea_id and c.depth = 0
             and coalesce(c.side, '') = s.side and c.state = 'published')",
        ),
        (
            "comments.replies",
            "select count(*) from comments r where r.territory_id = $1 and r.replies <> (select count(*) from comments c
             where c.territory_id = r.territory_id and c.state = 'published' and c.id <> r.id
             and ((r.depth = 0 and c.root_id = r.id) or (r.depth > 0 and c.parent_id = r.id)))",
        ),
    ];
    for (what, sql) in wrong {
        assert_eq!(number(&stage.app.db, sql, stage.territory).await, 0, "{what}");
    }
}
