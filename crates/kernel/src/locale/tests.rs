use proptest::prelude::*;

use super::*;
use crate::time::{DAY, HOUR, MINUTE, Micros, SECOND, parse_rfc3339};

fn at(text: &str) -> Micros {
    parse_rfc3339(text).expect(text)
}

#[test]
fn l10n_06_numbers_are_written_as_each_language_does() {
    assert_eq!(number(1_234_567, Locale::Fr), "1\u{202f}234\u{202f}567");
    assert_eq!(number(1_234_567, Locale::En), "1,234,567");
    assert_eq!(number(-1_000, Locale::En), "\u{2212}1,000");
    assert_eq!(
        (number(0, Locale::Fr), number(999, Locale::Fr)),
        ("0".to_owned(), "999".to_owned())
    );
    assert_eq!(percent(0.424, Locale::Fr), "42\u{202f}%");
    assert_eq!(percent(1.0, Locale::En), "100%");
    assert_eq!(bytes(1_234_567, Locale::Fr), "1,2\u{a0}Mo");
    assert_eq!(bytes(2_000, Locale::En), "2\u{a0}kB");
    assert_eq!(bytes(1, Locale::Fr), "1\u{a0}octet");
    assert_eq!(bytes(999_999, Locale::En), "1\u{a0}MB");
}

#[test]
fn l10n_06_and_ux_24_dates_follow_the_zone_and_the_language() {
    let zone = Zone::default();
    let evening = at("2026-11-18T17:30:00Z");
    assert_eq!(date_long(evening, Locale::Fr, zone), "18 novembre 2026");
    assert_eq!(date_long(evening, Locale::En, zone), "18 November 2026");
    assert_eq!(date_short(evening, Locale::Fr, zone), "18 nov. 2026");
    assert_eq!(time_short(evening, Locale::Fr, zone), "18\u{a0}h\u{a0}30");
    assert_eq!(time_short(evening, Locale::En, zone), "18:30");
    assert_eq!(
        time_short(at("2026-11-18T17:00:00Z"), Locale::Fr, zone),
        "18\u{a0}h"
    );
    let midnight = at("2026-06-30T22:30:00Z");
    assert_eq!(date_long(midnight, Locale::Fr, zone), "1er juillet 2026");
    let west = Zone::parse("America/Martinique").expect("a zone");
    assert_eq!(date_long(midnight, Locale::Fr, west), "30 juin 2026");
    assert_eq!(Zone::parse("Europe/Sceaux"), None);
    assert_eq!(Zone::parse(west.name()), Some(west));
}

#[test]
fn durations_read_as_one_says_them() {
    let now = at("2026-11-18T12:00:00Z");
    let say = |gap, locale| relative(now - gap, now, locale, Zone::default());
    for (gap, fr, en) in [
        (0, "à l’instant", "just now"),
        (59 * SECOND, "à l’instant", "just now"),
        (MINUTE, "il y a 1 minute", "1 minute ago"),
        (3 * MINUTE, "il y a 3 minutes", "3 minutes ago"),
        (2 * HOUR, "il y a 2 heures", "2 hours ago"),
        (11 * HOUR, "il y a 11 heures", "11 hours ago"),
        (20 * HOUR, "hier", "yesterday"),
        (36 * HOUR, "hier", "yesterday"),
        (2 * DAY, "il y a 2 jours", "2 days ago"),
        (30 * DAY, "il y a 30 jours", "30 days ago"),
        (31 * DAY, "18 octobre 2026", "18 October 2026"),
        (-30 * SECOND, "dans un instant", "in a moment"),
        (-3 * MINUTE, "dans 3 minutes", "in 3 minutes"),
        (-DAY, "demain", "tomorrow"),
        (-2 * DAY, "dans 2 jours", "in 2 days"),
    ] {
        assert_eq!(
            (say(gap, Locale::Fr).as_str(), say(gap, Locale::En).as_str()),
            (fr, en)
        );
    }
}

#[test]
fn the_language_is_the_one_the_reader_prefers() {
    for (header, locale) in [
        ("", Locale::Fr),
        ("en", Locale::En),
        ("fr-FR,fr;q=0.9,en;q=0.8", Locale::Fr),
        ("de,en-GB;q=0.7,fr;q=0.3", Locale::En),
        ("en;q=0, fr;q=0.1", Locale::Fr),
        ("de, es", Locale::Fr),
        ("*", Locale::Fr),
        ("en;q=abc", Locale::Fr),
    ] {
        assert_eq!(Locale::negotiate(header), locale, "{header}");
    }
    assert_eq!(Locale::from_code("EN_gb"), Some(Locale::En));
    assert_eq!(Locale::from_code("english"), None);
}

proptest! {
    #[test]
    fn no_value_breaks_anything(at: i64, now: i64, ratio: f64, count: u64, text in ".{0,60}") {
        for locale in Locale::ALL {
            let zone = Zone::default();
            let _ = (relative(at, now, locale, zone), date_long(at, locale, zone), time_short(at, locale, zone));
            let _ = (number(at, locale), percent(ratio, locale), bytes(count, locale));
            let digits: String = number(at, locale).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits, at.unsigned_abs().to_string());
        }
        let _ = (Locale::negotiate(&text), Zone::parse(&text));
    }
}

#[test]
fn a_day_begins_and_ends_where_its_clocks_say() {
    let paris = Zone::default();
    let (from, until) = day_bounds("2026-03-29", paris).unwrap();
    assert_eq!(until - from, 23 * crate::time::HOUR, "clocks go forward");
    assert_eq!(date_iso(from, paris), "2026-03-29");
    assert_eq!(date_iso(until - 1, paris), "2026-03-29");
    let (from, until) = day_bounds(" 2026-10-25 ", paris).unwrap();
    assert_eq!(until - from, 25 * crate::time::HOUR, "clocks go back");
    // In Santiago and Beirut some days begin at one.
    let beirut = Zone::parse("Asia/Beirut").unwrap();
    let (from, until) = day_bounds("2026-03-29", beirut).unwrap();
    assert_eq!(until - from, 23 * crate::time::HOUR);
    for wrong in [
        "",
        "demain",
        "2026-02-30",
        "29/03/2026",
        "99999-01-01",
        "1000-01-01",
    ] {
        assert!(day_bounds(wrong, paris).is_none(), "{wrong}");
    }
}

proptest::proptest! {
    #[test]
    fn a_day_is_read_back_as_it_was_written(days in 0..60_000_i64) {
        let paris = Zone::default();
        let at = days * crate::time::DAY + crate::time::HOUR;
        let text = date_iso(at, paris);
        let (from, until) = day_bounds(&text, paris).unwrap();
        proptest::prop_assert!((from..until).contains(&at), "{text}");
    }
}
