//! What a search may see and what it is narrowed to, checked on columns for every candidate. A document that the
//! viewer may not see leaves no trace: neither result, nor total, nor facet.

use std::collections::HashMap;

use tantivy::SegmentReader;
use tantivy::columnar::{Cardinality, StrColumn};
use tantivy::fastfield::AliveBitSet;
use uuid::Uuid;

use super::ask::{Facets, Viewer};
use super::doc::Kind;
use super::error::Error;
use super::schema::{circle_gate, scope_gate};
use super::view::{Part, value};

/// Filters of a search, by name.
#[derive(Default)]
pub(super) struct Wanted {
    pub kinds: Vec<Kind>,
    pub theme: Option<String>,
    pub zone: Option<String>,
    pub state: Option<String>,
}

/// The gates a viewer may pass in a territory.
pub(super) fn gates(territory: Uuid, viewer: &Viewer) -> Vec<String> {
    let circles = (0..=viewer.max_circle).map(|circle| circle_gate(territory, circle));
    circles
        .chain(viewer.scopes.iter().map(|scope| scope_gate(territory, *scope)))
        .collect()
}

/// A filter within one segment.
enum Choice {
    Any,
    Only(u64),
    Nothing,
}

const KIND: u8 = 1;
const THEME: u8 = 2;
const ZONE: u8 = 4;
const STATE: u8 = 8;

/// The gate of one segment, and the counts of what passed.
pub(super) struct Gate<'a> {
    part: &'a Part,
    alive: Option<&'a AliveBitSet>,
    open: Vec<u64>,
    kinds: u64,
    theme: Choice,
    zone: Choice,
    state: Choice,
    counting: bool,
    counts: [Vec<u32>; 4],
}

impl<'a> Gate<'a> {
    pub(super) fn new(
        part: &'a Part,
        reader: &'a SegmentReader,
        gates: &[String],
        wanted: &Wanted,
        counting: bool,
    ) -> Result<Gate<'a>, Error> {
        let mut open = Vec::new();
        if let Some(column) = &part.gate {
            for gate in gates {
                open.extend(column.dictionary().term_ord(gate)?);
            }
        }
        open.sort_unstable();
        let size = |column: &Option<StrColumn>| column.as_ref().map_or(0, |column| column.num_terms());
        let counts = if counting {
            [
                vec![0; 64],
                vec![0; size(&part.theme)],
                vec![0; size(&part.zone)],
                vec![0; size(&part.state)],
            ]
        } else {
            Default::default()
        };
        Ok(Gate {
            part,
            alive: reader.alive_bitset(),
            open,
            kinds: wanted.kinds.iter().fold(0, |mask, kind| mask | 1 << kind.code()),
            theme: choice(&part.theme, &wanted.theme)?,
            zone: choice(&part.zone, &wanted.zone)?,
            state: choice(&part.state, &wanted.state)?,
            counting,
            counts,
        })
    }

    /// Nobody passes.
    pub(super) fn is_shut(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether a document may be seen at all.
    pub(super) fn sees(&self, doc: u32) -> bool {
        if self.alive.is_some_and(|alive| alive.is_deleted(doc)) {
            return false;
        }
        let Some(column) = &self.part.gate else {
            return false;
        };
        let ords = column.ords();
        if ords.index.get_cardinality() == Cardinality::Full {
            return self.is_open(ords.values.get_val(doc));
        }
        ords.values_for_doc(doc).any(|ord| self.is_open(ord))
    }

    /// False for a document of a kind that is neither wanted nor counted.
    pub(super) fn may_be(&self, doc: u32) -> bool {
        self.counting || self.kinds == 0 || self.kinds & (1 << (value(&self.part.kind, doc) & 63)) != 0
    }

    fn is_open(&self, ord: u64) -> bool {
        match self.open.as_slice() {
            [only] => *only == ord,
            several => several.binary_search(&ord).is_ok(),
        }
    }

    /// Counts a document in the facets, and says whether it passes every filter.
    pub(super) fn counts(&mut self, doc: u32) -> bool {
        let kind = value(&self.part.kind, doc);
        let theme = ord(&self.part.theme, doc);
        let zone = ord(&self.part.zone, doc);
        let state = ord(&self.part.state, doc);
        let mut refused = 0;
        if self.kinds != 0 && self.kinds & (1 << (kind & 63)) == 0 {
            refused |= KIND;
        }
        for (choice, ord, bit) in [
            (&self.theme, theme, THEME),
            (&self.zone, zone, ZONE),
            (&self.state, state, STATE),
        ] {
            let passes = match choice {
                Choice::Any => true,
                Choice::Only(wanted) => ord == Some(*wanted),
                Choice::Nothing => false,
            };
            refused |= if passes { 0 } else { bit };
        }
        if self.counting {
            let values = [Some(kind), theme, zone, state];
            for ((bit, value), counts) in [KIND, THEME, ZONE, STATE]
                .into_iter()
                .zip(values)
                .zip(&mut self.counts)
            {
                if refused & !bit == 0
                    && let Some(count) = value.and_then(|value| counts.get_mut(value as usize))
                {
                    *count += 1;
                }
            }
        }
        refused == 0
    }

    /// Adds the counts of this segment to those of the others.
    pub(super) fn pour(&self, facets: &mut Facets) -> Result<(), Error> {
        for (code, count) in self.counts[0].iter().enumerate().filter(|(_, count)| **count > 0) {
            if let Some(kind) = Kind::from_code(code as u64) {
                *facets.kinds.entry(kind).or_default() += u64::from(*count);
            }
        }
        let id = |name: &str| Uuid::try_parse(name).ok();
        for (name, count) in named(&self.part.theme, &self.counts[1])? {
            if let Some(theme) = id(&name) {
                *facets.themes.entry(theme).or_default() += count;
            }
        }
        for (name, count) in named(&self.part.zone, &self.counts[2])? {
            if let Some(zone) = id(&name) {
                *facets.zones.entry(zone).or_default() += count;
            }
        }
        for (name, count) in named(&self.part.state, &self.counts[3])? {
            *facets.states.entry(name).or_default() += count;
        }
        Ok(())
    }
}

fn ord(column: &Option<StrColumn>, doc: u32) -> Option<u64> {
    column.as_ref().map(|column| value(column.ords(), doc))
}

fn choice(column: &Option<StrColumn>, wanted: &Option<String>) -> Result<Choice, Error> {
    let Some(wanted) = wanted else {
        return Ok(Choice::Any);
    };
    let Some(column) = column else {
        return Ok(Choice::Nothing);
    };
    Ok(column
        .dictionary()
        .term_ord(wanted)?
        .map_or(Choice::Nothing, Choice::Only))
}

fn named(column: &Option<StrColumn>, counts: &[u32]) -> Result<HashMap<String, u64>, Error> {
    let mut names = HashMap::new();
    let Some(column) = column else { return Ok(names) };
    for (ord, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let mut name = String::new();
        if column.ord_to_str(ord as u64, &mut name)? && !name.is_empty() {
            names.insert(name, u64::from(*count));
        }
    }
    Ok(names)
}
