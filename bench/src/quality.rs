//! How well questions find their answers, on public questions and answers in French, beside plain BM25. Needs the
//! folder that `TERREAU_SHARED` names. The test of the search index fails where this falls below the reference.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use terreau_kernel::id::Id;
use terreau_store::search::{Ask, Doc, Index};

use crate::results::{Aim, Results, number};

fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("TERREAU_SHARED").map(PathBuf::from);
    let near = [PathBuf::from("../shared"), PathBuf::from("shared")];
    let folders = named
        .into_iter()
        .chain(near)
        .map(|folder| folder.join("data/search"));
    folders
        .into_iter()
        .find(|folder| folder.join("cnil-faq/docs.jsonl").is_file())
}

/// The number at the end of `cnil-12`.
fn id(name: &str) -> Result<Id> {
    let digits = name.trim().rsplit('-').next().unwrap_or_default();
    Ok(Id::from_u128(
        digits
            .parse()
            .with_context(|| format!("not a document: {name}"))?,
    ))
}

fn filled(folder: &Path, at: &Path) -> Result<Index> {
    let index = Index::open(at)?;
    let mut rebuild = index.rebuild()?;
    for line in std::fs::read_to_string(folder.join("docs.jsonl"))?.lines() {
        let doc: serde_json::Value = serde_json::from_str(line)?;
        rebuild.add(&Doc {
            id: id(doc["id"].as_str().unwrap_or_default())?,
            body: doc["body"].as_str().unwrap_or_default().to_owned(),
            ..Doc::default()
        })?;
    }
    rebuild.finish("1")?;
    Ok(index)
}

/// Measures it, where the questions are.
pub fn measure(results: &mut Results) -> Result<()> {
    let Some(folder) = folder() else {
        results.say("Quality of search: not measured, `TERREAU_SHARED` names no folder with the questions.");
        return Ok(());
    };
    let reference = std::fs::read_to_string(folder.join("bm25_reference_scores.json"))?;
    let reference: serde_json::Value = serde_json::from_str(&reference)?;
    let reference = &reference["cnil-faq stem=True stop=True"];
    let at = tempfile::tempdir()?;
    let index = filled(&folder.join("cnil-faq"), at.path())?;
    let table = std::fs::read_to_string(folder.join("cnil-faq/queries_qrels.tsv"))?;
    let (mut asked, mut mrr10, mut hit1, mut hit10, mut recall20) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (text, wanted) in table.lines().skip(1).filter_map(|row| row.split_once('\t')) {
        let ask = Ask {
            text: text.to_owned(),
            limit: 20,
            ..Ask::default()
        };
        let wanted = id(wanted)?;
        asked += 1.0;
        let Some(rank) = index.search(&ask)?.hits.iter().position(|hit| hit.id == wanted) else {
            continue;
        };
        recall20 += 1.0;
        mrr10 += if rank < 10 { 1.0 / number(rank + 1) } else { 0.0 };
        hit10 += if rank < 10 { 1.0 } else { 0.0 };
        hit1 += if rank == 0 { 1.0 } else { 0.0 };
    }
    results.table(
        &format!("Quality of search, {asked} questions of the CNIL"),
        &["figure", "plain BM25 with stems", "here"],
    );
    for (name, figure) in [
        ("mrr10", mrr10),
        ("hit1", hit1),
        ("hit10", hit10),
        ("recall20", recall20),
    ] {
        let (known, figure) = (reference[name].as_f64(), figure / asked);
        let shown = known.map_or_else(|| "not given".to_owned(), |known| format!("{known:.4}"));
        results.row(&[name.into(), shown, format!("{figure:.4}")]);
        if let Some(known) = known {
            results.aim(&format!("search, {name}"), Aim::Least(known), "", figure);
        }
    }
    Ok(())
}
