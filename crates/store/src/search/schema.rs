//! The fields of the index, and how a document becomes their values.
//!
//! `text` holds stems, those of the title and of the first lines repeated so that they weigh more (BM25F); `exact`
//! holds words as written, folded, for prefixes, typing mistakes and a bonus; `title` the words of titles alone,
//! `heading` their stems: what a text is called says what it is about.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use terreau_kernel::locale::Locale;
use uuid::Uuid;

use super::analyser::{Analyser, Terms, words};
use super::doc::{Doc, Kind};

/// Raised whenever the fields or the analysis change: an index of another version is rebuilt.
pub(super) const VERSION: u32 = 2;
/// How often the stems of a title count.
const TITLE_TIMES: usize = 5;
/// How often the stems of the line and of the first characters of the text of an idea count: what it is about stands
/// there. A comment or a life in three lines is no more about its first words than about the others.
const LEAD_TIMES: usize = 3;
/// How many characters make the beginning of a text.
const LEAD_CHARS: usize = 200;
/// What of a text is indexed and kept.
const BODY_CHARS: usize = 40_000;

#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub key: Field,
    pub parent: Field,
    pub text: Field,
    pub exact: Field,
    pub title: Field,
    pub heading: Field,
    pub gate: Field,
    pub kind: Field,
    pub theme: Field,
    pub zone: Field,
    pub state: Field,
    pub at: Field,
    pub weight: Field,
    pub stored: Field,
}

/// What a result shows, kept beside the index.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    pub kind: Kind,
    pub id: Uuid,
    pub parent: Option<Uuid>,
    pub title: String,
    pub line: String,
    pub body: String,
    pub author: String,
    pub lang: Locale,
    pub at: i64,
}

pub(super) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let id = || BytesOptions::default().set_indexed();
    let split = |record| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let choice = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        key: schema.add_bytes_field("key", id()),
        parent: schema.add_bytes_field("parent", id()),
        text: schema.add_text_field("text", split(IndexRecordOption::WithFreqs)),
        exact: schema.add_text_field("exact", split(IndexRecordOption::WithFreqs)),
        title: schema.add_text_field("title", split(IndexRecordOption::WithFreqs)),
        heading: schema.add_text_field("heading", split(IndexRecordOption::WithFreqs)),
        gate: schema.add_text_field("gate", choice()),
        kind: schema.add_u64_field("kind", FAST),
        theme: schema.add_text_field("theme", choice()),
        zone: schema.add_text_field("zone", choice()),
        state: schema.add_text_field("state", choice()),
        at: schema.add_i64_field("at", FAST),
        weight: schema.add_f64_field("weight", FAST),
        stored: schema.add_bytes_field("stored", STORED),
    };
    (schema.build(), fields)
}

/// The key under which a document is replaced and removed.
pub(super) fn key(kind: Kind, id: Uuid) -> [u8; 17] {
    let mut key = [kind.code(); 17];
    key[1..].copy_from_slice(id.as_bytes());
    key
}

/// The gate that a circle of a territory opens.
pub(super) fn circle_gate(territory: Uuid, circle: u8) -> String {
    format!("{}c{circle}", territory.simple())
}

/// The gate that a scope of a territory opens.
pub(super) fn scope_gate(territory: Uuid, scope: Uuid) -> String {
    format!("{}s{}", territory.simple(), scope.simple())
}

impl Fields {
    pub(super) fn document(
        &self,
        doc: &Doc,
        analyser: &mut Analyser,
    ) -> Result<TantivyDocument, serde_json::Error> {
        let mut out = TantivyDocument::default();
        out.add_bytes(self.key, &key(doc.kind, doc.id));
        if let Some(parent) = doc.parent {
            out.add_bytes(self.parent, parent.as_bytes());
        }
        self.add_words(&mut out, doc, analyser);
        out.add_text(self.gate, circle_gate(doc.territory, doc.circle));
        for scope in &doc.scopes {
            out.add_text(self.gate, scope_gate(doc.territory, *scope));
        }
        let name = |id: Option<Uuid>| id.map(|id| id.simple().to_string()).unwrap_or_default();
        out.add_u64(self.kind, u64::from(doc.kind.code()));
        out.add_text(self.theme, name(doc.theme));
        out.add_text(self.zone, name(doc.zone));
        out.add_text(self.state, &doc.state);
        out.add_i64(self.at, doc.at);
        out.add_f64(
            self.weight,
            if doc.weight.is_finite() {
                doc.weight.max(0.0)
            } else {
                0.0
            },
        );
        out.add_bytes(self.stored, &serde_json::to_vec(&stored(doc))?);
        Ok(out)
    }

    fn add_words(&self, out: &mut TantivyDocument, doc: &Doc, analyser: &mut Analyser) {
        let mut terms = Terms::default();
        let body = cut(&doc.body, BODY_CHARS);
        let lead = if doc.kind == Kind::Idea { lead(body) } else { "" };
        analyser.feed(&doc.title, doc.lang, TITLE_TIMES, &mut terms);
        analyser.feed(&doc.line, doc.lang, LEAD_TIMES, &mut terms);
        analyser.feed(lead, doc.lang, LEAD_TIMES, &mut terms);
        analyser.feed(&body[lead.len()..], doc.lang, 1, &mut terms);
        analyser.feed(&doc.author, doc.lang, 1, &mut terms);
        out.add_text(self.text, terms.stems);
        out.add_text(self.exact, terms.exact);
        let title: Vec<String> = words(&doc.title).into_iter().map(|word| word.folded).collect();
        out.add_text(self.title, title.join(" "));
        let mut heading = Terms::default();
        analyser.feed(&doc.title, doc.lang, 1, &mut heading);
        out.add_text(self.heading, heading.stems);
    }
}

fn stored(doc: &Doc) -> Stored {
    Stored {
        kind: doc.kind,
        id: doc.id,
        parent: doc.parent,
        title: doc.title.clone(),
        line: doc.line.clone(),
        body: cut(&doc.body, BODY_CHARS).to_owned(),
        author: doc.author.clone(),
        lang: doc.lang,
        at: doc.at,
    }
}

/// The first characters of a text.
pub(super) fn cut(text: &str, chars: usize) -> &str {
    text.char_indices()
        .nth(chars)
        .map_or(text, |(end, _)| &text[..end])
}

/// The beginning of a text, ended at a space where there is one near.
fn lead(body: &str) -> &str {
    let head = cut(body, LEAD_CHARS);
    if head.len() == body.len() {
        return body;
    }
    head.rfind(char::is_whitespace).map_or(head, |end| &head[..end])
}
