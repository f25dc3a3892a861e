//! Its team writes an organisation: a draft, changes, sending it to be verified, closing it.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{
    id::Id,
    life::{Actor, Actors, Step},
    text,
};
use terreau_kit::{
    Faults, Input, Page, Problem, Visit,
    limits::Act,
    problem::Answer,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    form,
    life::{Kind, ORGANISATION},
    rows::{self, Organisation},
};
use crate::{
    memberships,
    places::{self, Field},
};

#[derive(Template)]
#[template(path = "organisations/form.html")]
struct Form<'a> {
    p: &'a Page,
    /// What it changes; nothing for a new one.
    o: Option<&'a Organisation>,
    sealed: bool,
    kinds: Vec<(&'static str, bool)>,
    zones: Vec<(String, String, bool)>,
    local_law: bool,
    search: Option<Field>,
    typed: &'a Input,
    faults: &'a Faults,
    wrong: i64,
}

/// A form as it is shown.
struct Scene<'a> {
    o: Option<&'a Organisation>,
    typed: &'a Input,
    faults: Faults,
    search: Option<Field>,
}

fn draw(visit: &mut Visit, scene: Scene<'_>) -> Answer {
    let title = match scene.o {
        Some(o) => visit.tr.v("organisations-edit-title", "name", &o.name),
        None => visit.tr.t("organisations-new-title"),
    };
    let mut p = visit.page(title).at("explore").private();
    p.section = visit.tr.t("organisations-title");
    let typed = scene.typed;
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Town);
    let zones = visit.territory.zones.iter().filter(|zone| !zone.retired);
    let insee = visit.territory.insee.as_deref().unwrap_or_default();
    let template = Form {
        kinds: kinds.map(|k| (k.code(), k.code() == typed.raw("kind"))).collect(),
        zones: zones
            .map(|z| {
                (
                    z.slug.clone(),
                    z.name.clone(),
                    typed.every("zones").any(|slug| slug == z.slug),
                )
            })
            .collect(),
        local_law: terreau_kernel::legal::local_law(insee) || typed.has("local_law"),
        sealed: scene.o.is_some_and(form::sealed),
        search: scene.search.or_else(|| places::field(visit)),
        wrong: scene.faults.count(),
        faults: &scene.faults,
        o: scene.o,
        typed,
        p: &p,
    };
    visit.show_form(&template, scene.faults.is_empty())
}

/// The form of a new organisation.
pub async fn new(mut visit: Visit) -> Answer {
    visit.writer()?;
    let scene = Scene {
        o: None,
        typed: &Input::default(),
        faults: Faults::new(),
        search: None,
    };
    draw(&mut visit, scene)
}

/// Slugs that are addresses of something else.
const TAKEN: [&str; 2] = ["new", "map"];

async fn insert(tx: &mut Tx, territory: Id, id: Id, name: &str, at: i64) -> Result<String, Problem> {
    let wanted = text::slug(name, 60);
    for number in 1..200 {
        let slug = if number == 1 {
            wanted.clone()
        } else {
            format!("{wanted}-{number}")
        };
        if !TAKEN.contains(&slug.as_str()) && rows::insert(tx, territory, (id, &slug), at).await? {
            return Ok(slug);
        }
    }
    Err(Problem::Conflict("problem-conflict-text"))
}

/// Keeps a draft; who writes it answers for it.
pub async fn create(mut visit: Visit, input: Input) -> Answer {
    visit.writer()?;
    let search = places::sent(&mut visit, &input, true).await;
    let mut read = form::read(&visit, &input, None);
    if read.is_ok() && !places::asks(&search) {
        let mut faults = Faults::new();
        if visit.hurried(Act::Propose, "name", &mut faults).is_some() {
            read = Err(faults);
        }
    }
    let words = match read {
        Ok(words) if !places::asks(&search) => words,
        other => {
            let faults = other.err().filter(|_| !places::asks(&search)).unwrap_or_default();
            let scene = Scene {
                o: None,
                typed: &input,
                faults,
                search,
            };
            return draw(&mut visit, scene);
        }
    };
    let (territory, id, at) = (visit.territory.id, visit.app.ids.next(), visit.now);
    let mut tx = visit.begin().await?;
    let slug = insert(&mut tx, territory, id, &words.name, at).await?;
    rows::change(&mut tx, (territory, id), at, &words, at).await?;
    memberships::found(&visit, &mut tx, id).await?;
    let step = Step {
        name: "create",
        from: "",
        to: "draft",
        by: Actors::NONE,
        reason: None,
        effects: &[],
    };
    record(&visit, &mut tx, id, &step).await?;
    visit.commit(tx).await?;
    visit.tell("organisations-created", &words.name);
    Ok(visit.redirect(&format!("/organisations/{slug}")))
}

async fn record(visit: &Visit, tx: &mut Tx, id: Id, step: &Step) -> Result<(), Problem> {
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: id,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    Ok(steps::record(tx, ORGANISATION.object, step, taken).await?)
}

/// The organisation its administrator works on.
async fn own(visit: &mut Visit, slug: &str) -> Result<Organisation, Problem> {
    let team = memberships::lead(visit, slug).await?;
    let territory = visit.territory.id;
    let found = rows::by_id(visit.db.get().await?, territory, team.body.id).await?;
    found.filter(|o| o.kind() != Kind::Town).ok_or(Problem::NotFound)
}

/// The form of one that is there.
pub async fn edit(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let o = own(&mut visit, &slug).await?;
    let territory = visit.territory.id;
    let zones = rows::zones(visit.db.get().await?, territory, o.id).await?;
    let typed = form::of(&visit, &o, &zones);
    let scene = Scene {
        o: Some(&o),
        typed: &typed,
        faults: Faults::new(),
        search: None,
    };
    draw(&mut visit, scene)
}

/// Keeps a change.
pub async fn change(mut visit: Visit, Path(slug): Path<String>, mut input: Input) -> Answer {
    let o = own(&mut visit, &slug).await?;
    visit.writer()?;
    if o.state == "left" {
        return Err(Problem::Conflict("life-not-from"));
    }
    let search = places::sent(&mut visit, &input, true).await;
    let asks = places::asks(&search);
    let read = form::read(&visit, &input, Some(&o));
    let seen: i64 = input.raw("seen").parse().unwrap_or(0);
    let (territory, at) = (visit.territory.id, visit.now.max(o.updated_at + 1));
    let faults = match read {
        Ok(words) if !asks => {
            let mut tx = visit.begin().await?;
            if rows::change(&mut tx, (territory, o.id), seen, &words, at).await? {
                visit
                    .happened(&mut tx, "organisation-changed", o.id, None, Some(o.id))
                    .await?;
                visit.commit(tx).await?;
                if words.name != o.name {
                    visit.app.reload().await?;
                }
                visit.tell("organisations-kept", "");
                return Ok(visit.redirect(&o.url()));
            }
            drop(tx);
            // What was typed stays; sent again, it is kept over what somebody else wrote.
            input.set("seen", o.updated_at.to_string());
            let mut faults = Faults::new();
            faults.add("name", visit.tr.t("organisations-meanwhile"));
            faults
        }
        other => other.err().filter(|_| !asks).unwrap_or_default(),
    };
    let scene = Scene {
        o: Some(&o),
        typed: &input,
        faults,
        search,
    };
    draw(&mut visit, scene)
}

/// Moves an organisation along its life.
///
/// # Errors
/// What its life refuses; [`Problem::Conflict`] when somebody moved or changed it first.
pub async fn turn(
    visit: &Visit,
    tx: &mut Tx,
    o: &Organisation,
    (name, seen): (&str, i64),
    (by, reason): (Actors, &str),
) -> Result<Step, Problem> {
    let since = o.sent_at.unwrap_or(o.updated_at);
    let step = ORGANISATION.attempt(&o.state, name, &by, visit.now - since, Some(reason))?;
    let here = (visit.territory.id, o.id);
    let at = visit.now.max(o.updated_at + 1);
    if !rows::shift(tx, here, (step.from, step.to), seen, at).await? {
        return Err(Problem::Conflict("organisations-moved"));
    }
    record(visit, tx, o.id, &step).await?;
    visit.happened(tx, "organisation-moved", o.id, None, None).await?;
    Ok(step)
}

/// Sends a draft to be verified, or takes it back.
pub async fn send(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let o = own(&mut visit, &slug).await?;
    visit.writer()?;
    let name = if input.has("back") { "take_back" } else { "send" };
    let faults = form::missing(&visit, &o);
    if name == "send" && o.state == "draft" && !faults.is_empty() {
        let territory = visit.territory.id;
        let zones = rows::zones(visit.db.get().await?, territory, o.id).await?;
        let typed = form::of(&visit, &o, &zones);
        let scene = Scene {
            o: Some(&o),
            typed: &typed,
            faults,
            search: None,
        };
        return draw(&mut visit, scene);
    }
    let mut tx = visit.begin().await?;
    let by = steps::actors(&visit.viewer, None).with(Actor::Lead);
    turn(&visit, &mut tx, &o, (name, o.updated_at), (by, "")).await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    let told = if name == "send" {
        "organisations-sent"
    } else {
        "organisations-taken-back"
    };
    visit.tell(told, &o.name);
    Ok(visit.redirect(&o.url()))
}

/// Closes it: it says so, and nobody speaks in its name any more.
pub async fn close(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let o = own(&mut visit, &slug).await?;
    visit.writer()?;
    if !input.has("sure") {
        return Err(Problem::Invalid("organisations-close-unsure"));
    }
    let mut tx = visit.begin().await?;
    let by = steps::actors(&visit.viewer, None).with(Actor::Lead);
    turn(&visit, &mut tx, &o, ("leave", o.updated_at), (by, "")).await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("organisations-closed", &o.name);
    Ok(visit.redirect("/me"))
}
