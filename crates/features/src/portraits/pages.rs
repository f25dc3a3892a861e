//! « My picture »: chosen, seen as others see it, taken out.

use askama::Template;
use terreau_kernel::id;
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::rows;
use crate::pictures::{self, PictureState};

#[derive(Template)]
#[template(path = "portraits/form.html")]
struct Form<'a> {
    p: &'a Page,
    faults: &'a Faults,
    name: String,
    slug: String,
    person: id::Id,
    /// Its part of an address; empty without one.
    short: String,
    hidden: bool,
}

async fn draw(visit: &mut Visit, faults: &Faults) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.clone());
    let found = rows::of(visit.db.get().await?, territory, person.id).await?;
    let hidden = found
        .as_ref()
        .is_some_and(|f| f.state != PictureState::Shown.code());
    let template = Form {
        faults,
        name: person.name,
        slug: person.slug,
        person: person.id,
        short: found.map(|f| id::short(f.media_id)).unwrap_or_default(),
        hidden,
        p: &visit.page(visit.tr.t("portraits-title")).at("me").private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, &Faults::new()).await
}

/// Takes a picture, or takes out the one there is.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    let person = visit.person()?.id;
    let territory = visit.territory.id;
    if input.raw("do") == "remove" {
        let mut tx = visit.begin().await?;
        rows::drop(&mut tx, territory, person, visit.now).await?;
        visit
            .happened(&mut tx, "person-changed", person, None, None)
            .await?;
        visit.commit(tx).await?;
        visit.tell("portraits-removed", "");
        return Ok(visit.redirect("/me/portrait"));
    }
    // Whoever is suspended may take it out, but shows nothing new.
    visit.writer()?;
    let mut faults = Faults::new();
    let file = input
        .files
        .iter()
        .find(|f| f.field == "portrait" && !f.bytes.is_empty());
    let Some(file) = file else {
        faults.add("portrait", visit.tr.t("portraits-needed"));
        return draw(&mut visit, &faults).await;
    };
    let kept = match pictures::take_face(&mut visit, file).await? {
        Ok(kept) => kept,
        Err(refused) => {
            faults.add("portrait", visit.tr.t(pictures::refusal(refused)));
            return draw(&mut visit, &faults).await;
        }
    };
    let mut tx = visit.begin().await?;
    if !pictures::attach(&visit, &mut tx, kept.id).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    rows::put(&mut tx, territory, person, kept.id, visit.now).await?;
    visit
        .happened(&mut tx, "person-changed", person, None, None)
        .await?;
    visit.commit(tx).await?;
    visit.tell("portraits-saved", "");
    Ok(visit.redirect("/me/portrait"))
}
