//! The promise of the digest over random histories: acts, letters that are kept or lost in a crash, changed settings.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// What may happen next.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Somebody does something of a kind.
    Act(usize),
    /// A letter of these rhythms is made, and kept; or the process dies before the transaction ends.
    Letter { daily: bool, weekly: bool, dies: bool },
    /// What is told at once is told.
    Now { dies: bool },
    /// The person changes their mind about a kind.
    Choose(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..4_usize).prop_map(Step::Act),
        2 => (any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(daily, weekly, dies)| Step::Letter { daily, weekly, dies }),
        2 => any::<bool>().prop_map(|dies| Step::Now { dies }),
        2 => (0..4_usize, 0..4_usize).prop_map(|(kind, rhythm)| Step::Choose(kind, rhythm)),
    ]
}

/// A person, what they were told, and what they did not want to be told.
#[derive(Debug)]
struct World {
    ways: Ways,
    acts: Vec<Kind>,
    told: BTreeMap<i64, usize>,
    /// Acts that were not told when their kind was switched off, or that happened while it was.
    unwanted: Vec<i64>,
}

impl World {
    fn new() -> Self {
        Self {
            ways: Ways::fresh(0),
            acts: Vec::new(),
            told: BTreeMap::new(),
            unwanted: Vec::new(),
        }
    }

    fn head(&self) -> i64 {
        i64::try_from(self.acts.len()).expect("few")
    }

    fn letter(&mut self, rhythms: &[Rhythm], dies: bool) {
        let due = self.ways.due(rhythms, self.head());
        if dies {
            return; // letter and places were one transaction: neither is kept
        }
        for one in &due {
            for (place, kind) in (1..).zip(&self.acts) {
                if *kind == one.kind && place > one.from && place <= one.to {
                    *self.told.entry(place).or_default() += 1;
                }
            }
        }
        self.ways.told(&due);
    }

    fn choose(&mut self, kind: Kind, rhythm: Rhythm) {
        let silent = self.ways.of(kind).rhythm == Rhythm::Never;
        if silent && rhythm != Rhythm::Never {
            for (place, act) in (1..).zip(&self.acts) {
                if *act == kind && !self.told.contains_key(&place) {
                    self.unwanted.push(place);
                }
            }
        }
        self.ways.choose(kind, true, rhythm, self.head());
    }

    fn go(&mut self, step: Step) {
        match step {
            Step::Act(kind) => self.acts.push(Kind::ALL[kind]),
            Step::Now { dies } => self.letter(&[Rhythm::Now], dies),
            Step::Letter { daily, weekly, dies } => {
                let rhythms = [(daily, Rhythm::Daily), (weekly, Rhythm::Weekly)];
                let wanted: Vec<_> = rhythms.iter().filter(|r| r.0).map(|r| r.1).collect();
                self.letter(&wanted, dies);
            }
            Step::Choose(kind, rhythm) => self.choose(Kind::ALL[kind], Rhythm::ALL[rhythm]),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever happened in between, once every letter has left each act was told exactly once; those of a kind that
    /// was switched off before they were told, never.
    #[test]
    fn each_due_act_is_told_exactly_once(steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World::new();
        for step in steps {
            world.go(step);
            prop_assert!(world.told.values().all(|count| *count == 1), "told twice: {world:?}");
        }
        world.letter(&[Rhythm::Now, Rhythm::Daily, Rhythm::Weekly], false);
        for (place, kind) in (1..).zip(&world.acts) {
            let count = world.told.get(&place).copied().unwrap_or_default();
            let silent = world.ways.of(*kind).rhythm == Rhythm::Never;
            if world.unwanted.contains(&place) {
                prop_assert_eq!(count, 0, "told although it was not wanted: {}", place);
            } else if !silent {
                prop_assert_eq!(count, 1, "act {} of {:?}", place, kind);
            } else {
                prop_assert!(count <= 1);
            }
        }
    }

    /// A letter that is made twice by two nodes owes nothing the second time.
    #[test]
    fn a_second_letter_at_the_same_place_is_empty(head in 0_i64..1000, told in 0_i64..1000) {
        let mut ways = Ways::fresh(told);
        let all = [Rhythm::Now, Rhythm::Daily, Rhythm::Weekly];
        let due = ways.due(&all, head);
        prop_assert_eq!(due.len(), if head > told { 4 } else { 0 });
        ways.told(&due);
        prop_assert!(ways.due(&all, head).is_empty());
    }
}

#[test]
fn an_act_has_one_reason() {
    assert_eq!(Kind::of("comment-made", true), Some(Kind::Answer));
    assert_eq!(Kind::of("comment-made", false), Some(Kind::Follow));
    assert_eq!(Kind::of("idea-supported", true), Some(Kind::Backing));
    assert_eq!(Kind::of("idea-supported", false), None);
    assert_eq!(Kind::of("mentioned", true), Some(Kind::Mention));
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
    for rhythm in Rhythm::ALL {
        assert_eq!(Rhythm::from_code(rhythm.code()), Some(rhythm));
    }
}
