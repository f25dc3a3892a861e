//! Streams through HTTP, frame by frame.

mod listening;
mod talking;

use std::time::Duration;

use crate::testing::{Browser, Stage};
use axum::body::Body;
use http_body_util::BodyExt as _;

/// An open stream.
struct Ear {
    body: Body,
    heard: String,
}

/// One event of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Heard {
    id: String,
    event: String,
    data: String,
}

impl Heard {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.data).expect("JSON")
    }

    fn fresh(&self) -> usize {
        self.json()["fresh"].as_array().expect("a list").len()
    }
}

impl Ear {
    async fn open(browser: &mut Browser<'_>, path: &str) -> Self {
        let response = browser.open(path).await;
        assert_eq!(response.status(), 200, "{path}");
        let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!(header("cache-control"), "no-store");
        assert!(!response.headers().contains_key("content-encoding"));
        Self {
            body: response.into_body(),
            heard: String::new(),
        }
    }

    /// The next event; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            while let Some((one, rest)) = self.heard.split_once("\n\n") {
                let (one, rest) = (one.to_owned(), rest.to_owned());
                self.heard = rest;
                let field = |name: &str| {
                    let found = one.lines().find_map(|line| line.strip_prefix(name));
                    found.unwrap_or_default().trim_start().to_owned()
                };
                if one.contains("event:") || one.contains("id:") {
                    return Some(Heard {
                        id: field("id:"),
                        event: field("event:"),
                        data: field("data:"),
                    });
                }
            }
            let frame = tokio::time::timeout(Duration::from_secs(20), self.body.frame());
            let frame = frame.await.expect("something is said")?.expect("whole");
            let bytes = frame.into_data().unwrap_or_default();
            self.heard.push_str(std::str::from_utf8(&bytes).expect("text"));
        }
    }

    async fn hears(&mut self, event: &str) -> Heard {
        let heard = self.next().await.expect("it goes on");
        assert_eq!(heard.event, event, "{heard:?}");
        heard
    }
}

/// Events are followed from now on.
async fn begin(stage: &Stage) {
    super::begin(&stage.app).await.expect("follows");
}

/// Everything written so far is told. On PostgreSQL it may have to wait for an older transaction, of another stage.
async fn told(stage: &Stage) {
    for _ in 0..1_500 {
        super::follow::step(&stage.app).await.expect("follows");
        let mut db = stage.app.db.read().await.expect("a connection");
        let last = terreau_store::events::latest(&mut db).await.expect("events");
        if stage.app.live.reached() == Some(last) {
            return;
        }
        drop(db);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never told");
}

/// Where the page says that its stream begins.
async fn mark(browser: &mut Browser<'_>, page: &str) -> String {
    let page = browser.get(page).await.is(200);
    let (_, rest) = page.text.split_once("data-after=\"").expect("a mark");
    rest.split('"').next().expect("a value").to_owned()
}
