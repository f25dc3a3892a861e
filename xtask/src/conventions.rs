//! `cargo xtask conventions`: which conventions are shown, and by which tests. An ID stands in the name or the doc
//! of the test that shows it (`sec_05_…`, `SEC-05`, `priv_13_and_15_…`); this lists them, and judges nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::tree::Tree;

const KINDS: [&str; 9] = ["A11Y", "ID", "IO", "L10N", "MOD", "OPS", "PRIV", "SEC", "UX"];

/// Prints each ID with the places of its tests.
pub fn run(root: &Path) -> Result<bool> {
    let shown = shown(&Tree::read(root)?);
    for (id, places) in &shown {
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        println!("{id:8} {}", places.join("  "));
    }
    println!("conventions: {} shown by tests", shown.len());
    Ok(true)
}

fn shown(tree: &Tree) -> BTreeMap<String, BTreeSet<String>> {
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let read = [".rs", ".ts"].into_iter().flat_map(|end| tree.ending(end));
    for file in read.filter(|file| !file.path.ends_with("conventions.rs")) {
        let browser = file.path.starts_with("browser/");
        let mut code = false;
        for (at, line) in file.text.lines().enumerate() {
            // In a file that also holds the product, tests begin with their module.
            let begins = ["#[cfg(test)]", "#[test]"]
                .iter()
                .any(|sign| line.trim_start().starts_with(sign));
            code |= begins || file.path.contains("test");
            if code || browser || file.path.contains("/matrix") {
                for id in ids(line) {
                    shown
                        .entry(id)
                        .or_default()
                        .insert(format!("{}:{}", file.path, at + 1));
                }
            }
        }
    }
    shown
}

/// The IDs in a line.
fn ids(line: &str) -> Vec<String> {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let (mut found, mut kind) = (Vec::new(), None);
    for (at, word) in words.iter().enumerate() {
        let upper = word.to_ascii_uppercase();
        if let Some(known) = KINDS.iter().find(|known| **known == upper) {
            kind = Some(*known);
            continue;
        }
        let number = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
        match kind {
            Some(kind) if number => found.push(format!("{kind}-{word}")),
            // `priv_13_and_15`: the kind goes on over an « and ».
            Some(_) if upper == "AND" && words.get(at + 1).is_some_and(|next| next.len() == 2) => {}
            _ => kind = None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_docs_are_read() {
        assert_eq!(ids("fn sec_05_a_foreign_form()"), ["SEC-05"]);
        assert_eq!(
            ids("story!(priv_13_and_15_the_export, |s|"),
            ["PRIV-13", "PRIV-15"]
        );
        assert_eq!(ids("/// (A11Y-28, IO-24): both"), ["A11Y-28", "IO-24"]);
        assert_eq!(ids("fn id_of_12_ways(id: Id) { mod x }"), Vec::<String>::new());
        assert_eq!(ids("sec_02_a_token_and_sec_04_dies"), ["SEC-02", "SEC-04"]);
    }

    #[test]
    fn only_tests_count() {
        let tree = Tree::made_up(&[
            (
                "crates/a/src/lib.rs",
                "/// SEC-01\nfn a() {}\n#[cfg(test)]\nmod tests { fn sec_02_b() {} }",
            ),
            ("crates/a/src/tests.rs", "fn ops_03_c() {}"),
        ]);
        let all: Vec<String> = shown(&tree).into_keys().collect();
        assert_eq!(all, ["OPS-03", "SEC-02"]);
    }
}
