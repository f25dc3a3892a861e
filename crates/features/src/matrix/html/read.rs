//! The tags of a page, and what stands in and around them. Reads our own templates, which are well formed.

/// A tag with its attributes and the text that follows it, up to the next tag.
pub struct Tag<'h> {
    pub name: &'h str,
    pub close: bool,
    pub attributes: Vec<(&'h str, &'h str)>,
    pub text: &'h str,
}

impl Tag<'_> {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.0 == name).map(|a| a.1)
    }

    pub fn is(&self, name: &str) -> bool {
        !self.close && self.name == name
    }
}

/// Name and value of each attribute of what stands between `<` and `>`.
fn attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return found;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || "=/".contains(c))
            .unwrap_or(rest.len());
        let name = &rest[..end.max(1)];
        rest = rest[end.max(1)..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            found.push((name, ""));
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| "\"'".contains(*c));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after
                .split_once(|c: char| c.is_ascii_whitespace())
                .unwrap_or((after, "")),
        };
        found.push((name, value));
        rest = next;
    }
}

/// The end of a tag: a `>` outside quotes.
fn end_of(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Every tag of a page, in order.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('!') {
            continue;
        }
        let end = end_of(rest);
        let (inside, after) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
        let close = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let cut = inside
            .find(|c: char| c.is_ascii_whitespace() || c == '/')
            .unwrap_or(inside.len());
        let text = &after[..after.find('<').unwrap_or(after.len())];
        found.push(Tag {
            name: &inside[..cut],
            close,
            attributes: attributes(&inside[cut..]),
            text,
        });
        rest = after;
    }
    found
}

/// The words inside the tag at a place, with the names of its pictures.
pub fn words(tags: &[Tag<'_>], at: usize) -> String {
    let (name, mut depth, mut all) = (tags[at].name, 0, String::new());
    for tag in &tags[at..] {
        if tag.name == name {
            depth += if tag.close { -1 } else { 1 };
        }
        if depth == 0 {
            break;
        }
        for name in ["alt", "aria-label"] {
            all.push_str(tag.get(name).unwrap_or_default());
        }
        all.push_str(tag.text);
    }
    all.trim().to_owned()
}

/// True when the tag at a place stands inside one of a name.
pub fn within(tags: &[Tag<'_>], at: usize, name: &str) -> bool {
    let turns = tags[..at].iter().filter(|t| t.name == name);
    turns.map(|t| if t.close { -1 } else { 1 }).sum::<i32>() > 0
}

pub fn named(tag: &Tag<'_>) -> bool {
    ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|n| tag.get(n).is_some_and(|v| !v.is_empty()))
}

pub fn in_named_section(tags: &[Tag<'_>], at: usize) -> bool {
    within(tags, at, "section") && tags[..at].iter().rfind(|t| t.is("section")).is_some_and(named)
}

pub fn first_party(address: &str) -> bool {
    !address.starts_with("//")
        && (!address.contains("://")
            || address.starts_with("http://sceaux.test/")
            || address == "http://sceaux.test")
        && !address.starts_with("javascript:")
}
