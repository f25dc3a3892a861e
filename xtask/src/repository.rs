//! What the repository itself promises: licence, description, changelog, safety of what it is built from. Tests only.

use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn workspace() -> toml::Table {
    text("Cargo.toml").parse().expect("a table")
}

/// The value after `key:` at the beginning of a line, without quotes.
fn value<'t>(yaml: &'t str, key: &str) -> Option<&'t str> {
    let line = yaml
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    Some(line.trim().trim_matches('"'))
}

/// Every release and the coming one say what changed in the words of Keep a Changelog.
#[test]
fn ops_21_the_changelog_keeps_its_form() {
    let changes = text("CHANGELOG.md");
    assert!(changes.contains("*Keep a Changelog*") && changes.contains("*Semantic Versioning*"));
    assert!(changes.contains("## [Unreleased]"));
    for line in changes.lines().filter(|line| line.starts_with("### ")) {
        let known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
        assert!(known.contains(&&line[4..]), "{line}");
    }
}

/// One licence, on the list of the French administrations, said the same way everywhere.
#[test]
fn ops_17_and_19_the_description_and_the_licence_agree() {
    let yaml = text("publiccode.yml");
    for key in [
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    ] {
        assert!(value(&yaml, key).is_some(), "publiccode.yml has no {key}");
    }
    assert_eq!(value(&yaml, "publiccodeYmlVersion"), Some("0.7"));
    assert_eq!(value(&yaml, "softwareType"), Some("standalone/web"));
    let package = &workspace()["workspace"]["package"];
    let version = package["version"].as_str().expect("a version");
    assert_eq!(value(&yaml, "softwareVersion"), Some(version));
    assert_eq!(package["license"].as_str(), Some("AGPL-3.0-or-later"));
    assert_eq!(value(&yaml, "  license"), Some("AGPL-3.0-or-later"));
    for line in ["  localisationReady: true", "    - fr", "    - en", "  contacts:"] {
        assert!(yaml.lines().any(|l| l == line), "publiccode.yml: {line}");
    }
    assert!(text("LICENSE").contains("GNU AFFERO GENERAL PUBLIC LICENSE"));
}

/// Every file has a licence: one line for ours, one for each thing that came from elsewhere, each with its text.
#[test]
fn ops_18_every_file_has_a_licence_and_every_licence_its_text() {
    let reuse: toml::Table = text("REUSE.toml").parse().expect("a table");
    assert_eq!(reuse["version"].as_integer(), Some(1));
    let (mut whole, mut named) = (false, Vec::new());
    for one in reuse["annotations"].as_array().expect("annotations") {
        assert!(!one["SPDX-FileCopyrightText"].to_string().is_empty());
        let licence = one["SPDX-License-Identifier"].as_str().expect("a licence");
        assert!(
            root().join(format!("LICENSES/{licence}.txt")).exists(),
            "no text of {licence}"
        );
        let paths = one["path"]
            .as_array()
            .map_or_else(|| vec![one["path"].clone()], Clone::clone);
        for path in paths.iter().filter_map(toml::Value::as_str) {
            whole |= path == "**";
            let plain = path.split('*').next().unwrap_or_default();
            named.push(plain.to_owned());
            let folder = plain.rfind('/').map_or("", |at| &plain[..at]);
            assert!(
                root()
                    .join(if plain.len() == path.len() { path } else { folder })
                    .exists(),
                "{path} is not there"
            );
        }
    }
    assert!(whole, "what is not named otherwise is ours");
    // Everything vendored is named.
    named.retain(|plain| !plain.is_empty());
    for line in text("assets/VENDORED.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
    {
        let file = format!("assets/{}", line.split('`').nth(1).expect("a file"));
        let known = named.iter().any(|plain| file.starts_with(plain.as_str()));
        assert!(known, "REUSE.toml does not name {file}");
    }
}

/// What the product is built from is locked, judged by its licences, and holds no unsafe code of ours.
#[test]
fn sec_38_and_ops_20_what_it_is_built_from_is_locked_and_judged() {
    assert!(text("Cargo.lock").contains("name = \"terreau-server\""));
    let deny: toml::Table = text("deny.toml").parse().expect("a table");
    assert_eq!(deny["advisories"]["yanked"].as_str(), Some("deny"));
    assert!(
        deny["advisories"]["ignore"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
    assert!(
        deny["licenses"]["allow"]
            .as_array()
            .is_some_and(|list| list.len() > 5)
    );
    assert!(text("bin/test").contains("cargo-deny"), "bin/test asks it");
    assert_eq!(
        workspace()["workspace"]["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
    for folder in std::fs::read_dir(root().join("crates"))
        .expect("a folder")
        .flatten()
    {
        let manifest = std::fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest");
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{}",
            folder.path().display()
        );
    }
}

/// No look, font or class of the State's design system: it is not a town's to use.
#[test]
fn ux_01_nothing_of_the_design_system_of_the_state() {
    let listed = std::process::Command::new("git")
        .args(["ls-files", "assets", "crates"])
        .current_dir(root())
        .output();
    let listed = String::from_utf8(listed.expect("git").stdout).expect("text");
    let mut read = 0;
    for path in listed.lines() {
        let lower = path.to_lowercase();
        assert!(
            !lower.contains("marianne") && !lower.contains("dsfr") && !lower.contains("spectral"),
            "{path}"
        );
        if [".css", ".html"].iter().any(|end| path.ends_with(end)) {
            let Ok(text) = std::fs::read_to_string(root().join(path)) else {
                continue;
            };
            let text = text.to_lowercase();
            for sign in ["marianne", "dsfr", ".fr-btn", "class=\"fr-", "spectral"] {
                assert!(!text.contains(sign), "{path}: {sign}");
            }
            read += 1;
        }
    }
    assert!(read > 80, "{read}");
}

/// The addresses of services are settings, and the one that was closed is nowhere.
#[test]
fn ux_11_no_old_address_service() {
    let listed = std::process::Command::new("git")
        .args(["ls-files", "crates", "docs", "assets/js"])
        .current_dir(root())
        .output();
    for path in String::from_utf8(listed.expect("git").stdout)
        .expect("text")
        .lines()
    {
        if let Ok(text) = std::fs::read_to_string(root().join(path)) {
            assert!(!text.contains("api-adresse.data.gouv.fr"), "{path}");
        }
    }
}

/// Nothing goes out of the product but letters, and what the one guarded client sends to the hosts that the operator
/// names: no other client of any kind stands in its source.
#[test]
fn sec_28_and_priv_34_nothing_goes_out_but_letters_and_through_the_guard() {
    let listed = std::process::Command::new("git")
        .args(["ls-files", "crates"])
        .current_dir(root())
        .output();
    let mut read = 0;
    for path in String::from_utf8(listed.expect("git").stdout)
        .expect("text")
        .lines()
        .filter(|path| path.ends_with(".rs") && path.contains("/src/") && !path.contains("test"))
    {
        let Ok(text) = std::fs::read_to_string(root().join(path)) else {
            continue;
        };
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path == "crates/kit/src/outgoing.rs" {
            continue;
        }
        for client in [
            "reqwest::",
            "TcpStream::connect",
            "UdpSocket",
            "hyper::client",
            "hyper_util::client",
        ] {
            assert!(!product.contains(client), "{path}: {client}");
        }
        let letters = product.contains("lettre::") && !path.starts_with("crates/kit/src/");
        assert!(!letters, "{path} writes letters beside the one way out");
        read += 1;
    }
    assert!(read > 200, "{read}");
}
