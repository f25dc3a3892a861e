//! Points of a map, few enough to be sent and drawn.

/// Up to so many points each stand alone on a map.
const ALONE: usize = 600;
/// Beyond, the sides of the map are cut in so many parts, and a crowded cell becomes one point.
const CELLS: f64 = 16.0;
/// A cell with fewer points than this is not crowded.
const CROWD: usize = 4;

/// A point of a map, standing for one idea or for several: their places in the list given.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// For which.
    pub members: Vec<usize>,
}

/// Points of a map, few enough to be sent and drawn: those of crowded cells of a grid are gathered in one.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most a few thousand points")]
pub fn gather(points: &[(f64, f64)]) -> Vec<Spot> {
    let alone = |i: usize| Spot {
        lat: points[i].0,
        lon: points[i].1,
        members: vec![i],
    };
    if points.len() <= ALONE {
        return (0..points.len()).map(alone).collect();
    }
    let edge = |pick: fn(f64, f64) -> f64| {
        points
            .iter()
            .fold(*points.first().unwrap_or(&(0.0, 0.0)), |a, b| {
                (pick(a.0, b.0), pick(a.1, b.1))
            })
    };
    let (low, high) = (edge(f64::min), edge(f64::max));
    #[expect(clippy::cast_possible_truncation, reason = "a number of a cell, from 0 to 16")]
    let cell = |x: f64, low: f64, high: f64| ((x - low) / (high - low).max(1e-9) * CELLS) as i64;
    let mut cells: std::collections::BTreeMap<(i64, i64), Vec<usize>> = std::collections::BTreeMap::new();
    for (i, (lat, lon)) in points.iter().enumerate() {
        let key = (cell(*lat, low.0, high.0), cell(*lon, low.1, high.1));
        cells.entry(key).or_default().push(i);
    }
    let mut spots = Vec::new();
    for members in cells.into_values() {
        if members.len() < CROWD {
            spots.extend(members.into_iter().map(alone));
            continue;
        }
        let count = members.len() as f64;
        let sum = members
            .iter()
            .fold((0.0, 0.0), |s, i| (s.0 + points[*i].0, s.1 + points[*i].1));
        spots.push(Spot {
            lat: sum.0 / count,
            lon: sum.1 / count,
            members,
        });
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_points_stand_alone_and_many_are_gathered_without_losing_one() {
        let few: Vec<_> = (0..600).map(|i| (48.0 + f64::from(i) / 1e4, 2.0)).collect();
        assert_eq!(gather(&few).len(), 600);
        let many: Vec<_> = (0..2_000)
            .map(|i| (48.0 + f64::from(i % 40) / 1e4, 2.0 + f64::from(i % 37) / 1e4))
            .collect();
        let spots = gather(&many);
        assert!(spots.len() <= 17 * 17 * 3, "{}", spots.len());
        let mut members: Vec<_> = spots.into_iter().flat_map(|s| s.members).collect();
        members.sort_unstable();
        assert_eq!(members, (0..2_000).collect::<Vec<_>>());
        assert!(gather(&[]).is_empty());
    }
}
