//! Opening a database, and holding one connection for as long as a request lives.

use std::{path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    Pool, Postgres, Sqlite,
    pool::{PoolConnection, PoolOptions},
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{Error, Link, Reach, Result, Tx, writer::Writer};

/// Which engine a `Db` speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, one process.
    Sqlite,
    /// A server, several processes.
    Postgres,
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite://path/to/file` or `postgres://…`.
    pub url: String,
    /// Connections kept for reading (SQLite) or for everything (PostgreSQL).
    pub connections: u32,
    /// Longest wait for a connection before the caller is told the database is away.
    pub patience: Duration,
}

impl Options {
    /// Sensible limits for one small server.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 8,
            patience: Duration::from_secs(5),
        }
    }
}

#[derive(Clone)]
enum Inner {
    Sqlite {
        readers: Pool<Sqlite>,
        writer: Arc<Writer>,
        file: PathBuf,
    },
    Postgres {
        pool: Pool<Postgres>,
    },
}

/// A database of one engine or the other. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Inner,
    url: Arc<str>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("engine", &self.engine())
            .finish_non_exhaustive()
    }
}

/// Kilobytes of pages that each reader keeps. The system keeps them too: a miss costs a copy, not a read from disk.
/// Files are not mapped: every connection would count each page it touched, and memory would grow with the town.
const READER_PAGES: &str = "-4000";
/// Kilobytes of pages that the writer keeps.
const WRITER_PAGES: &str = "-16000";

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions> {
    Ok(SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        .statement_cache_capacity(400)
        .pragma("cache_size", WRITER_PAGES)
        .pragma("mmap_size", "0")
        .pragma("temp_store", "memory"))
}

impl Db {
    /// Opens (and for SQLite creates) the database.
    ///
    /// # Errors
    /// [`Error::Away`] when it cannot be reached, [`Error::Other`] when the address makes no sense.
    pub async fn open(options: &Options) -> Result<Self> {
        let url: Arc<str> = options.url.as_str().into();
        let inner = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let connect = PgConnectOptions::from_str(&url)?
                .statement_cache_capacity(400)
                .application_name("terreau")
                .options([("statement_timeout", "15000"), ("jit", "off")]);
            let pool = PoolOptions::<Postgres>::new()
                .max_connections(options.connections.max(2))
                .acquire_timeout(options.patience)
                .test_before_acquire(false)
                .connect_with(connect)
                .await?;
            Inner::Postgres { pool }
        } else {
            let connect = sqlite_options(&url)?;
            let file = connect.get_filename().to_path_buf();
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let writer = Arc::new(Writer::open(&connect).await?);
            let readers = PoolOptions::<Sqlite>::new()
                .max_connections(options.connections)
                .min_connections(1)
                .acquire_timeout(options.patience)
                .test_before_acquire(false)
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_with(
                    connect
                        .read_only(true)
                        .create_if_missing(false)
                        .pragma("cache_size", READER_PAGES),
                )
                .await?;
            Inner::Sqlite {
                readers,
                writer,
                file,
            }
        };
        Ok(Self { inner, url })
    }

    /// The engine behind this database.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.inner {
            Inner::Sqlite { .. } => Engine::Sqlite,
            Inner::Postgres { .. } => Engine::Postgres,
        }
    }

    /// The address it was opened with (it may hold a password: never show it whole).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.inner {
            Inner::Sqlite { file, .. } => Some(file),
            Inner::Postgres { .. } => None,
        }
    }

    /// A connection to read with, held by the caller: one per request.
    ///
    /// # Errors
    /// [`Error::Away`] when none comes free in time.
    pub async fn read(&self) -> Result<Conn> {
        Ok(match &self.inner {
            Inner::Sqlite { readers, .. } => Conn::Sqlite(readers.acquire().await?),
            Inner::Postgres { pool } => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction to write in. Dropping it undoes it.
    ///
    /// # Errors
    /// [`Error::Away`] when the database cannot be reached in time.
    pub async fn begin(&self) -> Result<Tx> {
        match &self.inner {
            Inner::Sqlite { writer, .. } => Ok(Tx::sqlite(Writer::begin(writer).await?)),
            Inner::Postgres { pool } => Ok(Tx::postgres(pool.begin().await?)),
        }
    }

    /// Closes every connection after what runs has ended.
    pub async fn close(&self) {
        match &self.inner {
            Inner::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Inner::Postgres { pool } => pool.close().await,
        }
    }
}

/// A connection held for reading.
pub enum Conn {
    /// A reader of the embedded engine.
    Sqlite(PoolConnection<Sqlite>),
    /// A connection of the server's pool.
    Postgres(PoolConnection<Postgres>),
}

impl Reach for Conn {
    fn link(&mut self) -> Link<'_> {
        match self {
            Self::Sqlite(c) => Link::Sqlite(c),
            Self::Postgres(c) => Link::Postgres(c),
        }
    }
}

impl From<Conn> for Engine {
    fn from(conn: Conn) -> Self {
        match conn {
            Conn::Sqlite(_) => Self::Sqlite,
            Conn::Postgres(_) => Self::Postgres,
        }
    }
}

impl Conn {
    /// Runs any text, for administration commands only.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn raw(&mut self, sql: String) -> Result<()> {
        let text = sqlx::AssertSqlSafe(sql);
        match self.link() {
            Link::Sqlite(c) => sqlx::raw_sql(text).execute(c).await.map(drop),
            Link::Postgres(c) => sqlx::raw_sql(text).execute(c).await.map(drop),
        }
        .map_err(Error::from)
    }
}
