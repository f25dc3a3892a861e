//! Sizes: a file, a function, a line or a list of arguments above its limit is a fault; above its aim it is
//! only counted. Tests are not measured.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::tree::{File, Tree};

const FILE: (usize, usize) = (150, 400);
const FUNCTION: (usize, usize) = (25, 70);
const ARGUMENTS: (usize, usize) = (3, 5);
const FEATURE: (usize, usize) = (600, 1500);
const TEMPLATE: (usize, usize) = (40, 120);
const STYLE: (usize, usize) = (80, 200);
const COLUMNS: usize = 120;

struct Measure {
    rule: &'static str,
    what: &'static str,
    key: String,
    line: usize,
    amount: usize,
    bounds: (usize, usize),
}

fn measures(tree: &Tree) -> Vec<Measure> {
    let mut found = Vec::new();
    let mut add = |rule, what, key: String, line, amount, bounds| {
        found.push(Measure {
            rule,
            what,
            key,
            line,
            amount,
            bounds,
        });
    };
    for (file, source) in tree.rust().filter(|(_, source)| !source.test) {
        add("file", "Rust files", file.path.clone(), 0, source.lines, FILE);
        for function in source.functions() {
            let key = format!("{}#{}", file.path, function.name);
            add(
                "function",
                "functions",
                key.clone(),
                function.line,
                function.lines,
                FUNCTION,
            );
            add(
                "arguments",
                "argument lists",
                key,
                function.line,
                function.arguments,
                ARGUMENTS,
            );
        }
    }
    for (folder, lines) in features(tree) {
        add("feature", "feature folders", folder, 0, lines, FEATURE);
    }
    for file in tree.ending(".html").filter(|f| is_ours(f)) {
        add(
            "template",
            "templates",
            file.path.clone(),
            0,
            file.text.lines().count(),
            TEMPLATE,
        );
    }
    for file in tree.ending(".css").filter(|f| is_ours(f)) {
        add(
            "style",
            "style files",
            file.path.clone(),
            0,
            file.text.lines().count(),
            STYLE,
        );
    }
    found
}

fn is_ours(file: &File) -> bool {
    file.path.starts_with("crates/")
}

fn features(tree: &Tree) -> BTreeMap<String, usize> {
    let mut sizes = BTreeMap::new();
    for (file, source) in tree.rust().filter(|(_, source)| !source.test) {
        let inside = file
            .path
            .strip_prefix("crates/features/src/")
            .and_then(|p| p.split_once('/'));
        if let Some((feature, _)) = inside {
            *sizes.entry(format!("crates/features/src/{feature}")).or_default() += source.lines;
        }
    }
    sizes
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let over = measures(tree).into_iter().filter(|m| m.amount > m.bounds.1);
    let mut found: Vec<Finding> = over
        .map(|m| Finding {
            line: m.line,
            ..Finding::over(m.rule, m.key, m.amount, m.bounds.1)
        })
        .collect();
    for (file, source) in tree.rust() {
        for (at, line) in source
            .words
            .lines()
            .zip(file.text.lines())
            .enumerate()
            .map(|(at, (_, line))| (at, line))
        {
            let columns = line.chars().count();
            if columns > COLUMNS {
                let text = format!("{columns} columns, the limit is {COLUMNS}");
                found.push(Finding::at("columns", &file.path, at + 1, text));
            }
        }
    }
    found
}

/// What stands above an aim, counted by kind.
pub fn above_aims(tree: &Tree) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for m in measures(tree).into_iter().filter(|m| m.amount > m.bounds.0) {
        *counts
            .entry(format!("{} above {}", m.what, m.bounds.0))
            .or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Tree::made_up(&[(path, text)]))
            .into_iter()
            .map(|f| f.rule)
            .collect()
    }

    #[test]
    fn sizes_at_the_limit_pass() {
        assert!(rules("crates/a/src/x.rs", &"// x\n".repeat(400)).is_empty());
        assert!(
            rules(
                "crates/a/src/x.rs",
                &format!("fn f() {{\n{}}}\n", "a;\n".repeat(68))
            )
            .is_empty()
        );
        assert!(rules("crates/a/src/x.rs", &"é".repeat(120)).is_empty());
        assert!(rules("crates/a/src/x.html", &"x\n".repeat(120)).is_empty());
    }

    #[test]
    fn one_more_fails() {
        assert_eq!(rules("crates/a/src/x.rs", &"// x\n".repeat(401)), ["file"]);
        assert_eq!(
            rules(
                "crates/a/src/x.rs",
                &format!("fn f() {{\n{}}}\n", "a;\n".repeat(69))
            ),
            ["function"]
        );
        assert_eq!(rules("crates/a/src/x.rs", &"é".repeat(121)), ["columns"]);
        assert_eq!(
            rules("crates/a/src/x.rs", "fn f(a: A, b: B, c: C, d: D, e: E, f: F) {}"),
            ["arguments"]
        );
        assert_eq!(rules("crates/a/src/x.html", &"x\n".repeat(121)), ["template"]);
        assert_eq!(rules("crates/a/src/x.css", &"x\n".repeat(201)), ["style"]);
    }

    #[test]
    fn a_feature_is_weighed_whole_and_tests_weigh_nothing() {
        let half = "// x\n".repeat(390);
        let at = |name: &'static str| (name, half.as_str());
        let root = "crates/features/src/ideas/";
        assert_eq!(root.len(), 26);
        let tree = Tree::made_up(&[
            at("crates/features/src/ideas/a.rs"),
            at("crates/features/src/ideas/b.rs"),
            at("crates/features/src/ideas/c.rs"),
            at("crates/features/src/ideas/d.rs"),
            at("crates/features/src/people/a.rs"),
            at("crates/features/src/people/tests.rs"),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].key.as_str(), found[0].amount),
            ("crates/features/src/ideas", 1560)
        );
    }
}
