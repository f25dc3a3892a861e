//! Writing. On PostgreSQL a transaction is a transaction. On SQLite one connection writes for everybody, and
//! the transactions that queue for it share one commit: each runs inside a savepoint, and is told "done"
//! only after the commit that made it durable. Durability is whole; the cost of a commit is divided.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use sqlx::{ConnectOptions, Postgres, SqliteConnection, Transaction, sqlite::SqliteConnectOptions};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::{Error, Link, Reach, Result};

/// Commits are shared by at most this many transactions, so that none waits long.
const GROUP: usize = 256;

type Told = oneshot::Sender<std::result::Result<(), String>>;

struct Desk {
    /// `None` only after `close`.
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    /// An outer transaction is open.
    open: bool,
    /// A savepoint is open: the last user released it (`Kept`) or vanished (`Dropped`).
    savepoint: Savepoint,
    /// Those whose savepoint is kept and who wait for the commit.
    waiting: Vec<Told>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    None,
    Kept,
    Dropped,
}

/// The one writer of an embedded database.
pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    flush_due: Arc<AtomicBool>,
}

impl Writer {
    pub(crate) async fn open(options: &SqliteConnectOptions) -> Result<Self> {
        let options = options.clone();
        let connection = options.connect().await?;
        let desk = Desk {
            connection: Some(connection),
            options,
            open: false,
            savepoint: Savepoint::None,
            waiting: vec![],
        };
        Ok(Self {
            desk: Arc::new(Mutex::new(desk)),
            flush_due: Arc::default(),
        })
    }

    pub(crate) async fn begin(writer: &Arc<Self>) -> Result<Grouped> {
        let mut desk = writer.desk.clone().lock_owned().await;
        let text = match (desk.open, desk.savepoint) {
            (false, _) => "begin immediate; savepoint one",
            (true, Savepoint::None) => "savepoint one",
            (true, Savepoint::Kept) => "release one; savepoint one",
            (true, Savepoint::Dropped) => "rollback to one; release one; savepoint one",
        };
        if let Err(error) = desk.say(text).await {
            desk.abandon(&error.to_string()).await;
            return Err(error);
        }
        desk.open = true;
        // If this transaction is dropped without a word, the next one undoes it.
        desk.savepoint = Savepoint::Dropped;
        Ok(Grouped {
            desk: Some(desk),
            writer: writer.clone(),
        })
    }

    /// Commits for all who wait, after those who already queue for the desk have had their turn.
    fn flush_soon(&self) {
        if self.flush_due.swap(true, Ordering::AcqRel) {
            return;
        }
        let (desk, due) = (self.desk.clone(), self.flush_due.clone());
        tokio::spawn(async move {
            let mut desk = desk.lock().await;
            due.store(false, Ordering::Release);
            desk.commit().await;
        });
    }

    pub(crate) async fn close(&self) {
        let mut desk = self.desk.lock().await;
        desk.commit().await;
        if let Some(connection) = desk.connection.take() {
            let _ = sqlx::Connection::close(connection).await;
        }
    }
}

impl Desk {
    async fn say(&mut self, text: &'static str) -> Result<()> {
        if self.connection.is_none() {
            self.connection = Some(self.options.connect().await?);
        }
        let connection = self
            .connection
            .as_mut()
            .ok_or_else(|| Error::Away("closed".into()))?;
        sqlx::raw_sql(text).execute(connection).await?;
        Ok(())
    }

    async fn commit(&mut self) {
        if !self.open {
            return;
        }
        let text = match self.savepoint {
            Savepoint::Dropped => "rollback to one; release one; commit",
            Savepoint::Kept | Savepoint::None => "commit",
        };
        match self.say(text).await {
            Ok(()) => {
                self.open = false;
                self.savepoint = Savepoint::None;
                for told in self.waiting.drain(..) {
                    let _ = told.send(Ok(()));
                }
            }
            Err(error) => self.abandon(&error.to_string()).await,
        }
    }

    /// Nothing of the group was kept: everybody is told, and the connection starts afresh.
    async fn abandon(&mut self, why: &str) {
        tracing::error!(
            why,
            waiting = self.waiting.len(),
            "a group of writes could not be committed"
        );
        for told in self.waiting.drain(..) {
            let _ = told.send(Err(why.to_owned()));
        }
        self.open = false;
        self.savepoint = Savepoint::None;
        if let Some(connection) = self.connection.take() {
            let _ = sqlx::Connection::close(connection).await;
        }
    }
}

/// A transaction inside the shared one.
pub(crate) struct Grouped {
    desk: Option<OwnedMutexGuard<Desk>>,
    writer: Arc<Writer>,
}

impl Grouped {
    async fn commit(mut self) -> Result<()> {
        let (tell, told) = oneshot::channel();
        if let Some(mut desk) = self.desk.take() {
            desk.savepoint = Savepoint::Kept;
            desk.waiting.push(tell);
            if desk.waiting.len() >= GROUP {
                desk.commit().await;
            }
        }
        self.writer.flush_soon();
        match told.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(why)) if why.contains("full") => Err(Error::Full(why)),
            Ok(Err(why)) => Err(Error::Away(why)),
            Err(_) => Err(Error::Away("the writer stopped".into())),
        }
    }
}

impl Drop for Grouped {
    fn drop(&mut self) {
        // A transaction that ends without commit leaves the desk marked `Dropped`; whoever comes next undoes
        // it. If nobody comes, the flush does.
        if self.desk.take().is_some() {
            self.writer.flush_soon();
        }
    }
}

/// A transaction. Dropping it without [`Tx::commit`] undoes everything it wrote.
pub struct Tx {
    kind: Kind,
}

enum Kind {
    Sqlite(Grouped),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn sqlite(grouped: Grouped) -> Self {
        Self {
            kind: Kind::Sqlite(grouped),
        }
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self {
            kind: Kind::Postgres(tx),
        }
    }

    /// Returns when what was written is durable.
    ///
    /// # Errors
    /// Nothing was kept when this fails.
    pub async fn commit(self) -> Result<()> {
        match self.kind {
            Kind::Sqlite(grouped) => grouped.commit().await,
            Kind::Postgres(tx) => Ok(tx.commit().await?),
        }
    }
}

impl Reach for Tx {
    fn link(&mut self) -> Link<'_> {
        match &mut self.kind {
            Kind::Sqlite(grouped) => {
                let connection = grouped.desk.as_mut().and_then(|desk| desk.connection.as_mut());
                Link::Sqlite(
                    connection
                        .expect("a transaction holds the desk, and the desk its connection, until commit"),
                )
            }
            Kind::Postgres(tx) => Link::Postgres(tx),
        }
    }
}
