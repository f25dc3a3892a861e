//! Acts as lines of a page: supports of one idea are told together, whoever gave them.

use super::fill::Told;
use crate::activity::kind;

/// One line: an act, or several told together; the latest first.
#[derive(Debug)]
pub struct Item {
    pub told: Vec<Told>,
}

impl Item {
    /// The number of its latest act.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.told.first().map_or(0, |told| told.act.seq)
    }

    fn takes(&self, told: &Told) -> bool {
        told.act.kind == kind::SUPPORTED
            && self.told.first().is_some_and(|first| {
                first.act.kind == kind::SUPPORTED && first.act.idea_id == told.act.idea_id
            })
    }

    /// How many people did it.
    #[must_use]
    pub fn people(&self) -> i64 {
        let mut people: Vec<_> = self.told.iter().filter_map(|told| told.act.person_id).collect();
        people.sort_unstable();
        people.dedup();
        i64::try_from(people.len()).unwrap_or(i64::MAX)
    }
}

/// Puts acts on a page until it is full; gives the number of the last one that found room, when one did not.
pub fn put(items: &mut Vec<Item>, told: Vec<Told>, size: usize) -> Option<i64> {
    let mut last = None;
    for one in told {
        let seq = one.act.seq;
        if let Some(item) = items.iter_mut().find(|item| item.takes(&one)) {
            item.told.push(one);
        } else if items.len() < size {
            items.push(Item { told: vec![one] });
        } else {
            // What comes next begins the next page.
            return Some(last.unwrap_or(seq + 1));
        }
        last = Some(seq);
    }
    None
}

#[cfg(test)]
mod tests {
    use terreau_kernel::id::Id;

    use super::{Item, put};
    use crate::{
        activity::{Act, kind},
        feed::fill::Told,
    };

    fn act(seq: i64, kind: &str, idea: u128, person: u128) -> Told {
        let idea = Id::from_u128(idea);
        Told {
            act: Act {
                seq,
                kind: kind.into(),
                object_id: idea,
                subject_id: None,
                idea_id: Some(idea),
                person_id: Some(Id::from_u128(person)),
                body_id: None,
                at: seq,
            },
            reasons: Vec::new(),
        }
    }

    #[test]
    fn supports_of_an_idea_are_one_line_and_who_backs_twice_counts_once() {
        let told = vec![
            act(9, kind::SUPPORTED, 1, 1),
            act(8, kind::PUBLISHED, 2, 2),
            act(7, kind::SUPPORTED, 1, 3),
            act(6, kind::SUPPORTED, 2, 3),
            act(5, kind::SUPPORTED, 1, 1),
            act(4, kind::PUBLISHED, 1, 4),
            act(3, kind::SUPPORTED, 1, 5),
        ];
        let mut items = Vec::new();
        assert_eq!(put(&mut items, told, 3), Some(5), "the next page begins below 5");
        let seen: Vec<(i64, i64)> = items
            .iter()
            .map(|item: &Item| (item.seq(), item.people()))
            .collect();
        assert_eq!(seen, [(9, 2), (8, 1), (6, 1)]);
        let mut items = Vec::new();
        assert_eq!(put(&mut items, vec![act(2, kind::PUBLISHED, 1, 1)], 3), None);
        assert_eq!(put(&mut items, vec![act(1, kind::PUBLISHED, 1, 1)], 1), Some(2));
    }
}
