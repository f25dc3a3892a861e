//! What changed in the terms, for everybody to read and for members to accept.

use askama::Template;
use terreau_kernel::{
    diff::{self, Block, Piece},
    time::Micros,
};
use terreau_kit::{Input, Page, Visit, problem::Answer};

use super::{PAGE, rows};
use crate::pages;

#[derive(Template)]
#[template(path = "terms/changes.html")]
struct Changes<'a> {
    p: &'a Page,
    number: i64,
    summary: String,
    at: Micros,
    blocks: Vec<Block>,
    owes: bool,
}

/// The latest version: in a few words, then word by word against the one before.
pub async fn show(mut visit: Visit) -> Answer {
    let (territory, locale) = (visit.territory.id, visit.locale);
    let db = visit.db.get().await?;
    let Some(latest) = rows::latest(db, territory, locale.code()).await? else {
        return Ok(visit.redirect("/terms"));
    };
    let before = match rows::body(db, territory, latest.number - 1, locale.code()).await? {
        Some(before) => before,
        None => pages::shipped(PAGE, locale).map_or_else(String::new, |shipped| shipped.1.to_owned()),
    };
    let filled = |text: &str| pages::fill(&visit, text, latest.published_at);
    let blocks = diff::blocks(&filled(&before), &filled(&latest.body));
    let owes = visit.viewer.owes_terms(&visit.territory);
    let mut p = visit.page(visit.tr.t("terms-changes")).private();
    p.section = visit.tr.t("footer-terms");
    visit.show(&Changes {
        p: &p,
        number: latest.number,
        summary: latest.summary,
        at: latest.published_at,
        blocks,
        owes,
    })
}

/// Writes down that a member accepts the version they were shown.
pub async fn accept(mut visit: Visit, input: Input) -> Answer {
    let person = visit.person()?.id;
    let number: i64 = input.raw("number").parse().unwrap_or(0);
    let territory = visit.territory.clone();
    if number < 1 || number > territory.terms {
        return Ok(visit.redirect("/terms/changes"));
    }
    let mut tx = visit.begin().await?;
    rows::accept(&mut tx, territory.id, person, number, visit.now).await?;
    visit.commit(tx).await?;
    if number < territory.terms {
        return Ok(visit.redirect("/terms/changes"));
    }
    visit.tell("terms-accepted", "");
    Ok(visit.redirect("/me"))
}
