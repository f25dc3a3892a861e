//! Words that may not stand in the repository: calls that give up or only look, paths of one machine, hosts of
//! package registries.

use crate::finding::Finding;
use crate::rust::{is_word, line_of, positions};
use crate::tree::{File, Tree};

const CALLS: &[&str] = &[".unwrap()", "todo!", "unimplemented!", "dbg!"];
// Cut in two, so that this file may be checked as any other.
const PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];
const HOSTS: &[&str] = &[
    concat!("registry.npm", "js.org"),
    concat!("index.crat", "es.io"),
    concat!("static.crat", "es.io"),
    concat!("proxy.go", "lang.org"),
    concat!("pypi.org/si", "mple"),
];
const INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, source) in tree.rust().filter(|(_, source)| !source.test) {
        for call in CALLS {
            for at in positions(&source.code, call)
                .filter(|at| call.starts_with('.') || !is_word(&source.code, at.wrapping_sub(1)))
            {
                let line = line_of(&source.code, at);
                found.push(Finding::at(
                    "call",
                    &file.path,
                    line,
                    format!("`{call}` outside tests"),
                ));
            }
        }
    }
    for file in tree.files() {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(text) = machine_path(line).or_else(|| registry(file, line)) {
                found.push(Finding::at("machine", &file.path, at + 1, text));
            }
        }
    }
    found
}

/// A path of a machine stands at the beginning of a word: `crates/work/` is none.
fn machine_path(line: &str) -> Option<String> {
    let begins = |at: usize| {
        !line[..at]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '~' | '/' | '*'))
    };
    let path = PATHS.iter().find(|path| positions(line, path).any(begins))?;
    Some(format!("`{path}` is a path of one machine"))
}

fn registry(file: &File, line: &str) -> Option<String> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let trimmed = line.trim();
    let configured = match name {
        "package-lock.json" => trimmed.starts_with("\"resolved\": \"http"),
        "Cargo.lock" => trimmed.starts_with("source = ") && !trimmed.contains(INDEX),
        ".npmrc" => trimmed.contains("registry=") || trimmed.contains("registry ="),
        _ if file.path.contains(".cargo/config") => {
            trimmed.starts_with("[source") || trimmed.starts_with("[registr")
        }
        _ => false,
    };
    let host = HOSTS.iter().find(|host| line.contains(**host));
    match (configured, host) {
        (_, Some(host)) => Some(format!("`{host}` is the host of a registry")),
        (true, None) => Some("a registry is named".to_owned()),
        (false, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::made_up(&[(path, text)])).len()
    }

    #[test]
    fn calls_that_give_up_are_found_outside_tests_only() {
        assert_eq!(
            found("crates/a/src/x.rs", "fn f() { a.unwrap(); todo!(); dbg!(b); }"),
            3
        );
        assert_eq!(
            found(
                "crates/a/src/x.rs",
                "fn f() { a.unwrap_or(1) } // .unwrap()\n#[cfg(test)]\nmod t { fn g() { a.unwrap() } }"
            ),
            0
        );
        assert_eq!(found("crates/a/src/tests.rs", "fn f() { a.unwrap() }"), 0);
    }

    #[test]
    fn paths_of_a_machine_are_found_at_the_beginning_of_a_word() {
        for path in PATHS {
            assert_eq!(found("README.md", &format!("see {path}x")), 1);
            assert_eq!(found("a.sh", &format!("x={path}x")), 1);
            assert_eq!(found("a.rs", &format!("//! crates{path}x")), 0);
        }
    }

    #[test]
    fn registries_are_found_where_they_would_be_used() {
        assert_eq!(
            found(
                "browser/package-lock.json",
                "  \"resolved\": \"https://a.example/x.tgz\",\n"
            ),
            1
        );
        assert_eq!(
            found("browser/package-lock.json", "  \"integrity\": \"sha512-x\",\n"),
            0
        );
        assert_eq!(found("Cargo.lock", &format!("source = \"{INDEX}\"\n")), 0);
        assert_eq!(found("Cargo.lock", "source = \"git+https://a.example/x\"\n"), 1);
        assert_eq!(found(".cargo/config.toml", "[source.crates-io]\n"), 1);
        assert_eq!(found("docs/x.md", &format!("https://{}/x", HOSTS[0])), 1);
    }
}
