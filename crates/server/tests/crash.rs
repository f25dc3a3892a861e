//! Killed without a word under 32 writers, again and again: every acknowledged write is there, every count equals
//! its rows, and every letter left under the one Message-ID it was given.
//!
//! A few rounds by default; `TERREAU_CRASH_ROUNDS=200` for the whole proof.

mod common;

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use common::{
    Server, demonstration, differences, ideas, open, postgres, send, sessions, sqlite, terreau, wait, works,
};
use terreau_kernel::id::Id;
use terreau_store::{Db, value};

const WRITERS: i64 = 32;

/// What somebody knows of their support of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Support {
    On,
    Off,
    /// The answer never came.
    Unknown,
}

/// One of those who write, and what they were told.
struct Writer {
    person: Id,
    session: String,
    supports: HashMap<Id, Support>,
    /// Texts whose arrival was acknowledged.
    said: Vec<(Id, String)>,
    acknowledged: u64,
}

impl Writer {
    /// Writes until told to stop, or until the server is gone.
    fn write(
        &mut self,
        ideas: &[(Id, String)],
        address: std::net::SocketAddr,
        (round, stop): (u64, &AtomicBool),
    ) {
        let mut turn = self.person.as_u128() as usize % ideas.len();
        let mut number = 0_u64;
        while !stop.load(Ordering::Relaxed) {
            turn = (turn + 7) % ideas.len();
            number += 1;
            // The first words of some go where somebody is told by letter.
            let told = number == 1 && self.person.as_u128().is_multiple_of(4);
            let (idea, slug) = &ideas[if told { 0 } else { turn }];
            if number % 3 == 1 {
                let text = format!("Parole {round}-{number} de {}", self.person);
                let path = format!("/ideas/{slug}/comments");
                let form = [("side", "for"), ("text", text.as_str())];
                if send(address, &self.session, &path, &form) == Some(303) {
                    self.said.push((*idea, text));
                    self.acknowledged += 1;
                }
                continue;
            }
            let on = self.supports.get(idea) != Some(&Support::On);
            let path = format!("/ideas/{slug}/{}", if on { "support" } else { "unsupport" });
            let known = match send(address, &self.session, &path, &[]) {
                Some(303) if on => Support::On,
                Some(303) => Support::Off,
                _ => Support::Unknown,
            };
            self.acknowledged += u64::from(known != Support::Unknown);
            self.supports.insert(*idea, known);
        }
    }

    /// Compares what was acknowledged with what is there.
    async fn check(&self, db: &Db) {
        let mut conn = db.read().await.expect("a connection");
        for (idea, known) in &self.supports {
            let text = "select count(*) from supports where idea_id = $1 and person_id = $2";
            let there = value!(&mut conn, i64, text, idea, self.person)
                .expect("readable")
                .unwrap_or(0);
            match known {
                Support::On => assert_eq!(there, 1, "an acknowledged support is lost"),
                Support::Off => assert_eq!(there, 0, "an acknowledged withdrawal is lost"),
                Support::Unknown => assert!(there <= 1),
            }
        }
        for (idea, said) in &self.said {
            let text = "select count(*) from comments where idea_id = $1 and author_id = $2 and text = $3";
            let there = value!(&mut conn, i64, text, idea, self.person, said).expect("readable");
            assert_eq!(there, Some(1), "« {said} » was acknowledged");
        }
    }
}

fn rounds() -> u64 {
    std::env::var("TERREAU_CRASH_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3)
}

/// A moment between 0.6 and 1.6 seconds, another one each round.
fn moment(round: u64) -> Duration {
    let mixed = (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    Duration::from_millis(600 + mixed % 1000)
}

fn survive(data: &Path, database: &str) {
    let (people, ideas) = wait(async {
        let db = open(database).await;
        let found = (sessions(&db, WRITERS).await, ideas(&db).await);
        db.close().await;
        found
    });
    let mut writers: Vec<Writer> = people
        .into_iter()
        .map(|(person, session)| Writer {
            person,
            session,
            supports: HashMap::new(),
            said: Vec::new(),
            acknowledged: 0,
        })
        .collect();
    let (ideas, total, said) = (Arc::new(ideas), AtomicU64::new(0), AtomicU64::new(0));
    for round in 0..rounds() {
        let server = Server::start(data, database);
        let stop = Arc::new(AtomicBool::new(false));
        let address = server.address;
        std::thread::scope(|scope| {
            for writer in &mut writers {
                let (ideas, stop) = (ideas.clone(), stop.clone());
                scope.spawn(move || writer.write(&ideas, address, (round, &stop)));
            }
            std::thread::sleep(moment(round));
            server.kill();
            stop.store(true, Ordering::Relaxed);
        });
        total.store(writers.iter().map(|w| w.acknowledged).sum(), Ordering::Relaxed);
        wait(async {
            let db = open(database).await;
            for writer in &writers {
                writer.check(&db).await;
            }
            assert_eq!(differences(&db).await, [], "round {round}");
            db.close().await;
        });
        said.fetch_add(
            writers.iter().map(|w| w.said.len() as u64).sum(),
            Ordering::Relaxed,
        );
        forget_the_checked(&mut writers);
    }
    let letters = settle(data, database);
    let (total, said) = (total.load(Ordering::Relaxed), said.load(Ordering::Relaxed));
    eprintln!(
        "{} rounds, {total} acknowledged writes ({said} comments), {letters} letters",
        rounds()
    );
    assert!(said > 0 && total > said, "people could write and back");
    assert!(letters > 0, "authors were told");
    works(terreau(data).env("TERREAU_DATABASE_URL", database).arg("doctor"));
}

/// Texts found once are not looked up again each round: two hundred rounds would take for ever.
fn forget_the_checked(writers: &mut [Writer]) {
    for writer in writers {
        writer.said.clear();
    }
}

/// Jobs that are left, events that were not followed, acts that were not told.
const WAITING: &str = "select (select count(*) from jobs)
    + (select count(*) from events e where not exists (select 1 from followers f
       where f.name = 'activity' and (e.tx, e.position) <= (f.tx, f.position)))
    + (select count(*) from activity a where a.seq >
       (select coalesce(max(told), 0) from notice_places n where n.territory_id = a.territory_id))";

/// Starts once more and waits until the queue is empty; then every letter was sent, in one file, under its own
/// Message-ID.
///
/// Where several nodes may run, what a vanished one held is taken back when its lease is over: ten minutes pass here.
fn settle(data: &Path, database: &str) -> usize {
    wait(async {
        let db = open(database).await;
        let mut tx = db.begin().await.expect("a transaction");
        let text = "update jobs set locked_until = 1 where state = 'running'";
        terreau_store::run!(&mut tx, text).expect("later");
        tx.commit().await.expect("kept");
        db.close().await;
    });
    let server = Server::start(data, database);
    let begun = Instant::now();
    loop {
        let waiting = wait(async {
            let db = open(database).await;
            // Nights pass too: what waits for the end of somebody's quiet hours leaves now.
            let mut tx = db.begin().await.expect("a transaction");
            let text = "update jobs set run_at = 1 where state <> 'running' and run_at > 1";
            terreau_store::run!(&mut tx, text).expect("sooner");
            tx.commit().await.expect("kept");
            let mut conn = db.read().await.expect("a connection");
            value!(&mut conn, i64, WAITING).expect("readable")
        });
        if waiting == Some(0) {
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(150),
            "{waiting:?} jobs are left"
        );
        std::thread::sleep(Duration::from_millis(300));
    }
    server.stop();
    let letters = wait(async {
        let db = open(database).await;
        let mut conn = db.read().await.expect("a connection");
        let text = "select id, message_id, state from mails";
        terreau_store::all!(&mut conn, (Id, String, String), text).expect("letters")
    });
    for (id, message, state) in &letters {
        assert_eq!(state, "sent");
        let file = data.join("mail").join(format!("{}.eml", id.simple()));
        let sent = std::fs::read_to_string(file).expect("the letter left");
        assert_eq!(sent.matches(message.as_str()).count(), 1, "{sent}");
    }
    letters.len()
}

#[test]
fn killed_at_any_moment_sqlite_keeps_what_was_acknowledged() {
    let data = demonstration();
    survive(data.path(), &sqlite(data.path()));
}

#[test]
fn killed_at_any_moment_postgresql_keeps_what_was_acknowledged() {
    let Some(server) = postgres() else { return };
    let data = demonstration();
    works(terreau(data.path()).args(["move", "--to", &server]));
    survive(data.path(), &server);
}
