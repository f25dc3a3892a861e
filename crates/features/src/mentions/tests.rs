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

story!(an_idea_names_people_too_and_a_message_links_them, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé Roux", Role::Member).await;
    let theme = ("theme", "mobilite");
    let words = [
        ("step", "5"),
        ("title", "Un verger"),
        ("line", "Des fruits pour tous."),
        ("body", "Avec @chloe-roux, qui sait tailler."),
        ("lang", "fr"),
        theme,
    ];
    let begun = [("step", "1"), words[1], words[2]];
    let begun = anna.post("/ideas/new", &begun).await.is(303);
    let draft = begun.location().split('?').next().unwrap_or_default().to_owned();
    let page = anna.post(&draft, &words).await.is(303);
    assert!(
        page.location().starts_with("/ideas/un-verger"),
        "{}",
        page.location()
    );
    stage.settle().await;
    let to = async |name: &str| {
        let letters = stage.letters(&format!("{name}@exemple.fr")).await;
        letters.into_iter().map(|l| l.kind).collect::<Vec<_>>()
    };
    let page = stage.browser().get("/ideas/un-verger").await.is(200);
    page.has("href=\"/people/chloe-roux\"").has("@Chloé Roux</a>");
    assert_eq!(to("chloe-roux").await, ["mention"]);
    chloe.get("/notices").await.has("Anna parle de vous au sujet de");
    // Changed, only who is new in it is told.
    let words = [
        ("version", "1"),
        ("title", "Un verger"),
        ("line", "Des fruits pour tous."),
        ("body", "Avec @chloe-roux et @bilal."),
        ("lang", "fr"),
        theme,
    ];
    anna.post("/ideas/un-verger/edit", &words).await.is(303);
    stage.settle().await;
    assert_eq!(to("chloe-roux").await, ["mention"]);
    assert_eq!(to("bilal").await, ["mention"]);
    let page = stage.browser().get("/ideas/un-verger").await.is(200);
    page.has("href=\"/people/bilal\"");
    // In a message a name is a link; whoever is named is told of nothing they may not read.
    let fields = [("to", "bilal"), ("text", "Demandez à @chloe-roux.")];
    let talk = anna.post("/messages/new", &fields).await.is(303);
    let page = bilal.get(talk.location()).await.is(200);
    page.has("href=\"/people/chloe-roux\"");
    stage.settle().await;
    assert_eq!(to("chloe-roux").await, ["mention"]);
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
