//! `/notices`: what one is told of, put together, the unread marked; read one by one or all.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kit::{Input, Page, Problem, Visit, problem::Answer};

use crate::{
    activity,
    told::{self, Item, Kind, Member},
};

/// Looks at what happened for one page, while little is found: acts taken at once, and how far below the beginning.
/// Acts upon one thing are one line, so that many acts may be few lines.
const LOOKS: [(i64, i64); 4] = [(100, 1_000), (300, 20_000), (300, 20_000), (300, 20_000)];
/// Lines of a page.
const LINES: usize = 30;
/// Fewer lines than this ask for another look.
const FEW: usize = 15;

/// Where a page begins: before this act.
#[derive(Debug, Deserialize)]
pub struct Asked {
    before: Option<i64>,
}

struct Line {
    icon: &'static str,
    item: Item,
    says: String,
    unread: bool,
}

/// The picture beside a line.
fn icon(item: &Item) -> &'static str {
    match item.act.as_str() {
        "comment-made" => "message-circle",
        "idea-supported" => "thumbs-up",
        "comment-thanked" => "heart",
        "idea-published" => "lightbulb",
        "mentioned" => "hash",
        "body-verified" => "badge-check",
        _ => "bell",
    }
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct List<'a> {
    p: &'a Page,
    lines: Vec<Line>,
    unread: bool,
    head: i64,
    next: Option<i64>,
    first: bool,
    unreachable: bool,
}

/// The list.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let me = visit.person()?.id;
    let territory = visit.territory.clone();
    let who = (territory.id, me);
    let tr = visit.tr.clone();
    let db = visit.db.get().await?;
    let head = activity::head(db, territory.id).await?;
    let member = told::person(db, territory.id, me).await?;
    let reads = told::reads(db, territory.id, me).await?;
    let upto = asked.before.map_or(head, |before| (before - 1).clamp(0, head));
    let shown = |kind: Kind| {
        let ways = member.as_ref().map(|m| m.chosen(head));
        ways.is_none_or(|ways| ways.of(kind).page)
    };
    let (mut found, mut floor) = (Vec::new(), upto);
    for (most, span) in LOOKS {
        let from = (upto - span).max(0);
        // As far down as this look goes has been read.
        if from >= floor {
            break;
        }
        let (acts, read) = told::acts(db, who, (from, floor), most).await?;
        let acts = acts.into_iter().filter(|(kind, _)| shown(*kind));
        told::together(&mut found, acts, &territory, &tr);
        floor = read;
        if found.len() >= FEW || floor == 0 {
            break;
        }
    }
    let next = next(&mut found, floor);
    let lines: Vec<Line> = found
        .into_iter()
        .map(|item| Line {
            icon: icon(&item),
            says: item.says(&tr),
            unread: is_unread(member.as_ref(), &reads, &item),
            item,
        })
        .collect();
    let p = visit.page(visit.tr.t("notices-title")).at("notices").private();
    visit.show(&List {
        p: &p,
        unread: lines.iter().any(|line| line.unread),
        lines,
        head,
        next,
        first: asked.before.is_none(),
        unreachable: member.is_some_and(|m| m.undeliverable_at.is_some()),
    })
}

/// Cuts the page, and tells before which act the next one begins. What was put together on this page stays whole.
fn next(found: &mut Vec<Item>, floor: i64) -> Option<i64> {
    if found.len() > LINES {
        found.truncate(LINES);
        return found.last().map(|item| item.seq);
    }
    (floor > 0).then_some(floor + 1)
}

/// The key under which a line is noted as read.
fn key(kind: Kind, act: &str) -> String {
    format!("{}.{act}", kind.code())
}

fn is_unread(member: Option<&Member>, reads: &[(String, terreau_kernel::id::Id, i64)], item: &Item) -> bool {
    let key = key(item.kind, &item.act);
    let seen = reads
        .iter()
        .any(|(kind, object, upto)| *kind == key && *object == item.object && *upto >= item.seq);
    !seen && member.is_none_or(|m| item.seq > m.read_upto)
}

/// The act of a number that this person is told of, noted as read.
async fn note(visit: &mut Visit, seq: i64) -> Result<Item, Problem> {
    let me = visit.person()?.id;
    let (territory, tr) = (visit.territory.clone(), visit.tr.clone());
    let who = (territory.id, me);
    // One act may come several times: for each thing of it that is followed.
    let (acts, _) = told::acts(visit.db.get().await?, who, (seq - 1, seq), i64::MAX).await?;
    let mut found = Vec::new();
    told::together(&mut found, acts.into_iter(), &territory, &tr);
    let item = found.pop().ok_or(Problem::NotFound)?;
    let mut tx = visit.begin().await?;
    told::of(&mut tx, territory.id, me, visit.now).await?;
    told::read(&mut tx, who, (&key(item.kind, &item.act), item.object), item.seq).await?;
    visit.commit(tx).await?;
    Ok(item)
}

/// Follows one notice to what it is about, and notes it as read. Pages are not fetched ahead from here.
pub async fn open(mut visit: Visit, Path(seq): Path<i64>) -> Answer {
    let item = note(&mut visit, seq).await?;
    Ok(visit.redirect(&item.path))
}

/// Notes one as read, without going there.
pub async fn read(mut visit: Visit, Path(seq): Path<i64>) -> Answer {
    note(&mut visit, seq).await?;
    Ok(visit.redirect("/notices"))
}

/// Notes all as read, up to the newest the page knew.
pub async fn read_all(mut visit: Visit, input: Input) -> Answer {
    let me = visit.person()?.id;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    let head = activity::head(&mut tx, territory).await?;
    let upto = input.raw("upto").parse().unwrap_or(head).clamp(0, head);
    told::of(&mut tx, territory, me, visit.now).await?;
    told::read_all(&mut tx, territory, me, upto).await?;
    visit.commit(tx).await?;
    visit.tell("notices-all-read", "");
    Ok(visit.redirect("/notices"))
}
