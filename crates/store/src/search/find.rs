//! The three questions a page may ask: a search, titles as one types, and what already says nearly the same.

use std::collections::BTreeMap;

use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};
use uuid::Uuid;

use super::ask::{Ask, Found, Hit, Marked, Near, Sort};
use super::error::Error;
use super::gate::{Wanted, gates};
use super::plan::{Plan, Planner};
use super::run::{FULL, Outcome, Run, Scored};
use super::schema::Stored;
use super::snippet::Marker;
use super::view::View;

/// How far one may page; beyond, one narrows down.
const DEEPEST: usize = 1_000;
const PAGE: usize = 100;
/// With three or four words, a document must fill slots worth this share of the question…
const SHARE: f32 = 0.6;
/// …unless fewer documents than this do, and then any slot will do.
const ENOUGH: u64 = 10;
/// What is near must answer this share of the title being written.
const NEAR_SHARE: f32 = 0.34;
/// A title being written must be answered at least so well, beside a title that says the same: a word of a long text is
/// no reason to ask « is it this one? ».
const NEAR_LEAST: f32 = 0.3;
/// What is near is looked for among so many postings of its rarest words: every page of an idea asks for it.
const NEAR_BUDGET: u64 = 3_000;

pub(super) fn search(view: &View, ask: &Ask) -> Result<Found, Error> {
    let plan = Planner::new(view, ask.lang).texts(&ask.text)?;
    let offset = ask.offset.min(DEEPEST);
    let limit = ask.limit.min(PAGE);
    let run = Run {
        view,
        gates: gates(ask.territory, &ask.viewer),
        wanted: wanted(ask),
        sort: ask.sort,
        keep: offset + limit,
        counting: true,
        budget: None,
    };
    let outcome = relaxing(&run, &plan)?;
    let page: Vec<Scored> = outcome.best.into_iter().skip(offset).take(limit).collect();
    let (hits, texts) = show(view, &plan, &page, true)?;
    let corrected = plan.corrected(|folded| spelled(&texts, folded));
    Ok(Found {
        total: outcome.total,
        hits,
        facets: outcome.facets,
        corrected,
    })
}

/// Titles that begin or go on as what is being typed.
pub(super) fn suggest(view: &View, typed: &Near) -> Result<Vec<Hit>, Error> {
    let plan = Planner::new(view, typed.lang).titles(&typed.text)?;
    if plan.blank {
        return Ok(Vec::new());
    }
    let run = Run {
        view,
        gates: gates(typed.territory, &typed.viewer),
        wanted: Wanted {
            kinds: vec![typed.kind],
            ..Wanted::default()
        },
        sort: Sort::Relevance,
        keep: typed.limit.min(PAGE),
        counting: false,
        budget: None,
    };
    let outcome = run.over(&plan, 1.0)?;
    Ok(show(view, &plan, &outcome.best, false)?.0)
}

pub(super) fn similar(view: &View, near: &Near) -> Result<Vec<Hit>, Error> {
    let planner = Planner::new(view, near.lang);
    let plan = if near.written {
        planner.written(&near.text)?
    } else {
        planner.texts(&near.text)?
    };
    if plan.blank || plan.slots.is_empty() {
        return Ok(Vec::new());
    }
    let run = Run {
        view,
        gates: gates(near.territory, &near.viewer),
        wanted: Wanted {
            kinds: vec![near.kind],
            ..Wanted::default()
        },
        sort: Sort::Relevance,
        keep: near.limit.min(PAGE) + 1,
        counting: false,
        budget: Some(NEAR_BUDGET),
    };
    let mut outcome = run.over(&plan, NEAR_SHARE)?;
    if !near.written {
        let least = f64::from(plan.mass * FULL * NEAR_LEAST);
        outcome.best.retain(|scored| scored.key >= least);
    }
    let (mut hits, _) = show(view, &plan, &outcome.best, false)?;
    hits.retain(|hit| Some(hit.id) != near.exclude);
    hits.truncate(near.limit);
    Ok(hits)
}

/// All of two words, most of a few, any of many; and any of them where too few documents answer.
fn relaxing(run: &Run, plan: &Plan) -> Result<Outcome, Error> {
    let (share, enough) = match plan.slots.len() {
        0..=2 => (1.0, 1),
        3..=4 => (SHARE, ENOUGH),
        _ => (0.0, 0),
    };
    let strict = run.over(plan, share)?;
    if plan.blank || plan.slots.len() < 2 || strict.total >= enough {
        return Ok(strict);
    }
    run.over(plan, 0.0)
}

fn wanted(ask: &Ask) -> Wanted {
    let name = |id: Option<Uuid>| id.map(|id| id.simple().to_string());
    Wanted {
        kinds: ask.kinds.clone(),
        theme: name(ask.theme),
        zone: name(ask.zone),
        state: ask.state.clone(),
    }
}

/// The documents of a page; without extracts where only titles are wanted: reading whole texts is most of the work.
fn show(view: &View, plan: &Plan, page: &[Scored], extracts: bool) -> Result<(Vec<Hit>, Vec<String>), Error> {
    let mut marker = Marker::new(&plan.marks);
    let mut hits = Vec::with_capacity(page.len());
    let mut texts = Vec::new();
    for scored in page {
        let stored = stored(view, scored.address)?;
        let text = match (stored.line.is_empty(), stored.body.is_empty()) {
            (true, _) => stored.body,
            (false, true) => stored.line,
            (false, false) => format!("{} {}", stored.line, stored.body),
        };
        hits.push(Hit {
            kind: stored.kind,
            id: stored.id,
            parent: stored.parent,
            score: scored.key,
            title: marker.whole(&stored.title, stored.lang),
            extract: if extracts {
                marker.extract(&text, stored.lang)
            } else {
                Marked::new()
            },
            author: stored.author,
            at: stored.at,
        });
        if !plan.corrections.is_empty() && texts.len() < 3 {
            texts.push(format!("{} {text}", stored.title));
        }
    }
    Ok((hits, texts))
}

fn stored(view: &View, address: DocAddress) -> Result<Stored, Error> {
    let doc: TantivyDocument = view.searcher.doc(address)?;
    let bytes = doc
        .get_first(view.fields.stored)
        .and_then(|value| value.as_bytes())
        .unwrap_or_default();
    Ok(serde_json::from_slice(bytes)?)
}

/// A folded word with the accents that documents give it.
fn spelled(texts: &[String], folded: &str) -> String {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let spell = |word: &str, known: &mut BTreeMap<String, usize>| {
        for written in texts.iter().filter_map(|text| Marker::spelled(text, word)) {
            *known.entry(written).or_default() += 1;
        }
    };
    spell(folded, &mut known);
    known
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or_else(|| folded.to_owned(), |(written, _)| written)
}
