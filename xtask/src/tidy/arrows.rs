//! The arrows between crates: which may use which, read from the manifests and from the code.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::rust::{is_word, line_of, positions};
use crate::tree::Tree;

/// Each crate with those it may use. Any other arrow is forbidden.
const ALLOWED: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("deliberation", &["kernel"]),
    ("fediverse", &["kernel"]),
    ("store", &["kernel"]),
    ("kit", &["store", "kernel"]),
    (
        "features",
        &["kit", "store", "fediverse", "deliberation", "kernel"],
    ),
    ("server", &["features", "kit", "store", "kernel"]),
];

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    ALLOWED
        .iter()
        .find(|(crate_name, _)| *crate_name == name)
        .map(|(_, uses)| *uses)
}

/// `crates/<name>/…`
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?
        .split_once('/')
        .map(|(name, _)| name)
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = unknown(tree);
    for file in tree.ending("/Cargo.toml") {
        let Some((name, uses)) = crate_of(&file.path).and_then(|n| Some((n, allowed(n)?))) else {
            continue;
        };
        for (at, line) in file.text.lines().enumerate() {
            let other = line
                .trim_start()
                .strip_prefix("terreau-")
                .and_then(|l| l.split(['.', ' ', '=']).next());
            if let Some(other) = other.filter(|o| !uses.contains(o)) {
                found.push(Finding::at(
                    "arrow",
                    &file.path,
                    at + 1,
                    format!("{name} may not depend on {other}"),
                ));
            }
        }
    }
    for (file, source) in tree.rust() {
        let Some((name, uses)) = crate_of(&file.path).and_then(|n| Some((n, allowed(n)?))) else {
            continue;
        };
        for at in positions(&source.code, "terreau_").filter(|at| !is_word(&source.code, at.wrapping_sub(1)))
        {
            let rest = &source.code[at + "terreau_".len()..];
            let other: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let is_path = rest[other.len()..].starts_with("::");
            if is_path && other != name && allowed(&other).is_some() && !uses.contains(&other.as_str()) {
                let line = line_of(&source.code, at);
                found.push(Finding::at(
                    "arrow",
                    &file.path,
                    line,
                    format!("{name} may not use {other}"),
                ));
            }
        }
    }
    found
}

fn unknown(tree: &Tree) -> Vec<Finding> {
    let names: BTreeSet<&str> = tree
        .ending("/Cargo.toml")
        .filter_map(|file| crate_of(&file.path))
        .collect();
    let strange = names.into_iter().filter(|name| allowed(name).is_none());
    let text = "no arrow is declared for this crate: give it its place in xtask/src/tidy/arrows.rs";
    strange
        .map(|name| Finding::at("arrow", &format!("crates/{name}/Cargo.toml"), 0, text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_arrows_pass() {
        let tree = Tree::made_up(&[
            (
                "crates/kit/Cargo.toml",
                "[dependencies]\nterreau-store.workspace = true\n",
            ),
            (
                "crates/kit/src/lib.rs",
                "use terreau_store::Db; use terreau_kernel::id;",
            ),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn an_arrow_upwards_is_found_in_manifest_and_code() {
        let tree = Tree::made_up(&[
            (
                "crates/store/Cargo.toml",
                "[dependencies]\nterreau-kit.workspace = true\n",
            ),
            (
                "crates/store/src/lib.rs",
                "//! x\nfn f() { terreau_features::ideas::x() } // terreau_kit::y",
            ),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| (f.line, f.text)).collect();
        let expected = [
            (2, "store may not depend on kit".into()),
            (2, "store may not use features".into()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_new_crate_must_take_its_place() {
        let tree = Tree::made_up(&[("crates/extra/Cargo.toml", "")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
