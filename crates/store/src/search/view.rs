//! The segments of the index as a search reads them, with their columns opened once rather than at every search.

use std::sync::Arc;

use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader};

use super::error::Error;
use super::schema::Fields;

/// The fields that hold words, in the order of [`Part::words`].
pub(super) const TEXT: usize = 0;
pub(super) const EXACT: usize = 1;
pub(super) const TITLE: usize = 2;

/// An index at one moment.
pub(super) struct View {
    pub searcher: Searcher,
    pub parts: Vec<Arc<Part>>,
    pub fields: Fields,
    /// Average length of each field of words.
    pub lengths: [f32; 3],
    pub docs: u64,
}

/// One segment.
pub(super) struct Part {
    id: SegmentId,
    pub words: [Arc<InvertedIndexReader>; 3],
    pub norms: [FieldNormReader; 3],
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
        let mut lengths = [1.0; 3];
        for (field, length) in lengths.iter_mut().enumerate() {
            let tokens: u64 = parts
                .iter()
                .map(|part| part.words[field].total_num_tokens())
                .sum();
            *length = (tokens as f32 / docs.max(1) as f32).max(1.0);
        }
        Ok(View {
            searcher,
            parts,
            fields,
            lengths,
            docs,
        })
    }
}

impl Part {
    fn open(reader: &SegmentReader, fields: Fields) -> Result<Part, Error> {
        let words = |field: Field| reader.inverted_index(field);
        let norms = |field: Field| reader.get_fieldnorms_reader(field);
        let fast = reader.fast_fields();
        Ok(Part {
            id: reader.segment_id(),
            words: [words(fields.text)?, words(fields.exact)?, words(fields.title)?],
            norms: [norms(fields.text)?, norms(fields.exact)?, norms(fields.title)?],
            gate: fast.str("gate")?,
            theme: fast.str("theme")?,
            zone: fast.str("zone")?,
            state: fast.str("state")?,
            kind: fast.u64("kind")?,
            at: fast.i64("at")?,
            weight: fast.f64("weight")?,
        })
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
