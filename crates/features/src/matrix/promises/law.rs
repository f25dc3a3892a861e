//! What the law asks to be said: who publishes, why an address is asked for, which cookies there are.

use terreau_kernel::id;
use terreau_kit::Role;
use terreau_store::all;

use crate::{ideas::tests::propose, story};

story!(
    priv_05_who_gives_an_address_is_told_why_where_they_give_it,
    |stage| {
        let (_, mut author) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut author, "Un verger partagé").await;
        let idea = id::short(crate::ideas::tests::id_of(&stage, &slug).await);
        for path in ["/join", &format!("/report/idea/{idea}")] {
            let page = stage.browser().get(path).await.is(200);
            let main = page
                .text
                .split("<main")
                .nth(1)
                .and_then(|rest| rest.split("</main>").next());
            let main = main.expect("the middle of the page");
            assert!(
                main.contains("type=\"email\"") && main.contains("href=\"/privacy\""),
                "{path}"
            );
        }
    }
);

story!(
    priv_37_and_mod_13_who_publishes_directs_hosts_and_answers_is_named,
    |stage| {
        stage
            .adjust(|s| {
                s.publisher = "Commune de Sceaux".into();
                s.publication_director = "Claire Dupuis".into();
                s.publisher_phone = "01 00 00 00 00".into();
                s.host_name = "Hébergeur d’Exemple".into();
                s.host_address = "1 rue des Serveurs".into();
                s.host_phone = "01 00 00 00 01".into();
                s.contact_email = "contact@exemple.fr".into();
                s.dpo_email = "dpo@exemple.fr".into();
            })
            .await;
        let mut any = stage.browser();
        let mut legal = any.get("/legal").await.is(200);
        for said in [
            "Commune de Sceaux",
            "Claire Dupuis",
            "01 00 00 00 00",
            "Hébergeur d’Exemple",
            "1 rue des Serveurs",
            "01 00 00 00 01",
            "contact@exemple.fr",
            "Points de contact",
            "autorités",
        ] {
            legal = legal.has(said);
        }
        any.get("/privacy")
            .await
            .is(200)
            .has("dpo@exemple.fr")
            .has("CNIL")
            .has("24 mois");
        any.get("/legal?lang=en").await.is(200).has("Claire Dupuis");
    }
);

story!(
    priv_21_and_priv_22_the_age_is_that_of_the_territory_and_no_date_of_birth_is_kept,
    |stage| {
        let mut any = stage.browser();
        any.get("/join").await.is(200).has("15 ans");
        stage.adjust(|s| s.minimum_age = 13).await;
        any.get("/join").await.is(200).has("13 ans").has_not("15 ans");
        any.get("/privacy").await.is(200).has("13\u{a0}ans");
        any.post("/join", &[("name", "Ève"), ("email", "eve@exemple.fr")])
            .await
            .is(422)
            .has("13 ans");
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sql = terreau_store::dialect::COLUMNS.of(&mut conn);
        for (table, column) in all!(&mut conn, (String, String), sql).expect("columns") {
            assert!(!column.contains("birth") && column != "age", "{table}.{column}");
        }
    }
);

story!(mod_14_and_a11y_40_the_shipped_texts_say_what_they_must, |stage| {
    let mut any = stage.browser();
    let parts: [(&str, &[&str]); 3] = [
        (
            "/terms",
            &[
                "modération",
                "Ce qui peut être masqué",
                "Contester une décision",
                "six mois",
                "aucun programme",
                "règlement extrajudiciaire",
                "CC BY-SA",
            ],
        ),
        (
            "/accessibility",
            &[
                "Déclaration d’accessibilité",
                "État de conformité",
                "non conforme",
                "RGAA",
                "Résultats des tests",
                "Non-conformités",
                "Dérogations",
                "Technologies utilisées",
                "Environnement de test",
                "Outils d’évaluation",
                "Pages",
                "Défenseur des droits",
                "Schéma pluriannuel",
                "Plan d’actions",
            ],
        ),
        (
            "/privacy",
            &[
                "Délégué à la protection des données",
                "Base légale",
                "Durée",
                "Qui voit vos données",
                "Vos droits",
                "CNIL",
                "article 6",
            ],
        ),
    ];
    for (path, said) in parts {
        let text = any.get(path).await.is(200).text.replace("&#39;", "’");
        for one in said {
            assert!(text.contains(one), "{path} does not say « {one} »");
        }
    }
});

/// Every cookie this product sets, from its source.
fn cookies_of_the_source() -> Vec<String> {
    fn read(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the source").flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.to_string_lossy().contains("tests")
            {
                let text = std::fs::read_to_string(&path).expect("a file");
                for call in ["set_cookie(\"", "set_choice(\""] {
                    found.extend(
                        text.split(call)
                            .skip(1)
                            .filter_map(|rest| rest.split('"').next())
                            .map(str::to_owned),
                    );
                }
            }
        }
    }
    let mut found = Vec::new();
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [here.join("src"), here.join("../kit/src")] {
        read(&folder, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

story!(
    priv_07_every_cookie_is_described_where_cookies_are_explained,
    |stage| {
        let names = cookies_of_the_source();
        assert!(names.len() >= 6, "{names:?}");
        let mut any = stage.browser();
        for path in ["/cookies", "/cookies?lang=en"] {
            let page = any.get(path).await.is(200);
            for name in &names {
                assert!(
                    page.text.contains(&format!("<code>{name}</code>")),
                    "{path} does not describe {name}"
                );
            }
        }
    }
);
