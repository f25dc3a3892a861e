//! Both languages of a folder hold the same keys with the same variables, and no key stands twice.

use std::collections::BTreeMap;

use crate::finding::Finding;

use super::ftl::{Message, Words};

pub fn check(words: &Words) -> Vec<Finding> {
    let mut seen: BTreeMap<(&str, &str), &Message> = BTreeMap::new();
    let mut found = Vec::new();
    for message in &words.messages {
        if let Some(first) = seen.insert((message.lang, &message.key), message) {
            let text = format!(
                "`{}` stands already in {}:{}",
                message.key, first.path, first.line
            );
            found.push(Finding::at("twice", &message.path, message.line, text));
        }
        if message.texts.iter().all(|text| text.trim().is_empty()) {
            found.push(Finding::at(
                "empty",
                &message.path,
                message.line,
                format!("`{}` says nothing", message.key),
            ));
        }
    }
    for message in &words.messages {
        let (other, name) = if message.lang == "fr" {
            ("en", "en.ftl")
        } else {
            ("fr", "fr.ftl")
        };
        let folder = message.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let twin_path = format!("{folder}/{name}");
        match words
            .find(other, &message.key)
            .find(|twin| twin.path == twin_path)
        {
            None => {
                let text = format!("`{}` is missing in {name} beside it", message.key);
                found.push(Finding::at("language", &message.path, message.line, text));
            }
            Some(twin) if message.lang == "fr" && twin.variables != message.variables => {
                let text = format!(
                    "`{}` has {:?}, in English {:?}",
                    message.key, message.variables, twin.variables
                );
                found.push(Finding::at("variables", &message.path, message.line, text));
            }
            Some(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::ftl;
    use super::*;
    use crate::tree::Tree;

    fn rules(files: &[(&str, &str)]) -> Vec<&'static str> {
        check(&ftl::read(&Tree::made_up(files)).0)
            .into_iter()
            .map(|f| f.rule)
            .collect()
    }

    #[test]
    fn twins_pass() {
        assert!(rules(&[("a/fr.ftl", "x = un { $n }\n"), ("a/en.ftl", "x = { $n } one\n")]).is_empty());
    }

    #[test]
    fn l10n_03_each_difference_is_found() {
        assert_eq!(
            rules(&[("a/fr.ftl", "x = un\ny = deux\n"), ("a/en.ftl", "x = one\n")]),
            ["language"]
        );
        assert_eq!(
            rules(&[("a/fr.ftl", "x = un\n"), ("b/en.ftl", "x = one\n")]),
            ["language", "language"]
        );
        assert_eq!(
            rules(&[("a/fr.ftl", "x = { $n }\n"), ("a/en.ftl", "x = one\n")]),
            ["variables"]
        );
        let twice = [
            ("a/fr.ftl", "x = un\n"),
            ("a/en.ftl", "x = one\n"),
            ("b/fr.ftl", "x = un\n"),
            ("b/en.ftl", "x = one\n"),
        ];
        assert_eq!(rules(&twice), ["twice", "twice"]);
    }
}
