//! Stories of ideas, through HTTP, on both engines.

mod addresses;
mod changing;
mod drafts;
mod finding;
mod gestures;
mod hostile;
pub mod proposing;

use std::net::{IpAddr, Ipv4Addr};

use axum::http::{HeaderMap, HeaderValue, header};
use terreau_kernel::id::Id;
use terreau_kit::Visit;
use terreau_store::value;

use crate::testing::{Browser, Stage};

/// The key of a form on a page.
pub fn key(page: &str) -> String {
    let from = page.find("name=\"key\" value=\"").expect("a key") + 18;
    page[from..from + 22].to_owned()
}

/// Begins a proposal; gives the key of its draft.
pub async fn begin(browser: &mut Browser<'_>, title: &str) -> String {
    let key = key(&browser.get("/ideas/new").await.is(200).text);
    let line = "Une phrase qui dit tout";
    let fields = [
        ("key", key.as_str()),
        ("step", "1"),
        ("title", title),
        ("line", line),
    ];
    let page = browser.post("/ideas/new", &fields).await.is(303);
    assert_eq!(page.location(), format!("/ideas/new/{key}?step=2"));
    key
}

/// Goes on to the last step, which it does not send.
pub async fn fill(browser: &mut Browser<'_>, key: &str) {
    let url = format!("/ideas/new/{key}");
    let body = "Un premier paragraphe.\n\nUn second, **important**.";
    let steps: [&[(&str, &str)]; 3] = [
        &[("step", "2"), ("body", body), ("lang", "fr")],
        &[
            ("step", "3"),
            ("theme", "mobilite"),
            ("place", "Place de Gaulle"),
            ("lat", "48.7780"),
            ("lon", "2.2890"),
        ],
        &[("step", "4")],
    ];
    for (n, fields) in (3..).zip(steps) {
        let page = browser.post(&url, fields).await.is(303);
        assert_eq!(page.location(), format!("{url}?step={n}"));
    }
}

/// Proposes an idea from the first step to the last; gives its slug.
pub async fn propose(browser: &mut Browser<'_>, title: &str) -> String {
    let key = begin(browser, title).await;
    fill(browser, &key).await;
    publish(browser, &key).await
}

/// Sends the last step; gives the slug.
pub async fn publish(browser: &mut Browser<'_>, key: &str) -> String {
    let page = browser
        .post(&format!("/ideas/new/{key}"), &[("step", "5")])
        .await
        .is(303);
    slug(page.location())
}

fn slug(location: &str) -> String {
    let slug = location
        .strip_prefix("/ideas/")
        .and_then(|l| l.strip_suffix("/published"));
    slug.unwrap_or_else(|| panic!("{location} is not where a published idea leads"))
        .to_owned()
}

/// A number from the database.
pub async fn number(stage: &Stage, sql: &'static str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, sql).expect("a number").unwrap_or(0)
}

/// An id from the database.
pub async fn id_of(stage: &Stage, slug: &str) -> Id {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let found = value!(&mut conn, Id, "select id from ideas where slug = $1", slug);
    found.expect("reads").expect("an idea")
}

/// The request of a signed-in browser, for functions other features call.
pub async fn visit(stage: &Stage, browser: &Browser<'_>) -> Visit {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let mut headers = HeaderMap::new();
    let cookie = format!("session={}", browser.cookie("session").expect("signed in"));
    headers.insert(header::COOKIE, HeaderValue::from_str(&cookie).expect("a cookie"));
    let nowhere = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let uri = "/".parse().expect("an address");
    Visit::arrive(&stage.app, territory, &headers, &uri, nowhere)
        .await
        .expect("arrives")
}
