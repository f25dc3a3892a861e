//! The list of organisations, and the page of one.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{id::Id, legal, limits, richtext, text, time::Micros};
use terreau_kit::{
    Page, Visit,
    paging::{self, Paged},
    problem::Answer,
};

use super::{
    life::Kind,
    rows::{self, Filter, Listed, Organisation, Said, Signed},
};
use crate::{
    blocks,
    follows::{self, Button},
    memberships::{self, Membership, Named},
    people,
    territories::{self, Choice},
};

/// What an address of the list may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
    zone: String,
    after: String,
}

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct List<'a> {
    p: &'a Page,
    q: String,
    kinds: Vec<(&'static str, bool)>,
    zones: Vec<Choice>,
    rows: Vec<Listed>,
    next: String,
    filtered: bool,
}

#[derive(Template)]
#[template(path = "organisations/show.html")]
struct Show<'a> {
    p: &'a Page,
    o: &'a Organisation,
    zones: Vec<String>,
    hours: Vec<String>,
    siret: String,
    ideas: Paged<Signed>,
    said: Paged<Said>,
    speakers: Vec<Named>,
    mine: Option<Membership>,
    /// What the site said last of a draft or of a doubt, to its team.
    word: Option<(String, Micros)>,
    leads: bool,
    /// They read who spoke in its name.
    logs: bool,
    belongs: bool,
    speaks: bool,
    deep: bool,
    follow: Option<Button>,
}

/// Words of a name as a pattern, in their order.
fn pattern(q: &str) -> String {
    let folded = text::fold(q);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("%{}%", words.join("%"))
    }
}

/// Organisations anybody may see, by name.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let territory = visit.territory.id;
    let zone = visit
        .territory
        .zone_named(&asked.zone)
        .map(|z| (z.id, z.slug.clone()));
    let kind = Kind::from_code(&asked.kind).map_or("", Kind::code);
    let q = text::ellipsis(&text::clean_line(&asked.q), limits::QUERY);
    let filter = Filter {
        kind: kind.to_owned(),
        zone: zone.as_ref().map(|z| z.0),
        words: pattern(&q),
        after: paging::position(&asked.after),
    };
    let limit = i64::try_from(limits::PAGE + 1).unwrap_or(i64::MAX);
    let found = rows::list(visit.db.get().await?, territory, &filter, limit).await?;
    let page = Paged::cut(found, limits::PAGE, |(name, o)| (name.clone(), o.id));
    let slug = zone.map(|z| z.1).unwrap_or_default();
    let next = page.next.as_deref().map(|after| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", q.as_str()),
            ("kind", kind),
            ("zone", &slug),
            ("after", after),
        ] {
            if !value.is_empty() {
                pairs.append_pair(name, value);
            }
        }
        format!("/organisations?{}", pairs.finish())
    });
    let mut p = visit.page(visit.tr.t("organisations-title")).at("explore");
    p.description = visit.tr.t("organisations-lead");
    p.noindex = !q.is_empty() || !asked.after.is_empty();
    let template = List {
        kinds: Kind::ALL.map(|k| (k.code(), k.code() == kind)).into(),
        zones: territories::zones(&visit, &slug),
        filtered: !q.is_empty() || !kind.is_empty() || !slug.is_empty(),
        rows: page.rows.into_iter().map(|(_, o)| o).collect(),
        next: next.unwrap_or_default(),
        q,
        p: &p,
    };
    visit.show_to_all(&template)
}

/// Where each list of a page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Lists {
    ideas: String,
    words: String,
}

fn before(after: &str) -> (Micros, Id) {
    paging::position(after).unwrap_or((i64::MAX, Id::max()))
}

/// One organisation: what it does, where and when, what it signed, who speaks for it.
pub async fn show(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Lists>) -> Answer {
    let o = super::visible(&mut visit, &slug).await?;
    let mine = memberships::mine(&mut visit, o.id).await?;
    let follow = follows::button(&mut visit, follows::Kind::Body, o.id, o.url()).await?;
    let here = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let ideas = rows::ideas(db, here, o.id, before(&asked.ideas), 11).await?;
    let ideas = Paged::cut(ideas, 10, |idea| (idea.at, idea.id));
    let said = rows::said(db, here, o.id, before(&asked.words), 7).await?;
    let mut said = Paged::cut(said, 6, |said| (said.at, said.id));
    let mut speakers = memberships::speakers(db, here.0, o.id).await?;
    if visit.viewer.person().is_some_and(|me| me.apart) {
        let who: Vec<_> = speakers.iter().map(|m| m.person_id).collect();
        let apart = blocks::apart(db, (here.0, here.1.person), &who).await?;
        speakers.retain(|m| !apart.contains(&m.person_id));
    }
    let zones = rows::zones(db, here.0, o.id).await?;
    let part = mine.as_ref().and_then(Membership::part);
    let past = if part.is_some() && matches!(o.state.as_str(), "draft" | "flagged") {
        terreau_kit::steps::history(db, here.0, o.id).await?
    } else {
        Vec::new()
    };
    let word = past
        .into_iter()
        .rev()
        .find(|step| step.to_state == o.state && !step.reason.is_empty());
    for one in &mut said.rows {
        one.text = richtext::excerpt(&richtext::plain_text(&one.text), 160);
    }
    let named = |mut m: Named| {
        m.name = people::shown_name(&visit, &m.name, &m.person_state);
        m
    };
    let speakers = speakers.into_iter().map(named).collect();
    let zones = zones.iter().filter_map(|id| visit.territory.zone(*id));
    let zones = zones.map(|zone| zone.name.clone()).collect();
    let mut p = visit.page(o.name.clone()).at("explore");
    p.section = visit.tr.t("organisations-title");
    p.description = o.line.clone();
    p.noindex = o.state != "verified";
    let template = Show {
        hours: o.hours.lines().map(str::to_owned).collect(),
        siret: legal::siret_shown(&o.siret),
        leads: part == Some(memberships::Part::Administrator),
        logs: match o.kind() {
            Kind::Town => visit.viewer.administers(),
            _ => part == Some(memberships::Part::Administrator),
        },
        belongs: part.is_some(),
        speaks: part.is_some_and(memberships::Part::speaks),
        deep: !asked.ideas.is_empty() || !asked.words.is_empty(),
        word: word.map(|step| (step.reason, step.at)),
        follow: Some(follow).filter(|f| f.on || matches!(o.state.as_str(), "verified" | "flagged")),
        o: &o,
        zones,
        ideas,
        said,
        speakers,
        mine,
        p: &p,
    };
    visit.show_to_all(&template)
}
