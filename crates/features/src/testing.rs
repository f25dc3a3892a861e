//! Stories through HTTP, on both engines: a whole application on a fresh database, and browsers that keep
//! their cookies. SQLite always; PostgreSQL too when `TERREAU_TEST_POSTGRES` names a server.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU32, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
    middleware,
};
use http_body_util::BodyExt as _;
use terreau_kernel::{
    id::Id,
    time::{Clock, DAY},
};
use terreau_kit::{
    App, Role,
    app::Parts,
    config::Config,
    edge,
    mail::{rows::Mail, transport::Transport},
    session,
};
use terreau_store::{Db, Options, media::Media, run};
use tower::ServiceExt as _;

use crate::territories::{NewTerritory, make};

/// The moment at which every story begins: 2 March 2026, 10:00 UTC.
pub const BEGINNING: i64 = 1_772_445_600_000_000;

/// An application on a database of its own.
pub struct Stage {
    /// The application.
    pub app: App,
    /// Its clock, to be set and advanced.
    pub clock: Clock,
    /// The territory of the story: Sceaux.
    pub territory: Id,
    router: Router,
    outbox: Transport,
    _folder: tempfile::TempDir,
}

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The databases a story runs on.
pub fn engines() -> Vec<Option<String>> {
    let mut engines = vec![None];
    match std::env::var("TERREAU_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => engines.push(Some(url)),
        _ => {}
    }
    engines
}

async fn fresh_postgres(server: &str) -> String {
    let name = format!(
        "t{}_{}",
        std::process::id(),
        DATABASES.fetch_add(1, Ordering::Relaxed)
    );
    let admin = Db::open(&Options {
        connections: 2,
        ..Options::new(server)
    })
    .await
    .expect("PostgreSQL answers");
    let mut conn = admin.read().await.expect("a connection");
    conn.raw(format!("create database {name}"))
        .await
        .expect("a database");
    drop(conn);
    admin.close().await;
    let mut url = url::Url::parse(server).expect("an address");
    url.set_path(&name);
    url.to_string()
}

impl Stage {
    /// A stage on SQLite, or on a fresh database of a PostgreSQL server.
    pub async fn set(postgres: Option<&str>) -> Self {
        Self::build(postgres, true, |_| {}).await
    }

    /// A stage whose operator changed the settings.
    pub async fn set_with(postgres: Option<&str>, change: impl FnOnce(&mut Config)) -> Self {
        Self::build(postgres, true, change).await
    }

    /// A stage on which acts are counted, as everywhere but in stories.
    pub async fn set_limited() -> Self {
        Self::build(None, false, |_| {}).await
    }

    async fn build(postgres: Option<&str>, unlimited: bool, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().to_path_buf();
        let database_url = match postgres {
            Some(server) => fresh_postgres(server).await,
            None => format!("sqlite://{}", data.join("terreau.db").display()),
        };
        let mut config = Config {
            database_url,
            data: data.clone(),
            base_url: "http://sceaux.test".into(),
            demo: true,
            ..Config::default()
        };
        change(&mut config);
        let db = Db::open(&Options {
            connections: 4,
            ..Options::new(config.database())
        })
        .await
        .expect("opens");
        terreau_store::migrate(&db).await.expect("migrates");
        let clock = Clock::fixed(BEGINNING);
        let outbox = Transport::new(&config).expect("a way out");
        let app = App::new(Parts {
            media: Media::open(data.join("media")).expect("a folder"),
            index: terreau_store::search::Index::open(&data.join("index")).expect("an index"),
            catalogue: crate::catalogue().expect("the catalogue is sound"),
            assets: crate::assets(),
            clock: clock.clone(),
            unlimited,
            uncached: false,
            config,
            db,
        });
        app.learn_secret().await.expect("a secret");
        let new = NewTerritory {
            slug: "sceaux".into(),
            insee: Some("92071".into()),
            demo: false,
            ..Default::default()
        };
        let made = make(&app, new).await.expect("made");
        let router = crate::routes()
            .fallback(|| async { terreau_kit::Problem::NotFound })
            .layer(axum::extract::DefaultBodyLimit::max(80 * 1024 * 1024))
            .layer(middleware::from_fn_with_state(app.clone(), edge::edge))
            .with_state(app.clone());
        Self {
            app,
            clock,
            territory: made.id,
            router,
            outbox,
            _folder: folder,
        }
    }

    /// A browser without cookies.
    #[must_use]
    pub fn browser(&self) -> Browser<'_> {
        Browser {
            stage: self,
            cookies: HashMap::new(),
            headers: vec![],
        }
    }

    /// A person with a role and a confirmed account, and a browser in which they are signed in. Their address is
    /// `<slug>@exemple.fr`.
    pub async fn member(&self, name: &str, role: Role) -> (Id, Browser<'_>) {
        let territory = self.app.atlas.by_id(self.territory).expect("the territory");
        let (id, now) = (self.app.ids.next(), self.clock.now());
        let slug = terreau_kernel::text::slug(name, 60);
        let body = matches!(role, Role::Agent | Role::Elected)
            .then(|| territory.town.as_ref().map(|t| t.id))
            .flatten();
        let mut tx = self.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "insert into people (territory_id, id, slug, name, name_key, state, role, body_id, joined_at, updated_at)
             values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, $8)",
            self.territory, id, &slug, name, terreau_kernel::text::fold(name), role.code(), body, now
        )
        .expect("a person");
        let email = format!("{slug}@exemple.fr");
        run!(
            &mut tx,
            "insert into accounts (territory_id, person_id, email, email_key, confirmed_at, locale, of_age,
             mail_optional, created_at, seen_at) values ($1, $2, $3, $3, $4, 'fr', $5, $5, $4, $4)",
            self.territory,
            id,
            &email,
            now,
            true
        )
        .expect("an account");
        let opening = session::Opening {
            territory: self.territory,
            id: self.app.ids.next(),
            person: id,
            role,
            agent: "test",
            now,
        };
        let token = session::open(&mut tx, opening).await.expect("a session");
        tx.commit().await.expect("kept");
        let mut browser = self.browser();
        browser.set_cookie("session", &token);
        (id, browser)
    }

    /// Runs jobs until none is due: letters leave, imports end. Then the index follows.
    pub async fn settle(&self) {
        for _ in 0..200 {
            let done = crate::work::run_due(&self.app, &self.outbox)
                .await
                .expect("jobs run");
            if done == 0 {
                self.index_follows().await;
                return;
            }
        }
        panic!("jobs never end");
    }

    /// The index follows to the latest event. On PostgreSQL it may have to wait for an older transaction to end,
    /// of another stage even.
    async fn index_follows(&self) {
        let mut backed = crate::search::Backed::new();
        for _ in 0..100 {
            crate::search::follow(&self.app, &mut backed)
                .await
                .expect("the index follows");
            let mut conn = self.app.db.read().await.expect("a connection");
            let last = terreau_store::events::latest(&mut conn).await.expect("events");
            drop(conn);
            let there = format!("{}:{}", last.tx, last.position);
            if self.app.index.position().as_deref() == Some(there.as_str()) {
                crate::search::weigh(&self.app, &backed).await.expect("weighed");
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Letters to an address, the latest first.
    pub async fn letters(&self, address: &str) -> Vec<Mail> {
        let mut conn = self.app.db.read().await.expect("a connection");
        let all =
            terreau_kit::mail::rows::list(&mut conn, self.territory, "", (i64::MAX, Id::max()), 500).await;
        all.expect("letters")
            .into_iter()
            .filter(|m| m.address == address)
            .collect()
    }

    /// The path of the last link in the latest letter to an address.
    pub async fn link(&self, address: &str) -> String {
        let letters = self.letters(address).await;
        let text = &letters
            .first()
            .unwrap_or_else(|| panic!("no letter to {address}"))
            .text;
        let base = "http://sceaux.test";
        let found = text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(base))
            .find(|p| p.len() > 20);
        found.unwrap_or_else(|| panic!("no link in {text}")).to_owned()
    }

    /// Lets time pass.
    pub fn days(&self, days: i64) {
        self.clock.advance(days * DAY);
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: axum::http::HeaderMap,
    /// Its body as text.
    pub text: String,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Where it sends the browser.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// Asserts a status, showing the page when it is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} {}",
            self.location(),
            self.text.chars().take(3000).collect::<String>()
        );
        self
    }

    /// Asserts that the page holds a text.
    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        assert!(self.text.contains(text), "« {text} » is not in {}", self.text);
        self
    }

    /// Asserts that it does not.
    #[track_caller]
    pub fn has_not(self, text: &str) -> Self {
        assert!(!self.text.contains(text), "« {text} » is in {}", self.text);
        self
    }

    /// Its JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }
}

/// A browser: cookies, and the headers a browser sends.
pub struct Browser<'s> {
    stage: &'s Stage,
    cookies: HashMap<String, String>,
    /// Extra headers of every request.
    pub headers: Vec<(&'static str, String)>,
}

impl Browser<'_> {
    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Any request.
    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let headers = request.headers_mut();
        headers
            .entry(header::HOST)
            .or_insert("sceaux.test".parse().expect("a host"));
        headers
            .entry("sec-fetch-site")
            .or_insert("same-origin".parse().expect("a value"));
        headers
            .entry(header::ACCEPT_LANGUAGE)
            .or_insert("fr".parse().expect("a language"));
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        }
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().expect("a header"));
        }
        let response: Response<Body> = self
            .stage
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("text");
            let (name, value) = text
                .split(';')
                .next()
                .and_then(|c| c.split_once('='))
                .expect("a cookie");
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page {
            status: parts.status,
            headers: parts.headers,
            text,
            bytes,
        }
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    }

    /// Opens an address, and follows where it leads.
    pub async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            if !page.status.is_redirection() || page.location().is_empty() {
                break;
            }
            let to = page.location().to_owned();
            page = self.get(&to).await;
        }
        page
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }

    /// Sends a form with files: field, file name, bytes.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let border = "terreau-border-7d1c";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!("--{border}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{border}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{border}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={border}");
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }
}

/// Declares a story: an async function over a [`Stage`], run on every engine there is.
#[macro_export]
macro_rules! story {
    ($(#[$meta:meta])* $name:ident, |$stage:ident| $body:block) => {
        $(#[$meta])*
        #[tokio::test]
        async fn $name() {
            for engine in $crate::testing::engines() {
                let $stage = $crate::testing::Stage::set(engine.as_deref()).await;
                $body
            }
        }
    };
}
