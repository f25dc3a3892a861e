//! Dates, times and "three minutes ago", in a zone and a language.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;

use super::{Locale, NBSP};
use crate::time::{DAY, HOUR, MINUTE, Micros, utc};

/// An IANA time zone such as `Europe/Paris`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// Reads the name of a zone, as the IANA database writes it.
    pub fn parse(name: &str) -> Option<Self> {
        name.trim().parse().ok().map(Self)
    }

    /// The name [`Zone::parse`] reads.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    fn local(self, at: Micros) -> DateTime<Tz> {
        utc(at).with_timezone(&self.0)
    }

    fn day(self, at: Micros) -> i64 {
        i64::from(self.local(at).num_days_from_ce())
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::Europe__Paris)
    }
}

const FR_LONG: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const EN_LONG: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FR_SHORT: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
];
const EN_SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The first moment of a day, in a zone where that day may begin after midnight.
fn begins(day: NaiveDate, zone: Zone) -> Option<Micros> {
    (0..4)
        .filter_map(|hour| day.and_hms_opt(hour, 0, 0))
        .find_map(|at| zone.0.from_local_datetime(&at).earliest())
        .map(|at| at.timestamp_micros())
}

/// The bounds of a day written as a date field writes it (`2026-11-18`): its first moment, and that of the next day.
/// None for what is no day of the years 1900 to 2199.
pub fn day_bounds(text: &str, zone: Zone) -> Option<(Micros, Micros)> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    if !(1900..2200).contains(&day.year()) {
        return None;
    }
    let next = day.checked_add_days(Days::new(1))?;
    Some((begins(day, zone)?, begins(next, zone)?))
}

/// What a clock on the wall of this zone shows, as minutes since 1970-01-01 00:00 on that same wall.
pub fn local_minutes(at: Micros, zone: Zone) -> i64 {
    zone.local(at).naive_local().and_utc().timestamp().div_euclid(60)
}

/// A day as a date field writes it: `2026-11-18`.
pub fn date_iso(at: Micros, zone: Zone) -> String {
    zone.local(at).format("%Y-%m-%d").to_string()
}

/// « 18 novembre 2026 », "18 November 2026"; the first of a French month is « 1er ».
pub fn date_long(at: Micros, locale: Locale, zone: Zone) -> String {
    let months = match locale {
        Locale::Fr => FR_LONG,
        Locale::En => EN_LONG,
    };
    date(at, locale, zone, months)
}

/// « 18 nov. 2026 », "18 Nov 2026".
pub fn date_short(at: Micros, locale: Locale, zone: Zone) -> String {
    let months = match locale {
        Locale::Fr => FR_SHORT,
        Locale::En => EN_SHORT,
    };
    date(at, locale, zone, months)
}

fn date(at: Micros, locale: Locale, zone: Zone, months: [&str; 12]) -> String {
    let local = zone.local(at);
    let ordinal = if local.day() == 1 && locale == Locale::Fr {
        "er"
    } else {
        ""
    };
    format!(
        "{}{ordinal} {} {}",
        local.day(),
        months[local.month0() as usize],
        local.year()
    )
}

/// « 18 h 30 » with no-break spaces, "18:30".
pub fn time_short(at: Micros, locale: Locale, zone: Zone) -> String {
    let local = zone.local(at);
    let (hour, minute) = (local.hour(), local.minute());
    match locale {
        Locale::Fr if minute == 0 => format!("{hour}{NBSP}h"),
        Locale::Fr => format!("{hour}{NBSP}h{NBSP}{minute:02}"),
        Locale::En => format!("{hour:02}:{minute:02}"),
    }
}

/// How long ago, or in how long: « à l’instant », « il y a 3 minutes », « hier », « dans 2 jours ».
/// Beyond thirty days, the date in full.
pub fn relative(at: Micros, now: Micros, locale: Locale, zone: Zone) -> String {
    let gap = now.saturating_sub(at);
    let size = gap.saturating_abs();
    let days = (zone.day(now) - zone.day(at)).abs();
    if size > 30 * DAY {
        return date_long(at, locale, zone);
    }
    if size < MINUTE {
        return just_now(gap, locale).to_owned();
    }
    if size < HOUR {
        return phrase(size / MINUTE, ["minute", "minute"], gap, locale);
    }
    if days == 0 || size < 12 * HOUR {
        return phrase(size / HOUR, ["heure", "hour"], gap, locale);
    }
    if days == 1 {
        return next_day(gap, locale).to_owned();
    }
    phrase(days, ["jour", "day"], gap, locale)
}

fn just_now(gap: Micros, locale: Locale) -> &'static str {
    match (locale, gap < 0) {
        (Locale::Fr, false) => "à l’instant",
        (Locale::Fr, true) => "dans un instant",
        (Locale::En, false) => "just now",
        (Locale::En, true) => "in a moment",
    }
}

fn next_day(gap: Micros, locale: Locale) -> &'static str {
    match (locale, gap < 0) {
        (Locale::Fr, false) => "hier",
        (Locale::Fr, true) => "demain",
        (Locale::En, false) => "yesterday",
        (Locale::En, true) => "tomorrow",
    }
}

fn phrase(count: i64, unit: [&str; 2], gap: Micros, locale: Locale) -> String {
    let plural = if count > 1 { "s" } else { "" };
    match (locale, gap < 0) {
        (Locale::Fr, false) => format!("il y a {count} {}{plural}", unit[0]),
        (Locale::Fr, true) => format!("dans {count} {}{plural}", unit[0]),
        (Locale::En, false) => format!("{count} {}{plural} ago", unit[1]),
        (Locale::En, true) => format!("in {count} {}{plural}", unit[1]),
    }
}
