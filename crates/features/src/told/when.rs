//! When a letter may leave: the daily and weekly ones at an hour of the person's own clock, the others outside their
//! quiet hours. Pure. A local clock that is set forward or back in spring and autumn moves no letter by more than that
//! hour; a machine whose clock jumps tells late at worst, for what is due is counted in acts, not in time (`due.rs`).

use terreau_kernel::{
    locale::{Zone, local_minutes},
    time::{DAY, HOUR, MINUTE, Micros},
};

use super::due::Rhythm;

const DAY_LONG: i64 = 24 * 60;
const WEEK_LONG: i64 = 7 * DAY_LONG;
/// Minutes from the beginning of 1970, a Thursday, to the first Monday.
const MONDAY: i64 = 4 * DAY_LONG;

/// When a person wants their letters, by their own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Their clock.
    pub zone: Zone,
    /// The hour of daily and weekly letters.
    pub hour: i64,
    /// The day of weekly ones: 0 is Monday.
    pub day: i64,
    /// From this hour on nothing leaves …
    pub quiet_from: i64,
    /// … until this one. Quiet hours that begin when they end are none.
    pub quiet_until: i64,
}

impl Hours {
    /// In which day or week of letters a moment lies: a number that grows by one at each hour of letters.
    fn turn(&self, rhythm: Rhythm, at: Micros) -> i64 {
        let minutes = local_minutes(at, self.zone) - self.hour * 60;
        if rhythm == Rhythm::Weekly {
            (minutes - MONDAY - self.day * DAY_LONG).div_euclid(WEEK_LONG)
        } else {
            minutes.div_euclid(DAY_LONG)
        }
    }

    fn length(rhythm: Rhythm) -> Micros {
        if rhythm == Rhythm::Weekly { 7 * DAY } else { DAY }
    }

    /// True when a letter of this rhythm may leave, the last of them having been looked at `last`. One a turn; a last
    /// one that lies in a future the clock has come back from does not count.
    #[must_use]
    pub fn due(&self, rhythm: Rhythm, last: Micros, now: Micros) -> bool {
        self.turn(rhythm, now) > self.turn(rhythm, last) || last > now + Self::length(rhythm)
    }

    /// The moment after `now` at which the next letter of this rhythm may leave.
    #[must_use]
    pub fn next(&self, rhythm: Rhythm, now: Micros) -> Micros {
        let turn = self.turn(rhythm, now);
        let (length, start) = match rhythm {
            Rhythm::Weekly => (WEEK_LONG, MONDAY + self.day * DAY_LONG),
            _ => (DAY_LONG, 0),
        };
        let local = (turn + 1) * length + start + self.hour * 60;
        self.moment(local, now)
    }

    /// The moment at which the local clock shows `local` minutes since 1970, near `now`.
    fn moment(&self, local: i64, now: Micros) -> Micros {
        let mut at = now - now.rem_euclid(MINUTE);
        // Twice: the first step may cross a change of the clock, the second does not.
        for _ in 0..2 {
            at += (local - local_minutes(at, self.zone)) * MINUTE;
        }
        // An hour the clock leaps over does not exist: the letter leaves when it has leapt.
        if at <= now { now + HOUR } else { at }
    }

    /// When something told at once may leave: now, or at the end of the quiet hours.
    #[must_use]
    pub fn after_quiet(&self, now: Micros) -> Micros {
        let minute = local_minutes(now, self.zone).rem_euclid(DAY_LONG);
        let (from, until) = (self.quiet_from * 60, self.quiet_until * 60);
        let quiet = if from <= until {
            (from..until).contains(&minute)
        } else {
            minute >= from || minute < until
        };
        if !quiet {
            return now;
        }
        let wait = (until - minute).rem_euclid(DAY_LONG);
        self.moment(local_minutes(now, self.zone) + wait, now)
    }
}

#[cfg(test)]
mod tests;
