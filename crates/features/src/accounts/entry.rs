//! Who is let in: anybody, whoever is answered yes, or whoever was invited.

use askama::Template;
use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Page, Problem, Visit, problem::Answer, session, steps, territory::Entry};
use terreau_store::{Reach, Result, Tx, run, statements};

use super::{
    create, letters,
    life::{self, By, PersonState},
    log, rows,
};
use crate::invites;

statements! {
    ASK = "insert into entries_asked (territory_id, person_id, words, asked_at) values ($1, $2, $3, $4)
           on conflict (territory_id, person_id) do nothing";
    ANSWERED = "delete from entries_asked where territory_id = $1 and person_id = $2";
}

/// True for whoever is on their way to an invitation that works.
pub async fn invited(visit: &mut Visit, next: &str) -> Result<bool> {
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    invites::works(db, (&visit.app, territory), next, now).await
}

/// True where a visitor cannot become a member by themselves.
pub async fn shut(visit: &mut Visit, next: &str) -> Result<bool> {
    Ok(visit.territory.settings.entry == Entry::Invited && !invited(visit, next).await?)
}

/// Somebody asks to come in.
pub async fn ask(tx: &mut impl Reach, (territory, person): (Id, Id), words: &str, now: Micros) -> Result<()> {
    run!(tx, ASK, territory, person, words, now).map(drop)
}

#[derive(Template)]
#[template(path = "accounts/asked.html")]
struct Asked<'a> {
    p: &'a Page,
}

/// What follows for somebody who asked.
pub async fn asked(mut visit: Visit) -> Answer {
    let p = visit.page(visit.tr.t("accounts-asked-title")).private();
    visit.show(&Asked { p: &p })
}

/// Lets somebody in, or does not, with a reason; they are told by letter.
///
/// # Errors
/// What the life of a person refuses.
pub async fn answer(
    visit: &Visit,
    tx: &mut Tx,
    person: Id,
    reason: Option<&str>,
    yes: bool,
) -> std::result::Result<(), Problem> {
    let territory = visit.territory.id;
    let account = rows::by_id(tx, territory, person)
        .await?
        .ok_or(Problem::NotFound)?;
    if account.state != PersonState::Asked.code() {
        return Err(Problem::Conflict("life-not-from"));
    }
    let by = By {
        territory,
        person,
        actors: steps::actors(&visit.viewer, None),
        who: visit.viewer.id(),
        at: visit.now,
    };
    let name = if yes { "admit" } else { "decline" };
    life::shift(tx, &visit.app, by, name, reason).await?;
    run!(tx, ANSWERED, territory, person)?;
    log::write(tx, visit, Some(person), name).await?;
    if yes {
        rows::count(tx, territory, 1).await?;
        invites::admitted(tx, territory, person, visit.now).await?;
        return Ok(letters::told(tx, visit, &account, ("admitted", "/login")).await?);
    }
    letters::declined(tx, visit, &account, reason.unwrap_or_default()).await?;
    session::end_others(tx, territory, person, Id::nil()).await?;
    crate::factors::off(tx, territory, person).await?;
    let due = rows::Due {
        territory_id: territory,
        person_id: person,
        email: account.email,
        locale: account.locale,
        deletion_erases: false,
    };
    Ok(rows::forget_but_letters(tx, &due, &create::nameless(&visit.app), visit.now).await?)
}
