//! Which statements were asked for, in builds of tests: so that a test can say how many a page takes, and how the
//! engine would find their rows. Elsewhere it is nothing at all.

use crate::{Link, Reach};

#[cfg(feature = "testing")]
thread_local! {
    static ASKED: std::cell::RefCell<Option<Vec<String>>> = const { std::cell::RefCell::new(None) };
}

/// A statement is about to be run by this thread.
#[inline]
#[cfg_attr(
    not(feature = "testing"),
    expect(unused_variables, reason = "only tests listen")
)]
pub fn note(text: &str) {
    #[cfg(feature = "testing")]
    ASKED.with_borrow_mut(|asked| {
        if let Some(asked) = asked {
            asked.push(text.to_owned());
        }
    });
}

/// What can be run.
pub trait Statement {
    /// Its text.
    fn text(&self) -> &str;
}

impl Statement for &str {
    fn text(&self) -> &str {
        self
    }
}

impl Statement for sqlx::AssertSqlSafe<String> {
    fn text(&self) -> &str {
        &self.0
    }
}

/// The connection on which a statement is about to be run.
#[inline]
pub fn noted<'db>(statement: &impl Statement, db: &'db mut impl Reach) -> Link<'db> {
    note(statement.text());
    db.link()
}

/// Begins to listen to the statements of this thread.
#[cfg(feature = "testing")]
pub fn begin() {
    ASKED.set(Some(Vec::new()));
}

/// The statements since, in their order.
#[cfg(feature = "testing")]
#[must_use]
pub fn end() -> Vec<String> {
    ASKED.take().unwrap_or_default()
}
