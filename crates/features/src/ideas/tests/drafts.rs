//! Drafts: kept as one goes, resumed, thrown away, and seen by nobody else.

use terreau_kit::Role;

use super::{begin, fill, key, number, propose, publish};
use crate::story;

story!(ux_05_what_is_typed_is_kept_before_it_is_sent, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let page = anna.get("/ideas/new").await.is(200);
    let key = key(&page.text);
    assert!(
        page.text
            .contains(&format!("data-draft-url=\"/ideas/new/{key}/draft\""))
    );
    let url = format!("/ideas/new/{key}/draft");
    anna.post(&url, &[("title", "Un kiosque"), ("line", "")])
        .await
        .is(204);
    anna.post(&url, &[("line", "De la musique")]).await.is(204);
    anna.get("/ideas/new").await.is(200).has("Un kiosque").has(&key);
    anna.get(&format!("/ideas/new/{key}"))
        .await
        .is(200)
        .has("value=\"Un kiosque\"")
        .has("value=\"De la musique\"");
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
    assert_eq!(
        number(&stage, "select count(*) from events where kind like 'idea%'").await,
        0
    );
});

story!(a_draft_kept_late_does_not_change_what_was_published, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Un kiosque").await;
    fill(&mut anna, &key).await;
    publish(&mut anna, &key).await;
    anna.post(&format!("/ideas/new/{key}/draft"), &[("title", "Autre")])
        .await
        .is(409);
    stage
        .browser()
        .get("/ideas")
        .await
        .has("Un kiosque")
        .has_not("Autre");
});

story!(vis_a_draft_does_not_exist_for_others, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let key = begin(&mut anna, "Secret de Polichinelle").await;
    fill(&mut anna, &key).await;
    stage.settle().await;
    let slug = format!(
        "draft-{}",
        terreau_kernel::id::parse_short(&key).expect("an id").simple()
    );
    let mut visitor = stage.browser();
    for browser in [&mut visitor, &mut admin] {
        for path in [
            "/ideas",
            "/ideas/map",
            "/ideas/points.json",
            "/ideas/near?lat=48.778&lon=2.289",
        ] {
            browser.get(path).await.is(200).has_not("Polichinelle");
        }
        browser
            .get("/ideas/similar?q=Secret+de+Polichinelle")
            .await
            .is(200)
            .has_not("Polichinelle");
        browser.get(&format!("/ideas/{slug}/versions")).await.is(404);
        browser.get(&format!("/ideas/{slug}/published")).await.is(404);
        browser.post(&format!("/ideas/{slug}/support"), &[]).await.is(404);
    }
    assert_eq!(number(&stage, "select ideas from territory_counts").await, 0);
});

story!(a_draft_is_thrown_away_with_its_pictures, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Mauvaise idée").await;
    let photo = super::proposing::photo();
    let url = format!("/ideas/new/{key}");
    let fields = [("step", "4"), ("pictures_alt", "Une vue")];
    anna.upload(&url, &fields, &[("pictures", "a.jpg", &photo)])
        .await
        .is(303);
    anna.post(&format!("{url}/discard"), &[]).await.is(303);
    anna.get(&url).await.is(404);
    let left = "select (select count(*) from ideas) + (select count(*) from idea_pictures)";
    assert_eq!(number(&stage, left).await, 0);
    stage.days(8);
    crate::pictures::sweep(&stage.app).await.expect("sweeps");
    assert_eq!(number(&stage, "select count(*) from media").await, 0);
});

story!(a_published_idea_is_no_draft_any_more, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Un kiosque").await;
    let id = super::id_of(&stage, &slug).await;
    let url = format!("/ideas/new/{}", terreau_kernel::id::short(id));
    let page = anna.get(&url).await.is(303);
    assert_eq!(page.location(), format!("/ideas/{slug}/published"));
    anna.post(&format!("{url}/discard"), &[]).await.is(409);
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
});
