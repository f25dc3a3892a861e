//! Changing an idea: versions, two at once, the archive and back, and out of sight.

use terreau_kit::Role;

use super::{number, propose, visit};
use crate::{ideas, story};

const LINE: &str = "Une phrase qui dit tout";

fn change<'a>(version: &'a str, title: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("title", title),
        ("line", LINE),
        ("body", body),
        ("theme", "climat"),
    ]
}

story!(
    a_change_makes_a_version_and_the_old_address_still_leads_there,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut anna, "Un verger").await;
        let mut fields = change(
            "1",
            "Un grand verger",
            "Un premier paragraphe.\n\nUn second, essentiel.",
        );
        fields.push(("note", "Plus grand"));
        let done = anna.post(&format!("/ideas/{slug}/edit"), &fields).await.is(303);
        assert_eq!(done.location(), "/ideas/un-grand-verger");
        let mut visitor = stage.browser();
        visitor
            .get("/ideas/un-grand-verger/versions")
            .await
            .is(200)
            .has("Version 2")
            .has("Plus grand")
            .has("Version 1");
        visitor
            .get("/ideas/un-grand-verger/versions/2")
            .await
            .is(200)
            .has("<ins>")
            .has("<del>")
            .has("essentiel");
        visitor.get("/ideas/un-verger/versions/1").await.is(200);
        visitor.get("/ideas/un-verger/versions/9").await.is(404);
        let climate = "select ideas from themes where slug = 'climat'";
        let moving = "select ideas from themes where slug = 'mobilite'";
        assert_eq!(
            (number(&stage, climate).await, number(&stage, moving).await),
            (1, 0)
        );
        let other = propose(&mut anna, "Un verger").await;
        assert_eq!(
            other, "un-verger-2",
            "an old address is not given to another idea"
        );
    }
);

story!(two_changes_at_once_lose_nothing, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let slug = propose(&mut anna, "Un verger").await;
    let url = format!("/ideas/{slug}/edit");
    let theirs = change("1", "Un verger", "Des pommiers partout.");
    anna.post(&url, &theirs).await.is(303);
    let mine = change("1", "Un verger partagé", "Des poiriers partout.");
    let page = admin.post(&url, &mine).await.is(409);
    let page = page
        .has("Rien n’est perdu")
        .has("pommiers")
        .has("poiriers")
        .has("Un verger partagé");
    assert!(
        page.text.contains("name=\"version\" value=\"2\""),
        "sent again, it is taken"
    );
    let again = change("2", "Un verger partagé", "Des pommiers et des poiriers.");
    admin.post(&url, &again).await.is(303);
    assert_eq!(number(&stage, "select version from ideas").await, 3);
    assert_eq!(number(&stage, "select count(*) from idea_versions").await, 3);
});

story!(
    a_theme_and_a_place_changed_by_two_are_shown_side_by_side,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        let slug = propose(&mut anna, "Un verger").await;
        let url = format!("/ideas/{slug}/edit");
        let mut theirs = change("1", "Un verger", "Le même texte.");
        theirs.push(("place", "Parc de Sceaux"));
        anna.post(&url, &theirs).await.is(303);
        let mine = [
            ("version", "1"),
            ("title", "Un verger"),
            ("line", LINE),
            ("body", "Le même texte."),
            ("theme", "culture"),
            ("place", "Gare de Robinson"),
        ];
        let page = admin.post(&url, &mine).await.is(409);
        let shown = page
            .text
            .split("<form class=\"form")
            .next()
            .expect("the comparison");
        for words in ["climat", "Culture", "Parc", "Gare"] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
    }
);

story!(two_changes_at_the_same_moment_lose_nothing, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let slug = propose(&mut anna, "Un verger").await;
    let url = format!("/ideas/{slug}/edit");
    let (one, other) = (
        change("1", "Un verger", "Des pommiers."),
        change("1", "Un verger", "Des poiriers."),
    );
    let (first, second) = tokio::join!(anna.post(&url, &one), admin.post(&url, &other));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let late = if first.status == 409 { first } else { second };
    late.has("name=\"version\" value=\"2\"")
        .has("pommiers")
        .has("poiriers");
    assert_eq!(number(&stage, "select version from ideas").await, 2);
});

story!(
    sec_14_only_its_author_and_administrators_change_an_idea,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut anna, "Un verger").await;
        let fields = change("1", "Pris", "Autre");
        for role in [Role::Member, Role::Moderator, Role::Agent, Role::Elected] {
            let (_, mut other) = stage.member(role.code(), role).await;
            other.get(&format!("/ideas/{slug}/edit")).await.is(403);
            other.post(&format!("/ideas/{slug}/edit"), &fields).await.is(403);
        }
        let (_, mut other) = stage.member("Bilal", Role::Member).await;
        other.post(&format!("/ideas/{slug}/archive"), &[]).await.is(403);
        stage.browser().get(&format!("/ideas/{slug}/edit")).await.is(303);
        assert_eq!(number(&stage, "select version from ideas").await, 1);
    }
);

story!(an_idea_is_archived_with_a_reason_and_comes_back, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Un verger").await;
    anna.get(&format!("/ideas/{slug}/archive"))
        .await
        .is(200)
        .has("name=\"reason\"");
    anna.post(&format!("/ideas/{slug}/archive"), &[("reason", "Il est planté")])
        .await
        .is(303);
    stage.browser().get("/ideas").await.has_not("Un verger");
    stage
        .browser()
        .get("/ideas?state=archived")
        .await
        .has("Un verger");
    anna.get(&format!("/ideas/{slug}/versions"))
        .await
        .is(200)
        .has("Il est planté")
        .has("Archivée");
    anna.post(&format!("/ideas/{slug}/archive"), &[]).await.is(409);
    anna.get(&format!("/ideas/{slug}/edit")).await.is(409);
    anna.post(&format!("/ideas/{slug}/restore"), &[]).await.is(303);
    stage.browser().get("/ideas").await.has("Un verger");
    assert_eq!(number(&stage, "select ideas from territory_counts").await, 1);
    assert_eq!(number(&stage, "select count(*) from steps").await, 3);
});

story!(
    mod_a_hidden_idea_is_gone_everywhere_and_from_every_count,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut moderator) = stage.member("Modeste", Role::Moderator).await;
        let key = super::begin(&mut anna, "À cacher").await;
        super::fill(&mut anna, &key).await;
        let photo = super::proposing::photo();
        let fields = [("step", "4"), ("pictures_alt", "Une vue")];
        anna.upload(
            &format!("/ideas/new/{key}"),
            &fields,
            &[("pictures", "a.jpg", &photo)],
        )
        .await
        .is(303);
        let slug = super::publish(&mut anna, &key).await;
        let media = super::proposing::picture(&stage.browser().get("/ideas").await.text);
        stage.settle().await;
        let mut here = visit(&stage, &moderator).await;
        let idea = ideas::visible(&mut here, &slug).await.expect("seen");
        let mut tx = here.begin().await.expect("begins");
        let refused = ideas::shift(&mut here, &mut tx, &idea, "hide", None).await;
        assert!(refused.is_err(), "a reason is needed");
        ideas::shift(&mut here, &mut tx, &idea, "hide", Some("Publicité"))
            .await
            .expect("hidden");
        here.commit(tx).await.expect("kept");
        stage.settle().await;
        let mut visitor = stage.browser();
        for path in [
            "/ideas",
            "/ideas/map",
            "/ideas/points.json",
            "/ideas/near?lat=48.778&lon=2.289",
        ] {
            visitor.get(path).await.is(200).has_not("À cacher");
        }
        visitor
            .get("/ideas/similar?q=%C3%80+cacher")
            .await
            .is(200)
            .has_not("cacher");
        visitor.get(&format!("/ideas/{slug}/versions")).await.is(410);
        visitor.get(&format!("/ideas/{slug}/versions/1")).await.is(410);
        visitor.post(&format!("/ideas/{slug}/support"), &[]).await.is(410);
        visitor.get(&media).await.is(404);
        anna.get(&media).await.is(200);
        moderator.get(&media).await.is(200);
        let counts = "select cast(c.ideas + (select coalesce(sum(t.ideas), 0) from themes t)
            + (select coalesce(sum(p.ideas), 0) from people p) as bigint) from territory_counts c";
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sum = terreau_store::value!(&mut conn, i64, counts).expect("a sum");
        assert_eq!(sum, Some(0));
    }
);
