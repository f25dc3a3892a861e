//! The same feed for a reader of feeds: whoever holds the key of the address reads it as its owner would. Only the
//! fingerprint of a key is kept; a new one ends the one before.

use askama::Template as _;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use terreau_kernel::{id, limits};
use terreau_kit::{
    Page, Problem, Visit,
    circles::{Circle, Eyes},
    limits::Act,
    page,
    problem::Answer,
    session,
};

use super::{
    Scene,
    fill::Wanted,
    pages::{self, Line, Tab},
    read, rows,
};
use crate::open::{self, Entry, Feed, Guest};

/// What somebody follows, for who holds their key.
pub async fn show(mut guest: Guest) -> Answer {
    let key = open::value(&guest.asked(), "key").to_owned();
    let territory = guest.0.territory.id;
    let db = guest.0.db.get().await?;
    let found = rows::by_key(db, territory, session::digest(&key)).await?;
    let person = found.ok_or(Problem::NotFound)?;
    let scene = Scene {
        territory,
        person,
        eyes: Eyes {
            level: Circle::Members.code(),
            person,
        },
    };
    let source = read::followed(db, &scene).await?;
    let asked = (&source, Wanted::Followed);
    let found = pages::stretch(&mut guest.0, &scene, asked, i64::MAX, limits::FEED).await?;
    let lines = found
        .items
        .iter()
        .map(|item| pages::line(&guest.0, Tab::Followed, &found.known, item));
    let entries: Vec<Entry> = lines.map(|line| entry(&guest, line)).collect();
    let title = guest.0.tr.t("feed-title");
    let text = Feed::new(&guest, title, "/feed", entries).render()?;
    let mut response = guest.0.dress(text.into_response());
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    let own = HeaderValue::from_static("private, no-store");
    headers.insert(header::CACHE_CONTROL, own);
    let hidden = HeaderValue::from_static("noindex");
    headers.insert("x-robots-tag", hidden);
    Ok(response)
}

fn entry(guest: &Guest, line: Line) -> Entry {
    let title = if line.title.is_empty() {
        line.said.clone()
    } else {
        format!("{} – {}", line.said, line.title)
    };
    Entry {
        id: open::lasting(guest.0.territory.id, &format!("act/{}", line.seq)),
        url: guest.absolute(&line.url),
        title: open::xml(&title),
        summary: open::xml(&line.text),
        html: open::xml(&line.why.join(" · ")),
        author: open::xml(&guest.0.territory.site(&guest.0.tr)),
        spoke: String::new(),
        lang: line.lang,
        category: String::new(),
        published: line.at,
        updated: line.at,
    }
}

#[derive(askama::Template)]
#[template(path = "feed/key.html")]
struct Key<'a> {
    p: &'a Page,
    /// Since when there is one, in words; empty without.
    since: String,
    /// The whole address, shown once.
    address: String,
}

async fn draw(mut visit: Visit, address: String) -> Answer {
    let scene = scene(&visit)?;
    let since = rows::key_since(visit.db.get().await?, &scene).await?;
    let mut p = visit.page(visit.tr.t("feed-key-title")).at("feed").private();
    p.section = visit.tr.t("feed-title");
    let since = since.map_or_else(String::new, |at| p.day(&at));
    visit.show(&Key {
        p: &p,
        since,
        address,
    })
}

fn scene(visit: &Visit) -> Result<Scene, Problem> {
    Ok(Scene {
        territory: visit.territory.id,
        person: visit.person()?.id,
        eyes: visit.eyes(),
    })
}

/// Whether there is a key, and what it is for.
pub async fn key(visit: Visit) -> Answer {
    draw(visit, String::new()).await
}

/// A new key, shown this once; the one before opens nothing any more.
pub async fn renew(mut visit: Visit) -> Answer {
    let scene = scene(&visit)?;
    visit.count(Act::Gesture)?;
    let (secret, now) = (id::secret(), visit.now);
    let mut tx = visit.begin().await?;
    rows::set_key(&mut tx, &scene, session::digest(&secret), now).await?;
    tx.commit().await?;
    let address = format!(
        "{}/feed.atom?key={secret}",
        page::base(&visit.app, &visit.territory)
    );
    draw(visit, address).await
}

/// No key any more.
pub async fn stop(mut visit: Visit) -> Answer {
    let scene = scene(&visit)?;
    visit.count(Act::Gesture)?;
    let mut tx = visit.begin().await?;
    rows::drop_key(&mut tx, &scene).await?;
    tx.commit().await?;
    visit.tell("feed-key-stopped", "");
    Ok(visit.redirect("/feed/key"))
}
