//! Where somebody stopped reading. A visit lasts until half an hour without a look; what was newest in the visit before
//! stays marked during the whole of this one, however often the page is read again.

use terreau_kernel::time::{MINUTE, Micros};

use super::rows::Mark;

/// A look within so long belongs to the same visit.
const VISIT: Micros = 30 * MINUTE;
/// What changed so little is not written.
const LITTLE: Micros = 5 * MINUTE;

/// The mark after a look at `head`, and whether it is to be kept.
pub fn looked(before: Option<Mark>, head: i64, now: Micros) -> (Mark, bool) {
    let Some(before) = before else {
        let first = Mark {
            stopped: 0,
            seen: head,
            at: now,
        };
        return (first, true);
    };
    let again = now - before.at < VISIT;
    let mark = Mark {
        stopped: if again { before.stopped } else { before.seen },
        seen: head,
        at: now,
    };
    let same = again && before.seen == head && now - before.at < LITTLE;
    (mark, !same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_new_in_this_visit_stays_new_until_the_next() {
        let (first, kept) = looked(None, 10, 0);
        assert_eq!((first.stopped, first.seen, kept), (0, 10, true));
        let (again, kept) = looked(Some(first), 10, MINUTE);
        assert_eq!((again.stopped, kept), (0, false), "nothing to write");
        let (later, kept) = looked(Some(first), 15, VISIT);
        assert_eq!((later.stopped, later.seen, kept), (10, 15, true));
        let (read_again, _) = looked(Some(later), 17, VISIT + 20 * MINUTE);
        assert_eq!((read_again.stopped, read_again.seen), (10, 17));
        let (next, _) = looked(Some(read_again), 17, VISIT * 3);
        assert_eq!(next.stopped, 17);
    }
}
