//! Whole anonymous answers kept in memory, already compressed. A territory's answers are dropped together by
//! the first event that touches it; each lives at most a minute besides, for the dates it shows.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use moka::sync::Cache;
use parking_lot::RwLock;
use terreau_kernel::id::Id;

/// Longest life of a kept answer.
const LIFE: Duration = Duration::from_secs(60);
/// Bytes kept in all.
const ROOM: u64 = 48 * 1024 * 1024;

/// A kept answer.
#[derive(Clone)]
pub struct Kept {
    /// Its status.
    pub status: StatusCode,
    /// Its headers, encoding included.
    pub headers: HeaderMap,
    /// Its body, as sent.
    pub body: Bytes,
    generation: u64,
    since: Instant,
}

/// The kept answers of this process.
pub struct PageCache {
    kept: Cache<String, Arc<Kept>>,
    generations: RwLock<HashMap<Id, Arc<AtomicU64>>>,
    everything: AtomicU64,
    off: bool,
}

impl PageCache {
    /// An empty one. `off` keeps nothing: for measurements of uncached pages.
    #[must_use]
    pub fn new(off: bool) -> Self {
        let kept = Cache::builder()
            .weigher(|key: &String, kept: &Arc<Kept>| {
                u32::try_from(key.len() + kept.body.len() + 1024).unwrap_or(u32::MAX)
            })
            .max_capacity(ROOM)
            .time_to_live(LIFE)
            .build();
        Self {
            kept,
            generations: RwLock::default(),
            everything: AtomicU64::new(0),
            off,
        }
    }

    fn generation(&self, territory: Id) -> u64 {
        let own = self
            .generations
            .read()
            .get(&territory)
            .map_or(0, |g| g.load(Ordering::Acquire));
        own + self.everything.load(Ordering::Acquire)
    }

    /// The answer kept for a key, if nothing happened in its territory since.
    #[must_use]
    pub fn get(&self, territory: Id, key: &str) -> Option<Arc<Kept>> {
        if self.off {
            return None;
        }
        let kept = self.kept.get(key)?;
        (kept.generation == self.generation(territory) && kept.since.elapsed() < LIFE).then_some(kept)
    }

    /// What to remember before an answer is made, so that a change during its making is not missed.
    #[must_use]
    pub fn before(&self, territory: Id) -> u64 {
        self.generation(territory)
    }

    /// Keeps an answer made since `before`.
    pub fn put(
        &self,
        key: String,
        before: u64,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Arc<Kept> {
        let kept = Arc::new(Kept {
            status,
            headers,
            body,
            generation: before,
            since: Instant::now(),
        });
        if !self.off {
            self.kept.insert(key, kept.clone());
        }
        kept
    }

    /// Something happened in a territory: its kept answers are not true any more.
    pub fn touch(&self, territory: Id) {
        if let Some(generation) = self.generations.read().get(&territory) {
            generation.fetch_add(1, Ordering::AcqRel);
            return;
        }
        self.generations
            .write()
            .entry(territory)
            .or_default()
            .fetch_add(1, Ordering::AcqRel);
    }

    /// Something happened somewhere.
    pub fn touch_all(&self) {
        self.everything.fetch_add(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_in_a_territory_drops_its_answers_and_no_other() {
        let cache = PageCache::new(false);
        let (here, there) = (Id::from_u128(1), Id::from_u128(2));
        for (territory, key) in [(here, "here"), (there, "there")] {
            let before = cache.before(territory);
            cache.put(
                key.into(),
                before,
                StatusCode::OK,
                HeaderMap::new(),
                Bytes::from_static(b"x"),
            );
        }
        cache.touch(here);
        assert!(cache.get(here, "here").is_none());
        assert!(cache.get(there, "there").is_some());
        cache.touch_all();
        assert!(cache.get(there, "there").is_none());
    }

    #[test]
    fn an_answer_made_while_something_happened_is_not_kept_as_true() {
        let cache = PageCache::new(false);
        let here = Id::from_u128(1);
        let before = cache.before(here);
        cache.touch(here);
        cache.put("k".into(), before, StatusCode::OK, HeaderMap::new(), Bytes::new());
        assert!(cache.get(here, "k").is_none());
    }
}
