//! Who becomes a member of a territory.

use super::Territory;
use serde::{Deserialize, Serialize};

/// Who becomes a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Entry {
    /// Whoever asks.
    #[default]
    Open,
    /// Whoever is answered yes.
    Request,
    /// Whoever was invited.
    Invited,
}

impl Entry {
    /// All of them, in the order in which a form shows them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Request, Self::Invited];

    /// Its word in forms and keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Request => "request",
            Self::Invited => "invited",
        }
    }

    /// The one of a word; an unknown word lets nobody in unseen.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let found = Self::ALL.into_iter().find(|one| one.code() == code);
        found.unwrap_or(Self::Request)
    }
}

impl Territory {
    /// True when it has an address of its own: the default one, or one with a host.
    #[must_use]
    pub fn reachable(&self) -> bool {
        self.is_default || !self.hosts.is_empty()
    }
}
