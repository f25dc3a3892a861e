//! The two ways to what somebody follows give the same list; and what a page costs in a large town.

use std::time::Instant;

use terreau_kernel::id::Id;
use terreau_kit::{Role, circles::Eyes};
use terreau_store::{Tx, run};

use crate::{
    feed::{
        Scene,
        fill::{Known, Wanted, fill},
        items,
        read::{self, FEW, Source},
    },
    story,
    testing::Stage,
};

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Acts about ideas, each with up to four topics out of many.
async fn sow(stage: &Stage, tx: &mut Tx, dice: &mut Dice, acts: i64, topics: &[Id], ideas: &[Id]) {
    for seq in 1..=acts {
        let idea = ideas[usize::try_from(dice.below(ideas.len() as u64)).expect("small")];
        run!(
            &mut *tx,
            "insert into activity (territory_id, seq, event, kind, object_id, idea_id, person_id, at)
             values ($1, $2, $2, 'idea-published', $3, $3, $3, $2)",
            stage.territory,
            seq,
            idea
        )
        .expect("an act");
        for _ in 0..=dice.below(4) {
            // Some topics are met often, most are not.
            let most = 1 + dice.below(topics.len() as u64);
            let topic = topics[usize::try_from(dice.below(most)).expect("small")];
            run!(
                &mut *tx,
                "insert into activity_topics (territory_id, topic_id, way, seq) values ($1, $2, 'about', $3)
                 on conflict do nothing",
                stage.territory,
                topic,
                seq
            )
            .expect("a topic");
        }
    }
}

async fn follow(stage: &Stage, tx: &mut Tx, person: Id, topic: Id) {
    run!(
        &mut *tx,
        "insert into follows (territory_id, object_id, person_id, kind, at) values ($1, $2, $3, 'theme', 0)
         on conflict do nothing",
        stage.territory,
        topic,
        person
    )
    .expect("followed");
}

async fn ideas(stage: &Stage, tx: &mut Tx, author: Id, count: usize) -> Vec<Id> {
    let mut ids = Vec::new();
    for n in 0..count {
        let id = stage.app.ids.next();
        run!(
            &mut *tx,
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id,
             created_at, published_at, updated_at) values ($1, $2, $3, 'Un verger', '', 'x', 'x', 'fr', 'published',
             $4, 0, 0, 0)",
            stage.territory,
            id,
            format!("i-{n}"),
            author
        )
        .expect("an idea");
        ids.push(id);
    }
    ids
}

async fn all(stage: &Stage, scene: &Scene, source: &Source, limit: i64) -> Vec<i64> {
    let mut db = stage.app.db.read().await.expect("a connection");
    let (mut seqs, mut from) = (Vec::new(), Some(i64::MAX));
    while let Some(before) = from {
        let (acts, next) = read::next(&mut db, scene, source, before, limit)
            .await
            .expect("acts");
        seqs.extend(acts.iter().map(|act| act.seq));
        from = next;
    }
    seqs
}

story!(both_ways_to_what_is_followed_give_the_same_list, |stage| {
    let mut dice = Dice(7);
    let topics: Vec<Id> = (0..300).map(|_| stage.app.ids.next()).collect();
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let ideas = ideas(&stage, &mut tx, anna, 20).await;
    sow(&stage, &mut tx, &mut dice, 1_700, &topics, &ideas).await;
    let mut scenes = Vec::new();
    for round in 0..9_u64 {
        let person = stage.app.ids.next();
        for _ in 0..round * round * 3 / 4 {
            let topic = topics[usize::try_from(dice.below(300)).expect("small")];
            follow(&stage, &mut tx, person, topic).await;
        }
        let eyes = Eyes { level: 1, person };
        scenes.push(Scene {
            territory: stage.territory,
            person,
            eyes,
        });
    }
    tx.commit().await.expect("kept");
    let mut total = 0;
    for scene in &scenes {
        let mut db = stage.app.db.read().await.expect("a connection");
        let source = read::followed(&mut db, scene).await.expect("a source");
        drop(db);
        let Source::Topics(followed) = &source else {
            panic!("few")
        };
        assert!(followed.len() <= FEW);
        let few = all(&stage, scene, &source, 60).await;
        let many = all(&stage, scene, &Source::Walk, 50).await;
        assert_eq!(few, many, "{} topics", followed.len());
        assert!(few.is_sorted_by(|a, b| a > b));
        total += few.len();
    }
    assert!(total > 500, "{total}");
    // Beyond a few, everything is walked over.
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for topic in topics.iter().take(FEW + 1) {
        follow(&stage, &mut tx, scenes[0].person, *topic).await;
    }
    tx.commit().await.expect("kept");
    let mut db = stage.app.db.read().await.expect("a connection");
    let source = read::followed(&mut db, &scenes[0]).await.expect("a source");
    assert_eq!(source, Source::Walk);
    drop(db);
    let few = all(&stage, &scenes[0], &Source::Topics(topics[..=FEW].to_vec()), 60).await;
    assert_eq!(all(&stage, &scenes[0], &source, 60).await, few);
});

story!(
    #[ignore = "a measure, to be asked for: it sows a hundred thousand acts"]
    what_a_page_costs_for_who_follows_twenty_and_five_thousand,
    |stage| {
        let mut dice = Dice(11);
        let topics: Vec<Id> = (0..20_000).map(|_| stage.app.ids.next()).collect();
        let (anna, _) = stage.member("Anna", Role::Member).await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let ideas = ideas(&stage, &mut tx, anna, 2_000).await;
        sow(&stage, &mut tx, &mut dice, 100_000, &topics, &ideas).await;
        let people: Vec<Id> = (0..2).map(|_| stage.app.ids.next()).collect();
        for (person, count) in people.iter().zip([20, 5_000]) {
            for _ in 0..count {
                let topic = topics[usize::try_from(dice.below(20_000)).expect("small")];
                follow(&stage, &mut tx, *person, topic).await;
            }
        }
        tx.commit().await.expect("kept");
        for person in people {
            let eyes = Eyes { level: 1, person };
            let scene = Scene {
                territory: stage.territory,
                person,
                eyes,
            };
            let mut db = stage.app.db.read().await.expect("a connection");
            let mut lines = 0;
            let begun = Instant::now();
            for _ in 0..100 {
                let mut known = Known::default();
                let source = read::followed(&mut db, &scene).await.expect("a source");
                let (acts, _) = read::next(&mut db, &scene, &source, i64::MAX, 60)
                    .await
                    .expect("acts");
                let told = fill(&mut db, &scene, Wanted::Followed, acts, &mut known)
                    .await
                    .expect("told");
                let mut page = Vec::new();
                items::put(&mut page, told, 20);
                lines += page.len();
            }
            eprintln!(
                "{:?}: {:?} a page, {} lines",
                stage.app.db.engine(),
                begun.elapsed() / 100,
                lines / 100
            );
        }
    }
);
