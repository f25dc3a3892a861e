//! Decisions on values alone.

use terreau_deliberation::ranking::{HALF_LIFE, grow};
use terreau_kernel::time::Micros;

use super::life::IdeaState;

/// Below this share of what is left, the arithmetic of [`wane`] has lost too many digits.
const TOO_LITTLE: f64 = 1e-6;

impl IdeaState {
    /// True where an idea counts in the figures of its territory, theme, quarter and author.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Published | Self::Archived | Self::Project)
    }
}

/// Takes a support of a moment out of a growth score; `None` when it must be summed again from the rows.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "microseconds since 1970 fit 53 bits until the year 2255"
)]
pub fn wane(score: f64, at: Micros) -> Option<f64> {
    let left = 1.0 - (at as f64 / HALF_LIFE as f64 - score).exp2();
    (left > TOO_LITTLE).then(|| score + left.log2())
}

/// The growth score of supports given at these moments.
#[must_use]
pub fn growth(moments: &[Micros]) -> f64 {
    moments.iter().fold(0.0, |score, at| grow(score, 1.0, *at))
}

#[cfg(test)]
mod tests {
    use terreau_kernel::time::DAY;

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
    fn what_is_out_of_sight_does_not_count() {
        let counted: Vec<_> = IdeaState::ALL.iter().filter(|state| state.counts()).collect();
        assert_eq!(
            counted,
            [&IdeaState::Published, &IdeaState::Archived, &IdeaState::Project]
        );
    }
}
