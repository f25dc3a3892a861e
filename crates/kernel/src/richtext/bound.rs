//! Limits put on Markdown before it is parsed, so that no text costs more than its length.
//!
//! Only shapes that no one writes on purpose are touched: more than sixteen quote or list marks on one
//! line, tables of thousands of cells.

use std::borrow::Cow;

/// What lies beyond is not read, in bytes.
const MAX_BYTES: usize = 200_000;
/// Quote and list marks kept at the start of one line.
const MAX_MARKS: usize = 16;
/// Columns of a table, and cells of all tables of one text.
const MAX_COLUMNS: usize = 32;
const MAX_CELLS: usize = 10_000;
/// The byte order mark, which readers of HTML drop in some places and keep in others.
const HIDDEN: char = '\u{feff}';

pub(super) fn bounded(markdown: &str) -> Cow<'_, str> {
    let end = markdown.floor_char_boundary(MAX_BYTES.min(markdown.len()));
    let markdown = &markdown[..end];
    if markdown.contains(HIDDEN) {
        return Cow::Owned(bounded(&markdown.replace(HIDDEN, "")).into_owned());
    }
    if !markdown
        .lines()
        .any(|line| surplus(line).is_some() || columns(line).is_some())
    {
        return Cow::Borrowed(markdown);
    }
    let mut bounded = String::with_capacity(markdown.len());
    let mut cells = 0;
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let line = cut_marks(line);
        match columns(&line) {
            Some(count) => {
                let rows = lines.clone().take_while(|next| !next.trim().is_empty()).count();
                cells += count * (rows + 1);
                let refused = count > MAX_COLUMNS || cells > MAX_CELLS;
                bounded.push_str(&if refused {
                    line.replace('|', " ")
                } else {
                    line.into_owned()
                });
            }
            None => bounded.push_str(&line),
        }
        bounded.push('\n');
    }
    Cow::Owned(bounded)
}

fn cut_marks(line: &str) -> Cow<'_, str> {
    match surplus(line) {
        Some((from, to)) => Cow::Owned(format!("{}{}", &line[..from], &line[to..])),
        None => Cow::Borrowed(line),
    }
}

/// Where the marks beyond the sixteenth start and end.
fn surplus(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let (mut at, mut marks, mut from) = (0, 0, 0);
    while let Some(length) = mark(&bytes[at..]) {
        if marks == MAX_MARKS {
            from = at;
        }
        at += length;
        marks += 1;
    }
    (marks > MAX_MARKS).then_some((from, at))
}

/// The length of one quote or list mark with the spaces before it.
fn mark(bytes: &[u8]) -> Option<usize> {
    let start = bytes
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let rest = &bytes[start..];
    let ends = |at: usize| rest.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    match rest.first()? {
        b'>' => Some(start + 1),
        b'-' | b'*' | b'+' if ends(1) => Some(start + 1),
        byte if byte.is_ascii_digit() => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (matches!(rest.get(digits), Some(b'.' | b')')) && ends(digits + 1)).then_some(start + digits + 1)
        }
        _ => None,
    }
}

/// The number of columns when the line looks like the one under a table's head.
fn columns(line: &str) -> Option<usize> {
    let dashes = line.contains('-');
    let only = line
        .bytes()
        .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'>' | b'*' | b'+'));
    let pipes = line.bytes().filter(|byte| *byte == b'|').count();
    (dashes && only && pipes > 0).then_some(pipes + 1)
}
