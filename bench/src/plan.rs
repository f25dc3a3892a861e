//! What is measured, in which order, and against which aim.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use terreau_features as features;
use terreau_kernel::time::Clock;
use terreau_kit::{App, app::Parts, config::Config};
use terreau_store::{Db, Options, media::Media, search::Index};

use crate::{
    client::{Client, Times},
    fill::{self, Filled, WRITERS, token},
    process::{Running, nginx, wrk},
    table::Table,
};

const PORT: u16 = 18_431;
const NGINX: u16 = 18_432;

async fn open(data: &Path) -> Result<App> {
    let config = Config {
        data: data.to_path_buf(),
        ..Config::default()
    };
    let db = Db::open(&Options::new(config.database())).await?;
    terreau_store::migrate(&db).await?;
    let app = App::new(Parts {
        media: Media::open(data.join("media"))?,
        index: Index::open(&data.join("index"))?,
        catalogue: features::catalogue().map_err(anyhow::Error::msg)?,
        assets: features::assets(),
        clock: Clock::system(),
        unlimited: true,
        uncached: true,
        config,
        db,
    });
    app.learn_secret().await?;
    app.reload().await?;
    Ok(app)
}

fn server(binary: &Path, data: &Path, uncached: bool) -> Result<(Running, Duration)> {
    let mut command = Command::new(binary);
    command
        .arg("serve")
        .env("TERREAU_DATA", data)
        .env("TERREAU_LISTEN", format!("127.0.0.1:{PORT}"))
        .env("TERREAU_BASE_URL", format!("http://127.0.0.1:{PORT}"))
        .env("TERREAU_LOG", "error")
        .env("TERREAU_BENCH", "1");
    if uncached {
        command.env("TERREAU_BENCH_UNCACHED", "1");
    }
    let running = Running::start(&mut command)?;
    let took = running.listening(PORT)?;
    Ok((running, took))
}

fn f(x: f64) -> String {
    if x >= 100.0 {
        format!("{x:.0}")
    } else {
        format!("{x:.2}")
    }
}

/// Measures everything and writes `bench/RESULTS.md`.
pub async fn run(sizes: &[usize]) -> Result<()> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let binary = target.join("release/terreau");
    anyhow::ensure!(
        binary.exists(),
        "build first: cargo build --release -p terreau-server"
    );
    let mut table = Table::default();
    for size in sizes {
        let folder = tempfile::tempdir()?;
        println!("\nFilling {size} ideas…");
        let began = Instant::now();
        let app = open(folder.path()).await?;
        let filled = fill::fill(&app, *size).await?;
        let count = features::search::rebuild(&app, |_| {})
            .await
            .map_err(anyhow::Error::from_boxed)?;
        app.db.close().await;
        drop(app);
        table.say(&format!(
            "### {size} ideas, {} comments\n\nFilled and indexed ({count} documents) in {:.1} s.",
            filled.comments,
            began.elapsed().as_secs_f64()
        ));
        kept(&mut table, &binary, folder.path(), &filled)?;
        uncached(&mut table, &binary, folder.path(), &filled).await?;
        writes(&mut table, &binary, folder.path(), &filled).await?;
    }
    weight(&mut table, &binary).await?;
    grouped(&mut table).await?;
    write(&table)
}

fn write(table: &Table) -> Result<()> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let cpu = cpu
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .unwrap_or_default()
        .trim_start_matches(['\t', ':', ' '])
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let memory = read("/proc/meminfo");
    let memory = memory
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse::<u64>().ok());
    let memory = memory.unwrap_or(0) / 1024 / 1024;
    let head = format!(
        "# What it costs\n\nWritten by `bin/bench`. Machine: {cpu}, {cores} cores shared by server, load and nginx, \
         {memory} GiB. CPU is that of the server with its embedded database, read from `/proc` (ticks of 10 ms \
         over many requests).\n"
    );
    std::fs::write("bench/RESULTS.md", format!("{head}{}", table.text())).context("bench/RESULTS.md")
}

/// Whole answers kept in memory, beside nginx sending the same bytes.
fn kept(table: &mut Table, binary: &Path, data: &Path, filled: &Filled) -> Result<()> {
    let (server, start) = server(binary, data, false)?;
    table.heading(
        "Anonymous, kept answers (aim: half of nginx or more)",
        &[
            "page",
            "bytes sent",
            "requests/s",
            "nginx requests/s",
            "ratio",
            "p50 ms",
            "p99 ms",
        ],
    );
    for (name, path) in [
        ("list", "/ideas".to_owned()),
        ("idea, 30 comments", format!("/ideas/{}", filled.ordinary)),
    ] {
        let header = "Accept-Encoding: br";
        let body = Command::new("curl")
            .args(["-s", "-H", header, &format!("http://127.0.0.1:{PORT}{path}")])
            .output()?
            .stdout;
        let ours = wrk(PORT, &path, 5, &[header])?;
        let folder = tempfile::tempdir()?;
        let other = nginx(folder.path(), NGINX, &body, "br")?;
        let theirs = wrk(NGINX, "/page.html", 5, &[header])?;
        drop(other);
        table.row(&[
            name.into(),
            body.len().to_string(),
            f(ours.per_second),
            f(theirs.per_second),
            f(ours.per_second / theirs.per_second.max(1.0)),
            f(ours.p50),
            f(ours.p99),
        ]);
    }
    table.say(&format!(
        "Start to first answer: {} ms. Memory under this load: {} MB.",
        start.as_millis(),
        f(server.memory_mb())
    ));
    Ok(())
}

async fn timed(server: &Running, path: &str, headers: &str, n: usize) -> Result<(f64, Times)> {
    let mut client = Client::open(PORT).await?;
    for _ in 0..20 {
        let answer = client.get(path, headers).await?;
        anyhow::ensure!(
            answer.status == 200,
            "{path} answers {}: {}",
            answer.status,
            answer.head
        );
    }
    let mut times = Times::default();
    let before = server.cpu_ms();
    for _ in 0..n {
        let began = Instant::now();
        client.get(path, headers).await?;
        times.add(began);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let each = (server.cpu_ms() - before) / n as f64;
    Ok((each, times))
}

/// Answers made anew each time.
async fn uncached(table: &mut Table, binary: &Path, data: &Path, filled: &Filled) -> Result<()> {
    let (server, _) = server(binary, data, true)?;
    table.heading(
        "Made anew each time (aim: 0.7 ms of CPU, 1.5 ms packed; search 3 ms)",
        &["page", "CPU ms", "p50 ms", "p99 ms"],
    );
    let session = format!("Cookie: session={}\r\n", token(3));
    let packed = "Accept-Encoding: br, gzip, zstd\r\n";
    let (idea, crowd) = (
        format!("/ideas/{}", filled.ordinary),
        format!("/ideas/{}", filled.crowded),
    );
    let both = format!("{session}{packed}");
    let cases: [(&str, &str, &str); 12] = [
        ("list, visitor", "/ideas", ""),
        ("list, visitor, packed", "/ideas", packed),
        ("list, signed in", "/ideas", &session),
        (
            "list by theme, most backed, signed in",
            "/ideas?theme=culture&sort=backed",
            &session,
        ),
        ("idea with 30 comments, visitor", &idea, ""),
        ("idea with 30 comments, visitor, packed", &idea, packed),
        ("idea with 30 comments, signed in", &idea, &session),
        ("idea with 30 comments, signed in, packed", &idea, &both),
        ("the most discussed idea, signed in", &crowd, &session),
        ("home, visitor", "/", ""),
        ("search, two words", "/search?q=jardin+ecole", ""),
        ("API, list", "/api/v1/ideas", ""),
    ];
    for (name, path, headers) in cases {
        let n = if path.starts_with("/search") { 300 } else { 1_500 };
        match timed(&server, path, headers, n).await {
            Ok((cpu, mut times)) => {
                table.row(&[
                    name.into(),
                    f(cpu),
                    f(times.percentile(0.5)),
                    f(times.percentile(0.99)),
                ]);
            }
            Err(error) => table.row(&[
                name.into(),
                format!("failed: {error}"),
                String::new(),
                String::new(),
            ]),
        }
    }
    table.say(&format!("Memory after this load: {} MB.", f(server.memory_mb())));
    Ok(())
}

/// Acknowledged durable writes, 64 writers at once.
async fn writes(table: &mut Table, binary: &Path, data: &Path, filled: &Filled) -> Result<()> {
    let (server, _) = server(binary, data, false)?;
    table.heading(
        "Writes over HTTP, 64 writers, each acknowledged when durable (aim: 2,000/s, 0.8 ms of CPU)",
        &["act", "writes/s", "CPU ms", "p50 ms", "p99 ms"],
    );
    for (name, kind) in [("support", 0), ("comment", 1)] {
        let before = server.cpu_ms();
        let began = Instant::now();
        let mut writers = Vec::new();
        for n in 0..WRITERS {
            let slug = filled.ordinary.clone();
            writers.push(tokio::spawn(async move {
                writer(n, kind, &slug, Duration::from_secs(6)).await
            }));
        }
        let mut times = Times::default();
        for writer in writers {
            times.extend(writer.await??);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts")]
        let n = times.len().max(1) as f64;
        let rate = n / began.elapsed().as_secs_f64();
        let cpu = (server.cpu_ms() - before) / n;
        table.row(&[
            name.into(),
            f(rate),
            f(cpu),
            f(times.percentile(0.5)),
            f(times.percentile(0.99)),
        ]);
    }
    table.say(&format!("Memory after this load: {} MB.", f(server.memory_mb())));
    Ok(())
}

async fn writer(n: usize, kind: usize, slug: &str, how_long: Duration) -> Result<Times> {
    let mut client = Client::open(PORT).await?;
    let session = format!("Cookie: session={}\r\n", token(n));
    let mut times = Times::default();
    let began = Instant::now();
    let mut round = 0_usize;
    while began.elapsed() < how_long {
        let at = Instant::now();
        // Each writer goes from idea to idea, so that every support is a new row and no row is fought for.
        let idea = (n * 7_919 + round) % 1_000;
        let answer = if kind == 0 {
            let act = if round.is_multiple_of(2) {
                "support"
            } else {
                "unsupport"
            };
            client
                .post(&format!("/ideas/idee-{}/{act}", idea - idea % 2), &session, "")
                .await?
        } else {
            let text = format!("text=Une+parole+numero+{n}+{round}&side=for");
            client
                .post(&format!("/ideas/{slug}/comments"), &session, &text)
                .await?
        };
        anyhow::ensure!(
            matches!(answer.status, 200 | 303),
            "a write answers {}: {}",
            answer.status,
            answer.head
        );
        times.add(at);
        round += 1;
    }
    Ok(times)
}

/// What a first visit to the home page weighs.
async fn weight(table: &mut Table, binary: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let app = open(folder.path()).await?;
    fill::fill(&app, 200).await?;
    app.db.close().await;
    drop(app);
    let (_server, _) = server(binary, folder.path(), false)?;
    let mut client = Client::open(PORT).await?;
    let home = client.get("/", "Accept-Encoding: br\r\n").await?;
    let plain = String::from_utf8_lossy(&client.get("/", "").await?.body).into_owned();
    let mut found: Vec<String> = plain
        .split('"')
        .filter(|p| p.starts_with("/assets/"))
        .map(|p| p.split('#').next().unwrap_or(p).to_owned())
        .collect();
    found.sort();
    found.dedup();
    found.retain(|p| !p.contains("icon-180"));
    let (mut all, mut scripts) = (home.body.len(), 0);
    for path in &found {
        let size = client.get(path, "Accept-Encoding: br\r\n").await?.body.len();
        all += size;
        if path.ends_with(".js") {
            scripts += size;
        }
    }
    table.heading(
        "First visit to the home page (aim: 150 kB, 10 requests, 35 kB of scripts)",
        &["what", "figure"],
    );
    #[expect(clippy::cast_precision_loss, reason = "bytes")]
    let kb = |n: usize| f(n as f64 / 1000.0);
    table.row(&["compressed, all".into(), format!("{} kB", kb(all))]);
    table.row(&["requests".into(), (found.len() + 1).to_string()]);
    table.row(&["scripts named by the page".into(), format!("{} kB", kb(scripts))]);
    Ok(())
}

/// The store alone: durable inserts grouped by the writer.
async fn grouped(table: &mut Table) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let app = open(folder.path()).await?;
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..256 {
        let app = app.clone();
        tasks.push(tokio::spawn(async move {
            for _ in 0..300 {
                let mut tx = app.db.begin().await?;
                let now = app.clock.now();
                terreau_store::run!(
                    &mut tx,
                    "insert into security_log (id, territory_id, kind, network, agent, at)
                     values ($1, $1, 'bench', '', '', $2)",
                    app.ids.next(),
                    now
                )?;
                tx.commit().await?;
            }
            anyhow::Ok(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    let rate = 256.0 * 300.0 / began.elapsed().as_secs_f64();
    table.heading(
        "The store alone, SQLite (aim: 20,000 durable inserts/s)",
        &["what", "inserts/s"],
    );
    table.row(&[
        "one row a transaction, 256 at once, grouped commits".into(),
        f(rate),
    ]);
    app.db.close().await;
    Ok(())
}
