//! The inside of one block: words, emphasis and links, written so that they read back.

use super::plain_text;
use crate::text::single_spaces;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Em,
    Struck,
    Code,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Em => "*",
            Self::Struck => "~~",
            Self::Code => "`",
        }
    }
}

pub(super) enum Span {
    Text(String),
    Open(Mark),
    Close(Mark),
    Link(String),
    LinkEnd,
    Line,
}

/// The spans as Markdown: with their emphasis when it reads back, else as bare words.
pub(super) fn settle(spans: &[Span]) -> String {
    let words = squeeze(&bare(spans));
    if words.is_empty() {
        return String::new();
    }
    let reads_back = |markdown: &str| same_words(&plain_text(markdown), &words);
    let dressed = dressed(spans);
    if reads_back(&dressed) {
        return dressed;
    }
    let simple = tidy(&escape(&words));
    if reads_back(&simple) {
        simple
    } else {
        escape_everything(&words)
    }
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn bare(spans: &[Span]) -> String {
    let mut words = String::new();
    for span in spans {
        match span {
            Span::Text(text) => words.push_str(&text.replace('\n', " ")),
            Span::Line => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Single spaces, no empty line.
fn squeeze(text: &str) -> String {
    let lines = text.lines().map(single_spaces);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn dressed(spans: &[Span]) -> String {
    let mut out = String::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut waiting = 0;
    let mut link: Option<(usize, &str)> = None;
    for span in spans {
        match span {
            Span::Text(text) => waiting = words(text, &mut out, &open, waiting),
            Span::Open(mark) if open.contains(mark) => {}
            Span::Open(mark) => {
                open.push(*mark);
                waiting += 1;
            }
            Span::Close(mark) if open.last() == Some(mark) => {
                open.pop();
                if waiting > 0 {
                    waiting -= 1
                } else {
                    hug(&mut out, mark.sign())
                }
            }
            Span::Close(_) => {}
            Span::Link(url) => link = Some((out.len(), url)),
            Span::LinkEnd => {
                if let Some((start, url)) = link.take() {
                    close_link(&mut out, start, url);
                }
            }
            Span::Line => out.push('\n'),
        }
    }
    open.truncate(open.len() - waiting);
    for mark in open.iter().rev() {
        hug(&mut out, mark.sign());
    }
    tidy(&out)
}

/// Adds text; the marks that wait, the last of the open ones, are written just before its first visible
/// letter. Gives how many still wait.
fn words(text: &str, out: &mut String, open: &[Mark], waiting: usize) -> usize {
    let text = text.replace('\n', " ");
    let visible = text.trim_start();
    if waiting > 0 && visible.is_empty() {
        out.push_str(&text);
        return waiting;
    }
    if waiting > 0 {
        out.push_str(if visible.len() < text.len() { " " } else { "" });
        out.extend(open[open.len() - waiting..].iter().map(|mark| mark.sign()));
        out.push_str(&escape(visible));
    } else {
        out.push_str(&escape(&text));
    }
    0
}

/// Closes a mark against the last visible letter, spaces after it.
fn hug(out: &mut String, sign: &str) {
    let end = out.trim_end().len();
    let spaces = out.split_off(end);
    out.push_str(sign);
    out.push_str(&spaces);
}

fn close_link(out: &mut String, start: usize, url: &str) {
    let label = out.split_off(start.min(out.len()));
    let text = label.trim();
    let broken = url.is_empty() || url.contains(['<', '>', '\\', ' ']);
    if text.is_empty() || broken || label.contains('\n') {
        out.push_str(&label);
        return;
    }
    let lead = &label[..label.len() - label.trim_start().len()];
    let trail = &label[label.trim_end().len()..];
    out.push_str(&format!("{lead}[{text}](<{url}>){trail}"));
}

fn tidy(markdown: &str) -> String {
    let lines = markdown.lines().map(single_spaces);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| guard_start(&line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A line that would start a list, a heading, a quote or a rule is told not to.
fn guard_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes() {
        [b'-' | b'+'] | [b'-' | b'+', b' ' | b'-', ..] | [b'=', ..] | [b':', b'-', ..] => format!("\\{line}"),
        bytes if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

/// Escapes what Markdown would read as a sign; web addresses are left whole, so that they stay links.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive([' ', '\n']) {
        if is_address(word) {
            out.push_str(word);
            continue;
        }
        let mut letters = word.chars().peekable();
        while let Some(c) = letters.next() {
            if is_sign(c, letters.peek().copied()) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

fn is_sign(c: char, next: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => true,
        '#' => next.is_none_or(|next| next == '#' || next.is_whitespace()),
        '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
        _ => false,
    }
}

fn escape_everything(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_address(word: &str) -> bool {
    let web = word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    web && !word.contains(['<', '>', '`', '*', '[', ']', '\\', '&', '|', '~'])
}
