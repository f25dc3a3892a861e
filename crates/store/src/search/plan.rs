//! From what was typed to what is looked up: each word becomes a slot that several terms may fill: its stems in both
//! languages, the word as written, words that begin with it while it is being typed, and, where nobody wrote it,
//! words one typing mistake away.

use terreau_kernel::locale::Locale;

use super::analyser::{Analyser, Word, words};
use super::error::Error;
use super::lookup::{Alt, beginning, find, neighbours};
use super::schema::cut;
use super::stop::is_stop;
use super::view::{EXACT, HEADING, TEXT, TITLE, View};

/// What of a question is read.
const TYPED_CHARS: usize = 500;
/// How many of its words are searched.
const WORDS: usize = 16;
/// The weight of the word as written, beside its stem.
const AS_WRITTEN: f32 = 0.5;
/// The weight of a stem in a title, beside the whole text.
const AS_TITLED: f32 = 0.6;
/// A word found in so few documents may be a mistake.
const RARE: u64 = 2;

/// One word of the question.
pub(super) struct Slot {
    /// Any of these fills it; the best one counts.
    pub mains: Vec<Alt>,
    /// Each counts besides, where it is present too.
    pub bonuses: Vec<Alt>,
    pub idf: f32,
    pub df: u64,
}

/// A spelling that was searched instead of the one typed.
pub(super) struct Correction {
    start: usize,
    end: usize,
    pub folded: String,
}

/// Which words of a document answer the question.
#[derive(Default)]
pub(super) struct Marks {
    pub stems: Vec<String>,
    pub exact: Vec<String>,
    pub prefix: Option<String>,
}

#[derive(Default)]
pub(super) struct Plan {
    pub slots: Vec<Slot>,
    pub corrections: Vec<Correction>,
    pub marks: Marks,
    typed: String,
    /// How rare the words are together, those that nobody wrote included.
    pub mass: f32,
    /// Nothing at all was typed, which is not the same as words that nobody wrote.
    pub blank: bool,
}

/// Reads a question.
pub(super) struct Planner<'a> {
    view: &'a View,
    lang: Locale,
    analyser: Analyser,
    plan: Plan,
}

impl<'a> Planner<'a> {
    pub(super) fn new(view: &'a View, lang: Locale) -> Planner<'a> {
        Planner {
            view,
            lang,
            analyser: Analyser::new(),
            plan: Plan::default(),
        }
    }

    /// A search over everything written.
    pub(super) fn texts(mut self, typed: &str) -> Result<Plan, Error> {
        let (wanted, typing) = self.read(typed, false);
        for (at, word) in wanted.iter().enumerate() {
            let slot = self.slot(word, typing && at + 1 == wanted.len())?;
            if slot.df > 0 || !self.mended(word)? {
                self.plan.slots.push(slot);
            }
            if at > 0 {
                self.joined(&wanted[at - 1], word)?;
            }
        }
        self.plan.mass = self.plan.slots.iter().map(|slot| slot.idf).sum();
        if self.plan.slots.iter().any(|slot| slot.df > 0) {
            self.plan.slots.retain(|slot| slot.df > 0);
        }
        Ok(self.plan)
    }

    /// A text that somebody finished: the stems of its words, nothing to complete, to correct or to mend.
    pub(super) fn written(mut self, text: &str) -> Result<Plan, Error> {
        let (wanted, _) = self.read(text, false);
        for word in &wanted {
            let mut mains: Vec<Alt> = Vec::new();
            for stem in self.analyser.stems(word, self.lang) {
                mains.extend(find(self.view, TEXT, &stem, 1.0)?);
            }
            if !mains.is_empty() {
                let bonuses = self.titled(&mains)?;
                self.plan.slots.push(self.filled(mains, bonuses));
            }
        }
        Ok(self.plan)
    }

    /// A search over titles as they are typed: whole words, and the beginning of the last one.
    pub(super) fn titles(mut self, typed: &str) -> Result<Plan, Error> {
        let (wanted, typing) = self.read(typed, true);
        for (at, word) in wanted.iter().enumerate() {
            let mut mains: Vec<Alt> = find(self.view, TITLE, &word.folded, 1.0)?.into_iter().collect();
            if typing && at + 1 == wanted.len() {
                mains.extend(beginning(self.view, TITLE, &word.folded, 64, 0.8)?);
                self.plan.marks.prefix = Some(word.folded.clone());
            }
            if mains.is_empty() {
                mains = neighbours(self.view, TITLE, &word.folded, 3)?
                    .into_iter()
                    .map(|(_, alt)| alt)
                    .collect();
            }
            self.remember(&mains);
            self.plan.slots.push(self.filled(mains, Vec::new()));
        }
        Ok(self.plan)
    }

    /// The words worth searching, and whether the last one is still being typed. A common word may be the beginning
    /// of another: `with_last` keeps it.
    fn read(&mut self, typed: &str, with_last: bool) -> (Vec<Word>, bool) {
        let typed = cut(typed, TYPED_CHARS).to_lowercase();
        self.plan.blank = typed.trim().is_empty();
        let all = words(&typed);
        let typing = all.last().is_some_and(|word| word.end == typed.len());
        self.plan.typed = typed;
        let mut kept: Vec<Word> = Vec::new();
        let last = all.last().filter(|_| with_last && typing).map(|word| word.start);
        for word in all
            .iter()
            .filter(|word| Some(word.start) == last || !is_stop(&word.folded, self.lang))
        {
            if kept.iter().all(|known| known.folded != word.folded) {
                kept.push(word.clone());
            }
        }
        let ends_kept = kept.last().map(|word| word.end) == all.last().map(|word| word.end);
        if kept.is_empty() {
            kept = all;
        }
        kept.truncate(WORDS);
        let typing = typing && (ends_kept || kept.len() == 1);
        (kept, typing)
    }

    fn slot(&mut self, word: &Word, typing: bool) -> Result<Slot, Error> {
        let mut mains = self.inflected(word)?;
        let mut bonuses = self.titled(&mains)?;
        bonuses.extend(find(self.view, EXACT, &word.folded, AS_WRITTEN)?);
        self.plan.marks.exact.push(word.folded.clone());
        let known = mains.iter().map(|alt| alt.df).max().unwrap_or(0);
        if typing && (known == 0 || word.folded.len() > 1) {
            let weight = if known == 0 { 0.8 } else { 0.4 };
            mains.extend(beginning(self.view, EXACT, &word.folded, 12, weight)?);
            self.plan.marks.prefix = Some(word.folded.clone());
        }
        let reached: u64 = mains.iter().map(|alt| alt.df).sum();
        if reached <= RARE && !is_stop(&word.folded, self.lang) {
            let typed = mains.len();
            self.corrected(word, reached, &mut mains)?;
            bonuses.extend(self.titled(&mains[typed..])?);
        }
        self.remember(&mains);
        Ok(self.filled(mains, bonuses))
    }

    /// The same stems in titles.
    fn titled(&self, stems: &[Alt]) -> Result<Vec<Alt>, Error> {
        let mut bonuses = Vec::with_capacity(stems.len());
        for stem in stems {
            bonuses.extend(find(self.view, HEADING, &stem.term, stem.weight * AS_TITLED)?);
        }
        Ok(bonuses)
    }

    /// The stems of a word in both languages.
    fn inflected(&mut self, word: &Word) -> Result<Vec<Alt>, Error> {
        let mut mains: Vec<Alt> = Vec::new();
        for lang in [self.lang, other(self.lang)] {
            for stem in self.analyser.stems(word, lang) {
                if mains.iter().all(|alt| alt.term != stem) {
                    mains.extend(find(
                        self.view,
                        TEXT,
                        &stem,
                        if lang == self.lang { 1.0 } else { 0.9 },
                    )?);
                }
            }
        }
        Ok(mains)
    }

    /// Adds what stands one typing mistake away, and keeps the most frequent for "did you mean".
    fn corrected(&mut self, word: &Word, reached: u64, mains: &mut Vec<Alt>) -> Result<(), Error> {
        let near = neighbours(self.view, EXACT, &word.folded, 3)?;
        let Some(best) = near.first().map(|(_, alt)| alt.df) else {
            return Ok(());
        };
        if best < reached * 10 {
            return Ok(());
        }
        for (_, alt) in near {
            let meant = Word {
                lower: alt.term.clone(),
                folded: alt.term.clone(),
                ..word.clone()
            };
            let weight = if alt.df == best { 0.8 } else { 0.5 };
            for mut inflected in self.inflected(&meant)? {
                inflected.weight *= weight;
                mains.push(inflected);
            }
            if alt.df == best {
                self.plan.corrections.push(Correction {
                    start: word.start,
                    end: word.end,
                    folded: alt.term,
                });
            }
        }
        Ok(())
    }

    /// Cuts a word nobody wrote into two that many did (`opendata`).
    fn mended(&mut self, word: &Word) -> Result<bool, Error> {
        let mut best: Option<(u64, Alt, Alt)> = None;
        for (cut, _) in word.folded.char_indices().skip(2).take(24) {
            let (left, right) = word.folded.split_at(cut);
            if right.len() < 3 {
                break;
            }
            let (Some(left), Some(right)) = (
                find(self.view, EXACT, left, 0.9)?,
                find(self.view, EXACT, right, 0.9)?,
            ) else {
                continue;
            };
            let support = left.df.min(right.df);
            if best.as_ref().is_none_or(|(known, ..)| support > *known) {
                best = Some((support, left, right));
            }
        }
        let Some((_, left, right)) = best else {
            return Ok(false);
        };
        let folded = format!("{} {}", left.term, right.term);
        self.plan.corrections.push(Correction {
            start: word.start,
            end: word.end,
            folded,
        });
        for alt in [left, right] {
            self.remember(std::slice::from_ref(&alt));
            let slot = self.filled(vec![alt], Vec::new());
            self.plan.slots.push(slot);
        }
        Ok(true)
    }

    /// Lets `co voiturage` find `covoiturage`.
    fn joined(&mut self, left: &Word, right: &Word) -> Result<(), Error> {
        let count = self.plan.slots.len();
        if count < 2 || left.folded.len() + right.folded.len() > 30 {
            return Ok(());
        }
        let whole = format!("{}{}", left.folded, right.folded);
        let Some(alt) = find(self.view, EXACT, &whole, 0.9)? else {
            return Ok(());
        };
        self.remember(std::slice::from_ref(&alt));
        for slot in &mut self.plan.slots[count - 2..] {
            slot.df = slot.df.max(alt.df);
            slot.mains.push(alt.clone());
        }
        Ok(())
    }

    fn remember(&mut self, alts: &[Alt]) {
        for alt in alts {
            let known = if alt.field == TEXT {
                &mut self.plan.marks.stems
            } else {
                &mut self.plan.marks.exact
            };
            known.push(alt.term.clone());
        }
    }

    fn filled(&self, mains: Vec<Alt>, bonuses: Vec<Alt>) -> Slot {
        let df = mains.iter().map(|alt| alt.df).sum::<u64>().min(self.view.docs);
        let rarity = (self.view.docs - df) as f32 + 0.5;
        Slot {
            mains,
            bonuses,
            idf: (1.0 + rarity / (df as f32 + 0.5)).ln(),
            df,
        }
    }
}

fn other(lang: Locale) -> Locale {
    match lang {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    }
}

impl Plan {
    /// What was typed, with each correction written as `spell` knows it.
    pub(super) fn corrected(&self, spell: impl Fn(&str) -> String) -> Option<String> {
        let mut text = self.typed.clone();
        let mut corrections: Vec<&Correction> = self.corrections.iter().collect();
        corrections.sort_by_key(|correction| std::cmp::Reverse(correction.start));
        corrections.dedup_by_key(|correction| correction.start);
        for correction in &corrections {
            text.replace_range(correction.start..correction.end, &spell(&correction.folded));
        }
        (!corrections.is_empty()).then(|| text.trim().to_owned())
    }
}
