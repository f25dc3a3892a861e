//! Stories of following: each thing by a form, for oneself alone.

use terreau_kit::Role;

use crate::{activity::tests::centre, ideas::tests::number, organisations, story};

/// The address of the form of the first line on the page of what one follows.
fn form(page: &str) -> String {
    let from = page.find("action=\"/me/follows/").expect("a form") + 8;
    let end = page[from..].find('"').expect("its end");
    page[from..from + end].to_owned()
}

story!(
    a_person_a_body_a_theme_and_a_quarter_are_followed_by_a_form,
    |stage| {
        centre(&stage).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        organisations::tests::verified(&stage, &mut anna).await;
        let pages = [
            ("/people/anna", "/people/anna"),
            ("/organisations/la-roue-libre", "/organisations/la-roue-libre"),
            ("/ideas?theme=mobilite", "/themes/mobilite"),
            ("/ideas?zone=centre", "/zones/centre"),
        ];
        for (page, door) in pages {
            let action = format!("action=\"{door}/follow\"");
            bilal.get(page).await.is(200).has(&action);
            let after = bilal.post(&format!("{door}/follow"), &[]).await.is(303);
            assert_eq!(after.location(), page);
            bilal.post(&format!("{door}/follow"), &[]).await.is(303);
            bilal
                .get(page)
                .await
                .is(200)
                .has(&format!("action=\"{door}/unfollow\""))
                .has("Ne plus suivre");
        }
        let mine = bilal.get("/me/follows").await.is(200);
        mine.has("Anna")
            .has("La Roue libre")
            .has("Se déplacer")
            .has("Centre");
        for (page, door) in pages {
            assert_eq!(
                bilal.post(&format!("{door}/unfollow"), &[]).await.location(),
                page
            );
            assert_eq!(
                bilal.get(&format!("{door}/follow")).await.is(303).location(),
                page
            );
        }
        bilal
            .get("/me/follows")
            .await
            .is(200)
            .has("Vous ne suivez rien encore");
        bilal.post("/people/nobody/follow", &[]).await.is(404);
        bilal.post("/themes/nothing/follow", &[]).await.is(404);
        // One does not follow oneself.
        bilal.post("/people/bilal/follow", &[]).await.is(303);
        bilal.get("/people/bilal").await.has_not("/people/bilal/follow");
        assert_eq!(number(&stage, "select count(*) from follows").await, 0);
    }
);

story!(
    a_visitor_who_follows_signs_in_first_and_nobody_learns_who_follows,
    |stage| {
        stage.member("Anna", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        let mut visitor = stage.browser();
        visitor
            .get("/people/anna")
            .await
            .is(200)
            .has("action=\"/people/anna/follow\"");
        let door = visitor.post("/people/anna/follow", &[]).await;
        assert!(door.location().starts_with("/login"), "{}", door.location());
        bilal.post("/people/anna/follow", &[]).await.is(303);
        let (_, mut admin) = stage.member("Alba", Role::Administrator).await;
        for page in ["/people/anna", "/people/bilal"] {
            admin.get(page).await.is(200).has_not("Ne plus suivre");
            visitor.get(page).await.is(200).has_not("Ne plus suivre");
        }
        visitor.get("/me/follows").await.is(303);
    }
);

story!(a_search_is_followed_once_and_forgotten_when_one_stops, |stage| {
    centre(&stage).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    anna.get("/search?q=verger&theme=mobilite")
        .await
        .is(200)
        .has("action=\"/searches/follow\"")
        .has("Suivre cette recherche");
    anna.get("/ideas?theme=mobilite&zone=centre")
        .await
        .is(200)
        .has("action=\"/searches/follow\"");
    let asked = [("q", "verger  <b>"), ("theme", "mobilite"), ("zone", "nowhere")];
    for _ in 0..2 {
        let kept = anna.post("/searches/follow", &asked).await.is(303);
        assert_eq!(kept.location(), "/me/follows#search");
    }
    assert_eq!(number(&stage, "select count(*) from saved_searches").await, 1);
    let page = anna.get("/me/follows").await.is(200);
    assert!(page.text.contains("verger &#60;b&#62;") || page.text.contains("verger &lt;b&gt;"));
    anna.post("/searches/follow", &[("q", " ")]).await.is(422);
    anna.post(&form(&page.text), &[("stop", "1")]).await.is(303);
    let left = "select (select count(*) from saved_searches) + (select count(*) from follows)";
    assert_eq!(number(&stage, left).await, 0);
    for n in 0..50 {
        let words = format!("mot {n}");
        anna.post("/searches/follow", &[("q", words.as_str())])
            .await
            .is(303);
    }
    anna.post("/searches/follow", &[("q", "un de trop")])
        .await
        .is(403);
});

story!(how_closely_is_chosen_for_each_and_only_by_oneself, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    anna.post("/themes/mobilite/follow", &[]).await.is(303);
    let form = form(&anna.get("/me/follows").await.is(200).text);
    anna.post(&form, &[("level", "mine")]).await.is(303);
    anna.get("/me/follows")
        .await
        .is(200)
        .has("<option value=\"mine\" selected>");
    anna.post(&form, &[("level", "huge")]).await.is(422);
    bilal.post(&form, &[("level", "none")]).await.is(404);
    bilal.post(&form, &[("stop", "1")]).await.is(303);
    // Followed again, the level stays as it was chosen.
    anna.post("/themes/mobilite/follow", &[]).await.is(303);
    let kept = "select count(*) from follows where level = 'mine'";
    assert_eq!(number(&stage, kept).await, 1);
});
