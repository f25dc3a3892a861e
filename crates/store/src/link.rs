//! One statement, two drivers: `Link` names the engine a connection speaks to, and the macros expand one
//! literal and one list of values over both arms.

use sqlx::{PgConnection, SqliteConnection};

/// A borrowed connection of one engine or the other.
pub enum Link<'a> {
    /// The embedded engine.
    Sqlite(&'a mut SqliteConnection),
    /// The engine to grow with.
    Postgres(&'a mut PgConnection),
}

/// Anything statements can be run through: a held connection or a transaction.
pub trait Reach: Send {
    /// The connection itself.
    fn link(&mut self) -> Link<'_>;
}

impl<T: Reach> Reach for &mut T {
    fn link(&mut self) -> Link<'_> {
        (**self).link()
    }
}

/// Declares the statements of a module as constants, and `ALL`, which a test prepares on both engines.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*
        /// Every statement of this module, by name, for the test that prepares them.
        pub const ALL: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}

/// All rows: `all!(db, Row, SQL, a, b)` gives `Result<Vec<Row>>`.
#[macro_export]
macro_rules! all {
    ($db:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match $crate::tally::noted(&$sql, &mut *$db) {
            $crate::Link::Sqlite(c) => $crate::sqlx::query_as::<$crate::sqlx::Sqlite, $row>($sql)
                $(.bind($value))*.fetch_all(c).await,
            $crate::Link::Postgres(c) => $crate::sqlx::query_as::<$crate::sqlx::Postgres, $row>($sql)
                $(.bind($value))*.fetch_all(c).await,
        }.map_err($crate::Error::from)
    };
}

/// One row or none: `one!(db, Row, SQL, a, b)` gives `Result<Option<Row>>`.
#[macro_export]
macro_rules! one {
    ($db:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match $crate::tally::noted(&$sql, &mut *$db) {
            $crate::Link::Sqlite(c) => $crate::sqlx::query_as::<$crate::sqlx::Sqlite, $row>($sql)
                $(.bind($value))*.fetch_optional(c).await,
            $crate::Link::Postgres(c) => $crate::sqlx::query_as::<$crate::sqlx::Postgres, $row>($sql)
                $(.bind($value))*.fetch_optional(c).await,
        }.map_err($crate::Error::from)
    };
}

/// The first column of one row, or none: `value!(db, i64, SQL, a)` gives `Result<Option<i64>>`.
#[macro_export]
macro_rules! value {
    ($db:expr, $type:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match $crate::tally::noted(&$sql, &mut *$db) {
            $crate::Link::Sqlite(c) => $crate::sqlx::query_scalar::<$crate::sqlx::Sqlite, $type>($sql)
                $(.bind($value))*.fetch_optional(c).await,
            $crate::Link::Postgres(c) => $crate::sqlx::query_scalar::<$crate::sqlx::Postgres, $type>($sql)
                $(.bind($value))*.fetch_optional(c).await,
        }.map_err($crate::Error::from)
    };
}

/// Runs a statement: `run!(db, SQL, a, b)` gives the number of rows it touched.
#[macro_export]
macro_rules! run {
    ($db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $crate::tally::noted(&$sql, &mut *$db) {
            $crate::Link::Sqlite(c) => $crate::sqlx::query::<$crate::sqlx::Sqlite>($sql)
                $(.bind($value))*.execute(c).await.map(|done| done.rows_affected()),
            $crate::Link::Postgres(c) => $crate::sqlx::query::<$crate::sqlx::Postgres>($sql)
                $(.bind($value))*.execute(c).await.map(|done| done.rows_affected()),
        }.map_err($crate::Error::from)
    };
}
