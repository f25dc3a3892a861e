//! A mail server that takes every letter and throws it away: it answers each command at once, counts the letters, and
//! notes when those came that are watched for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::site::LETTERS;

/// What came.
#[derive(Default)]
pub struct Taken {
    pub letters: usize,
    pub bytes: usize,
    pub first: Option<Instant>,
    pub last: Option<Instant>,
    /// Addresses that are watched for, and when their letter came.
    pub watched: HashMap<String, Option<Instant>>,
}

/// The server, for as long as it is held.
pub struct Sink {
    taken: Arc<Mutex<Taken>>,
    listening: JoinHandle<()>,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Sink {
    /// Listens.
    pub async fn open() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", LETTERS)).await?;
        let taken = Arc::new(Mutex::new(Taken::default()));
        let kept = taken.clone();
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, kept.clone()));
            }
        });
        Ok(Self { taken, listening })
    }

    /// What came so far.
    pub fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection; what is not understood ends it.
async fn serve(stream: TcpStream, taken: Arc<Mutex<Taken>>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(b"220 sink ESMTP\r\n").await?;
    let (mut line, mut to) = (Vec::new(), String::new());
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&line).to_ascii_uppercase();
        let answer: &[u8] = match said.get(..4).unwrap_or_default() {
            "EHLO" => b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "RCPT" => {
                let address = String::from_utf8_lossy(&line).into_owned();
                let address = address.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
                to = address.map_or_else(String::new, |(address, _)| address.to_owned());
                b"250 known\r\n"
            }
            "DATA" => {
                stream.get_mut().write_all(b"354 say it\r\n").await?;
                let bytes = letter(&mut stream).await?;
                note(&taken, &to, bytes);
                b"250 taken\r\n"
            }
            "QUIT" => return Ok(()),
            _ => b"250 fine\r\n",
        };
        stream.get_mut().write_all(answer).await?;
    }
}

/// Reads a letter to its end; gives its bytes.
async fn letter(stream: &mut BufReader<TcpStream>) -> Result<usize> {
    let (mut line, mut bytes) = (Vec::new(), 0);
    loop {
        line.clear();
        let read = stream.read_until(b'\n', &mut line).await?;
        anyhow::ensure!(read > 0, "a letter without an end");
        if line == b".\r\n" {
            return Ok(bytes);
        }
        bytes += read;
    }
}

fn note(taken: &Mutex<Taken>, to: &str, bytes: usize) {
    let now = Instant::now();
    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(watched) = taken.watched.get_mut(to) {
        watched.get_or_insert(now);
        return;
    }
    taken.letters += 1;
    taken.bytes += bytes;
    taken.first.get_or_insert(now);
    taken.last = Some(now);
}
