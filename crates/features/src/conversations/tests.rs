//! Stories of the component: what later objects rely on.

use terreau_kernel::id;
use terreau_kit::{Role, Visit};
use terreau_store::value;

use super::{May, Owner, changed, may_write, open};
use crate::{
    story,
    testing::{Browser, Stage},
};

/// A request of whoever holds this session, as handlers get it.
async fn visit(stage: &Stage, browser: &Browser<'_>) -> Visit {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let mut headers = http::HeaderMap::new();
    let cookie = format!("session={}", browser.cookie("session").expect("a session"));
    headers.insert("cookie", cookie.parse().expect("a header"));
    let (uri, local) = (http::Uri::from_static("/"), std::net::Ipv4Addr::LOCALHOST);
    let visit = Visit::arrive(&stage.app, territory, &headers, &uri, local.into()).await;
    visit.expect("somebody")
}

story!(
    an_object_owns_a_conversation_and_says_what_became_of_it,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (bruno_id, mut bruno) = stage.member("Bruno", Role::Member).await;
        let (_, mut third) = stage.member("Tiers", Role::Member).await;
        let mut visit = visit(&stage, &anna).await;
        let owner = Owner {
            kind: "application",
            id: stage.app.ids.next(),
            title: "Coup de main au verger",
            body: None,
        };
        let mut tx = visit.begin().await.expect("a transaction");
        let conversation = open(&visit, &mut tx, &owner, &[bruno_id]).await.expect("begun");
        let key = "conversations-change-done";
        changed(&visit, &mut tx, conversation, key).await.expect("said");
        visit.commit(tx).await.expect("kept");
        let url = format!("/messages/{}", id::short(conversation));
        bruno.get("/").await.is(200).has("1 conversation à lire");
        bruno.get("/messages").await.is(200).has("Coup de main au verger");
        let page = bruno.get(&url).await.is(200).has("<h1>Coup de main au verger");
        page.has("Demande traitée").has("id=\"write\"");
        bruno.post(&url, &[("text", "Merci !")]).await.is(303);
        anna.get(&url).await.is(200).has("Merci !");
        third.get(&url).await.is(404);
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sql =
            "select count(*) from conversations where owner_kind = 'application' and owner_id is not null";
        assert_eq!(value!(&mut conn, i64, sql).expect("read"), Some(1));
    }
);

story!(who_may_write_to_whom_is_asked_in_one_place, |stage| {
    let (anna, mut browser) = stage.member("Anna", Role::Member).await;
    let (bruno, mut other) = stage.member("Bruno", Role::Member).await;
    let here = stage.territory;
    let mut conn = stage.app.db.read().await.expect("a connection");
    let may = may_write(&mut conn, here, anna, bruno).await.expect("read");
    assert_eq!(may, May::Asking);
    let myself = may_write(&mut conn, here, anna, anna).await.expect("read");
    assert_eq!(myself, May::No);
    let nobody = may_write(&mut conn, here, anna, stage.app.ids.next())
        .await
        .expect("read");
    assert_eq!(nobody, May::No);
    drop(conn);
    let fields = [("to", "bruno"), ("text", "Bonjour")];
    let page = browser.post("/messages/new", &fields).await.is(303);
    other
        .post(page.location(), &[("text", "Bonjour Anna")])
        .await
        .is(303);
    let mut conn = stage.app.db.read().await.expect("a connection");
    let may = may_write(&mut conn, here, bruno, anna).await.expect("read");
    assert_eq!(may, May::Freely);
});
