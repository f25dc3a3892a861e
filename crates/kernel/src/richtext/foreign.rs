//! HTML written elsewhere, turned into the Markdown a person would have typed.
//!
//! Tags are read one by one, never as a tree, so that no nesting costs more than its length. What is not
//! known is passed over, its words kept; scripts and styles go whole. Each block that comes out is read
//! back before it is kept: emphasis that would not survive is dropped, the words never.

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::writer::{Mark, Part, Writer};

const MAX_BYTES: usize = 400_000;
/// Elements that show where paragraphs end; without any, line breaks do.
const PARAGRAPHS: [&str; 9] = [
    "<p",
    "<div",
    "<li",
    "<h1",
    "<h2",
    "<h3",
    "<table",
    "<blockquote",
    "<section",
];

/// Foreign HTML as Markdown that renders to the same words, lists, quotes, links and emphasis.
/// Text without any block element keeps its own line breaks.
pub fn from_html(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(MAX_BYTES.min(html.len()))];
    let html = html
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\u{feff}', "");
    let lower = html.to_ascii_lowercase();
    let has_paragraphs = PARAGRAPHS.iter().any(|tag| lower.contains(tag));
    let queue = BufferQueue::default();
    queue.push_back(html.as_str().into());
    let sink = Sink {
        writer: RefCell::new(Writer::new(!has_paragraphs)),
        muted: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.writer.into_inner().finish()
}

struct Sink {
    writer: RefCell<Writer>,
    muted: Cell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.writer.borrow_mut();
        match token {
            Token::CharacterTokens(text) if !self.muted.get() => writer.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let kind = match &*tag.name {
                    "script" => RawKind::ScriptData,
                    "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp" => RawKind::Rawtext,
                    "title" => RawKind::Rcdata,
                    _ => {
                        open(&mut writer, &tag);
                        return TokenSinkResult::Continue;
                    }
                };
                self.muted.set(true);
                return TokenSinkResult::RawData(kind);
            }
            Token::TagToken(tag) => {
                self.muted.set(false);
                close(&mut writer, &tag.name);
            }
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
        "s" | "del" | "strike" => writer.mark(Mark::Struck, true),
        "code" => writer.mark(Mark::Code, true),
        "a" => {
            let href = tag
                .attrs
                .iter()
                .find(|attribute| &*attribute.name.local == "href");
            writer.link(href.map(|attribute| attribute.value.trim().to_owned()));
        }
        "ul" => writer.begin(Part::Bullets),
        "ol" => writer.begin(Part::Numbers),
        "li" | "dt" => writer.begin(Part::Item),
        "blockquote" => writer.begin(Part::Quote),
        "pre" => writer.pre(),
        "td" | "th" => writer.cell(),
        name if is_block(name) => writer.block(heading(name)),
        _ => {}
    }
}

fn close(writer: &mut Writer, name: &str) {
    match name {
        "br" => writer.line(),
        "b" | "strong" => writer.mark(Mark::Strong, false),
        "i" | "em" => writer.mark(Mark::Em, false),
        "s" | "del" | "strike" => writer.mark(Mark::Struck, false),
        "code" => writer.mark(Mark::Code, false),
        "a" => writer.link_end(),
        "ul" => writer.end(Part::Bullets),
        "ol" => writer.end(Part::Numbers),
        "li" | "dt" => writer.end(Part::Item),
        "blockquote" => writer.end(Part::Quote),
        "pre" => writer.pre_end(),
        name if is_block(name) => writer.block(None),
        _ => {}
    }
}

fn is_block(name: &str) -> bool {
    let flow = [
        "p",
        "div",
        "article",
        "aside",
        "section",
        "header",
        "footer",
        "main",
        "nav",
        "figure",
        "figcaption",
        "dl",
        "dd",
        "table",
        "caption",
        "tr",
        "form",
        "fieldset",
        "address",
        "center",
        "body",
    ];
    heading(name).is_some() || flow.contains(&name)
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
