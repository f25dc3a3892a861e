//! Stories of importing, on made-up files and, where they are, on the real consultation.

use std::collections::HashSet;

use proptest::prelude::*;
use terreau_kit::Role;
use terreau_store::value;

use super::{Counted, Files, Report, read, run};
use crate::{story, testing::Stage};

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
    let report = import(&stage, &files(PEOPLE, &ideas, &comments), false).await;
    assert_eq!(
        (report.ideas.created, report.ideas.refused),
        (2, 4),
        "{:?}",
        report.errors
    );
    assert_eq!(
        (report.comments.created, report.comments.refused),
        (3, 5),
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
    assert!(report.errors.iter().all(|e| e.line > 1 && !e.reason.is_empty()));
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

story!(only_an_administrator_imports_and_sees_the_progress, |stage| {
    stage.browser().get("/admin/import").await.is(303);
    let (_, mut member) = stage.member("Membre", Role::Member).await;
    member.get("/admin/import").await.is(404);
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    admin.get("/admin/import").await.is(200);
    admin.post("/admin/import", &[]).await.is(422);
    let sent = [
        ("people", "p.csv", PEOPLE.as_bytes()),
        ("ideas", "i.csv", IDEAS.as_bytes()),
        ("comments", "c.csv", COMMENTS.as_bytes()),
    ];
    let page = admin.upload("/admin/import", &[], &sent).await.is(303);
    let address = page.location().to_owned();
    admin.get(&address).await.is(200).has("data-job");
    stage.settle().await;
    admin.get(&address).await.is(200).has("terminé");
    let progress = admin.get(&format!("{address}/progress")).await.is(200).json();
    assert_eq!(progress["state"], "done");
    member.get(&address).await.is(404);
});

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
            prop_assert!(!fault.reason.is_empty() && fault.line > 0, "{:?}", fault);
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
