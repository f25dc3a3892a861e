//! The page of an idea: counts, new comments, breaks, doors, readers.

use terreau_kernel::time::{DAY, Micros};
use terreau_kit::{Role, live::Asks};
use terreau_store::{events, run};

use super::{Ear, begin, mark, told};
use crate::{
    comments::tests::{idea, replies, says},
    story,
    testing::Stage,
};

const PAGE: &str = "/ideas/verger";
const LIVE: &str = "/ideas/verger/live";

/// Something befalls the idea.
async fn befalls(stage: &Stage, id: terreau_kernel::id::Id, sql: &'static str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, sql, stage.territory, id).expect("changed");
    let event = events::Happened {
        territory: stage.territory,
        kind: "idea-changed",
        object: id,
        subject: None,
        person: None,
        body: None,
        at: stage.clock.now(),
    };
    events::record(&mut tx, event).await.expect("recorded");
    tx.commit().await.expect("kept");
}

async fn forget(stage: &Stage, before: Micros) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    events::forget_before(&mut tx, before).await.expect("forgotten");
    tx.commit().await.expect("kept");
}

story!(
    a_comment_and_a_support_reach_who_reads_and_not_who_made_them,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Basile", Role::Member).await;
        idea(&stage, anna, "verger").await;
        begin(&stage).await;
        let mut any = stage.browser();
        let mut visitor = Ear::open(&mut any, LIVE).await;
        let mut author = Ear::open(&mut b, LIVE).await;
        assert_eq!(visitor.hears("idea").await.json()["supports"], 0);
        author.hears("idea").await;
        assert!(author.hears("readers").await.data.contains('2'));
        let first = says(&mut b, "verger", "for", "Je prête un terrain.").await;
        told(&stage).await;
        let heard = visitor.hears("idea").await;
        assert_eq!(heard.json()["fresh"], serde_json::json!([first]));
        assert_eq!(
            (&heard.json()["comments"], &heard.json()["heading"]),
            (&1.into(), &"1 commentaire".into())
        );
        assert_eq!(
            author.hears("idea").await.fresh(),
            0,
            "one's own words are no news"
        );
        let reply = replies(&mut a, "verger", &first, "Merci !").await;
        a.post("/ideas/verger/support", &[]).await;
        told(&stage).await;
        let heard = author.hears("idea").await;
        assert_eq!(
            heard.json()["fresh"],
            serde_json::json!([reply]),
            "once, with the count"
        );
        assert_eq!(heard.json()["supports"], 1);
        assert!(!heard.data.contains("Merci"), "signals bear no words");
    }
);

story!(
    what_happens_between_the_page_and_its_stream_is_told_once,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        says(&mut a, "verger", "for", "Avant").await;
        begin(&stage).await;
        told(&stage).await;
        let mut any = stage.browser();
        let mark = mark(&mut any, PAGE).await;
        let between = says(&mut a, "verger", "for", "Entre deux").await;
        told(&stage).await;
        let later = says(&mut a, "verger", "for", "Pas encore dit").await;
        let mut ear = Ear::open(&mut any, &format!("{LIVE}?after={mark}")).await;
        let heard = ear.hears("idea").await;
        assert_eq!(heard.json()["fresh"], serde_json::json!([between]));
        told(&stage).await;
        let heard = ear.hears("idea").await;
        assert_eq!(heard.json()["fresh"], serde_json::json!([later]));
        drop(ear);
        // After a break: the last position that was heard comes first, whatever the address says.
        let missed = says(&mut a, "verger", "against", "Pendant la coupure").await;
        told(&stage).await;
        any.headers.push(("last-event-id", heard.id.clone()));
        let mut ear = Ear::open(&mut any, &format!("{LIVE}?after={mark}")).await;
        let again = ear.hears("idea").await;
        assert_eq!(again.json()["fresh"], serde_json::json!([missed]));
        any.headers[0].1 = again.id;
        let mut ear = Ear::open(&mut any, LIVE).await;
        assert_eq!(ear.hears("idea").await.fresh(), 0, "nothing twice");
    }
);

story!(who_was_away_too_long_or_missed_too_much_reads_anew, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    says(&mut a, "verger", "for", "Un").await;
    begin(&stage).await;
    told(&stage).await;
    let mut any = stage.browser();
    let early = mark(&mut any, PAGE).await;
    for n in 0..51 {
        says(&mut a, "verger", "for", &format!("Encore {n}")).await;
    }
    told(&stage).await;
    let mut ear = Ear::open(&mut any, &format!("{LIVE}?after={early}")).await;
    assert_eq!(ear.hears("idea").await.fresh(), 0);
    ear.hears("reload").await;
    drop(ear);
    stage.settle().await;
    stage.days(100);
    let (_, mut a) = stage.member("Anne", Role::Member).await;
    says(&mut a, "verger", "for", "Cent jours après").await;
    stage.settle().await;
    forget(&stage, stage.clock.now() - 90 * DAY).await;
    told(&stage).await;
    let mut ear = Ear::open(&mut any, &format!("{LIVE}?after={early}")).await;
    ear.hears("idea").await;
    ear.hears("reload").await;
    drop(ear);
    let now = mark(&mut any, PAGE).await;
    let mut ear = Ear::open(&mut any, &format!("{LIVE}?after={now}")).await;
    ear.hears("idea").await;
    says(&mut a, "verger", "for", "Et maintenant").await;
    told(&stage).await;
    assert_eq!(ear.hears("idea").await.fresh(), 1, "no reload for who was there");
});

story!(what_may_not_be_seen_has_no_stream, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Basile", Role::Member).await;
    let id = idea(&stage, anna, "verger").await;
    begin(&stage).await;
    let mut any = stage.browser();
    let mut ear = Ear::open(&mut any, LIVE).await;
    ear.hears("idea").await;
    // It becomes an affair of members: who reads as a visitor is sent back to the door, which is closed.
    befalls(
        &stage,
        id,
        "update ideas set circle = 1 where territory_id = $1 and id = $2",
    )
    .await;
    told(&stage).await;
    assert_eq!(ear.next().await, None);
    any.get(LIVE).await.is(404);
    let mut member = Ear::open(&mut b, LIVE).await;
    member.hears("idea").await;
    says(&mut a, "verger", "for", "Entre membres").await;
    told(&stage).await;
    assert_eq!(member.hears("idea").await.fresh(), 1);
    // Basile signs out on this device: his open page hears nothing more.
    let mut same = stage.browser();
    same.set_cookie("session", b.cookie("session").expect("a session"));
    same.post("/logout", &[]).await;
    says(&mut a, "verger", "for", "Après").await;
    told(&stage).await;
    assert_eq!(member.next().await, None);
    befalls(
        &stage,
        id,
        "update ideas set state = 'hidden', circle = 0 where territory_id = $1 and id = $2",
    )
    .await;
    any.get(LIVE).await.is(410);
    any.get("/ideas/nulle-part/live").await.is(404);
});

story!(who_is_kept_apart_is_told_nothing_of_the_other, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Basile", Role::Member).await;
    let (_, mut c) = stage.member("Chloé", Role::Member).await;
    idea(&stage, anna, "verger").await;
    begin(&stage).await;
    told(&stage).await;
    let drawn = mark(&mut c, PAGE).await;
    let mut ear = Ear::open(&mut c, LIVE).await;
    ear.hears("idea").await;
    // While the page is open.
    c.post("/people/basile/block", &[("do", "block")]).await.is(303);
    says(&mut b, "verger", "for", "Un mot").await;
    told(&stage).await;
    assert_eq!(ear.hears("idea").await.fresh(), 0);
    let seen = says(&mut a, "verger", "for", "Un autre").await;
    told(&stage).await;
    assert_eq!(ear.hears("idea").await.json()["fresh"], serde_json::json!([seen]));
    // And after a break.
    let mut ear = Ear::open(&mut c, &format!("{LIVE}?after={drawn}")).await;
    assert_eq!(ear.hears("idea").await.json()["fresh"], serde_json::json!([seen]));
});

story!(
    people_are_counted_and_nobody_is_told_that_they_are_alone,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        begin(&stage).await;
        let mut first = Ear::open(&mut a, LIVE).await;
        let mut second = Ear::open(&mut a, LIVE).await;
        first.hears("idea").await;
        second.hears("idea").await;
        stage.app.live.count();
        let mut any = stage.browser();
        let mut visitor = Ear::open(&mut any, LIVE).await;
        visitor.hears("idea").await;
        let here = visitor.hears("readers").await;
        assert_eq!(here.data, "2 personnes lisent cette page");
        stage.app.live.count();
        assert_eq!(
            first.hears("readers").await.data,
            here.data,
            "the first they hear of it"
        );
        drop(visitor);
        drop(second);
        stage.app.live.count();
        assert_eq!(
            first.hears("readers").await.data,
            "",
            "alone again: nothing is shown"
        );
        assert_eq!(stage.app.live.open(), 1);
    }
);

story!(nodes_share_numbers_and_forget_those_that_stopped, |stage| {
    if stage.app.db.engine() == terreau_store::Engine::Sqlite {
        continue;
    }
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let id = idea(&stage, anna, "verger").await;
    begin(&stage).await;
    let mut any = stage.browser();
    let mut ear = Ear::open(&mut any, LIVE).await;
    ear.hears("idea").await;
    // Two nodes of one database; here they count the same rooms.
    let (mut one, mut two) = (
        super::super::crowd::Node::new(&stage.app),
        super::super::crowd::Node::new(&stage.app),
    );
    one.share(&stage.app).await.expect("shared");
    two.share(&stage.app).await.expect("shared");
    stage.app.live.count();
    assert!(ear.hears("readers").await.data.starts_with('2'));
    stage.clock.advance(60 * terreau_kernel::time::SECOND);
    two.share(&stage.app).await.expect("shared");
    stage.app.live.count();
    assert_eq!(ear.hears("readers").await.data, "", "the other one stopped");
    two.leave(&stage.app).await.expect("left");
    let mut db = stage.app.db.read().await.expect("a connection");
    let left = super::super::rows::elsewhere(&mut db, id, 0).await.expect("read");
    assert!(left.is_empty(), "{left:?}");
});

story!(
    without_a_place_the_page_is_whole_and_does_not_ask_again,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        let id = idea(&stage, anna, "verger").await;
        let mut any = stage.browser();
        any.get(LIVE).await.is(204);
        any.get(PAGE).await.is(200).has_not("data-live");
        begin(&stage).await;
        let page = any.get("/ideas/verger?by=time").await.is(200);
        page.has("data-live=\"/ideas/verger/live\"");
        drop(stage);
        let stage = Stage::set_limited().await;
        let (anna, _) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        begin(&stage).await;
        stage.app.live.room_for(1);
        let asks = Asks {
            topic: (stage.territory, id),
            person: None,
            counted: true,
            network: "192.0.2.0".into(),
        };
        let taken = stage.app.live.listen(asks);
        assert!(taken.is_some());
        let mut any = stage.browser();
        any.get(LIVE).await.is(204);
        any.get(PAGE).await.is(200);
        drop(taken);
        Ear::open(&mut any, LIVE).await.hears("idea").await;
    }
);

story!(the_stop_of_the_server_ends_streams_at_once, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    begin(&stage).await;
    let mut any = stage.browser();
    let mut ear = Ear::open(&mut any, LIVE).await;
    ear.hears("idea").await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let follower = tokio::spawn(super::super::follow(stage.app.clone(), stopped));
    stop.send_replace(true);
    assert_eq!(ear.next().await, None);
    follower.await.expect("ended");
    any.get(LIVE).await.is(204);
});
