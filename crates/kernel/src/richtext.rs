//! What people write, in Markdown, as HTML that can be trusted.
//!
//! Three walls: the source is bounded before it is read ([`bound`]), the parsed tree is tamed (raw HTML
//! becomes text, pictures become links, nesting is cut), and the output is written again through a
//! strict allow-list ([`allow`]). Stored text is the Markdown; HTML is always made again from it.

mod allow;
mod bound;
mod foreign;
mod names;
mod plain;
mod spans;
mod tree;
mod writer;

pub use foreign::from_html;
pub use names::Names;

use std::sync::LazyLock;

use comrak::{Arena, Options, format_html, parse_document};

/// A text made ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML that holds only what the allow-list names; safe to place in a page as it is.
    pub html: String,
    /// The same without any markup, for extracts, search, mail and feeds. Not escaped.
    pub plain: String,
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
});

/// Markdown to HTML: paragraphs, emphasis, lists, quotes, tables, code, links and headings from `h3`.
/// A line break is a line break.
pub fn render(markdown: &str) -> Rendered {
    let (html, plain) = convert(markdown);
    Rendered {
        html: allow::blocks(&html),
        plain,
    }
}

/// The same for one line: emphasis, code and links only, without any block around.
pub fn render_inline(markdown: &str) -> Rendered {
    let (html, plain) = convert(markdown);
    let html = allow::inline(&html).trim().to_owned();
    Rendered {
        html,
        plain: plain.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The beginning of a plain text, on one line, in at most `n` graphemes.
pub fn excerpt(plain: &str, n: usize) -> String {
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    crate::text::ellipsis(&line, n)
}

/// The parts of an address that words name people and organisations by (`@anna-roux`), in order, each once.
pub fn named(markdown: &str) -> Vec<String> {
    if !markdown.contains('@') {
        return Vec::new();
    }
    let source = bound::bounded(markdown);
    let arena = Arena::new();
    let root = parse_document(&arena, &source, &OPTIONS);
    tree::tame(&arena, root);
    names::written(root)
}

/// The same as [`render`], where each name that means somebody leads to their page and shows how they are called.
pub fn render_naming(markdown: &str, names: &Names) -> Rendered {
    let (html, plain) = converted(markdown, names);
    Rendered {
        html: allow::blocks(&html),
        plain,
    }
}

fn convert(markdown: &str) -> (String, String) {
    converted(markdown, &Names::new())
}

fn converted(markdown: &str, names: &Names) -> (String, String) {
    let source = bound::bounded(markdown);
    let arena = Arena::new();
    let root = parse_document(&arena, &source, &OPTIONS);
    tree::tame(&arena, root);
    names::link(&arena, root, names);
    let mut html = String::with_capacity(source.len() * 2);
    format_html(root, &OPTIONS, &mut html).expect("writing into a String cannot fail");
    (html, plain::text(root))
}

/// The plain text of Markdown alone, without the cost of the HTML.
pub fn plain_text(markdown: &str) -> String {
    let source = bound::bounded(markdown);
    let arena = Arena::new();
    let root = parse_document(&arena, &source, &OPTIONS);
    tree::tame(&arena, root);
    plain::text(root)
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
