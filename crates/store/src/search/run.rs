//! Walking through the postings: which documents fill enough slots, how well, and which are the best.
//!
//! Scores are BM25 (Robertson and Zaragoza, 2009) summed over slots, times a small bonus for support. Only the rarest
//! slots bring candidates forward; the common ones are looked up for the candidates they cannot exclude.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED};

use super::ask::{Facets, Sort};
use super::doc::Kind;
use super::error::Error;
use super::gate::{Gate, Wanted};
use super::lookup::Alt;
use super::plan::{Plan, Slot};
use super::view::{Part, View, WORDY, value};

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Where every slot is optional, how many postings may bring candidates forward.
const BUDGET: u64 = 150_000;

/// What a word that fills its slot as well as can be scores at most, beside its rarity.
pub(super) const FULL: f32 = K1 + 1.0;

/// Kind and support together make no more of a score than this: most documents need not be weighed.
const MOST: f32 = 1.35;

/// How a plan is run.
pub(super) struct Run<'a> {
    pub view: &'a View,
    pub gates: Vec<String>,
    pub wanted: Wanted,
    pub sort: Sort,
    /// How many of the best are kept.
    pub keep: usize,
    /// Whether totals by facet are wanted.
    pub counting: bool,
    /// How many postings may bring candidates forward; the rarest words come first, and one of them always does.
    pub budget: Option<u64>,
}

/// A document found.
#[derive(Clone, Copy)]
pub(super) struct Scored {
    pub key: f64,
    pub at: i64,
    pub address: DocAddress,
}

/// What a run found, the best first.
#[derive(Default)]
pub(super) struct Outcome {
    pub total: u64,
    pub best: Vec<Scored>,
    pub facets: Facets,
}

impl Run<'_> {
    /// Runs a plan; a document must fill slots worth `share` of all of them (by idf), from 0 (any slot) to 1 (all).
    pub(super) fn over(&self, plan: &Plan, share: f32) -> Result<Outcome, Error> {
        let mut outcome = Outcome::default();
        let mut best = Best {
            keep: self.keep,
            heap: BinaryHeap::new(),
        };
        let norms = self.view.lengths.map(|lengths| lengths.map(norm_table));
        for (ord, part) in self.view.parts.iter().enumerate() {
            let reader = &self.view.searcher.segment_readers()[ord];
            let mut gate = Gate::new(part, reader, &self.gates, &self.wanted, self.counting)?;
            if gate.is_shut() {
                continue;
            }
            let mut walk = Walk {
                run: self,
                part,
                ord: ord as u32,
                gate: &mut gate,
                best: &mut best,
                norms: &norms,
                total: 0,
            };
            if plan.blank {
                walk.everything(reader);
            } else {
                walk.matching(plan, share)?;
            }
            outcome.total += walk.total;
            if self.counting {
                gate.pour(&mut outcome.facets)?;
            }
        }
        outcome.best = best.into_sorted();
        Ok(outcome)
    }
}

/// One segment being walked through.
struct Walk<'a, 'b> {
    run: &'a Run<'a>,
    part: &'a Part,
    ord: u32,
    gate: &'b mut Gate<'a>,
    best: &'b mut Best,
    norms: &'b [Norms; Kind::ALL.len()],
    total: u64,
}

impl Walk<'_, '_> {
    fn everything(&mut self, reader: &SegmentReader) {
        for doc in 0..reader.max_doc() {
            if self.gate.sees(doc) {
                self.meet(doc, 0.0);
            }
        }
    }

    fn matching(&mut self, plan: &Plan, share: f32) -> Result<(), Error> {
        let mut cursors = open_slots(self.part, self.ord as usize, plan)?;
        let mass: f32 = cursors.iter().map(|slot| slot.idf).sum();
        let needed = mass * share - 1e-3;
        let budget = self.run.budget.or((share <= 0.0).then_some(BUDGET));
        let drivers = drivers(&mut cursors, needed, budget);
        let (optional, driving) = cursors.split_at_mut(drivers);
        loop {
            let doc = driving.iter().map(|slot| slot.doc).min().unwrap_or(TERMINATED);
            if doc == TERMINATED {
                return Ok(());
            }
            if self.gate.sees(doc) && self.gate.may_be(doc) {
                let mut filled: f32 = driving
                    .iter()
                    .filter(|slot| slot.doc == doc)
                    .map(|slot| slot.idf)
                    .sum();
                for slot in optional.iter_mut() {
                    slot.seek(doc);
                    filled += if slot.doc == doc { slot.idf } else { 0.0 };
                }
                if filled >= needed {
                    let slots = optional
                        .iter_mut()
                        .chain(driving.iter_mut())
                        .filter(|slot| slot.doc == doc);
                    let norms = &self.norms[self.part.kind(doc) as usize];
                    let score = slots.map(|slot| slot.score(doc, norms, &self.part.norms)).sum();
                    self.meet(doc, score);
                }
            }
            for slot in driving.iter_mut().filter(|slot| slot.doc == doc) {
                slot.advance();
            }
        }
    }

    /// Counts a document, and keeps it if it is among the best.
    fn meet(&mut self, doc: u32, score: f32) {
        if !self.gate.counts(doc) {
            return;
        }
        self.total += 1;
        let key = match self.run.sort {
            Sort::Relevance if !self.best.wants(f64::from(score * MOST)) => return,
            Sort::Relevance => f64::from(self.weighed(doc, score)),
            Sort::Newest => value(&self.part.at, doc) as f64,
            Sort::Weight => value(&self.part.weight, doc),
        };
        if self.best.wants(key) {
            let at = value(&self.part.at, doc);
            self.best.push(Scored {
                key,
                at,
                address: DocAddress::new(self.ord, doc),
            });
        }
    }

    /// Support adds at most a fifth: it decides between equals, it does not make a match.
    fn weighed(&self, doc: u32, score: f32) -> f32 {
        let support = value(&self.part.weight, doc) as f32;
        score * self.part.kind(doc).prior() * (1.0 + 0.03 * (1.0 + support).ln().min(7.0))
    }
}

/// The length of each field of one kind, as it divides term frequencies.
type Norms = [[f32; 256]; WORDY];

fn norm_table(average: f32) -> [f32; 256] {
    let mut table = [0.0; 256];
    for (id, norm) in table.iter_mut().enumerate() {
        *norm = K1 * (1.0 - B + B * FieldNormReader::id_to_fieldnorm(id as u8) as f32 / average);
    }
    table
}

/// A term within one segment.
struct Cursor {
    postings: SegmentPostings,
    field: usize,
    weight: f32,
}

impl Cursor {
    fn open(part: &Part, ord: usize, alt: &Alt, idf: f32) -> Result<Option<Cursor>, Error> {
        let Some(info) = &alt.infos[ord] else {
            return Ok(None);
        };
        let postings =
            part.words[alt.field].read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(Some(Cursor {
            postings,
            field: alt.field,
            weight: alt.weight * idf * FULL,
        }))
    }

    fn score(&self, doc: u32, norms: &Norms, lengths: &[FieldNormReader; WORDY]) -> f32 {
        let frequency = self.postings.term_freq() as f32;
        let norm = norms[self.field][usize::from(lengths[self.field].fieldnorm_id(doc))];
        self.weight * frequency / (frequency + norm)
    }
}

/// A slot within one segment.
struct SlotCursor {
    mains: Vec<Cursor>,
    bonuses: Vec<Cursor>,
    idf: f32,
    df: u64,
    doc: u32,
}

impl SlotCursor {
    fn settle(&mut self) {
        self.doc = self
            .mains
            .iter()
            .map(|cursor| cursor.postings.doc())
            .min()
            .unwrap_or(TERMINATED);
    }

    fn seek(&mut self, doc: u32) {
        if self.doc >= doc {
            return;
        }
        for cursor in &mut self.mains {
            if cursor.postings.doc() < doc {
                cursor.postings.seek(doc);
            }
        }
        self.settle();
    }

    fn advance(&mut self) {
        let doc = self.doc;
        for cursor in &mut self.mains {
            if cursor.postings.doc() == doc {
                cursor.postings.advance();
            }
        }
        self.settle();
    }

    fn score(&mut self, doc: u32, norms: &Norms, lengths: &[FieldNormReader; WORDY]) -> f32 {
        let here = self.mains.iter().filter(|cursor| cursor.postings.doc() == doc);
        let main = here
            .map(|cursor| cursor.score(doc, norms, lengths))
            .fold(0.0, f32::max);
        let mut score = main;
        for bonus in &mut self.bonuses {
            if bonus.postings.doc() < doc {
                bonus.postings.seek(doc);
            }
            if bonus.postings.doc() == doc {
                score += bonus.score(doc, norms, lengths);
            }
        }
        score
    }
}

fn open_slots(part: &Part, ord: usize, plan: &Plan) -> Result<Vec<SlotCursor>, Error> {
    plan.slots.iter().map(|slot| open_slot(part, ord, slot)).collect()
}

fn open_slot(part: &Part, ord: usize, slot: &Slot) -> Result<SlotCursor, Error> {
    let mut mains = Vec::with_capacity(slot.mains.len());
    for alt in &slot.mains {
        mains.extend(Cursor::open(part, ord, alt, slot.idf)?);
    }
    let mut bonuses = Vec::with_capacity(slot.bonuses.len());
    for alt in &slot.bonuses {
        bonuses.extend(Cursor::open(part, ord, alt, slot.idf)?);
    }
    let mut cursor = SlotCursor {
        mains,
        bonuses,
        idf: slot.idf,
        df: slot.df,
        doc: 0,
    };
    cursor.settle();
    Ok(cursor)
}

/// Puts the slots that need not bring candidates first, and says how many they are: those that are not worth enough
/// together, and those whose postings exceed the budget.
fn drivers(slots: &mut [SlotCursor], needed: f32, budget: Option<u64>) -> usize {
    slots.sort_by(|left, right| left.idf.total_cmp(&right.idf));
    let mut mass = 0.0;
    let idle = slots.iter().take_while(|slot| {
        mass += slot.idf;
        mass < needed
    });
    let idle = idle.count();
    let Some(budget) = budget else { return idle };
    let mut read = 0;
    let busy = slots.iter().rev().take_while(|slot| {
        let first = read == 0;
        read += slot.df.max(1);
        first || read <= budget
    });
    idle.max(slots.len() - busy.count())
}

/// The best documents met so far.
struct Best {
    keep: usize,
    heap: BinaryHeap<Reverse<Scored>>,
}

impl Best {
    fn wants(&self, key: f64) -> bool {
        self.heap.len() < self.keep || self.heap.peek().is_some_and(|worst| key >= worst.0.key)
    }

    fn push(&mut self, scored: Scored) {
        self.heap.push(Reverse(scored));
        if self.heap.len() > self.keep {
            self.heap.pop();
        }
    }

    fn into_sorted(self) -> Vec<Scored> {
        let mut best: Vec<Scored> = self.heap.into_iter().map(|entry| entry.0).collect();
        best.sort_by(|left, right| right.cmp(left));
        best
    }
}

impl Ord for Scored {
    fn cmp(&self, other: &Scored) -> Ordering {
        let by_key = self.key.total_cmp(&other.key).then(self.at.cmp(&other.at));
        by_key.then_with(|| other.address.cmp(&self.address))
    }
}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Scored) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scored {
    fn eq(&self, other: &Scored) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Scored {}
