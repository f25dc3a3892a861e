//! Messages that choose nothing: text, with the places of its variables.

use std::collections::HashMap;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, PatternElement};
use terreau_kernel::locale::{self, Locale};

use super::Arg;

enum Piece {
    Text(String),
    Variable(String),
}

/// Messages by key, ready to be put together.
#[derive(Default)]
pub struct Plain(HashMap<String, Vec<Piece>>);

impl Plain {
    /// Takes those of a file that hold text and variables only; Fluent keeps the others.
    pub fn learn(&mut self, resource: &FluentResource) {
        for entry in resource.entries() {
            if let Entry::Message(message) = entry
                && let Some(pieces) = pieces(message)
            {
                self.0.insert(message.id.name.to_owned(), pieces);
            }
        }
    }

    /// A message in words; `None` when it is not one of these, or lacks a variable.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)], locale: Locale) -> Option<String> {
        let pieces = self.0.get(key)?;
        if let [Piece::Text(text)] = pieces.as_slice() {
            return Some(text.clone());
        }
        let mut said = String::with_capacity(64);
        for piece in pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Variable(name) => match args.iter().find(|arg| arg.0 == name)?.1 {
                    Arg::Text(text) => said.push_str(text),
                    Arg::Count(n) => said.push_str(&locale::number(n, locale)),
                },
            }
        }
        Some(said)
    }
}

fn pieces(message: &Message<&str>) -> Option<Vec<Piece>> {
    let elements = &message.value.as_ref()?.elements;
    elements.iter().map(piece).collect()
}

fn piece(element: &PatternElement<&str>) -> Option<Piece> {
    match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Variable(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    }
}
