//! Stories of the vocabulary.

use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{story, testing::Stage};

async fn text(stage: &Stage, sql: &'static str, slug: &str) -> String {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, String, sql, stage.territory, slug)
        .expect("read")
        .expect("a text")
}

const NAME: &str = "select name_fr from skills where territory_id = $1 and slug = $2";

story!(
    the_vocabulary_is_browsed_and_searched_without_javascript,
    |stage| {
        let mut visitor = stage.browser();
        let page = visitor.get("/skills").await.is(200);
        page.has("tenue de comptes")
            .has("/people?skill=tenue-de-comptes")
            .has("Argent et financements");
        visitor
            .get("/skills?q=comtabilité")
            .await
            .is(200)
            .has("Compétences pour")
            .has("tenue de comptes");
        visitor
            .get("/skills?q=zzzzzz")
            .await
            .is(200)
            .has("Aucune compétence pour");
        let found = visitor.get("/skills/suggest?q=compta").await.is(200).json();
        assert_eq!(found[0]["value"], "tenue-de-comptes", "{found}");
        assert_eq!(found[0]["note"], "Argent et financements");
        let none = visitor
            .get("/skills/suggest?q=%22%3E%3Cscript%3E")
            .await
            .is(200)
            .json();
        assert_eq!(none, serde_json::json!([]));
        visitor.set_cookie("lang", "en");
        visitor
            .get("/skills")
            .await
            .is(200)
            .has("bookkeeping")
            .has("Money and funding");
    }
);

story!(
    an_upgrade_brings_new_words_and_leaves_those_of_the_territory,
    |stage| {
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        let skill = |slug: &str| {
            let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
            terreau_kernel::id::short(territory.skill_named(slug).expect("a skill").id)
        };
        let path = format!("/admin/skills/{}", skill("tenue-de-comptes"));
        let fields = [
            ("act", "save"),
            ("name_fr", "comptes de l’association"),
            ("domain", "money"),
        ];
        admin.post(&path, &fields).await.is(303);
        // As an older version of the product had filled it.
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let older = "update skills set name_fr = 'ancien mot' where territory_id = $1 and slug = 'natation'";
        run!(&mut tx, older, stage.territory).expect("older");
        let mark = "update installation set value = 'older' where name like 'skills-%'";
        run!(&mut tx, mark).expect("marked");
        tx.commit().await.expect("kept");
        assert!(super::stock(&stage.app).await.expect("stocked"));
        assert!(
            !super::stock(&stage.app).await.expect("stocked"),
            "once is enough"
        );
        assert_eq!(text(&stage, NAME, "natation").await, "natation");
        assert_eq!(
            text(&stage, NAME, "tenue-de-comptes").await,
            "comptes de l’association"
        );
    }
);

story!(words_are_added_retired_and_merged_by_the_town, |stage| {
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let mut visitor = stage.browser();
    let fields = [
        ("name_fr", "Taille de pierre sèche"),
        ("words_fr", "murets, murs"),
        ("domain", "nature"),
    ];
    admin.post("/admin/skills", &fields).await.is(303);
    visitor
        .get("/skills?q=murets")
        .await
        .is(200)
        .has("/people?skill=taille-de-pierre-seche");
    admin
        .post("/admin/skills", &fields)
        .await
        .is(422)
        .has("Une compétence porte déjà ce nom.")
        .has("murets, murs");
    admin
        .post("/admin/skills", &[("name_fr", "x")])
        .await
        .is(422)
        .has("Choisissez un domaine.");
    let short = |slug: &str| {
        let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
        terreau_kernel::id::short(
            territory
                .skills
                .iter()
                .find(|s| s.slug == slug)
                .expect("a skill")
                .id,
        )
    };
    let path = format!("/admin/skills/{}", short("taille-de-pierre-seche"));
    admin.post(&path, &[("act", "retire")]).await.is(303);
    visitor
        .get("/skills?q=murets")
        .await
        .is(200)
        .has("Aucune compétence");
    let again = [("act", "restore"), fields[0], fields[1], fields[2]];
    admin.post(&path, &again).await.is(303);
    admin
        .post(&path, &[("act", "merge"), ("into", "rien de tel")])
        .await
        .is(422)
        .has("rien de tel");
    admin
        .post(&path, &[("act", "merge"), ("into", "Tenue de comptes")])
        .await
        .is(303);
    admin.get(&path).await.is(404);
    visitor
        .get("/people?skill=taille-de-pierre-seche")
        .await
        .is(200)
        .has("tenue de comptes</h1>");
});
