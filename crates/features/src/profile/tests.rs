//! Stories of profiles and of the directory they fill.

use terreau_kernel::time::DAY;
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    story,
    testing::{Browser, Stage},
};

fn short(stage: &Stage, slug: &str) -> String {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    terreau_kernel::id::short(territory.skill_named(slug).expect("a skill").id)
}

/// Somebody who keeps accounts, free on Tuesday evening, shown to these circles.
async fn keeper(browser: &mut Browser<'_>, circle: &str) {
    let add = [("skill", "comptabilité"), ("level", "expert")];
    browser.post("/me/skills/add", &add).await.is(303);
    let list = [("circle", circle), ("listed", "1")];
    browser.post("/me/skills", &list).await.is(303);
    let free = [
        ("slot", "5"),
        ("slot", "15"),
        ("hours", "4"),
        ("reach", "3"),
        ("circle", circle),
    ];
    browser.post("/me/availability", &free).await.is(303);
}

async fn zones(stage: &Stage) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for (slug, lat, lon) in [
        ("centre", 48.778, 2.289),
        ("robinson", 48.780, 2.281),
        ("loin", 48.90, 2.50),
    ] {
        let sql = "insert into zones (territory_id, id, slug, name, lat, lon, position)
                   values ($1, $2, $3, $3, $4, $5, $6)";
        run!(
            &mut tx,
            sql,
            stage.territory,
            stage.app.ids.next(),
            slug,
            lat,
            lon,
            1_i64
        )
        .expect("a zone");
    }
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
}

story!(
    somebody_who_keeps_accounts_near_on_tuesday_evening_is_found,
    |stage| {
        zones(&stage).await;
        let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal Haddad", Role::Member).await;
        let about = [("name", "Anna Lévêque"), ("zone", "centre"), ("listed", "1")];
        anna.post("/me/profile", &about).await.is(303);
        keeper(&mut anna, "0").await;
        bilal
            .post("/me/skills/add", &[("skill", "Tenue de comptes")])
            .await
            .is(303);
        bilal
            .post("/me/skills", &[("circle", "0"), ("listed", "1")])
            .await
            .is(303);
        let mut visitor = stage.browser();
        visitor
            .get("/people")
            .await
            .is(200)
            .has("Anna Lévêque")
            .has("Bilal Haddad");
        let all = visitor.get("/people?skill=compta").await.is(200);
        all.has("tenue de comptes").has("n’est pas une compétence");
        let both = visitor.get("/people?skill=tenue-de-comptes").await.is(200);
        both.has("Qui peut aider").has("Anna Lévêque").has("Bilal Haddad");
        let tuesday = "/people?skill=tenue-de-comptes&day=1&part=2";
        visitor
            .get(tuesday)
            .await
            .is(200)
            .has("Anna Lévêque")
            .has_not("Bilal Haddad");
        visitor
            .get("/people?skill=tenue-de-comptes&day=2")
            .await
            .is(200)
            .has_not("Anna Lévêque")
            .has("Personne");
        // Three kilometres around: the next quarter, not the one beyond.
        visitor
            .get(&format!("{tuesday}&zone=robinson"))
            .await
            .is(200)
            .has("Anna Lévêque");
        visitor
            .get(&format!("{tuesday}&zone=loin"))
            .await
            .is(200)
            .has_not("Anna Lévêque");
        visitor.get("/skills").await.is(200).has("2 personnes");
        // Words nobody knows ask for nothing, and are not an error.
        visitor
            .get("/people?skill=tenue-de-comptes&day=x&part=99&zone=zz&after=zz")
            .await
            .is(200);
        stage.settle().await;
        visitor
            .get("/people?q=anna")
            .await
            .is(200)
            .has("Anna Lévêque")
            .has_not("Bilal Haddad");
        visitor
            .get("/search?q=tenue+de+comptes&kind=person")
            .await
            .is(200)
            .has("Anna Lévêque");
    }
);

story!(priv_25_each_part_is_read_by_those_it_is_open_to, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let mut visitor = stage.browser();
    let parts = [
        ("name", "Anna"),
        ("bio", "Jardinière du dimanche"),
        ("cause", "mobilite"),
        ("language", "pt"),
        ("link", "exemple.fr/jardin"),
        ("listed", "1"),
    ];
    for (circle, by_visitor, by_member) in [("0", true, true), ("1", false, true), ("3", false, false)] {
        let circles =
            ["bio", "zone", "causes", "languages", "links", "did"].map(|part| format!("circle-{part}"));
        let mut fields = parts.to_vec();
        fields.extend(circles.iter().map(|name| (name.as_str(), circle)));
        anna.post("/me/profile", &fields).await.is(303);
        keeper(&mut anna, circle).await;
        stage.settle().await;
        for (browser, sees) in [(&mut visitor, by_visitor), (&mut bilal, by_member)] {
            let page = browser.get("/people/anna").await.is(200).text;
            let said = [
                "Jardinière du dimanche",
                "Se déplacer",
                "portugais",
                "exemple.fr/jardin",
                "tenue de comptes",
                "mardi",
            ];
            for text in said {
                assert_eq!(page.contains(text), sees, "{circle}: {text}");
            }
            for path in [
                "/people?skill=tenue-de-comptes",
                "/people?cause=mobilite",
                "/people?day=1",
            ] {
                let found = browser.get(path).await.is(200).text.contains("/people/anna");
                assert_eq!(found, sees, "{circle}: {path}");
            }
        }
        let found = visitor
            .get("/search?q=jardini%C3%A8re")
            .await
            .is(200)
            .text
            .contains("/people/anna\"");
        assert_eq!(found, by_visitor, "{circle}: search");
        let found = visitor
            .get("/search?q=%22tenue+de+comptes%22")
            .await
            .is(200)
            .text
            .contains("/people/anna\"");
        assert_eq!(found, by_visitor, "{circle}: search by skill");
        let feed = if by_visitor { 200 } else { 404 };
        visitor.get("/feeds/people/anna").await.is(feed);
        let own = anna.get("/people/anna").await.is(200);
        own.has("Jardinière du dimanche").has("tenue de comptes");
    }
});

story!(who_did_not_ask_to_be_listed_is_not, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    anna.post("/me/skills/add", &[("skill", "natation")])
        .await
        .is(303);
    anna.post("/me/skills", &[("circle", "0")]).await.is(303);
    let mut visitor = stage.browser();
    visitor
        .get("/people")
        .await
        .is(200)
        .has_not("/people/anna\"")
        .has("Personne, pour l’instant");
    anna.get("/people/anna").await.is(200).has("natation");
});

story!(
    a_skill_taken_by_its_synonym_refused_proposed_accepted_and_merged,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        anna.post("/me/skills/add", &[("skill", "x")])
            .await
            .is(422)
            .has("Écrivez le nom");
        let unknown = anna
            .post(
                "/me/skills/add",
                &[("skill", "vannerie d’osier fin"), ("level", "expert")],
            )
            .await
            .is(422);
        unknown
            .has("n’est pas un mot de la liste")
            .has("Proposer «")
            .has("value=\"vannerie d’osier fin\"");
        let propose = [
            ("skill", "vannerie d’osier fin"),
            ("level", "expert"),
            ("propose", "1"),
        ];
        anna.post("/me/skills/add", &propose).await.is(303);
        bilal.post("/me/skills/add", &propose).await.is(303);
        anna.post("/me/skills", &[("circle", "0"), ("listed", "1")])
            .await
            .is(303);
        anna.get("/me/skills").await.is(200).has("proposée, en attente");
        anna.get("/people/anna").await.is(200).has("vannerie d’osier fin");
        bilal.get("/me").await.is(200).has("est proposée");
        bilal.get("/people/anna").await.is(200).has_not("vannerie");
        let queue = admin
            .get("/admin/skills")
            .await
            .is(200)
            .has("proposée par Anna")
            .text;
        let path = queue
            .split("href=\"/admin/skills/")
            .nth(1)
            .expect("a link")
            .split('"')
            .next()
            .expect("its end");
        let path = format!("/admin/skills/{path}");
        admin
            .post(
                &path,
                &[("act", "save"), ("name_fr", "Vannerie d’osier"), ("domain", "")],
            )
            .await
            .is(422);
        let fields = [
            ("act", "save"),
            ("name_fr", "vannerie d’osier"),
            ("domain", "crafts"),
        ];
        admin.post(&path, &fields).await.is(303);
        bilal.get("/people/anna").await.is(200).has("vannerie d’osier");
        let slug = "vannerie-d-osier-fin";
        bilal
            .get(&format!("/people?skill={slug}"))
            .await
            .is(200)
            .has("/people/anna\"");
        bilal.get("/skills").await.is(200).has("1 personne");
        admin
            .post(&path, &[("act", "merge"), ("into", "natation")])
            .await
            .is(303);
        bilal
            .get("/people?skill=natation")
            .await
            .is(200)
            .has("/people/anna\"");
        bilal
            .get(&format!("/people?skill={slug}"))
            .await
            .is(200)
            .has("/people/anna\"")
            .has("natation");
        anna.get("/me/skills")
            .await
            .is(200)
            .has("natation")
            .has_not("vannerie");
    }
);

story!(levels_readiness_and_removal, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    for skill in ["natation", "comptabilité"] {
        anna.post("/me/skills/add", &[("skill", skill)]).await.is(303);
    }
    let (swim, accounts) = (short(&stage, "natation"), short(&stage, "tenue-de-comptes"));
    let (level, ready, other) = (
        format!("level-{swim}"),
        format!("ready-{swim}"),
        format!("level-{accounts}"),
    );
    let fields = [
        (level.as_str(), "wish"),
        (ready.as_str(), "1"),
        (other.as_str(), "helps"),
        ("circle", "0"),
        ("listed", "1"),
    ];
    anna.post("/me/skills", &fields).await.is(303);
    let mut visitor = stage.browser();
    visitor
        .get("/people/anna")
        .await
        .is(200)
        .has("Aimerait apprendre")
        .has("natation");
    // A wish is not an offer, nor is a skill one is not ready to share.
    visitor
        .get("/people?skill=natation")
        .await
        .is(200)
        .has_not("/people/anna\"");
    visitor
        .get("/people?skill=tenue-de-comptes")
        .await
        .is(200)
        .has_not("/people/anna\"");
    anna.post("/me/skills", &[("remove", &swim)]).await.is(303);
    anna.get("/me/skills")
        .await
        .is(200)
        .has_not("natation")
        .has("tenue de comptes");
    anna.get("/people/anna").await.is(200).has_not("natation");
});

story!(
    who_may_not_take_part_leaves_the_directory_until_they_may,
    |stage| {
        let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut moderator) = stage.member("Momo", Role::Moderator).await;
        keeper(&mut anna, "0").await;
        let mut visitor = stage.browser();
        visitor.get("/skills").await.is(200).has("1 personne");
        let rule = [
            ("measure", "suspend-7"),
            ("reason", "insult"),
            ("text", "Votre texte attaque une personne."),
        ];
        let path = format!("/moderation/person/{}", terreau_kernel::id::short(anna_id));
        moderator.post(&path, &rule).await.is(303);
        visitor
            .get("/people?skill=tenue-de-comptes")
            .await
            .is(200)
            .has_not("/people/anna\"");
        visitor.get("/skills").await.is(200).has_not("1 personne");
        // What they change meanwhile does not bring them back.
        anna.post("/me/availability", &[("slot", "5"), ("circle", "0")])
            .await
            .is(303);
        visitor
            .get("/people?skill=tenue-de-comptes")
            .await
            .is(200)
            .has_not("/people/anna\"");
        stage.days(8);
        stage.settle().await;
        visitor
            .get("/people?skill=tenue-de-comptes")
            .await
            .is(200)
            .has("/people/anna\"");
        visitor.get("/skills").await.is(200).has("1 personne");
        moderator.get("/people").await.is(200).has("/people/anna\"");
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let due = "update accounts set deletion_due_at = $3 where territory_id = $1 and person_id = $2";
        run!(&mut tx, due, stage.territory, anna_id, stage.clock.now()).expect("due");
        tx.commit().await.expect("kept");
        crate::accounts::sweep(&stage.app).await.expect("swept");
        stage.settle().await;
        visitor.get("/people").await.is(200).has_not("/people/anna\"");
        let mut conn = stage.app.db.read().await.expect("a connection");
        let left = "select (select count(*) from profiles) + (select count(*) from person_skills)
                + (select count(*) from directory) + (select count(*) from person_causes)";
        assert_eq!(value!(&mut conn, i64, left).expect("read"), Some(0));
    }
);

story!(bad_input_is_told_and_nothing_typed_is_lost, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let wrong = [
        ("name", "Anna"),
        ("bio", "Toujours là."),
        ("link", "javascript:alert(1)"),
        ("language", "pt"),
        ("circle-bio", "1"),
    ];
    let page = anna.post("/me/profile", &wrong).await.is(422);
    let page = page
        .has("Cette adresse ne convient pas")
        .has("Toujours là.")
        .has("javascript:alert(1)");
    assert!(page.text.contains("value=\"pt\" checked"));
    for link in [
        "http://a:b@exemple.fr",
        "https://localhost",
        "ftp://exemple.fr",
        "x y",
    ] {
        anna.post("/me/profile", &[("name", "Anna"), ("link", link)])
            .await
            .is(422);
    }
    let long = "é".repeat(1_001);
    anna.post("/me/profile", &[("name", "Anna"), ("bio", &long)])
        .await
        .is(422)
        .has(&long);
    let town = [("name", "Mairie de Sceaux"), ("bio", "Toujours là.")];
    anna.post("/me/profile", &town)
        .await
        .is(422)
        .has("Toujours là.")
        .has("Mairie de Sceaux");
    let wrong = [
        ("hours", "beaucoup"),
        ("slot", "5"),
        ("from", "2026-12-01"),
        ("until", "2026-11-01"),
    ];
    let page = anna.post("/me/availability", &wrong).await.is(422);
    let page = page
        .has("Écrivez un nombre d’heures")
        .has("La fin vient avant")
        .has("beaucoup");
    assert!(page.text.contains("value=\"5\" checked"));
    anna.post("/me/availability", &[("from", "demain")])
        .await
        .is(422)
        .has("demain");
    // Half-days that do not exist are nobody's.
    anna.post(
        "/me/availability",
        &[("slot", "21"), ("slot", "-1"), ("slot", "x")],
    )
    .await
    .is(303);
    anna.get("/people/anna").await.is(200).has_not("lundi");
    for hostile in [
        "<script>alert(1)</script>",
        "'; drop table skills; --",
        "\u{202e}gnihton",
        "🧑‍🌾🧑‍🌾",
    ] {
        let propose = [("skill", hostile), ("propose", "1")];
        anna.post("/me/skills/add", &propose).await.is(303);
        anna.get("/me/skills").await.is(200).has_not("<script>alert");
        let typed: String = url::form_urlencoded::byte_serialize(hostile.as_bytes()).collect();
        for path in ["/people?skill=", "/people?q=", "/skills?q=", "/skills/suggest?q="] {
            anna.get(&format!("{path}{typed}"))
                .await
                .is(200)
                .has_not("<script>alert");
        }
    }
});

story!(free_time_that_is_over_is_not_found, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    keeper(&mut anna, "0").await;
    let free = [
        ("slot", "5"),
        ("from", "2026-03-10"),
        ("until", "2026-03-20"),
        ("circle", "0"),
    ];
    anna.post("/me/availability", &free).await.is(303);
    let mut visitor = stage.browser();
    let path = "/people?skill=tenue-de-comptes&day=1&part=2";
    visitor.get(path).await.is(200).has_not("/people/anna\"");
    visitor
        .get("/people/anna")
        .await
        .is(200)
        .has("À partir du 10 mars 2026")
        .has("Jusqu’au 20 mars 2026");
    anna.get("/me/availability")
        .await
        .is(200)
        .has("2026-03-10")
        .has("2026-03-20");
    stage.clock.advance(10 * DAY);
    stage.app.touched(stage.territory);
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    bilal.get(path).await.is(200).has("/people/anna\"");
    stage.clock.advance(12 * DAY);
    bilal.get(path).await.is(200).has_not("/people/anna\"");
});

story!(the_directory_is_read_page_by_page_in_a_few_statements, |stage| {
    for n in 0..45 {
        let (_, mut somebody) = stage.member(&format!("Personne {n:02}"), Role::Member).await;
        somebody
            .post("/me/skills/add", &[("skill", "natation")])
            .await
            .is(303);
        somebody
            .post("/me/skills", &[("circle", "1"), ("listed", "1")])
            .await
            .is(303);
    }
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (mut seen, mut path) = (
        std::collections::BTreeSet::new(),
        "/people?skill=natation".to_owned(),
    );
    let mut statements = Vec::new();
    for _ in 0..3 {
        terreau_store::tally::begin();
        let page = anna.get(&path).await.is(200).text;
        statements.push(terreau_store::tally::end().len());
        let named = page.match_indices("/people/personne-");
        seen.extend(named.map(|(at, word)| page[at + word.len()..at + word.len() + 2].to_owned()));
        let next = page
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        path = next.map_or_else(String::new, |next| next.replace("&#38;", "&"));
    }
    assert_eq!(seen.len(), 45);
    assert!(path.is_empty(), "the last page says so");
    assert!(statements.iter().all(|n| *n <= 5), "{statements:?}");
});
