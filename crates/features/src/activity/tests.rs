//! Stories of acts: each once, in order, to whom they concern, whatever stops in between.

use terreau_kernel::id::Id;
use terreau_kit::Role;
use terreau_store::{
    Db, Reach, all,
    events::{self, Happened},
    run, value,
};

use super::{Act, Span, addressed, follow, follow::step, head, kind, of_topics, rebuild};
use crate::{
    comments::tests::{replies, says},
    ideas::tests::{id_of, propose},
    story,
    testing::Stage,
};

/// Acts as `kind`, by whether they are about a topic.
async fn about(stage: &Stage, topic: Id) -> Vec<String> {
    let mut db = stage.app.db.read().await.expect("a connection");
    let acts = of_topics(&mut db, stage.territory, &[topic], Span::ALL, 100).await;
    kinds(acts.expect("acts"))
}

async fn to(stage: &Stage, person: Id) -> Vec<String> {
    let mut db = stage.app.db.read().await.expect("a connection");
    let acts = addressed(&mut db, stage.territory, person, Span::ALL, 100).await;
    kinds(acts.expect("acts"))
}

fn kinds(acts: Vec<Act>) -> Vec<String> {
    assert!(
        acts.is_sorted_by(|a, b| a.seq > b.seq),
        "the latest first, each once"
    );
    acts.into_iter().map(|act| act.kind).collect()
}

/// All acts with their topics, as lines.
async fn all_of(db: &Db) -> Vec<String> {
    let mut db = db.read().await.expect("a connection");
    let acts = all!(
        &mut db,
        (Id, i64, i64, String, Option<Id>),
        "select territory_id, seq, event, kind, idea_id from activity order by territory_id, seq"
    );
    let topics = all!(
        &mut db,
        (Id, i64, Id, String),
        "select territory_id, seq, topic_id, way from activity_topics order by 1, 2, 3, 4"
    );
    let acts = acts.expect("acts").into_iter().map(|row| format!("{row:?}"));
    acts.chain(topics.expect("topics").into_iter().map(|row| format!("{row:?}")))
        .collect()
}

/// The town has a quarter, at `centre`.
pub async fn centre(stage: &Stage) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into zones (territory_id, id, slug, name, lat, lon, position)
         values ($1, $2, 'centre', 'Centre', 48.778, 2.29, 0)",
        stage.territory,
        stage.app.ids.next()
    )
    .expect("a quarter");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
}

/// Something happened to an idea.
pub async fn happened(stage: &Stage, tx: &mut impl Reach, kind: &str, idea: Id, person: Option<Id>) {
    let event = Happened {
        territory: stage.territory,
        kind,
        object: idea,
        subject: None,
        person,
        body: None,
        at: stage.clock.now(),
    };
    events::record(tx, event).await.expect("an event");
}

story!(
    each_act_is_told_to_whom_it_concerns_and_not_to_who_did_it,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (bilal, mut b) = stage.member("Bilal", Role::Member).await;
        let slug = propose(&mut a, "Un verger partagé").await;
        let idea = id_of(&stage, &slug).await;
        b.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        a.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        let first = says(&mut b, &slug, "for", "Avec des pommiers").await;
        let answer = replies(&mut a, &slug, &first, "Oui, et des poiriers").await;
        b.post(&format!("/comments/{answer}/thank"), &[]).await.is(303);
        a.post(&format!("/ideas/{slug}/archive"), &[]).await.is(303);
        stage.settle().await;
        assert_eq!(
            to(&stage, anna).await,
            [kind::THANKED, kind::COMMENTED, kind::SUPPORTED],
            "not her own support, not her archiving"
        );
        assert_eq!(
            to(&stage, bilal).await,
            [kind::COMMENTED],
            "the answer to his words"
        );
        let on_idea = [
            kind::ARCHIVED,
            kind::COMMENTED,
            kind::COMMENTED,
            kind::SUPPORTED,
            kind::SUPPORTED,
            kind::PUBLISHED,
        ];
        assert_eq!(about(&stage, idea).await, on_idea);
        assert_eq!(
            about(&stage, bilal).await,
            [kind::COMMENTED],
            "what he backs and thanks is his own affair"
        );
        assert_eq!(
            about(&stage, anna).await,
            [kind::ARCHIVED, kind::COMMENTED, kind::PUBLISHED]
        );
        let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
        let theme = territory
            .themes
            .iter()
            .find(|t| t.slug == "mobilite")
            .expect("a theme");
        assert_eq!(
            about(&stage, theme.id).await,
            [kind::ARCHIVED, kind::COMMENTED, kind::COMMENTED, kind::PUBLISHED]
        );
        let mut db = stage.app.db.read().await.expect("a connection");
        let last = head(&mut db, stage.territory).await.expect("a number");
        assert_eq!(last, 7, "without holes");
        let both = [idea, theme.id, anna];
        let page = of_topics(&mut db, stage.territory, &both, Span::before(last), 3).await;
        assert_eq!(
            page.expect("acts").iter().map(|a| a.seq).collect::<Vec<_>>(),
            [5, 4, 3],
            "each once, though three topics have it, and the thanks are nobody else's"
        );
        let page = of_topics(&mut db, stage.territory, &both, Span::after(5), 3).await;
        assert_eq!(page.expect("acts").len(), 1);
    }
);

story!(what_stops_in_between_leaves_no_hole_and_nothing_twice, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut a, "Un verger partagé").await;
    says(&mut a, &slug, "for", "Un premier mot").await;
    // It stops before its transaction is true.
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    assert!(step(&stage.app, &mut tx).await.expect("a step") > 0);
    drop(tx);
    let mut db = stage.app.db.read().await.expect("a connection");
    assert_eq!(head(&mut db, stage.territory).await.expect("a number"), 0);
    drop(db);
    says(&mut a, &slug, "for", "Un deuxième mot").await;
    stage.settle().await;
    let once = all_of(&stage.app.db).await;
    stage.settle().await;
    assert_eq!(all_of(&stage.app.db).await, once);
    assert_eq!(about(&stage, anna).await.len(), 3);
    // Its place is lost, as after a copy came back: what is there stays as it is.
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, "delete from followers").expect("forgotten");
    tx.commit().await.expect("kept");
    stage.settle().await;
    assert_eq!(all_of(&stage.app.db).await, once);
});

story!(acts_derived_anew_from_their_events_are_the_same, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (bilal, mut b) = stage.member("Bilal", Role::Member).await;
    for n in 0..3 {
        let slug = propose(&mut a, &format!("Idée {n}")).await;
        stage.settle().await;
        b.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        says(&mut b, &slug, "for", "Bien").await;
    }
    stage.settle().await;
    let before = all_of(&stage.app.db).await;
    assert!(before.len() > 9);
    rebuild(&stage.app).await.expect("derived anew");
    stage.settle().await;
    assert_eq!(all_of(&stage.app.db).await, before);
    assert_eq!(to(&stage, anna).await.len(), 6);
    assert_eq!(to(&stage, bilal).await.len(), 0);
});

story!(
    a_support_taken_back_is_told_to_nobody_and_its_number_is_not_given_again,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        let slug = propose(&mut a, "Un verger partagé").await;
        b.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        stage.settle().await;
        assert_eq!(to(&stage, anna).await, [kind::SUPPORTED]);
        b.post(&format!("/ideas/{slug}/unsupport"), &[]).await.is(303);
        stage.settle().await;
        assert!(to(&stage, anna).await.is_empty());
        assert_eq!(about(&stage, id_of(&stage, &slug).await).await, [kind::PUBLISHED]);
        b.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        stage.settle().await;
        let mut db = stage.app.db.read().await.expect("a connection");
        assert_eq!(head(&mut db, stage.territory).await.expect("a number"), 3);
        let named = value!(&mut db, i64, "select count(person_id) from activity");
        assert_eq!(named.expect("read"), Some(2));
    }
);

story!(two_nodes_that_follow_at_once_write_each_act_once, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut a, "Un verger partagé").await;
    let idea = id_of(&stage, &slug).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for _ in 0..450 {
        happened(&stage, &mut tx, "idea-supported", idea, Some(anna)).await;
    }
    // Brought in from elsewhere: nobody did it, it is no news.
    happened(&stage, &mut tx, "idea-published", idea, None).await;
    tx.commit().await.expect("kept");
    let (one, two) = tokio::join!(follow(&stage.app), follow(&stage.app));
    one.expect("followed");
    two.expect("followed");
    stage.settle().await;
    let mut db = stage.app.db.read().await.expect("a connection");
    assert_eq!(head(&mut db, stage.territory).await.expect("a number"), 451);
    let rows = value!(&mut db, i64, "select count(*) from activity");
    assert_eq!(rows.expect("read"), Some(451));
});

story!(a_verified_body_and_a_place_in_it_are_acts, |stage| {
    centre(&stage).await;
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    crate::organisations::tests::verified(&stage, &mut a).await;
    stage.settle().await;
    let mut db = stage.app.db.read().await.expect("a connection");
    let sql = "select id from bodies where territory_id = $1 and slug = 'la-roue-libre'";
    let body = value!(&mut db, Id, sql, stage.territory)
        .expect("read")
        .expect("a body");
    drop(db);
    assert_eq!(about(&stage, body).await, [kind::VERIFIED]);
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let zone = territory
        .zones
        .iter()
        .find(|z| z.slug == "centre")
        .expect("a zone");
    assert_eq!(about(&stage, zone.id).await, [kind::VERIFIED]);
    assert!(to(&stage, anna).await.is_empty());
});

story!(a_saved_search_is_a_topic_of_the_ideas_it_finds, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let theme = territory
        .themes
        .iter()
        .find(|t| t.slug == "mobilite")
        .expect("a theme")
        .id;
    let other = territory
        .themes
        .iter()
        .find(|t| t.slug != "mobilite")
        .expect("a theme")
        .id;
    let searches = [
        ("vergers partages", Some(theme)),
        ("verger", Some(other)),
        ("", Some(theme)),
    ];
    let ids: Vec<Id> = searches.iter().map(|_| stage.app.ids.next()).collect();
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for (id, (words, theme)) in ids.iter().zip(searches) {
        run!(
            &mut tx,
            "insert into saved_searches (territory_id, id, person_id, words, theme_id, created_at)
             values ($1, $2, $3, $4, $5, $6)",
            stage.territory,
            id,
            anna,
            words,
            theme,
            stage.clock.now()
        )
        .expect("kept");
    }
    tx.commit().await.expect("kept");
    propose(&mut a, "Un verger partagé").await;
    stage.settle().await;
    let found: Vec<usize> = {
        let mut found = Vec::new();
        for id in ids {
            found.push(about(&stage, id).await.len());
        }
        found
    };
    assert_eq!(found, [1, 0, 1]);
});
