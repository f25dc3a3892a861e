//! The figures, gathered and written as a page.

use std::fmt::Write as _;

/// Rows of figures under a heading.
#[derive(Default)]
pub struct Table {
    text: String,
}

impl Table {
    /// A heading, with the names of the columns.
    pub fn heading(&mut self, title: &str, columns: &[&str]) {
        let _ = writeln!(self.text, "\n## {title}\n\n| {} |", columns.join(" | "));
        let _ = writeln!(self.text, "|{}", "---|".repeat(columns.len()));
        println!("\n{title}");
    }

    /// A row.
    pub fn row(&mut self, cells: &[String]) {
        let line = format!("| {} |", cells.join(" | "));
        println!("  {line}");
        let _ = writeln!(self.text, "{line}");
    }

    /// A sentence.
    pub fn say(&mut self, text: &str) {
        println!("  {text}");
        let _ = writeln!(self.text, "\n{text}");
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }
}
