//! From the command to the first answer: the server, and the demonstration the second time.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    client::Client,
    process::Running,
    results::{Aim, Results, f},
    site::{PORT, Site},
};

const TIMES: usize = 5;

async fn home() -> Result<()> {
    let answer = Client::open(PORT).await?.get("/", "").await?;
    anyhow::ensure!(answer.status == 200, "the home page answers {}", answer.status);
    Ok(())
}

/// The median of some starts, up to the first answer.
pub async fn measure(results: &mut Results, site: &Site, size: usize, engine: &str) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let (server, _) = site.serve(true)?;
        home().await?;
        times.push(server.age().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let median = times[TIMES / 2];
    results.say(&format!("From the command to the home page: {} ms.", f(median)));
    results.aim(
        &format!("{size} ideas, {engine}: start to first answer"),
        Aim::Most(300.0),
        "ms",
        median,
    );
    Ok(())
}

async fn demonstration(data: &std::path::Path) -> Result<f64> {
    let mut command = Command::new("bin/demo");
    command.env("PORT", PORT.to_string()).env("DATA", data);
    let began = Instant::now();
    let _running = Running::start(&mut command)?;
    while began.elapsed() < Duration::from_secs(300) {
        if home().await.is_ok() {
            return Ok(began.elapsed().as_secs_f64());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bail!("bin/demo answers nothing")
}

/// `bin/demo` twice on the same folder.
pub async fn demo(results: &mut Results) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let first = demonstration(folder.path()).await?;
    let second = demonstration(folder.path()).await?;
    results.table("bin/demo, built before", &["run", "seconds to the home page"]);
    results.row(&["first, on an empty folder".into(), f(first)]);
    results.row(&["second".into(), f(second)]);
    results.aim("second run of bin/demo, ready", Aim::Most(2.0), "s", second);
    Ok(())
}
