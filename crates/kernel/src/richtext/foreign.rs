//! HTML written elsewhere, turned into the Markdown a person would have typed.
//!
//! The HTML is first cleaned into a balanced handful of elements, then read tag by tag. Each block that
//! comes out is read back before it is kept: emphasis that would not survive is dropped, the words never.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::allow;
use super::writer::{Mark, Writer};

const MAX_BYTES: usize = 400_000;
const KEPT: [&str; 38] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "strong",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "caption",
];

static CLEAN: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(KEPT))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(allow::SCHEMES.into_iter().collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "title", "template", "noscript", "iframe",
        ]))
        .link_rel(None);
    builder
});

/// Foreign HTML as Markdown that renders to the same words, lists, quotes, links and emphasis.
/// Text without any block element keeps its own line breaks.
pub fn from_html(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(MAX_BYTES.min(html.len()))];
    let html = html.replace("\r\n", "\n").replace('\r', "\n");
    let clean = CLEAN.clean(&html).to_string();
    let lines_count = !["<p", "<div", "<br", "<li", "<h", "<t", "<bl"]
        .iter()
        .any(|tag| clean.contains(tag));
    let source = if lines_count {
        clean.replace('\n', "<br>")
    } else {
        clean
    };
    let queue = BufferQueue::default();
    queue.push_back(source.as_str().into());
    let sink = Sink(RefCell::new(Writer::default()));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => open(&mut writer, &tag),
            Token::TagToken(tag) => close(&mut writer, &tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn open(writer: &mut Writer, tag: &Tag) {
    match &*tag.name {
        "br" => writer.line(),
        "hr" => writer.rule(),
        "b" | "strong" => writer.mark(Mark::Strong, true),
        "i" | "em" => writer.mark(Mark::Em, true),
        "s" | "del" => writer.mark(Mark::Struck, true),
        "code" => writer.mark(Mark::Code, true),
        "a" => {
            let href = tag
                .attrs
                .iter()
                .find(|attribute| &*attribute.name.local == "href");
            writer.link(href.map(|attribute| attribute.value.to_string()));
        }
        "ul" => writer.list(false),
        "ol" => writer.list(true),
        "li" | "dt" => writer.item(),
        "blockquote" => writer.quote(),
        "pre" => writer.pre(),
        "td" | "th" => writer.cell(),
        name => writer.block(heading(name)),
    }
}

fn close(writer: &mut Writer, name: &str) {
    match name {
        "b" | "strong" => writer.mark(Mark::Strong, false),
        "i" | "em" => writer.mark(Mark::Em, false),
        "s" | "del" => writer.mark(Mark::Struck, false),
        "code" => writer.mark(Mark::Code, false),
        "a" => writer.link_end(),
        "ul" | "ol" => writer.list_end(),
        "li" | "dt" => writer.item_end(),
        "blockquote" => writer.quote_end(),
        "pre" => writer.pre_end(),
        "td" | "th" | "br" | "hr" => {}
        _ => writer.block(None),
    }
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
