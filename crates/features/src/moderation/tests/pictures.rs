//! One picture of an idea: reported, hidden alone, contested, shown again.

use terreau_kernel::id;
use terreau_kit::Role;

use super::{decision, moderators, report, rule};
use crate::{
    ideas::tests::{begin, fill, proposing::photo, publish},
    story,
    testing::{Browser, Stage},
};

/// An idea with two pictures; gives its slug, and the pictures as addresses name them.
async fn with_two(browser: &mut Browser<'_>) -> (String, [String; 2]) {
    let draft = begin(browser, "Une fresque").await;
    fill(browser, &draft).await;
    let url = format!("/ideas/new/{draft}");
    for alt in ["Le mur de l’école", "La porte du gymnase"] {
        let fields = [("step", "4"), ("pictures_alt", alt), ("go", "4")];
        let photo = photo();
        browser
            .upload(&url, &fields, &[("pictures", "vue.jpg", &photo)])
            .await
            .is(303);
    }
    let page = browser.get(&format!("{url}?step=4")).await.is(200).text;
    let shorts: Vec<String> = page
        .split("name=\"position-")
        .skip(1)
        .map(|rest| rest[..22].to_owned())
        .collect();
    let slug = publish(browser, &draft).await;
    (slug, shorts.try_into().expect("two pictures"))
}

async fn files(browser: &mut Browser<'_>, short: &str, status: u16) {
    for width in [400, 900, 1600] {
        browser.get(&format!("/media/{short}/{width}")).await.is(status);
    }
}

async fn served_nowhere(stage: &Stage, slug: &str, short: &str) {
    let mut visitor = stage.browser();
    let idea = crate::ideas::tests::id_of(stage, slug).await;
    for path in [
        "/".to_owned(),
        "/ideas".to_owned(),
        format!("/ideas/{slug}"),
        "/ideas.atom".to_owned(),
        format!("/feeds/ideas/{slug}"),
        format!("/api/v1/ideas/{}", id::short(idea)),
    ] {
        visitor.get(&path).await.has_not(short);
    }
    files(&mut visitor, short, 404).await;
    let ticket = terreau_kernel::id::parse_short(short).expect("an id");
    let ticket = crate::pictures::ticket(&stage.app, ticket);
    visitor
        .get(&format!("/media/{short}/400?ticket={ticket}"))
        .await
        .is(404);
    visitor
        .headers
        .push(("if-none-match", format!("\"{short}-400\"")));
    visitor.get(&format!("/media/{short}/400")).await.is(404);
}

story!(one_picture_is_reported_and_hidden_alone, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (slug, [first, second]) = with_two(&mut anna).await;
    stage.settle().await;
    let mut visitor = stage.browser();
    visitor
        .get(&format!("/ideas/{slug}"))
        .await
        .is(200)
        .has(&format!("/report/picture/{first}"))
        .has(&format!("/report/picture/{second}"));
    visitor
        .get(&format!("/report/picture/{first}"))
        .await
        .is(200)
        .has("Le mur de l’école")
        .has(&format!("/media/{first}/900"));
    report(&mut visitor, "picture", &first).await;
    let (mut maud, mut omar) = moderators(&stage).await;
    maud.get("/moderation?kind=picture")
        .await
        .is(200)
        .has("Le mur de l’école");
    maud.get(&format!("/moderation/picture/{first}"))
        .await
        .is(200)
        .has("Une fresque")
        .has("Masquer");
    rule(&mut maud, "picture", &first, "hide").await;
    stage.settle().await;
    served_nowhere(&stage, &slug, &first).await;
    let mut fresh = stage.browser();
    // The idea and its other picture stay, and this one is the cover now.
    fresh
        .get("/ideas")
        .await
        .is(200)
        .has(&format!("/media/{second}/400"));
    files(&mut fresh, &second, 200).await;
    fresh.get(&format!("/report/picture/{first}")).await.is(410);
    files(&mut maud, &first, 200).await;
    files(&mut anna, &first, 200).await;
    anna.get(&format!("/ideas/{slug}"))
        .await
        .is(200)
        .has("Masquée par la modération");
    let link = decision(&stage, "anna@exemple.fr").await;
    fresh
        .get(&link)
        .await
        .is(200)
        .has("Ce qu’elle accompagnait reste en ligne")
        .has("à toutes ses tailles")
        .has("Envoyer mon recours");
    omar.get("/moderation/log").await.is(200).has("Le mur de l’école");
    // Changing the idea does not bring it back.
    let change = [
        ("title", "Une fresque"),
        ("line", "Une phrase qui dit tout"),
        ("body", "Un autre texte"),
        ("theme", "mobilite"),
        ("version", "1"),
    ];
    anna.post(&format!("/ideas/{slug}/edit"), &change).await.is(303);
    served_nowhere(&stage, &slug, &first).await;
    rule(&mut omar, "picture", &first, "show").await;
    stage.settle().await;
    files(&mut stage.browser(), &first, 200).await;
    stage
        .browser()
        .get("/ideas")
        .await
        .has(&format!("/media/{first}/400"));
});

story!(
    a_reported_picture_taken_out_by_its_author_can_still_be_answered,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (slug, [first, _]) = with_two(&mut anna).await;
        report(&mut stage.browser(), "picture", &first).await;
        let remove = format!("remove-{first}");
        let change = [
            ("title", "Une fresque"),
            ("line", "Une phrase qui dit tout"),
            ("body", "Un autre texte"),
            ("theme", "mobilite"),
            ("version", "1"),
            (remove.as_str(), "1"),
        ];
        anna.post(&format!("/ideas/{slug}/edit"), &change).await.is(303);
        let (mut maud, _) = moderators(&stage).await;
        maud.get(&format!("/moderation/picture/{first}"))
            .await
            .is(200)
            .has("Une image retirée par son auteur");
        rule(&mut maud, "picture", &first, "keep").await;
        stage.settle().await;
        let link = decision(&stage, "nadia@exemple.fr").await;
        stage
            .browser()
            .get(&link)
            .await
            .is(200)
            .has("Cette image reste en ligne");
        maud.get("/moderation").await.is(200).has("Rien n’attend");
        maud.get("/moderation/picture/AAAAAAAAAAAAAAAAAAAAAA")
            .await
            .is(404);
    }
);
