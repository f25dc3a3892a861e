//! What an ambassador has more: a poster to print, and words for those who come by them.

use askama::Template;
use terreau_kernel::{
    life::{Actor, Actors},
    text,
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, page, problem::Answer};

use super::{ambassadors, invite};
use crate::{invites::Found, security};

/// Letters of the words of welcome.
const WORDS: usize = 600;

#[derive(Template)]
#[template(path = "welcome/poster.html")]
struct Poster<'a> {
    p: &'a Page,
    found: &'a Found,
    drawing: String,
    /// The address of the site, short enough to be typed.
    shown: String,
}

/// The poster of who is an ambassador and has a link.
pub async fn show(mut visit: Visit) -> Answer {
    invite::ambassador(&mut visit).await?.ok_or(Problem::NotFound)?;
    let Some((found, link)) = invite::link(&mut visit).await? else {
        return Ok(visit.redirect("/me/invitations"));
    };
    let home = page::base(&visit.app, &visit.territory);
    let mut p = visit.page(visit.tr.t("welcome-poster-title")).at("me").private();
    p.section = visit.tr.t("nav-me");
    visit.show(&Poster {
        drawing: security::drawing(&link, &p.t("welcome-poster-drawing")),
        shown: home.split("://").last().unwrap_or(&home).to_owned(),
        found: &found,
        p: &p,
    })
}

/// Takes the words by which an ambassador welcomes.
pub async fn words(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/invitations").await;
    }
    let person = visit.writer()?.id;
    invite::ambassador(&mut visit).await?.ok_or(Problem::NotFound)?;
    let words = input.text("text");
    let mut faults = Faults::new();
    faults.unless(text::graphemes(&words) <= WORDS, "text", || {
        visit
            .tr
            .n("welcome-words-long", i64::try_from(WORDS).unwrap_or(600))
    });
    if !faults.is_empty() {
        return invite::draw(&mut visit, "", (&input, &faults)).await;
    }
    let (territory, now) = (visit.territory.id, visit.now);
    let mut tx = visit.begin().await?;
    if !super::rows::set_words(&mut tx, territory, person, &words, now).await? {
        return Err(Problem::NotFound);
    }
    visit.commit(tx).await?;
    visit.tell("welcome-words-kept", "");
    Ok(visit.redirect("/me/invitations"))
}

/// An ambassador stops being one.
pub async fn resign(mut visit: Visit, _: Input) -> Answer {
    let person = visit.person()?.id;
    let one = invite::ambassador(&mut visit).await?.ok_or(Problem::NotFound)?;
    let by = Actors::of(&[Actor::Author]);
    let mut tx = visit.begin().await?;
    ambassadors::turn(&visit, &mut tx, (person, &one), ("resign", by, None)).await?;
    visit.commit(tx).await?;
    visit.tell("welcome-resigned", "");
    Ok(visit.redirect("/me/invitations"))
}
