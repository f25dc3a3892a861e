//! What surrounds the server fails and comes back: a disk without room, a database that no longer answers, a mail
//! server that is away. A clear page meanwhile, nothing acknowledged is lost, and nobody has to restart anything.

mod common;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use common::{
    BINARY, Server, ask, demonstration, differences, free_port, ideas, open, postgres, run, send, sessions,
    sqlite, terreau, wait, works,
};
use terreau_kernel::id::Id;
use terreau_store::value;

/// Somebody signed in, and an idea that may be discussed.
fn somebody(database: &str) -> (String, (Id, String)) {
    wait(async {
        let db = open(database).await;
        let session = sessions(&db, 1).await.remove(0).1;
        let idea = ideas(&db).await.remove(0);
        db.close().await;
        (session, idea)
    })
}

fn comments(database: &str, prefix: &str) -> i64 {
    wait(async {
        let db = open(database).await;
        let mut conn = db.read().await.expect("a connection");
        let text = "select count(*) from comments where text like $1";
        let found = value!(&mut conn, i64, text, format!("{prefix}%"));
        found.expect("readable").unwrap_or(0)
    })
}

fn say(server: &Server, session: &str, slug: &str, text: &str) -> Option<u16> {
    send(
        server.address,
        session,
        &format!("/ideas/{slug}/comments"),
        &[("side", "for"), ("text", text)],
    )
}

/// Waits until something is so.
#[track_caller]
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited for: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// A page that says in words what is wrong, keeps what was typed and offers to try again.
fn clear(answer: Option<(u16, String)>) {
    let (status, page) = answer.expect("an answer");
    assert_eq!(status, 503, "{page}");
    assert!(page.contains("<h1"), "a drawn page: {page}");
    assert!(page.to_lowercase().contains("retry-after"), "{page}");
}

fn post(server: &Server, session: &str, slug: &str, text: &str) -> Option<(u16, String)> {
    let body = format!("side=for&text={text}");
    let head = format!(
        "POST /ideas/{slug}/comments HTTP/1.1\r\ncookie: session={session}\r\nsec-fetch-site: same-origin\r\n\
         accept: text/html\r\ncontent-type: application/x-www-form-urlencoded\r\n"
    );
    ask(server.address, &head, &body)
}

fn limit(server: &Server, bytes: &str) {
    let set = Command::new("prlimit")
        .arg(format!("--fsize={bytes}:unlimited"))
        .arg(format!("--pid={}", server.child.id()))
        .status();
    assert!(set.expect("prlimit runs").success());
}

/// No file may grow any more: to the program that writes, a disk that is full.
#[test]
fn a_full_disk_is_said_clearly_and_loses_nothing() {
    if run(Command::new("prlimit").arg("--version")).status.code() != Some(0) {
        eprintln!("SKIPPED: prlimit is missing");
        return;
    }
    let data = demonstration();
    let database = sqlite(data.path());
    let (session, (_, slug)) = somebody(&database);
    let shell = format!("trap '' XFSZ; exec {BINARY} serve");
    let mut command = Command::new("sh");
    command.args(["-c", &shell]).current_dir(data.path()).env_clear();
    command
        .env("TERREAU_DATA", data.path())
        .env("TERREAU_DATABASE_URL", &database);
    let server = Server::begin(command.env("PATH", std::env::var("PATH").unwrap_or_default()));
    assert_eq!(say(&server, &session, &slug, "Preuve-avant 0"), Some(303));
    limit(&server, "4096");
    let long = "x".repeat(2000);
    let mut kept = 1;
    let mut refused = None;
    for number in 0..200 {
        let answer = post(&server, &session, &slug, &format!("Preuve-avant+{number}+{long}"));
        match answer.as_ref().map(|(status, _)| *status) {
            Some(303) => kept += 1,
            _ => {
                refused = Some(answer);
                break;
            }
        }
    }
    clear(refused.expect("the disk fills"));
    assert_eq!(server.get(&format!("/ideas/{slug}")).0, 200, "one still reads");
    limit(&server, "unlimited");
    until("room again", || {
        say(&server, &session, &slug, "Preuve-apres") == Some(303)
    });
    server.stop();
    assert_eq!(
        comments(&database, "Preuve-avant"),
        kept,
        "what was acknowledged, no more and no less"
    );
    assert_eq!(wait(async { differences(&open(&database).await).await }), []);
}

/// A door to a database that can be closed, with everybody who stands in it sent away.
struct Door {
    address: SocketAddr,
    closed: Arc<AtomicBool>,
    through: Arc<Mutex<Vec<TcpStream>>>,
}

impl Door {
    fn to(behind: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let door = Self {
            address: listener.local_addr().expect("an address"),
            closed: Arc::default(),
            through: Arc::default(),
        };
        let (closed, through) = (door.closed.clone(), door.through.clone());
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(behind) else {
                    continue;
                };
                if closed.load(Ordering::Relaxed) {
                    continue;
                }
                let pair = |from: &TcpStream, to: &TcpStream| {
                    let (mut from, mut to) = (
                        from.try_clone().expect("a stream"),
                        to.try_clone().expect("a stream"),
                    );
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                };
                pair(&near, &far);
                pair(&far, &near);
                through.lock().expect("unpoisoned").extend([near, far]);
            }
        });
        door
    }

    fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        for stream in self.through.lock().expect("unpoisoned").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn open(&self) {
        self.closed.store(false, Ordering::Relaxed);
    }
}

#[test]
fn a_database_that_is_gone_is_said_clearly_and_comes_back_alone() {
    let Some(database) = postgres() else { return };
    let data = demonstration();
    works(terreau(data.path()).args(["move", "--to", &database]));
    let (session, (_, slug)) = somebody(&database);
    let mut url = url::Url::parse(&database).expect("an address");
    let host = url.host_str().expect("a host").to_owned();
    let behind = format!("{host}:{}", url.port().unwrap_or(5432));
    let door = Door::to(behind.parse().expect("an address in figures"));
    url.set_host(Some("127.0.0.1")).expect("a host");
    url.set_port(Some(door.address.port())).expect("a port");
    let server = Server::start(data.path(), url.as_str());
    assert_eq!(say(&server, &session, &slug, "Preuve-avant"), Some(303));
    door.close();
    clear(post(&server, &session, &slug, "Preuve-pendant"));
    assert_eq!(server.get("/healthz").0, 200, "the server lives");
    assert_eq!(server.get("/readyz").0, 503, "and sends nobody to itself");
    door.open();
    until("the database is back", || server.get("/readyz").0 == 200);
    until("people can write", || {
        say(&server, &session, &slug, "Preuve-apres") == Some(303)
    });
    server.stop();
    assert_eq!(comments(&database, "Preuve-avant"), 1);
    assert_eq!(
        comments(&database, "Preuve-pendant"),
        0,
        "what was refused was not kept"
    );
    assert_eq!(wait(async { differences(&open(&database).await).await }), []);
}

/// Takes letters like a mail server, and gives them back as texts.
fn mailbox(port: u16) -> Arc<Mutex<Vec<String>>> {
    let letters: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = letters.clone();
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = kept.clone();
            std::thread::spawn(move || talk(stream, &kept));
        }
    });
    letters
}

fn talk(stream: TcpStream, kept: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes()).ok();
    say("220 here")?;
    let mut line = String::new();
    while lines.read_line(&mut line).ok()? > 0 {
        match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => say("250 here")?,
            "DATA" => {
                say("354 go on")?;
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") {
                    lines.read_line(&mut letter).ok().filter(|read| *read > 0)?;
                }
                kept.lock().expect("unpoisoned").push(letter);
                say("250 taken")?;
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 yes")?,
        }
        line.clear();
    }
    let _ = lines.read(&mut [0; 1]);
    Some(())
}

fn waiting(data: &Path) -> i64 {
    wait(async {
        let db = open(&sqlite(data)).await;
        let mut conn = db.read().await.expect("a connection");
        let text = "select count(*) from jobs where attempts > 0";
        value!(&mut conn, i64, text).expect("readable").unwrap_or(0)
    })
}

#[test]
fn a_mail_server_that_is_away_delays_letters_and_loses_none() {
    let data = demonstration();
    let database = sqlite(data.path());
    let port = free_port();
    let mut command = terreau(data.path());
    command.env("TERREAU_DATABASE_URL", &database).arg("serve");
    let server = Server::begin(command.env("TERREAU_SMTP_URL", format!("smtp://127.0.0.1:{port}")));
    let asked = send(
        server.address,
        "",
        "/login",
        &[("email", "resident@demo.terreau.test"), ("next", "/")],
    );
    assert_eq!(asked, Some(303), "whoever asks need not wait for the mail");
    until("a first try", || waiting(data.path()) > 0);
    let letters = mailbox(port);
    // The demonstration writes its own letters besides.
    let link = |l: &&String| l.contains("resident@demo.terreau.test") && l.contains("lien de connexion");
    until("the letter", || {
        letters.lock().expect("unpoisoned").iter().any(|l| link(&l))
    });
    std::thread::sleep(Duration::from_secs(1));
    let letters = letters.lock().expect("unpoisoned").clone();
    assert_eq!(letters.iter().filter(link).count(), 1, "once: {letters:#?}");
    server.stop();
}
