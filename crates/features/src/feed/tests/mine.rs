//! The feed of all one's territories.

use terreau_kit::{Role, territory::Entry};

use crate::{
    crossing::tests::{neighbour, over, walk},
    ideas::tests::propose,
    story,
};

story!(the_feed_of_all_ones_territories_tells_each_by_its_name, |stage| {
    neighbour(&stage, Entry::Open).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let mut there = over(&stage);
    // Whoever has but one territory has no such part.
    anna.get("/feed").await.is(200).has_not("tab=mine");
    let page = anna.get("/feed?tab=mine").await.is(303);
    assert_eq!(page.location(), "/feed");
    walk(&mut anna, &mut there, "http://antony.test/cross?from=sceaux")
        .await
        .is(200);
    there
        .post("/cross/join", &[("name", "Anna"), ("of_age", "1")])
        .await
        .is(303);
    let mut his = over(&stage);
    walk(&mut bilal, &mut his, "http://antony.test/cross?from=sceaux")
        .await
        .is(200);
    his.post("/cross/join", &[("name", "Bilal"), ("of_age", "1")])
        .await
        .is(303);
    for browser in [&mut bilal, &mut his] {
        browser
            .post("/themes/mobilite/follow", &[("next", "/feed")])
            .await
            .is(303);
    }
    propose(&mut anna, "Un verger partagé").await;
    stage.clock.advance(1_000_000);
    propose(&mut there, "Un pont de bois").await;
    stage.settle().await;
    let page = bilal
        .get("/feed?tab=mine")
        .await
        .is(200)
        .has("Un verger partagé")
        .has("Un pont de bois");
    let page = page
        .has("<b>Antony</b>")
        .has("<b>Sceaux</b>")
        .has("aria-current=\"page\">Mes territoires");
    let page = page.has("href=\"http://antony.test/cross?from=sceaux&#38;next=%2Fideas%2Fun-pont-de-bois\"");
    let (bridge, orchard) = (page.text.find("Un pont"), page.text.find("Un verger"));
    assert!(bridge < orchard, "the latest first, wherever it happened");
    // Each territory tells the same feed, seen from there.
    let page = his
        .get("/feed?tab=mine")
        .await
        .is(200)
        .has("href=\"/ideas/un-pont-de-bois\"");
    page.has("http://sceaux.test/cross?from=antony");
    bilal.get("/feed").await.is(200).has_not("Un pont de bois");
    bilal.get("/feed?tab=mine&before=zz").await.is(200);
});

story!(its_pages_skip_nothing_and_repeat_nothing, |stage| {
    neighbour(&stage, Entry::Open).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let (mut there, mut his) = (over(&stage), over(&stage));
    for (browser, other, name) in [(&mut anna, &mut there, "Anna"), (&mut bilal, &mut his, "Bilal")] {
        walk(browser, other, "http://antony.test/cross?from=sceaux")
            .await
            .is(200);
        other
            .post("/cross/join", &[("name", name), ("of_age", "1")])
            .await
            .is(303);
    }
    for browser in [&mut bilal, &mut his] {
        browser.post("/themes/mobilite/follow", &[]).await.is(303);
    }
    let mut expected = Vec::new();
    for n in 0..46 {
        let title = format!("Proposition numéro {n} du tout");
        stage.clock.advance(1_000_000);
        let author = if n % 3 == 0 { &mut there } else { &mut anna };
        propose(author, &title).await;
        expected.insert(0, title);
    }
    stage.settle().await;
    let (mut seen, mut next) = (Vec::new(), "/feed?tab=mine".to_owned());
    for _ in 0..10 {
        let page = bilal.get(&next).await.is(200);
        for part in page.text.split("Proposition numéro ").skip(1) {
            let n: String = part.chars().take_while(char::is_ascii_digit).collect();
            let title = format!("Proposition numéro {n} du tout");
            if part.starts_with(&format!("{n} du tout</a>")) {
                seen.push(title);
            }
        }
        let more = page
            .text
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|r| r.split('"').next());
        let Some(more) = more else { break };
        next = more.replace("&#38;", "&");
    }
    assert_eq!(seen, expected);
});
