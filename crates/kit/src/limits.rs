//! How often. Counted in memory per person, per address written to, and per network, with a token bucket
//! each; a refusal says when to come back and nobody is ever locked out for good.

use std::{num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Tries to sign in.
    SignIn,
    /// Mail we send because somebody typed an address.
    MailOut,
    /// Ideas.
    Propose,
    /// Comments.
    Comment,
    /// One-gesture acts: back, follow, thank.
    Gesture,
    /// Reports.
    Report,
    /// Pictures.
    Upload,
    /// Searches.
    Search,
    /// Questions put to the API.
    Api,
    /// Tries at a second factor.
    Code,
    /// Messages to the town.
    Contact,
    /// Messages to people and bodies.
    Message,
    /// First words to somebody one does not know.
    Approach,
    /// The same, from a new account.
    FirstApproach,
}

impl Act {
    const ALL: [Self; 14] = [
        Self::SignIn,
        Self::MailOut,
        Self::Propose,
        Self::Comment,
        Self::Gesture,
        Self::Report,
        Self::Upload,
        Self::Search,
        Self::Api,
        Self::Code,
        Self::Contact,
        Self::Message,
        Self::Approach,
        Self::FirstApproach,
    ];

    /// Burst, and one more every so many milliseconds.
    fn allowance(self) -> (u32, u64) {
        match self {
            Self::SignIn => (10, 60_000),
            Self::MailOut => (5, 120_000),
            Self::Propose => (10, 180_000),
            Self::Comment => (30, 10_000),
            Self::Gesture => (60, 1_000),
            Self::Report => (10, 120_000),
            Self::Upload => (30, 20_000),
            Self::Search => (60, 500),
            Self::Api => (300, 100),
            Self::Code => (5, 300_000),
            Self::Contact => (5, 600_000),
            Self::Message => (30, 5_000),
            Self::Approach => (15, 600_000),
            Self::FirstApproach => (3, 3_600_000),
        }
    }
}

/// The counters of this process.
///
/// A key that begins with `net:` is a whole network (a school, a town hall): it is allowed twenty times more.
pub struct Limits {
    narrow: Vec<DefaultKeyedRateLimiter<String>>,
    wide: Vec<DefaultKeyedRateLimiter<String>>,
    off: bool,
}

fn buckets(times: u32) -> Vec<DefaultKeyedRateLimiter<String>> {
    let bucket = |act: Act| {
        let (burst, every) = act.allowance();
        let quota = Quota::with_period(Duration::from_millis((every / u64::from(times)).max(1)))
            .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst * times).unwrap_or(NonZeroU32::MIN));
        RateLimiter::keyed(quota)
    };
    Act::ALL.map(bucket).into()
}

impl Limits {
    /// Fresh counters. `off` lets everything pass: for load measurements only.
    #[must_use]
    pub fn new(off: bool) -> Self {
        Self {
            narrow: buckets(1),
            wide: buckets(20),
            off,
        }
    }

    /// Counts one act for each key.
    ///
    /// # Errors
    /// The wait before it is welcome again.
    pub fn count(&self, act: Act, keys: &[&str]) -> Result<(), Duration> {
        use governor::clock::{Clock as _, DefaultClock};
        if self.off {
            return Ok(());
        }
        for key in keys {
            let buckets = if key.starts_with("net:") {
                &self.wide
            } else {
                &self.narrow
            };
            let Some(bucket) = buckets.get(act as usize) else {
                continue;
            };
            if let Err(until) = bucket.check_key(&(*key).to_owned()) {
                return Err(until
                    .wait_time_from(DefaultClock::default().now())
                    .max(Duration::from_secs(1)));
            }
        }
        Ok(())
    }

    /// True where everything passes, for load measurements.
    #[must_use]
    pub fn lifted(&self) -> bool {
        self.off
    }

    /// Forgets who has not come for long.
    pub fn sweep(&self) {
        for bucket in self.narrow.iter().chain(&self.wide) {
            bucket.retain_recent();
            bucket.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_20_a_burst_is_let_through_then_told_when_to_come_back() {
        let limits = Limits::new(false);
        for _ in 0..10 {
            limits.count(Act::SignIn, &["a"]).expect("within the burst");
        }
        let wait = limits.count(Act::SignIn, &["a"]).expect_err("one too many");
        assert!(wait <= Duration::from_secs(60));
        limits
            .count(Act::SignIn, &["b"])
            .expect("somebody else is not concerned");
    }
}
