//! The inside of one block: words, emphasis and links, written so that they read back.

use super::plain_of;

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
    let reads_back = |markdown: &str| same_words(&plain_of(markdown), &words);
    let dressed = dressed(spans);
    if reads_back(&dressed) {
        return dressed;
    }
    let simple = escape(&words, false);
    if reads_back(&simple) {
        simple
    } else {
        escape(&words, true)
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
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
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
        out.push_str(&escape(visible, false));
    } else {
        out.push_str(&escape(&text, false));
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
    let lines = markdown
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
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
        [b'-' | b'+' | b'=', ..] => format!("\\{line}"),
        [b':' | b'|', ..] => format!("\\{line}"),
        bytes if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

/// Escapes what Markdown would read as a sign; web addresses are left whole, so that they stay links.
fn escape(text: &str, everything: bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (position, line) in text.split('\n').enumerate() {
        if position > 0 {
            out.push('\n');
        }
        for word in line.split_inclusive(' ') {
            if !everything && is_address(word) {
                out.push_str(word);
                continue;
            }
            for c in word.chars() {
                let sign = matches!(
                    c,
                    '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
                );
                if sign || (everything && c.is_ascii_punctuation()) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    if everything {
        out
    } else {
        out.lines().map(guard_line).collect::<Vec<_>>().join("\n") + tail(&out)
    }
}

fn guard_line(line: &str) -> String {
    if line.starts_with(char::is_whitespace) {
        line.to_owned()
    } else {
        guard_start(line)
    }
}

fn tail(text: &str) -> &'static str {
    if text.ends_with('\n') { "\n" } else { "" }
}

fn is_address(word: &str) -> bool {
    let web = word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    web && !word.contains(['<', '>', '`', '*', '[', ']', '\\', '&', '|', '~'])
}
