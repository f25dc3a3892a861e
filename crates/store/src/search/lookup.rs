//! Looking terms up in the dictionaries of the index: one term, those that begin alike, those spelled almost alike.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;

use super::error::Error;
use super::view::{EXACT, HEADING, TEXT, View};

/// How many terms of one segment are read for a beginning.
const SCANNED: usize = 1_500;

/// A term that may fill a slot.
#[derive(Clone)]
pub(super) struct Alt {
    pub field: usize,
    pub term: String,
    pub weight: f32,
    /// In how many documents.
    pub df: u64,
    /// Where it stands in each segment.
    pub infos: Vec<Option<TermInfo>>,
}

/// One term, if any document has it.
pub(super) fn find(view: &View, field: usize, term: &str, weight: f32) -> Result<Option<Alt>, Error> {
    let mut infos = Vec::with_capacity(view.parts.len());
    for part in &view.parts {
        infos.push(part.words[field].terms().get(term)?);
    }
    let df: u64 = infos.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
    Ok((df > 0).then(|| Alt {
        field,
        term: term.to_owned(),
        weight,
        df,
        infos,
    }))
}

/// The most frequent terms that begin with `prefix`, without `prefix` itself.
pub(super) fn beginning(
    view: &View,
    field: usize,
    prefix: &str,
    most: usize,
    weight: f32,
) -> Result<Vec<Alt>, Error> {
    let mut seen: HashMap<Vec<u8>, u64> = HashMap::new();
    let mut after = prefix.as_bytes().to_vec();
    after.push(0xff);
    for part in &view.parts {
        let mut stream = part.words[field]
            .terms()
            .range()
            .gt(prefix)
            .lt(&after)
            .into_stream()?;
        let mut left = SCANNED;
        while left > 0 && stream.advance() {
            *seen.entry(stream.key().to_vec()).or_default() += u64::from(stream.value().doc_freq);
            left -= 1;
        }
    }
    best(view, field, seen, most, weight)
}

/// The most frequent terms at one typing mistake of `word`, or two in a long word; with their distance.
pub(super) fn neighbours(
    view: &View,
    field: usize,
    word: &str,
    most: usize,
) -> Result<Vec<(u8, Alt)>, Error> {
    let length = word.chars().count();
    if length < 4 || word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    for distance in 1..=if (8..=20).contains(&length) { 2 } else { 1 } {
        let mut seen = spelled_like(view, field, word, distance)?;
        seen.remove(word.as_bytes());
        let mut found = best(view, field, seen, most * 4, 1.0)?;
        found.sort_by_key(|alt| std::cmp::Reverse(alt.df * if same_start(&alt.term, word) { 4 } else { 1 }));
        found.truncate(most);
        if !found.is_empty() {
            return Ok(found.into_iter().map(|alt| (distance, alt)).collect());
        }
    }
    Ok(Vec::new())
}

/// People seldom mistake the first letter.
fn same_start(left: &str, right: &str) -> bool {
    left.chars().next() == right.chars().next()
}

fn spelled_like(view: &View, field: usize, word: &str, distance: u8) -> Result<HashMap<Vec<u8>, u64>, Error> {
    let of = match field {
        TEXT => view.fields.text,
        EXACT => view.fields.exact,
        HEADING => view.fields.heading,
        _ => view.fields.title,
    };
    let automaton = FuzzyTermQuery::new(Term::from_field_text(of, word), distance, true).automaton()?;
    let mut seen = HashMap::new();
    for part in &view.parts {
        let mut stream = part.words[field].terms().search(&automaton).into_stream()?;
        while stream.advance() {
            *seen.entry(stream.key().to_vec()).or_default() += u64::from(stream.value().doc_freq);
        }
    }
    Ok(seen)
}

fn best(
    view: &View,
    field: usize,
    seen: HashMap<Vec<u8>, u64>,
    most: usize,
    weight: f32,
) -> Result<Vec<Alt>, Error> {
    let mut seen: Vec<(Vec<u8>, u64)> = seen.into_iter().collect();
    seen.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    seen.truncate(most);
    let mut alts = Vec::with_capacity(seen.len());
    for (term, _) in seen {
        alts.extend(find(view, field, &String::from_utf8_lossy(&term), weight)?);
    }
    Ok(alts)
}
