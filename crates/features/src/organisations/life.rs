//! What an organisation is, and its life.

use terreau_kernel::{life, states};

states! {
    /// Where an organisation stands.
    pub enum OrganisationState {
        /// Its team writes its page.
        Draft = "draft",
        /// It waits for the town to verify it.
        Pending = "pending",
        /// It exists and is who it says.
        Verified = "verified",
        /// Something is to be cleared up: it loses the seal meanwhile.
        Flagged = "flagged",
        /// It closed.
        Left = "left",
    }
}

life! {
    /// Written by its team, verified by who keeps the place fair, flagged while something is to be cleared up, closed.
    pub static ORGANISATION: OrganisationState = "organisation", born [Draft];
    send: [Draft] => Pending, by [Lead], effects ["queue"];
    take_back: [Pending] => Draft, by [Lead];
    verify: [Pending] => Verified, by [Moderator, Administrator], reason Optional, effects ["lead-told"];
    ask_changes: [Pending] => Draft, by [Moderator, Administrator], reason Required, effects ["lead-told"];
    flag: [Verified] => Flagged, by [Moderator, Administrator], reason Required, effects ["lead-told"];
    lift: [Flagged] => Verified, by [Moderator, Administrator], reason Optional, effects ["lead-told"];
    leave: [Draft, Pending, Verified, Flagged] => Left, by [Lead, Moderator, Administrator], reason Optional,
        effects ["lead-told"];
    reopen: [Left] => Pending, by [Moderator, Administrator], reason Required, effects ["lead-told"];
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Association,
    Company,
    Esus,
    Public,
    Bank,
    Incubator,
    Guarantee,
    Trainer,
    Coworking,
    School,
    Informal,
    Town,
}

impl Kind {
    /// All of them; the last, the town itself, nobody chooses.
    pub const ALL: [Self; 12] = [
        Self::Association,
        Self::Company,
        Self::Esus,
        Self::Public,
        Self::Bank,
        Self::Incubator,
        Self::Guarantee,
        Self::Trainer,
        Self::Coworking,
        Self::School,
        Self::Informal,
        Self::Town,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Association => "association",
            Self::Company => "company",
            Self::Esus => "esus",
            Self::Public => "public",
            Self::Bank => "bank",
            Self::Incubator => "incubator",
            Self::Guarantee => "guarantee",
            Self::Trainer => "trainer",
            Self::Coworking => "coworking",
            Self::School => "school",
            Self::Informal => "informal",
            Self::Town => "town",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind a form names: not the town.
    #[must_use]
    pub fn chosen(code: &str) -> Option<Self> {
        Self::from_code(code).filter(|kind| *kind != Self::Town)
    }

    /// Its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Association => "users",
            Self::Company => "building-2",
            Self::Esus => "leaf",
            Self::Public | Self::Town => "landmark",
            Self::Bank => "hand-coins",
            Self::Incubator => "sprout",
            Self::Guarantee => "shield",
            Self::Trainer => "glasses",
            Self::Coworking => "lamp",
            Self::School => "school",
            Self::Informal => "heart-handshake",
        }
    }

    /// Most have a number in a register; a group of neighbours has none.
    #[must_use]
    pub fn registered(self) -> bool {
        self != Self::Informal
    }
}
