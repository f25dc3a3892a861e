//! The ways an answer may be packed, and which of them a browser knows.

use axum::http::{HeaderMap, header};

/// How an answer is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// As it is.
    Plain,
}

impl Encoding {
    /// Its name in headers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Plain => "identity",
        }
    }

    /// The best both sides know, for files compressed once and kept.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let wants = |name: &str| {
            asked.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && pieces.all(|p| p != "q=0" && p != "q=0.0")
            })
        };
        if wants("br") {
            Self::Brotli
        } else if wants("zstd") {
            Self::Zstd
        } else if wants("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// How hard a page is packed: a kept one serves many readers, and a busy town makes it anew all day.
    pub(super) fn level(self, kept: bool) -> u32 {
        match (self, kept) {
            (Self::Zstd, true) => 3,
            (Self::Zstd | Self::Gzip, false) => 1,
            (Self::Brotli | Self::Gzip | Self::Plain, true) => 5,
            (Self::Brotli | Self::Plain, false) => 2,
        }
    }

    /// The cheapest both sides know, for pages.
    pub(super) fn quick(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if asked.contains("zstd") {
            Self::Zstd
        } else {
            Self::accepted(headers)
        }
    }
}
