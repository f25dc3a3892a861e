//! Taking connections. A head that does not come and a connection that rests are closed in time, so that slow
//! clients cannot take every place; what is being answered when asked to stop is answered first.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::Service as _;

/// A head comes whole within this long, also the next one of a connection kept open.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// No line of a request, and no head, is longer.
const HEAD: usize = 64 * 1024;
/// After the machine refused a connection (too many files are open), the next try comes this much later.
const BREATH: Duration = Duration::from_millis(200);

/// Takes connections until told to stop, then lets those that are served end.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    mut stop: watch::Receiver<bool>,
) {
    let ending = GracefulShutdown::new();
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match taken {
            Ok((stream, from)) => serve(stream, from, &router, patience, &ending),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    ending.shutdown().await;
}

fn serve(
    stream: TcpStream,
    from: SocketAddr,
    router: &Router,
    patience: Duration,
    ending: &GracefulShutdown,
) {
    let _ = stream.set_nodelay(true);
    let router = router.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        let mut router = router.clone();
        async move { Ok::<_, Infallible>(router.call(request).await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let watched = ending.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection broke off");
        }
    });
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    async fn began(patience: Duration) -> (SocketAddr, watch::Sender<bool>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = watch::channel(false);
        let router = Router::new().route("/", get(|| async { "bonjour" }));
        (
            address,
            stop,
            tokio::spawn(listen(listener, router, patience, stopped)),
        )
    }

    /// Everything a server says until it closes.
    async fn said(address: SocketAddr, sent: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.expect("connects");
        stream.write_all(sent).await.expect("sent");
        let mut answer = Vec::new();
        let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer))
            .await
            .expect("the server closes by itself");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[tokio::test]
    async fn sec_44_slow_clients_are_let_go() {
        let (address, _stop, _server) = began(Duration::from_millis(300)).await;
        for silent in [
            "",
            "G",
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nhost: a\r\nx: ",
            "PRI * HTTP/2.0\r\n",
        ] {
            let answer = said(address, silent.as_bytes()).await;
            assert!(!answer.contains("200 OK"), "{silent:?}: {answer}");
        }
        let rests = said(address, b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        assert!(
            rests.ends_with("bonjour"),
            "answered, then let go while it rests: {rests}"
        );
    }

    #[tokio::test]
    async fn sec_44_a_head_too_large_or_broken_is_refused_and_others_are_served() {
        let (address, _stop, _server) = began(Duration::from_secs(10)).await;
        let large = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "a".repeat(200_000));
        let mut stream = TcpStream::connect(address).await.expect("connects");
        let _ = stream.write_all(large.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
            "{answer}"
        );
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(300));
        assert!(said(address, many.as_bytes()).await.starts_with("HTTP/1.1 431"));
        for broken in [
            &b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"[..],
            b"GET /\xff\x00 HTTP/1.1\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
            b"POST / HTTP/1.1\r\ntransfer-encoding: chunked, gzip\r\n\r\n",
        ] {
            let answer = said(address, broken).await;
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
                "{broken:?}: {answer}"
            );
        }
        let fine = said(address, b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(fine.starts_with("HTTP/1.1 200"), "{fine}");
    }

    #[tokio::test]
    async fn ops_03_a_connection_at_rest_does_not_delay_the_end() {
        let (address, stop, server) = began(Duration::from_secs(60)).await;
        let mut resting = TcpStream::connect(address).await.expect("connects");
        resting
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .expect("sent");
        let mut some = [0; 8];
        resting.read_exact(&mut some).await.expect("answered");
        stop.send_replace(true);
        tokio::time::timeout(Duration::from_secs(10), server)
            .await
            .expect("it ends")
            .expect("without fault");
        assert!(TcpStream::connect(address).await.is_err(), "nobody new comes in");
    }
}
