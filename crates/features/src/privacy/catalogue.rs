//! The catalogue of what is known about people, read from the file beside the documentation.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use terreau_kernel::locale::Locale;

/// Columns of one table that are treated alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    missing_docs,
    reason = "each field is read by the register or held to the schema by a test"
)]
pub struct Entry {
    pub table: String,
    pub columns: Vec<String>,
    pub fr: String,
    pub en: String,
    pub source: String,
    pub purpose: String,
    pub basis: String,
    pub sees: String,
    pub keeps: String,
    pub export: String,
    pub deletion: String,
}

impl Entry {
    /// What it is, in a language.
    pub fn what(&self, locale: Locale) -> &str {
        if locale == Locale::En { &self.en } else { &self.fr }
    }
}

/// Columns that say nothing about anybody.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[allow(dead_code, reason = "a test holds it to the schema")]
pub enum Plain {
    /// The whole table: `"*"`.
    All(String),
    /// These.
    Some(Vec<String>),
}

/// The whole catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "a test holds it to the schema")]
pub struct Catalogue {
    /// What is personal.
    pub entry: Vec<Entry>,
    /// What is not, by table.
    pub plain: BTreeMap<String, Plain>,
}

/// Reasons to know anything, in the order of the register.
pub const PURPOSES: [&str; 5] = ["account", "participation", "messages", "moderation", "security"];

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../docs/data-catalogue/columns.toml"))
        .expect("the file is part of this build, and a test reads it")
});

/// The catalogue of this build.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}
