//! Values as they are spelled in a line, and read again.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{Error, Result};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Bytes,
    Integer,
    Boolean,
    Real,
    Text,
}

impl Kind {
    /// The kind of a column type, as either engine names it.
    pub(super) fn of(word: &str) -> Result<Self> {
        Ok(match word {
            "uuid" => Self::Id,
            "blob" | "bytea" => Self::Bytes,
            "integer" | "bigint" => Self::Integer,
            "boolean" => Self::Boolean,
            "real" | "double precision" => Self::Real,
            "text" => Self::Text,
            other => {
                return Err(Error::File(format!(
                    "columns of kind {other} cannot be carried over"
                )));
            }
        })
    }
}

/// Appends a piece.
pub(super) fn push(line: &mut String, piece: std::fmt::Arguments<'_>) {
    let _ = line.write_fmt(piece);
}

/// Appends bytes in hexadecimal.
pub(super) fn hex(line: &mut String, bytes: &[u8]) {
    line.push('"');
    for byte in bytes {
        push(line, format_args!("{byte:02x}"));
    }
    line.push('"');
}

/// Appends a value as JSON.
pub(super) fn json(line: &mut String, value: &impl Serialize) -> Result<()> {
    line.push_str(&serde_json::to_string(value).map_err(|e| Error::File(e.to_string()))?);
    Ok(())
}

/// Bytes out of their hexadecimal spelling.
pub(super) fn unhex(text: &str) -> Result<Vec<u8>> {
    let broken = || Error::File("a value that should be hexadecimal is not".into());
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return Err(broken());
    }
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).map_err(|_| broken()))
        .collect()
}

/// Appends a figure with a fraction, as the shortest words that give it back.
pub(super) fn real(line: &mut String, value: Option<f64>) {
    match value {
        Some(figure) => push(line, format_args!("\"{figure:?}\"")),
        None => line.push_str("null"),
    }
}

/// The figure of such words.
pub(super) fn unreal(text: &str) -> Result<f64> {
    text.parse()
        .map_err(|_| Error::File("a value that should be a figure is not".into()))
}

/// Appends a text as the copy format of PostgreSQL wants it.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
}
