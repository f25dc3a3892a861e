//! Migrations: both engines have the same numbers and names, without a hole; and they add. The release before still
//! runs while a migration is applied, and after it if somebody goes back: what takes something away, or keeps others
//! waiting, says so and why.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::tree::Tree;

/// Those before came before any release.
const FIRST: &str = "0011";
/// What the release before cannot live with. A migration that must says `-- contract: why`, and from which migration on
/// a program can: `oldest-program` in the table `installation`.
const CONTRACTS: [&str; 7] = [
    "drop table",
    "drop column",
    " rename ",
    "set not null",
    "alter column",
    "drop default",
    "add constraint",
];

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
    for folder in ENGINES {
        for file in tree.ending(".sql").filter(|file| file.path.starts_with(folder)) {
            if file.path[folder.len()..].get(..4) >= Some(FIRST) {
                found.extend(expands(&file.path, &file.text));
            }
        }
    }
    found
}

/// What a migration takes away, and what makes others wait, unless it says why.
fn expands(path: &str, text: &str) -> Vec<Finding> {
    let said = |mark: &str| {
        text.lines()
            .any(|line| line.starts_with(mark) && line.len() > mark.len() + 15)
    };
    let plain: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
    let plain = plain.join(" ").to_lowercase();
    let mut found = Vec::new();
    let mut lacks = |rule: &str| found.push(Finding::at("migration", path, 0, rule));
    for statement in plain.split(';').map(squeezed) {
        let words: Vec<&str> = statement.split(' ').collect();
        let bare = words.contains(&"add") && statement.contains("not null") && !statement.contains("default");
        let takes = CONTRACTS.iter().any(|what| statement.contains(what)) || (words[0] == "alter" && bare);
        if takes && !said("-- contract:") {
            lacks(
                "the release before cannot live with this: contract in a later release, and say `-- contract: why`",
            );
        } else if takes && !plain.contains("'oldest-program'") {
            lacks(
                "a contract says from which migration on a program can live with it: 'oldest-program' in installation",
            );
        }
        if words.len() > 1 && words[0] == "create" && words.contains(&"index") {
            let on = words
                .iter()
                .skip_while(|word| **word != "on")
                .nth(1)
                .copied()
                .unwrap_or_default();
            let table = on.split('(').next().unwrap_or_default();
            let own = plain.contains(&format!("create table {table} "));
            if !own && !said("-- online:") {
                lacks(
                    "an index on a table that holds rows keeps writers waiting: say `-- online: why it is short`",
                );
            }
        }
    }
    found
}

fn squeezed(statement: &str) -> String {
    statement.split_whitespace().collect::<Vec<_>>().join(" ")
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

    fn faults(text: &str) -> usize {
        expands("migrations/postgres/0012_a.sql", text).len()
    }

    #[test]
    fn ops_08_a_migration_that_takes_away_says_why_and_who_can_live_with_it() {
        for taken in [
            "drop table a;",
            "alter table a drop column b;",
            "alter table a rename column b to c;",
            "alter table a add column b bigint not null;",
            "alter table a alter column b type text;",
            "ALTER TABLE a\n  ALTER COLUMN b SET NOT NULL;",
        ] {
            assert_eq!(faults(taken), 1, "{taken}");
            let marked = format!("-- contract: no release reads it since 0.4\n{taken}");
            assert_eq!(faults(&marked), 1, "and from when on: {taken}");
            let whole = "insert into installation (name, value) values ('oldest-program', '12');";
            assert_eq!(faults(&format!("{marked}\n{whole}")), 0, "{taken}");
            assert_eq!(
                faults(&format!("-- contract:\n{taken}\n{whole}")),
                1,
                "a reason: {taken}"
            );
        }
        for added in [
            "create table a (b bigint not null);\ncreate index a_b on a (b);",
            "alter table a add column b bigint;\nalter table a add column c bigint not null default 0;",
            "-- drop table a\ninsert into a select b from c where d is not null;",
            "-- online: a thousand rows in the largest town\ncreate index a_b on a (b);",
        ] {
            assert_eq!(faults(added), 0, "{added}");
        }
        assert_eq!(faults("create unique index a_b on a (b) where c is null;"), 1);
    }
}
