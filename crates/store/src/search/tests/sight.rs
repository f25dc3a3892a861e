//! Territories, circles and scopes: what may not be seen leaves no trace. Facets count the rest.

use super::super::{Ask, Doc, Kind, Sort, Viewer};
use super::{bed, id, idea};

fn town() -> Vec<Doc> {
    let with = |n: u128, circle: u8, scopes: &[u128]| Doc {
        circle,
        scopes: scopes.iter().map(|scope| id(*scope)).collect(),
        theme: Some(id(100 + n % 2)),
        zone: Some(id(200)),
        state: if n == 1 {
            "archived".into()
        } else {
            "published".into()
        },
        at: n as i64,
        weight: (10 - n) as f64,
        ..idea(n, "Piste cyclable", "Une piste pour les vélos.")
    };
    let mut elsewhere = with(9, 0, &[]);
    elsewhere.territory = id(77);
    vec![
        with(1, 0, &[]),
        with(2, 0, &[]),
        with(3, 1, &[]),
        with(4, 2, &[500]),
        with(5, 3, &[501, 502]),
        elsewhere,
    ]
}

fn seen(max_circle: u8, scopes: &[u128]) -> (Vec<u128>, u64, u64) {
    let bed = bed(&town());
    let viewer = Viewer {
        max_circle,
        scopes: scopes.iter().map(|scope| id(*scope)).collect(),
    };
    let found = bed
        .index
        .search(&Ask {
            text: "piste".into(),
            viewer,
            limit: 10,
            ..Ask::default()
        })
        .unwrap();
    let mut ids: Vec<u128> = found.hits.iter().map(|hit| hit.id.as_u128()).collect();
    ids.sort_unstable();
    let counted = found.facets.kinds.values().sum();
    assert_eq!(found.facets.themes.values().sum::<u64>(), counted);
    assert_eq!(found.facets.states.values().sum::<u64>(), counted);
    (ids, found.total, counted)
}

#[test]
fn viewers_see_their_circles_and_scopes_only() {
    assert_eq!(seen(0, &[]), (vec![1, 2], 2, 2));
    assert_eq!(seen(1, &[]), (vec![1, 2, 3], 3, 3));
    assert_eq!(seen(0, &[500]), (vec![1, 2, 4], 3, 3));
    assert_eq!(seen(1, &[501]), (vec![1, 2, 3, 5], 4, 4));
    assert_eq!(seen(1, &[502, 501, 999]), (vec![1, 2, 3, 5], 4, 4));
    assert_eq!(seen(3, &[]), (vec![1, 2, 3, 4, 5], 5, 5));
}

#[test]
fn a_search_never_leaves_its_territory() {
    let bed = bed(&town());
    let ask = |territory| Ask {
        territory,
        text: "piste".into(),
        limit: 10,
        ..Ask::default()
    };
    assert_eq!(bed.index.search(&ask(id(77))).unwrap().hits[0].id, id(9));
    assert_eq!(bed.index.search(&ask(id(78))).unwrap().total, 0);
}

#[test]
fn facets_count_what_each_choice_would_give() {
    let bed = bed(&town());
    let ask = Ask {
        text: "piste".into(),
        limit: 10,
        ..Ask::default()
    };
    let ask = Ask {
        viewer: Viewer {
            max_circle: 3,
            scopes: vec![],
        },
        ..ask
    };
    let found = bed
        .index
        .search(&Ask {
            theme: Some(id(100)),
            ..ask.clone()
        })
        .unwrap();
    assert_eq!(found.total, 2);
    assert_eq!(found.facets.themes, [(id(100), 2), (id(101), 3)].into());
    assert_eq!(found.facets.states, [("published".to_owned(), 2)].into());
    let found = bed
        .index
        .search(&Ask {
            state: Some("archived".into()),
            ..ask.clone()
        })
        .unwrap();
    assert_eq!((found.total, found.facets.zones.get(&id(200))), (1, Some(&1)));
    let found = bed
        .index
        .search(&Ask {
            kinds: vec![Kind::Person],
            ..ask.clone()
        })
        .unwrap();
    assert_eq!((found.total, found.facets.kinds.get(&Kind::Idea)), (0, Some(&5)));
    let found = bed
        .index
        .search(&Ask {
            zone: Some(id(999)),
            ..ask
        })
        .unwrap();
    assert_eq!((found.total, found.facets.zones.get(&id(200))), (0, Some(&5)));
}

#[test]
fn orders_and_pages_hold_together() {
    let bed = bed(&town());
    let viewer = Viewer {
        max_circle: 9,
        scopes: vec![],
    };
    let page = |sort, offset, limit| {
        let ask = Ask {
            text: "pistes".into(),
            viewer: viewer.clone(),
            sort,
            offset,
            limit,
            ..Ask::default()
        };
        let hits = bed.index.search(&ask).unwrap().hits;
        hits.iter().map(|hit| hit.id.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(page(Sort::Newest, 0, 10), [5, 4, 3, 2, 1]);
    assert_eq!(page(Sort::Weight, 0, 10), [1, 2, 3, 4, 5]);
    assert_eq!(page(Sort::Newest, 2, 2), [3, 2]);
    assert!(page(Sort::Newest, 9, 2).is_empty());
    assert!(page(Sort::Newest, 0, 0).is_empty());
}

#[test]
fn a_blank_question_browses() {
    let bed = bed(&town());
    let ask = Ask {
        text: "  ".into(),
        sort: Sort::Newest,
        limit: 10,
        ..Ask::default()
    };
    let found = bed.index.search(&ask).unwrap();
    assert_eq!((found.total, found.hits[0].id), (2, id(2)));
}
