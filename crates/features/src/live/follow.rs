//! From event rows to signals. Each node follows for itself, and looks up once what all its listeners are told.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    time::Duration,
};

use terreau_kernel::id::{Id, short};
use terreau_kit::{
    App,
    live::{News, Topic},
};
use terreau_store::{
    Conn, Result,
    events::{self, Event, Position},
};
use tokio::time::Instant;

use super::{crowd::Node, rows};

/// Events taken at once.
const TOGETHER: i64 = 500;
/// New comments named in one signal; more, and the page looks for itself.
pub const NAMED: usize = 50;
/// What many do at once is told together.
const REST: Duration = Duration::from_millis(80);
/// Another node or a command may have written: it is looked for this often.
const LOOK: Duration = Duration::from_millis(500);
/// How often numbers of readers are told, and shared with other nodes.
const COUNT: Duration = Duration::from_secs(3);
const SHARE: Duration = Duration::from_secs(10);

/// Stands where no running transaction can still come before, and lets listeners in.
///
/// # Errors
/// When the database is away.
pub async fn begin(app: &App) -> Result<()> {
    let mut db = app.db.read().await?;
    // The acts of feeds follow the same rows: where they stand, everything before is true.
    let from = events::position_of(&mut db, crate::activity::NAME).await?;
    drop(db);
    app.live.begin(from);
    while step(app).await? > 0 {}
    Ok(())
}

/// Tells what happened, until told to stop; then every stream ends.
pub async fn follow(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut node = Node::new(&app);
    let (mut counted, mut shared) = (Instant::now(), Instant::now());
    while !*stop.borrow() {
        let woken = app.wake.notified();
        if let Err(error) = step(&app).await {
            tracing::warn!(%error, "open pages could not be told what happened");
        }
        if shared.elapsed() > SHARE {
            shared = Instant::now();
            if let Err(error) = node.share(&app).await {
                tracing::warn!(%error, "numbers of readers could not be shared");
            }
        }
        if counted.elapsed() > COUNT {
            counted = Instant::now();
            app.live.count();
        }
        tokio::select! {
            () = woken => tokio::time::sleep(REST).await,
            () = tokio::time::sleep(LOOK) => {}
            _ = stop.changed() => {}
        }
    }
    app.live.end();
    if let Err(error) = node.leave(&app).await {
        tracing::debug!(%error, "other nodes will forget the readers of this one by themselves");
    }
}

/// Tells the next events; gives how many there were.
///
/// # Errors
/// When the database is away.
pub async fn step(app: &App) -> Result<usize> {
    let Some(from) = app.live.reached() else {
        return Ok(0);
    };
    let mut db = app.db.read().await?;
    let events = events::after(&mut db, from, TOGETHER).await?;
    let Some(last) = events.last() else { return Ok(0) };
    let all = events.iter().flat_map(topics);
    let read: HashSet<Topic> = app.live.read(all, position(last)).into_iter().collect();
    let told = news(&mut db, read, &events).await;
    drop(db);
    match told {
        Ok(news) => app.live.tell(news),
        Err(error) => {
            // It is told the next time; who came in between hears of nothing twice.
            app.live.begin(from);
            return Err(error);
        }
    }
    Ok(events.len())
}

/// What happened on the objects that somebody reads.
async fn news(db: &mut Conn, read: HashSet<Topic>, events: &[Event]) -> Result<Vec<(Topic, News)>> {
    let mut news = Vec::new();
    let mut by: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (territory, object) in read {
        by.entry(territory).or_default().push(object);
    }
    for (territory, objects) in by {
        news.extend(gather(db, territory, (&objects, events)).await?);
    }
    Ok(news)
}

fn position(event: &Event) -> Position {
    Position {
        tx: event.tx,
        position: event.position,
    }
}

/// What an event may concern.
fn topics(event: &Event) -> impl Iterator<Item = Topic> {
    let territory = event.territory_id;
    [Some(event.object_id), event.subject_id]
        .into_iter()
        .flatten()
        .map(move |object| (territory, object))
}

/// What happened on objects of a territory that somebody reads.
async fn gather(
    db: &mut Conn,
    territory: Id,
    (objects, events): (&[Id], &[Event]),
) -> Result<Vec<(Topic, News)>> {
    let of = |object: Id| {
        let here = move |event: &&Event| topics(event).any(|topic| topic == (territory, object));
        events.iter().filter(here)
    };
    let mut ideas: HashMap<Id, rows::Idea> = HashMap::new();
    for idea in rows::ideas(db, territory, objects).await? {
        ideas.insert(idea.id, idea);
    }
    let made = |event: &&Event| event.kind == "comment-made" && event.territory_id == territory;
    let read = |event: &&Event| event.subject_id.is_some_and(|idea| ideas.contains_key(&idea));
    let made: Vec<Id> = events
        .iter()
        .filter(made)
        .filter(read)
        .map(|e| e.object_id)
        .collect();
    let mut said: HashMap<Id, rows::Said> = HashMap::new();
    if !made.is_empty() {
        said.extend(
            rows::said(db, territory, &made)
                .await?
                .into_iter()
                .map(|s| (s.id, s)),
        );
    }
    let own = said.values().filter(|s| s.body_id.is_none());
    let authors: Vec<Id> = own
        .map(|s| s.author_id)
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    let apart = if authors.is_empty() {
        Vec::new()
    } else {
        rows::apart(db, territory, &authors).await?
    };
    let told = objects.iter().map(|object| {
        let mut news = News {
            at: of(*object).next_back().map_or_else(Position::default, position),
            apart: apart.clone(),
            ..News::default()
        };
        if let Some(idea) = ideas.get(object) {
            news.open = idea.open();
            news.counts = vec![idea.supports, idea.comments];
            let fresh = of(*object).filter_map(|event| said.get(&event.object_id));
            news.fresh = fresh.map(|s| (s.id, s.author_id, s.body_id.is_none())).collect();
            news.much = news.fresh.len() > NAMED;
            tracing::trace!(idea = short(*object), fresh = news.fresh.len(), "told");
        }
        ((territory, *object), news)
    });
    Ok(told.collect())
}
