//! Writes Markdown blocks inside quotes and lists, with the lines between them that Markdown wants.

use super::allow;
pub(super) use super::spans::Mark;
use super::spans::{Span, settle};

/// Nesting kept; deeper quotes and lists join the one around.
const DEPTH: usize = 6;

/// What may be inside what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Bullets,
    Numbers,
    Item,
    Quote,
}

enum Container {
    Quote,
    Item {
        marker: String,
        pending: bool,
        first: bool,
    },
}

#[derive(Default)]
pub(super) struct Writer {
    out: String,
    spans: Vec<Span>,
    heading: Option<u8>,
    /// Whether line breaks of the source mean something.
    lines: bool,
    after_break: bool,
    /// Marks and links open in the present block.
    open: usize,
    /// Open parts, and whether each has its place in `containers`.
    parts: Vec<(Part, bool)>,
    /// Items seen in each open list.
    counts: Vec<usize>,
    containers: Vec<Container>,
    lowest: usize,
    pre: Option<String>,
}

impl Writer {
    pub(super) fn new(lines: bool) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.pre_end();
        self.flush();
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.pre {
            code.push_str(text);
            return;
        }
        if !self.lines {
            self.push_text(text);
            return;
        }
        for (position, line) in text.split('\n').enumerate() {
            if position > 0 && !std::mem::take(&mut self.after_break) {
                self.push_line();
            }
            if !line.is_empty() {
                self.after_break = false;
                self.push_text(line);
            }
        }
    }

    /// Joins pieces that follow each other, so that signs are seen with what comes after them.
    fn push_text(&mut self, text: &str) {
        match self.spans.last_mut() {
            Some(Span::Text(last)) => last.push_str(text),
            _ => self.spans.push(Span::Text(text.to_owned())),
        }
    }

    pub(super) fn line(&mut self) {
        match &mut self.pre {
            Some(code) => code.push('\n'),
            None => {
                self.push_line();
                self.after_break = true;
            }
        }
    }

    /// A line break; the second in a row ends the paragraph, unless something is still open.
    fn push_line(&mut self) {
        let blank = |span: &&Span| matches!(span, Span::Text(text) if text.trim().is_empty());
        let doubled = matches!(
            self.spans.iter().rev().find(|span| !blank(span)),
            Some(Span::Line)
        );
        if !doubled {
            self.spans.push(Span::Line);
        } else if self.open == 0 {
            self.flush();
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
        self.open += 1;
        self.spans.push(Span::Link(
            href.filter(|url| allow::link(url)).unwrap_or_default(),
        ));
    }

    pub(super) fn link_end(&mut self) {
        self.open = self.open.saturating_sub(1);
        self.spans.push(Span::LinkEnd);
    }

    pub(super) fn block(&mut self, heading: Option<u8>) {
        self.pre_end();
        self.flush();
        self.heading = heading;
    }

    pub(super) fn rule(&mut self) {
        self.block(None);
        self.write("---");
    }

    pub(super) fn begin(&mut self, part: Part) {
        self.block(None);
        if part == Part::Item && matches!(self.parts.last(), Some((Part::Item, _))) {
            self.leave();
        }
        let room = self.containers.len() < DEPTH;
        match part {
            Part::Bullets | Part::Numbers => self.counts.push(0),
            Part::Quote if room => self.containers.push(Container::Quote),
            Part::Item if room => {
                let item = self.item();
                self.containers.push(item);
            }
            _ => {}
        }
        self.parts.push((part, room));
    }

    fn item(&mut self) -> Container {
        let count = self.counts.last_mut().map_or(1, |count| {
            *count += 1;
            *count
        });
        let list = self
            .parts
            .iter()
            .rev()
            .find(|(part, _)| matches!(part, Part::Bullets | Part::Numbers));
        let marker = match list {
            Some((Part::Numbers, _)) => format!("{count}. "),
            _ => "- ".to_owned(),
        };
        Container::Item {
            marker,
            pending: true,
            first: count == 1,
        }
    }

    /// Ends a part and all that was left open in it; an end without a beginning is passed over.
    pub(super) fn end(&mut self, part: Part) {
        self.block(None);
        if let Some(at) = self.parts.iter().rposition(|(open, _)| *open == part) {
            while self.parts.len() > at {
                self.leave();
            }
        }
    }

    fn leave(&mut self) {
        match self.parts.pop() {
            Some((Part::Bullets | Part::Numbers, _)) => {
                self.counts.pop();
            }
            Some((_, true)) => {
                self.containers.pop();
                self.lowest = self.lowest.min(self.containers.len());
            }
            _ => {}
        }
    }

    pub(super) fn pre(&mut self) {
        self.block(None);
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

    fn flush(&mut self) {
        let heading = self.heading.take();
        let spans = std::mem::take(&mut self.spans);
        self.open = 0;
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
            self.out.push('\n');
            if !self.continues_list() {
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

    /// Whether the next block is an item that follows another, or begins a list inside an item.
    fn continues_list(&self) -> bool {
        let mut inside = false;
        self.containers.iter().any(|container| match container {
            Container::Item {
                pending: true, first, ..
            } => inside || !first,
            Container::Item { .. } => {
                inside = true;
                false
            }
            Container::Quote => false,
        })
    }
}

fn indent(container: &Container) -> String {
    match container {
        Container::Quote => "> ".to_owned(),
        Container::Item { marker, .. } => " ".repeat(marker.len()),
    }
}

fn prefix(container: &mut Container) -> String {
    if let Container::Item { marker, pending, .. } = container
        && std::mem::take(pending)
    {
        return marker.clone();
    }
    indent(container)
}
