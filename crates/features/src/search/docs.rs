//! Rows as documents of the index; `None` for what nobody should find.

use terreau_kernel::{locale::Locale, richtext};
use terreau_store::search::{Doc, Kind};

use super::rows::{Comment, Idea, Person};
use crate::profile::Circles;

fn lang(code: &str) -> Locale {
    Locale::from_code(code).unwrap_or(Locale::Fr)
}

fn known(name: String, state: &str) -> String {
    if state == "anonymised" {
        String::new()
    } else {
        name
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts fit 53 bits")]
fn weight(count: i64) -> f64 {
    count.max(0) as f64
}

/// Published, archived and grown ideas are found.
pub fn idea(row: Idea) -> Option<Doc> {
    let found = matches!(
        row.state.as_str(),
        "published" | "archived" | "project" | "merged"
    );
    found.then(|| Doc {
        territory: row.territory_id,
        kind: Kind::Idea,
        id: row.id,
        parent: None,
        author: known(row.author, &row.author_state),
        title: row.title,
        line: if row.place.is_empty() {
            row.line
        } else {
            format!("{} {}", row.line, row.place)
        },
        body: richtext::plain_text(&row.body),
        theme: row.theme_id,
        zone: row.zone_id,
        state: row.state,
        lang: lang(&row.lang),
        at: row.published_at,
        weight: weight(row.supports),
        circle: u8::try_from(row.circle).unwrap_or(u8::MAX),
        scopes: Vec::new(),
    })
}

/// Published comments of ideas that are found.
pub fn comment(row: Comment) -> Option<Doc> {
    let idea = matches!(
        row.idea_state.as_str(),
        "published" | "archived" | "project" | "merged"
    );
    (idea && row.state == "published").then(|| Doc {
        territory: row.territory_id,
        kind: Kind::Comment,
        id: row.id,
        parent: Some(row.idea_id),
        title: String::new(),
        line: String::new(),
        body: richtext::plain_text(&row.text),
        author: known(row.author, &row.author_state),
        theme: row.theme_id,
        zone: row.zone_id,
        state: row.idea_state,
        lang: lang(&row.lang),
        at: row.created_at,
        weight: weight(row.thanks),
        circle: u8::try_from(row.circle).unwrap_or(u8::MAX),
        scopes: Vec::new(),
    })
}

/// Active people, and those whose public words were imported: they are read under their name already. Only what they
/// show to everybody is searched.
pub fn person(row: Person) -> Option<Doc> {
    let circles: Circles = serde_json::from_str(&row.circles).unwrap_or_default();
    let bio = if circles.bio == 0 { row.bio } else { String::new() };
    let speaks = row.state == "imported" && row.ideas + row.comments > 0;
    (row.state == "active" || speaks).then(|| Doc {
        territory: row.territory_id,
        kind: Kind::Person,
        id: row.id,
        parent: None,
        title: row.name,
        line: String::new(),
        body: bio + &row.skills,
        author: String::new(),
        theme: None,
        zone: row.zone_id.filter(|_| circles.zone == 0),
        state: row.state,
        lang: Locale::Fr,
        at: row.joined_at,
        weight: weight(row.ideas),
        circle: 0,
        scopes: Vec::new(),
    })
}
