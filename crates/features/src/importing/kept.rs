//! A report as it is kept for its page: every refused row with the English words of the command line and, beside
//! them, the code and the data of its reason, which the page says in the language of its reader.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use terreau_kernel::locale;
use terreau_kit::i18n::Tr;

use crate::import::{Counted, Fault, Report};

/// A report, kept.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub people: Counted,
    pub ideas: Counted,
    pub comments: Counted,
    pub errors: Vec<Refused>,
}

/// A row that was not taken.
#[derive(Debug, Serialize, Deserialize)]
pub struct Refused {
    file: String,
    line: u64,
    reason: String,
    /// Code and data. Reports of older versions have none.
    #[serde(default)]
    why: Value,
}

/// A refused row as its page shows it.
pub struct Line {
    pub file: String,
    pub line: u64,
    pub words: String,
    /// The words are not those of the reader's language.
    pub english: bool,
}

impl From<&Report> for Kept {
    fn from(report: &Report) -> Self {
        Self {
            people: report.people,
            ideas: report.ideas,
            comments: report.comments,
            errors: report.errors.iter().map(Refused::from).collect(),
        }
    }
}

impl From<&Fault> for Refused {
    fn from(fault: &Fault) -> Self {
        Self {
            file: fault.file.clone(),
            line: fault.line,
            reason: fault.reason.to_string(),
            why: serde_json::to_value(&fault.reason).unwrap_or_default(),
        }
    }
}

impl Kept {
    /// Reads what was kept, by this version or an older one; nothing while the import runs.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The refused rows, in the words of a language.
    pub fn lines(&self, tr: &Tr) -> impl Iterator<Item = Line> {
        self.errors.iter().map(move |refused| {
            let words = refused.words(tr);
            Line {
                file: refused.file.clone(),
                line: refused.line,
                english: words.is_none(),
                words: words.unwrap_or_else(|| refused.reason.clone()),
            }
        })
    }
}

impl Refused {
    /// The reason in the words of a language; none where its code has no words.
    fn words(&self, tr: &Tr) -> Option<String> {
        let key = format!("import-why-{}", self.why.get("code")?.as_str()?);
        if !tr.has(&key) {
            return None;
        }
        let said = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => locale::number(other.as_i64().unwrap_or_default(), tr.locale),
        };
        let data: Vec<(&String, String)> = self
            .why
            .as_object()?
            .iter()
            .map(|(name, value)| (name, said(value)))
            .collect();
        let data: Vec<(&str, &str)> = data.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        Some(tr.vs(&key, &data))
    }
}
