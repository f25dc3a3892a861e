//! The list of ideas.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::limits;
use terreau_kit::{Page, Visit, paging::Paged, problem::Answer};

use super::{
    life::IdeaState,
    list::{self, Filter, Order},
    view::Card,
};
use crate::{
    follows::{self, Listed},
    territories::{self, Choice},
};

/// What a list address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub sort: String,
    pub theme: String,
    pub zone: String,
    pub state: String,
    pub after: String,
}

#[derive(Template)]
#[template(path = "ideas/list.html")]
struct List<'a> {
    p: &'a Page,
    cards: Paged<Card>,
    sorts: Vec<(String, String, bool)>,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    states: Vec<Choice>,
    sort: String,
    next: String,
    filtered: bool,
    map_url: String,
    near_url: String,
    following: Listed,
}

impl Asked {
    /// The filter this address asks for; words nobody knows ask for nothing.
    pub fn filter(&self, visit: &Visit) -> Filter {
        let state = match self.state.as_str() {
            "archived" => IdeaState::Archived,
            "project" => IdeaState::Project,
            _ => IdeaState::Published,
        };
        Filter {
            order: Order::ALL
                .into_iter()
                .find(|o| o.code() == self.sort)
                .unwrap_or_default(),
            theme: visit.territory.theme_named(&self.theme).map(|t| t.id),
            zone: visit.territory.zone_named(&self.zone).map(|z| z.id),
            state,
            author: None,
        }
    }

    /// The ideas near the quarter asked for, of the theme asked for.
    fn near(&self) -> String {
        let kept = Self {
            theme: self.theme.clone(),
            zone: self.zone.clone(),
            ..Self::default()
        };
        kept.url("/ideas/near", "", "")
    }

    /// The same list with one part of its address changed, from its beginning.
    pub fn url(&self, path: &str, changed: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("sort", &self.sort),
            ("theme", &self.theme),
            ("zone", &self.zone),
            ("state", &self.state),
        ];
        for (name, kept) in parts {
            let kept = if name == changed { value } else { kept.as_str() };
            if !kept.is_empty() {
                query.append_pair(name, kept);
            }
        }
        if changed == "after" {
            query.append_pair("after", value);
        }
        let query = query.finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}

/// Ideas, in the order and with the filters of the address.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let filter = asked.filter(&visit);
    let here = (visit.territory.id, visit.eyes());
    let following = follows::listed(&mut visit, &asked.theme, &asked.zone).await?;
    let after = Some(asked.after.as_str()).filter(|a| !a.is_empty());
    let rows = list::page(visit.db.get().await?, here, filter, after, limits::PAGE).await?;
    let cards = rows.map(|row| Card::new(&visit, row));
    let mut p = visit.page(visit.tr.t("ideas-title")).at("ideas");
    p.description = visit
        .tr
        .v("ideas-description", "territory", &visit.territory.name);
    p.feed = Some(asked.url("/ideas.atom", "", ""));
    if !asked.after.is_empty() {
        p.noindex = true;
    }
    let next = cards
        .next
        .as_deref()
        .map(|n| asked.url("/ideas", "after", n))
        .unwrap_or_default();
    let template = List {
        sorts: sorts(&visit, &asked, filter.order),
        themes: territories::themes(&visit, &asked.theme),
        zones: territories::zones(&visit, &asked.zone),
        states: states(&visit, &asked),
        sort: asked.sort.clone(),
        next,
        filtered: !(asked.theme.is_empty() && asked.zone.is_empty() && asked.state.is_empty()),
        map_url: asked.url("/ideas/map", "", ""),
        near_url: asked.near(),
        following,
        cards,
        p: &p,
    };
    visit.show_to_all(&template)
}

fn sorts(visit: &Visit, asked: &Asked, order: Order) -> Vec<(String, String, bool)> {
    let one = |o: Order| {
        let value = if o == Order::Newest { "" } else { o.code() };
        (
            asked.url("/ideas", "sort", value),
            visit.tr.t(&format!("ideas-sort-{}", o.code())),
            o == order,
        )
    };
    Order::ALL.into_iter().map(one).collect()
}

fn states(visit: &Visit, asked: &Asked) -> Vec<Choice> {
    let one = |code: &str| Choice {
        value: if code == "published" {
            String::new()
        } else {
            code.to_owned()
        },
        label: visit.tr.t(&format!("idea-state-{code}")),
        chosen: asked.state == code || (asked.state.is_empty() && code == "published"),
    };
    ["published", "project", "archived"].map(one).into()
}
