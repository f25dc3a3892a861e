//! `cargo xtask tidy`: the rules of the house that no compiler knows. Limits fail, aims are only counted;
//! present exceptions stand in `xtask/ratchet.txt`, which may only shrink.

use std::path::Path;

use anyhow::Result;

use crate::finding::Finding;
use crate::tree::Tree;

mod arrows;
mod docs;
mod migrations;
mod order;
mod ratchet;
mod sizes;
mod templates;
mod words;

const RATCHET: &str = "xtask/ratchet.txt";

/// Checks the working copy; true when nothing is to be mended. With `shrink`, the ratchet first forgets what is
/// no longer needed.
pub fn run(root: &Path, shrink: bool) -> Result<bool> {
    let tree = Tree::read(root)?;
    let found = check(&tree);
    let text = tree
        .get(RATCHET)
        .map(|file| file.text.as_str())
        .unwrap_or_default();
    let mut ratchet = ratchet::Ratchet::parse(text)?;
    if shrink {
        ratchet.shrink(&found);
        std::fs::write(root.join(RATCHET), ratchet.to_string())?;
    }
    let faults = ratchet.judge(found);
    for (aim, number) in sizes::above_aims(&tree) {
        println!("aim: {number} {aim}");
    }
    if !ratchet.is_empty() {
        println!("ratchet: {} exceptions left to mend", ratchet.len());
    }
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("tidy: {} files, nothing to mend", tree.files().count()),
        n => println!("tidy: {n} to mend"),
    }
    Ok(faults.is_empty())
}

fn check(tree: &Tree) -> Vec<Finding> {
    [
        arrows::check(tree),
        order::check(tree),
        sizes::check(tree),
        words::check(tree),
        migrations::check(tree),
        templates::check(tree),
        docs::check(tree),
    ]
    .concat()
}
