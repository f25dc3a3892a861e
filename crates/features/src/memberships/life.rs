//! The lives of a membership and of an invitation, and what a member may do.

use terreau_kernel::{life, states};

states! {
    /// Where a membership stands.
    pub enum MembershipState {
        /// Its person asked for it.
        Asked = "asked",
        /// They belong to the body.
        Active = "active",
        /// They left.
        Left = "left",
        /// They were taken out.
        Removed = "removed",
        /// They were not taken in.
        Declined = "declined",
    }
}

life! {
    /// Asked for by a person or born of an invitation; ended by the person, by who answers for the body, or with the
    /// account.
    pub static MEMBERSHIP: MembershipState = "membership", born [Asked, Active];
    ask: [Left, Declined] => Asked, by [Author], reason Optional, effects ["lead-told"];
    accept: [Asked] => Active, by [Lead], effects ["person-told"];
    decline: [Asked] => Declined, by [Lead], reason Optional, effects ["person-told"];
    withdraw: [Asked] => Left, by [Author, System];
    join: [Asked, Left, Declined, Removed] => Active, by [Author], effects ["lead-told"];
    change_role: [Active] => Active, by [Lead, Moderator, Administrator], reason Optional, effects ["person-told"];
    leave: [Active] => Left, by [Author, System], effects ["lead-told"];
    remove: [Active] => Removed, by [Lead], reason Required, effects ["person-told"];
}

states! {
    /// Where an invitation stands. That its time is over is read from its date.
    pub enum InvitationState {
        /// It works.
        Open = "open",
        /// As many came as it was for.
        Used = "used",
        /// It was taken back.
        Revoked = "revoked",
    }
}

life! {
    /// Sent to an address or shown as a link; works until its date, once or for several people.
    pub static INVITATION: InvitationState = "invitation", born [Open];
    fill: [Open] => Used, by [Member], effects ["lead-told"];
    revoke: [Open] => Revoked, by [Lead];
}

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Belongs to it.
    Member,
    /// Represents it, and may be named on its page.
    Spokesperson,
    /// Answers for it: its page, its members, its words.
    Administrator,
}

impl Part {
    /// All of them, as forms offer them.
    pub const ALL: [Self; 3] = [Self::Member, Self::Spokesperson, Self::Administrator];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Spokesperson => "spokesperson",
            Self::Administrator => "administrator",
        }
    }

    /// The part of a word; an unknown one gives no rights.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::known(code).unwrap_or(Self::Member)
    }

    /// The part a form names.
    #[must_use]
    pub fn known(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// True for those who may speak in the name of the body.
    #[must_use]
    pub fn speaks(self) -> bool {
        self >= Self::Spokesperson
    }
}
