//! Bringing a schema up to date. Both folders hold the same numbers and names; a test compares the schemas.

use sqlx::migrate::Migrator;

use crate::{Conn, Db, Engine, Error, Result};

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
    match db.engine() {
        // Migrations run alone, before anything else writes, on a connection of their own.
        Engine::Sqlite => {
            use sqlx::ConnectOptions as _;
            let options: sqlx::sqlite::SqliteConnectOptions = db.url().parse().map_err(Error::from)?;
            let mut connection = options.create_if_missing(true).connect().await?;
            SQLITE.run(&mut connection).await.map_err(failed)?;
            sqlx::Connection::close(connection).await?;
        }
        Engine::Postgres => {
            if let Conn::Postgres(mut connection) = db.read().await? {
                POSTGRES.run(&mut *connection).await.map_err(failed)?;
            }
        }
    }
    Ok(missing)
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

/// A migration of this database that this program does not know: a newer Terreau was here.
pub async fn newer(db: &Db) -> Option<i64> {
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
