//! The segments of the index as a search reads them, with their columns opened once rather than at every search.

use std::sync::Arc;

use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader};

use super::doc::Kind;
use super::error::Error;
use super::schema::Fields;

/// The fields that hold words, in the order of [`Part::words`].
pub(super) const TEXT: usize = 0;
pub(super) const EXACT: usize = 1;
pub(super) const TITLE: usize = 2;
pub(super) const HEADING: usize = 3;
/// How many there are.
pub(super) const WORDY: usize = 4;

/// An index at one moment.
pub(super) struct View {
    pub searcher: Searcher,
    pub parts: Vec<Arc<Part>>,
    pub fields: Fields,
    /// Average length of each field of words, for each kind: a comment is short beside an idea, not beside comments.
    pub lengths: [[f32; WORDY]; Kind::ALL.len()],
    pub docs: u64,
}

/// Documents of one kind in a segment, and the words of each of their fields.
#[derive(Clone, Copy, Default)]
struct Total {
    docs: u64,
    words: [u64; WORDY],
}

/// One segment.
pub(super) struct Part {
    id: SegmentId,
    totals: [Total; Kind::ALL.len()],
    pub words: [Arc<InvertedIndexReader>; WORDY],
    pub norms: [FieldNormReader; WORDY],
    pub gate: Option<StrColumn>,
    pub theme: Option<StrColumn>,
    pub zone: Option<StrColumn>,
    pub state: Option<StrColumn>,
    pub kind: Column<u64>,
    pub at: Column<i64>,
    pub weight: Column<f64>,
}

impl View {
    /// Opens what is new since the previous view.
    pub(super) fn open(searcher: Searcher, fields: Fields, before: Option<&View>) -> Result<View, Error> {
        let mut parts = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            let known = before.and_then(|view| view.parts.iter().find(|part| part.id == reader.segment_id()));
            parts.push(match known {
                Some(part) => part.clone(),
                None => Arc::new(Part::open(reader, fields)?),
            });
        }
        let docs: u64 = searcher
            .segment_readers()
            .iter()
            .map(|reader| u64::from(reader.max_doc()))
            .sum();
        Ok(View {
            lengths: Kind::ALL.map(|kind| lengths(&parts, kind)),
            searcher,
            parts,
            fields,
            docs,
        })
    }
}

fn lengths(parts: &[Arc<Part>], kind: Kind) -> [f32; WORDY] {
    let totals = || parts.iter().map(|part| part.totals[kind as usize]);
    let docs: u64 = totals().map(|total| total.docs).sum();
    [TEXT, EXACT, TITLE, HEADING].map(|field| {
        let words: u64 = totals().map(|total| total.words[field]).sum();
        (words as f32 / docs.max(1) as f32).max(1.0)
    })
}

impl Part {
    /// What kind of document this is.
    pub(super) fn kind(&self, doc: u32) -> Kind {
        Kind::from_code(value(&self.kind, doc)).unwrap_or_default()
    }

    /// Counts the words of each kind, as exactly as the lengths by which scores are divided are kept.
    fn count(mut self, docs: u32) -> Self {
        for doc in 0..docs {
            let total = &mut self.totals[self.kind(doc) as usize];
            total.docs += 1;
            for (words, norms) in total.words.iter_mut().zip(&self.norms) {
                *words += u64::from(norms.fieldnorm(doc));
            }
        }
        self
    }

    fn open(reader: &SegmentReader, fields: Fields) -> Result<Part, Error> {
        let words = |field: Field| reader.inverted_index(field);
        let norms = |field: Field| reader.get_fieldnorms_reader(field);
        let fast = reader.fast_fields();
        let part = Part {
            id: reader.segment_id(),
            totals: Default::default(),
            words: [
                words(fields.text)?,
                words(fields.exact)?,
                words(fields.title)?,
                words(fields.heading)?,
            ],
            norms: [
                norms(fields.text)?,
                norms(fields.exact)?,
                norms(fields.title)?,
                norms(fields.heading)?,
            ],
            gate: fast.str("gate")?,
            theme: fast.str("theme")?,
            zone: fast.str("zone")?,
            state: fast.str("state")?,
            kind: fast.u64("kind")?,
            at: fast.i64("at")?,
            weight: fast.f64("weight")?,
        };
        Ok(part.count(reader.max_doc()))
    }
}

/// The only value of a document in a column, without the detour of columns that may hold several.
pub(super) fn value<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static + Default>(
    column: &Column<T>,
    doc: u32,
) -> T {
    if column.get_cardinality() == Cardinality::Full {
        column.values.get_val(doc)
    } else {
        column.first(doc).unwrap_or_default()
    }
}
