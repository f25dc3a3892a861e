//! What can go wrong with storage, told apart only as far as callers act differently on it.

/// A failure of the storage layer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A uniqueness rule refused the row. The caller knows which rule its statement can break.
    #[error("a unique rule refused the row: {0}")]
    Taken(String),
    /// The database could not be reached, or was too busy for too long.
    #[error("the database is not available: {0}")]
    Away(String),
    /// There is no room left to write.
    #[error("no space is left to write: {0}")]
    Full(String),
    /// A stored or uploaded file was refused or could not be read.
    #[error("{0}")]
    File(String),
    /// The database has this migration, which this program does not know.
    #[error(
        "the database was used by a newer Terreau (it has migration {0}): install that version again, or restore a \
         backup taken before it"
    )]
    Newer(i64),
    /// Anything else.
    #[error(transparent)]
    Other(sqlx::Error),
}

/// Result of a storage operation.
pub type Result<T> = std::result::Result<T, Error>;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        if let E::Database(db) = &error {
            if db.is_unique_violation() {
                return Self::Taken(db.message().to_owned());
            }
            let code = db.code().unwrap_or_default();
            return match code.as_ref() {
                // SQLite: FULL and the disk-full flavour of IOERR. PostgreSQL: disk_full.
                "13" | "778" | "53100" => Self::Full(db.message().to_owned()),
                // SQLite: BUSY, LOCKED. PostgreSQL: class 57 and 08, too many connections.
                "5" | "6" | "57P01" | "57P02" | "57P03" | "53300" | "08006" | "08003" => {
                    Self::Away(db.message().to_owned())
                }
                _ => Self::Other(error),
            };
        }
        match &error {
            // A server that stops in the middle of a greeting breaks the protocol: it is away, not wrong.
            E::Io(_) | E::PoolTimedOut | E::PoolClosed | E::Tls(_) | E::Protocol(_) | E::WorkerCrashed => {
                Self::Away(error.to_string())
            }
            _ => Self::Other(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::Full(error.to_string())
            }
            _ => Self::File(error.to_string()),
        }
    }
}

impl Error {
    /// True where trying again later may succeed without anybody changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Away(_) | Self::Full(_))
    }
}
