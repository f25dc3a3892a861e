//! The rules, one function for those that belong together.

use std::collections::BTreeSet;

use super::read::{Tag, first_party, in_named_section, named, within, words};

/// Headings: one of the first level, none skipped (A11Y-09).
pub fn headings(tags: &[Tag<'_>], found: &mut Vec<String>) {
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
pub fn frame(tags: &[Tag<'_>], lang: &str, found: &mut Vec<String>) {
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
pub fn fields(tags: &[Tag<'_>], found: &mut Vec<String>) {
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
pub fn names(tags: &[Tag<'_>], found: &mut Vec<String>) {
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
pub fn clean(tags: &[Tag<'_>], found: &mut Vec<String>) {
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
