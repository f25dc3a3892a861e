//! Stories of the feed: what is there, why, from where on it is new, and what never is.

mod mine;
mod plans;

use terreau_kit::Role;

use crate::{
    activity::tests::centre,
    comments::tests::says,
    ideas::tests::{id_of, number, propose},
    story,
    testing::Stage,
};

async fn run(stage: &Stage, sql: &'static str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    terreau_store::run!(&mut tx, sql).expect("done");
    tx.commit().await.expect("kept");
}

story!(the_feed_holds_what_is_followed_and_says_why, |stage| {
    centre(&stage).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    // Who follows nothing is invited to, with forms that come back here.
    bilal
        .get("/feed")
        .await
        .is(200)
        .has("Votre fil vous attend")
        .has("action=\"/themes/mobilite/follow\"")
        .has("action=\"/zones/centre/follow\"");
    let back = bilal
        .post("/themes/mobilite/follow", &[("next", "/feed")])
        .await
        .is(303);
    assert_eq!(back.location(), "/feed");
    let slug = propose(&mut anna, "Un verger partagé").await;
    says(&mut chloe, &slug, "for", "Avec des **pommiers**").await;
    for browser in [&mut anna, &mut chloe] {
        browser.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
    }
    stage.settle().await;
    let page = bilal.get("/feed").await.is(200);
    let page = page
        .has("Anna propose une idée")
        .has("Un verger partagé")
        .has("Chloé commente une idée")
        .has("Avec des pommiers")
        .has("Vous suivez le thème Se déplacer")
        .has_not("soutiennent cette idée");
    assert!(
        page.text.find("Chloé commente") < page.text.find("Anna propose"),
        "the latest first"
    );
    // Who follows the idea reads of its supports, told together, without names.
    bilal.post(&format!("/ideas/{slug}/follow"), &[]).await.is(303);
    bilal
        .get("/feed")
        .await
        .has("2 personnes soutiennent cette idée")
        .has("Vous suivez cette idée");
    chloe.post(&format!("/ideas/{slug}/unsupport"), &[]).await.is(303);
    bilal.get("/feed").await.has("Une personne soutient cette idée");
    // What one did oneself is no news.
    chloe.post("/themes/mobilite/follow", &[]).await.is(303);
    chloe
        .get("/feed")
        .await
        .has("Anna propose")
        .has_not("Chloé commente");
    let english = bilal.get("/feed?lang=en").await.is(200);
    english.has("You follow the theme").has("proposes an idea");
    stage.browser().get("/feed").await.is(303);
});

story!(what_may_not_be_seen_is_in_no_feed, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    bilal.post("/themes/mobilite/follow", &[]).await.is(303);
    bilal.post("/people/anna/follow", &[]).await.is(303);
    let slug = propose(&mut anna, "Un verger secret").await;
    let word = says(&mut anna, &slug, "for", "Un mot bientôt retiré").await;
    stage.settle().await;
    let pages = ["/feed", "/feed?tab=all"];
    for page in pages {
        bilal
            .get(page)
            .await
            .is(200)
            .has("Un verger secret")
            .has("bientôt retiré");
    }
    anna.post(&format!("/comments/{word}/remove"), &[]).await.is(303);
    for page in pages {
        bilal.get(page).await.is(200).has_not("bientôt retiré");
    }
    for sql in [
        "update ideas set state = 'hidden'",
        "update ideas set state = 'published', circle = 2",
        "update ideas set circle = 3",
    ] {
        run(&stage, sql).await;
        for page in pages {
            bilal.get(page).await.is(200).has_not("Un verger secret");
        }
    }
    run(&stage, "update ideas set circle = 1").await;
    bilal.get("/feed").await.is(200).has("Un verger secret");
});

story!(
    who_keeps_what_they_did_to_themselves_is_not_gathered_by_who_follows_them,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
        bilal.post("/people/anna/follow", &[]).await.is(303);
        chloe.post("/people/anna/follow", &[]).await.is(303);
        chloe.post("/themes/mobilite/follow", &[]).await.is(303);
        propose(&mut anna, "Un verger partagé").await;
        stage.settle().await;
        bilal
            .get("/feed")
            .await
            .has("Un verger partagé")
            .has("Vous suivez Anna");
        chloe
            .get("/feed")
            .await
            .has("Vous suivez Anna")
            .has("Vous suivez le thème");
        run(
            &stage,
            "insert into profiles (territory_id, person_id, listed, remote, circles, updated_at)
         select territory_id, id, false, false, '{\"did\":3}', 0 from people where slug = 'anna'",
        )
        .await;
        bilal.get("/feed").await.is(200).has_not("Un verger partagé");
        chloe
            .get("/feed")
            .await
            .has("Un verger partagé")
            .has_not("Vous suivez Anna");
    }
);

story!(nothing_of_what_was_turned_off_comes_by_another_way, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    bilal.post("/themes/mobilite/follow", &[]).await.is(303);
    let loud = propose(&mut anna, "Une idée bruyante").await;
    propose(&mut anna, "Une idée calme").await;
    bilal.post(&format!("/ideas/{loud}/follow"), &[]).await.is(303);
    stage.settle().await;
    bilal.get("/feed").await.has("bruyante").has("calme");
    run(&stage, "update follows set level = 'mine' where kind = 'theme'").await;
    bilal.get("/feed").await.has("bruyante").has_not("calme");
    run(&stage, "update follows set level = 'all' where kind = 'theme'").await;
    run(&stage, "update follows set level = 'none' where kind = 'idea'").await;
    bilal.get("/feed").await.has_not("bruyante").has("calme");
    bilal.get("/feed?tab=all").await.has_not("bruyante").has("calme");
});

story!(where_one_stopped_is_marked_until_the_next_visit, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    bilal.post("/themes/mobilite/follow", &[]).await.is(303);
    propose(&mut anna, "Une idée ancienne").await;
    stage.settle().await;
    let (line, quiet) = ("Vous en étiez là", "Rien de neuf depuis");
    bilal
        .get("/feed")
        .await
        .has("ancienne")
        .has_not(line)
        .has_not(quiet);
    stage.days(1);
    bilal.get("/feed").await.has_not(line).has(quiet);
    stage.days(1);
    propose(&mut anna, "Une idée nouvelle").await;
    stage.settle().await;
    for _ in 0..2 {
        let page = bilal.get("/feed").await.has(line).has_not(quiet);
        let at = |word: &str| page.text.find(word).expect("there");
        assert!(at("nouvelle") < at(line) && at(line) < at("ancienne"));
    }
    stage.days(1);
    bilal.get("/feed").await.has(quiet).has_not(line);
    assert_eq!(number(&stage, "select count(*) from feed_marks").await, 1);
});

story!(pages_go_on_by_number_and_end, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    bilal.post("/people/anna/follow", &[]).await.is(303);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for n in 0..45 {
        let id = stage.app.ids.next();
        terreau_store::run!(
            &mut tx,
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id,
             created_at, published_at, updated_at) values ($1, $2, $3, $3, '', 'x', '<p>x</p>', 'fr', 'published',
             $4, $5, $5, $5)",
            stage.territory,
            id,
            format!("numero-{n:02}-"),
            anna,
            stage.clock.now()
        )
        .expect("an idea");
        crate::activity::tests::happened(&stage, &mut tx, "idea-published", id, Some(anna)).await;
    }
    tx.commit().await.expect("kept");
    stage.settle().await;
    let (mut path, mut met) = ("/feed".to_owned(), Vec::new());
    loop {
        let page = bilal.get(&path).await.is(200);
        met.extend(
            (0..45)
                .filter(|n| page.text.contains(&format!(">numero-{n:02}-<")))
                .rev(),
        );
        let Some(at) = page.text.find("rel=\"next\" href=\"") else {
            break;
        };
        let rest = &page.text[at + 17..];
        path = rest[..rest.find('"').expect("its end")]
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        assert!(met.len() < 60, "it ends");
        // Something new on top moves nothing.
        let slug = propose(&mut a, "Encore une").await;
        assert!(!slug.is_empty());
        stage.settle().await;
    }
    assert_eq!(met, (0..45).rev().collect::<Vec<_>>(), "each once, in order");
});

story!(
    near_me_is_my_quarter_and_everything_leaves_out_what_is_private,
    |stage| {
        centre(&stage).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        let slug = propose(&mut anna, "Un verger partagé").await;
        let word = says(&mut anna, &slug, "for", "Un premier mot").await;
        bilal.post(&format!("/comments/{word}/thank"), &[]).await.is(303);
        stage.settle().await;
        bilal.get("/feed?tab=near").await.is(200).has("Où habitez-vous");
        let zone =
            "update people set zone_id = (select id from zones where slug = 'centre') where slug = 'bilal'";
        run(&stage, zone).await;
        bilal
            .get("/feed?tab=near")
            .await
            .is(200)
            .has_not("Où habitez-vous");
        let quarter = "update ideas set zone_id = (select id from zones where slug = 'centre')";
        run(&stage, quarter).await;
        crate::activity::rebuild(&stage.app).await.expect("derived anew");
        stage.settle().await;
        bilal
            .get("/feed?tab=near")
            .await
            .has("Un verger partagé")
            .has("C’est dans votre quartier");
        let page = bilal.get("/feed?tab=all").await.is(200);
        page.has("Un verger partagé")
            .has("Tout ce qui se passe ici")
            .has_not("remerci");
    }
);

story!(who_holds_the_key_reads_the_feed_until_it_is_renewed, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (bilal, mut b) = stage.member("Bilal", Role::Member).await;
    b.post("/themes/mobilite/follow", &[]).await.is(303);
    let slug = propose(&mut anna, "Un verger & un puits").await;
    stage.settle().await;
    b.get("/feed/key").await.is(200).has("Créer mon adresse");
    let address = |page: &str| {
        let from = page.find("/feed.atom?key=").expect("an address");
        page[from..].chars().take_while(|c| *c != '<').collect::<String>()
    };
    let first = address(&b.post("/feed/key", &[]).await.is(200).text);
    b.get("/feed/key")
        .await
        .is(200)
        .has_not("feed.atom?key=")
        .has("La remplacer");
    let page = stage.browser().get(&first).await.is(200);
    assert_eq!(
        page.headers["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(page.headers["cache-control"], "private, no-store");
    page.has("Anna propose une idée – Un verger &#38; un puits")
        .has("Vous suivez le thème Se déplacer")
        .has(&format!("/ideas/{slug}"));
    let kept = "select count(*) from feed_keys where length(hash) = 32";
    assert_eq!(number(&stage, kept).await, 1, "its fingerprint only");
    let second = address(&b.post("/feed/key", &[]).await.is(200).text);
    stage.browser().get(&first).await.is(404);
    stage.browser().get(&second).await.is(200);
    stage.browser().get("/feed.atom?key=").await.is(404);
    run(&stage, "update ideas set state = 'hidden'").await;
    stage.browser().get(&second).await.is(200).has_not("verger");
    b.post("/feed/key/stop", &[]).await.is(303);
    stage.browser().get(&second).await.is(404);
    let _ = (bilal, id_of(&stage, &slug).await);
});
