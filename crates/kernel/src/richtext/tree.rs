//! The parsed tree, made tame: nothing raw, no picture, no deep nesting, headings in order.

use comrak::nodes::{Ast, AstNode, NodeLink, NodeValue};
use comrak::{Arena, Node};

use super::allow;

/// Levels of blocks and inlines kept; what is deeper joins its parent.
const DEPTH: usize = 24;
/// The highest heading a person may write: `h1` and `h2` belong to the page.
const FIRST_HEADING: u8 = 3;

pub(super) fn tame<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let mut headings = Headings::default();
    let mut waiting: Vec<(Node<'a>, usize, bool)> = vec![(root, 0, false)];
    while let Some((node, depth, in_link)) = waiting.pop() {
        let verdict = judge(node, depth, in_link, &mut headings);
        let in_link = in_link || matches!(verdict, Verdict::KeepLink(_));
        let depth = if matches!(verdict, Verdict::Unwrap) {
            depth
        } else {
            depth + 1
        };
        waiting.extend(node.reverse_children().map(|child| (child, depth, in_link)));
        match verdict {
            Verdict::Keep => {}
            Verdict::KeepLink(url) if node.first_child().is_none() => node.append(text(arena, url)),
            Verdict::KeepLink(_) => {}
            Verdict::Unwrap => unwrap(node),
            Verdict::Lines(raw) => lines(arena, node, &raw),
        }
    }
}

enum Verdict {
    Keep,
    KeepLink(String),
    Unwrap,
    Lines(String),
}

fn judge(node: Node<'_>, depth: usize, in_link: bool, headings: &mut Headings) -> Verdict {
    let value = &mut node.data.borrow_mut().value;
    match value {
        NodeValue::HtmlBlock(html) => {
            let raw = std::mem::take(&mut html.literal);
            *value = NodeValue::Paragraph;
            Verdict::Lines(raw)
        }
        NodeValue::HtmlInline(raw) => {
            *value = NodeValue::Text(std::mem::take(raw).into());
            Verdict::Keep
        }
        NodeValue::Image(link) | NodeValue::Link(link) => {
            if in_link || !allow::link(&link.url) {
                return Verdict::Unwrap;
            }
            let url = link.url.clone();
            *value = NodeValue::Link(Box::new(NodeLink {
                url: url.clone(),
                title: String::new(),
            }));
            Verdict::KeepLink(url)
        }
        NodeValue::Heading(heading) => {
            heading.level = headings.place(heading.level);
            Verdict::Keep
        }
        other if depth > DEPTH && is_wrapping(other) => Verdict::Unwrap,
        _ => Verdict::Keep,
    }
}

fn is_wrapping(value: &NodeValue) -> bool {
    matches!(
        value,
        NodeValue::BlockQuote
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Emph
            | NodeValue::Strong
            | NodeValue::Strikethrough
    )
}

fn unwrap<'a>(node: Node<'a>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

/// Puts raw lines into an emptied paragraph, as text.
fn lines<'a>(arena: &'a Arena<'a>, paragraph: Node<'a>, raw: &str) {
    for (position, line) in raw.trim().lines().enumerate() {
        if position > 0 {
            paragraph.append(leaf(arena, NodeValue::SoftBreak));
        }
        paragraph.append(text(arena, line.to_owned()));
    }
}

pub(super) fn text<'a>(arena: &'a Arena<'a>, content: String) -> Node<'a> {
    leaf(arena, NodeValue::Text(content.into()))
}

pub(super) fn leaf<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::new(std::cell::RefCell::new(Ast::new(
        value,
        (0, 0).into(),
    ))))
}

/// Gives each heading its level: the first is `h3`, and none is more than one below the one it is under.
#[derive(Default)]
struct Headings(Vec<(u8, u8)>);

impl Headings {
    fn place(&mut self, written: u8) -> u8 {
        while self.0.last().is_some_and(|(above, _)| *above >= written) {
            self.0.pop();
        }
        let level = self
            .0
            .last()
            .map_or(FIRST_HEADING, |(_, given)| (given + 1).min(6));
        self.0.push((written, level));
        level
    }
}
