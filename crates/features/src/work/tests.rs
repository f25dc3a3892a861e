//! The queue when workers stop, hang or have much to do.

use terreau_kernel::time::MINUTE;
use terreau_kit::{App, Role, mail::transport::Transport};
use terreau_store::jobs::{self, Claimed, New};

use super::{LONG, SHORT, reclaim};
use crate::story;

async fn put(app: &App, kind: &str) {
    let mut tx = app.db.begin().await.expect("a transaction");
    let job = New {
        id: app.ids.next(),
        territory: None,
        kind,
        payload: &(),
        unique: None,
        run_at: app.clock.now(),
        now: app.clock.now(),
    };
    jobs::enqueue(&mut tx, job).await.expect("enqueued");
    tx.commit().await.expect("kept");
}

async fn claim(app: &App) -> Vec<Claimed> {
    jobs::claim(&app.db, &app.clock, 8, SHORT).await.expect("claimed")
}

async fn renew(app: &App, job: &Claimed) -> bool {
    super::renew(app, job).await.expect("an answer")
}

async fn done(app: &App, job: &Claimed) {
    let mut tx = app.db.begin().await.expect("a transaction");
    jobs::done(&mut tx, job).await.expect("noted");
    tx.commit().await.expect("kept");
}

async fn count(app: &App, state: &str) -> i64 {
    let mut db = app.db.read().await.expect("a connection");
    jobs::count(&mut db, state).await.expect("counted")
}

story!(imports_and_letters_are_claimed_in_lanes_of_their_own, |stage| {
    for kind in ["import", "letter", "import", "letter"] {
        put(&stage.app, kind).await;
    }
    let short = claim(&stage.app).await;
    assert!(
        short.len() == 2 && short.iter().all(|job| job.kind == "letter"),
        "{short:?}"
    );
    let long = jobs::claim(&stage.app.db, &stage.app.clock, 1, LONG)
        .await
        .expect("claimed");
    assert!(long.len() == 1 && long[0].kind == "import", "{long:?}");
    assert_eq!(count(&stage.app, "queued").await, 1);
});

story!(a_job_is_kept_while_its_worker_says_so_and_no_longer, |stage| {
    put(&stage.app, "letter").await;
    let first = claim(&stage.app).await.pop().expect("one");
    for _ in 0..3 {
        stage.clock.advance(9 * MINUTE);
        assert!(renew(&stage.app, &first).await, "still ours");
        reclaim(&stage.app, false).await.expect("looked");
        assert_eq!(
            count(&stage.app, "running").await,
            1,
            "after its first lease, too"
        );
    }
    stage.clock.advance(11 * MINUTE);
    reclaim(&stage.app, false).await.expect("looked");
    assert!(!renew(&stage.app, &first).await, "not ours any more");
    let second = claim(&stage.app).await.pop().expect("the same again");
    assert_eq!((second.id, second.attempts), (first.id, 2));
    assert!(!renew(&stage.app, &first).await);
    done(&stage.app, &first).await;
    assert_eq!(
        count(&stage.app, "running").await,
        1,
        "one who lost it does not end it"
    );
    done(&stage.app, &second).await;
    assert_eq!(count(&stage.app, "running").await, 0);
});

story!(a_job_that_stops_its_worker_each_time_is_laid_aside, |stage| {
    put(&stage.app, "letter").await;
    for turn in 1..=jobs::TRIES {
        assert_eq!(claim(&stage.app).await.len(), 1, "turn {turn}");
        reclaim(&stage.app, true).await.expect("looked");
    }
    assert!(claim(&stage.app).await.is_empty());
    let mut db = stage.app.db.read().await.expect("a connection");
    let latest = (i64::MAX, terreau_kernel::id::Id::max());
    let dead = jobs::list(&mut db, "dead", latest, 9).await.expect("listed");
    assert_eq!(dead.len(), 1);
    assert!(
        dead[0]
            .last_error
            .as_deref()
            .is_some_and(|why| why.contains("stopped"))
    );
});

story!(a_letter_leaves_while_a_long_import_runs, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    stage.settle().await;
    let rows: String = (0..3000).map(|n| format!("p{n},Personne {n}\n")).collect();
    let people = format!("ref,display_name\n{rows}");
    let sent = [("people", "p.csv", people.as_bytes())];
    admin.upload("/admin/import", &[], &sent).await.is(303);
    let asked = stage
        .browser()
        .post("/login", &[("email", "admin@exemple.fr")])
        .await;
    assert_eq!(asked.status, 303);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let outbox = Transport::new(&stage.app.config).expect("a way out");
    let worker = tokio::spawn(super::work(stage.app.clone(), outbox, stopped));
    // The letter is gone before the import has ended, although it was asked for later.
    let mut order = Vec::new();
    while order.len() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        let mut db = stage.app.db.read().await.expect("a connection");
        for kind in ["send-mail", "import"] {
            let query = "select count(*) from jobs where kind = $1";
            let left = terreau_store::value!(&mut db, i64, query, kind).expect("counted");
            if left == Some(0) && !order.contains(&kind) {
                order.push(kind);
            }
        }
    }
    assert_eq!(order, ["send-mail", "import"]);
    stop.send_replace(true);
    worker.await.expect("it ends when told");
});
