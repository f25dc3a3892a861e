//! The words of a tame tree, without markup.

use comrak::Node;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;

pub(super) fn text(root: Node<'_>) -> String {
    let mut out = String::new();
    let mut items = 0_usize;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => start(&node.data.borrow().value, &mut items, &mut out),
            NodeEdge::End(node) => {
                if matches!(node.data.borrow().value, NodeValue::Item(_)) {
                    items -= 1;
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn start(value: &NodeValue, items: &mut usize, out: &mut String) {
    match value {
        NodeValue::Item(_) => *items += 1,
        NodeValue::Paragraph | NodeValue::Heading(_) => part(if *items > 0 { "\n" } else { "\n\n" }, out),
        NodeValue::TableRow(head) => part(if *head { "\n\n" } else { "\n" }, out),
        NodeValue::TableCell if !out.is_empty() && !out.ends_with('\n') => out.push_str(" · "),
        NodeValue::CodeBlock(code) => {
            part("\n\n", out);
            out.push_str(code.literal.trim_end());
        }
        NodeValue::Text(text) => out.push_str(text),
        NodeValue::Code(code) => out.push_str(&code.literal),
        NodeValue::SoftBreak | NodeValue::LineBreak => out.push('\n'),
        _ => {}
    }
}

fn part(separator: &str, out: &mut String) {
    if !out.is_empty() {
        out.truncate(out.trim_end().len());
        out.push_str(separator);
    }
}
