use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::time::{HOUR, SECOND};

const START: i64 = 1_790_000_000 * SECOND;

#[test]
fn identifiers_grow_even_when_the_clock_goes_back() {
    let clock = Clock::fixed(START);
    let ids = Ids::new(clock.clone());
    let mut last = ids.next();
    for step in 0..20_000 {
        match step {
            5_000 => clock.advance(-HOUR),
            10_000 => clock.advance(2 * HOUR),
            _ => {}
        }
        let next = ids.next();
        assert!(next > last, "{last} then {next}");
        last = next;
    }
    assert_eq!(last.get_version_num(), 7);
    assert_eq!(last.get_variant(), uuid::Variant::RFC4122);
}

#[test]
fn identifiers_carry_the_time_of_the_clock() {
    let id = Ids::new(Clock::fixed(START)).next();
    let (seconds, _) = id.get_timestamp().expect("version 7 has a time").to_unix();
    assert_eq!(seconds, 1_790_000_000);
}

#[test]
fn threads_never_share_an_identifier() {
    let ids = Ids::new(Clock::system());
    let made: Vec<Id> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..2_000).map(|_| ids.next()).collect::<Vec<_>>()))
            .collect();
        hands
            .into_iter()
            .flat_map(|hand| hand.join().expect("a thread that ends"))
            .collect()
    });
    assert_eq!(made.iter().collect::<HashSet<_>>().len(), 8_000);
}

#[test]
fn sec_02_secrets_are_long_and_never_the_same() {
    let some: HashSet<String> = (0..1_000).map(|_| secret()).collect();
    assert_eq!(some.len(), 1_000);
    assert!(
        some.iter()
            .all(|secret| secret.len() == 43 && secret.bytes().all(|byte| ALPHABET.contains(&byte)))
    );
    assert_ne!(secret_bytes(), secret_bytes());
}

#[test]
fn text_is_that_of_rfc_4648() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
    ] {
        assert_eq!(base64url(bytes.as_bytes()), text);
    }
    assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
}

proptest! {
    #[test]
    fn short_reads_back(value: u128) {
        let id = Uuid::from_u128(value);
        let text = short(id);
        prop_assert_eq!(text.len(), 22);
        prop_assert_eq!(parse_short(&text), Some(id));
    }

    #[test]
    fn what_reads_is_what_was_written(text in "[A-Za-z0-9_-]{22}|.{0,30}") {
        if let Some(id) = parse_short(&text) {
            prop_assert_eq!(short(id), text);
        }
    }
}
