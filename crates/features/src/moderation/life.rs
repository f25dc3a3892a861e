//! The lives of a report and of an appeal, the measures a moderator may take, and the reasons they may give.

use terreau_kernel::{life, states};

states! {
    /// Where a report stands.
    pub enum ReportState {
        /// It waits for a moderator.
        Open = "open",
        /// A measure was taken.
        Acted = "acted",
        /// What it is about stays.
        Kept = "kept",
        /// It was manifestly unfounded.
        Rejected = "rejected",
    }
}

life! {
    /// Made by anybody, answered by a moderator, answered otherwise after an appeal.
    pub static REPORT: ReportState = "report", born [Open];
    act: [Open, Kept, Rejected] => Acted, by [Moderator, Administrator, System], reason Optional,
        effects ["decision-made", "notifier-told"];
    keep: [Open, Acted] => Kept, by [Moderator, Administrator, System], reason Optional,
        effects ["decision-made", "notifier-told"];
    reject: [Open] => Rejected, by [Moderator, Administrator], reason Optional,
        effects ["decision-made", "notifier-told"];
}

states! {
    /// Where an appeal stands.
    pub enum AppealState {
        /// It waits for somebody who did not take the decision.
        Open = "open",
        /// The decision was reversed.
        Granted = "granted",
        /// The decision stands.
        Refused = "refused",
    }
}

life! {
    /// Made within six months, decided by another person than the first.
    pub static APPEAL: AppealState = "appeal", born [Open];
    grant: [Open] => Granted, by [Moderator, Administrator], reason Required, effects ["decision-made", "party-told"];
    refuse: [Open] => Refused, by [Moderator, Administrator], reason Required, effects ["decision-made", "party-told"];
}

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Takes an idea or a comment out of sight.
    Hide,
    /// Shows it again.
    Show,
    /// Leaves it as it is.
    Keep,
    /// Leaves it, the report being manifestly unfounded.
    Reject,
    /// Keeps a person from writing for so many days; for as long as it takes where there is no number.
    Suspend(Option<i64>),
    /// Ends a suspension.
    Resume,
    /// Confirms a decision after an appeal.
    Uphold,
}

impl Measure {
    /// All of them, as forms offer them.
    pub const ALL: [Self; 9] = [
        Self::Hide,
        Self::Show,
        Self::Suspend(Some(7)),
        Self::Suspend(Some(30)),
        Self::Suspend(None),
        Self::Resume,
        Self::Keep,
        Self::Reject,
        Self::Uphold,
    ];

    /// The word kept in the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Show => "show",
            Self::Keep => "keep",
            Self::Reject => "reject",
            Self::Suspend(Some(7)) => "suspend-7",
            Self::Suspend(Some(_)) => "suspend-30",
            Self::Suspend(None) => "suspend",
            Self::Resume => "resume",
            Self::Uphold => "uphold",
        }
    }

    /// The measure of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// True when somebody can no longer do or show what they could.
    #[must_use]
    pub fn restricts(self) -> bool {
        matches!(self, Self::Hide | Self::Suspend(_))
    }

    /// What makes it undone, on something of this kind.
    #[must_use]
    pub fn reverse(self, kind: &str) -> Option<Self> {
        match self {
            Self::Hide => Some(Self::Show),
            Self::Suspend(_) => Some(Self::Resume),
            Self::Uphold => None,
            _ if kind == "person" => Some(Self::Suspend(Some(30))),
            _ => Some(Self::Hide),
        }
    }

    /// The move a report makes.
    #[must_use]
    pub fn answers(self) -> &'static str {
        match self {
            Self::Hide | Self::Suspend(_) => "act",
            Self::Reject => "reject",
            _ => "keep",
        }
    }
}

/// Why something may be reported or hidden: the controlled list.
pub const REASONS: [&str; 11] = [
    "insult",
    "hate",
    "violence",
    "child",
    "private",
    "copyright",
    "spam",
    "impersonation",
    "off-topic",
    "illegal",
    "other",
];

/// The code of a reason, if it is on the list.
#[must_use]
pub fn reason(code: &str) -> Option<&'static str> {
    REASONS.into_iter().find(|known| *known == code)
}
