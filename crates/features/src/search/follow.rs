//! Keeping the index true: event after event, or all anew.

use std::collections::{BTreeMap, BTreeSet};

use terreau_kernel::id::Id;
use terreau_kit::App;
use terreau_store::{
    Conn,
    events::{self, Event, Position},
    search::{Batch, Index, Kind},
};

use super::{docs, rows};
use crate::work::Failed;

/// Events read at once.
const TOGETHER: i64 = 500;
/// Documents read at once.
const PAGE: i64 = 1_000;

const SUPPORTS: [&str; 2] = ["idea-supported", "idea-unsupported"];

fn spell(position: Position) -> String {
    format!("{}:{}", position.tx, position.position)
}

fn read(text: &str) -> Option<Position> {
    let (tx, position) = text.split_once(':')?;
    Some(Position {
        tx: tx.parse().ok()?,
        position: position.parse().ok()?,
    })
}

/// Ideas whose number of supports changed, by territory.
pub type Backed = BTreeSet<(Id, Id)>;

/// Brings the index up to the latest event; fills it anew where it must be. Supports decide between equals and are
/// many: the ideas they went to are put into `backed`, to be weighed together by [`weigh`] a moment later.
///
/// # Errors
/// When the database or the index is away.
pub async fn follow(app: &App, backed: &mut Backed) -> Result<(), Failed> {
    app.index.refresh()?;
    if app.index.needs_rebuild() {
        rebuild(app, |_| {}).await?;
    }
    loop {
        let mut batch = app.index.batch();
        let from = batch.position().as_deref().and_then(read).unwrap_or_default();
        let mut db = app.db.read().await?;
        let events = events::after(&mut db, from, TOGETHER).await?;
        let Some(last) = events.last() else { return Ok(()) };
        let to = Position {
            tx: last.tx,
            position: last.position,
        };
        apply(&mut db, &mut batch, &events).await?;
        let supports = events
            .iter()
            .filter(|event| SUPPORTS.contains(&event.kind.as_str()));
        backed.extend(supports.map(|event| (event.territory_id, event.object_id)));
        drop(db);
        // `Moved`: somebody rebuilt the index meanwhile; the loop goes on from its new position.
        tokio::task::spawn_blocking(move || batch.commit(&spell(to))).await??;
    }
}

/// Gives ideas the weight of the supports they have now.
///
/// # Errors
/// When the database or the index is away; they are then to be weighed again.
pub async fn weigh(app: &App, backed: &Backed) -> Result<(), Failed> {
    let mut batch = app.index.batch();
    let (Some(at), false) = (batch.position(), backed.is_empty()) else {
        return Ok(());
    };
    let mut db = app.db.read().await?;
    let mut by_territory: BTreeMap<Id, Touched> = BTreeMap::new();
    for (territory, idea) in backed {
        by_territory.entry(*territory).or_default().ideas.insert(*idea);
    }
    for (territory, touched) in by_territory {
        one_territory(&mut db, &mut batch, territory, touched).await?;
    }
    drop(db);
    tokio::task::spawn_blocking(move || batch.commit(&at)).await??;
    Ok(())
}

#[derive(Default)]
struct Touched {
    ideas: BTreeSet<Id>,
    comments: BTreeSet<Id>,
    people: BTreeSet<Id>,
    authors: BTreeSet<Id>,
    under: BTreeSet<Id>,
}

async fn apply(db: &mut Conn, batch: &mut Batch, events: &[Event]) -> Result<(), Failed> {
    let mut by_territory: BTreeMap<Id, Touched> = BTreeMap::new();
    for event in events {
        let touched = by_territory.entry(event.territory_id).or_default();
        match event.kind.as_str() {
            "idea-published" => {
                touched.ideas.insert(event.object_id);
            }
            "idea-changed" | "idea-hidden" => {
                touched.ideas.insert(event.object_id);
                touched.under.insert(event.object_id);
            }
            kind if kind.starts_with("comment-") => {
                touched.comments.insert(event.object_id);
            }
            // Their name stands in all they wrote: it changes there too, and goes when they leave.
            "person-changed" => {
                touched.people.insert(event.object_id);
                touched.authors.insert(event.object_id);
            }
            _ => {}
        }
    }
    for (territory, touched) in by_territory {
        one_territory(db, batch, territory, touched).await?;
    }
    Ok(())
}

async fn one_territory(
    db: &mut Conn,
    batch: &mut Batch,
    territory: Id,
    mut touched: Touched,
) -> Result<(), Failed> {
    for people in chunks(&touched.authors) {
        let (ideas, comments) = rows::written_by(db, territory, &people).await?;
        touched.ideas.extend(ideas);
        touched.comments.extend(comments);
    }
    for ids in chunks(&touched.ideas) {
        ids.iter().for_each(|id| batch.remove(Kind::Idea, *id));
        for row in rows::these_ideas(db, territory, &ids).await? {
            touched.people.extend(imported(row.author_id, &row.author_state));
            docs::idea(row).into_iter().for_each(|doc| batch.put(doc));
        }
    }
    for idea in &touched.under {
        batch.remove_under(*idea);
        let mut after = Id::nil();
        loop {
            let page = rows::comments_under(db, territory, *idea, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            page.into_iter()
                .filter_map(docs::comment)
                .for_each(|doc| batch.put(doc));
        }
    }
    for ids in chunks(&touched.comments) {
        ids.iter().for_each(|id| batch.remove(Kind::Comment, *id));
        for row in rows::these_comments(db, territory, &ids).await? {
            touched.people.extend(imported(row.author_id, &row.author_state));
            docs::comment(row).into_iter().for_each(|doc| batch.put(doc));
        }
    }
    for ids in chunks(&touched.people) {
        ids.iter().for_each(|id| batch.remove(Kind::Person, *id));
        for row in rows::these_people(db, territory, &ids).await? {
            docs::person(row).into_iter().for_each(|doc| batch.put(doc));
        }
    }
    Ok(())
}

/// Somebody imported is found once something of theirs is there to be read.
fn imported(author: Id, state: &str) -> Option<Id> {
    (state == "imported").then_some(author)
}

fn chunks(ids: &BTreeSet<Id>) -> Vec<Vec<Id>> {
    let all: Vec<Id> = ids.iter().copied().collect();
    all.chunks(256).map(<[Id]>::to_vec).collect()
}

/// Fills the index anew beside the one that serves, then puts it in its place. `told` hears how many documents
/// are in.
///
/// # Errors
/// When the database or the disk fails; the old index then goes on serving.
pub async fn rebuild(app: &App, mut told: impl FnMut(u64) + Send) -> Result<u64, Failed> {
    let index: Index = app.index.clone();
    let mut db = app.db.read().await?;
    // What happens from here on is applied again after the rebuild: documents are replaced, never doubled.
    let from = events::latest(&mut db).await?;
    let mut rebuild = tokio::task::spawn_blocking(move || index.rebuild()).await??;
    let mut count = 0;
    macro_rules! all {
        ($rows:path, $doc:path) => {
            let mut after = (Id::nil(), Id::nil());
            loop {
                let page = $rows(&mut db, after, PAGE).await?;
                let Some(last) = page.last() else { break };
                after = (last.territory_id, last.id);
                let found: Vec<_> = page.into_iter().filter_map($doc).collect();
                count += found.len() as u64;
                rebuild = tokio::task::spawn_blocking(move || {
                    found
                        .iter()
                        .try_for_each(|doc| rebuild.add(doc))
                        .map(|()| rebuild)
                })
                .await??;
                told(count);
            }
        };
    }
    all!(rows::ideas, docs::idea);
    all!(rows::comments, docs::comment);
    all!(rows::people, docs::person);
    drop(db);
    tokio::task::spawn_blocking(move || rebuild.finish(&spell(from))).await??;
    tracing::info!(documents = count, "the search index was filled anew");
    Ok(count)
}
