//! Stories of thanks.

use futures_util::future::join_all;
use terreau_kit::Role;

use crate::{
    comments::tests::{idea, number, says},
    story,
    testing::Stage,
};

story!(
    thirty_two_people_and_thirty_two_clicks_are_counted_right,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let id = says(&mut a, "verger", "for", "Merci d’avance").await;
        let thank = format!("/comments/{id}/thank");
        a.post(&thank, &[]).await.is(403);
        let (_, one) = stage.member("Bilal", Role::Member).await;
        let token = one.cookie("session").expect("signed in").to_owned();
        let clicks = (0..32).map(|_| {
            let mut browser = stage.browser();
            browser.set_cookie("session", &token);
            let thank = thank.clone();
            async move { browser.post(&thank, &[]).await.is(303) }
        });
        join_all(clicks).await;
        assert_eq!(thanks(&stage).await, (1, 1));
        let mut people = Vec::new();
        for n in 0..32 {
            people.push(stage.member(&format!("Personne {n}"), Role::Member).await.1);
        }
        join_all(people.iter_mut().map(|browser| browser.post(&thank, &[]))).await;
        assert_eq!(thanks(&stage).await, (33, 33));
        let unthank = format!("/comments/{id}/unthank");
        join_all(people.iter_mut().map(|browser| browser.post(&unthank, &[]))).await;
        people[0].post(&unthank, &[]).await.is(303);
        assert_eq!(thanks(&stage).await, (1, 1));
        assert_eq!(
            stage.browser().get(&thank).await.is(303).location(),
            format!("/comments/{id}")
        );
    }
);

async fn thanks(stage: &Stage) -> (i64, i64) {
    let kept = "select thanks from comments where territory_id = $1";
    let rows = "select count(*) from thanks where territory_id = $1";
    let db = &stage.app.db;
    (
        number(db, kept, stage.territory).await,
        number(db, rows, stage.territory).await,
    )
}

/// The fields of somebody who joins.
const EVE: [(&str, &str); 4] = [
    ("name", "Ève Martin"),
    ("email", "eve@exemple.fr"),
    ("of_age", "1"),
    ("next", ""),
];

story!(
    the_thanks_of_a_visitor_are_kept_and_given_on_another_device,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let id = says(&mut a, "verger", "for", "Merci d’avance").await;
        let mut visitor = stage.browser();
        visitor
            .get("/ideas/verger")
            .await
            .is(200)
            .has(&format!("action=\"/comments/{id}/thank\""));
        let kept = visitor.post(&format!("/comments/{id}/thank"), &[]).await.is(303);
        assert_eq!(kept.location(), "/join", "act first, sign up after");
        visitor
            .get("/join")
            .await
            .is(200)
            .has("Votre merci")
            .has("Merci d’avance");
        visitor.post("/join", &EVE).await.is(303);
        assert_eq!(thanks(&stage).await, (0, 0));
        stage.settle().await;
        let mut phone = stage.browser();
        let link = stage.link("eve@exemple.fr").await;
        let done = phone.post(&link, &[("keep", "yes")]).await.is(303);
        assert_eq!(done.location(), format!("/comments/{id}"));
        assert_eq!(thanks(&stage).await, (1, 1));
    }
);

story!(what_came_too_late_is_given_back_word_for_word, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let words = "Des pommiers, un banc dessous, et une très longue explication. ".repeat(6);
    let mut visitor = stage.browser();
    visitor
        .post(
            "/ideas/verger/comments",
            &[("text", words.as_str()), ("side", "for")],
        )
        .await
        .is(303);
    visitor.post("/join", &EVE).await.is(303);
    stage.settle().await;
    a.post("/ideas/verger/archive", &[]).await.is(303);
    let link = stage.link("eve@exemple.fr").await;
    let mut phone = stage.browser();
    phone
        .post(&link, &[("keep", "yes")])
        .await
        .is(409)
        .has(words.trim())
        .has("Vos mots sont intacts");
    phone.get("/me").await.is(200);
    // They stay until their author took them.
    phone.get("/gestures/complete").await.is(200).has(words.trim());
    let read = [("keep", "read"), ("next", "/ideas")];
    let page = phone.post("/gestures/complete", &read).await.is(303);
    assert_eq!(page.location(), "/ideas");
    phone.get("/gestures/complete").await.is(303);
    assert_eq!(
        number(
            &stage.app.db,
            "select count(*) from comments where territory_id = $1",
            stage.territory
        )
        .await,
        0
    );
});
