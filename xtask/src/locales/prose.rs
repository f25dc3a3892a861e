//! The French people read: messages, shipped pages and guides in Markdown, the demonstration. Code, links and
//! markup are left out.

use crate::tree::{File, Tree};

use super::ftl::Words;

/// A piece of text with its place.
pub struct Piece {
    pub path: String,
    pub line: usize,
    pub text: String,
}

/// Every French text of the repository.
pub fn french(tree: &Tree, words: &Words) -> Vec<Piece> {
    let mut found = Vec::new();
    for message in words.messages.iter().filter(|m| m.lang == "fr") {
        let piece = |text: &String| Piece {
            path: message.path.clone(),
            line: message.line,
            text: text.clone(),
        };
        found.extend(message.texts.iter().map(piece));
    }
    for file in tree.ending(".fr.md") {
        found.extend(markdown(file));
    }
    for file in tree
        .ending(".toml")
        .filter(|file| file.path.contains("/demo/content/"))
    {
        found.extend(demonstration(file));
    }
    found
}

fn markdown(file: &File) -> Vec<Piece> {
    let (mut fenced, mut head) = (false, file.text.starts_with("---\n"));
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        if head {
            head = at == 0 || line != "---";
            continue;
        }
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with("    ") && !is_ruler(line) {
            found.push(Piece {
                path: file.path.clone(),
                line: at + 1,
                text: plain(line),
            });
        }
    }
    found
}

fn is_ruler(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A line without code spans, link targets, addresses and tags.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '`' => rest[1..].find('`').map(|n| n + 2),
            '<' => rest.find('>').map(|n| n + 1),
            ']' if rest.starts_with("](") => rest.find(')').map(|n| n + 1),
            '{' if rest.starts_with("{{") => rest.find("}}").map(|n| n + 2),
            'h' if rest.starts_with("http") => rest.find([' ', '\u{a0}', ')']).or(Some(rest.len())),
            '!' if rest.starts_with("![") => Some(1),
            _ => None,
        };
        match end {
            Some(end) => {
                out.push(super::ftl::VARIABLE);
                rest = &rest[end..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

fn demonstration(file: &File) -> Vec<Piece> {
    fn gather(value: &toml::Value, found: &mut Vec<String>) {
        match value {
            toml::Value::String(text) if text.contains(' ') => found.push(text.clone()),
            toml::Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            toml::Value::Table(items) => {
                let french = items.iter().filter(|(key, _)| !key.ends_with("_en"));
                french.for_each(|(_, item)| gather(item, found));
            }
            _ => {}
        }
    }
    let mut texts = Vec::new();
    if let Ok(table) = toml::from_str(&file.text) {
        gather(&toml::Value::Table(table), &mut texts);
    }
    let place = |text: &str| {
        file.text
            .find(text.lines().next()?)
            .map(|at| crate::rust::line_of(&file.text, at))
    };
    let piece = |text: String| Piece {
        path: file.path.clone(),
        line: place(&text).unwrap_or(0),
        text: plain(&text),
    };
    texts.into_iter().map(piece).collect()
}

/// How long sentences are, by kind of text.
pub fn sentences(prose: &[Piece]) -> Vec<String> {
    let kinds = [
        ("messages", ".ftl"),
        ("pages and guides", ".fr.md"),
        ("demonstration", ".toml"),
    ];
    let measure = |(kind, end): (&str, &str)| {
        let pieces = prose.iter().filter(|piece| piece.path.ends_with(end));
        let lengths: Vec<usize> = pieces.flat_map(|piece| lengths(&piece.text)).collect();
        let long = lengths.iter().filter(|length| **length > 25).count();
        let (number, total) = (lengths.len(), lengths.iter().sum::<usize>());
        let average = (total * 10).checked_div(number)?;
        Some(format!(
            "sentences: {kind}: {number}, {}.{} words on average, {long} above 25",
            average / 10,
            average % 10
        ))
    };
    kinds.into_iter().filter_map(measure).collect()
}

/// Words of each sentence; a label is no sentence.
fn lengths(text: &str) -> Vec<usize> {
    let text = text.replace(['\u{202f}', '\u{a0}'], " ");
    let mut found = Vec::new();
    let mut words = 0;
    for word in text.split_whitespace() {
        words += usize::from(word.chars().any(char::is_alphanumeric));
        let last = word.trim_end_matches(['»', ')', '*', '_']).chars().next_back();
        if matches!(last, Some('.' | '!' | '?' | '…')) && words > 0 {
            found.push(words);
            words = 0;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn code_links_and_heads_are_no_prose() {
        let text = "---\ntitle: x\n---\nVoir `a ; b` et [ici](https://a.fr/?b) !\n```\ncode ;\n```\n|:--|\n";
        let prose = french(&Tree::made_up(&[("a.fr.md", text)]), &Words::default());
        assert_eq!(prose.len(), 1);
        assert_eq!(
            (prose[0].line, prose[0].text.as_str()),
            (4, "Voir \u{FFFC} et [ici\u{FFFC} !")
        );
    }

    #[test]
    fn the_demonstration_is_read() {
        let tree = Tree::made_up(&[(
            "a/demo/content/x.toml",
            "[[idea]]\nslug = \"un-deux\"\ntitle = \"Un banc !\"\nline_en = \"A bench!\"\n",
        )]);
        let prose = french(&tree, &Words::default());
        assert_eq!((prose.len(), prose[0].line), (1, 3));
    }

    #[test]
    fn sentences_are_counted() {
        assert_eq!(lengths("Un deux. Trois quatre cinq\u{202f}! Étiquette"), [2, 3]);
    }
}
