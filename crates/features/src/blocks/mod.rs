//! Whom somebody does not want to hear, and whom they are kept apart from. One row a person and another; a block keeps
//! both apart, and both rows say so (decision 16). Pages are `blocking`; what may be seen asks `kit/circles.rs`.

mod rows;

use std::collections::HashSet;

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Problem, Role, Visit};
use terreau_store::{Reach, Result, Tx};

use crate::follows::{self, Bond};

pub use rows::Chosen;

/// What somebody chose about another person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// Nothing.
    #[default]
    None,
    /// Not to hear of what they do.
    Mute,
    /// Neither to see nor to be seen by them.
    Block,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Mute, Self::Block];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Mute => "mute",
            Self::Block => "block",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|choice| choice.code() == code)
            .unwrap_or_default()
    }
}

/// Somebody, and the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Here.
    pub territory: Id,
    /// Who chooses.
    pub person: Id,
    /// About whom.
    pub other: Id,
}

impl Pair {
    fn turned(self) -> Self {
        Self {
            person: self.other,
            other: self.person,
            ..self
        }
    }
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// What somebody chose about another.
///
/// # Errors
/// What the engine says.
pub async fn chosen(db: &mut impl Reach, pair: Pair) -> Result<Choice> {
    let found = rows::chosen(db, pair).await?;
    Ok(found.map_or(Choice::None, |code| Choice::from_code(&code)))
}

/// Whom somebody chose to mute or to block, the latest first, after one of them.
///
/// # Errors
/// What the engine says.
pub async fn list(
    db: &mut impl Reach,
    whose: (Id, Id),
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Chosen>> {
    rows::list(db, whose, after, limit).await
}

/// Of these people, those who are kept apart from somebody.
///
/// # Errors
/// What the engine says.
pub async fn apart(db: &mut impl Reach, whose: (Id, Id), people: &[Id]) -> Result<HashSet<Id>> {
    let found = rows::among(db, whose, people).await?;
    Ok(found
        .into_iter()
        .filter(|(_, apart)| *apart)
        .map(|(id, _)| id)
        .collect())
}

/// Of these people, those who are kept apart from the viewer; asked of the database for whom it concerns only.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn apart_from(visit: &mut Visit, mut people: Vec<Id>) -> std::result::Result<HashSet<Id>, Problem> {
    let Some(viewer) = visit.viewer.person().filter(|me| me.apart).map(|me| me.id) else {
        return Ok(HashSet::new());
    };
    people.sort_unstable();
    people.dedup();
    let whose = (visit.territory.id, viewer);
    Ok(apart(visit.db.get().await?, whose, &people).await?)
}

/// Of these people, those somebody does not hear of: muted, or kept apart.
///
/// # Errors
/// What the engine says.
pub async fn unheard(db: &mut impl Reach, whose: (Id, Id), people: &[Id]) -> Result<HashSet<Id>> {
    let found = rows::among(db, whose, people).await?;
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Chooses, in place of what was chosen before. Who is kept apart follows each other no more. Gives what was chosen
/// before.
///
/// # Errors
/// What the engine says.
pub async fn choose(tx: &mut Tx, pair: Pair, choice: Choice, at: Micros) -> Result<Choice> {
    // Both rows, always in the same order: two people who block each other at once wait for one another.
    let mut both = [pair, pair.turned()];
    both.sort_by_key(|each| each.person);
    for each in both {
        rows::hold(tx, each, at).await?;
    }
    let before = chosen(tx, pair).await?;
    let apart = choice == Choice::Block || chosen(tx, pair.turned()).await? == Choice::Block;
    rows::write(tx, pair, (choice.code(), apart), at).await?;
    rows::set_apart(tx, pair.turned(), apart).await?;
    for each in both {
        rows::sweep(tx, each).await?;
        if apart {
            let (territory, object, person) = (each.territory, each.other, each.person);
            let bond = Bond {
                territory,
                object,
                person,
            };
            follows::unfollow(tx, bond).await?;
        }
    }
    Ok(before)
}

/// Somebody is given a role. Who acts for the place is kept apart from nobody any more: who blocked them only does not
/// hear them.
///
/// # Errors
/// What the engine says.
pub async fn given(tx: &mut impl Reach, territory: Id, (person, role): (Id, Role)) -> Result<()> {
    if role == Role::Member {
        return Ok(());
    }
    rows::lift(tx, territory, person).await
}

/// Forgets what binds somebody to others, and others to them: whom they follow, muted and blocked, who did so with
/// them, and what was decided while they were new.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    follows::forget(tx, territory, person).await?;
    crate::newcomers::forget(tx, territory, person).await?;
    rows::forget(tx, territory, person).await
}
