//! Atom feeds (RFC 4287) of every list and of every idea, with lasting ids.

use askama::Template;
use axum::extract::Path;
use sha2::{Digest, Sha256};
use terreau_kernel::{
    id::{self, Id},
    limits,
    time::{self, Micros},
};
use terreau_kit::{Problem, problem::Answer};
use uuid::Uuid;

use super::{
    api, fill,
    guest::{self, Guest, value, xml},
    rows::{self, CommentRow, Of},
};
use crate::ideas::{self, list};
use crate::people::{self, shown_name};

/// One entry of a feed; what may hold what XML cannot goes through [`xml`] first.
pub struct Entry {
    pub id: Id,
    pub url: String,
    pub title: String,
    pub summary: String,
    pub html: String,
    pub author: String,
    /// Who spoke, where a body is the author.
    pub spoke: String,
    pub lang: String,
    pub category: String,
    pub published: Micros,
    pub updated: Micros,
}

#[derive(Template)]
#[template(path = "open/feed.xml")]
/// A feed, as a template.
pub struct Feed {
    id: Uuid,
    title: String,
    subtitle: String,
    site: String,
    lang: &'static str,
    itself: String,
    page: String,
    icon: String,
    licence: &'static str,
    updated: Micros,
    entries: Vec<Entry>,
}

impl Feed {
    fn moment(at: &Micros) -> String {
        time::rfc3339(*at)
    }

    /// A feed about a page of this site.
    pub fn new(guest: &Guest, title: String, page: &str, entries: Vec<Entry>) -> Self {
        let visit = &guest.0;
        let site = visit.territory.site(&visit.tr);
        let latest = entries.iter().map(|e| e.updated).max();
        Self {
            id: lasting(visit.territory.id, &visit.path),
            title: xml(&title),
            subtitle: xml(&visit.tr.v("open-feed-line", "site", &site)),
            site: xml(&site),
            lang: visit.locale.code(),
            itself: guest.absolute(&visit.path),
            page: guest.absolute(page),
            icon: guest.absolute(&visit.app.assets.url("art/icon-192.png")),
            licence: guest::LICENCE,
            updated: latest.unwrap_or(visit.territory.updated_at),
            entries,
        }
    }

    fn answer(&self) -> Answer {
        let mut response = guest::open("application/atom+xml; charset=utf-8", self.render()?);
        guest::changed(&mut response, self.updated);
        Ok(response)
    }
}

/// The id of a feed: the same whatever the host it is read from.
pub fn lasting(territory: Id, path: &str) -> Uuid {
    let digest = Sha256::new()
        .chain_update(territory.as_bytes())
        .chain_update(path)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What a feed of comments is narrowed to.
pub fn narrowed(guest: &Guest) -> Result<Of, Problem> {
    let asked = guest.asked();
    let filter = api::filter(guest, &asked)?;
    let state = (!value(&asked, "state").is_empty()).then(|| filter.state.code());
    Ok(Of {
        theme: filter.theme,
        zone: filter.zone,
        state,
    })
}

/// The page a feed is about: the same path without its ending.
fn page_of(guest: &Guest, path: &str) -> String {
    match guest.0.path.split_once('?') {
        Some((_, query)) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

/// A title that says what the list was narrowed to.
fn title(guest: &Guest, key: &str) -> String {
    let asked = guest.asked();
    let place = &guest.0.territory;
    let theme = place
        .theme_named(value(&asked, "theme"))
        .map(|t| t.name(guest.0.locale).to_owned());
    let zone = place.zone_named(value(&asked, "zone")).map(|z| z.name.clone());
    let parts = [Some(guest.0.tr.t(key)), theme, zone, Some(place.name.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// The latest ideas of a list; of one person, those they proposed in their own name.
async fn proposed(guest: &mut Guest, filter: list::Filter) -> Result<Vec<Entry>, Problem> {
    let here = (guest.0.territory.id, guest.0.eyes());
    let db = guest.0.db.get().await?;
    let mut page = list::page(db, here, filter, None, limits::FEED).await?;
    page.rows
        .retain(|row| filter.author.is_none() || row.body_id.is_none());
    let ids: Vec<Id> = page.rows.iter().map(|row| row.id).collect();
    let texts = rows::texts(db, here.0, &ids).await?;
    let entry = |row: list::Row| {
        let theme = row.theme_id.and_then(|t| guest.0.territory.theme(t));
        let html = texts
            .iter()
            .find(|(id, _)| *id == row.id)
            .map_or("", |(_, html)| html);
        Entry {
            id: row.id,
            url: guest.absolute(&format!("/ideas/{}", row.slug)),
            title: xml(&row.title),
            summary: xml(&row.line),
            html: xml(html),
            author: author(guest, row.body_id, &row.author_name, &row.author_state),
            spoke: spoke(guest, row.body_id, &row.author_name, &row.author_state),
            lang: row.lang,
            category: theme.map_or_else(String::new, |t| xml(t.name(guest.0.locale))),
            published: row.published_at,
            updated: row.updated_at.max(row.published_at),
        }
    };
    Ok(page.rows.into_iter().map(entry).collect())
}

/// The list of ideas, with the filters of its page.
pub async fn ideas(mut guest: Guest) -> Answer {
    let filter = api::filter(&guest, &guest.asked())?;
    let entries = proposed(&mut guest, filter).await?;
    let (title, page) = (title(&guest, "open-feed-ideas"), page_of(&guest, "/ideas"));
    Feed::new(&guest, title, &page, entries).answer()
}

/// The ideas of one person, as long as they have a page.
pub async fn person(mut guest: Guest, Path(slug): Path<String>) -> Answer {
    let person = people::gathered(&mut guest.0, &slug).await?;
    let filter = list::Filter {
        author: Some(person.id),
        ..list::Filter::default()
    };
    let entries = proposed(&mut guest, filter).await?;
    let title = guest.0.tr.v("open-feed-person", "name", &person.name);
    Feed::new(&guest, title, &format!("/people/{slug}"), entries).answer()
}

fn author(guest: &Guest, body: Option<Id>, name: &str, state: &str) -> String {
    let shown = fill::body(&guest.0.territory, body).unwrap_or_else(|| shown_name(&guest.0, name, state));
    xml(&shown)
}

/// Who spoke in the name of a body; empty where nobody did.
fn spoke(guest: &Guest, body: Option<Id>, name: &str, state: &str) -> String {
    let signed = guest.0.territory.body(body);
    signed.map_or_else(String::new, |_| xml(&shown_name(&guest.0, name, state)))
}

fn comment(guest: &Guest, row: CommentRow) -> Entry {
    let who = author(guest, row.body_id, &row.author_name, &row.author_state);
    let values = [("author", who.as_str()), ("idea", row.idea_title.as_str())];
    Entry {
        url: guest.absolute(&format!("/comments/{}", id::short(row.id))),
        title: xml(&guest.0.tr.vs("open-feed-comment", &values)),
        summary: String::new(),
        html: xml(&row.text_html),
        category: String::new(),
        published: row.created_at,
        updated: row.edited_at.unwrap_or(row.created_at).max(row.created_at),
        spoke: spoke(guest, row.body_id, &row.author_name, &row.author_state),
        author: who,
        id: row.id,
        lang: row.lang,
    }
}

const FULL: i64 = limits::FEED as i64;

/// The latest comments, of all ideas or of those of a theme or a quarter.
pub async fn comments(mut guest: Guest) -> Answer {
    let filter = narrowed(&guest)?;
    let here = (guest.0.territory.id, guest.0.eyes());
    let found = rows::latest(guest.0.db.get().await?, here, &filter, None, FULL).await?;
    let entries = found.into_iter().map(|row| comment(&guest, row)).collect();
    let (title, page) = (title(&guest, "open-feed-comments"), page_of(&guest, "/ideas"));
    Feed::new(&guest, title, &page, entries).answer()
}

/// One idea: its latest comments, then itself.
pub async fn idea(mut guest: Guest, Path(slug): Path<String>) -> Answer {
    let idea = ideas::visible(&mut guest.0, &slug).await?;
    if idea.slug != slug {
        return Ok(super::moved(&format!("/feeds/ideas/{}", idea.slug)));
    }
    let here = (guest.0.territory.id, guest.0.eyes());
    let all = Of::default();
    let found = rows::latest(guest.0.db.get().await?, here, &all, Some(idea.id), FULL).await?;
    let mut entries: Vec<Entry> = found.into_iter().map(|row| comment(&guest, row)).collect();
    entries.push(Entry {
        url: guest.absolute(&idea.url()),
        title: xml(&idea.title),
        summary: xml(&idea.line),
        html: xml(&idea.body_html),
        author: author(&guest, idea.body_id, &idea.author_name, &idea.author_state),
        spoke: spoke(&guest, idea.body_id, &idea.author_name, &idea.author_state),
        lang: idea.lang.clone(),
        category: String::new(),
        published: idea.published_at,
        updated: idea.updated_at.max(idea.published_at),
        id: idea.id,
    });
    let title = guest.0.tr.v("open-feed-idea", "idea", &idea.title);
    Feed::new(&guest, title, &idea.url(), entries).answer()
}
