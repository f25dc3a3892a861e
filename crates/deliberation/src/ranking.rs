//! Ranking of lists. Scores are written when something happens and never need to be computed again as time
//! passes, so that an index can keep the order.

use terreau_kernel::time::{DAY, Micros};

/// Half-life of attention: a support of today counts twice one of a week ago.
pub const HALF_LIFE: Micros = 7 * DAY;

/// Adds a gesture of some weight at a moment to a growth score.
///
/// The score is `log2(Σ wᵢ · 2^(tᵢ / half-life))`: exponential decay seen from a fixed origin, so that two
/// scores compare at any later time as the decayed sums would. Forward decay, as described by Cormode,
/// Shkapenyuk, Srivastava and Xu (ICDE 2009); the logarithm keeps it in range for millions of years.
///
/// `score` is the score before (0 for none), `weight` is positive, `at` in microseconds since the epoch.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "microseconds since 1970 fit 53 bits until the year 2255"
)]
pub fn grow(score: f64, weight: f64, at: Micros) -> f64 {
    let gesture = at as f64 / HALF_LIFE as f64 + weight.max(f64::MIN_POSITIVE).log2();
    if score <= 0.0 {
        return gesture;
    }
    let (high, low) = if score >= gesture {
        (score, gesture)
    } else {
        (gesture, score)
    };
    high + (1.0 + (low - high).exp2()).log2()
}

/// Below this share of what is left, the arithmetic of [`wane`] has lost too many digits.
const TOO_LITTLE: f64 = 1e-6;

/// Takes a gesture of a moment and weight 1 out of a growth score; `None` when it must be summed again with [`growth`].
///
/// The inverse of [`grow`]: `score + log2(1 - 2^(t / half-life - score))`.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "microseconds since 1970 fit 53 bits until the year 2255"
)]
pub fn wane(score: f64, at: Micros) -> Option<f64> {
    let left = 1.0 - (at as f64 / HALF_LIFE as f64 - score).exp2();
    (left > TOO_LITTLE).then(|| score + left.log2())
}

/// The growth score of gestures of weight 1 at these moments.
#[must_use]
pub fn growth(moments: &[Micros]) -> f64 {
    moments.iter().fold(0.0, |score, at| grow(score, 1.0, *at))
}

/// So many days of youth are worth one unit of relevance: what a comment received must grow by the square root of
/// two to make up for them.
pub const YOUTH: Micros = 30 * DAY;

/// Relevance of a first comment: what it received, damped, and when it was written.
///
/// `2 · log2(1 + r) + t / 30 days`, where `r` is thanks, plus half of replies and of the supports it had elsewhere,
/// and `t` is the moment it was written, in microseconds since the epoch. Four times the thanks weigh four months.
///
/// The form (logarithm of the votes plus the birth over a constant) is that of the “hot” order which Reddit published
/// with its source in 2008 (`r2/r2/lib/db/_sorts.pyx`: `log10(score) + seconds / 45000`), with a slower clock: a
/// discussion here lasts for months. Since the birth stands in it and not the age, the order of two comments never
/// changes by itself, and the score can be kept in an index. The lower bound of Wilson's interval (E. B. Wilson,
/// Journal of the American Statistical Association, 1927), which others sort by, needs negative votes, and nobody
/// can cast one here.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts and microseconds fit 53 bits")]
pub fn relevance(thanks: i64, replies: i64, historic: i64, created_at: Micros) -> f64 {
    let received = thanks.max(0) as f64 + 0.5 * replies.max(0) as f64 + 0.5 * historic.max(0) as f64;
    2.0 * (1.0 + received).log2() + created_at as f64 / YOUTH as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_support_taken_back_leaves_the_score_of_the_others() {
        let others = [20_000 * DAY, 20_003 * DAY];
        let with = growth(&[others[0], others[1], 20_005 * DAY]);
        let left = wane(with, 20_005 * DAY).expect("enough is left");
        assert!((left - growth(&others)).abs() < 1e-6, "{left}");
    }

    #[test]
    fn the_only_support_taken_back_leaves_nothing_to_compute_with() {
        assert_eq!(wane(growth(&[20_000 * DAY]), 20_000 * DAY), None);
        assert!(growth(&[]).abs() < f64::EPSILON);
    }

    #[test]
    fn a_gesture_of_today_weighs_two_of_a_half_life_ago() {
        let old = grow(grow(0.0, 1.0, 1_000 * DAY), 1.0, 1_000 * DAY);
        let new = grow(0.0, 1.0, 1_000 * DAY + HALF_LIFE);
        assert!((old - new).abs() < 1e-9, "{old} {new}");
    }

    proptest! {
        #[test]
        fn the_order_of_gestures_does_not_matter(mut at in prop::collection::vec(1_i64..30_000, 1..20)) {
            let score = |days: &[i64]| days.iter().fold(0.0, |s, d| grow(s, 1.0, d * DAY));
            let one = score(&at);
            at.reverse();
            prop_assert!((one - score(&at)).abs() < 1e-6);
        }

        #[test]
        fn the_score_is_the_decayed_sum(at in prop::collection::vec(19_000_i64..20_000, 1..20)) {
            let score = at.iter().fold(0.0, |s, d| grow(s, 1.0, d * DAY));
            let last = 20_000.0_f64;
            let sum: f64 = at.iter().map(|d| ((*d as f64 - last) / 7.0).exp2()).sum();
            prop_assert!((score - last / 7.0 - sum.log2()).abs() < 1e-6);
        }

        #[test]
        fn one_more_gesture_never_lowers(score in 1.0_f64..4_000.0, day in 1_i64..30_000) {
            prop_assert!(grow(score, 1.0, day * DAY) >= score);
        }

        #[test]
        fn a_gesture_of_any_weight_counts_for_what_it_weighs(weight in 0.25_f64..64.0, day in 1_i64..30_000) {
            let heavy = grow(0.0, weight, day * DAY);
            let light = grow(0.0, 1.0, day * DAY);
            prop_assert!((heavy - light - weight.log2()).abs() < 1e-9);
        }

        #[test]
        fn two_that_received_the_same_stand_in_the_order_of_their_latest(
            first in 1_i64..30_000, wait in 1_i64..400, kept in 1_i64..30_000,
        ) {
            let old = grow(grow(0.0, 1.0, kept * DAY), 1.0, first * DAY);
            let new = grow(grow(0.0, 1.0, kept * DAY), 1.0, (first + wait) * DAY);
            prop_assert!(new >= old);
        }

        #[test]
        fn whatever_is_received_raises_relevance_and_thanks_most(
            thanks in 0_i64..10_000, replies in 0_i64..10_000, historic in 0_i64..10_000, day in 1_i64..30_000,
        ) {
            let at = |t, r, h| relevance(thanks + t, replies + r, historic + h, day * DAY);
            let none = at(0, 0, 0);
            prop_assert!(at(0, 1, 0) > none && at(0, 0, 1) > none);
            prop_assert!(at(1, 0, 0) > at(0, 1, 0) && at(1, 0, 0) > at(0, 0, 1));
            prop_assert!((at(0, 2, 0) - at(1, 0, 0)).abs() < 1e-9, "two replies are one thanks");
        }

        #[test]
        fn youth_is_worth_what_is_said_of_it(received in 0_i64..10_000, day in 1_i64..30_000) {
            let old = relevance(received, 0, 0, day * DAY);
            let young = relevance(received, 0, 0, day * DAY + YOUTH);
            prop_assert!((young - old - 1.0).abs() < 1e-9);
            // Four times as much makes up for four such months.
            let more = relevance(4 * (1 + received) - 1, 0, 0, day * DAY);
            prop_assert!((more - old - 4.0).abs() < 1e-9);
        }

        #[test]
        fn what_was_taken_away_counts_for_nothing(below in -10_000_i64..0, day in 1_i64..30_000) {
            let none = relevance(0, 0, 0, day * DAY);
            prop_assert!((relevance(below, below, below, day * DAY) - none).abs() < 1e-12);
        }

        #[test]
        fn thanks_raise_relevance(thanks in 0_i64..10_000, day in 1_i64..30_000) {
            prop_assert!(relevance(thanks + 1, 0, 0, day * DAY) > relevance(thanks, 0, 0, day * DAY));
        }
    }
}
