//! Contesting for six months, before another person than the first.

use terreau_kernel::time::DAY;
use terreau_kit::Role;

use super::{appeal_fields, decision, idea, moderators, report, rule, says};
use crate::{
    comments::tests::{counts_hold, number},
    story,
    testing::{Browser, Stage},
};

const OPEN: &str = "select count(*) from appeals where territory_id = $1 and state = 'open'";

/// The address of the only appeal in the queue.
async fn waiting(m: &mut Browser<'_>) -> String {
    let page = m.get("/moderation/appeals").await.is(200);
    let (_, rest) = page
        .text
        .split_once("href=\"/moderation/appeals/")
        .expect("an appeal");
    format!("/moderation/appeals/{}", rest.split('"').next().expect("an id"))
}

async fn hidden(stage: &Stage, m: &mut Browser<'_>) -> String {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "Vilain mot").await;
    report(&mut stage.browser(), "comment", &comment).await;
    rule(m, "comment", &comment, "hide").await;
    comment
}

story!(
    mod_06_an_appeal_is_open_for_six_months_and_another_person_decides,
    |stage| {
        let (mut m, mut other) = moderators(&stage).await;
        hidden(&stage, &mut m).await;
        let link = decision(&stage, "anna@exemple.fr").await;
        let (path, fields) = appeal_fields(&link, "Je citais un livre.");
        // 2 March and five months and 29 days: 31 August.
        stage.days(182);
        let mut anywhere = stage.browser();
        anywhere
            .post(&path, &[fields[0], fields[1], ("text", "")])
            .await
            .is(422);
        anywhere
            .post(&path, &[fields[0], ("key", "0123"), fields[2]])
            .await
            .is(404);
        let page = anywhere.post(&path, &fields).await.is(303);
        anywhere
            .get(page.location())
            .await
            .is(200)
            .has("Je citais un livre.")
            .has("En attente")
            .has_not("<textarea");
        anywhere.post(&path, &fields).await.is(303);
        assert_eq!(number(&stage.app.db, OPEN, stage.territory).await, 1);
        again(&stage, &m).await;
        let appeal = waiting(&mut m).await;
        m.get(&appeal)
            .await
            .is(200)
            .has("une autre personne doit")
            .has_not("name=\"grant\"");
        let answer = [("grant", "yes"), ("text", "Nous nous sommes trompés.")];
        m.post(&appeal, &answer).await.is(403).has("une autre personne");
        again(&stage, &other).await;
        other
            .post(&appeal, &[("grant", "yes"), ("text", "Non")])
            .await
            .is(422);
        other.post(&appeal, &answer).await.is(303);
        other.post(&appeal, &answer).await.is(409);
        assert_eq!(number(&stage.app.db, OPEN, stage.territory).await, 0);
    }
);

/// A moderator's session rests after twelve hours: the same person signs in again.
async fn again(stage: &Stage, before: &Browser<'_>) {
    use terreau_kit::session;
    let token = before.cookie("session").expect("signed in");
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let far = stage.clock.now() + DAY;
    terreau_store::run!(
        &mut tx,
        "update sessions set expires_at = $2, seen_at = $3 where token_hash = $1",
        session::digest(token),
        far,
        stage.clock.now()
    )
    .expect("renewed");
    tx.commit().await.expect("kept");
}

story!(mod_06_after_six_months_the_form_is_closed, |stage| {
    let (mut m, _) = moderators(&stage).await;
    hidden(&stage, &mut m).await;
    let link = decision(&stage, "anna@exemple.fr").await;
    let (path, fields) = appeal_fields(&link, "Trop tard ?");
    stage.days(185);
    let mut anywhere = stage.browser();
    anywhere
        .get(&link)
        .await
        .is(200)
        .has("s’est achevé")
        .has_not("<textarea");
    anywhere.post(&path, &fields).await.is(403).has("six mois");
    assert_eq!(number(&stage.app.db, OPEN, stage.territory).await, 0);
});

story!(mod_07_a_granted_appeal_restores_content_and_counters, |stage| {
    let (mut m, mut other) = moderators(&stage).await;
    let comment = hidden(&stage, &mut m).await;
    let link = decision(&stage, "anna@exemple.fr").await;
    let (path, fields) = appeal_fields(&link, "Je citais un livre.");
    stage.browser().post(&path, &fields).await.is(303);
    let appeal = waiting(&mut other).await;
    other
        .get(&appeal)
        .await
        .is(200)
        .has("L’auteur conteste")
        .has("Vilain mot")
        .has("Je citais un livre.");
    other
        .post(
            &appeal,
            &[("grant", "yes"), ("text", "Nous nous sommes trompés.")],
        )
        .await
        .is(303);
    stage.settle().await;
    let comments = "select comments from territory_counts where territory_id = $1";
    assert_eq!(number(&stage.app.db, comments, stage.territory).await, 1);
    counts_hold(&stage).await;
    assert_eq!(
        stage.browser().get(&format!("/comments/{comment}")).await.status,
        303
    );
    let kept = "select count(*) from reports where territory_id = $1 and state = 'kept'";
    assert_eq!(number(&stage.app.db, kept, stage.territory).await, 1);
    let subjects: Vec<_> = stage
        .letters("anna@exemple.fr")
        .await
        .into_iter()
        .map(|l| l.subject)
        .collect();
    assert!(
        subjects.iter().any(|s| s.contains("de nouveau visible")),
        "{subjects:?}"
    );
    assert!(
        subjects.iter().any(|s| s.contains("réponse à votre recours")),
        "{subjects:?}"
    );
    stage
        .browser()
        .get(&link)
        .await
        .is(200)
        .has("Accepté")
        .has("Nous nous sommes trompés.");
    let log = other.get("/moderation/log").await.is(200);
    log.has("Rétablir").has("Masquer").has("2 décisions vérifiées");
});

story!(
    mod_06_who_reported_may_contest_too_and_a_refusal_is_told,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Un mot vif").await;
        report(&mut stage.browser(), "comment", &comment).await;
        let (mut m, mut other) = moderators(&stage).await;
        rule(&mut m, "comment", &comment, "keep").await;
        let link = decision(&stage, "nadia@exemple.fr").await;
        let (path, fields) = appeal_fields(&link, "Elle en a pleuré.");
        stage.browser().post(&path, &fields).await.is(303);
        let appeal = waiting(&mut other).await;
        other
            .get(&appeal)
            .await
            .is(200)
            .has("La personne qui a signalé conteste");
        other
            .post(
                &appeal,
                &[
                    ("refuse", "yes"),
                    ("text", "Le mot est vif, sans viser personne."),
                ],
            )
            .await
            .is(303);
        stage.settle().await;
        let letter = stage.letters("nadia@exemple.fr").await.remove(0);
        assert!(
            letter.text.contains("la décision est confirmée") && letter.text.contains("Arcom"),
            "{}",
            letter.text
        );
        other
            .get("/moderation/log")
            .await
            .is(200)
            .has("Confirmer la décision");
        other
            .get("/moderation/appeals?state=refused")
            .await
            .is(200)
            .has("Elle en a pleuré.");
        assert_eq!(
            stage.browser().get(&format!("/comments/{comment}")).await.status,
            303
        );
    }
);

story!(
    who_reported_is_heard_and_the_content_is_hidden_after_all,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Un mot vif").await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        report(&mut b, "comment", &comment).await;
        let (mut m, mut other) = moderators(&stage).await;
        rule(&mut m, "comment", &comment, "reject").await;
        let link = decision(&stage, "bilal@exemple.fr").await;
        let path = link.split('?').next().expect("a path").to_owned();
        b.get(&path).await.is(200).has("Envoyer mon recours");
        a.post(&format!("{path}/appeal"), &[("text", "Moi ?")])
            .await
            .is(403);
        b.post(&format!("{path}/appeal"), &[("text", "Relisez la fin.")])
            .await
            .is(303);
        let appeal = waiting(&mut other).await;
        other
            .post(
                &appeal,
                &[("grant", "yes"), ("text", "La fin attaque bien une personne.")],
            )
            .await
            .is(303);
        stage.browser().get(&format!("/comments/{comment}")).await.is(410);
        let acted = "select count(*) from reports where territory_id = $1 and state = 'acted'";
        assert_eq!(number(&stage.app.db, acted, stage.territory).await, 1);
        let again = decision(&stage, "anna@exemple.fr").await;
        stage
            .browser()
            .get(&again)
            .await
            .is(200)
            .has("Envoyer mon recours");
        counts_hold(&stage).await;
    }
);

story!(
    mod_05_whoever_was_hidden_finds_the_decision_in_their_own_space,
    |stage| {
        let (mut m, _) = moderators(&stage).await;
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let about = idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain mot").await;
        rule(&mut m, "comment", &comment, "hide").await;
        let page = a.get("/me?tab=comments").await.is(200);
        let page = page.has("Lire la décision ou la contester");
        let at = page.text.find("/decisions/").expect("the decision");
        let path = &page.text[at..at + "/decisions/".len() + 22];
        a.get(path)
            .await
            .is(200)
            .has("Votre texte attaque")
            .has("<textarea");
        rule(&mut m, "idea", &about, "hide").await;
        a.get("/ideas/verger").await.is(200).has("/decisions/");
        stage
            .browser()
            .get("/ideas/verger")
            .await
            .is(410)
            .has_not("/decisions/");
        stage.browser().get(path).await.is(404);
    }
);
