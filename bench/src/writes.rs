//! Writes over HTTP from 64 writers, each answered only when it is durable.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::{
    client::{Client, Times},
    data::{WRITERS, token},
    found,
    kept::memory,
    results::{Aim, Results, f, number},
    site::{PORT, Site},
};

/// How long each act is repeated.
const LONG: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, PartialEq)]
enum Act {
    Support,
    Comment,
}

/// Measures both acts. `engine` names the database in the aims.
pub async fn measure(results: &mut Results, site: &Site, size: usize, engine: &str) -> Result<()> {
    let (server, _) = site.serve(true)?;
    results.table(
        "Writes over HTTP, 64 writers at once, each acknowledged when durable",
        &[
            "act",
            "writes/s",
            "CPU ms",
            "CPU ms, with the index that follows",
            "p50 ms",
            "p99 ms",
        ],
    );
    for (name, act) in [("support", Act::Support), ("comment", Act::Comment)] {
        let before = server.settled_cpu_ms().await;
        let began = Instant::now();
        let writers: Vec<_> = (0..WRITERS).map(|n| tokio::spawn(writer(n, act))).collect();
        let mut times = Times::default();
        for writer in writers {
            times.extend(writer.await??);
        }
        let n = number(times.len().max(1));
        let rate = n / began.elapsed().as_secs_f64();
        let cpu = (server.cpu_ms() - before) / n;
        let settled = (server.settled_cpu_ms().await - before) / n;
        results.row(&[
            name.into(),
            f(rate),
            f(cpu),
            f(settled),
            f(times.percentile(0.5)),
            f(times.percentile(0.99)),
        ]);
        if engine == "SQLite" {
            results.cost(name, size, cpu);
            let what = format!("{size} ideas, {engine}: {name}, acknowledged durable writes");
            results.aim(&what, Aim::Least(2_000.0), "/s", rate);
        }
        results.aim(
            &format!("{size} ideas, {engine}: {name}, CPU"),
            Aim::Most(0.8),
            "ms",
            cpu,
        );
    }
    memory(results, if engine == "SQLite" { size } else { 0 }, &server);
    found::measure(results, size, engine).await
}

/// One writer, who goes from idea to idea: no row is fought for, and every write is a new one.
async fn writer(n: usize, act: Act) -> Result<Times> {
    let mut client = Client::open(PORT).await?;
    let session = format!("Cookie: session={}\r\n", token(n));
    let mut times = Times::default();
    let began = Instant::now();
    let mut round = 0_usize;
    while began.elapsed() < LONG {
        let idea = (n * 113 + round) % 1_000;
        let at = Instant::now();
        let answer = if act == Act::Support {
            // A second walk over the same ideas takes the supports back.
            let verb = if (round / 1_000).is_multiple_of(2) {
                "support"
            } else {
                "unsupport"
            };
            client
                .post(&format!("/ideas/idee-{idea}/{verb}"), &session, "")
                .await?
        } else {
            let form = format!("text=Une+parole+num%C3%A9ro+{round}+de+{n}&side=for");
            client
                .post(&format!("/ideas/idee-{idea}/comments"), &session, &form)
                .await?
        };
        anyhow::ensure!(
            answer.status == 303,
            "a write answers {}: {}",
            answer.status,
            answer.head
        );
        times.add(at);
        round += 1;
    }
    Ok(times)
}
