//! The order of features: `crates/features/src/lib.rs` lists them, and each may use earlier ones through
//! their `mod.rs` alone, never their `rows`, `pages` or `form`.

use crate::finding::Finding;
use crate::rust::{Source, is_word, line_of, positions};
use crate::tree::Tree;

const ROOT: &str = "crates/features/src/";
const PRIVATE: &[&str] = &["rows", "pages", "form"];

/// The features in their order: the first list of `pub mod` lines. What stands after it belongs to no feature.
pub fn features(tree: &Tree) -> Vec<String> {
    let Some(source) = tree
        .get(&format!("{ROOT}lib.rs"))
        .and_then(|file| file.rust.as_ref())
    else {
        return Vec::new();
    };
    let name = |line: &str| {
        Some(
            line.trim()
                .strip_prefix("pub mod ")?
                .strip_suffix(';')?
                .to_owned(),
        )
    };
    source
        .code
        .lines()
        .map(name)
        .skip_while(Option::is_none)
        .map_while(|name| name)
        .collect()
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let order = features(tree);
    let mut found = Vec::new();
    for (file, source) in tree.rust().filter(|(_, source)| !source.test) {
        let Some(inside) = file.path.strip_prefix(ROOT) else {
            continue;
        };
        let feature = inside.split(['/', '.']).next().unwrap_or_default();
        let Some(place) = order.iter().position(|name| name == feature) else {
            continue;
        };
        for (at, path) in root_paths(source, depth(inside)) {
            let Some(other) = path.first().and_then(|name| order.iter().position(|o| o == name)) else {
                continue;
            };
            let line = line_of(&source.code, at);
            if other > place {
                let text = format!("{feature} may not use {}, which comes later", order[other]);
                found.push(Finding::at("order", &file.path, line, text));
            } else if let Some(part) = path
                .get(1)
                .filter(|p| other != place && PRIVATE.contains(&p.as_str()))
            {
                let text = format!("{feature} may not reach into {}::{part}", order[other]);
                found.push(Finding::at("order", &file.path, line, text));
            }
        }
    }
    found
}

/// How many `super` lead from a file to the root of the crate.
fn depth(inside: &str) -> usize {
    let steps = inside.trim_end_matches(".rs").split('/').count();
    if inside.ends_with("/mod.rs") {
        steps - 1
    } else {
        steps
    }
}

/// The paths from the root of the crate, written `crate::…` or with enough `super::`.
fn root_paths(source: &Source, depth: usize) -> Vec<(usize, Vec<String>)> {
    let code = source.code.as_str();
    let climbing = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", climbing.as_str()] {
        for at in positions(code, start) {
            let before = at.wrapping_sub(1);
            let continues = is_word(code, before) || code[..at].ends_with("::") || code[..at].ends_with('$');
            if !continues {
                let mut paths = Vec::new();
                expand(&code[at + start.len()..], &[], &mut paths);
                found.extend(paths.into_iter().map(|path| (at, path)));
            }
        }
    }
    found
}

/// `a::{b, c::d}` gives `a::b` and `a::c::d`. Returns how much was read.
fn expand(rest: &str, before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let trimmed = rest.trim_start();
    let skipped = rest.len() - trimmed.len();
    if !trimmed.starts_with('{') {
        let name: String = trimmed
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let mut path = before.to_vec();
        path.push(name.clone());
        let read = skipped + name.len();
        if rest[read..].starts_with("::") {
            return read + 2 + expand(&rest[read + 2..], &path, paths);
        }
        paths.push(path);
        return read;
    }
    let mut at = skipped + 1;
    loop {
        at += expand(&rest[at..], before, paths);
        let Some(next) = rest[at..].find([',', '}']) else {
            return rest.len();
        };
        at += next + 1;
        let closed = rest[at - 1..].starts_with('}');
        if closed || rest[at..].trim_start().starts_with('}') {
            return if closed {
                at
            } else {
                at + rest[at..].find('}').map_or(0, |n| n + 1)
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: (&str, &str) = (
        "crates/features/src/lib.rs",
        "pub mod people;\npub mod ideas;\npub mod search;\n\npub mod work;\n",
    );

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Tree::made_up(&[LIB, (path, text)]))
            .into_iter()
            .map(|f| f.text)
            .collect()
    }

    #[test]
    fn earlier_features_and_ones_own_parts_may_be_used() {
        let text =
            "use crate::{people::{self, Person}, ideas::rows, work::Failed};\nfn f() { super::form::x(); }";
        assert_eq!(found("crates/features/src/ideas/pages.rs", text), [] as [&str; 0]);
    }

    #[test]
    fn later_features_may_not() {
        let text = "use crate::{\n    people,\n    search::index,\n};";
        assert_eq!(
            found("crates/features/src/ideas/mod.rs", text),
            ["ideas may not use search, which comes later"]
        );
        assert_eq!(
            found(
                "crates/features/src/ideas/mod.rs",
                "fn f() { super::search::x() }"
            )
            .len(),
            1
        );
        assert_eq!(
            found(
                "crates/features/src/ideas/pages.rs",
                "fn f() { super::super::search::x() }"
            )
            .len(),
            1
        );
    }

    #[test]
    fn the_rooms_of_another_are_closed() {
        let text = "use crate::people::{Person, rows::by_id, form};";
        let expected = [
            "ideas may not reach into people::rows",
            "ideas may not reach into people::form",
        ];
        assert_eq!(found("crates/features/src/ideas/pages.rs", text), expected);
    }

    #[test]
    fn tests_may_look_anywhere() {
        assert_eq!(
            found("crates/features/src/people/tests.rs", "use crate::search::rows;"),
            [] as [&str; 0]
        );
    }
}
