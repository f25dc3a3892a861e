//! Templates: nothing inline, because the content policy of the product refuses it. Letters keep their inline
//! styles: mail programs know nothing else.

use crate::finding::Finding;
use crate::rust::{line_of, positions};
use crate::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree
        .ending(".html")
        .filter(|file| file.path.starts_with("crates/"))
    {
        let text = without_template_code(&file.text);
        let letter = file.path.contains("/mail/");
        for (at, what) in inline(&text) {
            if !(letter && what.contains("style")) {
                found.push(Finding::at("inline", &file.path, line_of(&text, at), what));
            }
        }
    }
    found
}

/// Blanks `{# … #}`, `{% … %}` and `{{ … }}`, keeping places.
fn without_template_code(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        while let Some(from) = out.find(open) {
            let to = out[from..].find(close).map_or(out.len(), |n| from + n + 2);
            let blank: String = out[from..to]
                .bytes()
                .map(|b| if b == b'\n' { '\n' } else { '_' })
                .collect();
            out.replace_range(from..to, &blank);
        }
    }
    out
}

fn inline(text: &str) -> Vec<(usize, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    found.extend(positions(&lower, "<style").map(|at| (at, "an inline style sheet")));
    for at in positions(&lower, "<script") {
        let tag = lower[at..].split('>').next().unwrap_or_default();
        if !tag.contains(" src=") && !tag.contains("application/ld+json") {
            found.push((at, "an inline script"));
        }
    }
    for (from, tag) in tags(&lower) {
        for (at, name) in attributes(tag) {
            if name == "style" {
                found.push((from + at, "an inline style"));
            } else if name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())
            {
                found.push((from + at, "an inline handler"));
            }
        }
    }
    found
}

fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begins = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    positions(text, "<")
        .filter(begins)
        .map(|at| (at, &text[at..at + tag_length(&text[at..])]))
}

/// A `>` between quotes does not end a tag.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('>', None) => return at,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn attributes(tag: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut quote, mut begin) = (None, None);
    for (at, c) in tag.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            (_, Some(_)) => {}
            (c, None) if c.is_whitespace() => begin = Some(at + 1),
            ('=', None) => {
                if let Some(from) = begin.take() {
                    found.push((from, &tag[from..at]));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Tree::made_up(&[(path, text)]))
            .into_iter()
            .map(|f| format!("{}: {}", f.line, f.text))
            .collect()
    }

    #[test]
    fn clean_templates_pass() {
        let text = "<script src=\"a.js\"></script>\n<script type=\"application/ld+json\">{{ json|safe }}</script>\n\
            <p title=\"a > style=b\" data-on=\"x\">{% if a.onclick == \"style=\" %}onload=x{% endif %}</p>";
        assert_eq!(found("crates/a/src/x.html", text), [] as [&str; 0]);
    }

    #[test]
    fn inline_things_are_found() {
        let text =
            "<p style=\"x\">\n<a href=\"{{ a }}\"\n onclick=\"x\">\n<script>x</script><style>x</style>";
        let expected = [
            "4: an inline style sheet",
            "4: an inline script",
            "1: an inline style",
            "3: an inline handler",
        ];
        assert_eq!(found("crates/a/src/x.html", text), expected);
    }

    #[test]
    fn letters_keep_their_styles_only() {
        assert_eq!(
            found("crates/a/src/mail/x.html", "<p style=\"x\" onclick=\"x\">"),
            ["1: an inline handler"]
        );
    }
}
