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

/// Relevance of a first comment: thanks and replies, damped so that early ones do not win for ever.
///
/// The lower bound of a Wilson interval needs negative votes, which nobody can cast here; instead the
/// logarithm of what it received, plus a day's worth per unit for being recent (in the manner of a hot rank
/// with a fixed origin). Never decreases as time passes, so that it can be kept.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts and microseconds fit 53 bits")]
pub fn relevance(thanks: i64, replies: i64, historic: i64, created_at: Micros) -> f64 {
    let received = thanks.max(0) as f64 + 0.5 * replies.max(0) as f64 + 0.5 * historic.max(0) as f64;
    2.0 * (1.0 + received).log2() + created_at as f64 / (30 * DAY) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        fn thanks_raise_relevance(thanks in 0_i64..10_000, day in 1_i64..30_000) {
            prop_assert!(relevance(thanks + 1, 0, 0, day * DAY) > relevance(thanks, 0, 0, day * DAY));
        }
    }
}
