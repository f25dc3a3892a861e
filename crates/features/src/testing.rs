//! Stories through HTTP, on both engines: a whole application on a fresh database, and browsers that keep
//! their cookies. SQLite always; PostgreSQL too when `TERREAU_TEST_POSTGRES` names a server.

mod browser;

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU32, Ordering},
};

use axum::{Router, middleware};
pub use browser::{Browser, Page};
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
    territory::Settings,
};
use terreau_store::{Db, Options, media::Media, run};

use crate::territories::{NewTerritory, make, set};

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
            if done > 0 {
                continue;
            }
            self.index_follows().await;
            crate::notices::follow(&self.app).await.expect("notices follow");
            let more = crate::work::run_due(&self.app, &self.outbox).await;
            if more.expect("jobs run") == 0 {
                return;
            }
        }
        panic!("jobs never end");
    }

    /// The index follows to the latest event. On PostgreSQL it may have to wait for an older transaction to end,
    /// of another stage even.
    async fn index_follows(&self) {
        let mut backed = crate::search::Backed::new();
        for _ in 0..1_500 {
            crate::search::follow(&self.app, &mut backed)
                .await
                .expect("the index follows");
            crate::activity::follow(&self.app).await.expect("acts follow");
            let mut conn = self.app.db.read().await.expect("a connection");
            let last = terreau_store::events::latest(&mut conn).await.expect("events");
            let acts = terreau_store::events::position_of(&mut conn, "activity").await;
            let acts = acts.expect("a place");
            drop(conn);
            let there = format!("{}:{}", last.tx, last.position);
            if acts == last && self.app.index.position().as_deref() == Some(there.as_str()) {
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

    /// Changes the settings of the territory, as an administrator does.
    pub async fn adjust(&self, change: impl FnOnce(&mut Settings)) {
        let territory = self.app.atlas.by_id(self.territory).expect("the territory");
        let mut settings = territory.settings.clone();
        change(&mut settings);
        let (name, now) = (&territory.name, self.clock.now());
        let mut tx = self.app.db.begin().await.expect("a transaction");
        set(&mut tx, territory.id, name, &settings, now)
            .await
            .expect("set");
        tx.commit().await.expect("kept");
        self.app.reload().await.expect("read again");
    }

    /// Lets time pass.
    pub fn days(&self, days: i64) {
        self.clock.advance(days * DAY);
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
