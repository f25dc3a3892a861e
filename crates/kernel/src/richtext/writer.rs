//! Writes Markdown blocks inside quotes and lists, and makes sure each reads back as it was meant.

use super::{allow, plain_of};

/// Nesting kept; deeper quotes and lists join the one around.
const DEPTH: usize = 6;

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

enum Span {
    Text(String),
    Open(Mark),
    Close(Mark),
    Link(String),
    LinkEnd,
    Line,
}

enum Container {
    Quote,
    Item { marker: String, pending: bool },
}

#[derive(Default)]
pub(super) struct Writer {
    out: String,
    spans: Vec<Span>,
    heading: Option<u8>,
    containers: Vec<Container>,
    lists: Vec<(bool, usize)>,
    opened: Vec<bool>,
    lowest: usize,
    pre: Option<String>,
}

impl Writer {
    pub(super) fn finish(mut self) -> String {
        self.pre_end();
        self.flush();
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.pre {
            Some(code) => code.push_str(text),
            None => self.spans.push(Span::Text(text.to_owned())),
        }
    }

    pub(super) fn line(&mut self) {
        if let Some(code) = &mut self.pre {
            code.push('\n');
        } else {
            self.spans.push(Span::Line);
        }
    }

    pub(super) fn cell(&mut self) {
        if self
            .spans
            .iter()
            .any(|span| matches!(span, Span::Text(text) if !text.trim().is_empty()))
        {
            self.spans.push(Span::Text(" · ".to_owned()));
        }
    }

    pub(super) fn mark(&mut self, mark: Mark, open: bool) {
        if self.pre.is_none() {
            self.spans
                .push(if open { Span::Open(mark) } else { Span::Close(mark) });
        }
    }

    pub(super) fn link(&mut self, href: Option<String>) {
        self.spans.push(Span::Link(
            href.filter(|url| allow::link(url)).unwrap_or_default(),
        ));
    }

    pub(super) fn link_end(&mut self) {
        self.spans.push(Span::LinkEnd);
    }

    pub(super) fn block(&mut self, heading: Option<u8>) {
        self.flush();
        self.heading = heading;
    }

    pub(super) fn rule(&mut self) {
        self.flush();
        self.write("---");
    }

    pub(super) fn quote(&mut self) {
        self.flush();
        self.enter(Container::Quote);
    }

    pub(super) fn quote_end(&mut self) {
        self.flush();
        self.leave();
    }

    pub(super) fn list(&mut self, ordered: bool) {
        self.flush();
        self.lists.push((ordered, 0));
    }

    pub(super) fn list_end(&mut self) {
        self.flush();
        self.lists.pop();
    }

    pub(super) fn item(&mut self) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some((true, count)) => {
                *count += 1;
                format!("{count}. ")
            }
            _ => "- ".to_owned(),
        };
        self.enter(Container::Item {
            marker,
            pending: true,
        });
    }

    pub(super) fn item_end(&mut self) {
        self.flush();
        self.leave();
    }

    pub(super) fn pre(&mut self) {
        self.flush();
        self.pre = Some(String::new());
    }

    pub(super) fn pre_end(&mut self) {
        let Some(code) = self.pre.take() else { return };
        let code = code.trim_matches('\n');
        if !code.trim().is_empty() {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat((longest + 1).max(3));
            self.write(&format!("{fence}\n{code}\n{fence}"));
        }
    }

    fn enter(&mut self, container: Container) {
        let room = self.containers.len() < DEPTH;
        self.opened.push(room);
        if room {
            self.containers.push(container);
        }
    }

    fn leave(&mut self) {
        if self.opened.pop() == Some(true) {
            self.containers.pop();
            self.lowest = self.lowest.min(self.containers.len());
        }
    }

    fn flush(&mut self) {
        let heading = self.heading.take();
        let spans = std::mem::take(&mut self.spans);
        let block = match heading {
            Some(level) => {
                let line = settle(&spans).replace('\n', " ");
                if line.is_empty() {
                    line
                } else {
                    format!("{} {line}", "#".repeat(usize::from(level)))
                }
            }
            None => settle(&spans),
        };
        if !block.is_empty() {
            self.write(&block);
        }
    }

    fn write(&mut self, block: &str) {
        if !self.out.is_empty() {
            let next_item = self.containers.iter().any(|container| match container {
                Container::Item { pending, .. } => *pending,
                Container::Quote => false,
            });
            let close = next_item && (self.lowest > 0 || self.in_same_list());
            self.out.push('\n');
            if !close {
                let around: String = self.containers[..self.lowest].iter().map(indent).collect();
                self.out.push_str(around.trim_end());
                self.out.push('\n');
            }
        }
        for (position, line) in block.lines().enumerate() {
            if position > 0 {
                self.out.push('\n');
            }
            let prefix: String = self.containers.iter_mut().map(prefix).collect();
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
        self.lowest = self.containers.len();
    }

    fn in_same_list(&self) -> bool {
        let last = self.out.lines().next_back().unwrap_or_default();
        let ordered = self.lists.last().is_some_and(|(ordered, _)| *ordered);
        if ordered {
            last.starts_with(|c: char| c.is_ascii_digit())
        } else {
            last.starts_with("- ")
        }
    }
}

fn indent(container: &Container) -> String {
    match container {
        Container::Quote => "> ".to_owned(),
        Container::Item { marker, .. } => " ".repeat(marker.len()),
    }
}

fn prefix(container: &mut Container) -> String {
    if let Container::Item { marker, pending } = container
        && std::mem::take(pending)
    {
        return marker.clone();
    }
    indent(container)
}

/// The spans as Markdown: with their emphasis when it reads back, else as bare words.
fn settle(spans: &[Span]) -> String {
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
    let mut waiting = String::new();
    let mut link: Option<(usize, String)> = None;
    for span in spans {
        match span {
            Span::Text(text) => words(text, &mut out, &mut waiting),
            Span::Open(mark) => waiting.push_str(mark.sign()),
            Span::Close(mark) => match waiting.strip_suffix(mark.sign()) {
                Some(before) => waiting.truncate(before.len()),
                None => hug(&mut out, mark.sign()),
            },
            Span::Link(url) => link = Some((out.len(), url.clone())),
            Span::LinkEnd => {
                if let Some((start, url)) = link.take() {
                    close_link(&mut out, start, &url);
                }
            }
            Span::Line => out.push('\n'),
        }
    }
    tidy(&out)
}

/// Adds text; marks that wait are written just before its first visible letter.
fn words(text: &str, out: &mut String, waiting: &mut String) {
    let mut text = text.replace('\n', " ");
    if !waiting.is_empty() {
        let visible = text.trim_start();
        if visible.is_empty() {
            out.push_str(&text);
            return;
        }
        out.push_str(if visible.len() < text.len() { " " } else { "" });
        out.push_str(waiting);
        waiting.clear();
        text = visible.to_owned();
    }
    out.push_str(&escape(&text, false));
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
