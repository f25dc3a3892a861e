//! When somebody is new. The limits of the first days lift by themselves: with words that stand, and with time.

use terreau_kernel::time::{DAY, Micros};
use terreau_kit::Role;

/// Ideas and comments that stand, after which somebody is known.
pub const WORDS: i64 = 3;
/// Not before this, so that a flood of words on the first evening lifts nothing.
pub const SOON: Micros = DAY;
/// Whoever has been here for this long is known, silent or not.
pub const LATE: Micros = 14 * DAY;

/// What moderators decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The limits are gone.
    Lifted,
    /// They stay until a moderator lifts them.
    Held,
}

/// What the rule knows of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Since when they are here.
    pub joined: Micros,
    /// How many of their ideas and comments stand in public.
    pub words: i64,
    /// What they may do.
    pub role: Role,
    /// What was decided about them.
    pub decision: Option<Decision>,
}

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing holds them back.
    Known,
    /// The limits of the first days are theirs.
    New {
        /// Words that are still to stand before the limits lift; 0 when only a day is missing.
        words: i64,
        /// When they lift at the latest; `None` while a moderator holds them.
        until: Option<Micros>,
    },
}

impl Facts {
    /// Where they stand at a moment.
    #[must_use]
    pub fn at(self, now: Micros) -> Standing {
        let age = now - self.joined;
        match self.decision {
            _ if self.role != Role::Member => Standing::Known,
            Some(Decision::Lifted) => Standing::Known,
            Some(Decision::Held) => Standing::New {
                words: 0,
                until: None,
            },
            None if age >= LATE || age >= SOON && self.words >= WORDS => Standing::Known,
            None => Standing::New {
                words: (WORDS - self.words).max(0),
                until: Some(self.joined + LATE),
            },
        }
    }

    /// True while the limits are theirs.
    #[must_use]
    pub fn is_new(self, now: Micros) -> bool {
        self.at(now) != Standing::Known
    }
}

/// How many addresses of the web a text holds.
#[must_use]
pub fn links(text: &str) -> usize {
    let lower = text.to_lowercase();
    let schemes = lower.matches("http://").count() + lower.matches("https://").count();
    let bare = lower
        .match_indices("www.")
        .filter(|(at, _)| !lower[..*at].ends_with("//"))
        .count();
    schemes + bare
}

/// A plain text without its addresses of the web: a letter must lead nobody where somebody unknown wants them.
#[must_use]
pub fn unlinked(text: &str) -> String {
    let held = |word: &&str| links(word) == 0;
    let mut said = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if held(&word) {
            said.push_str(word);
        } else {
            said.push('…');
            said.extend(word.chars().filter(|c| c.is_whitespace()));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facts(joined: Micros, words: i64, decision: Option<Decision>) -> Facts {
        Facts {
            joined,
            words,
            role: Role::Member,
            decision,
        }
    }

    #[test]
    fn three_words_that_stand_and_a_day_lift_the_limits() {
        assert!(facts(0, 0, None).is_new(0));
        assert!(facts(0, 3, None).is_new(SOON - 1), "not on the first day");
        assert!(!facts(0, 3, None).is_new(SOON));
        assert!(facts(0, 2, None).is_new(SOON));
        assert!(!facts(0, 0, None).is_new(LATE), "silence is no fault");
        assert!(!facts(0, 0, Some(Decision::Lifted)).is_new(0));
        assert!(facts(0, 99, Some(Decision::Held)).is_new(99 * LATE));
        let agent = Facts {
            role: Role::Agent,
            ..facts(0, 0, None)
        };
        assert!(!agent.is_new(0));
    }

    #[test]
    fn addresses_are_counted_and_taken_out() {
        assert_eq!(links("Voir https://a.fr, HTTP://b.fr et www.c.fr"), 3);
        assert_eq!(links("https://www.a.fr"), 1);
        assert_eq!(links("anna@www.fr"), 1);
        assert_eq!(links("rien du tout"), 0);
        assert_eq!(unlinked("Voir https://a.fr\nmerci"), "Voir …\nmerci");
    }

    proptest! {
        #[test]
        fn limits_only_lift(joined in 0..1_000 * DAY, age in -DAY..30 * DAY, more in 0..30 * DAY, words in 0_i64..9,
                            further in 0_i64..9) {
            let (now, later) = (joined + age, joined + age + more);
            if !facts(joined, words, None).is_new(now) {
                prop_assert!(!facts(joined, words + further, None).is_new(later));
            }
            if let Standing::New { until: Some(until), .. } = facts(joined, words, None).at(now) {
                prop_assert!(until > now);
                prop_assert!(!facts(joined, words, None).is_new(until));
            }
        }

        #[test]
        fn nothing_that_leads_anywhere_is_left(text in "\\PC{0,80}", at in 0_usize..80) {
            let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            let text = format!("{} https://a.example {}", &text[..at], &text[at..]);
            prop_assert_eq!(links(&unlinked(&text)), 0);
        }
    }
}
