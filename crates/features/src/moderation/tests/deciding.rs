//! Deciding: what is hidden vanishes, everybody concerned is told why, and nobody judges their own case.

use terreau_kernel::{id, time::HOUR};
use terreau_kit::Role;

use super::{decision, idea, moderators, report, rule, says};
use crate::{
    comments::tests::{counts_hold, number},
    story,
};

story!(
    mod_04_the_author_of_what_is_hidden_gets_a_statement_of_reasons,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain mot").await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        report(&mut b, "comment", &comment).await;
        let (mut m, _) = moderators(&stage).await;
        let page = m.get(&format!("/moderation/comment/{comment}")).await.is(200);
        page.has("Vilain mot")
            .has("Bilal")
            .has("Il insulte ma voisine.")
            .has("Un verger partagé");
        rule(&mut m, "comment", &comment, "hide").await;
        stage.settle().await;
        let letter = stage.letters("anna@exemple.fr").await.remove(0);
        let all = [
            "est masquée sur tout le site",
            "Votre texte attaque une personne.",
            "loi du 29 juillet 1881",
            "Une personne a examiné",
            "contester gratuitement jusqu’au 2 septembre 2026",
            "Vilain mot",
        ];
        for part in all {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        let link = decision(&stage, "anna@exemple.fr").await;
        let mut anywhere = stage.browser();
        let page = anywhere.get(&link).await.is(200);
        let page = page
            .has("Portée et durée")
            .has("Un signalement")
            .has("Règle ou loi")
            .has("Envoyer mon recours");
        page.has("Arcom").has_not("Bilal").has_not("Maud");
        a.get(link.split('?').next().expect("a path"))
            .await
            .is(200)
            .has("Envoyer mon recours");
        let to_bilal = decision(&stage, "bilal@exemple.fr").await;
        b.get(&to_bilal).await.is(200).has_not("Envoyer mon recours");
        assert_eq!(
            m.get("/moderation")
                .await
                .is(200)
                .text
                .matches("scope=\"row\"")
                .count(),
            0
        );
        m.get("/moderation?state=acted").await.is(200).has("Vilain mot");
        counts_hold(&stage).await;
    }
);

story!(
    what_is_hidden_vanishes_and_what_is_restored_comes_back_with_its_counts,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let about = idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain mot").await;
        let (mut m, _) = moderators(&stage).await;
        let ideas = "select ideas from territory_counts where territory_id = $1";
        let comments = "select comments from territory_counts where territory_id = $1";
        let db = &stage.app.db;
        rule(&mut m, "comment", &comment, "hide").await;
        assert_eq!(number(db, comments, stage.territory).await, 0);
        stage.browser().get(&format!("/comments/{comment}")).await.is(410);
        stage
            .browser()
            .get(&format!("/report/comment/{comment}"))
            .await
            .is(410);
        m.get(&format!("/moderation/comment/{comment}"))
            .await
            .is(200)
            .has("Rétablir");
        rule(&mut m, "comment", &comment, "show").await;
        assert_eq!(number(db, comments, stage.territory).await, 1);
        rule(&mut m, "idea", &about, "hide").await;
        assert_eq!(number(db, ideas, stage.territory).await, 0);
        stage
            .browser()
            .get("/ideas")
            .await
            .is(200)
            .has_not("Un verger partagé");
        m.get(&format!("/moderation/idea/{about}"))
            .await
            .is(200)
            .has("Un verger partagé");
        rule(&mut m, "idea", &about, "show").await;
        assert_eq!(number(db, ideas, stage.territory).await, 1);
        stage
            .browser()
            .get("/ideas")
            .await
            .is(200)
            .has("Un verger partagé");
        let kinds = "select count(*) from events where territory_id = $1
        and kind in ('comment-hidden', 'comment-changed', 'idea-hidden', 'idea-changed', 'decision-made')";
        assert_eq!(number(db, kinds, stage.territory).await, 8);
        let to_anna = stage.letters("anna@exemple.fr").await;
        assert_eq!(
            to_anna
                .iter()
                .filter(|l| l.subject.contains("de nouveau visible"))
                .count(),
            2
        );
        counts_hold(&stage).await;
    }
);

story!(a_decision_needs_a_measure_a_reason_and_words, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "Vilain mot").await;
    let (mut m, _) = moderators(&stage).await;
    let desk = format!("/moderation/comment/{comment}");
    let fine = [
        ("measure", "hide"),
        ("reason", "insult"),
        ("text", "Votre texte attaque."),
    ];
    for (missing, anchor) in [("measure", "#measure"), ("reason", "#reason"), ("text", "#words")] {
        let fields: Vec<_> = fine.into_iter().filter(|f| f.0 != missing).collect();
        m.post(&desk, &fields)
            .await
            .is(422)
            .has(&format!("href=\"{anchor}\""));
    }
    for measure in ["show", "keep", "suspend-7", "uphold", "delete"] {
        let fields = [("measure", measure), fine[1], fine[2]];
        m.post(&desk, &fields).await.is(422).has("Votre texte attaque.");
    }
    m.post(&desk, &fine).await.is(303);
    m.post(&desk, &fine).await.is(422);
    let all = "select count(*) from decisions where territory_id = $1";
    assert_eq!(number(&stage.app.db, all, stage.territory).await, 1);
    let long = "a".repeat(1_001);
    let fields = [("measure", "show"), ("reason", "insult"), ("text", long.as_str())];
    m.post(&desk, &fields).await.is(422).has("dépasse");
});

story!(nobody_decides_on_their_own_words, |stage| {
    let (maud, mut m) = stage.member("Maud", Role::Moderator).await;
    idea(&stage, maud, "verger").await;
    let comment = says(&mut m, "verger", "Mon propre mot").await;
    let desk = format!("/moderation/comment/{comment}");
    m.get(&desk)
        .await
        .is(200)
        .has("votre propre cas")
        .has_not("name=\"measure\"");
    let fields = [
        ("measure", "hide"),
        ("reason", "insult"),
        ("text", "Je me juge moi-même."),
    ];
    m.post(&desk, &fields).await.is(403).has("un collègue décidera");
});

story!(
    a_person_is_suspended_for_some_days_and_writes_again_after,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let who = id::short(anna);
        report(&mut stage.browser(), "person", &who).await;
        let (mut m, _) = moderators(&stage).await;
        m.get(&format!("/moderation/person/{who}"))
            .await
            .is(200)
            .has("7 jours");
        rule(&mut m, "person", &who, "suspend-7").await;
        let state = "select count(*) from people where id = $1 and state = 'suspended'";
        assert_eq!(number(&stage.app.db, state, anna).await, 1);
        let send = "/ideas/verger/comments";
        let said = a.post(send, &[("side", "for"), ("text", "Encore")]).await;
        assert_ne!(
            said.location().split('#').next(),
            Some("/ideas/verger"),
            "{}",
            said.location()
        );
        stage.settle().await;
        let letter = stage.letters("anna@exemple.fr").await.remove(0);
        assert!(letter.subject.contains("7 jours") && letter.text.contains("lire, mais pas publier"));
        stage.days(6);
        stage.settle().await;
        assert_eq!(number(&stage.app.db, state, anna).await, 1);
        stage.clock.advance(25 * HOUR);
        stage.settle().await;
        assert_eq!(number(&stage.app.db, state, anna).await, 0);
        let mut m = stage.member("Mona", Role::Moderator).await.1;
        rule(&mut m, "person", &who, "suspend-7").await;
        rule(&mut m, "person", &who, "resume").await;
        rule(&mut m, "person", &who, "suspend").await;
        stage.days(40);
        stage.settle().await;
        assert_eq!(
            number(&stage.app.db, state, anna).await,
            1,
            "a longer word came after"
        );
        let (ada, _) = stage.member("Ada", Role::Administrator).await;
        let mut m = stage.member("Marc", Role::Moderator).await.1;
        let fields = [
            ("measure", "suspend-7"),
            ("reason", "insult"),
            ("text", "Une administratrice."),
        ];
        m.post(&format!("/moderation/person/{}", id::short(ada)), &fields)
            .await
            .is(422);
    }
);

story!(sec_12_hostile_words_stay_words_for_moderators_too, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "<img src=x onerror=alert(1)> \u{202e}tob").await;
    let bad = "\"><script>alert(1)</script>\u{0}{{7*7}}";
    let fields = [
        ("reason", "other"),
        ("text", bad),
        ("name", bad),
        ("email", "nadia@exemple.fr"),
        ("good-faith", "yes"),
    ];
    stage
        .browser()
        .post(&format!("/report/comment/{comment}"), &fields)
        .await
        .is(303);
    let (mut m, _) = moderators(&stage).await;
    let desk = format!("/moderation/comment/{comment}");
    m.get("/moderation")
        .await
        .is(200)
        .has_not("<img src=x")
        .has_not("<script>alert");
    m.get(&desk)
        .await
        .is(200)
        .has_not("<img src=x")
        .has_not("<script>alert")
        .has("{{7*7}}");
    let words = [("measure", "hide"), ("reason", "other"), ("text", bad)];
    m.post(&desk, &words).await.is(303);
    m.get("/moderation/log").await.is(200).has_not("<script>alert");
    a.get(&decision(&stage, "anna@exemple.fr").await)
        .await
        .is(200)
        .has_not("<script>alert")
        .has_not("<img src=x");
});
