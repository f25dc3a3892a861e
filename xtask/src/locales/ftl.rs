//! The Fluent files, read: each message with its variables and its text.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::finding::Finding;
use crate::tree::{File, Tree};

/// Stands for a variable in the text of a message.
pub const VARIABLE: char = '\u{FFFC}';

/// A message of one language.
#[derive(Debug)]
pub struct Message {
    pub path: String,
    /// `fr` or `en`.
    pub lang: &'static str,
    pub key: String,
    pub line: usize,
    pub variables: BTreeSet<String>,
    /// Each text it may give, variables as [`VARIABLE`].
    pub texts: Vec<String>,
}

/// Every message, and the patterns of keys put together while running.
#[derive(Default)]
pub struct Words {
    pub messages: Vec<Message>,
    /// From `# dynamic: problem-` or `# dynamic: mail-*-subject` lines.
    pub dynamic: Vec<(String, String)>,
}

impl Words {
    /// The messages of a language with this key.
    pub fn find<'a>(&'a self, lang: &'a str, key: &'a str) -> impl Iterator<Item = &'a Message> {
        self.messages
            .iter()
            .filter(move |m| m.lang == lang && m.key == key)
    }
}

/// Reads every `fr.ftl` and `en.ftl`.
pub fn read(tree: &Tree) -> (Words, Vec<Finding>) {
    let mut words = Words::default();
    let mut faults = Vec::new();
    for (end, lang) in [("/fr.ftl", "fr"), ("/en.ftl", "en")] {
        for file in tree.ending(end) {
            words.dynamic.extend(file.text.lines().filter_map(dynamic));
            match parser::parse(file.text.as_str()) {
                Ok(resource) => words
                    .messages
                    .extend(resource.body.iter().filter_map(|e| message(e, file, lang))),
                Err((_, errors)) => faults.extend(errors.iter().map(|error| {
                    let line = crate::rust::line_of(&file.text, error.pos.start);
                    Finding::at("fluent", &file.path, line, error.to_string())
                })),
            }
        }
    }
    (words, faults)
}

fn dynamic(line: &str) -> Option<(String, String)> {
    let pattern = line.trim().strip_prefix("# dynamic:")?.trim();
    let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
    Some((before.to_owned(), after.to_owned()))
}

fn message(entry: &Entry<&str>, file: &File, lang: &'static str) -> Option<Message> {
    let Entry::Message(message) = entry else {
        return None;
    };
    let key = message.id.name;
    let begins = |line: &str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = file.text.lines().position(begins).map_or(0, |at| at + 1);
    let mut variables = BTreeSet::new();
    let texts = message
        .value
        .as_ref()
        .map(|p| texts(p, &mut variables))
        .unwrap_or_default();
    Some(Message {
        path: file.path.clone(),
        lang,
        key: key.to_owned(),
        line,
        variables,
        texts,
    })
}

/// Every text a pattern may give.
fn texts(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    let mut found = vec![String::new()];
    for element in &pattern.elements {
        let parts = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => expanded(expression, variables),
        };
        let add = |before: &String| {
            parts
                .iter()
                .map(|part| format!("{before}{part}"))
                .collect::<Vec<_>>()
        };
        found = found.iter().flat_map(add).collect();
    }
    found
}

fn expanded(expression: &Expression<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    match expression {
        Expression::Select { selector, variants } => {
            inline(selector, variables);
            variants
                .iter()
                .flat_map(|variant| texts(&variant.value, variables))
                .collect()
        }
        Expression::Inline(inner) => inline(inner, variables),
    }
}

fn inline(expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>) -> Vec<String> {
    match expression {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            return vec![(*value).to_owned()];
        }
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline(argument, variables);
            }
        }
        InlineExpression::Placeable { expression } => return expanded(expression, variables),
        _ => {}
    }
    vec![VARIABLE.to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_gives_its_variables_and_each_of_its_texts() {
        let text = "# dynamic: mail-*-subject\n\
            a-b =\n    { $n ->\n        [one] Une { $what }\n       *[other] { $n } { $what }\n    }\n";
        let (words, faults) = read(&Tree::made_up(&[("x/fr.ftl", text)]));
        assert!(faults.is_empty());
        let message = &words.messages[0];
        assert_eq!((message.line, message.variables.len()), (2, 2));
        assert_eq!(message.texts, ["Une \u{FFFC}", "\u{FFFC} \u{FFFC}"]);
        assert_eq!(words.dynamic, [("mail-".to_owned(), "-subject".to_owned())]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_fault() {
        let (_, faults) = read(&Tree::made_up(&[("x/fr.ftl", "good = yes\nbad { = no\n")]));
        assert_eq!(faults[0].line, 2);
    }
}
