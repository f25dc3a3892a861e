//! Finding ideas: near, on the map, alike.

use terreau_kit::Role;

use super::{begin, propose, publish};
use crate::{story, testing::Browser};

async fn at(browser: &mut Browser<'_>, title: &str, lat: &str, lon: &str) -> String {
    let key = begin(browser, title).await;
    let url = format!("/ideas/new/{key}");
    browser
        .post(&url, &[("step", "2"), ("body", "Un texte")])
        .await
        .is(303);
    let place = [("step", "3"), ("theme", "climat"), ("lat", lat), ("lon", lon)];
    browser.post(&url, &place).await.is(303);
    publish(browser, &key).await
}

/// Where each text stands in a page, in order.
fn order<'a>(page: &str, texts: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<_> = texts.iter().filter_map(|t| Some((page.find(t)?, *t))).collect();
    found.sort_unstable();
    found.into_iter().map(|f| f.1).collect()
}

story!(
    the_nearest_ideas_come_first_and_pages_neither_skip_nor_repeat,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        at(&mut anna, "Tout au loin", "48.90", "2.40").await;
        at(&mut anna, "Juste ici", "48.7781", "2.2891").await;
        at(&mut anna, "Pas très loin", "48.7800", "2.2950").await;
        propose(&mut anna, "Place de Gaulle").await;
        let page = stage
            .browser()
            .get("/ideas/near?lat=48.7781&lon=2.2891")
            .await
            .is(200);
        let titles = ["Tout au loin", "Juste ici", "Pas très loin"];
        assert_eq!(
            order(&page.text, &titles),
            ["Juste ici", "Pas très loin", "Tout au loin"]
        );
        assert!(
            page.text.contains(" m<") || page.text.contains(" km<"),
            "says how far"
        );
        for n in 0..25 {
            at(
                &mut anna,
                &format!("Semis numéro {n:02}"),
                &format!("48.77{n:02}"),
                "2.29",
            )
            .await;
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut path = "/ideas/near?lat=48.7781&lon=2.2891".to_owned();
        let mut cards = 0;
        loop {
            let page = stage.browser().get(&path).await.is(200);
            let found = page.text.matches("<li class=\"idea").count();
            cards += found;
            seen.extend((0..25).filter(|n| page.text.contains(&format!("numéro {n:02}<"))));
            let Some(from) = page.text.find("rel=\"next\" href=\"") else {
                break;
            };
            let rest = &page.text[from + 17..];
            path = rest[..rest.find('"').expect("an end")]
                .replace("&#38;", "&")
                .replace("&amp;", "&");
        }
        assert_eq!((cards, seen.len()), (29, 25));
    }
);

story!(
    without_a_place_one_is_asked_for_and_nonsense_is_no_place,
    |stage| {
        for path in [
            "/ideas/near",
            "/ideas/near?lat=abc&lon=2",
            "/ideas/near?lat=400&lon=2",
            "/ideas/near?lat=NaN&lon=1",
        ] {
            stage
                .browser()
                .get(path)
                .await
                .is(200)
                .has("Choisissez un quartier");
        }
    }
);

story!(
    a11y_34_and_ux_13_the_map_is_drawn_here_with_the_same_ideas_beside_it,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        at(&mut anna, "Juste ici", "48.7781", "2.2891").await;
        let page = stage.browser().get("/ideas/map").await.is(200);
        page.has("<path class=\"zone\"")
            .has("class=\"dot\"")
            .has("Juste ici")
            .has("/ideas/points.json");
        let points = stage.browser().get("/ideas/points.json").await.is(200);
        assert_eq!(points.headers["content-type"], "application/geo+json");
        let feature = points.json()["features"][0].clone();
        assert_eq!(feature["properties"]["url"], "/ideas/juste-ici");
        assert_eq!(feature["geometry"]["coordinates"][1], 48.7781);
        let other = stage
            .browser()
            .get("/ideas/points.json?theme=culture")
            .await
            .is(200);
        assert_eq!(other.json()["features"], serde_json::json!([]));
    }
);

story!(ideas_alike_are_shown_while_a_title_is_typed, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    propose(&mut anna, "Des pistes cyclables vers le lycée").await;
    stage.settle().await;
    let mut visitor = stage.browser();
    visitor
        .get("/ideas/similar?q=piste+cyclable+lyc%C3%A9e")
        .await
        .is(200)
        .has("Est-ce l’une de celles-ci")
        .has("/ideas/des-pistes-cyclables-vers-le-lycee");
    visitor.headers.push(("accept", "application/json".into()));
    let found = visitor
        .get("/ideas/similar?q=piste+cyclable+lyc%C3%A9e")
        .await
        .is(200)
        .json();
    assert_eq!(found[0]["label"], "Des pistes cyclables vers le lycée");
    assert_eq!(
        visitor.get("/ideas/similar?q=zz").await.is(200).json(),
        serde_json::json!([])
    );
});

story!(ideas_alike_are_shown_without_scripts_too, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    propose(&mut anna, "Des pistes cyclables vers le lycée").await;
    stage.settle().await;
    let mut visitor = stage.browser();
    let own = super::key(&visitor.get("/ideas/new").await.is(200).text);
    let fields = [
        ("key", own.as_str()),
        ("step", "1"),
        ("title", "Une piste cyclable pour le lycée"),
        ("line", "Aller au lycée à vélo"),
    ];
    visitor
        .post("/ideas/new", &fields)
        .await
        .is(200)
        .has("<noscript>")
        .has("Est-ce l’une de celles-ci")
        .has("href=\"/ideas/des-pistes-cyclables-vers-le-lycee\" target=\"_blank\"")
        .has("href=\"#body\"")
        .has("name=\"title\" value=\"Une piste cyclable pour le lycée\"")
        .has("name=\"line\" value=\"Aller au lycée à vélo\"");
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let key = super::begin(&mut bilal, "Une piste cyclable pour le lycée").await;
    let second = format!("/ideas/new/{key}?step=2");
    bilal.get(&second).await.is(200).has("des-pistes-cyclables");
    let text = [("step", "2"), ("body", "À vélo, tout simplement"), ("lang", "fr")];
    bilal.post(&format!("/ideas/new/{key}"), &text).await.is(303);
    // Whoever began to write has seen them.
    bilal.get(&second).await.is(200).has_not("des-pistes-cyclables");
});

story!(
    whoever_told_their_quarter_sees_what_is_near_it_and_only_the_theme_they_choose,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        at(&mut anna, "Au bord du parc", "48.7700", "2.2990").await;
        at(&mut anna, "Devant la gare", "48.7800", "2.2840").await;
        let zone = [("name_fr", "Robinson")];
        admin.post("/admin/words/zones", &zone).await.is(303);
        let page = admin.get("/admin/words/zones").await.is(200).text;
        let id = page.split("id=\"w-").nth(1).and_then(|p| p.split('"').next());
        let id = id.expect("the quarter").to_owned();
        let change = [
            ("act", "save"),
            ("name_fr", "Robinson"),
            ("place", "48.7801, 2.2841"),
        ];
        admin
            .post(&format!("/admin/words/zones/{id}"), &change)
            .await
            .is(303);
        anna.get("/ideas/near").await.is(200).has_not("Devant la gare");
        let profile = [("name", "Anna"), ("zone", "robinson")];
        anna.post("/me/profile", &profile).await.is(303);
        let page = anna.get("/ideas/near").await.is(200).has("Robinson");
        let titles = ["Au bord du parc", "Devant la gare"];
        assert_eq!(order(&page.text, &titles), ["Devant la gare", "Au bord du parc"]);
        let other = anna.get("/ideas/near?theme=mobilite").await.is(200);
        other.has_not("Devant la gare").has("value=\"mobilite\" selected");
        let mut visitor = stage.browser();
        visitor
            .get("/ideas/near?zone=robinson&theme=climat")
            .await
            .is(200)
            .has("Devant la gare");
        visitor
            .get("/ideas?theme=climat&zone=robinson&sort=backed")
            .await
            .is(200)
            .has("/ideas/near?theme=climat&#38;zone=robinson");
    }
);

story!(
    priv_26_the_author_chooses_how_near_the_point_is_and_nothing_nearer_is_kept,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let ways = [
            ("exact", Some((48.77812, 2.28934))),
            ("block", Some((48.779, 2.28995))),
            ("zone", None),
        ];
        for (near, kept) in ways {
            let title = format!("Un banc {near}");
            let key = begin(&mut anna, &title).await;
            let draft = format!("/ideas/new/{key}");
            let text = [("step", "2"), ("body", "Un texte qui dit pourquoi.")];
            anna.post(&draft, &text).await.is(303);
            let place = [
                ("step", "3"),
                ("theme", "climat"),
                ("lat", "48.77812"),
                ("lon", "2.28934"),
                ("precision", near),
            ];
            anna.post(&draft, &place).await.is(303);
            let slug = publish(&mut anna, &key).await;
            let chosen = format!("name=\"precision\" value=\"{near}\" checked");
            anna.get(&format!("/ideas/{slug}/edit"))
                .await
                .is(200)
                .has(&chosen);
            let all = stage.browser().get("/api/v1/ideas").await.is(200).json();
            let items = all["items"].as_array().expect("ideas");
            let idea = items.iter().find(|i| i["slug"] == slug).expect("this one");
            assert_eq!(idea["position_precision"], near);
            let position = kept.map(|(lat, lon)| serde_json::json!({ "lat": lat, "lon": lon }));
            assert_eq!(idea["position"], position.unwrap_or_default(), "{near}");
        }
        for path in ["/ideas/points.json", "/ideas.geojson", "/ideas.csv"] {
            let page = stage.browser().get(path).await.is(200);
            assert_eq!(page.text.matches("48.77812").count(), 1, "{path}: {}", page.text);
        }
    }
);
