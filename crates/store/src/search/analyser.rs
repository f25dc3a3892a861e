//! From a text to the words that are indexed and searched: apostrophes, acronyms, words glued by case, accents and
//! stems. The same code reads documents and questions, so that both always agree.

use std::collections::HashMap;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use terreau_kernel::locale::Locale;
use terreau_kernel::text::fold;

use super::stop::{is_clitic, is_elided, is_stop};

/// Longer words are cut: nothing that long is a word, and both sides are cut alike.
const LONGEST: usize = 40;
/// How many stems are remembered while documents come in.
const REMEMBERED: usize = 20_000;

/// A word and where it stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, accents kept.
    pub lower: String,
    /// Lower case, accents folded, at most [`LONGEST`] characters.
    pub folded: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The whole of which this is the first part (`openData` gives `open`, `data` and the whole).
    pub whole: Option<String>,
}

/// The words of a text, in order, without elided articles.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut cuts = Vec::new();
        let mut previous = first;
        if !stands_alone(first) {
            while let Some(&(at, next)) = chars.peek() {
                if !continues(text, start, at, next) {
                    break;
                }
                if previous.is_lowercase() && next.is_uppercase() {
                    cuts.push(at);
                }
                end = at + next.len_utf8();
                previous = next;
                chars.next();
            }
        }
        push_word(&mut found, text, start, end, &cuts);
    }
    drop_glue(&mut found, text);
    found
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}')
}

fn continues(text: &str, start: usize, at: usize, next: char) -> bool {
    if next.is_alphanumeric() {
        return !stands_alone(next);
    }
    is_mark(next) || (next == '.' && is_acronym(&text[start..at], &text[at + 1..]))
}

/// `S.N.C.F.` is one word: single letters, each before a dot that another single letter follows.
fn is_acronym(before: &str, after: &str) -> bool {
    let single = |piece: &str| piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic);
    let next: String = after
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(2)
        .collect();
    single(&next) && before.split('.').all(single)
}

fn push_word(found: &mut Vec<Word>, text: &str, start: usize, end: usize, cuts: &[usize]) {
    let mut from = start;
    let first = found.len();
    for &to in cuts.iter().chain([&end]) {
        found.push(word(&text[from..to], from, to));
        from = to;
    }
    if !cuts.is_empty() {
        found[first].whole = Some(word(&text[start..end], start, end).folded);
    }
}

fn word(raw: &str, start: usize, end: usize) -> Word {
    let clean: String = raw
        .chars()
        .filter(|c| *c != '.' && !matches!(c, '\u{ad}' | '\u{200d}'))
        .take(LONGEST)
        .collect();
    let lower = clean.to_lowercase();
    let folded = if lower.is_ascii() {
        lower.clone()
    } else {
        fold(&lower).replace(char::is_whitespace, "")
    };
    Word {
        lower,
        folded,
        start,
        end,
        whole: None,
    }
}

/// Joins `aujourd’hui`, drops `l’`, `qu’` and the like, and the `’s` of English.
fn drop_glue(found: &mut Vec<Word>, text: &str) {
    let mut kept: Vec<Word> = Vec::with_capacity(found.len());
    let mut glued = false;
    let mut all = std::mem::take(found).into_iter().peekable();
    while let Some(mut word) = all.next() {
        let glue = all
            .peek()
            .is_some_and(|next| is_apostrophe(&text[word.end..next.start]));
        let clitic = glued && is_clitic(&word.folded) && !glue;
        glued = glue;
        if glue && word.folded == "aujourd" {
            if let Some(next) = all.next() {
                word.lower.push_str(&next.lower);
                word.folded.push_str(&next.folded);
                word.end = next.end;
            }
            glued = false;
            kept.push(word);
        } else if !(clitic || word.folded.is_empty() || glue && is_elided(&word.folded)) {
            kept.push(word);
        }
    }
    *found = kept;
}

fn is_apostrophe(between: &str) -> bool {
    matches!(between, "'" | "’" | "‘" | "ʼ" | "`" | "´" | "＇" | "′")
}

/// Snowball leaves the plural of French words in a vowel: `vélos`, `élus`, `menus`, `taxis`, `agendas`.
fn singular(mut stem: String, lang: Locale) -> String {
    let plural = ["as", "is", "os", "us"].iter().any(|end| stem.ends_with(end));
    if lang == Locale::Fr && plural && stem.chars().count() > 3 {
        stem.pop();
    }
    stem
}

/// Finds stems, and remembers them.
pub(super) struct Analyser {
    french: TextAnalyzer,
    english: TextAnalyzer,
    known: HashMap<(Locale, String), String>,
}

impl Analyser {
    pub(super) fn new() -> Analyser {
        let stemmer = |language| {
            TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(language))
                .build()
        };
        Analyser {
            french: stemmer(Language::French),
            english: stemmer(Language::English),
            known: HashMap::new(),
        }
    }

    /// The Snowball stem of a word in lower case.
    pub(super) fn stem(&mut self, word: &str, lang: Locale) -> String {
        let key = (lang, word.to_owned());
        if let Some(stem) = self.known.get(&key) {
            return stem.clone();
        }
        let analyser = match lang {
            Locale::Fr => &mut self.french,
            Locale::En => &mut self.english,
        };
        let mut stream = analyser.token_stream(word);
        let stem = if stream.advance() {
            stream.token().text.clone()
        } else {
            word.to_owned()
        };
        drop(stream);
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(key, stem.clone());
        stem
    }

    /// The folded stems of a word: of its folded form, and of its accented form where that differs, since typing
    /// `societes` and typing `sociétés` must find the same.
    pub(super) fn stems(&mut self, word: &Word, lang: Locale) -> Vec<String> {
        let mut stems = vec![singular(self.stem(&word.folded, lang), lang)];
        if word.lower != word.folded {
            let accented = singular(fold(&self.stem(&word.lower, lang)), lang);
            if accented != stems[0] && !accented.is_empty() {
                stems.push(accented);
            }
        }
        stems
    }

    /// Appends the stems and the folded words of a text, each separated by a space, `times` times for the stems.
    pub(super) fn feed(&mut self, text: &str, lang: Locale, times: usize, out: &mut Terms) {
        for word in words(text) {
            if let Some(whole) = &word.whole {
                out.push_stem(whole, times);
                out.push_exact(whole);
            }
            if is_stop(&word.folded, lang) {
                continue;
            }
            for stem in self.stems(&word, lang) {
                out.push_stem(&stem, times);
            }
            out.push_exact(&word.folded);
        }
    }
}

/// The terms of a document, ready for the index, which splits at spaces.
#[derive(Default)]
pub(super) struct Terms {
    pub stems: String,
    pub exact: String,
}

impl Terms {
    fn push_stem(&mut self, stem: &str, times: usize) {
        for _ in 0..times {
            self.stems.push_str(stem);
            self.stems.push(' ');
        }
    }

    fn push_exact(&mut self, word: &str) {
        self.exact.push_str(word);
        self.exact.push(' ');
    }
}
