//! Hours of letters: summer time, clocks that jump, quiet hours.

use proptest::prelude::*;
use terreau_kernel::time::parse_rfc3339;

use super::*;

const PARIS: &str = "Europe/Paris";

fn hours(zone: &str, hour: i64, day: i64) -> Hours {
    Hours {
        zone: Zone::parse(zone).expect("a zone"),
        hour,
        day,
        quiet_from: 21,
        quiet_until: 8,
    }
}

fn at(text: &str) -> Micros {
    parse_rfc3339(text).expect("a moment")
}

#[test]
fn a_weekly_letter_leaves_at_its_hour_of_the_local_clock_in_winter_and_summer() {
    let friday = hours(PARIS, 8, 4);
    // 27 March 2026 is a Friday; summer time begins on the Sunday after.
    let next = |now: &str| friday.next(Rhythm::Weekly, at(now));
    assert_eq!(next("2026-03-21T12:00:00Z"), at("2026-03-27T07:00:00Z"));
    assert_eq!(next("2026-03-27T07:00:00Z"), at("2026-04-03T06:00:00Z"));
    assert_eq!(next("2026-10-24T12:00:00Z"), at("2026-10-30T07:00:00Z"));
    let noumea = hours("Pacific/Noumea", 8, 4);
    assert_eq!(
        noumea.next(Rhythm::Weekly, at("2026-03-21T12:00:00Z")),
        at("2026-03-26T21:00:00Z")
    );
}

#[test]
fn an_hour_that_does_not_exist_delays_the_letter_and_does_not_lose_it() {
    let two = hours(PARIS, 2, 0);
    // In the night of 29 March 2026 the clock leaps from 2 to 3.
    let next = two.next(Rhythm::Daily, at("2026-03-28T12:00:00Z"));
    assert!(
        next > at("2026-03-28T12:00:00Z") && next <= at("2026-03-29T02:00:00Z"),
        "{next}"
    );
    assert!(two.due(
        Rhythm::Daily,
        at("2026-03-28T12:00:00Z"),
        at("2026-03-29T02:00:00Z")
    ));
}

#[test]
fn one_letter_a_turn_also_when_the_clock_shows_an_hour_twice() {
    let three = hours(PARIS, 3, 0);
    // 25 October 2026: at 3 the clock goes back to 2.
    let first = at("2026-10-25T02:00:00Z");
    assert!(three.due(Rhythm::Daily, at("2026-10-24T12:00:00Z"), first));
    assert!(!three.due(Rhythm::Daily, first, at("2026-10-25T02:30:00Z")));
    assert!(three.due(Rhythm::Daily, first, at("2026-10-26T02:00:00Z")));
}

#[test]
fn a_clock_that_jumped_ahead_and_came_back_silences_nobody() {
    let eight = hours(PARIS, 8, 4);
    let (now, future) = (at("2026-03-10T12:00:00Z"), at("2030-03-10T12:00:00Z"));
    assert!(eight.due(Rhythm::Weekly, future, now));
    // A little back, across the hour of letters: no second letter.
    assert!(!eight.due(
        Rhythm::Daily,
        at("2026-03-10T07:00:01Z"),
        at("2026-03-10T06:59:00Z")
    ));
}

#[test]
fn what_is_told_at_once_waits_for_the_end_of_the_quiet_hours() {
    let person = hours(PARIS, 8, 4);
    let after = |now: &str| person.after_quiet(at(now));
    assert_eq!(after("2026-01-10T12:00:00Z"), at("2026-01-10T12:00:00Z"));
    assert_eq!(after("2026-01-10T22:30:00Z"), at("2026-01-11T07:00:00Z"));
    assert_eq!(after("2026-01-11T03:00:00Z"), at("2026-01-11T07:00:00Z"));
    assert_eq!(after("2026-03-28T22:30:00Z"), at("2026-03-29T06:00:00Z"));
    let none = Hours {
        quiet_from: 9,
        quiet_until: 9,
        ..person
    };
    let night = at("2026-01-10T02:00:00Z");
    assert_eq!(none.after_quiet(night), night);
}

proptest! {
    /// The next letter lies ahead, within its turn and an hour, and is due when it comes, not a minute before.
    #[test]
    fn the_next_letter_is_due_when_it_comes(
        minute in 27_000_000_i64..31_000_000,
        hour in 0_i64..24,
        day in 0_i64..7,
        weekly in any::<bool>(),
        zone in prop::sample::select(vec![PARIS, "America/Martinique", "Pacific/Noumea", "Europe/London", "UTC"]),
    ) {
        let (hours, now) = (hours(zone, hour, day), minute * MINUTE + 17);
        let rhythm = if weekly { Rhythm::Weekly } else { Rhythm::Daily };
        let next = hours.next(rhythm, now);
        prop_assert!(next > now && next <= now + Hours::length(rhythm) + 2 * HOUR);
        prop_assert!(hours.due(rhythm, now, next + HOUR));
        let early = next - 2 * HOUR;
        prop_assert!(early <= now || !hours.due(rhythm, now, early));
    }

    /// Nothing leaves in the quiet hours, and nothing waits for more than a day.
    #[test]
    fn the_end_of_the_quiet_hours_is_outside_them(
        minute in 27_000_000_i64..31_000_000, from in 0_i64..24, until in 0_i64..24,
    ) {
        let hours = Hours { quiet_from: from, quiet_until: until, ..hours(PARIS, 8, 4) };
        let now = minute * MINUTE;
        let then = hours.after_quiet(now);
        prop_assert!(then >= now && then <= now + DAY + HOUR);
        if then != now {
            let again = hours.after_quiet(then);
            prop_assert!(again - then <= HOUR, "{} {}", then, again);
        }
    }
}
