use proptest::prelude::*;

use super::*;
use crate::time::{DAY, MINUTE};
use crate::{life, states};

states! {
    /// The states of a small life with every kind of guard.
    enum Post { Draft = "draft", Out = "out", Hidden = "hidden", Gone = "gone" }
}

life! {
    /// A life to test with.
    static POST: Post = "post", born [Draft, Out];
    publish: [Draft] => Out, by [Author], effects ["post_published"];
    edit: [Out] => Out, by [Author], when Within(15 * MINUTE);
    edit: [Draft] => Draft, by [Author];
    hide: [Out] => Hidden, by [Moderator, Administrator], reason Required, effects ["post_hidden", "author_told"];
    restore: [Hidden] => Out, by [Moderator], reason Optional;
    purge: [Hidden, Draft] => Gone, by [System], when After(30 * DAY);
}

fn attempt(
    state: Post,
    name: &str,
    actor: Actor,
    elapsed: Micros,
    reason: Option<&str>,
) -> Result<Step, Refusal> {
    POST.attempt(state, name, &Actors::from(actor), elapsed, reason)
}

#[test]
fn a_step_carries_what_the_dated_row_needs() {
    let step = attempt(Post::Out, "hide", Actor::Moderator, 0, Some("  hors sujet ")).expect("allowed");
    assert_eq!((step.name, step.from, step.to), ("hide", "out", "hidden"));
    assert_eq!(step.state::<Post>(), Some(Post::Hidden));
    assert_eq!(step.reason.as_deref(), Some("hors sujet"));
    assert_eq!(step.by, Actors::from(Actor::Moderator));
    assert_eq!(step.effects, ["post_hidden", "author_told"]);
}

#[test]
fn each_refusal_says_why() {
    use Refusal::*;
    for (state, name, actor, elapsed, reason, refusal) in [
        (Post::Draft, "fly", Actor::Author, 0, None, UnknownMove),
        (Post::Gone, "hide", Actor::Moderator, 0, Some("x"), NotFrom),
        (Post::Draft, "publish", Actor::Moderator, 0, None, NotYours),
        (Post::Out, "edit", Actor::Author, 15 * MINUTE + 1, None, TooLate),
        (Post::Hidden, "purge", Actor::System, DAY, None, TooEarly),
        (Post::Out, "hide", Actor::Moderator, 0, Some("  "), ReasonMissing),
    ] {
        assert_eq!(attempt(state, name, actor, elapsed, reason), Err(refusal));
    }
    assert!(attempt(Post::Draft, "edit", Actor::Author, 90 * DAY, None).is_ok());
    assert!(
        attempt(Post::Out, "edit", Actor::Author, -DAY, None).is_ok(),
        "a clock set back refuses nobody"
    );
}

#[test]
fn possible_moves_are_those_that_would_be_accepted() {
    let names = |state, actors: &[Actor], elapsed| {
        let moves = POST.possible(state, &Actors::of(actors), elapsed);
        moves.iter().map(|each| each.name).collect::<Vec<_>>()
    };
    assert_eq!(names(Post::Out, &[Actor::Author], 0), ["edit"]);
    assert_eq!(names(Post::Out, &[Actor::Author], DAY), [""; 0]);
    assert_eq!(
        names(Post::Out, &[Actor::Author, Actor::Moderator], 0),
        ["edit", "hide"]
    );
    assert_eq!(names(Post::Draft, &[Actor::Author], 0), ["publish", "edit"]);
}

#[test]
fn lives_that_do_not_hold_together_are_found() {
    const STATES: &[&str] = &["a", "b"];
    const GO: Move = Move {
        name: "go",
        from: &["a"],
        to: "b",
        who: Actors::of(&[Actor::Member]),
        when: When::Always,
        reason: Reason::Never,
        effects: &[],
    };
    let check = |initial: &'static [&'static str], moves: &[Move]| {
        let moves: &'static [Move] = Vec::leak(moves.to_vec());
        Life {
            object: "x",
            states: STATES,
            initial,
            moves,
        }
        .check()
    };
    assert_eq!(check(&["a"], &[GO]), Ok(()));
    assert_eq!(check(&[], &[GO]), Err(Fault::NoInitial));
    assert_eq!(check(&["z"], &[GO]), Err(Fault::UnknownInitial(0)));
    assert_eq!(check(&["a"], &[]), Err(Fault::Unreachable(1)));
    assert_eq!(check(&["b"], &[GO]), Err(Fault::Unreachable(0)));
    assert_eq!(check(&["a"], &[Move { to: "z", ..GO }]), Err(Fault::UnknownTo(0)));
    assert_eq!(
        check(
            &["a"],
            &[
                GO,
                Move {
                    name: "x",
                    from: &["z"],
                    ..GO
                }
            ]
        ),
        Err(Fault::UnknownFrom(1))
    );
    assert_eq!(
        check(&["a"], &[Move { from: &[], ..GO }]),
        Err(Fault::UnknownFrom(0))
    );
    assert_eq!(
        check(
            &["a"],
            &[Move {
                who: Actors::NONE,
                ..GO
            }]
        ),
        Err(Fault::ForNobody(0))
    );
    assert_eq!(check(&["a"], &[GO, GO]), Err(Fault::Ambiguous(1)));
    let twice = Life {
        object: "x",
        states: &["a", "a"],
        initial: &["a"],
        moves: &[],
    };
    assert_eq!(twice.check(), Err(Fault::StateTwice(1)));
}

#[test]
fn the_page_tells_every_move() {
    let page = POST.page();
    assert!(
        page.contains("| **edit** | `out` | `out` | author | within 15 minutes | never |  |"),
        "{page}"
    );
    assert!(
        page.contains("| **purge** | `hidden`, `draft` | `gone` | system | after 30 days | never |  |"),
        "{page}"
    );
    assert_eq!(
        page.lines().filter(|line| line.starts_with("| **")).count(),
        POST.moves.len()
    );
}

#[test]
fn the_drawing_names_every_state_and_move_without_inline_style() {
    let svg = POST.diagram(|code| format!("<{code}>"));
    assert!(svg.contains("<title>&lt;post&gt;</title>"));
    for word in Post::CODES
        .iter()
        .copied()
        .chain(POST.moves.iter().map(|each| each.name))
    {
        assert!(svg.contains(&format!(">&lt;{word}&gt;</text>")), "{word}");
    }
    assert_eq!(svg.matches("life-state").count(), Post::ALL.len());
    assert!(!svg.contains("style") && svg.matches("<g").count() == svg.matches("</g>").count());
}

#[test]
fn codes_read_back() {
    for state in Post::ALL {
        assert_eq!(Post::from_code(state.code()), Some(*state));
        assert_eq!(<Post as State>::from_code(state.as_ref()), Some(*state));
    }
    assert_eq!(Post::Gone.to_string(), "gone");
    assert_eq!(Post::from_code("nowhere"), None);
    for actor in Actor::ALL {
        assert_eq!(Actor::from_code(actor.code()), Some(actor));
    }
}

prop_compose! {
    fn anyone()(bits in prop::collection::vec(prop::sample::select(&Actor::ALL[..]), 0..4)) -> Actors {
        bits.into_iter().collect()
    }
}

proptest! {
    #[test]
    fn no_path_leaves_the_declared_states(
        born in prop::sample::select(POST.initial),
        path in prop::collection::vec(
            (0..POST.moves.len() + 1, anyone(), -DAY..60 * DAY, prop::option::of(" {0,2}[a-z]{0,3}")), 0..40),
    ) {
        let mut state = born;
        for (number, actors, elapsed, reason) in path {
            let name = POST.moves.get(number).map_or("unknown", |each| each.name);
            let offered = POST.possible(state, &actors, elapsed).iter().any(|each| each.name == name);
            let Ok(step) = POST.attempt(state, name, &actors, elapsed, reason.as_deref()) else { continue };
            let arrow = POST.moves.iter().find(|each| each.name == name && each.from.contains(&state));
            let arrow = arrow.expect("an accepted step has an arrow");
            prop_assert!(offered);
            prop_assert_eq!((step.from, step.to), (state, arrow.to));
            prop_assert!(!step.by.is_empty() && step.by & actors == step.by && step.by & arrow.who == step.by);
            prop_assert!(arrow.when.check(elapsed).is_ok());
            prop_assert!(arrow.reason != Reason::Required || step.reason.is_some());
            prop_assert!(arrow.reason != Reason::Never || step.reason.is_none());
            state = step.to;
            prop_assert!(Post::from_code(state).is_some());
        }
    }
}
