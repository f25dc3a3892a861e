//! Backing and following: one gesture, counted once whatever the races.

use serde_json::json;
use terreau_kit::Role;

use super::{id_of, number, propose, visit};
use crate::{ideas, story, testing::Browser};

const COUNTED: &str = "select supports from ideas";
const ROWS: &str = "select count(*) from supports";
const ALL: &str = "select supports from territory_counts";

story!(
    sec_43_and_mod_27_a_support_is_counted_once_per_person_whatever_the_races,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut anna, "Un verger").await;
        let url = format!("/ideas/{slug}/support");
        let mut browsers: Vec<Browser<'_>> = Vec::new();
        for n in 0..16 {
            let (_, browser) = stage.member(&format!("Voisin {n}"), Role::Member).await;
            let mut twin = stage.browser();
            twin.set_cookie("session", browser.cookie("session").expect("signed in"));
            browsers.extend([browser, twin]);
        }
        let all = browsers.iter_mut().map(|b| b.post(&url, &[]));
        for page in futures_util::future::join_all(all).await {
            page.is(303);
        }
        assert_eq!(number(&stage, ROWS).await, 16);
        assert_eq!(number(&stage, COUNTED).await, 16);
        assert_eq!(number(&stage, ALL).await, 16);
        let undo = format!("/ideas/{slug}/unsupport");
        let all = browsers.iter_mut().take(10).map(|b| b.post(&undo, &[]));
        for page in futures_util::future::join_all(all).await {
            page.is(303);
        }
        assert_eq!(number(&stage, ROWS).await, 11);
        assert_eq!(number(&stage, COUNTED).await, 11);
        assert_eq!(number(&stage, ALL).await, 11);
    }
);

story!(a_support_taken_back_leaves_the_growth_as_before, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let slug = propose(&mut anna, "Un verger").await;
    anna.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
    let growth = "select cast(round(growth * 1000) as bigint) from ideas";
    let before = number(&stage, growth).await;
    stage.days(3);
    bilal.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
    assert!(number(&stage, growth).await > before);
    bilal.post(&format!("/ideas/{slug}/unsupport"), &[]).await.is(303);
    assert_eq!(number(&stage, growth).await, before);
    anna.post(&format!("/ideas/{slug}/unsupport"), &[]).await.is(303);
    assert_eq!(number(&stage, growth).await, 0);
});

story!(
    a_script_is_told_the_count_and_a_visitor_is_asked_for_a_name,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut anna, "Un verger").await;
        anna.headers.push(("accept", "application/json".into()));
        let told = anna
            .post(&format!("/ideas/{slug}/support"), &[])
            .await
            .is(200)
            .json();
        assert_eq!(told, json!({ "on": true, "count": 1 }));
        let told = anna
            .post(&format!("/ideas/{slug}/unsupport"), &[])
            .await
            .is(200)
            .json();
        assert_eq!(told, json!({ "on": false, "count": 0 }));
        let mut visitor = stage.browser();
        let asked = visitor.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        assert!(!asked.location().starts_with("/ideas"), "{}", asked.location());
        assert_eq!(number(&stage, ROWS).await, 0);
    }
);

story!(gestures_of_a_visitor_are_done_once_they_have_a_name, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Un verger").await;
    let payload = json!({ "idea": terreau_kernel::id::short(id_of(&stage, &slug).await) });
    for _ in 0..2 {
        let mut here = visit(&stage, &anna).await;
        let to = ideas::complete_support(&mut here, &payload).await.expect("done");
        assert_eq!(to, format!("/ideas/{slug}#support"));
        ideas::complete_follow(&mut here, &payload).await.expect("done");
    }
    assert_eq!(number(&stage, COUNTED).await, 1);
    assert_eq!(number(&stage, "select count(*) from follows").await, 1);
    let mut here = visit(&stage, &anna).await;
    let idea = ideas::visible(&mut here, &slug).await.expect("seen");
    let relation = ideas::relation(&mut here, &idea).await.expect("known");
    assert!(relation.backed && relation.followed);
});

story!(an_idea_is_followed_and_left, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let slug = propose(&mut anna, "Un verger").await;
    assert_eq!(
        number(&stage, "select count(*) from follows").await,
        1,
        "its author follows"
    );
    for _ in 0..2 {
        bilal.post(&format!("/ideas/{slug}/follow"), &[]).await.is(303);
    }
    assert_eq!(number(&stage, "select count(*) from follows").await, 2);
    bilal.post(&format!("/ideas/{slug}/unfollow"), &[]).await.is(303);
    assert_eq!(number(&stage, "select count(*) from follows").await, 1);
});

story!(an_archived_idea_takes_no_more_supports, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Un verger").await;
    anna.post(&format!("/ideas/{slug}/archive"), &[]).await.is(303);
    anna.post(&format!("/ideas/{slug}/support"), &[])
        .await
        .is(403)
        .has("plus ouverte");
    assert_eq!(number(&stage, ROWS).await, 0);
});
