//! People and organisations named in words: `@anna-roux`. Names in code, in links and inside other words (an e-mail
//! address) are none.

use std::collections::BTreeMap;

use comrak::nodes::{NodeLink, NodeValue};
use comrak::{Arena, Node};

use super::tree::{leaf, text};

/// Names read in one text; what comes after them stays as it was written.
pub const MOST: usize = 20;
/// The longest part of an address that is read as a name, in bytes.
const LONG: usize = 80;

/// Whom a name means, by the part of an address that was written: where it leads, and the name that is shown.
pub type Names = BTreeMap<String, (String, String)>;

/// The names of a line, in order: where each begins and ends, with its `@`, and the part of an address it stands for.
fn find(line: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + c.len_utf8();
        let opens = c == '@' && !before.is_alphanumeric() && !matches!(before, '@' | '.' | '_' | '-' | '/');
        if opens {
            let rest = line.get(after..).unwrap_or_default();
            let long = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .unwrap_or(rest.len());
            let name = rest.get(..long).unwrap_or_default().trim_end_matches('-');
            let next = rest.get(name.len()..).and_then(|rest| rest.chars().next());
            let whole = !next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_'));
            if whole && (2..=LONG).contains(&name.len()) {
                found.push((at, after + name.len(), name.to_ascii_lowercase()));
                at = after + name.len();
                before = '-';
                continue;
            }
        }
        before = c;
        at = after;
    }
    found
}

/// Text nodes outside links.
fn texts<'a>(root: Node<'a>) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match &node.data.borrow().value {
            NodeValue::Link(_) => continue,
            NodeValue::Text(_) => found.push(node),
            _ => {}
        }
        waiting.extend(node.reverse_children());
    }
    found
}

fn words(node: Node<'_>) -> String {
    match &node.data.borrow().value {
        NodeValue::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

/// The names written in a tree, in order, each once.
pub(super) fn written(root: Node<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for node in texts(root) {
        for (_, _, name) in find(&words(node)) {
            if all.len() < MOST && !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// Makes a link of each name that means somebody.
pub(super) fn link<'a>(arena: &'a Arena<'a>, root: Node<'a>, names: &Names) {
    if names.is_empty() {
        return;
    }
    for node in texts(root) {
        let line = words(node);
        let mut from = 0;
        for (begin, end, name) in find(&line) {
            let Some((url, shown)) = names.get(&name) else {
                continue;
            };
            let before = line.get(from..begin).unwrap_or_default();
            if !before.is_empty() {
                node.insert_before(text(arena, before.to_owned()));
            }
            let link = leaf(
                arena,
                NodeValue::Link(Box::new(NodeLink {
                    url: url.clone(),
                    title: String::new(),
                })),
            );
            link.append(text(arena, format!("@{shown}")));
            node.insert_before(link);
            from = end;
        }
        if from > 0 {
            let rest = line.get(from..).unwrap_or_default().to_owned();
            node.data.borrow_mut().value = NodeValue::Text(rest.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{named, render, render_naming},
        Names,
    };

    fn names() -> Names {
        let anna = ("/people/anna-roux".to_owned(), "Anna <Roux>".to_owned());
        let roue = (
            "/organisations/la-roue-libre".to_owned(),
            "La Roue libre".to_owned(),
        );
        [("anna-roux".to_owned(), anna), ("la-roue-libre".to_owned(), roue)].into()
    }

    #[test]
    fn names_are_read_where_they_are_names() {
        let text = "Merci @anna-roux, et @La-Roue-Libre ! Écrire à a@exemple.fr ou `@code`. \
                    [@lien](https://a.fr) (@anna-roux) @@x @a @é @b_c";
        assert_eq!(named(text), ["anna-roux", "la-roue-libre"]);
        let many: String = (0..50).map(|n| format!("@nom-{n} ")).collect();
        assert_eq!(named(&many).len(), super::MOST);
    }

    #[test]
    fn names_become_links_and_what_is_unknown_stays() {
        let drawn = render_naming("Bonjour @anna-roux, @inconnue et **@la-roue-libre**.", &names());
        assert_eq!(
            drawn.html.trim(),
            "<p>Bonjour <a href=\"/people/anna-roux\" rel=\"nofollow ugc noopener\">@Anna &lt;Roux&gt;</a>, \
             @inconnue et <strong><a href=\"/organisations/la-roue-libre\" rel=\"nofollow ugc noopener\">@La \
             Roue libre</a></strong>.</p>"
        );
        assert_eq!(
            drawn.plain.trim(),
            "Bonjour @Anna <Roux>, @inconnue et @La Roue libre."
        );
        let same = "Rien de nommé, ici ou là : a@b.fr.";
        assert_eq!(render_naming(same, &names()).html, render(same).html);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_drawn_as_safely_as_without_names(text in ".{0,200}") {
            let drawn = render_naming(&format!("@anna-roux {text} @anna-roux"), &names());
            let plain = render(&drawn.plain);
            proptest::prop_assert!(!drawn.html.contains("<script") && !plain.html.contains("<script"));
        }
    }
}
