//! Conversations as they are kept: what is read and written of them, in the database only. Who may, and what follows,
//! is the affair of `conversations`.

#[allow(missing_docs, reason = "one named statement each")]
pub mod read;
#[allow(missing_docs, reason = "one named statement each")]
pub mod write;

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [read::ALL, write::ALL].concat()
}
