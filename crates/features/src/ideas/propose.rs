//! Proposing an idea, a step a page. A member's draft is a row, kept at each step; a visitor's is carried in
//! the form until they have a name.

use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::id::{self, Id};
use terreau_kit::{Faults, Input, Problem, Visit, key, limits::Act, problem::Answer};

use super::{
    Full, album, drafts,
    form::{STEPS, Typed},
    late,
    life::IdeaState,
    publish,
    rows::{self, writing},
    steps::{Scene, show},
    visible_by_id,
};
use crate::{
    newcomers::{self, Kind},
    places, voices,
};

/// The step of the text, and the one that says where.
const TEXT: u8 = 2;
const PLACE: u8 = 3;

/// The step an address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    step: String,
}

/// The first step of a new idea, and the drafts to go on with.
pub async fn new(mut visit: Visit) -> Answer {
    if visit.viewer.signed_in() {
        visit.writer()?;
    }
    let own = drafts(&mut visit).await?;
    let typed = Typed::fresh(&visit);
    let faults = Faults::new();
    let scene = Scene {
        drafts: own,
        ..Scene::carried(&typed, 1, &faults)
    };
    show(&mut visit, scene).await
}

/// A step of a draft.
pub async fn resume(mut visit: Visit, Path(draft): Path<String>, Query(asked): Query<Asked>) -> Answer {
    visit.writer()?;
    let found = own(&mut visit, &draft).await?;
    if found.life() != IdeaState::Draft {
        return Ok(visit.redirect(&format!("{}/published", found.url())));
    }
    let typed = loaded(&mut visit, &found).await?.0;
    let step = asked.step.parse().unwrap_or(1).clamp(1, STEPS);
    show(&mut visit, Scene::draft(&typed, step, &Faults::new())).await
}

/// The idea of a draft's address, for its author alone.
pub(super) async fn own(visit: &mut Visit, draft: &str) -> Result<Full, Problem> {
    let idea = id::parse_short(draft).ok_or(Problem::NotFound)?;
    let found = visible_by_id(visit, idea).await?;
    if visit.viewer.is(found.author_id) {
        Ok(found)
    } else {
        Err(Problem::NotFound)
    }
}

pub(super) async fn loaded(visit: &mut Visit, draft: &Full) -> Result<(Typed, Vec<rows::Picture>), Problem> {
    let pictures = super::pictures(visit, draft).await?;
    let mut typed = Typed::of(visit, draft);
    typed.pictures = album::of(&pictures);
    Ok((typed, pictures))
}

pub(super) fn step_of(input: &Input) -> u8 {
    input.raw("step").parse().unwrap_or(1).clamp(1, STEPS)
}

/// Where a button leads: the step before, the step after, or the one it names.
pub(super) fn onward(input: &Input, step: u8) -> u8 {
    match input.raw("go") {
        "back" => step.saturating_sub(1).max(1),
        named => named.parse().unwrap_or(step + 1).clamp(1, STEPS),
    }
}

fn goes_back(input: &Input, step: u8) -> bool {
    onward(input, step) <= step && !input.raw("go").is_empty()
}

/// A step sent without a draft: a visitor's, or the first of a member.
pub async fn send(mut visit: Visit, input: Input) -> Answer {
    let step = step_of(&input);
    let mut typed = Typed::fresh(&visit).overlay(&input);
    if publish::key(&visit, &typed.key).is_none() {
        typed.key = id::short(key::issue(&visit.app, visit.territory.id));
    }
    typed.pictures = album::told(&visit, &input, Vec::new());
    if visit.viewer.signed_in() {
        return begin(visit, typed).await;
    }
    let mut wrong = Faults::new();
    if step == 4 {
        album::take(&mut visit, &input, &mut typed.pictures, &mut wrong).await?;
    }
    if goes_back(&input, step) {
        let to = onward(&input, step);
        return show(&mut visit, Scene::carried(&typed, to, &Faults::new())).await;
    }
    let search = places::sent(&mut visit, &input, step == PLACE).await;
    if wrong.is_empty() && !places::asks(&search) {
        wrong = typed.faults(&visit, step);
    }
    if !wrong.is_empty() || places::asks(&search) {
        let scene = Scene::carried(&typed, step, &wrong);
        return show(&mut visit, Scene { search, ..scene }).await;
    }
    if step < STEPS {
        let to = onward(&input, step);
        return show(&mut visit, Scene::carried(&typed, to, &Faults::new())).await;
    }
    if let Some((step, wrong)) = typed.first_fault(&visit) {
        return show(&mut visit, Scene::carried(&typed, step, &wrong)).await;
    }
    let payload = serde_json::to_value(typed.kept(&visit)).map_err(|_| Problem::Broken)?;
    crate::gestures::keep(&mut visit, "idea", &payload).await
}

/// A member's first step makes the draft; sent twice, it makes one.
async fn begin(mut visit: Visit, mut typed: Typed) -> Answer {
    visit.writer()?;
    visit.count(Act::Gesture)?;
    let faults = typed.faults(&visit, 1);
    if !faults.is_empty() {
        let own = drafts(&mut visit).await?;
        let scene = Scene {
            drafts: own,
            ..Scene::carried(&typed, 1, &faults)
        };
        return show(&mut visit, scene).await;
    }
    if typed.voice.is_empty() {
        typed.voice = voices::value(voices::of(&mut visit, "ideas").await?.body());
    }
    write(&mut visit, &typed).await?;
    // What a visitor had carried this far before signing in elsewhere goes on where it was.
    let step = if typed.body.is_empty() { 2 } else { STEPS };
    Ok(visit.redirect(&format!("/ideas/new/{}?step={step}", typed.key)))
}

/// Writes the draft of a key: a new row, or the words of the one there is.
pub(super) async fn write(visit: &mut Visit, typed: &Typed) -> Result<(), Problem> {
    let id = drafts::known(visit, &typed.key).await?;
    let stamp = publish::stamp(visit, id)?;
    let (words, state) = (typed.words(visit), IdeaState::Draft.code());
    let slug = format!("draft-{}", stamp.idea.simple());
    let mut tx = visit.begin().await?;
    if !writing::insert(&mut tx, stamp, &slug, state, &words).await? {
        let owner = writing::owner(&mut tx, stamp.territory, stamp.idea).await?;
        if owner.is_none_or(|o| o.author_id != stamp.person) {
            return Err(Problem::NotFound);
        }
        if !writing::change(&mut tx, stamp, state, &words).await? {
            return Err(Problem::Conflict("life-not-from"));
        }
    }
    if !typed.pictures.is_empty() {
        album::keep(visit, &mut tx, stamp.idea, &[], &typed.pictures).await?;
    }
    Ok(tx.commit().await?)
}

/// A step of a draft sent: kept, then the next one; at the end, published.
pub async fn step(mut visit: Visit, Path(draft): Path<String>, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return late::keep(visit, &draft, &input).await;
    }
    visit.writer()?;
    visit.count(Act::Gesture)?;
    let found = own(&mut visit, &draft).await?;
    if found.life() != IdeaState::Draft {
        return Ok(visit.redirect(&format!("{}/published", found.url())));
    }
    let step = step_of(&input);
    let (typed, before) = loaded(&mut visit, &found).await?;
    let mut typed = typed.overlay(&input);
    typed.key = draft;
    let mut wrong = Faults::new();
    if step == 4 {
        typed.pictures = album::told(&visit, &input, typed.pictures);
        album::take(&mut visit, &input, &mut typed.pictures, &mut wrong).await?;
    }
    if !typed.too_long() {
        match keep(&mut visit, &found, &typed, &before).await {
            // The same form, sent twice, was quicker: what it published is this.
            Err(Problem::Conflict(_)) if step == STEPS => {
                let slug = publish::settled_slug(&mut visit, found.id).await?;
                return Ok(visit.redirect(&format!("/ideas/{slug}/published")));
            }
            kept => kept?,
        }
        typed.pictures.iter_mut().for_each(|p| p.ticket.clear());
    }
    if goes_back(&input, step) {
        let to = onward(&input, step);
        return Ok(visit.redirect(&format!("/ideas/new/{}?step={to}", typed.key)));
    }
    let search = places::sent(&mut visit, &input, step == PLACE).await;
    if wrong.is_empty() && !places::asks(&search) {
        wrong = typed.faults(&visit, step);
    }
    if !wrong.is_empty() || places::asks(&search) {
        let scene = Scene::draft(&typed, step, &wrong);
        return show(&mut visit, Scene { search, ..scene }).await;
    }
    if step < STEPS {
        let to = onward(&input, step);
        return Ok(visit.redirect(&format!("/ideas/new/{}?step={to}", typed.key)));
    }
    match typed.first_fault(&visit) {
        Some((step, wrong)) => show(&mut visit, Scene::draft(&typed, step, &wrong)).await,
        None => bring_out(visit, found.id, typed, input.has("voice")).await,
    }
}

pub(super) async fn keep(
    visit: &mut Visit,
    draft: &Full,
    typed: &Typed,
    before: &[rows::Picture],
) -> Result<(), Problem> {
    let stamp = publish::stamp(visit, draft.id)?;
    let words = typed.words(visit);
    let mut tx = visit.begin().await?;
    if !writing::change(&mut tx, stamp, IdeaState::Draft.code(), &words).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    album::keep(visit, &mut tx, draft.id, before, &typed.pictures).await?;
    Ok(tx.commit().await?)
}

/// Publishes a draft; sent twice, it is published once.
async fn bring_out(mut visit: Visit, draft: Id, mut typed: Typed, asked: bool) -> Answer {
    let mut wrong = Faults::new();
    newcomers::weigh(&mut visit, Kind::Idea, ("body", &typed.body), &mut wrong).await?;
    if !wrong.is_empty() {
        return show(&mut visit, Scene::draft(&typed, TEXT, &wrong)).await;
    }
    visit.count(Act::Propose)?;
    let found = visible_by_id(&mut visit, draft).await?;
    let slug = match publish::publish_draft(&mut visit, &found, asked).await {
        Err(Problem::Conflict(_)) => Some(publish::settled_slug(&mut visit, draft).await?),
        other => other?,
    };
    if let Some(slug) = slug {
        return Ok(visit.redirect(&format!("/ideas/{slug}/published")));
    }
    voices::lost(&visit, found.body_id, &mut wrong);
    typed.voice = voices::value(None);
    show(&mut visit, Scene::draft(&typed, STEPS, &wrong)).await
}
