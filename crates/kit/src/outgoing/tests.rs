//! The guard, against servers of this machine that do what servers should not.

use axum::{Router, http::header::LOCATION, response::IntoResponse, routing::get};

use super::*;

const SHORT: Bounds = Bounds {
    connect: Duration::from_millis(500),
    total: Duration::from_millis(700),
    most: 1_000,
    together: 2,
};

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

/// A server that answers well, too much, elsewhere, never, or with a status.
async fn server() -> Url {
    async fn status(code: u16) -> impl IntoResponse {
        let status = StatusCode::from_u16(code).expect("a status");
        (status, [("retry-after", "7"), ("set-cookie", "a=b")], "no")
    }
    let routes = Router::new()
        .route(
            "/good",
            get(|headers: axum::http::HeaderMap| async move { format!("{headers:?}") }),
        )
        .route("/large", get(|| async { "x".repeat(1_001) }))
        .route("/full", get(|| async { "x".repeat(1_000) }))
        .route(
            "/elsewhere",
            get(|| async { (StatusCode::FOUND, [(LOCATION, "/good")]) }),
        )
        .route("/never", get(std::future::pending::<String>))
        .route("/busy", get(|| status(429)))
        .route("/broken", get(|| status(500)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let at = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    url(&format!("http://{at}/"))
}

#[tokio::test]
async fn sec_28_answers_are_read_within_their_bounds_and_sent_nowhere_else() {
    let base = server().await;
    let out = Outgoing::bounded(
        &[base.join("/any/path").expect("an address")],
        "Terreau/test",
        SHORT,
    );
    let ask = async |path: &str| out.get(&base.join(path).expect("an address")).await;
    let seen = String::from_utf8(ask("/good").await.expect("an answer")).expect("text");
    assert!(
        seen.contains("Terreau/test") && !seen.contains("cookie"),
        "{seen}"
    );
    assert_eq!(ask("/full").await.map(|body| body.len()), Ok(1_000));
    assert_eq!(ask("/large").await, Err(Fault::TooLarge));
    assert_eq!(ask("/elsewhere").await, Err(Fault::Elsewhere));
    assert_eq!(ask("/never").await, Err(Fault::Slow));
    let wait = Some(Duration::from_secs(7));
    assert_eq!(ask("/busy").await, Err(Fault::TooMany(wait)));
    assert_eq!(ask("/broken").await, Err(Fault::Status(500)));
    let seen = String::from_utf8(ask("/good").await.expect("an answer")).expect("text");
    assert!(!seen.contains("cookie"), "no cookie is kept: {seen}");
}

#[tokio::test]
async fn sec_28_only_the_origins_that_are_named_are_reached() {
    let base = server().await;
    let out = Outgoing::bounded(std::slice::from_ref(&base), "Terreau/test", SHORT);
    let mut other = base.clone();
    other.set_scheme("https").expect("a scheme");
    assert_eq!(out.get(&other).await, Err(Fault::Unnamed));
    let mut other = base.clone();
    other.set_port(Some(1)).expect("a port");
    assert_eq!(out.get(&other).await, Err(Fault::Unnamed));
    let mut other = base.clone();
    other.set_host(Some("localhost")).expect("a host");
    assert_eq!(out.get(&other).await, Err(Fault::Unnamed));
    let mut other = base.join("/good").expect("an address");
    other.set_username("somebody").expect("a name");
    assert_eq!(out.get(&other).await, Err(Fault::Unnamed));
    let nobody = Outgoing::new(&Config::default());
    assert_eq!(nobody.get(&base).await, Err(Fault::Unnamed));
}

#[tokio::test]
async fn sec_28_a_name_that_is_not_of_the_own_network_may_not_lead_inside() {
    let name = |text: &str| text.parse().expect("a name");
    let stranger = Guarded { own: Vec::new() };
    let refused = stranger.resolve(name("localhost")).await.err().expect("refused");
    assert!(refused.downcast_ref::<LeadsInside>().is_some(), "{refused}");
    let ours = Guarded {
        own: vec!["localhost".into()],
    };
    assert!(ours.resolve(name("localhost")).await.is_ok());
    let closed = url("http://localhost:1/");
    let out = Outgoing::bounded(std::slice::from_ref(&closed), "Terreau/test", SHORT);
    assert!(matches!(
        out.get(&closed).await,
        Err(Fault::Away(_) | Fault::Slow)
    ));
}

#[test]
fn sec_28_addresses_are_known_for_what_they_are() {
    let of = |text: &str| reach(text.parse().expect("an address"));
    for public in [
        "1.1.1.1",
        "172.15.0.1",
        "172.32.0.1",
        "2001:4860::1",
        "64:ff9b::101:101",
        "::ffff:1.1.1.1",
    ] {
        assert_eq!(of(public), Reach::Public, "{public}");
    }
    for own in [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ] {
        assert_eq!(of(own), Reach::Own, "{own}");
    }
    for nowhere in [
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "fe80::1",
        "ff02::1",
        "::",
        "2001:db8::1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ] {
        assert_eq!(of(nowhere), Reach::Nowhere, "{nowhere}");
    }
}

#[test]
fn a_host_says_by_itself_whether_it_is_on_the_own_network() {
    for own in [
        "http://10.0.0.7:7878/search",
        "http://[::1]/",
        "http://localhost:7878/",
        "http://addok:7878/search",
        "http://geo.town.internal/",
        "http://geo.home.arpa/",
    ] {
        assert!(on_own_network(&url(own)), "{own}");
    }
    for other in [
        "https://geo.example.fr/search",
        "https://1.1.1.1/",
        "https://internal.example/",
        "https://mylocal.fr/",
        "https://geo.thelan/",
    ] {
        assert!(!on_own_network(&url(other)), "{other}");
    }
}
