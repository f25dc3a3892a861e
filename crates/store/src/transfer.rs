//! Tables as lines of text, the same from both engines: what a backup holds, and how one engine's data come
//! into the other. Read in one snapshot, in the order of the keys; written in one transaction.
//!
//! A line is a JSON array of the columns: ids and bytes in hexadecimal, booleans as 0 and 1, real numbers as text.

mod spell;
#[cfg(test)]
mod tests;

use futures_util::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};

use self::spell::{Kind, escape, hex, json, push, real, unhex, unreal};
use crate::{Conn, Db, Engine, Error, Link, Reach, Result, Tx, all, dialect};

/// Tables that are not carried over: what sqlx applied, and how far each node followed events.
const LEFT: [&str; 1] = ["followers"];
/// Bytes sent at once to the server.
const CHUNK: usize = 128 * 1024;

/// A table with its columns in their order.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    columns: Vec<(String, Kind)>,
    key: Vec<String>,
}

/// A table as a backup describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the lines.
    pub columns: Vec<String>,
    /// Lines.
    pub rows: u64,
    /// SHA-256 of the lines.
    pub sha256: String,
}

impl Table {
    /// The names of its columns.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.0.clone()).collect()
    }

    /// The same table with these columns only; `None` when one of them does not exist here.
    #[must_use]
    pub fn only(&self, columns: &[String]) -> Option<Self> {
        let kept = columns.iter().map(|c| Some((c.clone(), self.kind(c)?)));
        Some(Self {
            name: self.name.clone(),
            columns: kept.collect::<Option<_>>()?,
            key: self.key.clone(),
        })
    }

    fn kind(&self, column: &str) -> Option<Kind> {
        self.columns.iter().find(|c| c.0 == column).map(|c| c.1)
    }

    /// Every row, in the order of the key. A transaction's number means nothing elsewhere: it reads 0.
    fn select(&self, engine: Engine) -> String {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, kind)| match (self.name.as_str(), name.as_str(), kind) {
                ("events", "tx", _) if engine == Engine::Sqlite => "0".into(),
                ("events", "tx", _) => "0::bigint".into(),
                _ => format!("\"{name}\""),
            })
            .collect();
        let order: Vec<String> = self
            .key
            .iter()
            .map(|name| match (engine, self.kind(name)) {
                (Engine::Postgres, Some(Kind::Text)) => format!("\"{name}\" collate \"C\""),
                _ => format!("\"{name}\""),
            })
            .collect();
        format!(
            "select {} from \"{}\" order by {}",
            columns.join(", "),
            self.name,
            order.join(", ")
        )
    }
}

/// The tables of a database, those that others refer to first.
///
/// # Errors
/// What the engine says.
pub async fn tables(db: &mut impl Reach) -> Result<Vec<Table>> {
    let text = dialect::COLUMNS.of(db);
    let rows = all!(db, (String, String, String, bool), text)?;
    let mut tables: Vec<Table> = Vec::new();
    for (table, column, kind, _) in rows {
        if LEFT.contains(&table.as_str()) {
            continue;
        }
        if tables.last().is_none_or(|t| t.name != table) {
            tables.push(Table {
                key: key(db, &table).await?,
                name: table,
                columns: Vec::new(),
            });
        }
        if let Some(last) = tables.last_mut() {
            last.columns.push((column, Kind::of(&kind)?));
        }
    }
    tables.sort_by_key(|t| (t.name != "territories", t.name.clone()));
    Ok(tables)
}

async fn key(db: &mut impl Reach, table: &str) -> Result<Vec<String>> {
    let text = dialect::KEY_COLUMNS.of(db);
    Ok(all!(db, (String,), text, table)?
        .into_iter()
        .map(|r| r.0)
        .collect())
}

/// Appends one value of a row to a line.
macro_rules! spell {
    ($line:expr, $row:expr, $at:expr, $kind:expr) => {
        match $kind {
            Kind::Id => match $row.try_get::<Option<uuid::Uuid>, _>($at)? {
                Some(id) => push(&mut $line, format_args!("\"{}\"", id.simple())),
                None => $line.push_str("null"),
            },
            Kind::Bytes => match $row.try_get::<Option<Vec<u8>>, _>($at)? {
                Some(bytes) => hex(&mut $line, &bytes),
                None => $line.push_str("null"),
            },
            Kind::Integer => match $row.try_get::<Option<i64>, _>($at)? {
                Some(n) => push(&mut $line, format_args!("{n}")),
                None => $line.push_str("null"),
            },
            Kind::Boolean => match $row.try_get::<Option<bool>, _>($at)? {
                Some(yes) => push(&mut $line, format_args!("{}", i32::from(yes))),
                None => $line.push_str("null"),
            },
            Kind::Real => real(&mut $line, $row.try_get::<Option<f64>, _>($at)?),
            Kind::Text => json(&mut $line, &$row.try_get::<Option<String>, _>($at)?)?,
        }
    };
}

/// One unchanging sight of a database, while others write.
pub struct Snapshot {
    conn: Conn,
}

impl Snapshot {
    /// Takes it.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn take(db: &Db) -> Result<Self> {
        let mut conn = db.read().await?;
        conn.raw(match db.engine() {
            Engine::Sqlite => "begin; select count(*) from sqlite_master".into(),
            Engine::Postgres => {
                "begin isolation level repeatable read read only; set local statement_timeout = 0".into()
            }
        })
        .await?;
        Ok(Self { conn })
    }

    /// The tables there are.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn tables(&mut self) -> Result<Vec<Table>> {
        tables(&mut self.conn).await
    }

    /// Gives every row of a table as a line, without its end; gives how many.
    ///
    /// # Errors
    /// What the engine says, or what `each` does.
    pub async fn lines(&mut self, table: &Table, mut each: impl FnMut(&str) -> Result<()>) -> Result<u64> {
        let text = AssertSqlSafe(table.select(match self.conn.link() {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }));
        let mut count = 0;
        let mut line = String::new();
        macro_rules! stream {
            ($connection:expr) => {{
                let mut rows = sqlx::query(text).fetch($connection);
                while let Some(row) = rows.try_next().await? {
                    line.clear();
                    line.push('[');
                    for (at, (_, kind)) in table.columns.iter().enumerate() {
                        if at > 0 {
                            line.push(',');
                        }
                        spell!(line, row, at, *kind);
                    }
                    line.push(']');
                    each(&line)?;
                    count += 1;
                }
            }};
        }
        match self.conn.link() {
            Link::Sqlite(c) => stream!(c),
            Link::Postgres(c) => stream!(c),
        }
        Ok(count)
    }

    /// Lets it go.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn end(mut self) -> Result<()> {
        self.conn.raw("rollback".into()).await
    }
}

/// Writes lines into a table; gives how many.
///
/// # Errors
/// When a line does not fit the table, or what the engine says.
pub async fn load(
    tx: &mut Tx,
    table: &Table,
    columns: &[String],
    lines: impl Iterator<Item = std::io::Result<String>>,
) -> Result<u64> {
    let mut kinds = Vec::with_capacity(columns.len());
    for column in columns {
        kinds.push(
            table.kind(column).ok_or_else(|| {
                Error::File(format!("the table {} has no column {column} here", table.name))
            })?,
        );
    }
    let named: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
    let target = format!("\"{}\" ({})", table.name, named.join(", "));
    let rows = lines.map(|line| {
        let row: Vec<Value> = serde_json::from_str(&line?).map_err(|e| Error::File(e.to_string()))?;
        if row.len() == kinds.len() {
            Ok(row)
        } else {
            Err(Error::File(format!(
                "a row of {} has another number of columns",
                table.name
            )))
        }
    });
    match tx.link() {
        Link::Sqlite(connection) => insert(connection, &target, &kinds, rows).await,
        Link::Postgres(connection) => copy(connection, &target, &kinds, rows).await,
    }
}

async fn insert(
    connection: &mut sqlx::SqliteConnection,
    target: &str,
    kinds: &[Kind],
    rows: impl Iterator<Item = Result<Vec<Value>>>,
) -> Result<u64> {
    let places: Vec<String> = (1..=kinds.len()).map(|n| format!("${n}")).collect();
    let text = format!("insert into {target} values ({})", places.join(", "));
    let text = sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(text));
    let mut count = 0;
    for row in rows {
        let mut query = sqlx::query(text.clone());
        for (value, kind) in row?.into_iter().zip(kinds) {
            query = match (value, kind) {
                (Value::Null, Kind::Bytes | Kind::Id) => query.bind(None::<Vec<u8>>),
                (Value::Null, _) => query.bind(None::<i64>),
                (Value::String(text), Kind::Bytes | Kind::Id) => query.bind(unhex(&text)?),
                (Value::String(text), Kind::Real) => query.bind(unreal(&text)?),
                (Value::String(text), _) => query.bind(text),
                (value, Kind::Real) => query.bind(value.as_f64()),
                (value, _) => query.bind(value.as_i64()),
            };
        }
        query.execute(&mut *connection).await?;
        count += 1;
    }
    Ok(count)
}

async fn copy(
    connection: &mut sqlx::PgConnection,
    target: &str,
    kinds: &[Kind],
    rows: impl Iterator<Item = Result<Vec<Value>>>,
) -> Result<u64> {
    let mut sink = connection
        .copy_in_raw(&format!("copy {target} from stdin"))
        .await?;
    let mut chunk = String::with_capacity(CHUNK + 4096);
    for row in rows {
        for (at, (value, kind)) in row?.into_iter().zip(kinds).enumerate() {
            if at > 0 {
                chunk.push('\t');
            }
            match (value, kind) {
                (Value::Null, _) => chunk.push_str("\\N"),
                (Value::String(text), Kind::Bytes) => push(&mut chunk, format_args!("\\\\x{text}")),
                (Value::String(text), _) => escape(&mut chunk, &text),
                (value, Kind::Boolean) => chunk.push(if value.as_i64() == Some(0) { 'f' } else { 't' }),
                (value, _) => push(&mut chunk, format_args!("{value}")),
            }
        }
        chunk.push('\n');
        if chunk.len() >= CHUNK {
            sink.send(chunk.as_bytes()).await?;
            chunk.clear();
        }
    }
    sink.send(chunk.as_bytes()).await?;
    Ok(sink.finish().await?)
}

/// Lets a transaction of an administrator take its time.
///
/// # Errors
/// What the engine says.
pub async fn unhurried(tx: &mut Tx) -> Result<()> {
    if let Link::Postgres(connection) = tx.link() {
        sqlx::query("set local statement_timeout = 0")
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// After rows came with their own numbers: the next number the engine gives follows the last.
///
/// # Errors
/// What the engine says.
pub async fn number_on(tx: &mut Tx) -> Result<()> {
    if let Link::Postgres(connection) = tx.link() {
        sqlx::query(dialect::NUMBER_ON).execute(connection).await?;
    }
    Ok(())
}

/// Refuses a database in which somebody wrote already.
///
/// # Errors
/// [`Error::File`] names the first table that holds something.
pub async fn must_be_empty(db: &mut impl Reach, tables: &[Table]) -> Result<()> {
    for table in tables {
        let text = AssertSqlSafe(format!("select count(*) from \"{}\"", table.name));
        if crate::value!(db, i64, text)?.unwrap_or(0) > 0 {
            let name = &table.name;
            return Err(Error::File(format!(
                "the database is not empty (table {name}): choose an empty one"
            )));
        }
    }
    Ok(())
}
