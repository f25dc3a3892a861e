//! Letters a comment causes: to who proposed the idea, to who is answered. Kept in the transaction that
//! writes the comment; never for one's own act, never twice to the same person.

use terreau_kernel::{id::Id, locale::Locale, richtext};
use terreau_kit::{
    Problem, Visit,
    i18n::Tr,
    mail::{self, Letter},
    page,
};
use terreau_store::Tx;

use super::rows::{self, Full};
use crate::ideas;

/// A comment, as a letter tells it.
pub struct Told<'a> {
    pub id: Id,
    pub name: &'a str,
    pub words: &'a str,
    pub author: Id,
}

/// Words quoted in a letter, in graphemes.
const QUOTED: usize = 700;

/// Keeps the letters that a new comment causes.
pub async fn tell(
    visit: &Visit,
    tx: &mut Tx,
    (idea, parent): (&ideas::Full, Option<&Full>),
    told: &Told<'_>,
) -> Result<(), Problem> {
    let answered = parent.map(|p| p.author_id).filter(|id| *id != told.author);
    if let Some(person) = answered {
        one(visit, tx, (idea, "reply"), (person, told)).await?;
    }
    if idea.author_id != told.author && Some(idea.author_id) != answered {
        one(visit, tx, (idea, "comment"), (idea.author_id, told)).await?;
    }
    Ok(())
}

async fn one(
    visit: &Visit,
    tx: &mut Tx,
    (idea, kind): (&ideas::Full, &'static str),
    (person, told): (Id, &Told<'_>),
) -> Result<(), Problem> {
    let Some((address, locale)) = rows::reader(tx, [visit.territory.id, person, idea.id]).await? else {
        return Ok(());
    };
    let locale = Locale::from_code(&locale).unwrap_or_default();
    let tr = Tr::new(visit.app.catalogue.clone(), locale);
    let values = [("name", told.name), ("title", idea.title.as_str())];
    let (subject, says, reason) = if kind == "reply" {
        (
            "comments-mail-reply-subject",
            "comments-mail-reply",
            "comments-mail-reply-reason",
        )
    } else {
        (
            "comments-mail-idea-subject",
            "comments-mail-idea",
            "comments-mail-idea-reason",
        )
    };
    let base = page::base(&visit.app, &visit.territory);
    let link = format!("{base}{}", rows::url(told.id));
    let letter = Letter {
        kind,
        address,
        person: Some(person),
        locale: Some(locale),
        subject: tr.vs(subject, &values),
        paragraphs: vec![tr.t("comments-mail-hello"), tr.vs(says, &values)],
        quote: Some((told.name.to_owned(), richtext::excerpt(told.words, QUOTED))),
        button: Some((tr.t("comments-mail-button"), link)),
        after: Vec::new(),
        reason: tr.t(reason),
        thread: Some(idea.id),
        optional: true,
    };
    mail::post(tx, &visit.app, &visit.territory, &letter, visit.now).await?;
    Ok(())
}
