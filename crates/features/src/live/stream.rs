//! The body of a stream: what was missed first, then signals as they come, and a beat where nothing does. It holds
//! neither a connection nor a transaction while it waits.

use std::{convert::Infallible, fmt::Write as _, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use terreau_kit::{
    edge::Streamed,
    i18n::Tr,
    live::{Listener, Signal},
};

/// Without a signal, a beat comes after this long: who went is noticed, and no proxy takes the stream for dead.
const BEAT: u64 = 25;
/// A page comes back after this long when its stream broke.
const RETRY: u64 = 2_000;
/// Beats, about half an hour: then the page asks at the door again.
const LIFE: u32 = 70;

/// What a stream says on a signal, and whether it may go on.
pub trait Told: Send + 'static {
    /// What is said; `None` when the stream ends. Nothing said is an empty text.
    fn told(&mut self, tr: &Tr, signal: &Signal) -> impl Future<Output = Option<String>> + Send;
    /// Asked at each beat: may it go on?
    fn still(&mut self) -> impl Future<Output = bool> + Send;
}

/// An event of a stream. The data are one line.
pub fn event(name: &str, id: &str, data: &str) -> String {
    let mut text = String::with_capacity(32 + name.len() + id.len() + data.len());
    if !id.is_empty() {
        let _ = writeln!(text, "id: {id}");
    }
    let _ = write!(text, "event: {name}\ndata: {data}\n\n");
    text
}

/// How many read it: the words, or nothing where it is nobody's affair.
pub fn readers(tr: &Tr, count: usize) -> String {
    let words = match i64::try_from(count) {
        Ok(count) if count > 1 => tr.n("live-readers", count),
        _ => String::new(),
    };
    event("readers", "", &words)
}

struct Open<T> {
    listener: Listener,
    tr: Tr,
    told: T,
    first: Option<String>,
    beats: u32,
}

impl<T: Told> Open<T> {
    /// Spread, so that thousands who came together neither beat nor come back at once.
    fn spread(&self, most: u64) -> u64 {
        self.listener.serial.wrapping_mul(0x9e37_79b9_7f4a_7c15) % most
    }

    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            let retry = RETRY + self.spread(4_000);
            return Some(format!("retry: {retry}\n\n{first}").into());
        }
        let beat = Duration::from_secs(BEAT) + Duration::from_millis(self.spread(5_000));
        loop {
            tokio::select! {
                signal = self.listener.next() => {
                    // Apart, because asking again needs more room than waiting does.
                    let said = Box::pin(self.told.told(&self.tr, &*signal?)).await?;
                    if !said.is_empty() {
                        return Some(said.into());
                    }
                }
                () = tokio::time::sleep(beat) => {
                    self.beats += 1;
                    let on = self.beats < LIFE && Box::pin(self.told.still()).await;
                    return on.then(|| Bytes::from_static(b":\n\n"));
                }
            }
        }
    }
}

/// The answer: `first`, then what is told.
pub fn answer(listener: Listener, tr: Tr, first: String, told: impl Told) -> Response {
    let open = Box::new(Open {
        listener,
        tr,
        told,
        first: Some(first),
        beats: 0,
    });
    let body = stream::unfold(open, |mut open| async move {
        let bytes = open.next().await?;
        Some((Ok::<_, Infallible>(bytes), open))
    });
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    let text = |value| HeaderValue::from_static(value);
    headers.insert(header::CONTENT_TYPE, text("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, text("no-store"));
    // nginx would keep it until its buffer is full.
    headers.insert(HeaderName::from_static("x-accel-buffering"), text("no"));
    response.extensions_mut().insert(Streamed);
    response
}
