//! A small HTTP client on kept connections: enough to send and time our own requests.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// One connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers, in lower case.
    pub head: String,
    /// Its body, as sent.
    pub body: Vec<u8>,
}

impl Client {
    /// Connects to a loopback port.
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str, headers: &str) -> Result<Answer> {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n"
        ))
        .await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, headers: &str, form: &str) -> Result<Answer> {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{headers}\r\n{form}",
            form.len()
        ))
        .await
    }

    async fn send(&mut self, request: &str) -> Result<Answer> {
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(at) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
        let status = head
            .split_whitespace()
            .nth(1)
            .and_then(|s| s.parse().ok())
            .context("no status")?;
        let length = head
            .lines()
            .find_map(|l| l.strip_prefix("content-length:"))
            .map(|n| n.trim().parse::<usize>());
        let length = match length {
            Some(length) => length?,
            None if status == 304 || status == 204 => 0,
            None => bail!("an answer without length: {head}"),
        };
        while self.buffer.len() < end + length {
            self.more().await?;
        }
        Ok(Answer {
            status,
            head,
            body: self.buffer[end..end + length].to_vec(),
        })
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server hung up");
        }
        Ok(())
    }
}

/// Times, sorted when asked for a percentile.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds one.
    pub fn add(&mut self, began: Instant) {
        self.0.push(began.elapsed());
    }

    /// Adds one that is over.
    pub fn took(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Adds many.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// A percentile, in milliseconds.
    pub fn percentile(&mut self, p: f64) -> f64 {
        self.0.sort_unstable();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let at = ((self.0.len().saturating_sub(1)) as f64 * p) as usize;
        self.0.get(at).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
    }
}
