//! Stories of importing, on made-up files and, where they are, on the real consultation.

use std::collections::HashSet;

use proptest::prelude::*;
use terreau_store::{run as sql, value};

use super::{Counted, Files, Reason, Report, read, run};
use crate::{counters, story, testing::Stage};

const PEOPLE: &str = "ref,display_name\np1,Anna\np2,Bilal\n";
const IDEAS: &str = "ref,title,body_html,theme,author_ref,created_at,updated_at,supports,opposes,mixed,hidden\n\
    i1,Une place,<p>Avec <b>un arbre</b><script>alert(1)</script></p>,Parcs,p1,2015-10-01T10:00:00+0200,,12,3,1,false\n\
    i2,Cachée,<p>Non</p>,Parcs,p2,2015-10-02T10:00:00+0200,,,,,true\n";
const COMMENTS: &str = "ref,idea_ref,parent_ref,side,body,author_ref,created_at,supports\n\
    c2,i1,c1,,Une réponse qui vient avant,p1,2015-10-04T10:00:00+0200,0\n\
    c1,i1,,for,Oui,p2,2015-10-03T10:00:00+0200,4\n\
    c3,i1,,against,Non,p1,2015-10-05T10:00:00+0200,0\n";

fn files(people: &str, ideas: &str, comments: &str) -> Files {
    let bytes = |text: &str| Some(text.as_bytes().to_vec());
    Files {
        people: bytes(people),
        ideas: bytes(ideas),
        comments: bytes(comments),
    }
}

async fn import(stage: &Stage, files: &Files, dry: bool) -> Report {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    run(&stage.app, &territory, files, dry, |_, _| {})
        .await
        .expect("storage answers")
}

async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let mut db = stage.app.db.read().await.expect("a connection");
    value!(&mut db, i64, sql, stage.territory)
        .expect("an answer")
        .expect("a row")
}

fn counted(created: usize, updated: usize, unchanged: usize) -> Counted {
    Counted {
        created,
        updated,
        unchanged,
        refused: 0,
    }
}

story!(run_twice_nothing_is_doubled_and_changes_are_taken, |stage| {
    let first = import(&stage, &files(PEOPLE, IDEAS, COMMENTS), false).await;
    assert_eq!(
        (first.people, first.ideas, first.comments),
        (counted(2, 0, 0), counted(2, 0, 0), counted(3, 0, 0))
    );
    assert!(first.errors.is_empty(), "{:?}", first.errors);
    let again = import(&stage, &files(PEOPLE, IDEAS, COMMENTS), false).await;
    assert_eq!(
        (again.people, again.ideas, again.comments),
        (counted(0, 0, 2), counted(0, 0, 2), counted(0, 0, 3))
    );
    let changed = IDEAS
        .replace("Une place", "Une grande place")
        .replace(",true\n", ",false\n");
    let third = import(&stage, &files(PEOPLE, &changed, COMMENTS), false).await;
    assert_eq!(third.ideas, counted(0, 2, 0));
    assert_eq!(
        count(
            &stage,
            "select ideas from territory_counts where territory_id = $1"
        )
        .await,
        2
    );
    assert_eq!(
        count(
            &stage,
            "select comments from territory_counts where territory_id = $1"
        )
        .await,
        3
    );
    assert_eq!(
        count(
            &stage,
            "select historic_supports from ideas where territory_id = $1 and imported_ref = 'i1'"
        )
        .await,
        12
    );
    stage
        .browser()
        .get("/ideas")
        .await
        .is(200)
        .has("Une grande place")
        .has("Cachée");
});

story!(what_is_hidden_in_the_source_is_hidden_here, |stage| {
    import(&stage, &files(PEOPLE, IDEAS, COMMENTS), false).await;
    stage
        .browser()
        .get("/ideas")
        .await
        .is(200)
        .has("Une place")
        .has_not("Cachée");
    assert_eq!(
        count(
            &stage,
            "select ideas from territory_counts where territory_id = $1"
        )
        .await,
        1
    );
});

story!(a_trial_writes_nothing, |stage| {
    let report = import(&stage, &files(PEOPLE, IDEAS, COMMENTS), true).await;
    assert_eq!(
        (
            report.people.created,
            report.ideas.created,
            report.comments.created
        ),
        (2, 2, 3)
    );
    assert_eq!(
        count(&stage, "select count(*) from ideas where territory_id = $1").await,
        0
    );
});

story!(a_bad_row_is_told_and_the_others_go_in, |stage| {
    let ideas = format!(
        "{IDEAS}i3,,<p>x</p>,,p1,2015-10-01,,,,,\ni4,Titre,<p>x</p>,,inconnu,2015-10-01,,,,,\n\
         i5,Titre,x,,p1,hier,,,,,\ni1,Double,x,,p1,2015-10-01,,,,,\n"
    );
    let comments = format!(
        "{COMMENTS}c4,i9,,,mot,p1,2015-10-03,\nc5,i1,c6,,mot,p1,2015-10-03,\nc6,i1,c5,,mot,p1,2015-10-03,\n\
         c7,i1,,sideways,mot,p1,2015-10-03,\nc8,i1,nulle-part,,mot,p1,2015-10-03,\n"
    );
    let comments = format!("{comments}c9,i2,c1,,d’une autre idée,p1,2015-10-03,\n");
    let trial = import(&stage, &files(PEOPLE, &ideas, &comments), true).await;
    let report = import(&stage, &files(PEOPLE, &ideas, &comments), false).await;
    assert_eq!(trial, report, "a trial tells exactly what happens");
    assert_eq!(
        (report.ideas.created, report.ideas.refused),
        (2, 4),
        "{:?}",
        report.errors
    );
    assert_eq!(
        (report.comments.created, report.comments.refused),
        (3, 6),
        "{:?}",
        report.errors
    );
    let lines: Vec<u64> = report
        .errors
        .iter()
        .filter(|e| e.file == "ideas")
        .map(|e| e.line)
        .collect();
    assert_eq!(lines.len(), 4);
    assert!(
        report
            .errors
            .iter()
            .all(|e| e.line > 1 && !e.reason.to_string().is_empty())
    );
});

story!(files_that_are_no_table_are_refused_in_words, |stage| {
    let broken = Files {
        people: Some(b"\xff\xfe\x00garbage".to_vec()),
        ideas: Some(b"title\nA\n".to_vec()),
        comments: Some(Vec::new()),
    };
    let report = import(&stage, &broken, false).await;
    assert!(report.errors.len() >= 2, "{:?}", report.errors);
    assert_eq!(
        count(&stage, "select count(*) from ideas where territory_id = $1").await,
        0
    );
});

async fn text(stage: &Stage, query: &'static str) -> String {
    let mut db = stage.app.db.read().await.expect("a connection");
    value!(&mut db, String, query, stage.territory)
        .expect("an answer")
        .expect("a row")
}

async fn true_counts(stage: &Stage) {
    let mut db = stage.app.db.read().await.expect("a connection");
    let wrong = counters::differences(&mut db, stage.territory)
        .await
        .expect("counted");
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What happened here after an import: a decision, a claim, a correction, somebody who left.
const SINCE: [&str; 6] = [
    "update ideas set state = 'hidden' where territory_id = $1 and imported_ref = 'i1'",
    "insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, reason, at)
     select territory_id, id, 'idea', id, 'hide', 'published', 'hidden', 'insult', 1 from ideas
     where territory_id = $1 and imported_ref = 'i1'",
    "update people set state = 'active', name = 'Anna Morel' where territory_id = $1 and imported_ref = 'p1'",
    "update people set state = 'anonymised', name = '' where territory_id = $1 and imported_ref = 'p2'",
    "update comments set text = 'Corrigé ici', edited_at = 5 where territory_id = $1 and imported_ref = 'c3'",
    "update comments set text = '', text_html = '' where territory_id = $1 and imported_ref = 'c1'",
];

story!(what_was_decided_here_is_stronger_than_the_source, |stage| {
    import(&stage, &files(PEOPLE, IDEAS, COMMENTS), false).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for change in SINCE {
        sql!(&mut tx, change, stage.territory).expect("changed");
    }
    counters::repair(&mut tx, stage.territory).await.expect("counted");
    tx.commit().await.expect("kept");
    let people = PEOPLE.replace("Anna", "Anne").replace("Bilal", "Bill");
    let ideas = IDEAS
        .replace("12,3,1", "13,3,1")
        .replace("Cachée", "Toujours cachée");
    let comments = COMMENTS
        .replace("Oui", "Oui !")
        .replace("against,Non", "for,Non !")
        .replace("vient avant", "vient bien avant");
    let report = import(&stage, &files(&people, &ideas, &comments), false).await;
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    assert_eq!(
        (report.people, report.ideas),
        (counted(0, 2, 0), counted(0, 2, 0))
    );
    let told = [
        (
            "select name from people where territory_id = $1 and imported_ref = 'p1'",
            "Anna Morel",
        ),
        (
            "select name from people where territory_id = $1 and imported_ref = 'p2'",
            "",
        ),
        (
            "select state from ideas where territory_id = $1 and imported_ref = 'i1'",
            "hidden",
        ),
        (
            "select title from ideas where territory_id = $1 and imported_ref = 'i2'",
            "Cachée",
        ),
        (
            "select text from comments where territory_id = $1 and imported_ref = 'c1'",
            "",
        ),
        (
            "select text from comments where territory_id = $1 and imported_ref = 'c2'",
            "Une réponse qui vient bien avant",
        ),
        (
            "select text from comments where territory_id = $1 and imported_ref = 'c3'",
            "Corrigé ici",
        ),
    ];
    for (query, expected) in told {
        assert_eq!(text(&stage, query).await, expected, "{query}");
    }
    let figures = "select historic_supports from ideas where territory_id = $1 and imported_ref = 'i1'";
    assert_eq!(
        count(&stage, figures).await,
        13,
        "figures follow the source all the same"
    );
    true_counts(&stage).await;
    let again = import(&stage, &files(&people, &ideas, &comments), false).await;
    assert_eq!(
        (again.people, again.ideas, again.comments),
        (counted(0, 0, 2), counted(0, 0, 2), counted(0, 0, 3))
    );
});

story!(
    sides_threads_and_safe_text_are_as_in_the_source_and_old_votes_stay_apart,
    |stage| {
        import(&stage, &files(PEOPLE, IDEAS, COMMENTS), false).await;
        let parent = "select p.imported_ref from comments c join comments p on p.id = c.parent_id
                  where c.territory_id = $1 and c.imported_ref = 'c2'";
        assert_eq!(
            text(&stage, parent).await,
            "c1",
            "a parent may come later in the file"
        );
        let mut any = stage.browser();
        any.get("/ideas/une-place")
            .await
            .is(200)
            .has("un arbre")
            .has_not("alert(1)");
        let stats = any.get("/api/v1/stats").await.is(200).json();
        assert_eq!(
            stats,
            serde_json::json!({"ideas": 1, "comments": 3, "people": 2, "supports": 0})
        );
        let idea = any.get("/api/v1/ideas/une-place").await.is(200).json();
        assert_eq!(
            (&idea["historic"], &idea["supports"]),
            (
                &serde_json::json!({"supports": 12, "opposes": 3, "mixed": 1}),
                &0.into()
            )
        );
        assert_eq!(idea["published_at"], "2015-10-01T08:00:00Z");
        true_counts(&stage).await;
    }
);

#[test]
fn the_report_has_exactly_the_documented_shape() {
    let empty = serde_json::to_string(&Report::default()).expect("JSON");
    let none = r#"{"created":0,"updated":0,"unchanged":0,"refused":0}"#;
    assert_eq!(
        empty,
        format!(r#"{{"people":{none},"ideas":{none},"comments":{none},"errors":[]}}"#)
    );
    let mut report = Report::default();
    report.refuse("ideas", 3, Reason::TitleMissing);
    let json = serde_json::to_value(&report).expect("JSON");
    let fault = serde_json::json!([{"file": "ideas", "line": 3, "reason": "title: every idea needs one"}]);
    assert_eq!(json["errors"], fault);
}

/// The folder of real data, where it is.
fn shared(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("TERREAU_SHARED")
        .map(std::path::PathBuf::from)
        .or_else(|| {
            let here = std::env::current_dir().ok()?;
            here.ancestors()
                .map(|a| a.join("shared"))
                .find(|f| f.join("data").is_dir())
        });
    std::fs::read(folder?.join("data/republique-numerique").join(name)).ok()
}

story!(the_real_consultation_goes_in_whole, |stage| {
    let files = Files {
        people: shared("people.csv"),
        ideas: shared("ideas.csv"),
        comments: shared("comments.csv"),
    };
    if files.ideas.is_none() {
        println!("SKIPPED: the real consultation is not on this machine");
        return;
    }
    let began = std::time::Instant::now();
    let report = import(&stage, &files, false).await;
    println!("imported in {:?} on {:?}", began.elapsed(), stage.app.db.engine());
    assert_eq!(
        (
            report.people.created,
            report.ideas.created,
            report.comments.created
        ),
        (1521, 696, 3994)
    );
    assert!(report.errors.is_empty(), "{:?}", report.errors.first());
    let side = |sql| count(&stage, sql);
    assert_eq!(
        side("select count(*) from comments where territory_id = $1 and side = 'for'").await,
        1960
    );
    assert_eq!(
        side("select count(*) from comments where territory_id = $1 and side = 'against'").await,
        2034
    );
    assert_eq!(
        side("select ideas from territory_counts where territory_id = $1").await,
        692
    );
    assert_eq!(
        side("select count(*) from ideas where territory_id = $1 and state = 'hidden'").await,
        4
    );
    assert_eq!(
        side("select supports from territory_counts where territory_id = $1").await,
        0
    );
    assert!(
        side("select cast(sum(historic_supports) as bigint) from ideas where territory_id = $1").await
            > 10_000
    );
    true_counts(&stage).await;
    let again = import(&stage, &files, false).await;
    assert_eq!(
        (
            again.people.unchanged,
            again.ideas.unchanged,
            again.comments.unchanged
        ),
        (1521, 696, 3994)
    );
});

proptest! {
    #[test]
    fn no_file_makes_the_reader_fall_and_every_row_is_taken_or_told(
        head in "ref,display_name|display_name;ref|ref|\\PC{0,20}",
        rows in "([a-z\u{e9}\",;\n\r=]|\"\"|\n[0-9],){0,60}",
        noise in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let bytes = [head.as_bytes(), b"\n", rows.as_bytes(), &noise].concat();
        let mut report = Report::default();
        let taken = read::table(Some(&bytes), "people", &read::PEOPLE, &mut report);
        let keys: HashSet<&str> = taken.iter().map(|row| row.key.as_str()).collect();
        prop_assert_eq!(keys.len(), taken.len(), "no ref twice");
        for row in &taken {
            prop_assert!(!row.key.is_empty() && row.line > 1);
            let _ = (row.count("supports"), row.moment("created_at"), row.hash());
        }
        for fault in &report.errors {
            prop_assert!(!fault.reason.to_string().is_empty() && fault.line > 0, "{:?}", fault);
        }
        prop_assert!(report.people.refused <= report.errors.len());
    }

    #[test]
    fn what_is_written_as_a_table_is_read_as_it_was(
        names in prop::collection::vec("[^\0-\x1f]{0,20}", 1..8), semicolons: bool
    ) {
        let delimiter = if semicolons { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["display_name", "ref"]).expect("written");
        for (at, name) in names.iter().enumerate() {
            writer.write_record([name.as_str(), &at.to_string()]).expect("written");
        }
        let bytes = writer.into_inner().expect("written");
        let mut report = Report::default();
        let taken = read::table(Some(&bytes), "people", &read::PEOPLE, &mut report);
        prop_assert!(report.errors.is_empty(), "{:?}", report.errors);
        let read: Vec<&str> = taken.iter().map(|row| row.get("display_name")).collect();
        let typed: Vec<&str> = names.iter().map(|name| name.trim()).collect();
        prop_assert_eq!(read, typed);
    }
}
