//! Promises that no feature keeps alone: sessions that end, a log of safety, opinions nobody can list, what the law
//! asks to be said, letters, weight, and forms that say what is wrong.

use std::collections::BTreeMap;

use terreau_kernel::{
    id,
    time::{HOUR, MINUTE},
};
use terreau_kit::{
    Role,
    edge::{Encoding, compress},
};
use terreau_store::{all, value};

use super::html::tags;
use crate::{
    accounts::tests::{PASSWORD, anna, set_password},
    ideas::tests::{begin, propose},
    story,
    testing::{Browser, Page, Stage},
};

async fn gone(browser: &mut Browser<'_>) -> bool {
    browser.get("/me").await.status == 303
}

story!(
    sec_03_a_session_ends_at_rest_sooner_with_a_role_and_never_outlives_a_year,
    |stage| {
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        stage.clock.advance(11 * HOUR);
        assert!(!gone(&mut admin).await, "used within twelve hours");
        stage.clock.advance(11 * HOUR);
        assert!(!gone(&mut admin).await, "and again");
        stage.clock.advance(13 * HOUR);
        assert!(gone(&mut admin).await, "rested for longer than a role may");
        let (_, mut rests) = stage.member("Paul", Role::Member).await;
        stage.days(59);
        assert!(!gone(&mut rests).await);
        stage.days(61);
        assert!(gone(&mut rests).await, "rested for longer than anybody may");
        let (_, mut comes) = stage.member("Anna", Role::Member).await;
        for _ in 0..7 {
            stage.days(50);
            assert!(!gone(&mut comes).await);
        }
        stage.days(16);
        assert!(
            gone(&mut comes).await,
            "a year is a year, however often one comes"
        );
    }
);

story!(
    sec_33_what_touches_safety_is_noted_with_when_and_who_and_without_secrets,
    |stage| {
        let mut anna = anna(&stage).await;
        let wrong = [
            ("email", "anna-leveque@exemple.fr"),
            ("password", "un secret faux"),
        ];
        let right = [("email", "anna-leveque@exemple.fr"), ("password", PASSWORD)];
        let mut other = stage.browser();
        other.headers = vec![("user-agent", "Nav\tigateur \"; fin".into())];
        other.post("/login", &wrong).await.is(422);
        other
            .post(
                "/login",
                &[("email", "personne@exemple.fr"), ("password", "x y z")],
            )
            .await
            .is(422);
        other.post("/login", &right).await.is(303);
        other.get("/me/export.json").await.is(200);
        other
            .post("/me/password", &[("password", "marmotte archipel 93 violon")])
            .await
            .is(303);
        other.post("/logout", &[]).await.is(303);
        anna.post("/me/prove", &[("password", "faux")]).await;
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sql = "select kind, network, agent, at from security_log order by at, id";
        let rows = all!(&mut conn, (String, String, String, i64), sql).expect("the log");
        let kinds: Vec<&str> = rows.iter().map(|r| r.0.as_str()).collect();
        let expected = [
            "sign-in-refused",
            "sign-in-refused",
            "sign-in",
            "export",
            "password-changed",
            "sign-out",
        ];
        assert_eq!(&kinds[..expected.len()], expected, "{kinds:?}");
        for (kind, network, agent, at) in &rows {
            assert!(
                *at >= crate::testing::BEGINNING && network.ends_with(".0"),
                "{kind} {network}"
            );
            assert!(!agent.chars().any(char::is_control), "{agent:?}");
            let whole = format!("{kind} {network} {agent}");
            assert!(
                !whole.contains("secret") && !whole.contains(PASSWORD) && !whole.contains('@'),
                "{whole}"
            );
        }
        let known = "select count(*) from security_log where kind = 'sign-in-refused' and person_id is null";
        assert_eq!(
            value!(&mut conn, i64, known).expect("read"),
            Some(1),
            "who was not known is nobody"
        );
    }
);

story!(
    priv_24_nobody_lists_what_somebody_else_backs_or_follows,
    |stage| {
        let (_, mut author) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut author, "Un verger partagé").await;
        let (bilal, mut backer) = stage.member("Bilal", Role::Member).await;
        backer.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        backer.post(&format!("/ideas/{slug}/follow"), &[]).await.is(303);
        stage.settle().await;
        backer
            .get("/me?tab=supports")
            .await
            .is(200)
            .has("Un verger partagé");
        let (_, admin) = stage.member("Ada", Role::Administrator).await;
        let (_, neighbour) = stage.member("Chloé", Role::Member).await;
        let admin_page = format!("/admin/people/{}", id::short(bilal));
        for (browser, who) in [
            (&mut stage.browser(), "visitor"),
            (&mut { neighbour }, "member"),
            (&mut { admin }, "admin"),
        ] {
            for path in [
                "/people/bilal",
                &admin_page,
                "/search?q=bilal",
                "/api/v1/ideas?author=bilal",
            ] {
                let page = browser.get(path).await;
                assert!(
                    !page.text.contains(&slug),
                    "{who} sees by {path} what Bilal backs"
                );
            }
            for path in [
                format!("/api/v1/ideas/{slug}"),
                format!("/ideas/{slug}"),
                "/ideas.csv".into(),
                "/ideas.atom".into(),
            ] {
                let page = browser.get(&path).await.is(200);
                assert!(
                    !page.text.contains("Bilal") && !page.text.contains("/people/bilal"),
                    "{who} sees by {path} who backs"
                );
            }
        }
    }
);

async fn settled(stage: &Stage, change: impl FnOnce(&mut terreau_kit::territory::Settings)) {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let mut settings = territory.settings.clone();
    change(&mut settings);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    crate::territories::set(
        &mut tx,
        territory.id,
        &territory.name,
        &settings,
        stage.clock.now(),
    )
    .await
    .expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
}

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
        settled(&stage, |s| {
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
        settled(&stage, |s| s.minimum_age = 13).await;
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

story!(
    io_35_and_io_36_letters_say_what_they_are_and_how_to_stop_them,
    |stage| {
        let (_, mut author) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut author, "Un verger partagé").await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        bilal
            .post(
                &format!("/ideas/{slug}/comments"),
                &[("side", "for"), ("text", "Une très belle idée.")],
            )
            .await
            .is(303);
        stage
            .browser()
            .post("/login", &[("email", "anna@exemple.fr")])
            .await
            .is(303);
        stage.settle().await;
        let letters = stage.letters("anna@exemple.fr").await;
        let mut kinds = Vec::new();
        for letter in &letters {
            let headers: BTreeMap<String, String> =
                serde_json::from_str::<Vec<(String, String)>>(&letter.headers)
                    .expect("headers")
                    .into_iter()
                    .collect();
            assert_eq!(headers["Auto-Submitted"], "auto-generated");
            assert!(
                letter.message_id.contains('@')
                    && !letter.text.is_empty()
                    && letter.html.contains("<html lang=\"fr\"")
            );
            assert!(letter.text.len() + letter.html.len() < 100_000);
            assert!(
                letter.html.contains("role=\"presentation\"") || !letter.html.contains("<table"),
                "A11Y-37"
            );
            let stops = headers.contains_key("List-Unsubscribe");
            if stops {
                assert!(
                    headers["List-Unsubscribe"].starts_with("<http")
                        && headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
                );
                assert!(
                    headers.contains_key("List-Id") && headers.contains_key("References"),
                    "{headers:?}"
                );
            }
            kinds.push((letter.kind.clone(), stops));
        }
        assert!(
            kinds.iter().any(|k| k.0 == "login" && !k.1),
            "what signs in cannot be stopped: {kinds:?}"
        );
        assert!(
            kinds.iter().any(|k| k.1),
            "what one may do without can: {kinds:?}"
        );
    }
);

/// What a browser loads with a page: bytes as packed, and how many requests.
async fn weight(browser: &mut Browser<'_>, path: &str) -> (usize, usize, usize) {
    let page = browser.get(path).await.is(200);
    let packed = |bytes: &[u8]| compress(bytes, Encoding::Brotli, 5).map_or(bytes.len(), |b| b.len());
    let (mut code, mut total, mut requests) = (packed(&page.bytes), packed(&page.bytes), 1);
    let nodes = tags(&page.text).iter().filter(|t| !t.close).count();
    let mut seen = std::collections::BTreeSet::new();
    for tag in tags(&page.text).iter().filter(|t| !t.close) {
        let loads = match tag.name {
            "script" => tag.get("src"),
            "link" if matches!(tag.get("rel"), Some("stylesheet" | "preload" | "icon")) => tag.get("href"),
            "img" if tag.get("loading") != Some("lazy") => tag.get("src"),
            "use" => tag.get("href").and_then(|h| h.split('#').next()),
            _ => None,
        };
        let Some(address) = loads.filter(|a| seen.insert((*a).to_owned())) else {
            continue;
        };
        let file = browser.get(address).await.is(200);
        let size = packed(&file.bytes);
        total += size;
        requests += 1;
        if matches!(tag.name, "script") || tag.get("rel") == Some("stylesheet") {
            code += size;
        }
    }
    assert!(nodes > 50, "{nodes}");
    println!("{path}: {code} bytes of code, {total} in all, {requests} requests, {nodes} nodes");
    (code, total, requests)
}

story!(ux_14_pages_are_light, |stage| {
    let (_, mut author) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut author, "Un verger partagé").await;
    let mut any = stage.browser();
    for path in [
        "/",
        "/ideas",
        &format!("/ideas/{slug}"),
        "/ideas/new",
        "/login",
        "/help",
    ] {
        let (code, total, requests) = weight(&mut any, path).await;
        assert!(
            code <= 100_000,
            "{path}: {code} bytes of HTML, CSS and JavaScript"
        );
        assert!(total <= 300_000, "{path}: {total} bytes");
        assert!(requests <= 15, "{path}: {requests} requests");
    }
});

/// A refused form: in words, each fault beside its field and in a summary that leads to it.
fn refused(page: &Page, what: &str) {
    assert_eq!(page.status, 422, "{what}");
    let all = tags(&page.text);
    let ids: Vec<&str> = all.iter().filter_map(|t| t.get("id")).collect();
    let wrong: Vec<_> = all
        .iter()
        .filter(|t| t.get("aria-invalid") == Some("true"))
        .collect();
    assert!(!wrong.is_empty(), "{what}: no field is marked: {}", page.text);
    for field in wrong {
        let id = field
            .get("id")
            .unwrap_or_else(|| panic!("{what}: a field without id"));
        let said = field.get("aria-describedby").unwrap_or_default();
        assert!(
            said.split(' ').any(|d| d.ends_with("-error") && ids.contains(&d)),
            "{what}: {id} is not described: {said}"
        );
        assert!(
            all.iter()
                .any(|t| t.get("href") == Some(format!("#{id}").as_str())),
            "{what}: the summary does not lead to {id}"
        );
    }
    let alert = all.iter().any(|t| t.get("role") == Some("alert"));
    assert!(alert, "{what}: nothing is said at the top");
}

story!(
    a11y_18_and_ux_07_every_form_says_what_is_wrong_where_it_is,
    |stage| {
        let mut any = stage.browser();
        refused(
            &any.post("/login", &[("email", "pas une adresse")])
                .await
                .has("value=\"pas une adresse\""),
            "login",
        );
        refused(
            &any.post("/join", &[("email", "pas une adresse"), ("name", "Ève")])
                .await
                .has("value=\"Ève\""),
            "join",
        );
        refused(
            &any.post("/password/forgotten", &[("email", "x")]).await,
            "forgotten",
        );
        let mut anna = anna(&stage).await;
        let slug = propose(&mut anna, "Un verger partagé").await;
        let key = begin(&mut anna, "Un banc au soleil").await;
        refused(
            &anna
                .post(
                    &format!("/ideas/new/{key}"),
                    &[("step", "1"), ("title", ""), ("line", "Une phrase")],
                )
                .await
                .has("Une phrase"),
            "propose",
        );
        refused(
            &anna
                .post(
                    &format!("/ideas/{slug}/comments"),
                    &[("text", ""), ("side", "for")],
                )
                .await,
            "comment",
        );
        refused(
            &anna
                .post(
                    &format!("/ideas/{slug}/edit"),
                    &[("version", "1"), ("title", ""), ("body", "Du texte")],
                )
                .await
                .has("Du texte"),
            "edit",
        );
        let idea = id::short(crate::ideas::tests::id_of(&stage, &slug).await);
        refused(
            &any.post(&format!("/report/idea/{idea}"), &[("text", "Voici pourquoi")])
                .await
                .has("Voici pourquoi"),
            "report",
        );
        refused(
            &anna
                .post("/me/profile", &[("name", ""), ("bio", "Je jardine")])
                .await
                .has("Je jardine"),
            "profile",
        );
        refused(&anna.post("/me/email", &[("email", "x")]).await, "email");
        refused(
            &anna.post("/me/password", &[("password", "court")]).await,
            "password",
        );
        refused(&anna.post("/me/delete", &[]).await, "delete");
        stage.clock.advance(31 * MINUTE);
        set_password(&stage, "anna-leveque@exemple.fr", PASSWORD).await;
        refused(&anna.post("/me/prove", &[("password", "faux")]).await, "prove");
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        refused(
            &admin
                .post("/admin/territory", &[("name", ""), ("site_name", "")])
                .await,
            "territory",
        );
        refused(
            &admin
                .post("/admin/pages/about/fr", &[("title", ""), ("body", "Du texte")])
                .await
                .has("Du texte"),
            "page",
        );
        refused(
            &admin.post("/admin/words/themes", &[("name_fr", "")]).await,
            "words",
        );
        refused(
            &admin
                .post(&format!("/moderation/idea/{idea}"), &[("text", "")])
                .await,
            "decision",
        );
    }
);

/// Asks until it is too much; gives how often it was answered before, and checks that the refusal says when.
async fn until_too_much(
    browser: &mut Browser<'_>,
    path: &str,
    fields: &[(&str, &str)],
    most: usize,
) -> usize {
    for number in 0..=most {
        let page = if fields.is_empty() {
            browser.get(&format!("{path}{number}")).await
        } else {
            browser.post(path, fields).await
        };
        if page.status == 429 {
            let wait = page
                .headers
                .get("retry-after")
                .and_then(|v| v.to_str().ok())
                .and_then(|v| v.parse::<u64>().ok());
            assert!(
                wait.is_some_and(|seconds| (1..=1_200).contains(&seconds)),
                "{path}: {wait:?}"
            );
            let api = path.starts_with("/api/");
            assert!(
                if api {
                    page.text.contains("\"status\":429")
                } else {
                    page.text.contains("Réessayez dans")
                },
                "{path}"
            );
            return number;
        }
    }
    panic!("{path}: {most} times and never too much")
}

/// Where, what is sent, and how often it may be before it is too much.
type Door<'a> = (&'a str, &'a [(&'a str, &'a str)], usize);

#[tokio::test]
async fn sec_20_every_door_has_its_limit_and_says_when_to_come_back() {
    let joining = [("email", "b@exemple.fr"), ("name", "Ève"), ("of_age", "1")];
    let doors: [Door; 5] = [
        (
            "/login",
            &[("email", "a@exemple.fr"), ("password", "faux faux")],
            10,
        ),
        ("/password/forgotten", &[("email", "a@exemple.fr")], 5),
        ("/join", &joining, 5),
        ("/search?q=banc", &[], 60),
        ("/api/v1/ideas?limit=", &[], 300),
    ];
    for (path, fields, burst) in doors {
        let stage = Stage::set_limited().await;
        let answered = until_too_much(&mut stage.browser(), path, fields, burst + 30).await;
        assert!((burst..=burst + 29).contains(&answered), "{path}: {answered}");
    }
}
