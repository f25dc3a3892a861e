//! What the server writes about itself: lines that machines read, and nothing about anybody in them.

mod common;

use std::{
    io::Read as _,
    process::Stdio,
    time::{Duration, Instant},
};

use common::{ask, demonstration, free_port, signal, sqlite, terreau};

/// A request by its first lines; its status.
fn asked(address: std::net::SocketAddr, head: &str, body: &str) -> u16 {
    ask(address, head, body).expect("an answer").0
}

#[test]
fn ops_05_sec_34_and_priv_28_lines_of_log_are_json_and_name_nobody() {
    let data = demonstration();
    let port = free_port();
    let mut child = terreau(data.path())
        .env("TERREAU_DATABASE_URL", sqlite(data.path()))
        .env("TERREAU_LISTEN", format!("127.0.0.1:{port}"))
        .env("TERREAU_LOG_JSON", "1")
        .env("TERREAU_LOG", "debug,sqlx=warn,tantivy=warn")
        .arg("serve")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the server starts");
    // Read while it writes, so that it never waits for us.
    let mut said = child.stderr.take().expect("its error output");
    let reader = std::thread::spawn(move || {
        let mut all = String::new();
        said.read_to_string(&mut all).map(|_| all)
    });
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], port));
    let begun = Instant::now();
    while ask(address, "GET /readyz HTTP/1.1\r\n", "").is_none_or(|(status, _)| status != 200) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not ready");
        std::thread::sleep(Duration::from_millis(20));
    }
    let hostile =
        "user-agent: X\"},{\"level\":\"ERROR\"}\tY\r\nreferer: https://a.example/?t=secretreferer\r\n";
    let form = "sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n";
    let secret = "secrettokensecrettokensecrettokensecrettoken";
    assert_eq!(
        asked(
            address,
            &format!("GET /search?q=secretquery HTTP/1.1\r\n{hostile}"),
            ""
        ),
        200
    );
    assert_eq!(
        asked(address, &format!("GET /link/{secret} HTTP/1.1\r\n{hostile}"), ""),
        410
    );
    let login = "email=secretperson%40exemple.fr&password=secretpassword";
    assert_eq!(
        asked(
            address,
            &format!("POST /login HTTP/1.1\r\n{form}{hostile}"),
            login
        ),
        422
    );
    asked(
        address,
        &format!("GET /ideas HTTP/1.1\r\ncookie: session={secret}\r\n"),
        "",
    );
    asked(
        address,
        "GET /ideas HTTP/1.1\r\nx-forwarded-for: 203.0.113.77\r\n",
        "",
    );
    signal(&child, "TERM");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let all = reader.join().expect("read").expect("text");
    let mut answered = 0;
    for line in all.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        let at = line["timestamp"].as_str().expect("a moment");
        assert!(
            at.ends_with('Z') && terreau_kernel::time::parse_rfc3339(at).is_some(),
            "{at}"
        );
        assert!(line["level"].is_string() && line["target"].is_string(), "{line}");
        if line["fields"]["message"] == "answered" {
            let fields = &line["fields"];
            assert!(fields["number"].as_str().is_some_and(|n| n.len() == 22), "{line}");
            assert!(
                fields["route"].is_string() && fields["status"].is_number(),
                "{line}"
            );
            answered += 1;
        }
    }
    assert!(answered >= 5, "{answered} of {}", all.lines().count());
    for secret in [
        "secretquery",
        "secretperson",
        "secretpassword",
        "secrettoken",
        "secretreferer",
        "exemple.fr",
        "203.0.113.77",
        "ERROR\\\"}\\tY",
    ] {
        assert!(!all.contains(secret), "« {secret} » is in the log");
    }
}
