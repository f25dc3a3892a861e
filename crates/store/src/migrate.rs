//! Bringing a schema up to date, while the release before may still serve: migrations add, and what takes away says
//! from which migration on a program can live with it. Both folders hold the same numbers and names; a test compares
//! the schemas.

use std::time::Duration;

use sqlx::migrate::Migrator;

use crate::{Conn, Db, Engine, Error, Result};

/// A migration waits at most this long for a lock: everybody who comes after it in the queue waits too.
const LOCK: &str = "set lock_timeout = '3s'; set statement_timeout = 0";
/// How often it is tried again, and the pause in which everybody else goes on.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_secs(2);

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Applies what is missing; gives the number of migrations applied.
///
/// # Errors
/// When a migration fails (nothing of it is kept) or the database is newer than this program.
pub async fn migrate(db: &Db) -> Result<usize> {
    let missing = pending(db).await?;
    if let Some(version) = newer(db).await {
        return Err(Error::Newer(version));
    }
    if let Some(version) = ahead(db).await {
        tracing::warn!(
            version,
            "the database is that of a later release, which this program can live with"
        );
        return Ok(0);
    }
    match db.engine() {
        // Migrations run alone, before anything else writes, on a connection of their own.
        Engine::Sqlite => {
            use sqlx::ConnectOptions as _;
            let options: sqlx::sqlite::SqliteConnectOptions = db.url().parse().map_err(Error::from)?;
            let mut connection = options.create_if_missing(true).connect().await?;
            SQLITE.run(&mut connection).await.map_err(failed)?;
            sqlx::Connection::close(connection).await?;
        }
        Engine::Postgres => gently(db).await?,
    }
    Ok(missing)
}

/// Each migration is a transaction that gives up its place when a lock does not come, so that people go on working
/// between two tries.
async fn gently(db: &Db) -> Result<()> {
    let Conn::Postgres(mut connection) = db.read().await? else {
        return Ok(());
    };
    sqlx::raw_sql(LOCK).execute(&mut *connection).await?;
    let mut tries = 0;
    let done = loop {
        tries += 1;
        match POSTGRES.run(&mut *connection).await {
            Err(error) if tries < TRIES && is_waiting(&error) => {
                tracing::info!(tries, "a migration lets others go first");
                tokio::time::sleep(PAUSE).await;
            }
            done => break done.map_err(failed),
        }
    };
    // The pool must not hand out a connection with other limits.
    connection.close_on_drop();
    done
}

/// `lock_not_available`: somebody holds what the migration needs.
fn is_waiting(error: &sqlx::migrate::MigrateError) -> bool {
    use sqlx::migrate::MigrateError as M;
    let inner = match error {
        M::Execute(inner) | M::ExecuteMigration(inner, _) => inner,
        _ => return false,
    };
    let code = inner.as_database_error().and_then(|refused| refused.code());
    code.as_deref() == Some("55P03")
}

/// Applies migrations up to one of them, on an empty database.
///
/// # Errors
/// As [`migrate`].
pub async fn migrate_to(db: &Db, version: i64) -> Result<()> {
    match db.engine() {
        Engine::Sqlite => {
            use sqlx::ConnectOptions as _;
            let options: sqlx::sqlite::SqliteConnectOptions = db.url().parse().map_err(Error::from)?;
            let mut connection = options.create_if_missing(true).connect().await?;
            SQLITE.run_to(version, &mut connection).await.map_err(failed)?;
            sqlx::Connection::close(connection).await?;
        }
        Engine::Postgres => {
            if let Conn::Postgres(mut connection) = db.read().await? {
                POSTGRES.run_to(version, &mut *connection).await.map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// The newest migration this program knows.
#[must_use]
pub fn newest() -> i64 {
    SQLITE.iter().map(|m| m.version).max().unwrap_or(0)
}

/// The migrations a database has, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn versions(db: &mut impl crate::Reach) -> Result<Vec<i64>> {
    let rows = crate::all!(
        db,
        (i64,),
        "select version from _sqlx_migrations order by version"
    )?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// How many migrations this database still lacks.
///
/// # Errors
/// When the database cannot be read.
pub async fn pending(db: &Db) -> Result<usize> {
    let known = match db.engine() {
        Engine::Sqlite => SQLITE.iter().count(),
        Engine::Postgres => POSTGRES.iter().count(),
    };
    let mut conn = db.read().await?;
    let applied = crate::value!(&mut conn, i64, "select count(*) from _sqlx_migrations")
        .ok()
        .flatten();
    Ok(known.saturating_sub(usize::try_from(applied.unwrap_or(0)).unwrap_or(0)))
}

/// A migration of this database that this program does not know and cannot live with: a newer Terreau was here and took
/// something away since. What was only added disturbs nobody.
pub async fn newer(db: &Db) -> Option<i64> {
    let ahead = ahead(db).await?;
    let mut conn = db.read().await.ok()?;
    let needed = crate::value!(
        &mut conn,
        String,
        "select value from installation where name = 'oldest-program'"
    );
    let needed: i64 = needed.ok().flatten()?.parse().ok()?;
    (needed > newest()).then_some(ahead)
}

/// A migration of this database that this program does not know.
async fn ahead(db: &Db) -> Option<i64> {
    let mut conn = db.read().await.ok()?;
    let latest = crate::value!(
        &mut conn,
        Option<i64>,
        "select max(version) from _sqlx_migrations"
    );
    latest
        .ok()
        .flatten()
        .flatten()
        .filter(|version| *version > newest())
}

fn failed(error: sqlx::migrate::MigrateError) -> Error {
    Error::Other(sqlx::Error::Migrate(Box::new(error)))
}
