//! Dates of the demonstration. The content was written up to a day of November 2026; far from that day, all of
//! it moves by whole years of 52 weeks, so that the last words are recent and weekdays and seasons stay right.

use terreau_kernel::time::{DAY, Micros, parse_rfc3339};

/// The day after the last one anything is dated.
const END: &str = "2026-11-23T00:00:00Z";
const YEAR: Micros = 364 * DAY;

/// Turns dates of the content into moments.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    shift: Micros,
    now: Micros,
}

impl Calendar {
    /// The calendar of a demonstration filled now.
    #[must_use]
    pub fn at(now: Micros) -> Self {
        let end = parse_rfc3339(END).unwrap_or(now);
        Self {
            shift: (now - end).div_euclid(YEAR) * YEAR,
            now,
        }
    }

    /// The moment of `2024-03-10` or `2024-03-10T21:14:00`, as clocks of Sceaux show it; never after now.
    #[must_use]
    pub fn moment(&self, date: &str) -> Micros {
        let summer = date.get(5..7).is_some_and(|month| ("04".."11").contains(&month));
        let offset = if summer { "+02:00" } else { "+01:00" };
        let time = if date.len() == 10 { "T10:00:00" } else { "" };
        let read = parse_rfc3339(&format!("{date}{time}{offset}")).unwrap_or(self.now);
        (read + self.shift).min(self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_where_they_were_written_or_move_by_whole_years() {
        let day = |text: &str| parse_rfc3339(text).expect("a date");
        let soon = Calendar::at(day("2026-11-24T12:00:00Z"));
        assert_eq!(soon.moment("2024-03-10T21:14:00"), day("2024-03-10T20:14:00Z"));
        let later = Calendar::at(day("2029-02-01T12:00:00Z"));
        assert_eq!(later.moment("2026-11-22"), day("2028-11-19T09:00:00Z"));
        let before = Calendar::at(day("2026-03-02T10:00:00Z"));
        assert_eq!(before.moment("2026-11-22"), day("2025-11-23T09:00:00Z"));
    }
}
