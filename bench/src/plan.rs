//! What is measured, in which order. What fails is written down as failed, and the rest goes on.

use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::{
    alone, anew, import, kept, listen, network, quality,
    results::{Results, f},
    site::{self, Site},
    start, weight, writes,
};

/// The size at which PostgreSQL is measured beside SQLite.
const POSTGRES: usize = 10_000;
const PARTS: [&str; 12] = [
    "kept", "anew", "writes", "listen", "start", "postgres", "network", "import", "demo", "weight", "alone",
    "quality",
];

/// Other people's figures for the same kind of work, measured once on a machine like this one.
const PEERS: &str = "
## For scale

CPU milliseconds a request (server + database) of others, with 3,000 ideas and 20,000 comments on a machine like
this one: adhocracy+ list 247 + 81, idea 530 + 135, comment 55 + 12; NodeBB list 7.5, topic 12.8, signed-in list 14.5,
reply 5.8; Lemmy (JSON alone) list 1.2 + 2.6, post 1.9 + 1.7, comment 3.2 + 5.3; nginx sending a stored page
0.02–0.05. First visit: adhocracy+ 607 kB, NodeBB 341 kB. Memory: 430 and 420–590 MB.
";

/// What was asked on the command line.
pub struct Choice {
    sizes: Vec<usize>,
    parts: Vec<String>,
}

impl Choice {
    /// Reads it; nothing asked is everything.
    pub fn read(asked: &[String]) -> Result<Self> {
        let (sizes, parts): (Vec<&String>, Vec<&String>) =
            asked.iter().partition(|a| a.parse::<usize>().is_ok());
        for part in &parts {
            anyhow::ensure!(
                PARTS.contains(&part.as_str()),
                "no part is called {part}; there are: {PARTS:?}"
            );
        }
        let sizes: Vec<usize> = sizes.iter().filter_map(|a| a.parse().ok()).collect();
        Ok(Self {
            sizes: if sizes.is_empty() {
                vec![1_000, 10_000, 100_000]
            } else {
                sizes
            },
            parts: parts.into_iter().cloned().collect(),
        })
    }

    fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|p| p == part)
    }

    fn wants_any(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.wants(part))
    }
}

/// Measures what is asked; everything is written to `bench/RESULTS.md`.
pub async fn run(choice: &Choice) -> Result<()> {
    site::binary()?;
    let began = Instant::now();
    let mut results = Results::default();
    if choice.wants_any(&["kept", "anew", "writes", "listen", "start"]) {
        for size in &choice.sizes {
            let done = sized(&mut results, choice, *size).await;
            note(&mut results, &format!("{size} ideas"), done);
        }
        results.compare_sizes();
    }
    if choice.wants("postgres") {
        let done = postgres(&mut results).await;
        note(&mut results, "PostgreSQL", done);
    }
    if choice.wants("network") {
        let done = living(&mut results, choice).await;
        note(&mut results, "the network", done);
    }
    results.part("Once");
    if choice.wants("alone") {
        let done = alone::measure(&mut results).await;
        note(&mut results, "the store alone", done);
    }
    if choice.wants("import") {
        let done = Site::new().and_then(|site| import::measure(&mut results, &site, "SQLite"));
        note(&mut results, "import", done);
    }
    if choice.wants("weight") {
        let done = weight::measure(&mut results).await;
        note(&mut results, "first visit", done);
    }
    if choice.wants("demo") {
        let done = start::demo(&mut results).await;
        note(&mut results, "second run of bin/demo", done);
    }
    if choice.wants("quality") {
        let done = quality::measure(&mut results);
        note(&mut results, "quality of search", done);
    }
    let page = format!("{}{PEERS}", results.page(&head(began.elapsed().as_secs())));
    if choice.parts.is_empty() {
        std::fs::write("bench/RESULTS.md", page).context("bench/RESULTS.md")?;
        println!("\nWritten to bench/RESULTS.md.");
    }
    Ok(())
}

fn note(results: &mut Results, what: &str, done: Result<()>) {
    if let Err(error) = done {
        results.failed(what, &format!("{error:#}"));
    }
}

/// Everything that depends on how much is there.
async fn sized(results: &mut Results, choice: &Choice, size: usize) -> Result<()> {
    println!("\nFilling {size} ideas…");
    let site = Site::new()?;
    filled(results, &site, size, "SQLite").await?;
    if choice.wants("start") {
        let done = start::measure(results, &site, size, "SQLite").await;
        note(results, &format!("{size} ideas: start"), done);
    }
    if choice.wants("kept") {
        let done = kept::measure(results, &site, size);
        note(results, &format!("{size} ideas: kept answers"), done);
    }
    if choice.wants("anew") {
        let done = anew::measure(results, &site, size, "SQLite").await;
        note(results, &format!("{size} ideas: answers made anew"), done);
    }
    if choice.wants("writes") {
        let done = writes::measure(results, &site, size, "SQLite").await;
        note(results, &format!("{size} ideas: writes"), done);
    }
    if choice.wants("listen") {
        let done = listen::measure(results, &site, size).await;
        note(results, &format!("{size} ideas: open streams"), done);
    }
    Ok(())
}

async fn filled(results: &mut Results, site: &Site, size: usize, engine: &str) -> Result<()> {
    let (filled, wrote, indexed) = site.fill(size).await?;
    results.part(&format!(
        "{} ideas, {} comments, {engine}",
        filled.ideas, filled.comments
    ));
    results.say(&format!(
        "Filled in {} s, indexed in {} s.",
        f(wrote.as_secs_f64()),
        f(indexed.as_secs_f64())
    ));
    Ok(())
}

/// The same reads and writes on the other engine, and the import.
async fn postgres(results: &mut Results) -> Result<()> {
    let Some(site) = Site::on_postgres("reads").await? else {
        results.say("PostgreSQL: not measured, `bin/bench` found no PostgreSQL on this machine.");
        return Ok(());
    };
    println!("\nFilling {POSTGRES} ideas on PostgreSQL…");
    filled(results, &site, POSTGRES, "PostgreSQL").await?;
    let done = anew::measure(results, &site, POSTGRES, "PostgreSQL").await;
    note(results, "PostgreSQL: answers made anew", done);
    let done = writes::measure(results, &site, POSTGRES, "PostgreSQL").await;
    note(results, "PostgreSQL: writes", done);
    drop(site);
    if let Some(site) = Site::on_postgres("imports").await? {
        import::measure(results, &site, "PostgreSQL")?;
    }
    Ok(())
}

/// The network, at the largest size asked for.
async fn living(results: &mut Results, choice: &Choice) -> Result<()> {
    let people = choice.sizes.iter().copied().max().unwrap_or(POSTGRES);
    network::measure(results, &Site::new()?, people, "SQLite").await
}

fn head(seconds: u64) -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let cpu = cpu.lines().find_map(|l| l.strip_prefix("model name"));
    let cpu = cpu
        .unwrap_or("an unknown processor")
        .trim_start_matches(['\t', ':', ' '])
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let memory = read("/proc/meminfo");
    let memory = memory
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse::<u64>().ok());
    let memory = memory.unwrap_or(0) / 1024 / 1024;
    format!(
        "# What it costs\n\nWritten by `bin/bench` in {} minutes. Machine: {cpu}, {cores} cores shared by server, \
         database, load and nginx, {memory} GiB. CPU is that of the server and its database, read from `/proc` (ticks \
         of 10 ms over many requests). « Kept » answers are whole pages kept in memory for visitors; « made anew » \
         is with keeping switched off. PostgreSQL runs on the same machine, with durable commits.\n",
        seconds / 60 + 1
    )
}
