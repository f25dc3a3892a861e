//! Everything that remembers: the two engines behind one `Db`, transactions that group their commits,
//! events and jobs written beside the rows they speak of, stored files, and the search index.
//!
//! Nothing here knows what an idea or a person is. One SQL text serves SQLite and PostgreSQL; the few
//! statements that cannot be shared stand side by side in [`dialect`].

pub mod backup;
mod db;
pub mod dialect;
mod error;
pub mod events;
pub mod images;
pub mod jobs;
mod link;
pub mod media;
mod migrate;
pub mod search;
mod select;
#[doc(hidden)]
pub mod tally;
pub mod transfer;
mod writer;

pub use db::{Conn, Db, Engine, Options};
pub use error::{Error, Result};
pub use link::{Link, Reach};
pub use migrate::{migrate, migrate_to, newer, newest, pending, versions};
pub use select::{Select, Value};
pub use writer::Tx;

/// Re-exported so that row types derive `sqlx::FromRow` and the macros below find their paths.
pub use sqlx;
