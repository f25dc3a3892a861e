//! Changing an idea. Two people at once lose nothing: the second sees both texts and decides.

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use terreau_kernel::{
    diff::{self, Block},
    id::Id,
    limits, text,
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, may::later, problem::Answer};

use super::{
    Full, album,
    form::Typed,
    life::IdeaState,
    moves, publish,
    rows::{self, moves as counters, versions, writing},
    view, visible,
};
use crate::{
    mentions,
    newcomers::{self, Kind},
    places,
    territories::{self, Choice},
    voices,
};

/// A text both changed.
pub struct Both {
    pub label: String,
    pub blocks: Vec<Block>,
}

#[derive(Template)]
#[template(path = "ideas/edit.html")]
struct Edit<'a> {
    p: &'a Page,
    idea: &'a Full,
    t: &'a Typed,
    faults: &'a Faults,
    note: String,
    version: i64,
    conflict: Vec<Both>,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    search: Option<places::Field>,
    tiles: (String, String),
}

impl Edit<'_> {
    fn wrong(&self) -> i64 {
        i64::try_from(self.faults.all().len()).unwrap_or(0)
    }
}

struct Scene<'a> {
    idea: &'a Full,
    typed: &'a Typed,
    faults: &'a Faults,
    note: String,
    conflict: Vec<Both>,
    search: Option<places::Field>,
}

fn show(visit: &mut Visit, scene: Scene<'_>) -> Answer {
    let title = visit.tr.v("idea-edit-title", "title", &scene.idea.title);
    let p = visit.page(title).at("ideas").private();
    let config = &visit.app.config;
    let conflict = !scene.conflict.is_empty();
    let template = Edit {
        p: &p,
        idea: scene.idea,
        t: scene.typed,
        faults: scene.faults,
        note: scene.note,
        version: scene.idea.version,
        conflict: scene.conflict,
        themes: territories::themes(visit, &scene.typed.theme),
        zones: territories::zones(visit, &scene.typed.zone),
        search: scene.search.or_else(|| places::field(visit)),
        tiles: (config.tiles.clone(), config.tiles_credit.clone()),
    };
    if scene.faults.is_empty() && !conflict {
        return visit.show(&template);
    }
    let mut response = visit.show_again(&template)?;
    if conflict {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

/// The idea, for those who may change it.
async fn mine(visit: &mut Visit, slug: &str) -> Result<Full, Problem> {
    visit.writer()?;
    let idea = visible(visit, slug).await?;
    if !visit.viewer.is(idea.author_id) && !visit.viewer.administers() {
        return Err(Problem::Refused("life-not-yours"));
    }
    Ok(idea)
}

/// The body in whose name a viewer changes an idea: none for an administrator of the site, who corrects it as such.
fn signs(visit: &Visit, idea: &Full) -> Option<Id> {
    idea.body_id.filter(|_| visit.viewer.is(idea.author_id))
}

fn closed(idea: &Full) -> bool {
    !matches!(idea.life(), IdeaState::Published | IdeaState::Project)
}

/// The form of an idea.
pub async fn form(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let idea = mine(&mut visit, &slug).await?;
    let body = signs(&visit, &idea);
    if !voices::hand(&mut visit, body).await?.speaks {
        return Err(Problem::Refused("voices-not-yours"));
    }
    if idea.life() == IdeaState::Draft {
        let short = terreau_kernel::id::short(idea.id);
        return Ok(visit.redirect(&format!("/ideas/new/{short}")));
    }
    if closed(&idea) {
        return Err(Problem::Conflict("idea-edit-closed"));
    }
    let pictures = super::pictures(&mut visit, &idea).await?;
    let mut typed = Typed::of(&visit, &idea);
    typed.pictures = album::of(&pictures);
    let scene = Scene {
        idea: &idea,
        typed: &typed,
        faults: &Faults::new(),
        note: String::new(),
        conflict: Vec::new(),
        search: None,
    };
    show(&mut visit, scene)
}

/// A change sent.
pub async fn send(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, &format!("/ideas/{slug}/edit")).await;
    }
    let idea = mine(&mut visit, &slug).await?;
    if closed(&idea) {
        return Err(Problem::Conflict("idea-edit-closed"));
    }
    let before = super::pictures(&mut visit, &idea).await?;
    let mut typed = Typed::of(&visit, &idea).overlay(&input);
    typed.pictures = album::told(&visit, &input, album::of(&before));
    let mut faults = Faults::new();
    let wait = visit.hurried(Act::Comment, "title", &mut faults);
    typed.heading_faults(&visit, &mut faults);
    typed.body_faults(&visit, &mut faults);
    newcomers::weigh(&mut visit, Kind::Change, ("body", &typed.body), &mut faults).await?;
    typed.place_faults(&visit, &mut faults);
    album::take(&mut visit, &input, &mut typed.pictures, &mut faults).await?;
    typed.pictures.iter().for_each(|p| p.faults(&visit, &mut faults));
    let note = text::ellipsis(&input.line("note"), limits::LINE);
    let based_on = input.raw("version").parse().unwrap_or(idea.version);
    let search = places::sent(&mut visit, &input, based_on == idea.version).await;
    if faults.is_empty() && !places::asks(&search) && based_on == idea.version {
        match keep(&mut visit, &idea, &typed, (&before, &note)).await {
            // Its author spoke for the body that signed it until a moment ago.
            Err(Problem::Refused("voices-not-yours")) => {
                faults.add("title", voices::taken(&visit, idea.body_id));
            }
            Ok(Some(slug)) => {
                visit.tell("idea-edit-done", "");
                return Ok(visit.redirect(&format!("/ideas/{slug}")));
            }
            other => {
                other?;
                return both(visit, &idea.slug, typed, note, based_on).await;
            }
        }
    }
    if based_on != idea.version {
        return both(visit, &idea.slug, typed, note, based_on).await;
    }
    let scene = Scene {
        idea: &idea,
        typed: &typed,
        faults: &faults,
        note,
        conflict: Vec::new(),
        search,
    };
    Ok(later(show(&mut visit, scene)?, wait))
}

/// Writes the change; the slug it has now, or `None` when somebody was quicker.
async fn keep(
    visit: &mut Visit,
    idea: &Full,
    typed: &Typed,
    (before, note): (&[rows::Picture], &str),
) -> Result<Option<String>, Problem> {
    let stamp = publish::stamp(visit, idea.id)?;
    let mut words = typed.words(visit);
    words.voice = idea.body_id;
    let body = signs(visit, idea);
    let mut tx = visit.begin().await?;
    if !voices::may(visit, &mut tx, body).await? {
        return Err(Problem::Refused("voices-not-yours"));
    }
    let Some(was) = writing::next_version(&mut tx, stamp, idea.version).await? else {
        // Returns once the quicker change is true, so that it can be read.
        tx.commit().await?;
        return Ok(None);
    };
    versions::begin(&mut tx, idea, stamp.territory).await?;
    writing::change(&mut tx, stamp, &idea.state, &words).await?;
    writing::version(&mut tx, stamp, idea.version + 1, note, &words).await?;
    mentions::news(visit, &mut tx, (idea.id, body), (&words.body, &idea.body)).await?;
    let slug = rename(&mut tx, stamp, idea, &words.title).await?;
    album::keep(visit, &mut tx, idea.id, before, &typed.pictures).await?;
    if moves::counted(&idea.state, was.circle) > 0 {
        let territory = stamp.territory;
        if was.theme != words.theme {
            counters::count_theme(&mut tx, territory, was.theme, -1).await?;
            counters::count_theme(&mut tx, territory, words.theme, 1).await?;
        }
        if was.zone != words.zone {
            counters::count_zone(&mut tx, territory, was.zone, -1).await?;
            counters::count_zone(&mut tx, territory, words.zone, 1).await?;
        }
    }
    voices::log(visit, &mut tx, ("idea", idea.id), "edit", body).await?;
    let told = visit.happened(&mut tx, "idea-changed", idea.id, None, body);
    told.await?;
    visit.commit(tx).await?;
    Ok(Some(slug))
}

/// A new title makes a new address; the old one keeps leading to the idea.
async fn rename(
    tx: &mut terreau_store::Tx,
    stamp: writing::Stamp,
    idea: &Full,
    title: &str,
) -> Result<String, Problem> {
    if title == idea.title {
        return Ok(idea.slug.clone());
    }
    writing::reserve(tx, stamp.territory, &idea.slug, idea.id).await?;
    let slug = publish::free_slug(tx, stamp, title).await?;
    writing::rename(tx, stamp, &slug).await?;
    Ok(slug)
}

/// What stands beside the texts, in words: theme and place of each.
fn beside(visit: &Visit, theirs: &Typed, mine: &Typed) -> [(&'static str, String, String); 2] {
    let theme = |typed: &Typed| view::theme(visit, typed.words(visit).theme).0;
    let place = |typed: &Typed| {
        let zone = visit.territory.zone_named(&typed.zone).map(|z| z.name.as_str());
        let point = typed.point().map(|p| format!("{:.5} / {:.5}", p.lat, p.lon));
        let parts = [
            zone.unwrap_or_default(),
            &typed.place,
            point.as_deref().unwrap_or_default(),
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    };
    [
        ("ideas-theme", theme(theirs), theme(mine)),
        ("idea-recap-place", place(theirs), place(mine)),
    ]
}

/// Somebody was quicker: both texts side by side, and a form that holds what each changed.
async fn both(mut visit: Visit, slug: &str, mut mine: Typed, note: String, based_on: i64) -> Answer {
    let idea = visible(&mut visit, slug).await?;
    let territory = visit.territory.id;
    let base = versions::one(visit.db.get().await?, territory, idea.id, based_on).await?;
    let theirs = Typed::of(&visit, &idea);
    let label = |key: &str| visit.tr.t(key);
    let mut conflict = Vec::new();
    let fields = [
        (
            label("idea-form-title"),
            &mut mine.title,
            &theirs.title,
            base.as_ref().map(|b| &b.title),
        ),
        (
            label("idea-form-line"),
            &mut mine.line,
            &theirs.line,
            base.as_ref().map(|b| &b.line),
        ),
        (
            label("idea-form-body"),
            &mut mine.body,
            &theirs.body,
            base.as_ref().map(|b| &b.body),
        ),
    ];
    for (label, mine, theirs, base) in fields {
        if base == Some(&*mine) {
            mine.clone_from(theirs);
        }
        if mine != theirs {
            conflict.push(Both {
                label,
                blocks: diff::blocks(theirs, mine),
            });
        }
    }
    for (key, theirs, mine) in beside(&visit, &theirs, &mine) {
        if theirs != mine {
            conflict.push(Both {
                label: visit.tr.t(key),
                blocks: diff::blocks(&theirs, &mine),
            });
        }
    }
    if conflict.is_empty() {
        // What both wrote is the same, or touches different parts: the form holds all of it.
        conflict.push(Both {
            label: visit.tr.t("idea-edit-merged"),
            blocks: Vec::new(),
        });
    }
    let scene = Scene {
        idea: &idea,
        typed: &mine,
        faults: &Faults::new(),
        note,
        conflict,
        search: None,
    };
    show(&mut visit, scene)
}
