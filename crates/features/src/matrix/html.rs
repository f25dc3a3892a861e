//! What can be judged of a page from its HTML alone. Reads the tags of our own templates, which are well formed; a
//! browser checks the rest.

use std::collections::BTreeSet;

/// A tag with its attributes and the text that follows it, up to the next tag.
pub struct Tag<'h> {
    pub name: &'h str,
    pub close: bool,
    attributes: Vec<(&'h str, &'h str)>,
    pub text: &'h str,
}

impl Tag<'_> {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.0 == name).map(|a| a.1)
    }

    fn is(&self, name: &str) -> bool {
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
fn words(tags: &[Tag<'_>], at: usize) -> String {
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
fn within(tags: &[Tag<'_>], at: usize, name: &str) -> bool {
    let turns = tags[..at].iter().filter(|t| t.name == name);
    turns.map(|t| if t.close { -1 } else { 1 }).sum::<i32>() > 0
}

fn named(tag: &Tag<'_>) -> bool {
    ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|n| tag.get(n).is_some_and(|v| !v.is_empty()))
}

fn in_named_section(tags: &[Tag<'_>], at: usize) -> bool {
    within(tags, at, "section") && tags[..at].iter().rfind(|t| t.is("section")).is_some_and(named)
}

fn first_party(address: &str) -> bool {
    !address.starts_with("//")
        && (!address.contains("://")
            || address.starts_with("http://sceaux.test/")
            || address == "http://sceaux.test")
        && !address.starts_with("javascript:")
}

/// Headings: one of the first level, none skipped (A11Y-09).
fn headings(tags: &[Tag<'_>], found: &mut Vec<String>) {
    let levels: Vec<u32> = tags
        .iter()
        .filter(|t| !t.close && t.name.len() == 2 && t.name.starts_with('h'))
        .filter_map(|t| t.name[1..].parse().ok())
        .collect();
    if levels.iter().filter(|l| **l == 1).count() != 1 {
        found.push(format!("A11Y-09: headings {levels:?}"));
    }
    let skipped = levels.windows(2).any(|two| two[1] > two[0] + 1);
    if skipped || levels.first().is_some_and(|l| *l > 2) {
        found.push(format!("A11Y-09: a level is skipped in {levels:?}"));
    }
}

/// Landmarks once, the skip link first, the language of the page (A11Y-07, A11Y-08, A11Y-11).
fn frame(tags: &[Tag<'_>], lang: &str, found: &mut Vec<String>) {
    for name in ["main", "footer", "title", "html"] {
        // A drawing has a title of its own, a comment a foot: neither is the page's.
        let own = |at: usize| !within(tags, at, "svg") && (name != "footer" || !within(tags, at, "main"));
        let count = (0..tags.len())
            .filter(|at| tags[*at].is(name) && own(*at))
            .count();
        if count != 1 {
            found.push(format!("A11Y-08: {count} × {name}"));
        }
    }
    if !tags.iter().any(|t| t.is("nav")) || !tags.iter().any(|t| t.is("header")) {
        found.push("A11Y-08: no nav or header".into());
    }
    let navs: Vec<&str> = tags
        .iter()
        .filter(|t| t.is("nav"))
        .map(|t| {
            t.get("aria-label")
                .or(t.get("aria-labelledby"))
                .unwrap_or_default()
        })
        .collect();
    if navs.len() > 1 && navs.contains(&"") {
        found.push(format!("A11Y-08: several nav, one without a name: {navs:?}"));
    }
    let html = tags.iter().find(|t| t.is("html")).and_then(|t| t.get("lang"));
    if html != Some(lang) {
        found.push(format!("A11Y-11: html lang {html:?} where {lang} was asked"));
    }
    let first = tags
        .iter()
        .skip_while(|t| !t.is("body"))
        .find(|t| t.is("a") || t.is("button"));
    if first.and_then(|t| t.get("href")) != Some("#main") {
        found.push("A11Y-07: the first link does not skip to main".into());
    }
}

/// Every field has a label in words, groups have a legend, ids exist once (A11Y-16, A11Y-18, A11Y-20).
fn fields(tags: &[Tag<'_>], found: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for tag in tags.iter().filter(|t| !t.close) {
        if let Some(id) = tag.get("id")
            && !ids.insert(id)
        {
            found.push(format!("A11Y-04: id {id} twice"));
        }
    }
    for tag in tags.iter().filter(|t| !t.close) {
        for name in [
            "for",
            "aria-describedby",
            "aria-labelledby",
            "aria-controls",
            "list",
        ] {
            let refs = tag.get(name).unwrap_or_default().split_ascii_whitespace();
            found.extend(
                refs.filter(|id| !ids.contains(id))
                    .map(|id| format!("A11Y-18: {name} names {id}, which is not there")),
            );
        }
    }
    let labelled: BTreeSet<&str> = tags
        .iter()
        .filter(|t| t.is("label"))
        .filter_map(|t| t.get("for"))
        .collect();
    for (at, tag) in tags.iter().enumerate() {
        let kind = tag.get("type").unwrap_or_default();
        let typed = ["input", "select", "textarea"].iter().any(|n| tag.is(n));
        // What nobody sees is for programs that keep passwords.
        let unseen = tag.get("aria-hidden") == Some("true") || tag.get("hidden").is_some();
        if !typed || unseen || matches!(kind, "hidden" | "submit" | "button") {
            continue;
        }
        let shown = tag.get("name").unwrap_or_default();
        let has =
            tag.get("id").is_some_and(|id| labelled.contains(id)) || within(tags, at, "label") || named(tag);
        if !has {
            found.push(format!("A11Y-16: {} {shown} has no label", tag.name));
        }
        if kind == "radio"
            && !within(tags, at, "fieldset")
            && !tags[..at].iter().any(|t| t.get("role") == Some("radiogroup"))
        {
            found.push(format!("A11Y-20: radio {shown} without a fieldset"));
        }
        let expected = match kind {
            "password" => &["current-password", "new-password"][..],
            "email" => &["email", "username", "off"],
            _ => continue,
        };
        if !expected.contains(&tag.get("autocomplete").unwrap_or(""))
            && !shown.starts_with("contact_")
            && !shown.starts_with("dpo_")
        {
            found.push(format!("A11Y-19: {kind} {shown} without autocomplete"));
        }
    }
}

/// Links, buttons, pictures and tables say what they are (A11Y-28…, UX-18).
fn names(tags: &[Tag<'_>], found: &mut Vec<String>) {
    for (at, tag) in tags.iter().enumerate().filter(|(_, t)| !t.close) {
        match tag.name {
            "a" | "button" | "legend" | "caption" | "h1" | "h2" | "h3"
                if words(tags, at).is_empty() && !named(tag) =>
            {
                found.push(format!(
                    "A11Y-16: {} {:?} has no name",
                    tag.name,
                    tag.get("href").or(tag.get("name"))
                ));
            }
            "img" => {
                if tag.get("alt").is_none() {
                    found.push(format!("A11Y-31: {:?} has no alternative", tag.get("src")));
                }
                if tag.get("width").is_none() || tag.get("height").is_none() {
                    found.push(format!("UX-18: {:?} has no dimensions", tag.get("src")));
                }
            }
            "table" => {
                let inside = &tags[at..];
                let whole = &inside[..inside
                    .iter()
                    .position(|t| t.close && t.name == "table")
                    .unwrap_or(inside.len())];
                // A section that is named names the table that stands in it.
                let section = in_named_section(tags, at);
                let told = named(tag) || section || whole.iter().any(|t| t.is("caption"));
                if !told || !whole.iter().any(|t| t.is("th") && t.get("scope").is_some()) {
                    found.push("A11Y-36: a table without caption or heads".into());
                }
            }
            _ => {}
        }
    }
}

/// Nothing inline, nothing from elsewhere, nothing that moves by itself (SEC-07, PRIV-06, A11Y-29, UX-01, UX-17).
fn clean(tags: &[Tag<'_>], found: &mut Vec<String>) {
    for tag in tags.iter().filter(|t| !t.close) {
        for (name, value) in &tag.attributes {
            if *name == "style" || (name.starts_with("on") && !name.contains('-')) {
                found.push(format!("SEC-07: {} {name}={value}", tag.name));
            }
            let fetched = match tag.name {
                "script" | "img" | "source" | "iframe" | "video" | "audio" | "use" | "image" => {
                    matches!(*name, "src" | "srcset" | "href")
                }
                "link" => {
                    *name == "href" && !matches!(tag.get("rel"), Some("canonical" | "alternate" | "license"))
                }
                "form" => *name == "action",
                "button" | "input" => *name == "formaction",
                _ => false,
            };
            if fetched && !value.split(',').all(|one| first_party(one.trim())) {
                found.push(format!("PRIV-06: {} fetches {value}", tag.name));
            }
            if value.to_lowercase().contains("captcha") {
                found.push(format!("A11Y-27: {} {name}={value}", tag.name));
            }
            if *name == "class"
                && value
                    .split_ascii_whitespace()
                    .any(|class| class.starts_with("fr-"))
            {
                found.push(format!("UX-01: class {value}"));
            }
            if matches!(*name, "autoplay" | "accesskey" | "target" | "autofocus") {
                found.push(format!("A11Y-29: {} {name}", tag.name));
            }
        }
        let data = tag.get("type") == Some("application/ld+json");
        if tag.name == "script" && tag.get("src").is_none() && !data {
            found.push("SEC-07: a script inside the page".into());
        }
        if matches!(
            tag.name,
            "style" | "iframe" | "marquee" | "blink" | "font" | "center"
        ) || tag
            .get("http-equiv")
            .is_some_and(|v| v.eq_ignore_ascii_case("refresh"))
        {
            found.push(format!("UX-17: {}", tag.name));
        }
    }
}

/// What is wrong with a page.
pub fn faults(html: &str, lang: &str) -> Vec<String> {
    let all = tags(html);
    let mut found = Vec::new();
    headings(&all, &mut found);
    frame(&all, lang, &mut found);
    fields(&all, &mut found);
    names(&all, &mut found);
    clean(&all, &mut found);
    found
}

/// The title of a page.
pub fn title(html: &str) -> &str {
    tags(html)
        .iter()
        .find(|t| t.is("title"))
        .map_or("", |t| t.text)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: &str = r##"<!doctype html><html lang="fr"><head><title>Un</title></head><body>
        <a href="#main">Aller</a><header><nav aria-label="a"></nav></header>
        <main id="main"><h1>Un</h1>BODY</main><footer></footer></body></html>"##;

    const BODY: &str = r#"<h2>Deux</h2><form action="/a"><label for="q">Quoi</label>
        <input id="q" name="q" aria-describedby="h"><p id="h">h</p>
        <fieldset><legend>Choix</legend><label><input type="radio" name="r">Un</label></fieldset></form>
        <img src="/a.jpg" alt="" width="1" height="1">
        <table><caption>t</caption><tr><th scope="col">a</th></tr></table>"#;

    #[test]
    fn each_fault_is_seen_and_a_fine_page_has_none() {
        let faults_with = |body: &str| faults(&FINE.replace("BODY", body), "fr");
        assert_eq!(faults_with(BODY), Vec::<String>::new());
        for (body, id) in [
            ("<h1>Deux</h1>", "A11Y-09"),
            ("<h3>Trois</h3>", "A11Y-09"),
            ("<main></main>", "A11Y-08"),
            ("<nav></nav>", "A11Y-08"),
            ("<input name=\"q\">", "A11Y-16"),
            ("<a href=\"/\"><svg></svg></a>", "A11Y-16"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "A11Y-04"),
            ("<p aria-describedby=\"b\"></p>", "A11Y-18"),
            ("<label><input type=\"radio\" name=\"r\">Un</label>", "A11Y-20"),
            ("<label><input type=\"password\" name=\"p\">Un</label>", "A11Y-19"),
            ("<img src=\"/a\" width=\"1\" height=\"1\">", "A11Y-31"),
            ("<img src=\"/a\" alt=\"\">", "UX-18"),
            ("<table><tr><td>a</td></tr></table>", "A11Y-36"),
            ("<p style=\"color:red\"></p>", "SEC-07"),
            ("<p onclick='a()'></p>", "SEC-07"),
            ("<script>1</script>", "SEC-07"),
            (
                "<img src=\"https://x.example/a\" alt=\"\" width=\"1\" height=\"1\">",
                "PRIV-06",
            ),
            ("<p class=\"a fr-btn\"></p>", "UX-01"),
            ("<div class=\"g-recaptcha\"></div>", "A11Y-27"),
            ("<a href=\"/\" target=\"_blank\">a</a>", "A11Y-29"),
            ("<meta http-equiv=\"refresh\" content=\"1\">", "UX-17"),
        ] {
            let found = faults_with(body);
            assert!(found.iter().any(|f| f.starts_with(id)), "{id} {body}: {found:?}");
        }
        assert!(
            faults(&FINE.replace("BODY", ""), "en")
                .iter()
                .any(|f| f.starts_with("A11Y-11"))
        );
    }
}
