//! The feed of all one's territories: what one follows in each, the latest first. Each territory is read by its own
//! numbers; the page goes on from a number for each.

use std::sync::Arc;

use terreau_kernel::{id::Id, limits, time::Micros};
use terreau_kit::{
    Problem, Territory, Visit,
    circles::{Circle, Eyes},
    page, paging,
};

use super::{
    Scene,
    fill::Wanted,
    pages::{self, Line, Stretch, Tab},
    read::{self, Source},
};
use crate::kin;

/// Most territories read for one page.
const MOST: usize = 12;

/// Somebody in one of their territories, and how far their feed was read.
struct Reading {
    place: Arc<Territory>,
    scene: Scene,
    source: Source,
    before: i64,
}

/// Whether somebody has a feed of several territories.
pub async fn several(visit: &mut Visit, person: Id) -> Result<bool, Problem> {
    // One territory alone asks nothing of the database.
    if !visit.app.atlas.several() {
        return Ok(false);
    }
    let territory = visit.territory.id;
    Ok(kin::members(visit.db.get().await?, territory, person)
        .await?
        .len()
        > 1)
}

async fn begin(visit: &mut Visit, person: Id, asked: &str) -> Result<Vec<Reading>, Problem> {
    let here = visit.territory.id;
    let mut all = kin::members(visit.db.get().await?, here, person).await?;
    all.truncate(MOST);
    let from = paging::position::<Vec<i64>>(asked).filter(|from| from.len() == all.len());
    let mut readings = Vec::new();
    for (at, (territory, person)) in all.into_iter().enumerate() {
        let Some(place) = visit.app.atlas.by_id(territory) else {
            continue;
        };
        let eyes = Eyes {
            level: Circle::Members.code(),
            person,
        };
        let scene = Scene {
            territory,
            person,
            eyes,
        };
        let source = read::followed(visit.db.get().await?, &scene).await?;
        let before = from.as_ref().and_then(|from| from.get(at).copied());
        let before = before.filter(|seq| *seq >= 0).unwrap_or(i64::MAX);
        readings.push(Reading {
            place,
            scene,
            source,
            before,
        });
    }
    Ok(readings)
}

async fn stretch(visit: &mut Visit, one: &Reading, size: usize) -> Result<Stretch, Problem> {
    pages::stretch(
        visit,
        &one.scene,
        (&one.source, Wanted::Followed),
        one.before,
        size,
    )
    .await
}

/// How many of each list make up the latest of all.
fn share(moments: &[Vec<Micros>], size: usize) -> Vec<usize> {
    let mut taken = vec![0; moments.len()];
    for _ in 0..size {
        let heads = moments.iter().zip(&taken).enumerate();
        let next = heads.filter_map(|(at, (list, n))| Some((*list.get(*n)?, at)));
        // Of two at the same moment, the first territory's comes first.
        let Some((_, at)) = next.max_by_key(|(moment, at)| (*moment, std::cmp::Reverse(*at))) else {
            break;
        };
        taken[at] += 1;
    }
    taken
}

/// The way to an address of another territory, signed in.
fn over(visit: &Visit, place: &Territory, path: &str) -> String {
    let base = page::base(&visit.app, place);
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{base}/cross?from={}&next={next}", visit.territory.slug)
}

/// A page of it, and where the next one begins.
pub async fn lines(visit: &mut Visit, person: Id, asked: &str) -> Result<(Vec<Line>, String), Problem> {
    let readings = begin(visit, person, asked).await?;
    let mut found = Vec::new();
    for one in &readings {
        found.push(stretch(visit, one, limits::PAGE).await?);
    }
    let moments = |s: &Stretch| s.items.iter().map(|item| item.told[0].act.at).collect();
    let taken = share(
        &found.iter().map(moments).collect::<Vec<Vec<Micros>>>(),
        limits::PAGE,
    );
    let (mut lines, mut from, mut more) = (Vec::new(), Vec::new(), false);
    for ((one, mut whole), n) in readings.iter().zip(found).zip(taken) {
        if n < whole.items.len() {
            // Read again up to what is shown: where that ends, supports told together included, is its own to say.
            let part = if n == 0 {
                None
            } else {
                Some(stretch(visit, one, n).await?)
            };
            let next = part.as_ref().map_or(Some(one.before), |part| part.next);
            whole = part.unwrap_or(Stretch {
                items: Vec::new(),
                ..whole
            });
            whole.next = next;
        }
        more |= whole.next.is_some();
        from.push(whole.next.map_or(0, |seq| if seq == i64::MAX { -1 } else { seq }));
        let here = one.place.id == visit.territory.id;
        let seen = visit.seen_from(one.place.clone(), |visit| {
            let line = |item| pages::line(visit, Tab::Mine, &whole.known, item);
            whole.items.iter().map(line).collect::<Vec<Line>>()
        });
        lines.extend(seen.into_iter().map(|line| Line {
            place: one.place.name.clone(),
            url: if here {
                line.url
            } else {
                over(visit, &one.place, &line.url)
            },
            ..line
        }));
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    let next = if more {
        format!("/feed?tab=mine&before={}", paging::cursor(&from))
    } else {
        String::new()
    };
    Ok((lines, next))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::share;

    proptest! {
        #[test]
        fn the_latest_of_all_are_taken_and_each_list_in_its_order(
            lists in prop::collection::vec(prop::collection::vec(0..50_i64, 0..12), 1..5), size in 0..20_usize,
        ) {
            let lists: Vec<Vec<i64>> = lists
                .into_iter()
                .map(|mut list| { list.sort_unstable_by(|a, b| b.cmp(a)); list })
                .collect();
            let taken = share(&lists, size);
            let all: usize = lists.iter().map(Vec::len).sum();
            prop_assert_eq!(taken.iter().sum::<usize>(), size.min(all));
            let shown = lists.iter().zip(&taken).flat_map(|(list, n)| &list[..*n]).min();
            let left = lists.iter().zip(&taken).flat_map(|(list, n)| &list[*n..]).max();
            if let (Some(shown), Some(left)) = (shown, left) {
                prop_assert!(shown >= left);
            }
        }
    }
}
