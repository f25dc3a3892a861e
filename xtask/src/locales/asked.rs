//! Keys asked for by code and templates: each exists, with the variables it is given, and each that exists is
//! asked for somewhere. A key put together at the call (`t(&format!("state-{code}"))`) is understood; one put
//! together elsewhere is declared in the Fluent file: `# dynamic: problem-`.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::rust::{closing, is_word, line_of, positions};
use crate::tree::Tree;

use super::ftl::Words;

const CALLS: &[(&str, Given)] = &[
    (".t(", Given::Nothing),
    ("t!(", Given::Unknown),
    (".n(", Given::Count),
    (".v(", Given::One),
    (".vs(", Given::List),
    (".nv(", Given::CountAndList),
];

#[derive(Clone, Copy, PartialEq)]
enum Given {
    Nothing,
    Count,
    One,
    List,
    CountAndList,
    Unknown,
}

struct Call {
    path: String,
    line: usize,
    /// A key put together from one changing part has `*` there.
    key: String,
    /// The variables given, where they can be read.
    given: Option<BTreeSet<String>>,
}

pub fn check(tree: &Tree, words: &Words) -> Vec<Finding> {
    let french: BTreeMap<&str, &BTreeSet<String>> = words
        .messages
        .iter()
        .filter(|m| m.lang == "fr")
        .map(|m| (m.key.as_str(), &m.variables))
        .collect();
    let mut named = BTreeSet::new();
    let mut patterns = words.dynamic.clone();
    let mut found = Vec::new();
    for (path, text) in texts(tree) {
        named.extend(literals(text).map(|(_, key)| key));
        for call in calls(path, text) {
            found.extend(fault(&call, &french).map(|text| Finding::at("asked", &call.path, call.line, text)));
            patterns.extend(
                call.key
                    .split_once('*')
                    .map(|(a, b)| (a.to_owned(), b.to_owned())),
            );
        }
    }
    for message in words.messages.iter().filter(|m| m.lang == "fr") {
        let put_together = patterns.iter().any(|pattern| fits(&message.key, pattern));
        if !named.contains(message.key.as_str()) && !put_together {
            let text = format!("nobody asks for `{}`", message.key);
            found.push(Finding::at("unused", &message.path, message.line, text));
        }
    }
    found
}

fn fits(key: &str, (before, after): &(String, String)) -> bool {
    key.len() > before.len() + after.len()
        && key.starts_with(before.as_str())
        && key.ends_with(after.as_str())
}

fn fault(call: &Call, french: &BTreeMap<&str, &BTreeSet<String>>) -> Option<String> {
    if let Some((before, after)) = call.key.split_once('*') {
        let pattern = (before.to_owned(), after.to_owned());
        let none = !french.keys().any(|key| fits(key, &pattern));
        return none.then(|| format!("`{}` is asked for and nothing is like it", call.key));
    }
    match (french.get(call.key.as_str()), &call.given) {
        (None, _) => Some(format!("`{}` is asked for and does not exist", call.key)),
        (Some(wanted), Some(given)) if !wanted.is_subset(given) => {
            Some(format!("`{}` needs {wanted:?} and is given {given:?}", call.key))
        }
        _ => None,
    }
}

/// Code outside tests, and templates.
fn texts(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let inside = tree.files().filter(|file| file.path.starts_with("crates/"));
    inside.filter_map(|file| match &file.rust {
        Some(source) => (!source.test).then_some((file.path.as_str(), source.words.as_str())),
        None => [".html", ".txt", ".xml"]
            .iter()
            .any(|end| file.path.ends_with(end))
            .then_some((file.path.as_str(), file.text.as_str())),
    })
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Everything between quotes that could be a key.
fn literals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    positions(text, "\"").filter_map(|at| {
        let rest = &text[at + 1..];
        let key = &rest[..rest.find('"')?];
        is_key(key).then_some((at, key))
    })
}

fn calls(path: &str, text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    for (call, given) in CALLS {
        let alone = |at: &usize| call.starts_with('.') || !is_word(text, at.wrapping_sub(1));
        for at in positions(text, call).filter(alone) {
            let open = at + call.len() - 1;
            let inside = text[open + 1..].trim_start();
            let Some(key) = key(inside) else { continue };
            let arguments = &text[open..closing(text, open)];
            let line = line_of(text, at);
            found.push(Call {
                path: path.to_owned(),
                line,
                key,
                given: variables(*given, arguments),
            });
        }
    }
    found
}

/// `"key"`, or `&format!("key-{part}")`.
fn key(argument: &str) -> Option<String> {
    let format = argument.trim_start_matches('&').strip_prefix("format!(");
    let literal = format
        .unwrap_or(argument)
        .trim_start()
        .strip_prefix('"')?
        .split('"')
        .next()?;
    let Some((before, rest)) = literal.split_once('{').filter(|_| format.is_some()) else {
        return is_key(literal).then(|| literal.to_owned());
    };
    let (_, after) = rest.split_once('}')?;
    is_key(&format!("{before}x{after}")).then(|| format!("{before}*{after}"))
}

/// The names of variables in `("key", n, &[("name", value), …])`.
fn variables(given: Given, arguments: &str) -> Option<BTreeSet<String>> {
    let count = BTreeSet::from(["n".to_owned()]);
    match given {
        Given::Nothing => Some(BTreeSet::new()),
        Given::Count => Some(count),
        Given::One => arguments
            .split('"')
            .nth(3)
            .map(|name| BTreeSet::from([name.to_owned()])),
        Given::List | Given::CountAndList => {
            let list = &arguments[arguments.find('[')?..];
            let mut names = if given == Given::CountAndList {
                count
            } else {
                BTreeSet::new()
            };
            for at in positions(list, "(") {
                let name = list[at + 1..]
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                names.extend(name.map(str::to_owned));
            }
            Some(names)
        }
        Given::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ftl;
    use super::*;

    const FTL: &str =
        "# dynamic: state-\nhello = Bonjour { $name }\ncount = { $n } idées\nplain = Oui\nstate-a = A\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let tree = Tree::made_up(&[files, &[("crates/a/src/fr.ftl", FTL)]].concat());
        let (words, _) = ftl::read(&tree);
        check(&tree, &words).into_iter().map(|f| f.text).collect()
    }

    #[test]
    fn all_is_asked_for_with_what_it_needs() {
        let code = "fn f() { tr.vs(\"hello\", &[(\"name\", x)]); tr.nv(\"count\", 3, &[]); let k = \"plain\"; \
            text!(\"none\") }";
        assert_eq!(found(&[("crates/a/src/x.rs", code)]), [] as [&str; 0]);
        let template = "{{ p.v(\"hello\", \"name\", x) }} {{ p.n(\"count\", 3) }} {{ p.t(\"plain\") }}";
        assert_eq!(found(&[("crates/a/src/x.html", template)]), [] as [&str; 0]);
    }

    #[test]
    fn l10n_01_what_is_missing_or_unused_is_found() {
        let code = "fn f() { tr.t(\"absent\"); tr.v(\"hello\", \"name\", x); tr.n(\n  \"count\", 3) }\n\
            #[cfg(test)] mod t { fn g() { tr.t(\"plain\") } }";
        let expected = [
            "`absent` is asked for and does not exist",
            "nobody asks for `plain`",
        ];
        assert_eq!(found(&[("crates/a/src/x.rs", code)]), expected);
    }

    #[test]
    fn keys_put_together_are_understood() {
        let code = "fn f() { tr.t(&format!(\"pla{x}\")); tr.v(\n&format!(\"hel{}\", x), \"name\", x); \
            tr.n(\"count\", 3) }";
        assert_eq!(found(&[("crates/a/src/x.rs", code)]), [] as [&str; 0]);
        let code = "fn f() { tr.t(&format!(\"pla{x}\")); tr.t(&format!(\"absent-{x}-y\")); }";
        let expected = [
            "`absent-*-y` is asked for and nothing is like it",
            "nobody asks for `hello`",
            "nobody asks for `count`",
        ];
        assert_eq!(found(&[("crates/a/src/x.rs", code)]), expected);
    }

    #[test]
    fn a_variable_that_is_not_given_is_found() {
        let code = "fn f() { tr.t(\"count\"); tr.v(\"hello\", \"nom\", x); tr.t(\"plain\") }";
        let expected = [
            "`count` needs {\"n\"} and is given {}",
            "`hello` needs {\"name\"} and is given {\"nom\"}",
        ];
        assert_eq!(found(&[("crates/a/src/x.rs", code)]), expected);
    }
}
