//! What is due to be told by letter, derived from the order of acts. Every person has, for each kind of notice, how
//! often they want it and how far they were told; a letter takes what lies between that place and the newest act, and
//! moves the place in the same transaction. Nothing else decides, so neither a crash, nor a late job, nor a clock set
//! back, nor a changed setting can skip an act or tell it twice. Pure; proved in `due/tests.rs`.

use serde::{Deserialize, Serialize};

/// Why somebody is told of an act. The first that fits is the only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Somebody answers what they wrote: a comment under their idea, a reply, what the town decided about it.
    Answer,
    /// Somebody names them.
    Mention,
    /// Somebody backs their idea or thanks them.
    Backing,
    /// Something happens to what they follow.
    Follow,
}

impl Kind {
    /// All kinds, in the order in which a form shows them.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Mention, Self::Backing, Self::Follow];

    /// The word of addresses, forms and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Mention => "mention",
            Self::Backing => "backing",
            Self::Follow => "follow",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Why a person is told of an act of this sort; `to` when it is addressed to them, else they follow what it is
    /// about. None for what is told to nobody.
    #[must_use]
    pub fn of(act: &str, to: bool) -> Option<Self> {
        match (act, to) {
            ("mentioned", true) => Some(Self::Mention),
            ("idea-supported" | "comment-thanked", true) => Some(Self::Backing),
            ("idea-supported" | "comment-thanked" | "mentioned" | "membership-changed", false) => None,
            (_, true) => Some(Self::Answer),
            (_, false) => Some(Self::Follow),
        }
    }
}

/// How often letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// As soon as it happens, but for the quiet hours.
    Now,
    /// One letter a day.
    Daily,
    /// One letter a week.
    Weekly,
    /// No letter.
    Never,
}

impl Rhythm {
    /// All of them, in the order in which a form shows them.
    pub const ALL: [Self; 4] = [Self::Now, Self::Daily, Self::Weekly, Self::Never];

    /// The word of forms and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Never => "never",
        }
    }

    /// The rhythm of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }
}

/// One kind: where it is shown, and how far letters told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Shown on the page of notices.
    pub page: bool,
    /// How often letters tell it.
    pub rhythm: Rhythm,
    /// The last act that was told, or that the person did not want to be told.
    pub told: i64,
}

/// All kinds of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    answer: Way,
    mention: Way,
    backing: Way,
    follow: Way,
}

/// What is due of one kind: acts after `from`, up to and with `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which kind.
    pub kind: Kind,
    /// The place of the last act told before.
    pub from: i64,
    /// The newest act.
    pub to: i64,
}

impl Ways {
    /// How it begins: who is spoken to hears it at once, all the rest comes once a week. Nothing up to `head` is told.
    #[must_use]
    pub fn fresh(head: i64) -> Self {
        let way = |rhythm| Way {
            page: true,
            rhythm,
            told: head,
        };
        Self {
            answer: way(Rhythm::Now),
            mention: way(Rhythm::Now),
            backing: way(Rhythm::Weekly),
            follow: way(Rhythm::Weekly),
        }
    }

    /// The way of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &Way {
        match kind {
            Kind::Answer => &self.answer,
            Kind::Mention => &self.mention,
            Kind::Backing => &self.backing,
            Kind::Follow => &self.follow,
        }
    }

    fn of_mut(&mut self, kind: Kind) -> &mut Way {
        match kind {
            Kind::Answer => &mut self.answer,
            Kind::Mention => &mut self.mention,
            Kind::Backing => &mut self.backing,
            Kind::Follow => &mut self.follow,
        }
    }

    /// True when letters of this rhythm are wanted for anything.
    #[must_use]
    pub fn wants(&self, rhythm: Rhythm) -> bool {
        Kind::ALL.iter().any(|kind| self.of(*kind).rhythm == rhythm)
    }

    /// What letters of these rhythms owe when `head` is the newest act.
    #[must_use]
    pub fn due(&self, rhythms: &[Rhythm], head: i64) -> Vec<Due> {
        let all = Kind::ALL.iter().filter_map(|&kind| {
            let way = self.of(kind);
            let wanted = way.rhythm != Rhythm::Never && rhythms.contains(&way.rhythm);
            (wanted && way.told < head).then_some(Due {
                kind,
                from: way.told,
                to: head,
            })
        });
        all.collect()
    }

    /// Notes that what was due is told. To be kept in the transaction that keeps the letter.
    pub fn told(&mut self, due: &[Due]) {
        for one in due {
            let way = self.of_mut(one.kind);
            way.told = way.told.max(one.to);
        }
    }

    /// Changes one kind. Whoever wants letters again is told what happens from now on, not what they did not want.
    pub fn choose(&mut self, kind: Kind, page: bool, rhythm: Rhythm, head: i64) {
        let way = self.of_mut(kind);
        if way.rhythm == Rhythm::Never && rhythm != Rhythm::Never {
            way.told = way.told.max(head);
        }
        way.page = page;
        way.rhythm = rhythm;
    }
}

#[cfg(test)]
mod tests;
