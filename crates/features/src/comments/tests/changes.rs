//! Changing, taking back, hiding and thanking: with their history, their counts, and in races.

use futures_util::future::join_all;
use terreau_kernel::{
    id,
    time::{HOUR, MINUTE},
};
use terreau_kit::{Problem, Role, Visit};
use terreau_store::value;

use super::{counts_hold, idea, number, replies, says, shown, visit};
use crate::{
    comments::{self, COMMENT, CommentState, Full},
    story,
};

async fn full(visit: &mut Visit, short: &str) -> Full {
    let id = id::parse_short(short).expect("an id");
    comments::by_id(visit, id).await.expect("there")
}

async fn move_it(visit: &mut Visit, short: &str, name: &str, why: Option<&str>) -> Result<(), Problem> {
    let comment = full(visit, short).await;
    let mut tx = visit.begin().await?;
    comments::shift(visit, &mut tx, &comment, name, why).await?;
    visit.commit(tx).await
}

story!(words_changed_after_the_session_ended_are_given_back, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "for", "Un mot").await;
    let mut asleep = stage.browser();
    let form = format!("/comments/{comment}/edit");
    let fields = [("text", "Un mot bien plus long"), ("version", "1")];
    let page = asleep.post(&form, &fields).await.is(303);
    let back: String = url::form_urlencoded::byte_serialize(form.as_bytes()).collect();
    assert_eq!(page.location(), format!("/login?next={back}"));
    asleep.set_cookie("session", a.cookie("session").expect("signed in"));
    asleep
        .get("/gestures/complete")
        .await
        .is(200)
        .has("Vos mots vous attendent")
        .has("Un mot bien plus long")
        .has(&form);
    let read = [("keep", "read"), ("next", "/ideas")];
    let page = asleep.post("/gestures/complete", &read).await.is(303);
    assert_eq!(page.location(), "/ideas");
});

story!(for_fifteen_minutes_a_correction_leaves_no_mark, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let id = says(&mut a, "verger", "for", "Une fôte").await;
    let edit = format!("/comments/{id}/edit");
    a.get(&edit)
        .await
        .is(200)
        .has("Une fôte")
        .has("ne laisse pas de trace");
    stage.clock.advance(15 * MINUTE);
    a.post(&edit, &[("version", "1"), ("text", "Une faute")])
        .await
        .is(303);
    let (_, html) = shown(&stage, &a, "verger", "").await;
    assert!(html.contains("Une faute") && !html.contains("modifié"));
    a.get(&format!("/comments/{id}/versions"))
        .await
        .is(200)
        .has("Une faute")
        .has_not("fôte");
});

story!(mod_22_later_changes_keep_what_was_read_before, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let id = says(&mut a, "verger", "for", "Deux pommiers au fond").await;
    let edit = format!("/comments/{id}/edit");
    stage.clock.advance(16 * MINUTE);
    a.get(&edit).await.is(200).has("historique");
    a.post(&edit, &[("version", "1"), ("text", "Trois pommiers au fond")])
        .await
        .is(303);
    stage.clock.advance(HOUR);
    a.post(&edit, &[("version", "2"), ("text", "Trois pommiers devant")])
        .await
        .is(303);
    let (_, html) = shown(&stage, &a, "verger", "").await;
    assert!(html.contains("modifié"), "{html}");
    let mut visitor = stage.browser();
    let page = visitor.get(&format!("/comments/{id}/versions")).await.is(200);
    page.has("<del>Deux</del>")
        .has("<ins>Trois</ins>")
        .has("<ins>devant</ins>")
        .has("Premier texte");
});

story!(
    two_changes_at_once_the_second_sees_a_comparison_and_loses_nothing,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let id = says(&mut a, "verger", "for", "Un pommier").await;
        let edit = format!("/comments/{id}/edit");
        a.post(&edit, &[("version", "1"), ("text", "Un pommier et un poirier")])
            .await
            .is(303);
        let page = a
            .post(&edit, &[("version", "1"), ("text", "Un pommier et un figuier")])
            .await
            .is(422);
        let page = page
            .has("a changé entre-temps")
            .has("<del>poirier</del>")
            .has("<ins>figuier</ins>");
        page.has("Un pommier et un figuier</textarea>")
            .has("name=\"version\" value=\"2\"");
        a.post(&edit, &[("version", "2"), ("text", "Un pommier et un figuier")])
            .await
            .is(303);
        assert!(shown(&stage, &a, "verger", "").await.1.contains("figuier"));
        a.post(&edit, &[("version", "3"), ("text", "")])
            .await
            .is(422)
            .has("href=\"#text\"");
    }
);

story!(nobody_changes_what_another_wrote, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let id = says(&mut a, "verger", "for", "À moi").await;
    let (_, mut b) = stage.member("Bilal", Role::Administrator).await;
    for path in ["edit", "remove"] {
        let path = format!("/comments/{id}/{path}");
        b.get(&path).await.is(404);
        b.post(&path, &[("version", "1"), ("text", "À lui")])
            .await
            .is(404);
        stage
            .browser()
            .post(&path, &[("version", "1"), ("text", "À lui")])
            .await
            .is(303)
            .has_not("À lui");
    }
    for bad in ["x", "AAAAAAAAAAAAAAAAAAAAAA", "%00"] {
        b.get(&format!("/comments/{bad}")).await.is(404);
    }
});

story!(
    what_its_author_takes_back_leaves_a_line_where_somebody_answered,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let first = says(&mut a, "verger", "for", "Je regrette").await;
        let reply = replies(&mut b, "verger", &first, "Une réponse qui reste").await;
        a.get(&format!("/comments/{first}/remove"))
            .await
            .is(200)
            .has("Je regrette");
        a.post(&format!("/comments/{first}/remove"), &[]).await.is(303);
        a.post(&format!("/comments/{first}/remove"), &[]).await.is(410);
        let (section, html) = shown(&stage, &b, "verger", "").await;
        assert!(html.contains("retiré par son auteur") && html.contains("Une réponse qui reste"));
        assert!(!html.contains("Je regrette") && section.total == 1 && section.columns[0].count == 0);
        counts_hold(&stage).await;
        b.post(&format!("/comments/{reply}/remove"), &[]).await.is(303);
        let (section, html) = shown(&stage, &b, "verger", "").await;
        assert!(section.columns[0].rows.is_empty() && !html.contains("retiré par son auteur"));
        b.get(&format!("/comments/{first}")).await.is(410);
        b.get(&format!("/comments/{first}/versions")).await.is(410);
        counts_hold(&stage).await;
    }
);

story!(mod_05_a_moderator_hides_and_shows_again_with_a_reason, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, m) = stage.member("Maud", Role::Moderator).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut a, "verger", "for", "Des gros mots").await;
    let reply = replies(&mut a, "verger", &first, "Une réponse").await;
    let mut moderator = visit(&stage, &m, "/").await;
    let refused = move_it(&mut moderator, &first, "hide", None).await;
    assert_eq!(refused, Err(Problem::Invalid("life-reason-missing")));
    let mut author = visit(&stage, &a, "/").await;
    let refused = move_it(&mut author, &first, "hide", Some("x")).await;
    assert_eq!(refused, Err(Problem::Refused("life-not-yours")));
    move_it(&mut moderator, &first, "hide", Some("insult: des gros mots"))
        .await
        .expect("hidden");
    move_it(&mut moderator, &reply, "hide", Some("insult: aussi"))
        .await
        .expect("hidden");
    let (section, html) = shown(&stage, &a, "verger", "").await;
    assert!(section.total == 0 && !html.contains("gros mots") && !html.contains("Une réponse"));
    counts_hold(&stage).await;
    move_it(&mut moderator, &reply, "show", Some("erreur"))
        .await
        .expect("shown");
    let (_, html) = shown(&stage, &a, "verger", "").await;
    assert!(html.contains("masqué par la modération") && html.contains("Une réponse"));
    move_it(&mut moderator, &first, "show", Some("erreur"))
        .await
        .expect("shown");
    assert_eq!(shown(&stage, &a, "verger", "").await.0.total, 2);
    counts_hold(&stage).await;
    let events = "select count(*) from events where territory_id = $1
        and kind in ('comment-hidden', 'comment-changed')";
    assert_eq!(number(&stage.app.db, events, stage.territory).await, 4);
});

story!(thirty_two_replies_at_once_are_all_counted, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut a, "verger", "for", "Au travail").await;
    let mut people = Vec::new();
    for n in 0..16 {
        people.push(stage.member(&format!("Personne {n}"), Role::Member).await.1);
    }
    let acts = people.iter_mut().enumerate().map(|(n, browser)| {
        let first = first.clone();
        async move {
            let fields = [("parent", first.as_str()), ("text", "Présent")];
            browser.post("/ideas/verger/comments", &fields).await.is(303);
            if n % 2 == 0 {
                browser
                    .post(&format!("/comments/{first}/thank"), &[])
                    .await
                    .is(303);
            } else {
                let fields = [("side", "against"), ("text", "Un doute")];
                browser.post("/ideas/verger/comments", &fields).await.is(303);
            }
        }
    });
    join_all(acts).await;
    let (section, _) = shown(&stage, &a, "verger", "").await;
    assert_eq!(
        (section.total, section.columns[0].count, section.columns[1].count),
        (25, 1, 8)
    );
    counts_hold(&stage).await;
    let mut conn = stage.app.db.read().await.expect("a connection");
    let growth = value!(&mut conn, f64, "select growth from ideas")
        .expect("read")
        .expect("an idea");
    assert!(growth > 0.0);
});

#[test]
fn no_path_of_a_comments_life_leaves_its_states() {
    COMMENT.check().expect("holds");
    for each in COMMENT.moves {
        assert!(CommentState::from_code(each.to).is_some());
        assert!(
            <CommentState as terreau_kernel::life::State>::ALL
                .iter()
                .any(|s| s.code() == each.to)
        );
    }
}
