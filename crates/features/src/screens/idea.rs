//! The page of one idea: the idea, what one can do about it, its discussion, and ideas like it.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse as _, Redirect},
};
use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{Page, Visit, problem::Answer};

use crate::{
    comments::{self, Section},
    ideas::{self, Full, IdeaState, Picture, Relation},
    live, search,
    voices::{self, Hand},
};

#[derive(Template)]
#[template(path = "screens/idea.html")]
struct Show<'a> {
    p: &'a Page,
    idea: Full,
    pictures: Vec<Picture>,
    relation: Relation,
    theme: (String, String, String),
    place: String,
    author: String,
    /// Their page, unless they left.
    author_url: String,
    /// Where the decision that hid it is read; empty otherwise.
    decision: String,
    /// The same for each picture.
    decisions: HashMap<Id, String>,
    /// Acts open to this viewer, by the name of the move.
    acts: Acts,
    historic: Option<(String, String, String)>,
    similar: Vec<(String, String)>,
    section: Section,
    /// Up to where it tells what happened, for its stream.
    mark: String,
}

/// What this viewer may do besides backing and following.
struct Acts {
    edit: bool,
    archive: bool,
    restore: bool,
    moderate: bool,
    open: bool,
}

/// The page of an idea; an old address leads to the new one.
pub async fn show(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<comments::Asked>,
) -> Answer {
    let idea = ideas::visible(&mut visit, &slug).await?;
    if idea.slug != slug {
        let query = visit.path.find('?').map_or("", |at| &visit.path[at..]);
        let there = format!("{}{query}", idea.url());
        return Ok(Redirect::permanent(&there).into_response());
    }
    let mark = live::mark(&mut visit, idea.id).await?;
    let relation = ideas::relation(&mut visit, &idea).await?;
    // The first picture is the cover: without a cover there are none for the public to ask for.
    let concerned = visit.viewer.is(idea.author_id) || visit.viewer.moderates();
    let pictures = if idea.cover_id.is_some() || concerned {
        ideas::pictures(&mut visit, &idea).await?
    } else {
        Vec::new()
    };
    let section = comments::section(&mut visit, &idea, &asked).await?;
    let similar = similar(&mut visit, &idea).await?;
    let decisions = decisions(&mut visit, &idea, &pictures).await?;
    let p = page(&mut visit, &idea);
    let left = idea.author_state == "anonymised";
    let template = Show {
        theme: ideas::theme(&visit, idea.theme_id),
        place: ideas::place(&visit.territory, idea.zone_id, &idea.place),
        author: crate::people::shown_name(&visit, &idea.author_name, &idea.author_state),
        author_url: if left {
            String::new()
        } else {
            format!("/people/{}", idea.author_slug)
        },
        acts: acts(&visit, &idea, section.form.voices.hand(idea.body_id)),
        historic: historic(&visit, &idea),
        decision: decisions.get(&idea.id).cloned().unwrap_or_default(),
        decisions,
        p: &p,
        idea,
        pictures,
        relation,
        similar,
        section,
        mark,
    };
    visit.show_to_all(&template)
}

/// The decisions behind a hidden idea and hidden pictures, for their author and for moderators: nobody else comes this
/// far.
async fn decisions(
    visit: &mut Visit,
    idea: &Full,
    pictures: &[Picture],
) -> Result<HashMap<Id, String>, terreau_kit::Problem> {
    let pictures = pictures.iter().filter(|picture| picture.hidden());
    let mut hidden: Vec<Id> = pictures.map(|picture| picture.media_id).collect();
    hidden.extend((idea.life() == IdeaState::Hidden).then_some(idea.id));
    let territory = visit.territory.id;
    Ok(super::rows::decisions(visit.db.get().await?, territory, &hidden).await?)
}

impl Show<'_> {
    /// The cover of its theme, where no picture was given.
    fn drawing(&self) -> &'static str {
        ideas::drawing(&self.theme.1)
    }

    fn decided(&self, picture: &Picture) -> &str {
        self.decisions.get(&picture.media_id).map_or("", String::as_str)
    }
}

fn page(visit: &mut Visit, idea: &Full) -> Page {
    let seen = matches!(
        idea.life(),
        IdeaState::Published | IdeaState::Archived | IdeaState::Project
    );
    let public = idea.circle == 0 && seen;
    let mut p = visit.page(idea.title.clone()).at("ideas");
    p.section = visit.tr.t("ideas-title");
    p.description.clone_from(&idea.line);
    p.canonical = idea.url();
    p.noindex = !public;
    p.scripts = vec!["js/support.js"];
    if public {
        p.feed = Some(format!("/feeds/ideas/{}", idea.slug));
        p.image = Some(format!("/share/ideas/{}.png", terreau_kernel::id::short(idea.id)));
        let whole: String =
            url::form_urlencoded::byte_serialize(p.absolute(&idea.url()).as_bytes()).collect();
        p.oembed = Some(format!("/oembed?format=json&url={whole}"));
        p.json_ld = Some(super::json_ld::json_ld_idea(visit, idea));
    }
    p
}

fn acts(visit: &Visit, idea: &Full, hand: Hand) -> Acts {
    let actors = voices::qualities(visit, (idea.author_id, hand));
    let moves = ideas::IDEA.possible(&idea.state, &actors, visit.now - idea.published_at);
    let may = |name: &str| moves.iter().any(|m| m.name == name);
    Acts {
        edit: visit.viewer.is(idea.author_id) && hand.speaks || visit.viewer.administers(),
        archive: may("archive"),
        restore: may("restore"),
        moderate: visit.viewer.moderates(),
        open: idea.life() == IdeaState::Published,
    }
}

fn historic(visit: &Visit, idea: &Full) -> Option<(String, String, String)> {
    let shown = |n: Option<i64>| terreau_kernel::locale::number(n.unwrap_or(0), visit.locale);
    let any = idea
        .historic_supports
        .or(idea.historic_opposes)
        .or(idea.historic_mixed);
    any.map(|_| {
        (
            shown(idea.historic_supports),
            shown(idea.historic_mixed),
            shown(idea.historic_opposes),
        )
    })
}

async fn similar(visit: &mut Visit, idea: &Full) -> Result<Vec<(String, String)>, terreau_kit::Problem> {
    let words = format!("{} {}", idea.title, idea.line);
    let lang = Locale::from_code(&idea.lang).unwrap_or(visit.locale);
    let found = search::similar(visit, idea.id, (words.as_str(), lang)).await?;
    if found.is_empty() {
        return neighbours(visit, idea).await;
    }
    Ok(found)
}

/// The newest ideas of the same theme, for an idea that nothing resembles.
async fn neighbours(visit: &mut Visit, idea: &Full) -> Result<Vec<(String, String)>, terreau_kit::Problem> {
    if idea.theme_id.is_none() {
        return Ok(Vec::new());
    }
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let filter = ideas::Filter {
        theme: idea.theme_id,
        ..ideas::Filter::default()
    };
    let page = ideas::list::page(visit.db.get().await?, (territory, eyes), filter, None, 5).await?;
    let others = page.rows.into_iter().filter(|row| row.id != idea.id).take(4);
    Ok(others
        .map(|row| ideas::Card::new(visit, row))
        .map(|card| (card.url, card.title))
        .collect())
}
