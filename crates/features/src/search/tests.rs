//! Stories of searching.

use terreau_kernel::id::Id;
use terreau_kit::Role;
use terreau_store::{events, run, value};

use crate::{
    import::{self, Files},
    story,
    testing::Stage,
};

const PEOPLE: &str = "ref,display_name\np1,Anna\n";
const IDEAS: &str = "ref,title,body_html,theme,author_ref,created_at,hidden\n\
    i1,Un jardin partagé derrière l’école,<p>Des carrés potagers pour les voisins.</p>,Nature,p1,2025-10-01,false\n\
    i2,Des bancs à l’ombre,<p>Pour s’asseoir au marché.</p>,Places,p1,2025-10-02,false\n\
    i3,Secret masqué,<p>Invisible potager</p>,Places,p1,2025-10-02,true\n";
const COMMENTS: &str =
    "ref,idea_ref,body,author_ref,created_at\nc1,i1,Très bonne idée pour les courgettes,p1,2025-10-05\n";

async fn fill(stage: &Stage) {
    let bytes = |text: &str| Some(text.as_bytes().to_vec());
    let files = Files {
        people: bytes(PEOPLE),
        ideas: bytes(IDEAS),
        comments: bytes(COMMENTS),
    };
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    import::run(&stage.app, &territory, &files, false, |_, _| {})
        .await
        .expect("imported");
    stage.settle().await;
}

story!(
    french_words_are_found_by_stem_accent_elision_and_with_one_mistake,
    |stage| {
        fill(&stage).await;
        let mut browser = stage.browser();
        for asked in ["jardins", "l'ecole", "potagers", "jardn", "JARDIN"] {
            let asked: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
            browser
                .get(&format!("/search?q={asked}"))
                .await
                .is(200)
                .has("<mark>")
                .has("/ideas/un-jardin-partage");
        }
        browser
            .get("/search?q=courgettes")
            .await
            .is(200)
            .has("/comments/");
        browser.get("/search?q=").await.is(200);
        browser
            .get("/search?q=xyzzyxyzzy")
            .await
            .is(200)
            .has("Rien trouvé");
    }
);

story!(
    whoever_was_imported_with_their_words_is_found_before_they_claim_them,
    |stage| {
        fill(&stage).await;
        let mut visitor = stage.browser();
        visitor
            .get("/search?q=Anna&kind=person")
            .await
            .is(200)
            .has("/people/");
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let nothing = "update people set ideas = 0, comments = 0 where territory_id = $1";
        run!(&mut tx, nothing, stage.territory).expect("set");
        tx.commit().await.expect("kept");
        stage.app.touched(stage.territory);
        visitor
            .get("/search?q=Anna&kind=person")
            .await
            .is(200)
            .has_not("/people/");
    }
);

story!(what_is_hidden_is_not_found_and_not_counted, |stage| {
    fill(&stage).await;
    stage
        .browser()
        .get("/search?q=secret")
        .await
        .is(200)
        .has_not("Secret");
    stage
        .browser()
        .get("/search?q=potager")
        .await
        .is(200)
        .has("1 résultat")
        .has_not("masqué");
});

story!(what_is_hidden_is_gone_even_before_the_index_follows, |stage| {
    fill(&stage).await;
    let mut any = stage.browser();
    any.get("/search?q=bancs").await.is(200).has("/ideas/des-bancs");
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let text = "update ideas set state = 'hidden' where territory_id = $1 and imported_ref = 'i2'";
    run!(&mut tx, text, stage.territory).expect("hidden");
    tx.commit().await.expect("kept");
    any.get("/search?q=bancs")
        .await
        .is(200)
        .has_not("/ideas/des-bancs");
});

story!(
    who_changes_name_or_leaves_is_no_longer_named_in_any_result,
    |stage| {
        fill(&stage).await;
        for asked in ["jardin", "courgettes"] {
            stage
                .browser()
                .get(&format!("/search?q={asked}"))
                .await
                .is(200)
                .has("Anna");
        }
        for (state, name) in [("imported", "Anouk Neuf"), ("anonymised", "Anouk Neuf")] {
            let mut tx = stage.app.db.begin().await.expect("a transaction");
            let known = "select id from people where territory_id = $1 and imported_ref = 'p1'";
            let person = value!(&mut tx, Id, known, stage.territory)
                .expect("an answer")
                .expect("somebody");
            let text = "update people set state = $3, name = $4 where territory_id = $1 and id = $2";
            run!(&mut tx, text, stage.territory, person, state, name).expect("changed");
            let event = events::Happened {
                territory: stage.territory,
                kind: "person-changed",
                object: person,
                subject: None,
                person: None,
                body: None,
                at: stage.clock.now(),
            };
            events::record(&mut tx, event).await.expect("told");
            tx.commit().await.expect("kept");
            stage.settle().await;
            stage.app.touched(stage.territory);
            for asked in ["jardin", "courgettes"] {
                let page = stage.browser().get(&format!("/search?q={asked}")).await.is(200);
                let page = page.has("<mark>").has_not("Anna");
                assert_eq!(
                    page.text.contains("Anouk"),
                    state == "imported",
                    "{asked} after {state}"
                );
            }
        }
        stage
            .browser()
            .get("/search?q=Anouk")
            .await
            .is(200)
            .has("Rien trouvé");
    }
);

story!(
    the_index_can_be_dropped_and_is_filled_anew_while_serving,
    |stage| {
        fill(&stage).await;
        let count = super::rebuild(&stage.app, |_| {}).await.expect("rebuilt");
        assert_eq!(count, 4, "two ideas, a comment, and who wrote them");
        stage
            .browser()
            .get("/search?q=jardin")
            .await
            .is(200)
            .has("/ideas/un-jardin-partage");
    }
);

story!(suggestions_come_as_one_types, |stage| {
    fill(&stage).await;
    let (_, mut member) = stage.member("Jardine Martin", Role::Member).await;
    let helps = member.get("/search/suggest?q=jard").await.is(200).json();
    assert_eq!(helps[0]["label"], "Un jardin partagé derrière l’école");
});

story!(nothing_typed_is_an_error, |stage| {
    fill(&stage).await;
    let mut browser = stage.browser();
    for asked in [
        "\"",
        "AND OR",
        "titre:^2",
        "a*b?",
        "(((",
        "\u{202e}",
        "é\u{301}",
        "%00",
        "'; drop table ideas",
    ] {
        let asked: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        browser.get(&format!("/search?q={asked}")).await.is(200);
    }
    let long = "a".repeat(10_000);
    browser.get(&format!("/search?q={long}")).await.is(200);
});
