//! The third step: skills, typed or browsed by domain, and whether one may be asked for help.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use terreau_kernel::{id::Id, limits, text};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    problem::Answer,
    territory::{Skill, skills as vocabulary},
};

use super::steps::Step;
use crate::{profile, skills, territories::Choice};

/// What the address of this step may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Browsed {
    pub domain: String,
}

/// What was typed, ticked and looked at.
#[derive(Default)]
pub struct Typed {
    domain: String,
    skill: String,
    have: Option<HashSet<String>>,
    listed: Option<bool>,
    near: Vec<(String, String)>,
}

impl Typed {
    /// Nothing but a domain to look at.
    pub fn none(domain: &str) -> Self {
        Self {
            domain: domain.to_owned(),
            ..Self::default()
        }
    }

    fn read(input: &Input) -> Self {
        Self {
            domain: input.raw("shown").to_owned(),
            skill: input.line("skill"),
            have: Some(input.every("have").map(str::to_owned).collect()),
            listed: Some(input.has("listed")),
            near: Vec::new(),
        }
    }
}

/// A family of skills to browse.
struct Family {
    key: &'static str,
    name: &'static str,
    icon: &'static str,
    open: bool,
}

#[derive(Template)]
#[template(path = "welcome/offers.html")]
struct Offers<'a> {
    p: &'a Page,
    step: Step,
    faults: &'a Faults,
    own: Vec<Choice>,
    families: Vec<Family>,
    /// Skills of the family looked at.
    shown: Vec<Choice>,
    domain: String,
    skill: String,
    near: Vec<(String, String)>,
    listed: bool,
}

/// The form.
pub async fn draw(visit: &mut Visit, typed: Typed, faults: &Faults) -> Answer {
    let begun = profile::begun(visit).await?;
    let (territory, locale) = (visit.territory.clone(), visit.locale);
    let ticked = |slug: &str, kept: bool| typed.have.as_ref().map_or(kept, |have| have.contains(slug));
    let mine: HashSet<Id> = begun.skills.iter().map(|one| one.0).collect();
    let own = begun.skills.iter().map(|(id, name)| {
        let value = territory
            .skill(*id)
            .map_or_else(|| id.simple().to_string(), |s| s.slug.clone());
        Choice {
            chosen: ticked(&value, true),
            value,
            label: name.clone(),
        }
    });
    let family = |d: &'static skills::Domain| Family {
        key: d.key,
        name: d.name(locale),
        icon: d.icon,
        open: d.key == typed.domain,
    };
    let of_domain = territory
        .skills
        .iter()
        .filter(|s| s.offered && s.domain == typed.domain && !mine.contains(&s.id));
    let mut shown: Vec<Choice> = of_domain
        .map(|s| Choice {
            value: s.slug.clone(),
            label: s.name(locale).to_owned(),
            chosen: ticked(&s.slug, false),
        })
        .collect();
    shown.sort_by_cached_key(|choice| text::fold(&choice.label));
    let template = Offers {
        step: Step::Offers,
        faults,
        own: own.collect(),
        families: skills::domains().iter().map(family).collect(),
        domain: if shown.is_empty() {
            String::new()
        } else {
            typed.domain.clone()
        },
        shown,
        skill: typed.skill.clone(),
        near: typed.near.clone(),
        listed: typed.listed.unwrap_or(begun.listed),
        p: &Step::Offers.page(visit),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The skill meant by what was typed: one of the vocabulary, or a word to propose. Faults say what it may mean.
fn meant(visit: &Visit, input: &Input, typed: &mut Typed, faults: &mut Faults) -> Option<Skill> {
    if typed.skill.is_empty() || input.raw("go") == "back" {
        return None;
    }
    let long = text::graphemes(&typed.skill);
    faults.unless((2..=limits::NAME).contains(&long), "skill", || {
        visit.tr.t("welcome-offers-length")
    });
    let all = &visit.territory.skills;
    let exact = skills::exactly(all, &typed.skill).cloned();
    if exact.is_none() && !input.has("propose") && faults.is_empty() {
        let near = vocabulary::find(all, &typed.skill, visit.locale, 6);
        let name = |s: &Skill| (s.slug.clone(), s.name(visit.locale).to_owned());
        typed.near = near.into_iter().map(name).collect();
        faults.add(
            "skill",
            visit.tr.v("welcome-offers-unknown", "skill", &typed.skill),
        );
    }
    exact
}

/// Takes the form; gives it again where it cannot be, or where they go on adding.
pub async fn take(visit: &mut Visit, input: &Input) -> Result<Option<Response>, Problem> {
    let mut typed = Typed::read(input);
    let mut faults = Faults::new();
    let exact = meant(visit, input, &mut typed, &mut faults);
    if !faults.is_empty() {
        return draw(visit, typed, &faults).await.map(Some);
    }
    let begun = profile::begun(visit).await?;
    let territory = visit.territory.clone();
    let have = typed.have.unwrap_or_default();
    let offered = territory.skills.iter().filter(|s| s.offered);
    let mut added: Vec<Id> = offered.filter(|s| have.contains(&s.slug)).map(|s| s.id).collect();
    // Only what the form showed can have been taken off.
    let was: HashSet<&str> = input.every("was").collect();
    let dropped: Vec<Id> = begun
        .skills
        .iter()
        .filter_map(|(id, _)| {
            let slug = territory
                .skill(*id)
                .map_or_else(|| id.simple().to_string(), |s| s.slug.clone());
            (was.contains(slug.as_str()) && !have.contains(&slug)).then_some(*id)
        })
        .collect();
    let person = visit.person()?.id;
    let mut tx = visit.begin().await?;
    match exact {
        Some(skill) => added.push(skill.id),
        None if input.has("propose") && !typed.skill.is_empty() && input.raw("go") != "back" => {
            added.push(profile::propose(visit, &mut tx, &typed.skill, person).await?);
        }
        None => {}
    }
    profile::help_with(visit, &mut tx, (&added, &dropped), input.has("listed")).await?;
    visit.commit(tx).await?;
    Ok(stay(visit, input))
}

/// Where they go on adding: another family, or another word.
fn stay(visit: &Visit, input: &Input) -> Option<Response> {
    let domain = skills::domains().iter().find(|d| d.key == input.raw("domain"));
    let to = match domain {
        Some(domain) => format!("/welcome/offers?domain={}#family", domain.key),
        None if input.raw("go") == "add" => "/welcome/offers#skill".to_owned(),
        None => return None,
    };
    Some(visit.redirect(&to))
}
