//! The piece of a text that answers best, and the words in it that answer. Never HTML: pieces of plain text and
//! whether each is marked, which the page escapes as any other text.

use std::collections::HashSet;

use terreau_kernel::locale::Locale;

use super::analyser::{Analyser, Word, words};
use super::ask::Marked;
use super::plan::Marks;

/// The length of an extract, in bytes of text, give or take a word.
const LENGTH: usize = 220;
/// How much context stands before the first marked word.
const BEFORE: usize = 50;

/// Marks the words that answer one question, in as many texts as needed.
pub(super) struct Marker<'a> {
    marks: &'a Marks,
    stems: HashSet<&'a str>,
    exact: HashSet<&'a str>,
    starts: HashSet<char>,
    analyser: Analyser,
}

impl<'a> Marker<'a> {
    pub(super) fn new(marks: &'a Marks) -> Marker<'a> {
        let stems: HashSet<&str> = marks.stems.iter().map(String::as_str).collect();
        let exact: HashSet<&str> = marks.exact.iter().map(String::as_str).collect();
        let terms = stems.iter().chain(&exact).copied().chain(marks.prefix.as_deref());
        let starts = terms.filter_map(|term| term.chars().next()).collect();
        Marker {
            marks,
            stems,
            exact,
            starts,
            analyser: Analyser::new(),
        }
    }

    /// A whole text, marked.
    pub(super) fn whole(&mut self, text: &str, lang: Locale) -> Marked {
        let found = self.answering(text, lang);
        cut_at(text, 0..text.len(), found.iter().map(|(word, _)| word))
    }

    /// The best piece of a text, marked, with `…` where it was cut.
    pub(super) fn extract(&mut self, text: &str, lang: Locale) -> Marked {
        let found = self.answering(text, lang);
        let start = best_start(&found);
        let from = floor_word(text, start.saturating_sub(BEFORE));
        let to = ceil_word(text, from + LENGTH);
        let inside = found
            .iter()
            .map(|(word, _)| word)
            .filter(|word| word.start >= from && word.end <= to);
        let mut pieces = cut_at(text, from..to, inside);
        if from > 0 {
            pieces.insert(0, ("…".to_owned(), false));
        }
        if to < text.len() {
            pieces.push(("…".to_owned(), false));
        }
        pieces
    }

    /// How a folded word is written in a text.
    pub(super) fn spelled(text: &str, folded: &str) -> Option<String> {
        words(text)
            .into_iter()
            .find(|word| word.folded == folded)
            .map(|word| word.lower)
    }

    /// The words that answer, each with the term it answers.
    fn answering(&mut self, text: &str, lang: Locale) -> Vec<(Word, String)> {
        let candidates = words(text).into_iter().filter(|word| {
            let start = word.folded.chars().next();
            let whole = word.whole.as_ref().and_then(|whole| whole.chars().next());
            [start, whole]
                .into_iter()
                .flatten()
                .any(|start| self.starts.contains(&start))
        });
        let candidates: Vec<Word> = candidates.collect();
        candidates
            .into_iter()
            .filter_map(|word| self.answers(&word, lang).map(|term| (word, term)))
            .collect()
    }

    fn answers(&mut self, word: &Word, lang: Locale) -> Option<String> {
        if self.exact.contains(word.folded.as_str()) {
            return Some(word.folded.clone());
        }
        if let Some(whole) = word
            .whole
            .as_ref()
            .filter(|whole| self.exact.contains(whole.as_str()))
        {
            return Some(whole.clone());
        }
        if let Some(prefix) = self
            .marks
            .prefix
            .as_ref()
            .filter(|prefix| word.folded.starts_with(prefix.as_str()))
        {
            return Some(prefix.clone());
        }
        self.analyser
            .stems(word, lang)
            .into_iter()
            .find(|stem| self.stems.contains(stem.as_str()))
    }
}

/// Where the window with the most different answers begins.
fn best_start(found: &[(Word, String)]) -> usize {
    let mut best = (0, 0);
    for (at, (word, _)) in found.iter().enumerate().take(400) {
        let window = found[at..]
            .iter()
            .take_while(|(next, _)| next.end <= word.start + LENGTH - BEFORE);
        let different: HashSet<&str> = window.map(|(_, term)| term.as_str()).collect();
        if different.len() > best.0 {
            best = (different.len(), word.start);
        }
    }
    best.1
}

fn floor_word(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let at = text.floor_char_boundary(at);
    text[at..]
        .find(char::is_whitespace)
        .filter(|gap| *gap < 40)
        .map_or(at, |gap| {
            at + gap + text[at + gap..].chars().next().map_or(0, char::len_utf8)
        })
}

fn ceil_word(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    text[at..]
        .find(char::is_whitespace)
        .filter(|gap| *gap < 40)
        .map_or(at, |gap| at + gap)
}

fn cut_at<'w>(text: &str, range: std::ops::Range<usize>, marked: impl Iterator<Item = &'w Word>) -> Marked {
    let mut pieces = Vec::new();
    let mut from = range.start;
    for word in marked {
        if word.start > from {
            pieces.push((text[from..word.start].to_owned(), false));
        }
        if word.start >= from {
            pieces.push((text[word.start..word.end].to_owned(), true));
            from = word.end;
        }
    }
    if from < range.end {
        pieces.push((text[from..range.end].to_owned(), false));
    }
    pieces
}
