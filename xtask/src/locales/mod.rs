//! `cargo xtask locales`: the words of the product in both languages. Same keys and variables on both sides,
//! no key asked for that is missing, none that nobody asks for, French typography, length of sentences.

use std::path::Path;

use anyhow::Result;

use crate::tree::Tree;

mod asked;
mod ftl;
mod pairs;
mod prose;
mod typography;

/// Checks the working copy; true when nothing is to be mended.
pub fn run(root: &Path) -> Result<bool> {
    let tree = Tree::read(root)?;
    let (words, mut faults) = ftl::read(&tree);
    faults.extend(pairs::check(&words));
    faults.extend(asked::check(&tree, &words));
    let prose = prose::french(&tree, &words);
    faults.extend(typography::check(&prose));
    for line in prose::sentences(&prose) {
        println!("{line}");
    }
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("locales: {} messages, nothing to mend", words.messages.len()),
        n => println!("locales: {n} to mend"),
    }
    Ok(faults.is_empty())
}
