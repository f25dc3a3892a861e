//! The commands of the binary, run as an operator runs them.

mod common;

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use common::{
    Server, ask, demonstration, differences, fails, folder, ideas, open, postgres, send, sessions, signal,
    sqlite, terreau, territory, wait, whole, works,
};
use terreau_store::run as sql;

#[test]
fn ops_25_a_demonstration_is_filled_once_starts_quickly_and_its_counts_are_right() {
    let data = demonstration();
    let begun = Instant::now();
    let server = Server::begin(terreau(data.path()).args(["demo", "--data"]).arg(data.path()));
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
    let (status, page) = server.get("/ideas");
    assert_eq!(status, 200);
    assert!(page.contains("Sceaux"));
    assert_eq!(server.get("/demo/mail.json").0, 200);
    assert_eq!(server.stop(), Some(0));
    let said = works(terreau(data.path()).arg("doctor"));
    assert!(
        said.contains("every count equals its rows") && said.contains("in order"),
        "{said}"
    );
}

#[test]
fn a_real_installation_shows_no_mail_of_a_demonstration() {
    let data = demonstration();
    let server = Server::start(data.path(), &sqlite(data.path()));
    assert_eq!(server.get("/demo/mail").0, 404);
    assert_eq!(server.get("/demo/mail.json").0, 404);
}

#[test]
fn a_territory_is_made_from_its_code() {
    let data = folder();
    let make = |args: &[&str]| {
        let mut command = terreau(data.path());
        command.args(["territory", "create"]).args(args);
        command
    };
    let said = works(&mut make(&[
        "--slug",
        "sceaux",
        "--insee",
        "92071",
        "--host",
        "idees.sceaux.example",
    ]));
    assert!(
        said.contains("Sceaux") && said.contains("Bourg-la-Reine"),
        "{said}"
    );
    assert!(fails(&mut make(&["--slug", "sceaux", "--insee", "92071"])).contains("exists already"));
    assert!(fails(&mut make(&["--slug", "ailleurs", "--insee", "00000"])).contains("no commune"));
    assert!(fails(&mut make(&["--slug", "Un Nom", "--name", "Un nom"])).contains("un-nom"));
    let said = works(terreau(data.path()).args(["territory", "list"]));
    assert!(said.contains("sceaux"), "{said}");
}

#[test]
fn l10n_02_a_country_pack_is_a_folder_of_data() {
    let data = folder();
    let pack = data.path().join("xx");
    std::fs::create_dir_all(pack.join("pages")).expect("a folder");
    let settings =
        "minimum_age = 13\ntime_zone = \"Europe/Brussels\"\ndefault_locale = \"en\"\nabsence_months = 12\n";
    let write = |name: &str, text: &str| std::fs::write(pack.join(name), text).expect("written");
    let create = |slug: &str| {
        let mut command = terreau(data.path());
        command.args([
            "territory",
            "create",
            "--name",
            "Ixelles",
            "--slug",
            slug,
            "--pack",
        ]);
        command.arg(&pack);
        command
    };
    assert!(fails(&mut create("ixelles")).contains("settings.toml"));
    write("settings.toml", "minimun_age = 13\n");
    assert!(fails(&mut create("ixelles")).contains("minimun_age"));
    write("settings.toml", settings);
    write("pages/legals.en.md", "# Legal notice\n\nOf Xanadu.");
    assert!(fails(&mut create("ixelles")).contains("legals.en.md"));
    std::fs::remove_file(pack.join("pages/legals.en.md")).expect("removed");
    write(
        "pages/legal.en.md",
        "# Legal notice of Xanadu\n\nPublished by {{territory}} under the law of Xanadu.",
    );
    works(&mut create("ixelles"));
    let server = Server::start(data.path(), &sqlite(data.path()));
    let (status, page) = server.get("/legal?lang=en");
    assert!(
        status == 200 && page.contains("Published by Ixelles under the law of Xanadu"),
        "{page}"
    );
    assert!(server.get("/join").1.contains("13"), "the age of the pack");
    assert!(server.get("/").1.contains("lang=\"en\""), "its language");
}

#[test]
fn an_account_is_made_given_a_role_and_a_link() {
    let data = folder();
    works(terreau(data.path()).args(["territory", "create", "--slug", "sceaux", "--insee", "92071"]));
    let user = |args: &[&str]| {
        let mut command = terreau(data.path());
        command.arg("user").args(args);
        command
    };
    let who = ["--email", "anna@exemple.fr"];
    let said = works(&mut user(
        &[&["create", "--name", "Anna Morel"], &who[..]].concat(),
    ));
    assert!(said.contains("http://127.0.0.1:8080/"), "{said}");
    assert!(
        fails(&mut user(
            &[&["create", "--name", "Anna Morel"], &who[..]].concat()
        ))
        .contains("already")
    );
    let said = works(&mut user(
        &[&["role", "--role", "administrator"], &who[..]].concat(),
    ));
    assert!(said.contains("administrator"), "{said}");
    let said = works(&mut user(&[&["link"], &who[..]].concat()));
    assert!(said.contains("http://127.0.0.1:8080/"), "{said}");
    assert!(fails(&mut user(&["link", "--email", "personne@exemple.fr"])).contains("nobody"));
}

#[test]
fn ops_01_the_configuration_is_shown_without_its_secrets_and_says_where_it_comes_from() {
    let data = folder();
    std::fs::write(
        data.path().join("terreau.toml"),
        "tiles_credit = \"Les cartographes\"\n",
    )
    .expect("written");
    let config = |arg: &[&str]| {
        let mut command = terreau(data.path());
        command
            .env(
                "TERREAU_DATABASE_URL",
                "postgres://terreau:hunter2@db.example/terreau",
            )
            .env("TERREAU_SMTP_URL", "smtps://me:hunter2@mail.example")
            .env("TERREAU_METRICS_TOKEN", "123456789")
            .args(arg);
        command
    };
    let said = works(&mut config(&["config"]));
    assert!(!said.contains("hunter2") && !said.contains("123456789"), "{said}");
    assert!(
        said.contains("(TERREAU_SMTP_URL)") && said.contains("(terreau.toml)") && said.contains("(default)")
    );
    works(&mut config(&["serve", "--check-config"]));
    std::fs::write(
        data.path().join("terreau.toml"),
        "base_ulr = \"https://idees.example\"\n",
    )
    .expect("written");
    for check in [&["serve", "--check-config"], &["config", "--check"]] {
        assert!(fails(&mut config(check)).contains("base_ulr"));
    }
    std::fs::remove_file(data.path().join("terreau.toml")).expect("removed");
    assert!(works(&mut config(&["config", "--check"])).contains("makes sense"));
    let broken = [
        ("TERREAU_BASE_URL", "idees"),
        ("TERREAU_MAIL_FROM", "nobody"),
        ("TERREAU_TRUSTED_PROXIES", "the proxy"),
    ];
    let said = fails(config(&["config", "--check"]).envs(broken));
    for (name, _) in broken {
        let key = name.trim_start_matches("TERREAU_").to_lowercase();
        assert!(said.contains(&format!("{key}: ")), "every fault at once: {said}");
    }
    assert!(!data.path().join("terreau.db").exists(), "nothing was opened");
}

#[test]
fn ops_26_doctor_names_what_is_wrong_and_the_commands_it_names_repair_it() {
    let data = demonstration();
    wait(async {
        let db = open(&sqlite(data.path())).await;
        let here = territory(&db).await;
        let mut tx = db.begin().await.expect("a transaction");
        sql!(
            &mut tx,
            "update ideas set supports = supports + 3 where territory_id = $1",
            here
        )
        .expect("damaged");
        sql!(
            &mut tx,
            "insert into jobs (id, kind, payload, state, attempts, run_at, last_error, created_at, updated_at)
             values ($1, 'send-mail', '{}', 'dead', 12, 1, 'no route to host', 1, 1)",
            here
        )
        .expect("damaged");
        tx.commit().await.expect("kept");
        db.close().await;
    });
    let said = fails(terreau(data.path()).arg("doctor"));
    assert!(
        said.contains("ideas.supports differs") && said.contains("1 job(s) were given up"),
        "{said}"
    );
    let said = works(terreau(data.path()).args(["rebuild", "counters"]));
    assert!(said.contains("ideas.supports was wrong in 114"), "{said}");
    assert!(works(terreau(data.path()).args(["jobs", "list"])).contains("no route to host"));
    assert!(works(terreau(data.path()).args(["jobs", "retry"])).contains("1 job(s)"));
    let said = common::run(terreau(data.path()).arg("doctor"));
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        !said.contains("differs") && !said.contains("given up\n       →"),
        "{said}"
    );
}

#[test]
fn ops_26_and_ux_10_doctor_asks_the_geocoder_and_says_how_to_repair_it() {
    let data = demonstration();
    let service = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/search", service.local_addr().expect("an address"));
    let doctor = || {
        let output = common::run(
            terreau(data.path())
                .env("TERREAU_GEOCODER", &address)
                .arg("doctor"),
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let answers = std::thread::spawn(move || {
        let place = r#"{"properties":{"label":"Mairie"},"geometry":{"coordinates":[2.29,48.77]}}"#;
        let good = format!(r#"{{"features":[{place}]}}"#);
        for body in [good.as_str(), "<html>"] {
            let (mut stream, _) = service.accept().expect("a question");
            let mut asked = [0; 2_000];
            let read = stream.read(&mut asked).expect("a request");
            assert!(String::from_utf8_lossy(&asked[..read]).starts_with("GET /search?q=mairie&"));
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream
                .write_all(format!("{head}{body}").as_bytes())
                .expect("an answer");
        }
    });
    assert!(doctor().contains("ok     the geocoder 127.0.0.1 answers"));
    let said = doctor();
    assert!(
        said.contains("not GeoCodeJSON") && said.contains("→ TERREAU_GEOCODER is"),
        "{said}"
    );
    answers.join().expect("both were asked");
    let said = doctor();
    assert!(
        said.contains("WRONG  the geocoder 127.0.0.1 gives no places")
            && said.contains("→ check TERREAU_GEOCODER"),
        "{said}"
    );
}

#[test]
fn what_is_derived_can_be_thrown_away() {
    let data = demonstration();
    let lost = first_file(&data.path().join("media"), "-400.jpg");
    std::fs::remove_file(&lost).expect("removed");
    let said = works(terreau(data.path()).args(["rebuild", "previews"]));
    assert!(said.contains("1 drawn again"), "{said}");
    assert!(lost.exists());
    std::fs::remove_dir_all(data.path().join("index")).expect("removed");
    let said = works(terreau(data.path()).args(["rebuild", "search"]));
    assert!(said.contains("documents"), "{said}");
    let server = Server::start(data.path(), &sqlite(data.path()));
    let (status, page) = server.get("/search?q=piste%20cyclable");
    assert!(status == 200 && page.contains("Robinson"), "{page}");
}

fn first_file(folder: &Path, end: &str) -> std::path::PathBuf {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .flat_map(|f| std::fs::read_dir(f.path()).expect("a folder").flatten())
        .map(|f| f.path())
        .filter(|f| f.to_string_lossy().ends_with(end))
        .collect();
    files.sort();
    files.swap_remove(0)
}

#[test]
fn ops_06_a_backup_taken_while_eight_people_write_is_one_moment_and_comes_back_whole() {
    let data = demonstration();
    let database = sqlite(data.path());
    let (people, ideas) = wait(async {
        let db = open(&database).await;
        let found = (sessions(&db, 8).await, ideas(&db).await);
        db.close().await;
        found
    });
    let server = Server::start(data.path(), &database);
    let (stop, before) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let writers: Vec<_> = people
        .into_iter()
        .map(|(person, session)| {
            let (stop, acked, ideas, address) = (stop.clone(), before.clone(), ideas.clone(), server.address);
            std::thread::spawn(move || {
                for (idea, slug) in ideas.iter().cycle() {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    if send(address, &session, &format!("/ideas/{slug}/follow"), &[]) == Some(303) {
                        acked.lock().expect("unpoisoned").push((person, *idea));
                    }
                    send(address, &session, &format!("/ideas/{slug}/support"), &[]);
                }
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(700));
    let known = before.lock().expect("unpoisoned").clone();
    assert!(!known.is_empty(), "people write");
    let file = data.path().join("all.backup");
    let (key, public) = backup_key(data.path());
    works(
        terreau(data.path())
            .env("TERREAU_DATABASE_URL", &database)
            .env("TERREAU_BACKUP_KEYS", public)
            .args(["backup", "--to"])
            .arg(&file),
    );
    stop.store(true, Ordering::Relaxed);
    writers.into_iter().for_each(|w| w.join().expect("ends"));
    server.stop();
    restored(&file, &key, &known);
    refused(&file, &key, data.path());
}

/// A key for backups: its file, and its public part.
fn backup_key(data: &Path) -> (std::path::PathBuf, String) {
    let key = data.join("backup.key");
    let said = works(terreau(data).args(["backup-key", "--to"]).arg(&key));
    let line = said
        .lines()
        .find_map(|l| l.trim().strip_prefix("TERREAU_BACKUP_KEYS="));
    (key, line.expect("the public part").to_owned())
}

#[test]
fn ops_06_a_backup_is_encrypted_unless_asked_and_only_its_key_opens_it() {
    let (data, other) = (demonstration(), folder());
    let (key, public) = backup_key(data.path());
    assert!(fails(terreau(data.path()).args(["backup-key", "--to"]).arg(&key)).contains("cannot be written"));
    let (closed, plain) = (
        data.path().join("closed.backup"),
        data.path().join("plain.backup"),
    );
    let take = |to: &Path, extra: &[&str]| {
        let mut command = terreau(data.path());
        command.args(["backup", "--to"]).arg(to).args(extra);
        command.env("TERREAU_SMTP_URL", "smtps://me:hunter2@mail.example");
        command
    };
    let said = fails(&mut take(&closed, &[]));
    assert!(
        said.contains("backup-key") && said.contains("--plain") && !closed.exists(),
        "{said}"
    );
    let said = fails(take(&closed, &[]).env("TERREAU_BACKUP_KEYS", "age1typo"));
    assert!(said.contains("backup_keys: « age1typo »"), "{said}");
    works(take(&closed, &[]).env("TERREAU_BACKUP_KEYS", &public));
    assert!(works(&mut take(&plain, &["--plain"])).contains("NOT encrypted"));
    assert!(
        std::fs::read(&closed)
            .expect("a file")
            .starts_with(b"age-encryption.org/v1")
    );
    let here = folder();
    let restore = |from: &Path, args: &[&str]| {
        let mut command = terreau(here.path());
        command.args(["restore", "--from"]).arg(from).args(args);
        command
    };
    assert!(fails(&mut restore(&closed, &[])).contains("--key"));
    let wrong = backup_key(other.path()).0;
    let said = fails(restore(&closed, &["--key"]).arg(wrong));
    assert!(said.contains("does not open this backup"), "{said}");
    let said = fails(restore(&closed, &["--key"]).arg(&plain));
    assert!(said.contains("--key"), "{said}");
    let settings = here.path().join("restored-settings.toml");
    let said = works(restore(&closed, &["--check", "--key"]).arg(&key));
    assert!(
        said.contains("every digest right") && !settings.exists(),
        "{said}"
    );
    let said = works(restore(&closed, &["--verify", "--key"]).arg(&key));
    assert!(said.contains("every stored file has the same digest"), "{said}");
    assert!(
        std::fs::read_to_string(&settings)
            .expect("settings")
            .contains("hunter2")
    );
    let bare = folder();
    works(
        terreau(bare.path())
            .args(["restore", "--verify", "--from"])
            .arg(&plain),
    );
    let settings = std::fs::read_to_string(bare.path().join("restored-settings.toml")).expect("settings");
    assert!(
        settings.contains("mail.example") && !settings.contains("hunter2"),
        "{settings}"
    );
}

/// The backup comes back elsewhere, holds every acknowledged write and counts that equal their rows.
fn restored(file: &Path, key: &Path, known: &[(terreau_kernel::id::Id, terreau_kernel::id::Id)]) {
    let elsewhere = folder();
    let said = works(
        terreau(elsewhere.path())
            .args(["restore", "--verify", "--from"])
            .args([file, Path::new("--key"), key]),
    );
    assert!(said.contains("Verified"), "{said}");
    wait(async {
        let db = open(&sqlite(elsewhere.path())).await;
        assert_eq!(differences(&db).await, []);
        let mut conn = db.read().await.expect("a connection");
        for (person, idea) in known {
            let text = "select count(*) from follows where object_id = $1 and person_id = $2";
            let there = terreau_store::value!(&mut conn, i64, text, idea, person).expect("readable");
            assert_eq!(there, Some(1), "acknowledged before the backup began");
        }
    });
    let pictures = first_file(&elsewhere.path().join("media"), "-1600.jpg");
    assert!(pictures.exists());
    let said =
        fails(
            terreau(elsewhere.path())
                .args(["restore", "--from"])
                .args([file, Path::new("--key"), key]),
        );
    assert!(said.contains("already") || said.contains("not empty"), "{said}");
    let server = Server::start(elsewhere.path(), &sqlite(elsewhere.path()));
    assert_eq!(server.get("/ideas").0, 200);
}

/// A damaged or cut file is refused before anything is written.
fn refused(file: &Path, key: &Path, data: &Path) {
    let mut bytes = std::fs::read(file).expect("readable");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    let damaged = data.join("damaged.backup");
    std::fs::write(&damaged, &bytes).expect("written");
    let cut = data.join("cut.backup");
    std::fs::write(&cut, &bytes[..middle]).expect("written");
    for bad in [damaged, cut] {
        let elsewhere = folder();
        let mut restore = terreau(elsewhere.path());
        fails(
            restore
                .args(["restore", "--from"])
                .args([&bad, Path::new("--key"), key]),
        );
        let said = works(terreau(elsewhere.path()).args(["territory", "list"]));
        assert_eq!(said, "", "nothing was written");
    }
}

#[test]
fn everything_moves_to_postgresql_and_back() {
    let Some(server) = postgres() else { return };
    let data = demonstration();
    let said = works(terreau(data.path()).args(["move", "--to", &server]));
    assert!(said.contains("Verified"), "{said}");
    let refused = fails(terreau(data.path()).args(["move", "--to", &server]));
    assert!(refused.contains("not empty"), "{refused}");
    let running = Server::start(data.path(), &server);
    assert!(running.get("/ideas").1.contains("Sceaux"));
    let found = wait(async {
        let db = open(&server).await;
        assert_eq!(differences(&db).await, []);
        (sessions(&db, 1).await, ideas(&db).await)
    });
    let (session, slug) = (&found.0[0].1, &found.1[0].1);
    assert_eq!(
        send(running.address, session, &format!("/ideas/{slug}/follow"), &[]),
        Some(303)
    );
    running.stop();
    let file = data.path().join("postgres.backup");
    works(
        terreau(data.path())
            .env("TERREAU_DATABASE_URL", &server)
            .args(["backup", "--plain", "--to"])
            .arg(&file),
    );
    let back = folder();
    let said = works(
        terreau(back.path())
            .args(["restore", "--verify", "--from"])
            .arg(&file),
    );
    assert!(said.contains("Verified"), "{said}");
}

#[test]
fn ops_03_asked_to_stop_the_server_first_answers_who_is_being_served() {
    let data = demonstration();
    let server = Server::start(data.path(), &sqlite(data.path()));
    let body = "email=personne%40exemple.fr&password=un-mot-de-passe";
    let mut slow = TcpStream::connect(server.address).expect("connects");
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).expect("sent");
    slow.write_all(&body.as_bytes()[..10]).expect("sent");
    std::thread::sleep(Duration::from_millis(200));
    signal(&server.child, "TERM");
    std::thread::sleep(Duration::from_millis(500));
    assert!(
        ask(server.address, "GET / HTTP/1.1\r\n", "").is_none(),
        "nobody new comes in"
    );
    slow.write_all(&body.as_bytes()[10..]).expect("still listened to");
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).expect("an answer");
    let (status, _) = whole(&answer).expect("a whole answer");
    assert!(status < 500, "{status}");
    let begun = Instant::now();
    assert_eq!(server.stop(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn ops_04_figures_are_for_this_machine_or_for_who_has_the_token() {
    let data = demonstration();
    let server = Server::begin(
        terreau(data.path())
            .env("TERREAU_METRICS_TOKEN", "un-long-jeton")
            .arg("serve"),
    );
    server.get("/ideas");
    let (status, figures) = server.get("/metrics");
    assert_eq!(status, 200);
    assert!(
        figures.contains(r#"terreau_requests_total{method="GET",route="/ideas",status="2xx"} 1"#),
        "{figures}"
    );
    assert!(figures.contains(r#"terreau_jobs{state="queued"}"#));
    let from = |extra: &str| {
        ask(server.address, &format!("GET /metrics HTTP/1.1\r\n{extra}"), "")
            .expect("an answer")
            .0
    };
    assert_eq!(from("x-forwarded-for: 203.0.113.9\r\n"), 404);
    assert_eq!(
        from("x-forwarded-for: 203.0.113.9\r\nauthorization: Bearer faux\r\n"),
        404
    );
    assert_eq!(
        from("x-forwarded-for: 203.0.113.9\r\nauthorization: Bearer un-long-jeton\r\n"),
        200
    );
}
