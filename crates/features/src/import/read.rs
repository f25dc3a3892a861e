//! Reading the files: columns found by their name in any order, each row with the line on which it begins.

use std::collections::{HashMap, HashSet};

use super::{Reason, report::Report};

/// The columns of a file: needed, then those that may be missing.
pub struct Columns {
    needed: &'static [&'static str],
    optional: &'static [&'static str],
}

/// People.
pub const PEOPLE: Columns = Columns {
    needed: &["ref", "display_name"],
    optional: &[],
};
/// Ideas.
pub const IDEAS: Columns = Columns {
    needed: &["ref", "title", "body_html", "author_ref", "created_at"],
    optional: &["theme", "updated_at", "supports", "opposes", "mixed", "hidden"],
};
/// Comments.
pub const COMMENTS: Columns = Columns {
    needed: &["ref", "idea_ref", "body", "author_ref", "created_at"],
    optional: &["parent_ref", "side", "supports"],
};

/// A row of a file.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its lasting name in the source.
    pub key: String,
    cells: HashMap<&'static str, String>,
}

impl Row {
    /// A cell, trimmed; empty when the column is missing.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// A count; `None` for an empty cell.
    pub fn count(&self, column: &str) -> Result<Option<i64>, Reason> {
        match self.get(column) {
            "" => Ok(None),
            text => match text.parse::<i64>() {
                Ok(n) if n >= 0 => Ok(Some(n)),
                _ => Err(Reason::NotACount {
                    column: column.to_owned(),
                    value: shown(text),
                }),
            },
        }
    }

    /// A moment.
    pub fn moment(&self, column: &str) -> Result<i64, Reason> {
        let text = self.get(column);
        terreau_kernel::time::parse_rfc3339(text).ok_or_else(|| Reason::NotADate {
            column: column.to_owned(),
            value: shown(text),
        })
    }

    /// What tells whether anything in the row changed.
    pub fn hash(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut names: Vec<_> = self.cells.iter().collect();
        names.sort();
        let mut hasher = Sha256::new();
        for (name, cell) in names {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update(cell.as_bytes());
            hasher.update([0]);
        }
        hasher
            .finalize()
            .iter()
            .take(12)
            .map(|b| format!("{b:02x}"))
            .collect()
    }
}

/// A cell short enough for a message.
pub fn shown(text: &str) -> String {
    terreau_kernel::text::ellipsis(&terreau_kernel::text::clean_line(text), 40)
}

/// The rows of a file. What cannot be read is in the report; a `ref` met before is refused.
pub fn table(bytes: Option<&[u8]>, file: &'static str, columns: &Columns, report: &mut Report) -> Vec<Row> {
    let Some(bytes) = bytes else { return Vec::new() };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(bytes))
        .flexible(true)
        .from_reader(bytes);
    let header: Vec<String> = match reader.byte_headers() {
        Ok(header) => header
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase())
            .collect(),
        Err(error) => {
            report.fault(file, 1, unreadable(&error));
            return Vec::new();
        }
    };
    let place = |name: &&'static str| header.iter().position(|h| h == name).map(|at| (*name, at));
    let missing: Vec<_> = columns
        .needed
        .iter()
        .filter(|name| place(name).is_none())
        .copied()
        .collect();
    if !missing.is_empty() {
        let columns = missing.join(", ");
        report.fault(file, 1, Reason::ColumnsMissing { columns });
        return Vec::new();
    }
    let places: Vec<_> = columns
        .needed
        .iter()
        .chain(columns.optional)
        .filter_map(place)
        .collect();
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => return rows,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                report.refuse(file, line, unreadable(&error));
                if !matches!(
                    error.kind(),
                    csv::ErrorKind::UnequalLengths { .. } | csv::ErrorKind::Utf8 { .. }
                ) {
                    return rows;
                }
            }
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                match row(&record, &places, header.len(), line) {
                    Ok(row) if !seen.insert(row.key.clone()) => {
                        let value = shown(&row.key);
                        report.refuse(file, line, Reason::RefTwice { value });
                    }
                    Ok(row) => rows.push(row),
                    Err(reason) => report.refuse(file, line, reason),
                }
            }
        }
    }
}

fn unreadable(error: &csv::Error) -> Reason {
    Reason::Unreadable {
        detail: error.to_string(),
    }
}

/// Comma or semicolon, whichever the header uses more.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|b| **b == wanted).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

fn row(
    record: &csv::ByteRecord,
    places: &[(&'static str, usize)],
    width: usize,
    line: u64,
) -> Result<Row, Reason> {
    if record.len() != width {
        return Err(Reason::Cells {
            found: record.len(),
            wanted: width,
        });
    }
    let mut cells = HashMap::new();
    for (name, at) in places {
        let bytes = record.get(*at).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|_| Reason::NotText {
            column: (*name).to_owned(),
        })?;
        cells.insert(*name, text.to_owned());
    }
    let key = cells
        .get("ref")
        .map(|cell| cell.trim().to_owned())
        .unwrap_or_default();
    if key.is_empty() {
        return Err(Reason::RefMissing);
    }
    if key.len() > 200 || key.chars().any(char::is_control) {
        return Err(Reason::RefUnfit);
    }
    Ok(Row { line, key, cells })
}
