//! Stories of portraits: chosen, seen beside the name, hidden from whom it must be, gone with its owner.

use terreau_kernel::{id, time::DAY};
use terreau_kit::Role;
use terreau_store::run;

use crate::{
    comments::tests::{idea, says},
    ideas::tests::proposing::photo,
    story,
    testing::{Browser, Stage},
};

/// Chooses a picture; gives its part of addresses.
async fn choose(browser: &mut Browser<'_>) -> String {
    let photo = photo();
    browser
        .upload("/me/portrait", &[], &[("portrait", "moi.jpg", &photo)])
        .await
        .is(303);
    shown(browser, "/me/portrait").await.expect("a picture")
}

/// The first picture beside a name on a page.
async fn shown(browser: &mut Browser<'_>, path: &str) -> Option<String> {
    let page = browser.get(path).await.is(200).text;
    let (_, main) = page.split_once("<main").expect("a page");
    let (_, rest) = main.split_once("<img src=\"/media/")?;
    Some(rest[..22].to_owned())
}

async fn sizes(browser: &mut Browser<'_>, short: &str, status: u16) {
    for side in [96, 400] {
        browser.get(&format!("/media/{short}/{side}")).await.is(status);
    }
}

async fn swept(stage: &Stage) {
    stage.clock.advance(8 * DAY);
    crate::pictures::sweep(&stage.app).await.expect("swept");
}

story!(a_portrait_stands_beside_the_name_until_it_is_taken_out, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    says(&mut a, "verger", "for", "Mon mot").await;
    a.get("/me/portrait").await.is(200).has("vos initiales");
    a.post("/me/portrait", &[])
        .await
        .is(422)
        .has("Choisissez d’abord");
    a.upload(
        "/me/portrait",
        &[],
        &[("portrait", "x.svg", b"<svg onload=alert(1)>")],
    )
    .await
    .is(422)
    .has("id=\"portrait-error\"");
    let short = choose(&mut a).await;
    stage.settle().await;
    let mut visitor = stage.browser();
    for path in ["/people/anna", "/ideas/verger"] {
        assert_eq!(shown(&mut visitor, path).await.as_ref(), Some(&short), "{path}");
    }
    let discussion = visitor.get("/ideas/verger").await.text;
    assert_eq!(
        discussion.matches(&format!("/media/{short}/96")).count(),
        2,
        "author and comment"
    );
    sizes(&mut visitor, &short, 200).await;
    visitor.get("/me/portrait").await.is(303);
    let another = choose(&mut a).await;
    assert_ne!(another, short);
    swept(&stage).await;
    sizes(&mut visitor, &short, 404).await;
    sizes(&mut visitor, &another, 200).await;
    a.post("/me/portrait", &[("do", "remove")]).await.is(303);
    stage.settle().await;
    assert_eq!(shown(&mut visitor, "/people/anna").await, None);
    sizes(&mut visitor, &another, 404).await;
});

story!(
    a_portrait_is_hidden_from_who_is_kept_apart_and_goes_with_its_owner,
    |stage| {
        let (_, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        let short = choose(&mut a).await;
        sizes(&mut b, &short, 200).await;
        a.post("/people/bilal/block", &[("sure", "1")]).await.is(303);
        sizes(&mut b, &short, 404).await;
        b.get(&format!("/report/picture/{short}")).await.is(404);
        sizes(&mut stage.browser(), &short, 200).await;
        a.post("/me/delete", &[("contributions", "keep"), ("sure", "1")])
            .await
            .is(303);
        stage.clock.advance(40 * DAY);
        stage.settle().await;
        crate::accounts::sweep(&stage.app).await.expect("gone");
        swept(&stage).await;
        sizes(&mut stage.browser(), &short, 404).await;
    }
);

story!(moderators_hide_a_portrait_and_show_it_again, |stage| {
    let (_, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut m) = stage.member("Maud", Role::Moderator).await;
    let short = choose(&mut a).await;
    let mut visitor = stage.browser();
    visitor
        .get("/people/anna")
        .await
        .has(&format!("/report/picture/{short}"));
    visitor
        .get(&format!("/report/picture/{short}"))
        .await
        .is(200)
        .has("Image de Anna");
    let rule = |measure: &str| {
        [
            ("measure", measure.to_owned()),
            ("reason", "insult".to_owned()),
            ("text", "Votre image attaque une personne.".to_owned()),
        ]
    };
    for (measure, to_all) in [("hide", 404), ("show", 200)] {
        let fields = rule(measure);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        m.post(&format!("/moderation/picture/{short}"), &fields)
            .await
            .is(303);
        stage.settle().await;
        sizes(&mut stage.browser(), &short, to_all).await;
        sizes(&mut a, &short, 200).await;
        let seen = shown(&mut stage.browser(), "/people/anna").await;
        assert_eq!(seen.is_some(), to_all == 200);
        assert!(id::parse_short(&short).is_some());
    }
    let letters = stage.letters("anna@exemple.fr").await;
    assert!(letters.iter().any(|l| l.kind == "decision"), "she is told");
});

story!(
    who_is_suspended_takes_a_portrait_out_but_shows_no_other,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let short = choose(&mut a).await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let sql = "update people set state = 'suspended' where territory_id = $1 and id = $2";
        run!(&mut tx, sql, stage.territory, anna).expect("suspended");
        tx.commit().await.expect("kept");
        let photo = photo();
        a.upload("/me/portrait", &[], &[("portrait", "moi.jpg", &photo)])
            .await
            .is(403);
        sizes(&mut stage.browser(), &short, 200).await;
        a.post("/me/portrait", &[("do", "remove")]).await.is(303);
        sizes(&mut stage.browser(), &short, 404).await;
    }
);
