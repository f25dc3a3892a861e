//! The border as it is served: headers, cookies, foreign requests, what breaks and what is slow. The whole router on
//! a fresh installation, reached without a network.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
    routing::get,
};
use terreau_features::{
    accounts::{self, NewPerson},
    territories::{self, NewTerritory},
};
use terreau_kit::{Role, config::Config};
use tower::ServiceExt as _;

use super::*;

const FORM: &str = "application/x-www-form-urlencoded";
const PASSWORD: &str = "girafe violon brouillard 47";

struct Here {
    app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

impl Here {
    /// A territory served at an address.
    async fn at(base_url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config {
            data: folder.path().to_path_buf(),
            base_url: base_url.into(),
            ..Config::default()
        };
        let app = open(config).await.expect("opens");
        ready(&app).await.expect("is ready");
        let new = NewTerritory {
            slug: "sceaux".into(),
            insee: Some("92071".into()),
            ..NewTerritory::default()
        };
        territories::make(&app, new).await.expect("a territory");
        Self {
            router: router(&app),
            app,
            _folder: folder,
        }
    }

    async fn person(&self, email: &str, role: Role) {
        let territory = self.app.atlas.all().remove(0);
        let new = NewPerson {
            email: Some(email.into()),
            password_hash: Some(
                accounts::hash_password(&self.app, PASSWORD)
                    .await
                    .expect("a hash"),
            ),
            role,
            ..NewPerson::named("Anna Lévêque", self.app.clock.now())
        };
        let mut tx = self.app.db.begin().await.expect("a transaction");
        accounts::create_person(&mut tx, &self.app, &territory, new)
            .await
            .expect("a person");
        tx.commit().await.expect("kept");
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        said(self.router.clone(), request).await
    }
}

async fn said(router: Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = router.oneshot(request).await.expect("an answer").into_parts();
    let bytes = axum::body::to_bytes(body, 10_000_000).await.expect("a body");
    (
        parts.status,
        parts.headers,
        String::from_utf8_lossy(&bytes).into_owned(),
    )
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).expect("a method"))
        .uri(path)
        .header(header::HOST, "idees.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).expect("a request")
}

/// Addresses of this test alone: the list of routes reads literals only.
const BROKEN: &str = "/broken";
const BROKEN_API: &str = "/api/broken";

/// Every route of the product, from its source, with something in the place of names.
fn routes() -> BTreeSet<String> {
    fn read(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the source").flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a file");
                let calls = text.split(".route(").skip(1);
                let named = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
                found.extend(named.filter(|p| p.starts_with('/')).map(|p| {
                    let parts = p.split('/').map(|part| {
                        if part.contains('{') {
                            "AAAAAAAAAAAAAAAAAAAAAA"
                        } else {
                            part
                        }
                    });
                    parts.collect::<Vec<_>>().join("/")
                }));
            }
        }
    }
    let mut found = BTreeSet::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../features/src"),
        &mut found,
    );
    assert!(found.len() > 90, "{found:?}");
    found
}

#[tokio::test]
async fn sec_05_and_sec_06_foreign_requests_are_refused_on_every_route() {
    let here = Here::at("https://idees.example").await;
    let session = ("cookie", "__Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let foreign: [&[(&str, &str)]; 7] = [
        &[session, ("sec-fetch-site", "cross-site")],
        &[session, ("sec-fetch-site", "same-site")],
        &[
            session,
            ("sec-fetch-site", "same-site"),
            ("origin", "https://idees.example"),
        ],
        &[session, ("origin", "https://evil.example")],
        &[session, ("origin", "https://idees.example.evil.example")],
        &[session, ("origin", "null")],
        &[session],
    ];
    for path in routes() {
        for headers in foreign {
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                // Without any sign of an origin, programs reach what holds no cookie authority.
                let open = path.starts_with("/api/") || path.starts_with("/unsubscribe/");
                if headers.len() == 1 && open {
                    continue;
                }
                let (status, _, text) = here.ask(request(method, &path, headers, "")).await;
                assert_eq!(status, 403, "{method} {path} {headers:?}: {text}");
            }
        }
    }
    for fine in [
        &[session, ("sec-fetch-site", "same-origin")][..],
        &[session, ("sec-fetch-site", "none")],
        &[session, ("origin", "https://idees.example")],
    ] {
        let mut headers = fine.to_vec();
        headers.push(("content-type", FORM));
        let (status, ..) = here
            .ask(request("POST", "/login", &headers, "email=nobody"))
            .await;
        assert_eq!(status, 422, "{fine:?}");
    }
    let (_, headers, text) = here.ask(request("POST", "/login", foreign[0], "")).await;
    assert!(text.contains("vient d’un autre site"), "in words: {text}");
    assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn sec_07_sec_08_and_sec_09_every_answer_carries_what_protects() {
    let here = Here::at("https://idees.example").await;
    let mut paths = routes();
    paths.extend(
        [
            "/healthz",
            "/readyz",
            "/metrics",
            "/nowhere",
            "/%FF",
            "/assets/app.css",
            "/ideas?after=x",
        ]
        .map(str::to_owned),
    );
    let expected = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ];
    for path in paths {
        let (status, headers, _) = here.ask(request("GET", &path, &[], "")).await;
        assert!(status != 500, "{path}");
        for (name, value) in expected {
            let found = headers.get(name).map_or("", |v| v.to_str().expect("text"));
            let hushed = name == "referrer-policy" && found == "no-referrer";
            assert!(found == value || hushed, "{path}: {name}: {found}");
        }
        let policy = headers["content-security-policy"].to_str().expect("text");
        for part in [
            "default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ] {
            assert!(
                policy.contains(part) || policy.contains("sandbox"),
                "{path}: {policy}"
            );
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        let shared = headers["cross-origin-resource-policy"].to_str().expect("text");
        let open = headers
            .get("access-control-allow-origin")
            .is_some_and(|v| v == "*");
        assert!(
            shared == "same-origin" || (shared == "cross-origin" && !path.starts_with("/me")),
            "{path}: {shared}"
        );
        assert!(
            !(open && headers.contains_key("access-control-allow-credentials")),
            "{path}"
        );
        assert!(
            headers["permissions-policy"]
                .to_str()
                .expect("text")
                .contains("camera=()"),
            "{path}"
        );
        assert!(
            headers.get("server").is_none() && headers.get("x-powered-by").is_none(),
            "{path}"
        );
        assert!(headers.contains_key("x-request-id"), "{path}");
    }
}

#[tokio::test]
async fn sec_01_and_priv_07_cookies_are_ours_alone_and_short_named() {
    let here = Here::at("https://idees.example").await;
    here.person("anna@exemple.fr", Role::Member).await;
    let form = format!("email=anna%40exemple.fr&password={}", PASSWORD.replace(' ', "+"));
    let from_here = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
    let (status, headers, text) = here.ask(request("POST", "/login", &from_here, &form)).await;
    assert_eq!(status, 303, "{text}");
    let mut cookies: Vec<String> = all_cookies(&headers);
    for path in ["/lang/en", "/theme/dark"] {
        let (_, headers, _) = here.ask(request("GET", path, &[], "")).await;
        cookies.extend(all_cookies(&headers));
    }
    let name = |cookie: &str| cookie.split('=').next().unwrap_or_default().to_owned();
    assert!(cookies.iter().any(|c| name(c) == "__Host-session"), "{cookies:?}");
    for cookie in &cookies {
        let (name, choice) = (name(cookie), ["lang", "theme"].contains(&&*name(cookie)));
        let known = [
            "__Host-session",
            "__Host-flash",
            "__Host-gesture",
            "__Host-device",
        ];
        assert!(choice || known.contains(&&*name), "{cookie}");
        for part in ["Path=/", "SameSite=Lax", "Secure"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(choice || cookie.contains("HttpOnly"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    let token = cookies
        .iter()
        .find_map(|c| c.strip_prefix("__Host-session=")?.split(';').next());
    assert!(token.expect("a token").len() >= 22, "128 bits at least (SEC-02)");
    let (_, headers, _) = here.ask(request("GET", "/ideas", &[], "")).await;
    assert!(all_cookies(&headers).is_empty(), "reading needs no cookie");
}

fn all_cookies(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|v| v.to_str().expect("text").to_owned())
        .collect()
}

#[tokio::test]
async fn sec_31_what_breaks_says_so_in_words_with_a_number_and_nothing_more() {
    let here = Here::at("https://idees.example").await;
    async fn broken() -> &'static str {
        assert!(std::env::var_os("PATH").is_none(), "the secret is 1234");
        ""
    }
    let routes = Router::new()
        .route(BROKEN, get(broken))
        .route(BROKEN_API, get(broken));
    let router = border(routes, &here.app, WHOLE);
    let (status, headers, text) = said(router.clone(), request("GET", "/broken", &[], "")).await;
    assert_eq!(status, 500);
    assert!(text.contains("cassé de notre côté"), "{text}");
    let number = headers["x-request-id"].to_str().expect("text");
    assert!(
        text.contains(number),
        "the number leads to the log: {number} {text}"
    );
    assert!(
        !text.contains("1234") && !text.contains("panicked") && !text.contains(env!("CARGO_PKG_VERSION"))
    );
    let (status, headers, text) = said(router, request("GET", "/api/broken", &[], "")).await;
    assert_eq!(
        (status.as_u16(), &headers["content-type"]),
        (500, &"application/problem+json".parse().expect("a value"))
    );
    assert!(!text.contains("1234"), "{text}");
}

#[tokio::test]
async fn sec_44_a_body_that_does_not_come_is_let_go_in_words() {
    let here = Here::at("https://idees.example").await;
    let router = border(features::routes(), &here.app, Duration::from_millis(200));
    for kind in [FORM, "multipart/form-data; boundary=X"] {
        let slow = Request::post("/login")
            .header(header::HOST, "idees.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::new(Never))
            .expect("a request");
        let (status, _, text) = said(router.clone(), slow).await;
        assert_eq!(status, 408, "{kind}: {text}");
        assert!(text.contains("a pris trop de temps"), "{text}");
    }
}

/// A body of which nothing ever comes.
struct Never;

impl hyper::body::Body for Never {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<std::result::Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        std::task::Poll::Pending
    }
}

#[tokio::test]
async fn ops_02_alive_without_a_database_and_ready_only_with_one() {
    let here = Here::at("http://idees.example").await;
    for path in ["/healthz", "/readyz"] {
        let (status, headers, text) = here.ask(request("GET", path, &[], "")).await;
        assert_eq!(
            (status.as_u16(), &headers["content-type"]),
            (200, &"application/json".parse().expect("a value"))
        );
        assert!(!text.contains("sqlite"), "{text}");
    }
    here.app.db.close().await;
    assert_eq!(here.ask(request("GET", "/healthz", &[], "")).await.0, 200);
    let (status, _, text) = here.ask(request("GET", "/readyz", &[], "")).await;
    assert_eq!(status, 503);
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["database"], "away");
    let (status, headers, text) = here.ask(request("GET", "/search?q=banc", &[], "")).await;
    assert_eq!(status, 503, "{text}");
    assert!(
        headers.contains_key("retry-after") && text.contains("reprend son souffle"),
        "{text}"
    );
}

#[tokio::test]
async fn sec_35_a_host_nobody_configured_is_never_repeated() {
    let here = Here::at("https://idees.example").await;
    for path in [
        "/",
        "/ideas",
        "/ideas.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/api/openapi.json",
        "/login",
    ] {
        let mut asked = request(
            "GET",
            path,
            &[
                ("x-forwarded-host", "evil.example"),
                ("x-forwarded-proto", "http"),
            ],
            "",
        );
        asked
            .headers_mut()
            .insert(header::HOST, "evil.example".parse().expect("a host"));
        let (_, headers, text) = here.ask(asked).await;
        assert!(!text.contains("evil.example"), "{path}");
        assert!(
            headers
                .values()
                .all(|v| !v.to_str().unwrap_or_default().contains("evil")),
            "{path}"
        );
    }
}
