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

/// The pictures of step 4, in the order it shows them.
fn pictures(page: &str) -> Vec<String> {
    let named = page.split("name=\"position-").skip(1);
    named.map(|rest| rest[..22].to_owned()).collect()
}

story!(a_picture_moved_to_a_place_takes_it, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Trois vues").await;
    let url = format!("/ideas/new/{key}");
    for name in ["a.jpg", "b.jpg", "c.jpg"] {
        let photo = super::proposing::photo();
        let fields = [("step", "4"), ("pictures_alt", name), ("go", "4")];
        anna.upload(&url, &fields, &[("pictures", name, &photo)])
            .await
            .is(303);
    }
    for (moved, place, order) in [(2, "1", [2, 0, 1]), (0, "3", [1, 2, 0]), (0, "2", [1, 0, 2])] {
        let before = pictures(&anna.get(&format!("{url}?step=4")).await.is(200).text);
        assert_eq!(before.len(), 3);
        let names: Vec<String> = before
            .iter()
            .flat_map(|short| [format!("alt-{short}"), format!("position-{short}")])
            .collect();
        let places = ["1", "2", "3"];
        let mut fields = vec![("step", "4"), ("go", "4")];
        for n in 0..3 {
            fields.push((names[2 * n].as_str(), "Une vue"));
            fields.push((
                names[2 * n + 1].as_str(),
                if n == moved { place } else { places[n] },
            ));
        }
        anna.post(&url, &fields).await.is(303);
        let after = pictures(&anna.get(&format!("{url}?step=4")).await.is(200).text);
        assert_eq!(after, order.map(|n| before[n].clone()), "{moved} to {place}");
    }
});

story!(
    a_step_sent_after_the_session_ended_comes_back_once_signed_in,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let key = begin(&mut anna, "Un kiosque").await;
        let url = format!("/ideas/new/{key}");
        let mut asleep = stage.browser();
        let page = asleep
            .post(&url, &[("step", "2"), ("body", "Un premier jet"), ("lang", "fr")])
            .await
            .is(303);
        assert_eq!(
            page.location(),
            format!("/login?next=%2Fideas%2Fnew%2F{key}%3Fstep%3D2")
        );
        // Sent again from the page before, with more words; then a picture.
        let body = [
            ("step", "2"),
            ("body", "De la musique le dimanche"),
            ("lang", "fr"),
        ];
        asleep.post(&url, &body).await.is(303);
        let photo = super::proposing::photo();
        asleep
            .upload(
                &url,
                &[("step", "4"), ("pictures_alt", "Le parc")],
                &[("pictures", "a.jpg", &photo)],
            )
            .await
            .is(303);
        asleep.get("/login").await.is(200).has("est gardé");
        asleep.set_cookie("session", anna.cookie("session").expect("signed in"));
        asleep
            .get("/gestures/complete")
            .await
            .is(200)
            .has("Votre brouillon")
            .has("De la musique le dimanche")
            .has("reprendre mon brouillon");
        let done = asleep
            .post("/gestures/complete", &[("keep", "yes")])
            .await
            .is(303);
        assert_eq!(done.location(), format!("{url}?step=5"));
        asleep
            .get(done.location())
            .await
            .is(200)
            .has("De la musique le dimanche")
            .has("alt=\"Le parc\"");
        assert_eq!(number(&stage, "select count(*) from idea_pictures").await, 1);
    }
);

story!(a_step_too_late_for_its_draft_gives_the_words_back, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Un kiosque").await;
    let url = format!("/ideas/new/{key}");
    let mut asleep = stage.browser();
    let old = [("step", "2"), ("body", "Le texte du bus"), ("lang", "fr")];
    asleep.post(&url, &old).await.is(303);
    stage.clock.advance(terreau_kernel::time::MINUTE);
    let new = [("step", "2"), ("body", "Le texte du soir"), ("lang", "fr")];
    anna.post(&url, &new).await.is(303);
    stage.clock.advance(terreau_kernel::time::MINUTE);
    asleep.set_cookie("session", anna.cookie("session").expect("signed in"));
    let page = asleep
        .post("/gestures/complete", &[("keep", "yes")])
        .await
        .is(409);
    page.has("Le texte du bus").has("Vos mots sont intacts");
    asleep
        .get("/gestures/complete")
        .await
        .is(200)
        .has("Le texte du bus");
    anna.get(&format!("{url}?step=2"))
        .await
        .is(200)
        .has("Le texte du soir")
        .has_not("Le texte du bus");
});

story!(a_step_kept_touches_no_draft_but_ones_own, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Un kiosque").await;
    let (_, bilal) = stage.member("Bilal", Role::Member).await;
    let mut thief = stage.browser();
    let text = [("step", "2"), ("body", "Volé"), ("lang", "fr")];
    thief.post(&format!("/ideas/new/{key}"), &text).await.is(303);
    thief.post("/ideas/new/nothing", &text).await.is(404);
    thief.set_cookie("session", bilal.cookie("session").expect("signed in"));
    thief.post("/gestures/complete", &[("keep", "yes")]).await.is(409);
    anna.get(&format!("/ideas/new/{key}?step=2"))
        .await
        .is(200)
        .has_not("Volé");
});

story!(
    a_change_sent_after_the_session_ended_gives_the_words_back,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut anna, "Un kiosque").await;
        let mut asleep = stage.browser();
        let form = format!("/ideas/{slug}/edit");
        let change = [
            ("title", "Un kiosque à musique"),
            ("body", "De la musique le dimanche"),
            ("note", "Le jour"),
            ("version", "1"),
        ];
        asleep.post(&form, &change).await.is(303);
        asleep.set_cookie("session", anna.cookie("session").expect("signed in"));
        asleep
            .get("/gestures/complete")
            .await
            .is(200)
            .has("Un kiosque à musique")
            .has("De la musique le dimanche")
            .has("Le jour")
            .has(&format!("href=\"{form}\""));
        let done = asleep.post("/gestures/complete", &[("keep", "yes")]).await;
        done.is(200).has("De la musique le dimanche");
        asleep.get(&format!("/ideas/{slug}")).await.has_not("dimanche");
    }
);
