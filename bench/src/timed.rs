//! Requests of one kind, sent one after the other: what each burns and how long it takes.

use std::time::Instant;

use anyhow::Result;

use crate::{
    client::{Client, Times},
    process::Running,
    results::number,
    site::PORT,
};

/// An address and the headers it is asked with.
pub type Ask = (String, String);

/// CPU of each request in milliseconds, the times, and the bytes of an answer. All are asked once before.
pub async fn timed(server: &Running, asks: &[Ask], times: usize) -> Result<(f64, Times, usize)> {
    let mut client = Client::open(PORT).await?;
    let mut bytes = 0;
    for (path, headers) in asks.iter().cycle().take(asks.len().max(20)) {
        let answer = client.get(path, headers).await?;
        anyhow::ensure!(answer.status == 200, "{path} answers {}", answer.status);
        bytes = answer.body.len();
    }
    let mut taken = Times::default();
    let before = server.cpu_ms();
    for (path, headers) in asks.iter().cycle().take(times) {
        let began = Instant::now();
        client.get(path, headers).await?;
        taken.add(began);
    }
    Ok(((server.cpu_ms() - before) / number(times), taken, bytes))
}
