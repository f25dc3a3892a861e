//! Letters that a comment causes: to who proposed the idea, to who is answered. Kept in the transaction that
//! writes the comment; never for one's own act, never twice to the same person.

use terreau_kernel::{id::Id, locale::Locale, richtext};
use terreau_kit::{
    Problem, Visit,
    i18n::Tr,
    mail::{self, Letter},
    page,
};
use terreau_store::{Tx, one, statements};

use crate::ideas;

statements! {
    READER = concat!("select a.email, a.locale from accounts a
        join people p on p.territory_id = a.territory_id and p.id = a.person_id
        join ideas i on i.territory_id = a.territory_id and i.id = $4
        where a.territory_id = $1 and a.person_id = $2 and a.mail_optional = $3 and a.confirmed_at is not null
        and a.undeliverable_at is null and p.state in ('active', 'suspended') and ",
        terreau_kit::visible!("i", "1", "$2"));
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// A comment, as a letter tells it.
pub struct Told<'a> {
    /// Where it is read.
    pub url: &'a str,
    /// The name under it.
    pub name: &'a str,
    /// What it says.
    pub words: &'a str,
    /// Who wrote it.
    pub author: Id,
}

/// Words quoted in a letter, in graphemes.
const QUOTED: usize = 700;

/// Keeps the letters that a new comment causes, under an idea and perhaps in answer to somebody.
///
/// # Errors
/// What the engine says.
pub async fn tell(
    visit: &Visit,
    tx: &mut Tx,
    (idea, answered): (&ideas::Full, Option<Id>),
    told: &Told<'_>,
) -> Result<(), Problem> {
    let answered = answered.filter(|id| *id != told.author);
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
    let here = visit.territory.id;
    let Some((address, locale)) = one!(tx, (String, String), READER, here, person, true, idea.id)? else {
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
    let link = format!("{base}{}", told.url);
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
