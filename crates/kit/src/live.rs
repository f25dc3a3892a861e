//! Whoever reads a page and hears what happens on it. One room for each object that is read, closed when the last
//! reader leaves; signals bear numbers and ids, never words. What is said in it comes from the event rows, which each
//! node follows for itself, so that nothing here must survive.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use parking_lot::Mutex;
use terreau_kernel::id::Id;
use terreau_store::events::Position;
use tokio::sync::broadcast;

/// Signals a slow listener may be behind; one more and its stream ends, to be taken up where it stood.
const BEHIND: usize = 16;
/// Streams of one network: a school, a town hall.
const OF_A_NETWORK: usize = 1_000;
/// Streams in all, where the machine allows as many.
const IN_ALL: usize = 10_000;

/// What is read: its territory and its id.
pub type Topic = (Id, Id);

/// Something happened on an object.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// The last event it tells of.
    pub at: Position,
    /// Anybody may see the object: what follows needs no other look.
    pub open: bool,
    /// Its counts, in the order its page knows.
    pub counts: Vec<i64>,
    /// What is new: its id, who said it, and whether in their own name.
    pub fresh: Vec<(Id, Id, bool)>,
    /// Too much is new to be named.
    pub much: bool,
    /// Those who said it, each with one who is kept apart from them.
    pub apart: Vec<(Id, Id)>,
}

impl News {
    /// What is new to a viewer: neither their own, nor of somebody they are kept apart from.
    pub fn fresh_for(&self, viewer: Option<Id>) -> impl Iterator<Item = Id> {
        let apart = move |author: Id| viewer.is_some_and(|me| self.apart.contains(&(author, me)));
        let to = self.fresh.iter();
        to.filter(move |(_, author, own)| viewer != Some(*author) && !(*own && apart(*author)))
            .map(|(id, ..)| *id)
    }
}

/// What a listener hears.
#[derive(Debug, Clone)]
pub enum Signal {
    /// Something happened.
    News(News),
    /// So many read it now; 0 where that is nobody's affair.
    Readers(usize),
}

struct Room {
    voice: broadcast::Sender<Arc<Signal>>,
    /// People and visitors, with their streams: two windows of one person are one reader.
    readers: HashMap<u128, u32>,
    /// Streams, those that are no readers too.
    streams: usize,
    /// Readers at other nodes.
    elsewhere: usize,
    told: usize,
}

impl Room {
    fn count(&self) -> usize {
        match self.readers.len() + self.elsewhere {
            // Alone is nobody's affair.
            0 | 1 => 0,
            many => many,
        }
    }
}

#[derive(Default)]
struct Inner {
    rooms: HashMap<Topic, Room>,
    networks: HashMap<String, usize>,
    open: usize,
    most: usize,
    reached: Option<Position>,
    ended: bool,
}

/// The rooms of this process.
pub struct Hub {
    inner: Mutex<Inner>,
    serial: AtomicU64,
    lifted: bool,
}

/// Who asks to listen.
pub struct Asks {
    /// To what.
    pub topic: Topic,
    /// The person; nobody for a visitor.
    pub person: Option<Id>,
    /// Whether they are counted among those who read.
    pub counted: bool,
    /// Where they come from: the network that limits are counted for.
    pub network: String,
}

impl Hub {
    /// No rooms yet, and nobody is let in before [`Hub::begin`]. `lifted` counts no streams: for load measurements.
    #[must_use]
    pub fn new(lifted: bool) -> Arc<Self> {
        let inner = Inner {
            most: IN_ALL,
            ..Inner::default()
        };
        Arc::new(Self {
            inner: Mutex::new(inner),
            serial: AtomicU64::new(1),
            lifted,
        })
    }

    /// The follower of the events stands here, at first or once more: from now on listeners are let in.
    pub fn begin(&self, at: Position) {
        self.inner.lock().reached = Some(at);
    }

    /// At most so many streams, where the machine has room for fewer than is usual.
    pub fn room_for(&self, most: usize) {
        self.inner.lock().most = most.min(IN_ALL);
    }

    /// How far the events are told; nothing while nobody follows them.
    #[must_use]
    pub fn reached(&self) -> Option<Position> {
        self.inner.lock().reached
    }

    /// Streams that are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.inner.lock().open
    }

    /// Lets somebody in; `None` when there is no room, or nothing will be told.
    pub fn listen(self: &Arc<Self>, asks: Asks) -> Option<Listener> {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let mut inner = self.inner.lock();
        let reached = inner.reached.filter(|_| !inner.ended)?;
        let here = inner.networks.get(&asks.network).copied().unwrap_or(0);
        if !self.lifted && (inner.open >= inner.most || here >= OF_A_NETWORK) {
            return None;
        }
        inner.open += 1;
        *inner.networks.entry(asks.network.clone()).or_default() += 1;
        let room = inner.rooms.entry(asks.topic).or_insert_with(|| Room {
            voice: broadcast::Sender::new(BEHIND),
            readers: HashMap::new(),
            streams: 0,
            elsewhere: 0,
            told: 0,
        });
        room.streams += 1;
        let reader = asks.person.map_or(u128::from(serial), |id| id.as_u128());
        let reader = asks.counted.then_some(reader);
        if let Some(reader) = reader {
            *room.readers.entry(reader).or_default() += 1;
        }
        Some(Listener {
            heard: room.voice.subscribe(),
            readers: room.count(),
            hub: self.clone(),
            topic: asks.topic,
            network: asks.network,
            reader,
            reached,
            serial,
        })
    }

    /// Of the objects something happened on up to a position, those that somebody reads. Whoever comes in from now on
    /// asks the database up to there: they are not among those who are about to be told.
    #[must_use]
    pub fn read(&self, topics: impl Iterator<Item = Topic>, upto: Position) -> Vec<Topic> {
        let mut inner = self.inner.lock();
        inner.reached = Some(upto);
        topics.filter(|topic| inner.rooms.contains_key(topic)).collect()
    }

    /// Tells what happened.
    pub fn tell(&self, news: Vec<(Topic, News)>) {
        let inner = self.inner.lock();
        for (topic, news) in news {
            if let Some(room) = inner.rooms.get(&topic) {
                // Nobody left to hear it is no fault.
                let _ = room.voice.send(Arc::new(Signal::News(news)));
            }
        }
    }

    /// Tells how many read each object, where that changed.
    pub fn count(&self) {
        for room in self.inner.lock().rooms.values_mut() {
            let now = room.count();
            if now != room.told {
                room.told = now;
                let _ = room.voice.send(Arc::new(Signal::Readers(now)));
            }
        }
    }

    /// The objects read here, with how many do.
    #[must_use]
    pub fn readers(&self) -> Vec<(Topic, usize)> {
        let inner = self.inner.lock();
        let rooms = inner
            .rooms
            .iter()
            .map(|(topic, room)| (*topic, room.readers.len()));
        rooms.filter(|(_, readers)| *readers > 0).collect()
    }

    /// What other nodes say of their readers.
    pub fn elsewhere(&self, of: &HashMap<Topic, usize>) {
        for (topic, room) in &mut self.inner.lock().rooms {
            room.elsewhere = of.get(topic).copied().unwrap_or(0);
        }
    }

    /// Ends every stream, and lets nobody in any more.
    pub fn end(&self) {
        let mut inner = self.inner.lock();
        inner.ended = true;
        inner.rooms.clear();
    }

    fn leave(&self, listener: &Listener) {
        let mut inner = self.inner.lock();
        inner.open -= 1;
        if let Some(count) = inner.networks.get_mut(&listener.network) {
            *count -= 1;
            if *count == 0 {
                inner.networks.remove(&listener.network);
            }
        }
        let Some(room) = inner.rooms.get_mut(&listener.topic) else {
            return;
        };
        room.streams -= 1;
        if let Some(reader) = listener.reader
            && let Some(streams) = room.readers.get_mut(&reader)
        {
            *streams -= 1;
            if *streams == 0 {
                room.readers.remove(&reader);
            }
        }
        if room.streams == 0 {
            inner.rooms.remove(&listener.topic);
        }
    }
}

/// Somebody who listens, until this is dropped.
pub struct Listener {
    hub: Arc<Hub>,
    heard: broadcast::Receiver<Arc<Signal>>,
    topic: Topic,
    network: String,
    reader: Option<u128>,
    /// What happened up to here is asked of the database; what comes after is heard.
    pub reached: Position,
    /// How many read when they came.
    pub readers: usize,
    /// Which listener of this process.
    pub serial: u64,
}

impl Listener {
    /// The next signal; `None` when the stream is to end: the server stops, or too much was missed.
    pub async fn next(&mut self) -> Option<Arc<Signal>> {
        self.heard.recv().await.ok()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.hub.clone().leave(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Topic = (Id::from_u128(1), Id::from_u128(2));

    fn asks(person: Option<u128>) -> Asks {
        Asks {
            topic: HERE,
            person: person.map(Id::from_u128),
            counted: true,
            network: "192.0.2.0".into(),
        }
    }

    fn hub(lifted: bool) -> Arc<Hub> {
        let hub = Hub::new(lifted);
        hub.begin(Position::default());
        hub
    }

    #[test]
    fn people_are_counted_not_their_windows_and_nobody_alone() {
        let hub = hub(false);
        let _one = hub.listen(asks(Some(1 << 100))).expect("a place");
        let twice = hub.listen(asks(Some(1 << 100))).expect("a place");
        assert_eq!(twice.readers, 0, "alone, in two windows");
        let visitor = hub.listen(asks(None)).expect("a place");
        assert_eq!(visitor.readers, 2);
        drop(visitor);
        hub.elsewhere(&HashMap::from([(HERE, 3)]));
        assert_eq!(hub.listen(asks(Some(2))).expect("a place").readers, 5);
    }

    #[test]
    fn a_room_closes_with_its_last_reader_and_places_come_free() {
        let hub = hub(false);
        let all: Vec<_> = std::iter::from_fn(|| hub.listen(asks(None))).collect();
        assert_eq!((all.len(), hub.open()), (OF_A_NETWORK, OF_A_NETWORK));
        let other = Asks {
            network: "198.51.100.0".into(),
            ..asks(None)
        };
        drop(hub.listen(other).expect("another network is not concerned"));
        drop(all);
        let inner = hub.inner.lock();
        assert!(inner.rooms.is_empty() && inner.networks.is_empty() && inner.open == 0);
    }

    #[tokio::test]
    async fn whoever_comes_in_while_others_are_about_to_be_told_asks_up_to_there() {
        let hub = hub(false);
        let upto = Position { tx: 7, position: 7 };
        assert!(
            hub.read([HERE].into_iter(), upto).is_empty(),
            "nobody reads it yet"
        );
        let mut late = hub.listen(asks(None)).expect("a place");
        assert_eq!(
            late.reached, upto,
            "what they would not hear is asked of the database"
        );
        assert_eq!(hub.read([HERE].into_iter(), upto), [HERE]);
        hub.tell(vec![(HERE, News::default())]);
        assert!(late.next().await.is_some());
    }

    #[test]
    fn beyond_the_room_of_the_machine_nobody_is_let_in() {
        let hub = hub(false);
        hub.room_for(1);
        let one = hub.listen(asks(None));
        assert!(one.is_some() && hub.listen(asks(None)).is_none());
        drop(one);
        assert!(hub.listen(asks(None)).is_some());
        assert!(Hub::new(true).listen(asks(None)).is_none(), "nobody follows");
    }

    #[tokio::test]
    async fn the_end_ends_every_stream() {
        let hub = hub(false);
        let mut one = hub.listen(asks(None)).expect("a place");
        hub.end();
        assert!(one.next().await.is_none());
        assert!(hub.listen(asks(None)).is_none());
        drop(one);
        assert_eq!(hub.open(), 0);
    }

    #[test]
    fn what_is_new_leaves_out_ones_own_words_and_of_whom_one_is_kept_apart() {
        let id = Id::from_u128;
        let news = News {
            fresh: vec![
                (id(1), id(10), true),
                (id(2), id(10), false),
                (id(3), id(11), true),
            ],
            apart: vec![(id(10), id(12))],
            ..News::default()
        };
        let of = |viewer: Option<u128>| news.fresh_for(viewer.map(id)).collect::<Vec<_>>();
        assert_eq!(of(None), [id(1), id(2), id(3)]);
        assert_eq!(of(Some(10)), [id(3)]);
        assert_eq!(of(Some(12)), [id(2), id(3)], "a body speaks to everybody");
    }
}
