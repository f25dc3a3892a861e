//! Stories of what a legal order may still ask once an account is closed.

use std::collections::BTreeSet;

use serde_json::Value;
use terreau_kernel::{
    id::{self, Id},
    time::DAY,
};
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    accounts::{self, tests::count},
    privacy::{self, Order, Refused},
    story,
    testing::Stage,
};

const ACCOUNTS: &str = "select count(*) from closed_accounts";
const CONNECTIONS: &str = "select count(*) from closed_connections";
const STEPS: &str = "select count(*) from steps where move in ('disclosed', 'disclosure-approved')";
const BY: [&str; 2] = ["ada@exemple.fr", "adrien@exemple.fr"];

/// Housekeeping, as each hour.
async fn swept(stage: &Stage) {
    accounts::sweep(&stage.app).await.expect("swept");
    privacy::sweep(&stage.app).await.expect("swept");
    stage.settle().await;
}

async fn ask(stage: &Stage, person: &str) -> Result<Value, Refused> {
    let territory = stage.app.atlas.by_id(stage.territory).expect("here");
    let order = Order {
        person,
        reason: "Réquisition n° 2026-114 du tribunal judiciaire de Nanterre, 2 mars 2026",
        by: BY,
    };
    privacy::disclose(&stage.app, &territory, &order).await
}

/// Somebody who signed in once a long time ago and once lately, and who asks to leave.
async fn leaves(stage: &Stage, name: &str) -> Id {
    let (person, mut browser) = stage.member(name, Role::Member).await;
    for days in [366, 300] {
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let sql = "insert into security_log (id, territory_id, person_id, kind, network, agent, at)
                   values ($1, $2, $3, 'sign-in', '203.0.113.0', 'test', $4)";
        let at = stage.clock.now() - days * DAY;
        run!(&mut tx, sql, stage.app.ids.next(), stage.territory, person, at).expect("a line");
        tx.commit().await.expect("kept");
    }
    let with = [("contributions", "keep"), ("sure", "1")];
    browser.post("/me/delete", &with).await.is(303);
    person
}

async fn team(stage: &Stage) {
    stage.member("Ada", Role::Administrator).await;
    stage.member("Adrien", Role::Administrator).await;
}

story!(
    mod_21_a_closed_account_is_handed_over_on_an_order_for_a_year_and_then_is_not_known,
    |stage| {
        team(&stage).await;
        let anna = leaves(&stage, "Anna Lévêque").await;
        stage.days(13);
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 0, "not before it is closed");
        stage.days(1);
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 1);
        stage.browser().get("/people/anna-leveque").await.is(404);
        let territory = stage.app.atlas.by_id(stage.territory).expect("here");
        let alone = Order {
            person: "anna-leveque@exemple.fr",
            reason: "Réquisition n° 2026-114 du tribunal judiciaire de Nanterre",
            by: [BY[0], BY[0]],
        };
        let refused = privacy::disclose(&stage.app, &territory, &alone).await;
        assert!(matches!(refused, Err(Refused::Alone)));
        let short = Order {
            reason: "police",
            by: BY,
            ..alone
        };
        let refused = privacy::disclose(&stage.app, &territory, &short).await;
        assert!(matches!(refused, Err(Refused::Reason)));
        assert_eq!(count(&stage, STEPS).await, 0, "nothing was handed over");
        let (uuid, short) = (anna.to_string(), id::short(anna));
        let names = ["Anna-Leveque@exemple.fr", "anna-leveque", &short, &uuid];
        for (at, name) in names.into_iter().enumerate() {
            let known = ask(&stage, name).await.expect("handed over");
            assert_eq!(known["account"], Value::Null, "{name}");
            let closed = &known["closed_accounts"][0];
            assert_eq!(closed["id"], uuid.as_str());
            assert_eq!(closed["name"], "Anna Lévêque");
            assert_eq!(closed["email"], "anna-leveque@exemple.fr");
            assert_eq!(closed["page"], "/people/anna-leveque");
            assert_eq!(closed["joined_at"], "2026-03-02T10:00:00Z");
            assert_eq!(closed["closed_at"], "2026-03-16T10:00:00Z");
            let lines = closed["connections"].as_array().expect("lines");
            assert!(lines.iter().any(|l| l["network"] == "203.0.113.0"), "{lines:?}");
            assert!(
                lines
                    .iter()
                    .all(|l| l["at"].as_str() > Some("2025-03-16T10:00:00Z"))
            );
            assert_eq!(count(&stage, STEPS).await, 2 * (at as i64 + 1), "on record");
        }
        assert_eq!(count(&stage, CONNECTIONS).await, 2);
        stage.days(70);
        swept(&stage).await;
        assert_eq!(
            count(&stage, CONNECTIONS).await,
            1,
            "each goes a year after it happened"
        );
        stage.days(294);
        swept(&stage).await;
        assert!(ask(&stage, "anna-leveque").await.is_ok(), "364 days later");
        stage.days(1);
        swept(&stage).await;
        assert_eq!(
            count(&stage, ACCOUNTS).await + count(&stage, CONNECTIONS).await,
            0
        );
        assert!(matches!(
            ask(&stage, "anna-leveque@exemple.fr").await,
            Err(Refused::Nobody)
        ));
        assert!(matches!(ask(&stage, &uuid).await, Err(Refused::Nobody)));
    }
);

story!(
    mod_21_a_territory_keeps_as_long_as_it_says_and_nothing_where_it_says_so,
    |stage| {
        leaves(&stage, "Anna Lévêque").await;
        leaves(&stage, "Bruno").await;
        stage.days(15);
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 2);
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        let form = admin.get("/admin/territory").await.is(200);
        let form = form.has("Garder l’identité d’un compte fermé pendant");
        form.has("<option value=\"12\" selected>12").has("Ne rien garder");
        stage.adjust(|s| s.closed_months = 18).await;
        let form = admin.get("/admin/territory").await.is(200);
        let form = form.has("<option value=\"18\" selected>").text;
        let seen = form.split("name=\"seen\" value=\"").nth(1);
        let seen = seen.and_then(|rest| rest.split('"').next()).expect("a field");
        stage.clock.advance(terreau_kernel::time::SECOND);
        let form = [
            ("seen", seen),
            ("name", "Sceaux"),
            ("site_name", "Terreau"),
            ("time_zone", "Europe/Paris"),
            ("hue_light", "#1B6B45"),
            ("hue_dark", "#7CCB9F"),
            ("closed_months", "6"),
        ];
        admin.post("/admin/territory", &form).await.is(303);
        stage.days(184);
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 0, "six months");
        assert_eq!(count(&stage, CONNECTIONS).await, 0, "with them");
        leaves(&stage, "Chloé").await;
        stage.days(15);
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 1);
        stage.adjust(|s| s.closed_months = 0).await;
        swept(&stage).await;
        assert_eq!(count(&stage, ACCOUNTS).await, 0, "a shorter delay counts at once");
        leaves(&stage, "Denis").await;
        stage.days(15);
        accounts::sweep(&stage.app).await.expect("swept");
        assert_eq!(count(&stage, "select count(*) from accounts").await, 1);
        assert_eq!(
            count(&stage, ACCOUNTS).await + count(&stage, CONNECTIONS).await,
            0
        );
    }
);

story!(mod_21_an_order_never_gets_one_person_for_another, |stage| {
    team(&stage).await;
    let first = leaves(&stage, "Anna").await;
    stage.days(15);
    swept(&stage).await;
    // Another Anna, with the page the first left free; and the first one back with her address.
    let (second, _) = stage.member("Anna", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql =
        "update accounts set email = 'autre@exemple.fr', email_key = 'autre@exemple.fr' where person_id = $1";
    run!(&mut tx, sql, second).expect("set");
    tx.commit().await.expect("kept");
    let (back, _) = stage.member("Anna Retour", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql =
        "update accounts set email = 'anna@exemple.fr', email_key = 'anna@exemple.fr' where person_id = $1";
    run!(&mut tx, sql, back).expect("set");
    tx.commit().await.expect("kept");
    let Err(Refused::Several(which)) = ask(&stage, "anna").await else {
        panic!("two people had this page");
    };
    assert!(
        which.contains(&first.to_string()) && which.contains(&second.to_string()),
        "{which}"
    );
    assert!(!which.contains('@'), "{which}");
    assert_eq!(count(&stage, STEPS).await, 0);
    let known = ask(&stage, &second.to_string()).await.expect("the open one");
    assert_eq!(known["account"]["email"], "autre@exemple.fr");
    assert_eq!(known["closed_accounts"], serde_json::json!([]));
    let known = ask(&stage, "anna@exemple.fr")
        .await
        .expect("whoever has this address");
    assert_eq!(known["account"]["id"], back.to_string());
    assert_eq!(known["closed_accounts"][0]["id"], first.to_string());
    assert_eq!(count(&stage, STEPS).await, 6, "two for each person");
});

#[test]
fn mod_21_no_other_statement_reads_closed_accounts() {
    let naming: BTreeSet<&str> = crate::statements()
        .into_iter()
        .filter(|(_, text)| text.contains("closed_accounts") || text.contains("closed_connections"))
        .map(|(name, _)| name)
        .collect();
    assert!(naming.len() >= 7, "{naming:?}");
    for name in naming {
        assert!(name.contains("::closed::"), "{name}");
    }
}

story!(mod_21_people_are_told_before_they_leave, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let french = "garder à part, pendant 12 mois après la fermeture d’un compte";
    let english = "keep apart, for 12 months after an account is closed";
    anna.get("/me/delete").await.is(200).has(french);
    let mut visitor = stage.browser();
    visitor.get("/privacy").await.is(200).has(french).has_not("{{");
    visitor.headers.push(("accept-language", "en".into()));
    visitor.get("/privacy").await.is(200).has(english);
    let register = admin.get("/admin/register.csv").await.is(200);
    let register = register.has("Identité d’un compte fermé, gardée à part pour la justice");
    register.has("Un an après la fermeture du compte");
    stage.adjust(|s| s.closed_months = 0).await;
    let none = "Rien de ce qui vous identifie n’est gardé";
    anna.get("/me/delete").await.is(200).has(none).has_not("12 mois");
    stage.browser().get("/privacy").await.is(200).has(none);
});

/// The tables in which a word stands, whatever the column.
async fn tables_that_hold(stage: &Stage, word: &str) -> BTreeSet<String> {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let columns = terreau_store::dialect::COLUMNS.of(&mut conn);
    let columns = terreau_store::all!(&mut conn, (String, String), columns).expect("columns");
    let mut found = BTreeSet::new();
    for (table, column) in columns {
        let sql = format!("select count(*) from \"{table}\" where lower(cast(\"{column}\" as text)) like $1");
        let sql: &'static str = Box::leak(sql.into_boxed_str());
        let many = value!(&mut conn, i64, sql, format!("%{word}%")).expect("counted");
        if many.unwrap_or(0) > 0 {
            found.insert(table);
        }
    }
    found
}

story!(
    priv_17_of_whoever_left_nothing_is_held_but_what_an_order_may_ask_and_in_the_end_nothing,
    |stage| {
        let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
        let draft = [("title", "Un banc au soleil")];
        anna.post("/ideas/new", &draft).await;
        let with = [("contributions", "keep"), ("sure", "1")];
        anna.post("/me/delete", &with).await.is(303);
        stage.settle().await;
        stage.days(15);
        swept(&stage).await;
        let held = async |word: &'static str| Vec::from_iter(tables_that_hold(&stage, word).await);
        assert_eq!(held("anna-leveque").await, ["closed_accounts", "mails"]);
        assert_eq!(held("anna l").await, ["closed_accounts"]);
        stage.days(91);
        swept(&stage).await;
        assert_eq!(
            held("anna-leveque").await,
            ["closed_accounts"],
            "the last letter is forgotten"
        );
        stage.days(365);
        swept(&stage).await;
        for word in ["anna-leveque", "anna l"] {
            assert_eq!(held(word).await, [] as [&str; 0], "{word}");
        }
    }
);
