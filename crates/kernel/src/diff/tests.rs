use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn same(text: &str) -> Piece {
    Piece::Same(text.to_owned())
}

fn added(text: &str) -> Piece {
    Piece::Added(text.to_owned())
}

fn removed(text: &str) -> Piece {
    Piece::Removed(text.to_owned())
}

#[test]
fn words_are_marked_whole() {
    assert_eq!(
        words("Un jardin pour le quartier.", "Un potager pour le quartier."),
        [
            same("Un "),
            removed("jardin"),
            added("potager"),
            same(" pour le quartier.")
        ]
    );
    assert_eq!(words("a", "a b"), [same("a"), added(" b")]);
    assert_eq!(words("", "a"), [added("a")]);
    assert_eq!(words("a", "a"), [same("a")]);
    assert_eq!(words("", ""), []);
    assert_eq!(
        words("on va planter ici", "on peut semer ici"),
        [
            same("on "),
            removed("va planter"),
            added("peut semer"),
            same(" ici")
        ]
    );
}

#[test]
fn long_unchanged_parts_are_counted() {
    let old = "un\n\ndeux\n\ntrois\n\nquatre\n\ncinq\n\nsix";
    let new = old.replace("six", "sept");
    assert_eq!(
        blocks(old, &new),
        [
            Block::Skipped(4),
            Block::Same("cinq".to_owned()),
            Block::Changed(vec![removed("six"), added("sept")])
        ]
    );
    let short = [Block::Same("a".to_owned()), Block::Same("b".to_owned())];
    assert_eq!(blocks("a\nb", "a\nb"), [Block::Skipped(2)]);
    assert_eq!(blocks("a\nb\nc", "a\nb\nd")[..2], short);
}

#[test]
fn the_worst_texts_stay_quick() {
    let one: String = (0..10_000).map(|i| format!("a{i} ")).collect();
    let other: String = (0..10_000).map(|i| format!("b{} ", i * 7 % 10_000)).collect();
    let lines = |text: &str| text.replace(' ', "\n");
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
    for (old, new) in [
        (one.clone(), other.clone()),
        (lines(&one), lines(&other)),
        ("x".repeat(100_000), "y".repeat(100_000)),
    ] {
        let start = Instant::now();
        let pieces = words(&old, &new);
        eprintln!("{:?}, {} pieces", start.elapsed(), pieces.len());
        assert!(start.elapsed() < limit);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "un",
            "deux",
            "été",
            " ",
            " ",
            ", ",
            ".",
            "\n",
            "\n\n",
            "👩\u{200d}🌾",
        ]),
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn both_texts_can_be_read_from_the_pieces(old in text(), new in text()) {
        let pieces = words(&old, &new);
        let side = |skip_added: bool| pieces.iter().map(|piece| match piece {
            Piece::Same(text) => text.as_str(),
            Piece::Added(text) if !skip_added => text,
            Piece::Removed(text) if skip_added => text,
            _ => "",
        }).collect::<String>();
        prop_assert_eq!(side(true), old);
        prop_assert_eq!(side(false), new);
    }

    #[test]
    fn blocks_account_for_every_paragraph(old in text(), new in text()) {
        let changed = blocks(&old, &new).iter().any(|block| matches!(block, Block::Changed(_)));
        prop_assert_eq!(changed, old != new);
    }
}
