//! What a check found, and how it is shown: `path:line  rule  what is wrong`.

use std::fmt;

/// A fault, or a remark that fails nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule, as it stands in the ratchet file.
    pub rule: &'static str,
    /// What it is about: a path, or `path#function`.
    pub key: String,
    /// The line, or 0 for the whole file.
    pub line: usize,
    /// In words.
    pub text: String,
    /// How much: lines, columns, arguments, or 1 for a single fault.
    pub amount: usize,
}

impl Finding {
    /// A single fault at a line.
    pub fn at(rule: &'static str, path: &str, line: usize, text: impl Into<String>) -> Self {
        Self {
            rule,
            key: path.to_owned(),
            line,
            text: text.into(),
            amount: 1,
        }
    }

    /// A measure above its limit.
    pub fn over(rule: &'static str, key: impl Into<String>, amount: usize, limit: usize) -> Self {
        Self {
            rule,
            key: key.into(),
            line: 0,
            text: format!("{amount}, the limit is {limit}"),
            amount,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, function) = self.key.split_once('#').unwrap_or((&self.key, ""));
        f.write_str(path)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        let space = if function.is_empty() { "" } else { " " };
        write!(f, "  {}{space}{function}: {}", self.rule, self.text)
    }
}
