//! From rows to the shapes programs are given: whole addresses, names in place of ids, nobody for who left.

use terreau_kernel::{id, time};
use terreau_kit::Territory;
use uuid::Uuid;

use super::{
    guest::Guest,
    rows::CommentRow,
    shape::{Author, Comment, Historic, Idea, Image, Named, Point, WholeIdea},
};
use crate::ideas::{Full, Picture, list};

fn named(found: Option<(&str, &str)>) -> Option<Named> {
    found.map(|(slug, name)| Named {
        slug: slug.to_owned(),
        name: name.to_owned(),
    })
}

/// A point, where both halves are known.
pub fn point(lat: Option<f64>, lon: Option<f64>) -> Option<Point> {
    Some(Point { lat: lat?, lon: lon? })
}

/// Who wrote; nobody when they left.
pub fn author(guest: &Guest, name: &str, slug: &str, state: &str) -> Option<Author> {
    (state != "anonymised").then(|| Author {
        name: name.to_owned(),
        url: guest.absolute(&format!("/people/{slug}")),
    })
}

/// The body in whose name something was written.
pub fn body(territory: &Territory, body: Option<Uuid>) -> Option<String> {
    territory.body(body).map(|body| body.name.clone())
}

/// The page of that body, where anybody may open it.
fn body_url(guest: &Guest, body: Option<Uuid>) -> Option<String> {
    let url = guest.0.territory.body(body)?.url();
    (!url.is_empty()).then(|| guest.absolute(&url))
}

impl Idea {
    /// A row of a list.
    pub fn new(guest: &Guest, row: list::Row) -> Self {
        let place = &*guest.0.territory;
        let theme = row.theme_id.and_then(|t| place.theme(t));
        let zone = row.zone_id.and_then(|z| place.zone(z));
        Self {
            short: id::short(row.id),
            url: guest.absolute(&format!("/ideas/{}", row.slug)),
            theme: named(theme.map(|t| (t.slug.as_str(), t.name_fr.as_str()))),
            zone: named(zone.map(|z| (z.slug.as_str(), z.name.as_str()))),
            position: point(row.lat, row.lon),
            position_precision: row.point_precision,
            author: author(guest, &row.author_name, &row.author_slug, &row.author_state),
            in_the_name_of: body(place, row.body_id),
            in_the_name_of_url: body_url(guest, row.body_id),
            published_at: time::rfc3339(row.published_at),
            updated_at: time::rfc3339(row.updated_at),
            id: row.id,
            slug: row.slug,
            title: row.title,
            line: row.line,
            lang: row.lang,
            state: row.state,
            place: row.place,
            supports: row.supports,
            comments: row.comments,
        }
    }
}

impl WholeIdea {
    /// An idea with its pictures.
    pub fn new(guest: &Guest, idea: Full, pictures: Vec<Picture>) -> Self {
        let image = |p: Picture| Image {
            url: guest.absolute(&format!("/media/{}/1600", id::short(p.media_id))),
            alt: p.alt,
            width: p.width,
            height: p.height,
        };
        let historic = Historic {
            supports: idea.historic_supports,
            opposes: idea.historic_opposes,
            mixed: idea.historic_mixed,
        };
        let known = [historic.supports, historic.opposes, historic.mixed] != [None; 3];
        Self {
            pictures: pictures.into_iter().map(image).collect(),
            historic: known.then_some(historic),
            version: idea.version,
            comments_url: guest.absolute(&format!("/api/v1/ideas/{}/comments", id::short(idea.id))),
            feed_url: guest.absolute(&format!("/feeds/ideas/{}", idea.slug)),
            text: idea.body.clone(),
            html: idea.body_html.clone(),
            idea: Idea::new(guest, row(idea)),
        }
    }
}

/// What a list would show of an idea.
pub fn row(idea: Full) -> list::Row {
    list::Row {
        id: idea.id,
        slug: idea.slug,
        title: idea.title,
        line: idea.line,
        theme_id: idea.theme_id,
        zone_id: idea.zone_id,
        place: idea.place,
        lat: idea.lat,
        lon: idea.lon,
        point_precision: idea.point_precision,
        lang: idea.lang,
        state: idea.state,
        author_id: idea.author_id,
        author_name: idea.author_name,
        author_slug: idea.author_slug,
        author_state: idea.author_state,
        body_id: idea.body_id,
        supports: idea.supports,
        comments: idea.comments,
        growth: 0.0,
        cover_id: idea.cover_id,
        published_at: idea.published_at,
        updated_at: idea.updated_at,
    }
}

impl Comment {
    /// A row of a discussion.
    pub fn new(guest: &Guest, row: CommentRow) -> Self {
        let shown = row.state == "published";
        let who = author(guest, &row.author_name, &row.author_slug, &row.author_state);
        Self {
            url: guest.absolute(&format!("/comments/{}", id::short(row.id))),
            author: who.filter(|_| shown),
            in_the_name_of: body(&guest.0.territory, row.body_id).filter(|_| shown),
            in_the_name_of_url: body_url(guest, row.body_id).filter(|_| shown),
            text: shown.then_some(row.text),
            html: shown.then_some(row.text_html),
            side: row.side.filter(|_| shown),
            thanks: if shown { row.thanks } else { 0 },
            created_at: time::rfc3339(row.created_at),
            edited_at: row.edited_at.filter(|_| shown).map(time::rfc3339),
            id: row.id,
            parent_id: row.parent_id,
            root_id: row.root_id,
            depth: row.depth,
            state: row.state,
            lang: row.lang,
            replies: row.replies,
        }
    }
}
