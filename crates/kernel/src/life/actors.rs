//! Who acts on an object: one person often has several qualities at once.

use std::ops::{BitAnd, BitOr};

/// A quality in which somebody acts on an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Actor {
    /// Anyone, without an account.
    Visitor,
    /// A person with an active account.
    Member,
    /// The person, or the body, that wrote it or whom it is about.
    Author,
    /// Who keeps the place fair.
    Moderator,
    /// A person of the town's staff.
    Agent,
    /// An elected official.
    Elected,
    /// Who administers the territory.
    Administrator,
    /// The product itself: a deadline, an import.
    System,
    /// Who answers for the body it belongs to.
    Lead,
}

impl Actor {
    /// Every quality.
    pub const ALL: [Self; 9] = [
        Self::Visitor,
        Self::Member,
        Self::Author,
        Self::Moderator,
        Self::Agent,
        Self::Elected,
        Self::Administrator,
        Self::System,
        Self::Lead,
    ];

    /// The word stored beside a dated move.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Member => "member",
            Self::Author => "author",
            Self::Moderator => "moderator",
            Self::Agent => "agent",
            Self::Elected => "elected",
            Self::Administrator => "administrator",
            Self::System => "system",
            Self::Lead => "lead",
        }
    }

    /// The quality of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.code() == code)
    }
}

/// A set of qualities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Actors(u16);

impl Actors {
    /// Nobody.
    pub const NONE: Self = Self(0);

    /// The set of these.
    pub const fn of(actors: &[Actor]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < actors.len() {
            bits |= 1 << actors[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// The set and one more.
    #[must_use]
    pub const fn with(self, actor: Actor) -> Self {
        Self(self.0 | 1 << actor as u8)
    }

    /// The set and one more when the condition holds.
    #[must_use]
    pub const fn with_if(self, condition: bool, actor: Actor) -> Self {
        if condition { self.with(actor) } else { self }
    }

    /// Whether the quality is in the set.
    pub const fn contains(self, actor: Actor) -> bool {
        self.0 & (1 << actor as u8) != 0
    }

    /// Whether nobody is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The qualities in the set, in the order of [`Actor::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Actor> {
        Actor::ALL.into_iter().filter(move |actor| self.contains(*actor))
    }
}

impl From<Actor> for Actors {
    fn from(actor: Actor) -> Self {
        Self::NONE.with(actor)
    }
}

impl FromIterator<Actor> for Actors {
    fn from_iter<I: IntoIterator<Item = Actor>>(actors: I) -> Self {
        actors.into_iter().fold(Self::NONE, Self::with)
    }
}

impl BitOr for Actors {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Actors {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
