//! What tests of the binary share: a demonstration filled once and copied, the binary run with its own folder, and
//! a browser small enough to be killed at any moment.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use terreau_kernel::id::Id;
use terreau_kit::{Role, session};
use terreau_store::{Db, Options};

pub const BINARY: &str = env!("CARGO_BIN_EXE_terreau");

/// The binary in a folder, with nothing of this machine's settings.
pub fn terreau(data: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(data).env_clear().env("TERREAU_DATA", data);
    for name in ["PATH", "HOME", "LANG"] {
        if let Ok(value) = std::env::var(name) {
            command.env(name, value);
        }
    }
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Output {
    command.output().expect("the binary runs")
}

/// Runs a command that must succeed; gives what it said.
#[track_caller]
pub fn works(command: &mut Command) -> String {
    let output = run(command);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// Runs a command that must fail; gives everything it said.
#[track_caller]
pub fn fails(command: &mut Command) -> String {
    let output = run(command);
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!output.status.success(), "{said}");
    said
}

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A demonstration of this very binary, filled once and kept beside the build.
fn template() -> PathBuf {
    let binary = std::fs::metadata(BINARY).expect("the binary");
    let age = binary.modified().expect("a date");
    let age = age
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
        .as_micros();
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{}-{age}", binary.len()));
    // Each test is a process of its own: the first one fills, the others wait for it.
    let lock = std::fs::File::create(kept.with_extension("lock")).expect("a lock");
    lock.lock().expect("the lock");
    if !kept.exists() {
        let making = kept.with_extension("making");
        let _ = std::fs::remove_dir_all(&making);
        std::fs::create_dir_all(&making).expect("a folder");
        let mut fill = terreau(&making);
        works(fill.args(["demo", "--fill-only", "--data"]).arg(&making));
        forget_the_stopped(&making);
        std::fs::rename(&making, &kept).expect("kept");
    }
    kept
}

/// The demonstration shows stopped tasks and letters to whoever looks at the administration; tests begin without.
fn forget_the_stopped(data: &Path) {
    wait(async {
        let db = open(&sqlite(data)).await;
        let mut tx = db.begin().await.expect("a transaction");
        terreau_store::run!(&mut tx, "delete from jobs where state = 'dead'").expect("forgotten");
        terreau_store::run!(&mut tx, "delete from mails where state = 'failed'").expect("forgotten");
        tx.commit().await.expect("kept");
        db.close().await;
    });
}

/// A folder with a filled demonstration.
pub fn demonstration() -> tempfile::TempDir {
    let folder = folder();
    copy(&template(), folder.path());
    folder
}

/// A database server for tests, if there is one; says so where there is none.
pub fn postgres() -> Option<String> {
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("TERREAU_TEST_POSTGRES") else {
        eprintln!("SKIPPED: TERREAU_TEST_POSTGRES names no PostgreSQL server");
        return None;
    };
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("cli{}_{number}", std::process::id());
    wait(async {
        let admin = Db::open(&Options::new(server.as_str()))
            .await
            .expect("PostgreSQL answers");
        let mut conn = admin.read().await.expect("a connection");
        conn.raw(format!("create database {name}"))
            .await
            .expect("a database");
    });
    let mut url = url::Url::parse(&server).expect("an address");
    url.set_path(&name);
    Some(url.to_string())
}

/// Runs something async in a test that is not.
pub fn wait<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(what)
}

/// The database of a folder.
pub fn sqlite(data: &Path) -> String {
    format!("sqlite://{}", data.join("terreau.db").display())
}

pub async fn open(url: &str) -> Db {
    Db::open(&Options::new(url)).await.expect("opens")
}

/// The territory of a demonstration.
pub async fn territory(db: &Db) -> Id {
    let mut conn = db.read().await.expect("a connection");
    let found = terreau_store::value!(&mut conn, Id, "select id from territories");
    found.expect("readable").expect("a territory")
}

/// Sessions for so many active residents: who, and the value of their cookie.
pub async fn sessions(db: &Db, count: i64) -> Vec<(Id, String)> {
    let here = territory(db).await;
    let mut tx = db.begin().await.expect("a transaction");
    let text = "select id from people where territory_id = $1 and state = 'active' and role = 'member'
                order by joined_at, id limit $2";
    let people = terreau_store::all!(&mut tx, (Id,), text, here, count).expect("people");
    let clock = terreau_kernel::time::Clock::system();
    let ids = terreau_kernel::id::Ids::new(clock.clone());
    let mut sessions = Vec::new();
    for (person,) in people {
        let opening = session::Opening {
            territory: here,
            id: ids.next(),
            person,
            role: Role::Member,
            agent: "test",
            now: clock.now(),
        };
        let token = session::open(&mut tx, opening).await.expect("a session");
        sessions.push((person, token));
    }
    tx.commit().await.expect("kept");
    sessions
}

/// Ideas that may be backed and discussed, those whose author reads letters first: id and slug.
pub async fn ideas(db: &Db) -> Vec<(Id, String)> {
    let mut conn = db.read().await.expect("a connection");
    let text = "select i.id, i.slug from ideas i left join accounts a on a.territory_id = i.territory_id
        and a.person_id = i.author_id where i.state = 'published'
        order by case when a.person_id is null then 1 else 0 end, i.slug";
    terreau_store::all!(&mut conn, (Id, String), text).expect("ideas")
}

/// What is kept as a count and differs from its rows.
pub async fn differences(db: &Db) -> Vec<(&'static str, i64)> {
    let here = territory(db).await;
    let mut conn = db.read().await.expect("a connection");
    terreau_features::counters::differences(&mut conn, here)
        .await
        .expect("comparable")
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// A server that runs, killed with the value.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts `serve` on a folder and a database, and waits until it is ready.
    pub fn start(data: &Path, database: &str) -> Self {
        Self::begin(terreau(data).env("TERREAU_DATABASE_URL", database).arg("serve"))
    }

    /// Starts a command that listens where it is told, and waits until it is ready.
    pub fn begin(command: &mut Command) -> Self {
        let port = free_port();
        let child = command
            .env("TERREAU_LISTEN", format!("127.0.0.1:{port}"))
            .env("PORT", port.to_string())
            .env("TERREAU_BENCH", "1")
            .env("TERREAU_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server starts");
        let server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        };
        let begun = Instant::now();
        while ask(server.address, "GET /readyz HTTP/1.1\r\n", "").is_none_or(|(status, _)| status != 200) {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "the server is not ready"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        ask(self.address, &format!("GET {path} HTTP/1.1\r\n"), "").expect("an answer")
    }

    /// Asks to stop, and waits.
    pub fn stop(mut self) -> Option<i32> {
        signal(&self.child, "TERM");
        self.child.wait().expect("it ends").code()
    }

    /// Ends without a word.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .arg(format!("-{name}"))
        .arg(child.id().to_string())
        .status();
    assert!(sent.expect("kill runs").success());
}

/// One request on a connection of its own; `None` when no whole answer came back.
pub fn ask(address: SocketAddr, head: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(40))).ok()?;
    let request = format!(
        "{head}host: 127.0.0.1\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    whole(&answer)
}

/// Status and text of an answer that came back with its head.
pub fn whole(answer: &[u8]) -> Option<(u16, String)> {
    let text = String::from_utf8_lossy(answer).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, format!("{head}\r\n\r\n{body}")))
}

/// A form sent by somebody signed in.
pub fn send(address: SocketAddr, session: &str, path: &str, form: &[(&str, &str)]) -> Option<u16> {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(form);
    let head = format!(
        "POST {path} HTTP/1.1\r\ncookie: session={session}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\n"
    );
    ask(address, &head, &body.finish()).map(|(status, _)| status)
}
