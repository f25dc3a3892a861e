//! Stories of the first days: what is held back, what lifts it, who sees and decides.

use terreau_kernel::{id, time::DAY};
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    comments::tests::{idea, says},
    story,
    testing::Stage,
};

/// A stage on which limits are kept.
macro_rules! limited {
    ($stage:ident) => {
        let limited = Stage::set_limited().await;
        let $stage = &limited;
    };
}

/// Somebody has been here for a month.
pub async fn elder(stage: &Stage, slug: &str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql = "update people set joined_at = joined_at - $1 where slug = $2";
    run!(&mut tx, sql, 30 * DAY, slug).expect("older");
    tx.commit().await.expect("kept");
}

async fn letters(stage: &Stage, name: &str) -> Vec<String> {
    let letters = stage.letters(&format!("{name}@exemple.fr")).await;
    letters.into_iter().map(|letter| letter.text).collect()
}

#[tokio::test]
async fn links_and_names_of_the_first_days_are_few_and_lift_with_words_and_a_day() {
    limited!(stage);
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    let (bruno_id, mut bruno) = stage.member("Bruno", Role::Member).await;
    idea(stage, bruno_id, "verger").await;
    anna.get("/me")
        .await
        .is(200)
        .has("Vos premiers jours ici")
        .has("Encore 3 contributions");
    let three = "Voir https://a.fr et https://b.fr et www.c.fr";
    let path = "/ideas/verger/comments";
    let page = anna.post(path, &[("side", "for"), ("text", three)]).await.is(422);
    page.has("deux liens au plus").has("https://a.fr");
    let names = "@un @deux @trois @quatre @cinq @six";
    let page = anna.post(path, &[("side", "for"), ("text", names)]).await.is(422);
    page.has("celui-ci en cite 6");
    let two = "Voir https://a.fr et https://b.fr";
    let said = says(&mut anna, "verger", "for", two).await;
    let edit = [("text", three), ("version", "1")];
    let page = anna.post(&format!("/comments/{said}/edit"), &edit).await.is(422);
    page.has("deux liens au plus");
    // Words that stand lift nothing on the first day, then everything.
    for word in ["Un mot", "Encore un mot"] {
        says(&mut anna, "verger", "for", word).await;
    }
    anna.post(path, &[("side", "for"), ("text", three)]).await.is(422);
    stage.clock.advance(DAY);
    anna.get("/me").await.is(200).has_not("Vos premiers jours ici");
    says(&mut anna, "verger", "for", three).await;
    // A moderator holds them for somebody, and says why; nobody else may.
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let door = format!("/admin/newcomers/{}", id::short(anna_id));
    bruno.get("/admin/newcomers").await.is(404);
    bruno
        .post(&door, &[("do", "hold"), ("reason", "non")])
        .await
        .is(404);
    momo.get("/admin/newcomers")
        .await
        .is(200)
        .has("Anna")
        .has("Sans limite")
        .has("Limité");
    momo.post(&door, &[("do", "hold")]).await.is(422);
    momo.post(&door, &[("do", "hold"), ("reason", "Liens vers un commerce")])
        .await
        .is(303);
    momo.get("/admin/newcomers")
        .await
        .has("Limites maintenues")
        .has("Liens vers un commerce");
    stage.clock.advance(30 * DAY);
    anna.get("/me").await.is(200).has("maintient ces limites");
    let page = anna
        .post(
            path,
            &[
                ("side", "for"),
                ("text", "https://a.fr https://b.fr https://c.fr"),
            ],
        )
        .await;
    page.is(422).has("deux liens au plus");
    // A moderator's session rests after half a day.
    let (_, mut mimi) = stage.member("Mimi", Role::Moderator).await;
    mimi.post(&door, &[("do", "lift")]).await.is(303);
    anna.get("/me").await.is(200).has_not("Vos premiers jours ici");
    mimi.post(&door, &[("do", "lift")]).await.is(409);
    mimi.post("/admin/newcomers/nobody", &[("do", "lift")])
        .await
        .is(404);
    let mut conn = stage.app.db.read().await.expect("a connection");
    let kept = "select count(*) from steps where object_kind = 'newcomer'";
    assert_eq!(
        value!(&mut conn, i64, kept).expect("read"),
        Some(2),
        "each decision is kept"
    );
}

#[tokio::test]
async fn ten_comments_a_day_and_three_ideas_then_tomorrow() {
    limited!(stage);
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (bruno_id, _) = stage.member("Bruno", Role::Member).await;
    idea(stage, bruno_id, "verger").await;
    for number in 0..10 {
        says(&mut anna, "verger", "for", &format!("Mot numéro {number}")).await;
        stage.clock.advance(DAY / 100);
    }
    let path = "/ideas/verger/comments";
    let page = anna
        .post(path, &[("side", "for"), ("text", "Le onzième")])
        .await
        .is(422);
    page.has("dix commentaires par jour").has("Le onzième");
    stage.clock.advance(DAY);
    says(&mut anna, "verger", "for", "Le onzième").await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    for number in 0..4 {
        let title = format!("Un banc, numéro {number}");
        let begun = [("step", "1"), ("title", title.as_str()), ("line", "Assis.")];
        let begun = chloe.post("/ideas/new", &begun).await.is(303);
        let draft = begun.location().split('?').next().unwrap_or_default().to_owned();
        let whole = [
            ("step", "5"),
            ("title", title.as_str()),
            ("line", "Assis."),
            ("body", "Un banc à l’ombre."),
            ("theme", "mobilite"),
            ("lang", "fr"),
        ];
        let page = chloe.post(&draft, &whole).await;
        if number < 3 {
            assert!(page.is(303).location().ends_with("/published"));
        } else {
            page.is(422).has("trois idées par jour").has("Un banc à l’ombre.");
        }
    }
}

#[tokio::test]
async fn the_same_words_again_are_held_back_whoever_says_them() {
    limited!(stage);
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (bruno_id, mut bruno) = stage.member("Bruno", Role::Member).await;
    elder(stage, "bruno").await;
    for slug in ["verger", "fontaine"] {
        idea(stage, bruno_id, slug).await;
    }
    let words = "Signez plutôt ma pétition, elle dit tout.";
    says(&mut bruno, "verger", "for", words).await;
    let again = "SIGNEZ plutot ma petition, elle dit tout.";
    let page = bruno
        .post("/ideas/fontaine/comments", &[("side", "for"), ("text", again)])
        .await;
    page.is(422).has("Vous avez déjà écrit ces mots").has("SIGNEZ");
    says(&mut anna, "fontaine", "for", words).await;
    for slug in ["verger", "fontaine"] {
        says(&mut bruno, slug, "for", "Merci !").await;
    }
    stage.clock.advance(8 * DAY);
    says(&mut bruno, "fontaine", "for", words).await;
}

#[tokio::test]
async fn what_somebody_new_says_leads_nobody_astray_by_letter() {
    limited!(stage);
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé Roux", Role::Member).await;
    idea(stage, anna_id, "verger").await;
    says(
        &mut bruno,
        "verger",
        "for",
        "Voir https://piege.example, @chloe-roux",
    )
    .await;
    stage.settle().await;
    let told = letters(stage, "anna").await.concat();
    assert!(
        told.contains("Voir …") && !told.contains("piege.example"),
        "{told}"
    );
    assert!(letters(stage, "chloe-roux").await.is_empty(), "on the page only");
    chloe.get("/notices").await.is(200).has("Bruno parle de vous");
    anna.get("/ideas/verger").await.is(200).has("piege.example");
    // Known, he is believed.
    elder(stage, "bruno").await;
    says(
        &mut bruno,
        "verger",
        "for",
        "Encore https://sain.example pour @chloe-roux",
    )
    .await;
    stage.settle().await;
    assert!(letters(stage, "anna").await.concat().contains("sain.example"));
    assert_eq!(letters(stage, "chloe-roux").await.len(), 1);
}

story!(
    where_limits_are_lifted_for_measures_nothing_is_held_back,
    |stage| {
        let (id, mut anna) = stage.member("Anna", Role::Member).await;
        idea(&stage, id, "verger").await;
        says(
            &mut anna,
            "verger",
            "for",
            "https://a.fr https://b.fr https://c.fr",
        )
        .await;
        anna.get("/me").await.is(200).has_not("Vos premiers jours");
        let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
        momo.get("/admin/newcomers").await.is(200).has("Anna");
    }
);
