//! The parts of a profile, as values that cannot be wrong.

use serde::{Deserialize, Serialize};

/// How well somebody knows a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// They would like to learn it.
    Wish,
    /// They are learning it.
    Learning,
    /// They can help with it.
    Helps,
    /// They know it well enough to teach it, or live from it.
    Expert,
}

impl Level {
    /// All levels, the best first, as a form shows them.
    pub const ALL: [Self; 4] = [Self::Expert, Self::Helps, Self::Learning, Self::Wish];

    /// The word kept in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Wish => "wish",
            Self::Learning => "learning",
            Self::Helps => "helps",
            Self::Expert => "expert",
        }
    }

    /// The level of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// The place in lists of the directory: the higher, the earlier. None for a wish, which nobody is found by.
    #[must_use]
    pub fn rank(self) -> Option<i64> {
        match self {
            Self::Wish => None,
            Self::Learning => Some(1),
            Self::Helps => Some(2),
            Self::Expert => Some(3),
        }
    }
}

/// Half-days of a week: morning, afternoon and evening, from Monday; a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slots(pub i64);

impl Slots {
    /// Parts of a day.
    pub const PARTS: i64 = 3;
    /// Half-days of a week.
    pub const COUNT: i64 = 7 * Self::PARTS;

    /// The half-day of a day (0 for Monday) and a part (0 for the morning), if there is one.
    #[must_use]
    pub fn one(day: i64, part: i64) -> Option<Self> {
        let fine = (0..7).contains(&day) && (0..Self::PARTS).contains(&part);
        fine.then(|| Self(1 << (day * Self::PARTS + part)))
    }

    /// What was asked for: a day, a part of any day, both, or nothing.
    #[must_use]
    pub fn asked(day: Option<i64>, part: Option<i64>) -> Self {
        let days = (0..7).filter(|d| day.is_none_or(|wanted| wanted == *d));
        let bits = days.flat_map(|d| (0..Self::PARTS).map(move |p| (d, p)));
        let wanted = bits.filter(|(_, p)| part.is_none_or(|wanted| wanted == *p));
        if day.is_none() && part.is_none() {
            return Self(0);
        }
        Self(
            wanted
                .filter_map(|(d, p)| Self::one(d, p))
                .fold(0, |all, one| all | one.0),
        )
    }

    /// True for a half-day that is in it.
    #[must_use]
    pub fn has(self, day: i64, part: i64) -> bool {
        Self::one(day, part).is_some_and(|one| self.0 & one.0 != 0)
    }
}

/// Everybody.
pub const ALL: i64 = 0;
/// Whoever has an account here.
pub const MEMBERS: i64 = 1;
/// Oneself only.
pub const MYSELF: i64 = 3;

/// Who may read each part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the field names are the parts")]
pub struct Circles {
    pub bio: i64,
    pub zone: i64,
    pub languages: i64,
    pub links: i64,
    pub causes: i64,
    pub skills: i64,
    pub availability: i64,
    /// What they did here: their ideas and words, on their page.
    pub did: i64,
}

impl Default for Circles {
    fn default() -> Self {
        Self {
            bio: ALL,
            zone: ALL,
            languages: ALL,
            links: ALL,
            causes: ALL,
            skills: MEMBERS,
            availability: MEMBERS,
            did: ALL,
        }
    }
}

/// A circle that a form names; an unknown one is the narrowest.
#[must_use]
pub fn circle(typed: &str) -> i64 {
    match typed {
        "0" => ALL,
        "1" => MEMBERS,
        _ => MYSELF,
    }
}

/// Languages one may say one speaks: those most spoken in France, and French sign language.
pub const LANGUAGES: [&str; 20] = [
    "fr", "en", "ar", "es", "pt", "it", "de", "ber", "tr", "pl", "ro", "ru", "uk", "zh", "vi", "ta", "bm",
    "wo", "gcf", "fsl",
];

/// How far one comes from one's quarter, in kilometres; 0 is one's quarter only.
pub const REACHES: [i64; 5] = [0, 1, 3, 10, 30];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_asked_for_is_a_day_a_part_or_both() {
        assert_eq!(Slots::asked(None, None), Slots(0));
        assert_eq!(Slots::asked(Some(1), Some(2)), Slots::one(1, 2).unwrap());
        assert_eq!(Slots::asked(Some(0), None).0.count_ones(), 3);
        assert_eq!(Slots::asked(None, Some(2)).0.count_ones(), 7);
        assert_eq!(Slots::asked(Some(9), Some(2)), Slots(0));
        assert!(Slots::one(7, 0).is_none() && Slots::one(0, 3).is_none() && Slots::one(-1, 0).is_none());
    }

    proptest! {
        #[test]
        fn a_half_day_is_found_exactly_where_it_was_ticked(
            bits in 0..(1_i64 << Slots::COUNT), day in 0..7_i64, part in 0..3_i64,
        ) {
            let wanted = Slots::asked(Some(day), Some(part));
            prop_assert_eq!(Slots(bits).has(day, part), bits & wanted.0 != 0);
            prop_assert_eq!(Slots::asked(Some(day), None).0 & wanted.0, wanted.0);
            prop_assert_eq!(Slots::asked(None, Some(part)).0 & wanted.0, wanted.0);
        }
    }

    #[test]
    fn parts_of_an_older_version_keep_their_default() {
        let read: Circles = serde_json::from_str("{\"bio\":3}").unwrap();
        assert_eq!((read.bio, read.skills, read.did), (MYSELF, MEMBERS, ALL));
    }
}
