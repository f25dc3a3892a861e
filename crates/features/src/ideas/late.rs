//! A step of a draft sent after its author was signed out: kept with the gestures of the browser, laid over the draft
//! once they are back. A draft that moved on meanwhile is left as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use terreau_kernel::{id, limits, time::Micros};
use terreau_kit::{Faults, Input, Problem, Visit, problem::Answer};

use super::{
    album,
    form::Typed,
    life::IdeaState,
    propose::{keep as write, loaded, onward, own, step_of},
};
use crate::gestures;

/// A step as it is kept.
#[derive(Serialize, Deserialize)]
struct Late {
    draft: String,
    at: Micros,
    tickets: Vec<String>,
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

fn of_a_step(name: &str) -> bool {
    let picture = ["alt-", "decorative-", "position-", "remove-"];
    Typed::holds(name) || ["step", "go"].contains(&name) || picture.iter().any(|p| name.starts_with(p))
}

/// Keeps a step, and leads to where its author signs in again.
pub async fn keep(mut visit: Visit, draft: &str, input: &Input) -> Answer {
    let draft = id::short(id::parse_short(draft).ok_or(Problem::NotFound)?);
    let (step, mut pictures) = (step_of(input), Vec::new());
    if step == 4 {
        album::take(&mut visit, input, &mut pictures, &mut Faults::new()).await?;
    }
    let fields = input.pairs().iter().filter(|(name, _)| of_a_step(name));
    let tickets = input.every("pic").take(limits::PICTURES);
    let mut late = Late {
        at: visit.now,
        tickets: tickets.map(str::to_owned).collect(),
        fields: fields.cloned().collect(),
        draft,
    };
    for picture in pictures {
        late.fields.insert(picture.field(), picture.alt);
        late.tickets.push(picture.ticket);
    }
    let payload = serde_json::to_value(&late).map_err(|_| Problem::Broken)?;
    gestures::hold(&mut visit, "draft", &payload).await?;
    let back = format!("/ideas/new/{}?step={step}", late.draft);
    Ok(visit.redirect(&gestures::login(&back)))
}

/// Lays a step kept while its author was signed out over their draft; gives where to go on.
///
/// # Errors
/// [`Problem::NotFound`] when it is no draft of theirs, [`Problem::Conflict`] when the draft changed since.
pub async fn complete_draft(visit: &mut Visit, payload: &Value) -> Result<String, Problem> {
    let late: Late =
        serde_json::from_value(payload.clone()).map_err(|_| Problem::Invalid("form-unreadable"))?;
    let draft = own(visit, &late.draft).await?;
    // Several steps come back at once, the oldest first: what this visit wrote is no change by somebody else.
    let changed = draft.updated_at > late.at && draft.updated_at != visit.now;
    if changed || draft.life() != IdeaState::Draft {
        return Err(Problem::Conflict("life-not-from"));
    }
    let tickets = late.tickets.into_iter().map(|ticket| ("pic".to_owned(), ticket));
    let input = Input::from_pairs(late.fields.into_iter().chain(tickets).collect());
    let step = step_of(&input);
    let (typed, before) = loaded(visit, &draft).await?;
    let mut typed = typed.overlay(&input);
    typed.key = late.draft;
    if step == 4 {
        typed.pictures = album::told(visit, &input, typed.pictures);
    }
    if typed.too_long() {
        return Err(Problem::TooLarge);
    }
    write(visit, &draft, &typed, &before).await?;
    let fine = typed.faults(visit, step).is_empty();
    let to = if fine { onward(&input, step) } else { step };
    Ok(format!("/ideas/new/{}?step={to}", typed.key))
}
