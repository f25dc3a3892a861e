//! Who looks. A viewer is a visitor or a person of this territory, with a role and the body in whose name
//! they may speak.

use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, time::Micros};

use crate::Territory;

/// What a person may do in a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Anybody with an account.
    Member,
    /// Keeps the place fair.
    Moderator,
    /// Works for the town.
    Agent,
    /// Was elected.
    Elected,
    /// Sets the territory up.
    Administrator,
}

impl Role {
    /// All roles, in the order in which a form shows them.
    pub const ALL: [Self; 5] = [
        Self::Member,
        Self::Moderator,
        Self::Agent,
        Self::Elected,
        Self::Administrator,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Agent => "agent",
            Self::Elected => "elected",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word; a word nobody knows gives no rights.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|role| role.code() == code)
            .unwrap_or(Self::Member)
    }
}

/// A person signed in here.
#[derive(Debug, Clone)]
pub struct Someone {
    /// Their id.
    pub id: Id,
    /// Their address part: `/people/<slug>`.
    pub slug: String,
    /// The name they show.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The body they may speak for.
    pub body: Option<Id>,
    /// Their quarter.
    pub zone: Option<Id>,
    /// The picture they show beside their name.
    pub portrait: Option<Id>,
    /// The session they came with.
    pub session: Id,
    /// When they last proved who they are in this session.
    pub fresh_at: Micros,
    /// False while they are suspended: they read, but do not write.
    pub may_write: bool,
    /// The version of the terms they accepted last, by number; beyond all while that is not known.
    pub terms: i64,
    /// Somebody is kept apart from them, or that is not known: pages made of what several people say ask who.
    pub apart: bool,
}

impl Someone {
    /// Somebody who does not visit, in whose name a job goes on.
    #[must_use]
    pub fn absent(id: Id, role: Role) -> Self {
        Self {
            id,
            slug: String::new(),
            name: String::new(),
            role,
            body: None,
            zone: None,
            portrait: None,
            session: Id::nil(),
            fresh_at: 0,
            may_write: true,
            terms: i64::MAX,
            apart: true,
        }
    }
}

/// Whoever looks at a page.
#[derive(Debug, Clone, Default)]
pub enum Viewer {
    /// Nobody we know.
    #[default]
    Visitor,
    /// A person.
    Person(Someone),
}

impl Viewer {
    /// The person, if one is signed in.
    #[must_use]
    pub fn person(&self) -> Option<&Someone> {
        match self {
            Self::Visitor => None,
            Self::Person(someone) => Some(someone),
        }
    }

    /// The person's id.
    #[must_use]
    pub fn id(&self) -> Option<Id> {
        self.person().map(|p| p.id)
    }

    /// True for this very person.
    #[must_use]
    pub fn is(&self, id: Id) -> bool {
        self.id() == Some(id)
    }

    /// True when somebody is signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.person().is_some()
    }

    /// The role; a visitor has none.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.person().map(|p| p.role)
    }

    /// True for a member who did not accept the terms in force yet.
    #[must_use]
    pub fn owes_terms(&self, territory: &Territory) -> bool {
        self.person().is_some_and(|p| p.terms < territory.terms)
    }

    /// True for those who keep the place fair.
    #[must_use]
    pub fn moderates(&self) -> bool {
        matches!(self.role(), Some(Role::Moderator | Role::Administrator))
    }

    /// True for those who set the territory up.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.role() == Some(Role::Administrator)
    }
}
