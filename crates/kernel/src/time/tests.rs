use proptest::prelude::*;

use super::*;

#[test]
fn every_format_of_one_moment() {
    let at = parse_rfc3339("2026-11-18T18:30:00+01:00").expect("a date");
    assert_eq!(rfc3339(at), "2026-11-18T17:30:00Z");
    assert_eq!(rfc2822(at), "Wed, 18 Nov 2026 17:30:00 +0000");
    assert_eq!(http_date(at), "Wed, 18 Nov 2026 17:30:00 GMT");
    assert_eq!(date_only(at), "2026-11-18");
    assert_eq!(rfc3339(at + 1_500), "2026-11-18T17:30:00.001500Z");
}

#[test]
fn the_spellings_of_other_systems_are_read() {
    let at = 1_445_197_782 * SECOND;
    for text in [
        "2015-10-18T21:49:42+0200",
        "2015-10-18T21:49:42+02:00",
        "2015-10-18T19:49:42Z",
        "2015-10-18 19:49:42",
        "2015-10-18 21:49:42+0200",
        " 2015-10-18T19:49:42 ",
    ] {
        assert_eq!(parse_rfc3339(text), Some(at), "{text}");
    }
    assert_eq!(parse_rfc3339("1970-01-02"), Some(DAY));
    for text in [
        "",
        "hier",
        "2015-13-01",
        "2015-02-30",
        "18/10/2015",
        "2015-10-18T25:00:00Z",
    ] {
        assert_eq!(parse_rfc3339(text), None, "{text}");
    }
}

#[test]
fn a_fixed_clock_moves_only_by_hand_and_with_its_clones() {
    let clock = Clock::fixed(10);
    let other = clock.clone();
    other.advance(5);
    assert_eq!(clock.now(), 15);
    clock.set(-3);
    assert_eq!(other.now(), -3);
    let system = Clock::system();
    assert!(system.now() > 1_700_000_000 * SECOND);
}

proptest! {
    #[test]
    fn what_is_written_is_read(at in -62_135_596_800_000_000i64..253_402_300_799_000_000) {
        prop_assert_eq!(parse_rfc3339(&rfc3339(at)), Some(at));
    }

    #[test]
    fn no_moment_and_no_text_breaks_anything(at: i64, text in ".{0,40}") {
        let _ = (rfc3339(at), rfc2822(at), http_date(at), date_only(at), parse_rfc3339(&text));
    }
}
