//! Every module but tests begins by saying what it is for, in `//!` lines.

use crate::finding::Finding;
use crate::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let silent = tree
        .rust()
        .filter(|(file, source)| !source.test && !speaks(&file.text));
    silent
        .map(|(file, _)| Finding::at("purpose", &file.path, 1, "no `//!` says what this module is for"))
        .collect()
}

fn speaks(text: &str) -> bool {
    let mut said = text
        .lines()
        .map(str::trim)
        .skip_while(|line| line.is_empty() || line.starts_with("#!["));
    said.next()
        .is_some_and(|line| line.starts_with("//!") && line.len() > 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_says_nothing_is_found() {
        let tree = Tree::made_up(&[
            ("crates/a/src/a.rs", "//! What it is.\nfn f() {}"),
            ("crates/a/src/b.rs", "// no\nfn f() {}"),
            ("crates/a/src/c.rs", "//!\nfn f() {}"),
            ("crates/a/src/tests.rs", "fn f() {}"),
        ]);
        let keys: Vec<_> = check(&tree).into_iter().map(|f| f.key).collect();
        assert_eq!(keys, ["crates/a/src/b.rs", "crates/a/src/c.rs"]);
    }
}
