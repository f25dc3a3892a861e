//! Beginning a conversation: with somebody, with several, with a body. Everything typed stays when something is wrong.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, text,
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, key, limits::Act, may::later, problem::Answer};

use super::{counted, pattern};
use crate::{
    bodies::{self, Body},
    conversations::{self, GROUP, May, Said, Somebody, With},
    newcomers::{self, Kind},
};

#[derive(Template)]
#[template(path = "messages/new.html")]
struct New<'a> {
    p: &'a Page,
    body: Option<&'a Body>,
    chosen: &'a [Somebody],
    found: &'a [Somebody],
    looked: bool,
    asking: bool,
    single: bool,
    key: String,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

/// To whom an address writes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    to: String,
    body: String,
}

/// A form as it is shown.
#[derive(Default)]
pub struct Scene {
    body: Option<Body>,
    chosen: Vec<Somebody>,
    found: Vec<Somebody>,
    looked: bool,
    asking: bool,
}

fn draw(visit: &mut Visit, scene: &Scene, typed: &Input, faults: &Faults) -> Answer {
    let to = match (&scene.body, scene.chosen.as_slice()) {
        (Some(body), _) => Some(body.name.clone()),
        (None, [one]) => Some(one.name.clone()),
        _ => None,
    };
    let title = match &to {
        Some(name) => visit.tr.v("messages-new-to", "name", name),
        None => visit.tr.t("messages-new-title"),
    };
    let mut p = visit.page(title).at("me").private();
    p.section = visit.tr.t("messages-title");
    let key = Some(typed.raw("key")).filter(|k| !k.is_empty());
    let key = key.map_or_else(
        || id::short(key::issue(&visit.app, visit.territory.id)),
        str::to_owned,
    );
    let template = New {
        p: &p,
        body: scene.body.as_ref(),
        chosen: &scene.chosen,
        found: &scene.found,
        looked: scene.looked,
        asking: scene.asking,
        single: typed.raw("single") == "1",
        key,
        typed,
        faults,
        wrong: faults.count(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// People chosen by the parts of their addresses, each once; the viewer is there anyway.
pub async fn chosen<'a>(
    visit: &mut Visit,
    slugs: impl Iterator<Item = &'a str>,
) -> Result<Vec<Somebody>, Problem> {
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let mut all: Vec<Somebody> = Vec::new();
    for slug in slugs.take(GROUP) {
        let slug = text::ellipsis(&text::clean_line(slug), limits::SLUG);
        let found = conversations::by_slug(visit.db.get().await?, (territory, me), &slug).await?;
        let fresh = found.filter(|one| one.id != me && all.iter().all(|other| other.id != one.id));
        all.extend(fresh);
    }
    Ok(all)
}

/// People meant by what was typed: a name among those one knows, or the address of a page.
pub async fn meant(visit: &mut Visit, typed: &str) -> Result<Vec<Somebody>, Problem> {
    visit.count(Act::Search)?;
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let typed = text::ellipsis(&text::clean_line(typed), limits::QUERY);
    if let Some((_, slug)) = typed.rsplit_once("/people/") {
        let slug = slug.split(['?', '#', '/']).next().unwrap_or_default();
        return chosen(visit, std::iter::once(slug)).await;
    }
    let words = pattern(&typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    Ok(conversations::known(visit.db.get().await?, (territory, me), &words).await?)
}

async fn body(visit: &mut Visit, slug: &str) -> Result<Option<Body>, Problem> {
    if slug.is_empty() {
        return Ok(None);
    }
    let territory = visit.territory.id;
    let slug = text::ellipsis(&text::clean_line(slug), limits::SLUG);
    let found = bodies::named(visit.db.get().await?, territory, &slug).await?;
    let open = found.filter(|b| matches!(b.state.as_str(), "verified" | "flagged"));
    open.map(Some).ok_or(Problem::NotFound)
}

/// The conversation there is with somebody or with a body.
async fn there(visit: &mut Visit, scene: &Scene) -> Result<Option<String>, Problem> {
    if let Some(body) = &scene.body
        && conversations::speaks(visit, body).await?
    {
        return Ok(Some(format!("/organisations/{}/messages", body.slug)));
    }
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let with = match (&scene.body, scene.chosen.as_slice()) {
        (Some(body), _) => body.id,
        (None, [one]) => one.id,
        _ => return Ok(None),
    };
    let found = conversations::between(visit.db.get().await?, territory, me, with).await?;
    Ok(found.map(|id| format!("/messages/{}#write", id::short(id))))
}

/// Which of them the viewer does not know; nobody when one of them cannot be written to.
async fn strangers(visit: &mut Visit, chosen: &[Somebody]) -> Result<Option<usize>, Problem> {
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let mut count = 0;
    for one in chosen {
        match conversations::may_write(visit.db.get().await?, territory, me, one.id).await? {
            May::Freely => {}
            May::Asking => count += 1,
            May::No => return Ok(None),
        }
    }
    Ok(Some(count))
}

/// The form.
pub async fn new(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.person()?;
    let mut scene = Scene {
        body: body(&mut visit, &asked.body).await?,
        ..Scene::default()
    };
    let mut typed = Input::default();
    if scene.body.is_none() && !asked.to.is_empty() {
        scene.chosen = chosen(&mut visit, asked.to.split(',')).await?;
        if scene.chosen.is_empty() {
            return Err(Problem::NotFound);
        }
        typed.set("single", "1");
    }
    if let Some(url) = there(&mut visit, &scene).await? {
        return Ok(visit.redirect(&url));
    }
    visit.writer()?;
    let strangers = strangers(&mut visit, &scene.chosen).await?;
    scene.asking = strangers.ok_or(Problem::Refused("conversations-cannot"))? > 0;
    draw(&mut visit, &scene, &typed, &Faults::new())
}

/// What a form says, and what is wrong with it.
struct Read {
    said: Said,
    title: String,
    faults: Faults,
}

fn read(visit: &Visit, input: &Input, scene: &Scene) -> Read {
    let mut faults = Faults::new();
    if scene.body.is_none() {
        faults.unless(!scene.chosen.is_empty(), "who", || {
            visit.tr.t("messages-who-missing")
        });
        faults.unless(scene.chosen.len() < GROUP, "who", || {
            visit.tr.t("conversations-many")
        });
    }
    let title = input.line("title");
    faults.unless(text::graphemes(&title) <= limits::LABEL, "title", || {
        visit.tr.t("messages-name-long")
    });
    let said = Said {
        id: key::read(&visit.app, visit.territory.id, input.raw("key"))
            .unwrap_or_else(|| visit.app.ids.next()),
        text: input.text("text"),
        note: false,
    };
    said.check(visit, &mut faults);
    Read { said, title, faults }
}

/// Sends the first words, or looks for people to write to.
pub async fn create(mut visit: Visit, input: Input) -> Answer {
    visit.writer()?;
    let slugs: Vec<&str> = input.every("to").collect();
    let mut scene = Scene {
        body: body(&mut visit, input.raw("body")).await?,
        chosen: chosen(&mut visit, slugs.into_iter()).await?,
        ..Scene::default()
    };
    if input.has("find") {
        scene.found = meant(&mut visit, input.raw("who")).await?;
        scene
            .found
            .retain(|one| scene.chosen.iter().all(|other| other.id != one.id));
        scene.looked = true;
        return draw(&mut visit, &scene, &input, &Faults::new());
    }
    if let Some(body) = &scene.body
        && conversations::speaks(&mut visit, &body.clone()).await?
    {
        return Err(Problem::NotFound);
    }
    let Read {
        said,
        title,
        mut faults,
    } = read(&visit, &input, &scene);
    let strangers = strangers(&mut visit, &scene.chosen).await?;
    faults.unless(strangers.is_some(), "who", || visit.tr.t("conversations-cannot"));
    scene.asking = strangers.unwrap_or(0) > 0;
    let mut wait = None;
    if scene.asking {
        newcomers::weigh(&mut visit, Kind::Approach, ("text", &said.text), &mut faults).await?;
    }
    if faults.is_empty() {
        wait = counted(&mut visit, strangers.unwrap_or(0), &mut faults).await?;
    }
    if !faults.is_empty() {
        return Ok(later(draw(&mut visit, &scene, &input, &faults)?, wait));
    }
    let people: Vec<Id> = scene.chosen.iter().map(|one| one.id).collect();
    let with = match &scene.body {
        Some(body) => With::Body(body.id),
        None => With::People(&people, &title),
    };
    let id = conversations::begin(&mut visit, with, &said).await?;
    visit.tell(
        if scene.asking {
            "messages-asked"
        } else {
            "messages-sent"
        },
        "",
    );
    Ok(visit.redirect(&format!("/messages/{}", id::short(id))))
}
