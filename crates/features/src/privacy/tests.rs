//! Stories of what is kept and forgotten.

use std::collections::{BTreeMap, BTreeSet};

use terreau_kit::Role;
use terreau_store::{run, value};

use super::{
    catalogue::{Plain, catalogue},
    sweep,
};
use crate::{accounts, story, testing::Stage};

const PERSONAL: [&str; 5] = ["source", "purpose", "basis", "sees", "keeps"];

async fn schema(stage: &Stage) -> BTreeMap<String, BTreeSet<String>> {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = terreau_store::dialect::COLUMNS.of(&mut conn);
    let mut tables = BTreeMap::<String, BTreeSet<String>>::new();
    for (table, column) in terreau_store::all!(&mut conn, (String, String), sql).expect("columns") {
        tables.entry(table).or_default().insert(column);
    }
    tables.retain(|name, _| !name.contains("migrations") && !name.starts_with("sqlite_"));
    tables
}

story!(priv_02_every_column_stands_in_the_catalogue, |stage| {
    let tables = schema(&stage).await;
    assert!(tables.len() > 25, "{tables:?}");
    let mut known = BTreeMap::<&str, BTreeSet<&str>>::new();
    for entry in &catalogue().entry {
        for column in &entry.columns {
            assert!(
                known.entry(&entry.table).or_default().insert(column),
                "{}.{column} twice",
                entry.table
            );
        }
    }
    for (table, plain) in &catalogue().plain {
        if let Plain::Some(columns) = plain {
            for column in columns {
                assert!(
                    known.entry(table).or_default().insert(column),
                    "{table}.{column} twice"
                );
            }
        }
    }
    for (table, columns) in &tables {
        if matches!(catalogue().plain.get(table), Some(Plain::All(_))) {
            continue;
        }
        let named: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
        let said = known.remove(table.as_str()).unwrap_or_default();
        assert_eq!(
            said, named,
            "docs/data-catalogue/columns.toml and the schema differ on {table}"
        );
    }
    assert!(known.is_empty(), "no such table: {known:?}");
});

#[test]
fn priv_02_entries_speak_the_words_of_the_readme() {
    let readme = include_str!("../../../../docs/data-catalogue/README.md");
    for entry in &catalogue().entry {
        let codes = [
            &entry.source,
            &entry.purpose,
            &entry.basis,
            &entry.sees,
            &entry.keeps,
        ];
        for (field, code) in PERSONAL.iter().zip(codes) {
            assert!(
                readme.contains(&format!("`{code}`")),
                "{}: {field} {code}",
                entry.table
            );
        }
        let deletion = entry.deletion.split(':').next().unwrap_or_default();
        assert!(
            matches!(deletion, "erase" | "anonymise" | "keep"),
            "{}",
            entry.deletion
        );
        assert!(entry.deletion != "keep", "{}: keep, and why", entry.table);
        assert!(
            entry.export == "yes" || entry.export.starts_with("no: "),
            "{}",
            entry.export
        );
        assert!(!entry.fr.is_empty() && !entry.en.is_empty());
    }
}

story!(priv_13_what_the_catalogue_promises_is_in_the_export, |stage| {
    let (id, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
    let now = stage.clock.now();
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql = "insert into security_log (id, territory_id, person_id, kind, network, agent, at)
               values ($1, $2, $3, 'sign-in', '203.0.113.0', 'test', $4)";
    run!(&mut tx, sql, stage.app.ids.next(), stage.territory, id, now).expect("a line");
    tx.commit().await.expect("kept");
    anna.post("/ideas/new", &[("title", "Un banc au soleil")]).await;
    let all = anna.get("/me/export.json").await.is(200).json();
    let mut checked = 0;
    for entry in catalogue().entry.iter().filter(|entry| entry.export == "yes") {
        let rows = all[&entry.table]
            .as_array()
            .unwrap_or_else(|| panic!("{} is not in the export", entry.table));
        // The person and the row itself are known by the file they stand in.
        let named = entry
            .columns
            .iter()
            .filter(|c| !matches!(c.as_str(), "id" | "person_id" | "reporter_id"));
        if let Some(row) = rows.first() {
            for column in named {
                assert!(
                    row.get(column).is_some(),
                    "{}.{column} is not in the export",
                    entry.table
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 30, "{checked}");
});

story!(priv_28_no_other_table_knows_a_network, |stage| {
    let logs = ["security_log", "closed_connections"];
    for (table, columns) in schema(&stage).await {
        for column in columns {
            let suspect = ["ip", "network", "port", "remote_addr", "peer"].contains(&column.as_str());
            assert!(
                !suspect || (logs.contains(&table.as_str()) && column == "network"),
                "{table}.{column}"
            );
        }
    }
});

story!(priv_03_a_town_downloads_its_record_of_processing, |stage| {
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let table = admin.get("/admin/register.csv").await.is(200);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(table.bytes.as_slice());
    assert_eq!(reader.headers().expect("heads").get(0), Some("Traitement"));
    let rows: Vec<::csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), 5);
    assert!(
        rows.iter()
            .all(|row| row.len() == 11 && row.iter().all(|cell| !cell.is_empty()))
    );
    let json = admin.get("/admin/register.json").await.is(200).json();
    let lines = json["treatments"].as_array().expect("lines");
    let account = lines[0]["data"].to_string();
    assert!(account.contains("Adresse électronique"), "{account}");
    assert!(
        !json.to_string().contains("privacy-"),
        "every word is in words: {json}"
    );
    let (_, mut member) = stage.member("Paul", Role::Member).await;
    member.get("/admin/register.json").await.is(404);
    stage.browser().get("/admin/register.csv").await.is(303);
});

async fn both(stage: &Stage) {
    sweep(&stage.app).await.expect("swept");
    accounts::sweep(&stage.app).await.expect("swept");
    stage.settle().await;
}

async fn accounts_left(stage: &Stage) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, "select count(*) from accounts")
        .expect("read")
        .expect("a count")
}

story!(
    priv_11_who_does_not_come_for_two_years_is_warned_three_times_then_let_go,
    |stage| {
        stage.member("Anna Lévêque", Role::Member).await;
        let address = "anna-leveque@exemple.fr";
        stage.days(669);
        both(&stage).await;
        assert_eq!(stage.letters(address).await.len(), 0, "not yet");
        stage.days(2);
        let mut seen = Vec::new();
        for days in [0, 29, 1, 22, 1, 6] {
            stage.days(days);
            both(&stage).await;
            both(&stage).await;
            seen.push(stage.letters(address).await.len());
        }
        assert_eq!(seen, [1, 1, 2, 2, 3, 3], "60, 30 and 7 days ahead, each once");
        assert_eq!(accounts_left(&stage).await, 1);
        let last = stage.letters(address).await.swap_remove(0);
        assert!(last.text.contains("Garder mon compte"), "{}", last.text);
        stage.days(1);
        both(&stage).await;
        assert_eq!(accounts_left(&stage).await, 0, "two years and a day");
        stage.browser().get("/people/anna-leveque").await.is(404);
    }
);

story!(priv_11_coming_back_once_begins_the_count_anew, |stage| {
    stage.member("Anna Lévêque", Role::Member).await;
    accounts::tests::set_password(&stage, "anna-leveque@exemple.fr", accounts::tests::PASSWORD).await;
    stage.days(700);
    both(&stage).await;
    let with = [
        ("email", "anna-leveque@exemple.fr"),
        ("password", accounts::tests::PASSWORD),
    ];
    stage.browser().post("/login", &with).await.is(303);
    for _ in 0..20 {
        stage.days(30);
        both(&stage).await;
    }
    assert_eq!(accounts_left(&stage).await, 1, "600 days later nobody left");
});

story!(
    priv_12_events_jobs_given_up_and_names_of_reporters_are_forgotten,
    |stage| {
        let (territory, now) = (stage.territory, stage.clock.now());
        let ids = [stage.app.ids.next(), stage.app.ids.next(), stage.app.ids.next()];
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let sql = "insert into jobs (id, kind, payload, state, run_at, created_at, updated_at)
               values ($1, 'send-mail', '{}', 'dead', $2, $2, $2)";
        run!(&mut tx, sql, ids[0], now).expect("a job");
        for (id, state) in [(ids[1], "open"), (ids[2], "acted")] {
            run!(
            &mut tx,
            "insert into reports (territory_id, id, object_kind, object_id, url, reporter_name, reporter_email,
             reason_code, text, state, created_at, updated_at)
             values ($1, $2, 'idea', $2, '/', 'Luc', 'luc@exemple.fr', 'other', 'x', $3, $4, $4)",
            territory,
            id,
            state,
            now
        )
        .expect("a report");
        }
        tx.commit().await.expect("kept");
        let count = async |sql: &'static str| {
            let mut conn = stage.app.db.read().await.expect("a connection");
            value!(&mut conn, i64, sql).expect("read").expect("a count")
        };
        let old = "select (select count(*) from jobs where state = 'dead') + (select count(*) from events)";
        stage.settle().await;
        stage.days(89);
        sweep(&stage.app).await.expect("swept");
        let before = count(old).await;
        assert!(before > 0);
        stage.days(2);
        sweep(&stage.app).await.expect("swept");
        assert_eq!(count(old).await, 1, "the event that followers stand on");
        assert_eq!(
            count("select count(*) from reports where reporter_email <> ''").await,
            2
        );
        stage.days(300);
        sweep(&stage.app).await.expect("swept");
        let named = "select count(*) from reports where reporter_email <> ''";
        assert_eq!(count(named).await, 1, "the one still open");
    }
);

story!(
    mod_21_what_identifies_is_kept_a_year_and_leaves_on_an_order_with_two_administrators,
    |stage| {
        use super::{Order, Refused, disclose};
        let (anna, mut admin) = (
            stage.member("Anna Lévêque", Role::Member).await.0,
            stage.member("Adrien", Role::Administrator).await.1,
        );
        stage.member("Ada", Role::Administrator).await;
        stage.member("Mona", Role::Moderator).await;
        for days in [366, 364] {
            let mut tx = stage.app.db.begin().await.expect("a transaction");
            let sql = "insert into security_log (id, territory_id, person_id, kind, network, agent, at)
                       values ($1, $2, $3, 'sign-in', '203.0.113.0', 'test', $4)";
            let at = stage.clock.now() - days * terreau_kernel::time::DAY;
            run!(&mut tx, sql, stage.app.ids.next(), stage.territory, anna, at).expect("a line");
            tx.commit().await.expect("kept");
        }
        accounts::sweep(&stage.app).await.expect("swept");
        let territory = stage.app.atlas.by_id(stage.territory).expect("here");
        let (ada, adrien) = ("ada@exemple.fr", "adrien@exemple.fr");
        let order = Order {
            person: "anna-leveque",
            reason: "Réquisition n° 2026-114 du tribunal judiciaire de Nanterre, 2 mars 2026",
            by: [ada, adrien],
        };
        let ask = |order: Order<'static>| {
            let (app, territory) = (stage.app.clone(), territory.clone());
            async move { disclose(&app, &territory, &order).await }
        };
        let short = Order {
            reason: "  police ",
            ..order
        };
        assert!(matches!(ask(short).await, Err(Refused::Reason)));
        let alone = Order {
            by: [ada, ada],
            ..order
        };
        assert!(matches!(ask(alone).await, Err(Refused::Alone)));
        let lesser = Order {
            by: [ada, "mona@exemple.fr"],
            ..order
        };
        assert!(matches!(ask(lesser).await, Err(Refused::NotAdministrator(_))));
        let nobody = Order {
            person: "personne@exemple.fr",
            ..order
        };
        assert!(matches!(ask(nobody).await, Err(Refused::Nobody)));
        let steps = "select count(*) from steps where move in ('disclosed', 'disclosure-approved')";
        assert_eq!(
            accounts::tests::count(&stage, steps).await,
            0,
            "nothing was handed over"
        );
        let known = ask(order).await.expect("handed over");
        assert_eq!(known["account"]["email"], "anna-leveque@exemple.fr");
        assert_eq!(
            known["connections"].as_array().map(Vec::len),
            Some(1),
            "a year, no longer"
        );
        assert!(!known.to_string().contains("argon2"), "no secret");
        assert_eq!(
            accounts::tests::count(&stage, steps).await,
            2,
            "both answer for it"
        );
        let page = admin
            .get(&format!("/admin/people/{}", terreau_kernel::id::short(anna)))
            .await
            .is(200);
        page.has("Données remises sur réquisition").has("2026-114");
    }
);
