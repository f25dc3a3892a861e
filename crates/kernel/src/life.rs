//! Lifecycles, declared once per object and obeyed everywhere.
//!
//! [`states!`](crate::states) names the states, [`life!`](crate::life) the moves between them: from where,
//! to where, who may, when, whether a reason is told, what else it causes. A life that does not hold
//! together does not compile. From the declaration come the check ([`Life::attempt`]), the moves a page
//! offers ([`Life::possible`]), the documentation ([`Life::page`]) and its drawing ([`Life::diagram`]).

mod actors;
mod declare;
mod diagram;
mod page;

pub use actors::{Actor, Actors};
pub use declare::Fault;

use crate::time::Micros;

/// An enum of states made by [`states!`](crate::states).
pub trait State: Copy + Eq + 'static {
    /// Every state, in the order of declaration.
    const ALL: &'static [Self];
    /// The word stored and shown in addresses.
    fn code(self) -> &'static str;
    /// The state of a stored word.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.code() == code)
    }
}

/// When a move may happen, counted from the last date that matters to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At any time.
    Always,
    /// Only before this much time has passed.
    Within(Micros),
    /// Only once this much time has passed.
    After(Micros),
}

/// Whether the one who moves says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No reason is asked; one given is not kept.
    Never,
    /// A reason may be given.
    Optional,
    /// Without a reason the move is refused.
    Required,
}

/// One arrow of a life. Two moves may share a name when they start from different states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The name code, addresses and translations use.
    pub name: &'static str,
    /// The states it starts from.
    pub from: &'static [&'static str],
    /// The state it leads to.
    pub to: &'static str,
    /// Who may.
    pub who: Actors,
    /// When.
    pub when: When,
    /// Whether a reason is told.
    pub reason: Reason,
    /// The names of what it causes: events, messages.
    pub effects: &'static [&'static str],
}

/// The whole life of an object.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// The name of the object, as in tables and addresses.
    pub object: &'static str,
    /// Every state.
    pub states: &'static [&'static str],
    /// The states an object may be born in.
    pub initial: &'static [&'static str],
    /// Every move.
    pub moves: &'static [Move],
}

/// An accepted move: what to write in the dated row, and what to cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name of the move.
    pub name: &'static str,
    /// The state left.
    pub from: &'static str,
    /// The state entered.
    pub to: &'static str,
    /// In which of their qualities the actors were allowed.
    pub by: Actors,
    /// The reason to keep, trimmed; `None` when none is kept.
    pub reason: Option<String>,
    /// What the move causes.
    pub effects: &'static [&'static str],
}

impl Step {
    /// The state entered, as a value of its enum.
    pub fn state<S: State>(&self) -> Option<S> {
        S::from_code(self.to)
    }
}

/// Why a move is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No move has this name.
    #[error("this object knows no such move")]
    UnknownMove,
    /// The move exists, but not from here.
    #[error("this is not possible from the present state")]
    NotFrom,
    /// Somebody else may.
    #[error("this move is for somebody else")]
    NotYours,
    /// The time for it has passed.
    #[error("it is too late for this")]
    TooLate,
    /// The time for it has not come.
    #[error("it is too early for this")]
    TooEarly,
    /// A reason is needed.
    #[error("a reason is needed")]
    ReasonMissing,
}

impl When {
    /// Whether so much time after the date that matters is the right time.
    pub fn check(self, elapsed: Micros) -> Result<(), Refusal> {
        match self {
            Self::Within(limit) if elapsed > limit => Err(Refusal::TooLate),
            Self::After(limit) if elapsed < limit => Err(Refusal::TooEarly),
            _ => Ok(()),
        }
    }
}

impl Life {
    /// Tries a move. `elapsed` is the time since the last date that matters to it (publication for an
    /// edit, the request for a deletion).
    pub fn attempt(
        &self,
        state: impl AsRef<str>,
        name: &str,
        actors: &Actors,
        elapsed: Micros,
        reason: Option<&str>,
    ) -> Result<Step, Refusal> {
        let mut named = self.moves.iter().filter(|each| each.name == name).peekable();
        named.peek().ok_or(Refusal::UnknownMove)?;
        let (arrow, from) = named
            .find_map(|each| Some((each, each.starts(state.as_ref())?)))
            .ok_or(Refusal::NotFrom)?;
        let by = arrow.who & *actors;
        if by.is_empty() {
            return Err(Refusal::NotYours);
        }
        arrow.when.check(elapsed)?;
        let reason = arrow.reason(reason)?;
        Ok(Step {
            name: arrow.name,
            from,
            to: arrow.to,
            by,
            reason,
            effects: arrow.effects,
        })
    }

    /// The moves these actors may make now, in the order of declaration: the buttons of a page.
    pub fn possible(&self, state: impl AsRef<str>, actors: &Actors, elapsed: Micros) -> Vec<&'static Move> {
        let open = |each: &&Move| {
            let mine = !(each.who & *actors).is_empty();
            mine && each.starts(state.as_ref()).is_some() && each.when.check(elapsed).is_ok()
        };
        self.moves.iter().filter(open).collect()
    }
}

impl Move {
    fn starts(&self, state: &str) -> Option<&'static str> {
        self.from.iter().copied().find(|from| *from == state)
    }

    fn reason(&self, given: Option<&str>) -> Result<Option<String>, Refusal> {
        let given = given.map(str::trim).filter(|reason| !reason.is_empty());
        match self.reason {
            Reason::Never => Ok(None),
            Reason::Optional => Ok(given.map(str::to_owned)),
            Reason::Required => given
                .map(|reason| Some(reason.to_owned()))
                .ok_or(Refusal::ReasonMissing),
        }
    }
}

#[cfg(test)]
mod tests;
