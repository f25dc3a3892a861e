//! Somebody's public page.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{id::Id, richtext, time::Micros};
use terreau_kit::{
    Page, Role, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::rows::{self, Person, Proposed, Said, SpokenFor};
use crate::{
    blocks::{self, Choice, Pair},
    follows::{self, Button, Kind},
    profile::{self, Seen},
};

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show<'a> {
    p: &'a Page,
    person: Person,
    zone: String,
    role: Option<&'static str>,
    bodies: Vec<SpokenFor>,
    seen: Seen,
    ideas: Paged<Proposed>,
    words: Paged<Said>,
    /// Beyond the first page of either.
    deep: bool,
    url: String,
    slug: String,
    own: bool,
    follow: Button,
    /// The viewer does not hear of them.
    muted: bool,
}

/// Where each list of a page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    ideas: String,
    words: String,
}

/// Ideas, and words, on one page.
const IDEAS: usize = 20;
const WORDS: usize = 10;

fn before(after: &str) -> (Micros, Id) {
    paging::position(after).unwrap_or((i64::MAX, Id::max()))
}

/// What somebody shows of themselves, and what they said here.
pub async fn show(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let here = (visit.territory.id, visit.eyes());
    let person = super::public(&mut visit, &slug).await?;
    let seen = profile::seen(&mut visit, person.id).await?;
    let follow = follows::button(&mut visit, Kind::Person, person.id, format!("/people/{slug}")).await?;
    let (territory, viewer) = (here.0, here.1.person);
    let pair = Pair {
        territory,
        person: viewer,
        other: person.id,
    };
    let db = visit.db.get().await?;
    let muted = here.1.level > 0 && blocks::chosen(db, pair).await? == Choice::Mute;
    let bodies = rows::bodies(db, here.0, person.id).await?;
    // What they keep to themselves is not read at all.
    let most = |limit: i64| if seen.did { limit } else { 0 };
    let ideas = rows::ideas(db, here, person.id, before(&asked.ideas), most(21)).await?;
    let ideas = Paged::cut(ideas, IDEAS, |idea| (idea.at, idea.id));
    let words = rows::words(db, here, person.id, before(&asked.words), most(11)).await?;
    let mut words = Paged::cut(words, WORDS, |said| (said.at, said.id));
    for said in &mut words.rows {
        said.text = richtext::excerpt(&richtext::plain_text(&said.text), 120);
    }
    let zone = seen
        .zone
        .and_then(|id| visit.territory.zone(id))
        .map(|z| z.name.clone())
        .unwrap_or_default();
    let role = match Role::from_code(&person.role) {
        Role::Agent => Some("person-role-agent"),
        Role::Elected => Some("person-role-elected"),
        Role::Moderator => Some("person-role-moderator"),
        Role::Member | Role::Administrator => None,
    };
    let mut p = visit.page(person.name.clone()).at("people");
    p.section = visit.tr.t("person-section");
    p.noindex = true;
    p.feed = seen.did.then(|| format!("/feeds/people/{slug}"));
    let own = visit.viewer.is(person.id);
    visit.show_to_all(&Show {
        p: &p,
        person,
        seen,
        zone,
        role,
        bodies,
        ideas,
        words,
        deep: !asked.ideas.is_empty() || !asked.words.is_empty(),
        url: format!("/people/{slug}"),
        slug,
        own,
        follow,
        muted,
    })
}
