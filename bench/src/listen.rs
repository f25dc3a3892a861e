//! Many readers of one idea who hear what happens on it: what each costs in memory, and how soon all of them know of a
//! comment.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
};

use crate::{
    client::{Client, Times},
    data::token,
    process::Running,
    results::{Aim, Results, f, number},
    site::{PORT, Site},
};

/// Readers at once.
const READERS: usize = 5_000;
/// Opened at once: a town that gets a letter, not a flood.
const TOGETHER: usize = 50;
/// Comments told, one after the other.
const TIMES: usize = 5;
/// When a signal is given up.
const LOST: Duration = Duration::from_secs(30);
const IDEA: &str = "/ideas/idee-3";
/// What a signal of something new holds.
const NEW: &str = "\"fresh\":[\"";

/// Measures it on a site that is filled.
pub async fn measure(results: &mut Results, site: &Site, size: usize) -> Result<()> {
    let (server, _) = site.serve(true)?;
    Client::open(PORT).await?.get(IDEA, "").await?;
    // The first hundred warm what every request uses.
    drop(open(100).await?);
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = server.own_mb();
    let began = Instant::now();
    let mut streams = open(READERS).await?;
    let opened = began.elapsed();
    tokio::time::sleep(Duration::from_secs(4)).await;
    let each = (server.own_mb() - before) * 1024.0 / number(READERS);
    let (mut all, mut slowest) = (Times::default(), 0.0_f64);
    for n in 0..TIMES {
        let mut times = told(&mut streams, n, size).await?;
        slowest = slowest.max(times.percentile(1.0));
        all.extend(times);
    }
    results.say(&format!(
        "{READERS} readers of one idea opened their streams in {} s; each holds {} kB in the server. A comment reaches \
         half of them after {} ms and the last of them after {} ms at most, {TIMES} times, counted from before it is \
         sent. With nothing to tell, they cost {} ms of CPU a second.",
        f(opened.as_secs_f64()),
        f(each),
        f(all.percentile(0.5)),
        f(slowest),
        f(rest(&server).await),
    ));
    results.aim(
        &format!("{READERS} open streams, memory of each"),
        Aim::Most(20.0),
        "kB",
        each,
    );
    results.aim(
        &format!("{READERS} open streams, a comment reaches the last"),
        Aim::Most(1_000.0),
        "ms",
        slowest,
    );
    Ok(())
}

/// CPU of a second in which nothing happens, over ten.
async fn rest(server: &Running) -> f64 {
    let before = server.settled_cpu_ms().await;
    tokio::time::sleep(Duration::from_secs(10)).await;
    (server.cpu_ms() - before) / 10.0
}

async fn open(count: usize) -> Result<Vec<TcpStream>> {
    let mut streams = Vec::with_capacity(count);
    while streams.len() < count {
        let mut set = JoinSet::new();
        for _ in 0..TOGETHER.min(count - streams.len()) {
            set.spawn(stream());
        }
        while let Some(one) = set.join_next().await {
            streams.push(one??);
        }
    }
    Ok(streams)
}

/// A stream whose first words came.
async fn stream() -> Result<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", PORT))
        .await
        .context("open files are too few: ulimit -n 20000")?;
    let request = format!("GET {IDEA}/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    until(&mut stream, "event: idea").await?;
    Ok(stream)
}

/// Reads until a text comes.
async fn until(stream: &mut TcpStream, text: &str) -> Result<()> {
    let (mut heard, mut buffer) = (Vec::new(), [0; 2048]);
    loop {
        let count = tokio::time::timeout(LOST, stream.read(&mut buffer)).await??;
        ensure!(
            count > 0,
            "the server hung up: {}",
            String::from_utf8_lossy(&heard)
        );
        heard.extend_from_slice(&buffer[..count]);
        if heard.windows(text.len()).any(|part| part == text.as_bytes()) {
            return Ok(());
        }
    }
}

/// A comment is made; gives when each stream was told.
async fn told(streams: &mut Vec<TcpStream>, n: usize, size: usize) -> Result<Times> {
    let mut waiting = JoinSet::new();
    for mut stream in streams.drain(..) {
        waiting.spawn(async move {
            until(&mut stream, NEW).await?;
            Ok::<_, anyhow::Error>((stream, Instant::now()))
        });
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut client = Client::open(PORT).await?;
    let session = format!("Cookie: session={}\r\n", token(n));
    let began = Instant::now();
    let form = format!("text=Une+nouvelle+parole+{n}+{size}&side=for");
    let answer = client.post(&format!("{IDEA}/comments"), &session, &form).await?;
    ensure!(answer.status == 303, "a comment answers {}", answer.status);
    let mut times = Times::default();
    while let Some(heard) = waiting.join_next().await {
        let (stream, at) = heard??;
        times.took(at.duration_since(began));
        streams.push(stream);
    }
    Ok(times)
}
