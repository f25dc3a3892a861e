//! One installation of the measured product: a folder, a database, and the real server on it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use terreau_features as features;
use terreau_kernel::time::Clock;
use terreau_kit::{App, app::Parts, config::Config};
use terreau_store::{Db, Options, media::Media, search::Index};

use crate::{
    data::{self, Filled},
    process::Running,
};

/// Where the measured server listens.
pub const PORT: u16 = 18_431;
/// Where nginx listens.
pub const NGINX: u16 = 18_432;
/// Where letters are taken.
pub const LETTERS: u16 = 18_433;

/// An installation.
pub struct Site {
    folder: tempfile::TempDir,
    /// Address of its database; empty for the embedded one.
    database: String,
    /// The process of the database server.
    besides: Option<u32>,
}

/// The binary that is measured.
pub fn binary() -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let binary = target.join("release/terreau");
    anyhow::ensure!(
        binary.exists(),
        "build first: cargo build --release -p terreau-server"
    );
    Ok(binary)
}

impl Site {
    /// An empty one on SQLite.
    pub fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            database: String::new(),
            besides: None,
        })
    }

    /// An empty one on a fresh database of the PostgreSQL server that `bin/bench` started; none if it did not.
    pub async fn on_postgres(name: &str) -> Result<Option<Self>> {
        let Ok(server) = std::env::var("TERREAU_BENCH_POSTGRES") else {
            return Ok(None);
        };
        let admin = Db::open(&Options::new(format!("{server}/postgres"))).await?;
        let mut conn = admin.read().await?;
        conn.raw(format!("create database {name}")).await?;
        drop(conn);
        admin.close().await;
        Ok(Some(Self {
            folder: tempfile::tempdir()?,
            database: format!("{server}/{name}"),
            besides: std::env::var("TERREAU_BENCH_POSTGRES_PID")
                .ok()
                .and_then(|pid| pid.parse().ok()),
        }))
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The application on it, inside this process.
    pub async fn open(&self) -> Result<App> {
        let config = Config {
            data: self.folder().to_path_buf(),
            database_url: self.database.clone(),
            ..Config::default()
        };
        let db = Db::open(&Options::new(config.database())).await?;
        terreau_store::migrate(&db).await?;
        let app = App::new(Parts {
            media: Media::open(self.folder().join("media"))?,
            index: Index::open(&self.folder().join("index"))?,
            catalogue: features::catalogue().map_err(anyhow::Error::msg)?,
            assets: features::assets(),
            clock: Clock::system(),
            unlimited: true,
            uncached: true,
            config,
            db,
        });
        app.learn_secret().await?;
        app.reload().await?;
        Ok(app)
    }

    /// Fills it with so many ideas and indexes them; gives what is there, and how long both took.
    pub async fn fill(&self, ideas: usize) -> Result<(Filled, Duration, Duration)> {
        let app = self.open().await?;
        let began = Instant::now();
        let filled = data::fill(&app, ideas).await?;
        let wrote = began.elapsed();
        let began = Instant::now();
        features::search::rebuild(&app, |_| {})
            .await
            .map_err(anyhow::Error::from_boxed)?;
        if !self.database.is_empty() {
            // What this server does by itself a minute later.
            app.db.read().await?.raw("analyze".into()).await?;
        }
        app.db.close().await;
        Ok((filled, wrote, began.elapsed()))
    }

    /// A command of the binary, on this installation.
    pub fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(binary()?);
        command
            .args(arguments)
            .env("TERREAU_DATA", self.folder())
            .env("TERREAU_LISTEN", format!("127.0.0.1:{PORT}"))
            .env("TERREAU_BASE_URL", format!("http://127.0.0.1:{PORT}"))
            .env("TERREAU_LOG", "error")
            .env("TERREAU_BENCH", "1");
        if !self.database.is_empty() {
            command.env("TERREAU_DATABASE_URL", &self.database);
        }
        Ok(command)
    }

    /// Starts the server; `keeping` whole answers or making each anew. Gives how long it took to listen.
    pub fn serve(&self, keeping: bool) -> Result<(Running, Duration)> {
        let mut command = self.command(&["serve"])?;
        if !keeping {
            command.env("TERREAU_BENCH_UNCACHED", "1");
        }
        self.start(&mut command)
    }

    /// Starts the server, whose letters leave by SMTP for our own [`LETTERS`].
    pub fn serve_with_letters(&self) -> Result<Running> {
        let mut command = self.command(&["serve"])?;
        command.env("TERREAU_SMTP_URL", format!("smtp://127.0.0.1:{LETTERS}"));
        Ok(self.start(&mut command)?.0)
    }

    fn start(&self, command: &mut Command) -> Result<(Running, Duration)> {
        let mut running = Running::start(command)?;
        running.besides = self.besides;
        let took = running.listening(PORT).context("the server")?;
        Ok((running, took))
    }
}
