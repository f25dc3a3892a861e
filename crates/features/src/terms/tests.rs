//! Stories of the terms: published, told, accepted, remembered.

use terreau_kit::Role;

use crate::{
    accounts::tests::{count, joining},
    story,
    testing::{Browser, Stage},
};

const WORDS: [(&str, &str); 2] = [
    ("summary_fr", "Les photos doivent être les vôtres."),
    ("summary_en", "Pictures must be your own."),
];

/// The administrator changes the French text, then publishes.
async fn published(admin: &mut Browser<'_>, number: &str, text: &str) {
    let version = (number.parse::<i64>().expect("a number") - 1).to_string();
    let page = [("version", version.as_str()), ("title", "Règles"), ("body", text)];
    admin.post("/admin/pages/terms/fr", &page).await.is(303);
    let form = [&[("number", number)], &WORDS[..]].concat();
    admin.post("/admin/terms", &form).await.is(303);
}

/// Somebody who joins through the form and their letter.
async fn joins<'s>(stage: &'s Stage, name: &str, email: &str) -> Browser<'s> {
    let mut browser = stage.browser();
    browser.post("/join", &joining(name, email)).await.is(303);
    stage.settle().await;
    let link = stage.link(email).await;
    browser.get(&link).await;
    browser.post(&link, &[]).await.is(303);
    browser
}

story!(
    priv_38_a_new_version_is_told_once_accepted_in_one_click_and_remembered,
    |stage| {
        let (_, mut admin) = stage.member("Adrien", Role::Administrator).await;
        let mut lea = joins(&stage, "Léa Morin", "lea@exemple.fr").await;
        let zero = "select count(*) from terms_members where number = 0 and accepted_at is not null";
        assert_eq!(
            count(&stage, zero).await,
            1,
            "whoever joins accepts what is in force"
        );
        lea.get("/ideas").await.is(200).has_not("/terms/changes");
        stage.browser().get("/terms/changes").await.is(303);

        published(&mut admin, "1", "Soyez courtois.\n\nVos photos sont les vôtres.").await;
        stage.settle().await;
        let letters = stage.letters("lea@exemple.fr").await;
        let told: Vec<_> = letters.iter().filter(|l| l.kind == "terms").collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].text.contains(WORDS[0].1) && told[0].text.contains("/terms/changes"));
        assert!(!told[0].headers.contains("List-Unsubscribe"), "one needs to know");

        stage
            .browser()
            .get("/ideas")
            .await
            .is(200)
            .has_not("/terms/changes");
        lea.get("/ideas").await.is(200).has("/terms/changes");
        let page = lea.get("/terms/changes").await.is(200);
        page.has(WORDS[0].1).has("<ins>").has("/terms/accept");
        stage
            .browser()
            .post("/terms/accept", &[("number", "1")])
            .await
            .is(303);
        lea.post("/terms/accept", &[("number", "2")]).await.is(303);
        lea.get("/ideas").await.has("/terms/changes");
        lea.post("/terms/accept", &[("number", "1")]).await.is(303);
        lea.get("/ideas").await.has_not("/terms/changes");
        let one = "select count(*) from terms_members where number = 1 and accepted_at is not null";
        assert_eq!(count(&stage, one).await, 1);
        admin.get("/admin/terms").await.is(200).has("Un membre a accepté");

        let mut noe = joins(&stage, "Noé Petit", "noe@exemple.fr").await;
        noe.get("/ideas").await.has_not("/terms/changes");
        assert_eq!(
            count(&stage, one).await,
            2,
            "whoever joins later accepts version 1"
        );
        let known = lea.get("/me/export.json").await.is(200).json();
        assert_eq!(known["terms_members"].as_array().map(Vec::len), Some(2));

        published(&mut admin, "2", "Soyez courtois.").await;
        stage.settle().await;
        let each = "select count(*) from mails where kind = 'terms' and address <> 'adrien@exemple.fr'";
        assert_eq!(count(&stage, each).await, 3, "each once");
        noe.get("/ideas").await.has("/terms/changes");
    }
);

story!(
    what_did_not_change_is_not_published_and_nothing_typed_is_lost,
    |stage| {
        let (_, mut admin) = stage.member("Adrien", Role::Administrator).await;
        let page = admin
            .post("/admin/terms", &[("number", "1"), WORDS[1]])
            .await
            .is(422);
        page.has(WORDS[1].1).has("summary_fr-error");
        published(&mut admin, "1", "Soyez courtois.").await;
        let again = [&[("number", "2")], &WORDS[..]].concat();
        admin
            .post("/admin/terms", &again)
            .await
            .is(422)
            .has("rien à publier");
        let late = [&[("number", "1")], &WORDS[..]].concat();
        admin.post("/admin/terms", &late).await.is(422).has(WORDS[0].1);
        let (_, mut moderator) = stage.member("Mona", Role::Moderator).await;
        moderator.post("/admin/terms", &again).await.is(404);
        assert_eq!(count(&stage, "select count(*) from terms_versions").await, 2);
    }
);
