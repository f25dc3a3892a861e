//! Leaving, and coming back before it is done.

use super::{PASSWORD, anna, count, time_passes};
use crate::{accounts, story};

const KEEP: [(&str, &str); 2] = [("contributions", "keep"), ("sure", "1")];

story!(
    priv_16_leaving_waits_two_weeks_and_is_undone_by_the_letter_or_by_coming_back,
    |stage| {
        let mut anna = anna(&stage).await;
        time_passes(&stage);
        anna.post("/me/delete", &KEEP).await.is(303);
        assert_eq!(
            count(
                &stage,
                "select count(*) from accounts where deletion_due_at is not null"
            )
            .await,
            0
        );
        anna.post("/me/prove", &[("password", PASSWORD)]).await.is(303);
        anna.get("/me/delete").await.is(200).has("16 mars 2026");
        anna.post("/me/delete", &[("contributions", "keep")])
            .await
            .is(422);
        anna.post("/me/delete", &KEEP).await.is(303);
        anna.get("/me").await.is(200).has("sera supprimé le");
        let link = stage.link("anna-leveque@exemple.fr").await;
        let mut phone = stage.browser();
        phone.get(&link).await.is(200).has("Garder mon compte");
        phone.post(&link, &[]).await.is(303);
        anna.get("/me").await.is(200).has_not("sera supprimé le");
        anna.post("/me/delete", &KEEP).await.is(303);
        let with = [("email", "anna-leveque@exemple.fr"), ("password", PASSWORD)];
        let back = phone.post("/login", &with).await.is(303);
        assert_eq!(back.location(), "/me/delete");
        phone.get("/me/delete").await.is(200).has("Garder mon compte");
        phone.post("/me/delete/undo", &[]).await.is(303);
        stage.days(20);
        accounts::sweep(&stage.app).await.expect("swept");
        assert_eq!(count(&stage, "select count(*) from accounts").await, 1);
    }
);

// What a legal order may ask for a year stands apart: its stories are those of `closed`.
story!(priv_17_after_the_wait_nothing_says_who_they_were, |stage| {
    let mut anna = anna(&stage).await;
    anna.post("/me/delete", &KEEP).await.is(303);
    stage.settle().await;
    stage.days(13);
    accounts::sweep(&stage.app).await.expect("swept");
    anna.get("/people/anna-leveque").await.is(200);
    stage.days(1);
    accounts::sweep(&stage.app).await.expect("swept");
    accounts::sweep(&stage.app).await.expect("swept twice");
    anna.get("/me").await.is(303);
    stage.browser().get("/people/anna-leveque").await.is(404);
    for table in ["accounts", "sessions", "links"] {
        let sql: &'static str = match table {
            "accounts" => "select count(*) from accounts",
            "sessions" => "select count(*) from sessions",
            _ => "select count(*) from links",
        };
        assert_eq!(count(&stage, sql).await, 0, "{table}");
    }
    let gone = "select count(*) from people where state = 'anonymised' and name = '' and name_key = ''
                and bio = '' and slug <> 'anna-leveque'";
    assert_eq!(count(&stage, gone).await, 1);
    assert_eq!(
        count(
            &stage,
            "select count(*) from security_log where person_id is not null"
        )
        .await,
        0
    );
    assert_eq!(
        count(
            &stage,
            "select count(*) from steps where object_kind = 'person' and move = 'leave'"
        )
        .await,
        1
    );
    stage.settle().await;
    let letters = stage.letters("anna-leveque@exemple.fr").await;
    assert_eq!(letters.len(), 1, "only the last letter remains");
    let with = [("email", "anna-leveque@exemple.fr"), ("password", PASSWORD)];
    stage.browser().post("/login", &with).await.is(422);
});

story!(
    priv_12_and_priv_29_what_has_served_is_forgotten_in_its_time,
    |stage| {
        let mut anna = anna(&stage).await;
        anna.post("/logout", &[]).await.is(303);
        stage
            .browser()
            .post("/login", &[("email", "anna-leveque@exemple.fr")])
            .await
            .is(303);
        stage.settle().await;
        accounts::sweep(&stage.app).await.expect("swept");
        assert_eq!(count(&stage, "select count(*) from mails").await, 1);
        assert!(count(&stage, "select count(*) from security_log").await > 0);
        stage.days(91);
        accounts::sweep(&stage.app).await.expect("swept");
        assert_eq!(count(&stage, "select count(*) from mails").await, 0);
        assert!(count(&stage, "select count(*) from security_log").await > 0);
        stage.days(280);
        accounts::sweep(&stage.app).await.expect("swept");
        assert_eq!(count(&stage, "select count(*) from security_log").await, 0);
    }
);

story!(
    priv_17_whoever_asks_has_their_words_erased_and_counts_follow,
    |stage| {
        let mut anna = anna(&stage).await;
        let theirs = "/ideas/un-banc-au-soleil";
        write_an_idea(&stage, "un-banc-au-soleil").await;
        let said = [
            ("text", "Un banc près de la fontaine serait parfait."),
            ("side", "for"),
        ];
        anna.post(&format!("{theirs}/comments"), &said).await.is(303);
        assert_eq!(count(&stage, "select comments from territory_counts").await, 1);
        anna.post("/me/delete", &[("contributions", "erase"), ("sure", "1")])
            .await
            .is(303);
        stage.days(15);
        accounts::sweep(&stage.app).await.expect("swept");
        stage.settle().await;
        assert_eq!(
            count(
                &stage,
                "select count(*) from comments where text <> '' or text_html <> ''"
            )
            .await,
            0
        );
        assert_eq!(count(&stage, "select comments from territory_counts").await, 0);
        assert_eq!(
            count(&stage, "select count(*) from ideas where state = 'published'").await,
            0
        );
        assert_eq!(count(&stage, "select ideas from territory_counts").await, 0);
        let left = "select count(*) from ideas where title like '%banc%' or body like '%banc%' or slug like '%banc%'";
        assert_eq!(count(&stage, left).await, 0);
        assert_eq!(count(&stage, "select count(*) from idea_slugs").await, 0);
        stage.browser().get(theirs).await.is(404);
    }
);

/// An idea of the first person of the stage, counted as if they had published it.
async fn write_an_idea(stage: &crate::testing::Stage, slug: &str) {
    let (id, now) = (stage.app.ids.next(), stage.clock.now());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    terreau_store::run!(
        &mut tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id, created_at,
         published_at, updated_at) select $1, $2, $3, 'Un banc', '', 'Un banc.', '', 'fr', 'published', p.id, $4, $4, $4
         from people p where p.territory_id = $1",
        stage.territory,
        id,
        slug,
        now
    )
    .expect("an idea");
    terreau_store::run!(&mut tx, "update territory_counts set ideas = 1").expect("counted");
    let slugs = "insert into idea_slugs (territory_id, slug, idea_id) values ($1, $2, $3)";
    terreau_store::run!(&mut tx, slugs, stage.territory, slug, id).expect("a slug");
    tx.commit().await.expect("kept");
}
