//! Stories of names in words.

use terreau_kit::Role;

use crate::{
    comments::tests::{idea, says},
    story,
};

story!(who_is_named_is_linked_and_told_once, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    let (_, mut c) = stage.member("Chloé Roux", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let words = "Merci @anna, et @chloe-roux saura. @personne reste, comme a@anna.fr et `@anna`.";
    let said = says(&mut b, "verger", "for", words).await;
    stage.settle().await;
    let page = stage.browser().get("/ideas/verger").await.is(200);
    let page = page.has("href=\"/people/chloe-roux\"").has("@Chloé Roux</a>");
    assert!(
        page.text.contains("@personne reste"),
        "an unknown name stays as it was"
    );
    let to = |name: &'static str| {
        let stage = &stage;
        async move {
            let letters = stage.letters(&format!("{name}@exemple.fr")).await;
            letters.into_iter().map(|l| l.kind).collect::<Vec<_>>()
        }
    };
    assert_eq!(to("chloe-roux").await, ["mention"]);
    assert_eq!(to("anna").await, ["answer"], "she hears of it anyway");
    c.get("/notices").await.has("Bilal parle de vous au sujet de");
    // Changing the words tells only those who are new in them.
    let edit = format!("/comments/{said}/edit");
    let (_, _) = stage.member("David", Role::Member).await;
    let fields = [("text", "Merci @chloe-roux et @david."), ("version", "1")];
    b.post(&edit, &fields).await.is(303);
    stage.settle().await;
    assert_eq!(to("chloe-roux").await, ["mention"]);
    assert_eq!(to("david").await, ["mention"]);
    stage
        .browser()
        .get("/ideas/verger")
        .await
        .has("href=\"/people/david\"");
});

story!(names_are_completed_for_members_only, |stage| {
    let (_, mut a) = stage.member("Anna Roux", Role::Member).await;
    stage.member("Annabelle", Role::Member).await;
    let found = a.get("/mentions/suggest?q=ann").await.is(200).json();
    let slugs: Vec<_> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| f["slug"].clone())
        .collect();
    assert_eq!(slugs, ["anna-roux", "annabelle"]);
    let none = a.get("/mentions/suggest?q=a").await.is(200).json();
    assert_eq!(none.as_array().map(Vec::len), Some(0));
    a.get("/mentions/suggest?q=%25%27%00").await.is(200);
    stage.browser().get("/mentions/suggest?q=ann").await.is(303);
});
