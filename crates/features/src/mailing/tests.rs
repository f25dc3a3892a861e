//! Stories of the figures of letters.

use terreau_kernel::time::DAY;
use terreau_kit::Role;
use terreau_store::run;

use crate::{
    bounces::{Report, What},
    story,
    testing::Stage,
};

/// Writes letters of a kind as they would stand.
async fn letters(stage: &Stage, kind: &str, state: &str, count: usize) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for _ in 0..count {
        run!(
            &mut tx,
            "insert into mails (territory_id, id, kind, address, message_id, subject, text, html, state, created_at)
             values ($1, $2, $3, 'zoe@exemple.fr', 'x', 'x', 'x', 'x', $4, $5)",
            stage.territory,
            stage.app.ids.next(),
            kind,
            state,
            stage.clock.now()
        )
        .expect("a letter");
    }
    tx.commit().await.expect("kept");
}

story!(letters_are_counted_once_and_their_figures_outlive_them, |stage| {
    let (_, mut admin) = stage.member("Aude", Role::Administrator).await;
    let (_, mut member) = stage.member("Marc", Role::Member).await;
    stage.settle().await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, "delete from mails").expect("none");
    tx.commit().await.expect("kept");
    member.get("/admin/mail/figures").await.is(404);
    admin
        .get("/admin/mail/figures")
        .await
        .is(200)
        .has("Aucun courriel sur cette durée");
    letters(&stage, "weekly", "sent", 12).await;
    letters(&stage, "mention", "sent", 3).await;
    letters(&stage, "confirm", "failed", 1).await;
    letters(&stage, "reply", "queued", 2).await;
    for _ in 0..2 {
        super::sweep(&stage.app).await.expect("counted");
    }
    let report = |what| Report {
        address: "marc@exemple.fr".into(),
        what,
    };
    let told = [report(What::Gone), report(What::Unwanted), report(What::Gone)];
    crate::bounces::note(&stage.app, &told).await.expect("noted");
    let page = admin.get("/admin/mail/figures").await.is(200).text;
    for figure in [
        "<b>2</b><small><a href=\"/admin/mail?state=queued\">courriels attendent de partir</a>",
        "<b>1</b><small>adresse où plus rien n’arrive</small>",
        "<b>15</b><small>courriels partis</small>",
        "<b class=\"late\">1</b><small><a href=\"/admin/mail?state=failed\">courriel refusé</a>",
        "<b>1</b><small>adresse disparue, dite par un serveur</small>",
        "<b>1</b><small>courriel déclaré indésirable</small>",
        "Nouvelles du jour et de la semaine</th><td class=\"num\">12</td><td class=\"num\">0</td>",
        "Comptes et sécurité</th><td class=\"num\">0</td><td class=\"num\">1</td>",
    ] {
        assert!(page.contains(figure), "{figure} in {page}");
    }
    // A month later the letters are forgotten; what waits is late.
    stage.clock.advance(31 * DAY);
    super::sweep(&stage.app).await.expect("counted");
    // Her session rested too long.
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    admin
        .get("/admin/mail/figures")
        .await
        .has("Aucun courriel sur cette durée")
        .has("<b class=\"late\">2</b>");
    admin
        .get("/admin/mail/figures?days=365")
        .await
        .has("<b>15</b><small>courriels partis</small>");
    stage.clock.advance(400 * DAY);
    super::sweep(&stage.app).await.expect("forgotten");
    let (_, mut admin) = stage.member("Adèle", Role::Administrator).await;
    admin
        .get("/admin/mail/figures?days=365")
        .await
        .has("Aucun courriel sur cette durée");
});
