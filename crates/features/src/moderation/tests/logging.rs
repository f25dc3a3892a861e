//! The log: sealed entry by entry, whole under races, and telling on whoever touches it.

use futures_util::future::join_all;
use terreau_kernel::{id, life::Life};
use terreau_kit::Role;
use terreau_store::run;

use super::{idea, moderators, rule, says};
use crate::{
    decisions,
    moderation::{APPEAL, REPORT, Verified, life::Measure, statements, verify_chain},
    story,
    testing::Stage,
};

async fn verified(stage: &Stage) -> Verified {
    let mut conn = stage.app.db.read().await.expect("a connection");
    verify_chain(&mut conn, stage.territory).await.expect("read")
}

async fn tamper(stage: &Stage, sql: &'static str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    assert_eq!(run!(&mut tx, sql, stage.territory).expect("done"), 1, "{sql}");
    tx.commit().await.expect("kept");
}

async fn three(stage: &Stage) -> [String; 3] {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(stage, anna, "verger").await;
    let (mut m, _) = moderators(stage).await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let id = says(&mut a, "verger", &format!("Mot {n}")).await;
        rule(&mut m, "comment", &id, "hide").await;
        ids.push(id);
    }
    ids.try_into().expect("three")
}

story!(mod_19_the_log_holds_together_and_every_touch_shows, |stage| {
    assert_eq!(
        verified(&stage).await,
        Verified {
            entries: 0,
            broken: None
        }
    );
    three(&stage).await;
    assert_eq!(
        verified(&stage).await,
        Verified {
            entries: 3,
            broken: None
        }
    );
    let touches = [
        (
            "update decisions set reason = reason || '.' where territory_id = $1 and number = 2",
            2,
        ),
        (
            "update decisions set previous_hash = hash where territory_id = $1 and number = 1",
            1,
        ),
        ("delete from decisions where territory_id = $1 and number = 1", 1),
        ("delete from decisions where territory_id = $1 and number = 3", 3),
    ];
    for (sql, from) in touches {
        let stage = Stage::set(None).await;
        three(&stage).await;
        tamper(&stage, sql).await;
        assert_eq!(verified(&stage).await.broken, Some(from), "{sql}");
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        admin
            .get("/moderation/log")
            .await
            .is(200)
            .has("Le journal a été modifié");
    }
});

#[test]
fn mod_19_no_statement_changes_or_removes_a_decision() {
    for (name, sql) in [statements(), decisions::statements()].concat() {
        let sql = sql.to_lowercase();
        assert!(
            !sql.contains("update decisions") && !sql.contains("delete from decisions"),
            "{name}"
        );
    }
}

story!(decisions_at_once_follow_each_other, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let mut ids = Vec::new();
    for n in 0..16 {
        ids.push(says(&mut a, "verger", &format!("Mot {n}")).await);
    }
    let mut desks = Vec::new();
    for n in 0..4 {
        desks.push(stage.member(&format!("Modératrice {n}"), Role::Moderator).await.1);
    }
    let work = desks.iter_mut().zip(ids.chunks(4)).map(|(m, ids)| async move {
        for id in ids {
            rule(m, "comment", id, "hide").await;
        }
    });
    join_all(work).await;
    assert_eq!(
        verified(&stage).await,
        Verified {
            entries: 16,
            broken: None
        }
    );
    crate::comments::tests::counts_hold(&stage).await;
});

story!(two_moderators_at_once_decide_once, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "Vilain mot").await;
    let (mut one, mut other) = moderators(&stage).await;
    let desk = format!("/moderation/comment/{comment}");
    let fields = [
        ("measure", "hide"),
        ("reason", "insult"),
        ("text", "Votre texte attaque."),
    ];
    let (first, second) =
        futures_util::future::join(one.post(&desk, &fields), other.post(&desk, &fields)).await;
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert!(
        statuses[0] == 303 && matches!(statuses[1], 409 | 422),
        "{statuses:?}"
    );
    assert_eq!(verified(&stage).await.entries, 1);
    assert_eq!(stage.letters("anna@exemple.fr").await.len(), 1);
});

#[test]
fn mod_05_every_measure_has_its_word_and_its_reverse() {
    for measure in Measure::ALL {
        assert_eq!(Measure::from_code(measure.code()), Some(measure));
        if let Some(reverse) = measure.reverse("comment") {
            assert_ne!(reverse.restricts(), measure.restricts());
        }
    }
    assert_eq!(Measure::from_code("delete"), None);
    for life in [&REPORT, &APPEAL] {
        Life::check(life).expect("holds");
    }
    assert!(id::parse_short("x").is_none());
}
