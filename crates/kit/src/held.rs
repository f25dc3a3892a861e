//! The one connection a request holds. It is taken when first needed and given back before a transaction
//! begins, so that a request never waits for a second connection while it keeps a first.

use terreau_store::{Conn, Db, Result, Tx};

/// A connection taken on first use.
pub struct Held {
    db: Db,
    conn: Option<Conn>,
}

impl Held {
    /// Holds nothing yet.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, conn: None }
    }

    /// The connection, taken now if it was not yet.
    ///
    /// # Errors
    /// When none comes free in time.
    pub async fn get(&mut self) -> Result<&mut Conn> {
        if self.conn.is_none() {
            self.conn = Some(self.db.read().await?);
        }
        self.conn
            .as_mut()
            .ok_or_else(|| terreau_store::Error::Away("no connection".into()))
    }

    /// Gives the connection back, before something else than the database is waited for.
    pub fn release(&mut self) {
        self.conn = None;
    }

    /// Gives the connection back and begins a transaction.
    ///
    /// # Errors
    /// When the database cannot be reached in time.
    pub async fn begin(&mut self) -> Result<Tx> {
        self.release();
        self.db.begin().await
    }
}
