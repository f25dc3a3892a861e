//! The pages of a proposal: a step each, with what the other steps hold.

use askama::Template;
use terreau_kit::{Faults, Page, Problem, Visit, limits::Act, problem::Answer};

use super::{
    form::{STEPS, Typed},
    rows::writing::Draft,
    similar,
    view::{self, Card},
};
use crate::{
    places,
    territories::{self, Choice},
    voices::{self, Voices},
};

/// A step as the line of steps shows it.
struct Stage {
    state: &'static str,
    href: String,
    label: String,
}

/// A page of the proposal.
#[derive(Template)]
#[template(path = "ideas/propose.html")]
struct Propose<'a> {
    p: &'a Page,
    t: &'a Typed,
    step: u8,
    faults: &'a Faults,
    hidden: Vec<(String, String)>,
    draft: String,
    drafts: Vec<Draft>,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    voices: Voices,
    search: Option<places::Field>,
    tiles: (String, String),
    body_html: String,
    theme_name: String,
    place: String,
    alike: Vec<Card>,
}

impl Propose<'_> {
    fn action(&self) -> String {
        if self.draft.is_empty() {
            "/ideas/new".to_owned()
        } else {
            format!("/ideas/new/{}", self.draft)
        }
    }

    fn stages(&self) -> Vec<Stage> {
        let one = |n: u8| Stage {
            state: match n.cmp(&self.step) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "",
            },
            href: if self.draft.is_empty() || n >= self.step {
                String::new()
            } else {
                format!("/ideas/new/{}?step={n}", self.draft)
            },
            label: self.p.t(&format!("idea-step-{n}")),
        };
        (1..=STEPS).map(one).collect()
    }

    fn wrong(&self) -> i64 {
        i64::try_from(self.faults.all().len()).unwrap_or(0)
    }
}

/// What a step shows.
pub struct Scene<'a> {
    pub typed: &'a Typed,
    pub step: u8,
    pub faults: &'a Faults,
    /// It has a row: its address names it, and nothing needs to be carried in the form.
    pub draft: bool,
    pub drafts: Vec<Draft>,
    pub search: Option<places::Field>,
}

impl<'a> Scene<'a> {
    pub fn carried(typed: &'a Typed, step: u8, faults: &'a Faults) -> Self {
        Self {
            typed,
            step,
            faults,
            draft: false,
            drafts: Vec::new(),
            search: None,
        }
    }

    pub fn draft(typed: &'a Typed, step: u8, faults: &'a Faults) -> Self {
        Self {
            draft: true,
            ..Self::carried(typed, step, faults)
        }
    }
}

/// Ideas like the one just named, for whoever may not have seen them while typing: once, before a text is written.
async fn alike(visit: &mut Visit, scene: &Scene<'_>) -> Result<Vec<Card>, Problem> {
    let asked = scene.step == 2 && scene.typed.body.is_empty();
    if !asked || visit.count(Act::Search).is_err() {
        return Ok(Vec::new());
    }
    similar::cards(visit, &scene.typed.title).await
}

/// Draws a step.
pub async fn show(visit: &mut Visit, scene: Scene<'_>) -> Answer {
    let alike = alike(visit, &scene).await?;
    let title = visit.tr.t("idea-propose-title");
    let (typed, step) = (scene.typed, scene.step);
    let mut p = visit.page(title).at("propose");
    p.section = visit.tr.t(&format!("idea-step-{step}"));
    let words = typed.words(visit);
    let voices = if step == STEPS {
        let offered = voices::of(visit, "ideas").await?;
        offered.choosing(words.voice).wrong(scene.faults)
    } else {
        Voices::default()
    };
    let config = &visit.app.config;
    let template = Propose {
        p: &p,
        t: typed,
        step,
        faults: scene.faults,
        hidden: if scene.draft {
            Vec::new()
        } else {
            typed.carried(step)
        },
        draft: if scene.draft {
            typed.key.clone()
        } else {
            String::new()
        },
        drafts: scene.drafts,
        themes: territories::themes(visit, &typed.theme),
        zones: territories::zones(visit, &typed.zone),
        voices,
        search: scene.search.or_else(|| places::field(visit)),
        tiles: (config.tiles.clone(), config.tiles_credit.clone()),
        body_html: terreau_kernel::richtext::render(&typed.body).html,
        theme_name: view::theme(visit, words.theme).0,
        place: view::place(&visit.territory, words.zone, &words.place),
        alike,
    };
    visit.show_form(&template, scene.faults.is_empty())
}
