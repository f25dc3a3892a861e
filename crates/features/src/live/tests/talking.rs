//! The page of a conversation.

use terreau_kit::Role;
use terreau_store::{run, value};

use super::{Ear, begin, mark, told};
use crate::{
    story,
    testing::{Browser, Stage},
};

/// The part of an address by which one writes to the town.
async fn town(stage: &Stage) -> String {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let town = territory.town.as_ref().expect("a town").id;
    let mut conn = stage.app.db.read().await.expect("a connection");
    let found = value!(&mut conn, String, "select slug from bodies where id = $1", town);
    found.expect("read").expect("a slug")
}

async fn group(anna: &mut Browser<'_>, others: &[&str]) -> String {
    let mut fields = vec![("text", "Bonjour à tous"), ("title", "Le verger")];
    fields.extend(others.iter().map(|slug| ("to", *slug)));
    let page = anna.post("/messages/new", &fields).await.is(303);
    page.location().split('#').next().expect("an address").to_owned()
}

story!(a_message_reaches_who_has_the_conversation_open, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut zoe) = stage.member("Zoé", Role::Member).await;
    let url = group(&mut anna, &["bruno"]).await;
    begin(&stage).await;
    let live = format!("{url}/live");
    zoe.get(&live).await.is(404);
    stage.browser().get(&live).await.is(303);
    bruno
        .post(&format!("{url}/answer"), &[("do", "accept")])
        .await
        .is(303);
    told(&stage).await;
    let drawn = mark(&mut bruno, &url).await;
    let mut ear = Ear::open(&mut bruno, &format!("{live}?after={drawn}")).await;
    assert_eq!(ear.hears("").await.id, drawn, "nothing is new");
    anna.post(&url, &[("text", "Samedi à dix heures ?")])
        .await
        .is(303);
    told(&stage).await;
    let heard = ear.hears("talk").await;
    assert_eq!(heard.data, "", "signals bear no words");
    // After a break, from the page as it was drawn.
    let mut again = Ear::open(&mut bruno, &format!("{live}?after={drawn}")).await;
    assert_eq!(again.hears("talk").await.id, heard.id);
    bruno.headers.push(("last-event-id", heard.id.clone()));
    let mut again = Ear::open(&mut bruno, &live).await;
    assert_eq!(again.hears("").await.id, heard.id, "nothing twice");
    stage.app.live.count();
    anna.post(&url, &[("text", "Ou dimanche")]).await.is(303);
    told(&stage).await;
    again.hears("talk").await;
});

story!(who_left_a_conversation_hears_nothing_more, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (bruno_id, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    let url = group(&mut anna, &["bruno", "chloe"]).await;
    for one in [&mut bruno, &mut chloe] {
        one.post(&format!("{url}/answer"), &[("do", "accept")])
            .await
            .is(303);
    }
    begin(&stage).await;
    told(&stage).await;
    let live = format!("{url}/live");
    let (mut one, mut other) = (
        Ear::open(&mut bruno, &live).await,
        Ear::open(&mut chloe, &live).await,
    );
    one.hears("").await;
    other.hears("").await;
    bruno.post(&format!("{url}/leave"), &[]).await.is(303);
    anna.post(&url, &[("text", "Sans lui")]).await.is(303);
    told(&stage).await;
    assert_eq!(one.next().await, None, "not even that something was said");
    other.hears("talk").await;
    bruno.get(&live).await.is(404);
    // An account that is closed, a session that ended: the same.
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "delete from sessions where territory_id = $1 and person_id <> $2",
        stage.territory,
        bruno_id
    )
    .expect("ended");
    tx.commit().await.expect("kept");
    let (_, mut david) = stage.member("David", Role::Member).await;
    david.get(&live).await.is(404);
    stage.clock.advance(1);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let event = terreau_store::events::Happened {
        territory: stage.territory,
        kind: "conversation-changed",
        object: terreau_kernel::id::parse_short(url.rsplit('/').next().expect("an id")).expect("an id"),
        subject: None,
        person: None,
        body: None,
        at: stage.clock.now(),
    };
    terreau_store::events::record(&mut tx, event)
        .await
        .expect("recorded");
    tx.commit().await.expect("kept");
    told(&stage).await;
    assert_eq!(other.next().await, None);
});

story!(a_note_of_the_team_is_no_signal_for_who_wrote_to_it, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut mairie) = stage.member("Nadia", Role::Agent).await;
    let town = town(&stage).await;
    let url = anna
        .post(
            "/messages/new",
            &[("body", town.as_str()), ("text", "Une fuite rue Houdan")],
        )
        .await
        .is(303);
    let url = url.location().split('#').next().expect("an address").to_owned();
    begin(&stage).await;
    told(&stage).await;
    let mut outside = Ear::open(&mut anna, &format!("{url}/live")).await;
    let mut inside = Ear::open(&mut mairie, &format!("{url}/live")).await;
    outside.hears("").await;
    inside.hears("").await;
    mairie
        .post(&url, &[("text", "Qui s’en charge ?"), ("note", "1")])
        .await
        .is(303);
    told(&stage).await;
    inside.hears("talk").await;
    mairie
        .post(&url, &[("text", "Nous y allons demain.")])
        .await
        .is(303);
    told(&stage).await;
    outside.hears("talk").await;
    inside.hears("talk").await;
    assert!(outside.heard.is_empty(), "one signal, for the answer");
});
