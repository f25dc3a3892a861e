//! What can be judged of a page from its HTML alone. Reads the tags of our own templates, which are well formed; a
//! browser checks the rest.

mod read;
mod rules;
#[cfg(test)]
mod tests;

pub use read::tags;
use rules::{clean, fields, frame, headings, names};

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
