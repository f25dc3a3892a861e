//! Migrations: both engines have the same numbers and names, without a hole.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::Tree;

const ENGINES: [&str; 2] = ["migrations/sqlite/", "migrations/postgres/"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let [sqlite, postgres] = ENGINES.map(|folder| names(tree, folder));
    let mut found = Vec::new();
    for (folder, here, there) in [(ENGINES[0], &postgres, &sqlite), (ENGINES[1], &sqlite, &postgres)] {
        for name in here.difference(there) {
            let text = "the other engine has this migration, this one has not";
            found.push(Finding::at("migration", &format!("{folder}{name}"), 0, text));
        }
    }
    for (at, name) in sqlite.union(&postgres).enumerate() {
        let number = format!("{:04}_", at + 1);
        if !name.starts_with(&number) {
            let text = format!("the number should be {number}");
            found.push(Finding::at("migration", &format!("migrations/*/{name}"), 0, text));
        }
    }
    found
}

fn names<'a>(tree: &'a Tree, folder: &str) -> BTreeSet<&'a str> {
    tree.ending(".sql")
        .filter_map(|file| file.path.strip_prefix(folder))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_pass() {
        let tree = Tree::made_up(&[
            ("migrations/sqlite/0001_a.sql", ""),
            ("migrations/postgres/0001_a.sql", ""),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn a_missing_twin_and_a_hole_are_found() {
        let tree = Tree::made_up(&[
            ("migrations/sqlite/0001_a.sql", ""),
            ("migrations/postgres/0001_a.sql", ""),
            ("migrations/sqlite/0003_b.sql", ""),
        ]);
        let keys: Vec<_> = check(&tree).into_iter().map(|f| f.key).collect();
        assert_eq!(
            keys,
            ["migrations/postgres/0003_b.sql", "migrations/*/0003_b.sql"]
        );
    }
}
