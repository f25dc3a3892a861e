//! How soon a new comment is found, on a server where 64 writers were at work a moment ago.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::{
    client::{Client, Times},
    data::token,
    results::{Aim, Results, f},
    site::PORT,
};

/// How many comments are looked for, one after the other.
const TIMES: usize = 20;
/// Between two looks.
const LOOK: Duration = Duration::from_millis(20);
/// When a comment is given up.
const LOST: Duration = Duration::from_secs(20);

/// Writes comments with words nobody wrote before, and asks for each word until it is found.
pub async fn measure(results: &mut Results, size: usize, engine: &str) -> Result<()> {
    let mut client = Client::open(PORT).await?;
    let session = format!("Cookie: session={}\r\n", token(0));
    let mut times = Times::default();
    for n in 0..TIMES {
        let word = format!("introuvable{}", n * 7_919 + size);
        let form = format!("text=Un+mot+{word}&side=for");
        let answer = client.post("/ideas/idee-3/comments", &session, &form).await?;
        ensure!(answer.status == 303, "a comment answers {}", answer.status);
        let began = Instant::now();
        while !found(&mut client, &word).await? {
            ensure!(began.elapsed() < LOST, "{word} is never found");
            tokio::time::sleep(LOOK).await;
        }
        times.add(began);
    }
    let slowest = times.percentile(1.0);
    results.say(&format!(
        "A new comment is found after {} ms (median), {} ms at the latest, {TIMES} times.",
        f(times.percentile(0.5)),
        f(slowest)
    ));
    let what = format!("{size} ideas, {engine}: a new comment is found, the slowest of {TIMES}");
    results.aim(&what, Aim::Most(2_000.0), "ms", slowest);
    Ok(())
}

async fn found(client: &mut Client, word: &str) -> Result<bool> {
    let answer = client.get(&format!("/search?q={word}"), "").await?;
    ensure!(answer.status == 200, "a search answers {}", answer.status);
    // One wrong letter is forgiven: another such word is an answer too, this one is marked.
    Ok(String::from_utf8_lossy(&answer.body).contains(&format!("<mark>{word}</mark>")))
}
