//! Time as whole microseconds since 1970-01-01 UTC, and the only clock of the product.
//!
//! Everything that needs "now" receives a [`Clock`], so that a test can stop it, move it, or set it
//! back an hour. Formats here are those of protocols; dates for readers live in [`crate::locale`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};

/// Microseconds since the epoch, UTC.
pub type Micros = i64;

/// One second.
pub const SECOND: Micros = 1_000_000;
/// One minute.
pub const MINUTE: Micros = 60 * SECOND;
/// One hour.
pub const HOUR: Micros = 60 * MINUTE;
/// One day of 24 hours.
pub const DAY: Micros = 24 * HOUR;

/// Where "now" comes from: the machine, or a value that tests move by hand.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `at` until it is moved; its clones move with it.
    pub fn fixed(at: Micros) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at))))
    }

    /// The present moment.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine is asked for the time"
    )]
    pub fn now(&self) -> Micros {
        match &self.0 {
            Source::System => Utc::now().timestamp_micros(),
            Source::Fixed(at) => at.load(Ordering::Relaxed),
        }
    }

    /// Moves a fixed clock to `at`. The clock of the machine is not ours to set: it stays as it is.
    pub fn set(&self, at: Micros) {
        match &self.0 {
            Source::System => debug_assert!(false, "the system clock cannot be set"),
            Source::Fixed(now) => now.store(at, Ordering::Relaxed),
        }
    }

    /// Moves a fixed clock by `by`, backwards when negative.
    pub fn advance(&self, by: Micros) {
        self.set(self.now().saturating_add(by));
    }
}

/// The moment as a chrono value; what lies outside chrono's years is brought to their edge.
pub(crate) fn utc(at: Micros) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at).unwrap_or(if at < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

/// `2026-11-18T17:30:00Z`, with as many decimals as the value needs.
pub fn rfc3339(at: Micros) -> String {
    utc(at).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// `Wed, 18 Nov 2026 17:30:00 +0000`, for mail.
pub fn rfc2822(at: Micros) -> String {
    utc(at).format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// `Wed, 18 Nov 2026 17:30:00 GMT`, for HTTP headers.
pub fn http_date(at: Micros) -> String {
    utc(at).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// `2026-11-18`, in UTC.
pub fn date_only(at: Micros) -> String {
    utc(at).format("%Y-%m-%d").to_string()
}

/// Reads RFC 3339, its common cousins (`+0200` without colon, a space instead of `T`, no zone meaning
/// UTC) and a bare `YYYY-MM-DD`, which is that day at midnight UTC.
pub fn parse_rfc3339(text: &str) -> Option<Micros> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp_micros());
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z"] {
        if let Ok(at) = DateTime::parse_from_str(text, format) {
            return Some(at.timestamp_micros());
        }
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(text, format) {
            return Some(at.and_utc().timestamp_micros());
        }
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(day.and_time(NaiveTime::MIN).and_utc().timestamp_micros())
}

#[cfg(test)]
mod tests;
