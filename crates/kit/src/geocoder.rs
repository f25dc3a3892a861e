//! Places by their address, asked of the one service the configuration names: a GeoCodeJSON search, as that of the
//! French national address base. Answers are kept an hour, questions are paced, and a service in trouble is left alone
//! for a while. Without one, nothing is asked and nothing is missing.

use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use moka::sync::Cache;
use serde_json::Value;
use terreau_kernel::{
    geo::Point,
    limits,
    text::{self, clean_line, ellipsis},
    time::{Micros, SECOND},
};
use url::Url;

use crate::{
    config::Config,
    outgoing::{Fault, Outgoing},
};

/// Places of one answer.
const MOST: usize = 8;
/// Letters before a question makes sense.
const LEAST: usize = 3;
/// Answers kept, and for how long.
const KEPT: (u64, Duration) = (2_000, Duration::from_secs(3_600));
/// Questions a second: the national service takes 50 from one address.
const PACE: u32 = 20;
/// Seconds of peace after trouble, and the longest peace a service may ask for.
const PEACE: i64 = 10;
const LONGEST: u64 = 300;

/// A place that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The whole address: `10 Rue des Écoles 92330 Sceaux`.
    pub label: String,
    /// Its beginning, where the town is known: `10 Rue des Écoles`.
    pub name: String,
    /// Where it is, to a metre.
    pub point: Point,
}

/// What is looked for, and around where.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    /// What somebody typed.
    pub words: &'a str,
    /// Nearer places come first.
    pub near: Option<Point>,
    /// INSEE code of the commune outside of which nothing is looked for.
    pub commune: Option<&'a str>,
}

/// Why no places came, in the words of an operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No service is configured.
    #[error("no geocoder is configured")]
    Absent,
    /// Too many questions for it, or for us: welcome again in a moment.
    #[error("it asks for fewer requests")]
    Busy,
    /// It failed a moment ago, and is left alone.
    #[error("it failed a moment ago")]
    Resting,
    /// What it says is not GeoCodeJSON.
    #[error("its answer is not GeoCodeJSON")]
    Garbage,
    /// No answer.
    #[error(transparent)]
    Fault(Fault),
}

/// The service, as this process knows it.
pub struct Geocoder {
    base: Option<Url>,
    outgoing: Outgoing,
    kept: Cache<String, Arc<[Place]>>,
    pace: DefaultDirectRateLimiter,
    rests_until: AtomicI64,
}

impl Geocoder {
    /// The service of a configuration; it may name none.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            base: config.geocoder_url(),
            outgoing: Outgoing::new(config),
            kept: Cache::builder().max_capacity(KEPT.0).time_to_live(KEPT.1).build(),
            pace: RateLimiter::direct(Quota::per_second(NonZeroU32::MIN.saturating_add(PACE - 1))),
            rests_until: AtomicI64::new(0),
        }
    }

    /// The host that is asked; `None` where no service is configured.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.base.as_ref()?.host_str()
    }

    /// The places of a question, the likeliest first; none for one too short to be asked.
    ///
    /// # Errors
    /// Why there is no answer. It is logged here, without what was asked.
    pub async fn find(&self, question: Question<'_>, now: Micros) -> Result<Arc<[Place]>, Trouble> {
        let base = self.base.as_ref().ok_or(Trouble::Absent)?;
        let words = ellipsis(&clean_line(question.words), limits::QUERY);
        if text::graphemes(&words) < LEAST {
            return Ok(Arc::default());
        }
        let url = address(base, &words, &question);
        let key = url.as_str().to_lowercase();
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        if now < self.rests_until.load(Ordering::Relaxed) {
            return Err(Trouble::Resting);
        }
        if self.pace.check().is_err() {
            return Err(Trouble::Busy);
        }
        let found = self.ask(&url).await.inspect_err(|trouble| {
            tracing::warn!(host = self.host(), %trouble, "the geocoder gave no answer");
            let rest = now + peace(trouble) * SECOND;
            self.rests_until.fetch_max(rest, Ordering::Relaxed);
        })?;
        self.kept.insert(key, found.clone());
        Ok(found)
    }

    async fn ask(&self, url: &Url) -> Result<Arc<[Place]>, Trouble> {
        match self.outgoing.get(url).await {
            Ok(body) => places(&body).ok_or(Trouble::Garbage),
            // Words it cannot look for are words for which it knows no place.
            Err(Fault::Status(400)) => Ok(Arc::default()),
            Err(fault) => Err(Trouble::Fault(fault)),
        }
    }
}

/// The seconds a service is left alone for.
fn peace(trouble: &Trouble) -> i64 {
    match trouble {
        Trouble::Fault(Fault::TooMany(Some(wait))) => {
            i64::try_from(wait.as_secs().clamp(1, LONGEST)).unwrap_or(PEACE)
        }
        _ => PEACE,
    }
}

fn address(base: &Url, words: &str, question: &Question<'_>) -> Url {
    let mut url = base.clone();
    {
        let mut query = url.query_pairs_mut();
        query.append_pair("q", words);
        query.append_pair("limit", &MOST.to_string());
        query.append_pair("autocomplete", "1");
        if let Some(near) = question.near {
            query.append_pair("lat", &format!("{:.4}", near.lat));
            query.append_pair("lon", &format!("{:.4}", near.lon));
        }
        if let Some(commune) = question.commune {
            query.append_pair("citycode", commune);
        }
    }
    url
}

/// The places of an answer; `None` where it is not GeoCodeJSON. A place that makes no sense is left out.
fn places(body: &[u8]) -> Option<Arc<[Place]>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let mut found: Vec<Place> = Vec::new();
    for place in answer.get("features")?.as_array()?.iter().filter_map(place) {
        if found.len() < MOST && found.iter().all(|known| known.label != place.label) {
            found.push(place);
        }
    }
    Some(found.into())
}

fn place(feature: &Value) -> Option<Place> {
    let about = feature.get("properties")?;
    // The standard puts its words one level lower than the national service does.
    let about = about.get("geocoding").unwrap_or(about);
    let word = |name: &str| {
        let text = about.get(name).and_then(Value::as_str).unwrap_or_default();
        ellipsis(&clean_line(text), limits::LABEL)
    };
    let at = feature.get("geometry")?.get("coordinates")?.as_array()?;
    let degrees = |n: usize| Some((at.get(n)?.as_f64()? * 1e5).round() / 1e5);
    let (label, name) = (word("label"), word("name"));
    let point = Point::new(degrees(1)?, degrees(0)?)?;
    match (label.is_empty(), name.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Place {
            label: name.clone(),
            name,
            point,
        }),
        (false, unnamed) => Some(Place {
            name: if unnamed { label.clone() } else { name },
            label,
            point,
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANSWER: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[2.290771234,48.778391234]},
         "properties":{"label":"10 Rue des Écoles 92330 Sceaux","name":"10 Rue des Écoles","type":"housenumber"}},
        {"geometry":{"coordinates":[2.3,48.8]},"properties":{"geocoding":{"label":"Parc de Sceaux"}}},
        {"geometry":{"coordinates":[2.3,48.8]},"properties":{"geocoding":{"label":"Parc de Sceaux"}}},
        {"geometry":{"coordinates":[2.3,480]},"properties":{"label":"Nulle part"}},
        {"geometry":{"coordinates":["a"]},"properties":{"label":"Nulle part"}},
        {"properties":7}, 3]}"#;

    #[test]
    fn ux_10_places_are_read_and_what_makes_no_sense_is_left_out() {
        let found = places(ANSWER.as_bytes()).expect("GeoCodeJSON");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].name, "10 Rue des Écoles");
        assert_eq!(
            found[0].point,
            Point::new(48.77839, 2.29077).expect("a point"),
            "to a metre"
        );
        assert_eq!(
            (found[1].name.as_str(), found[1].label.as_str()),
            ("Parc de Sceaux", "Parc de Sceaux")
        );
        for garbage in ["", "<html>", "[]", "{}", r#"{"features":1}"#] {
            assert_eq!(places(garbage.as_bytes()), None, "{garbage}");
        }
    }

    #[test]
    fn ux_10_the_question_keeps_what_the_configured_address_holds() {
        let base = Url::parse("https://geo.example/search?key=k").expect("an address");
        let question = Question {
            words: "école",
            near: Point::new(48.778, 2.289),
            commune: Some("92071"),
        };
        let url = address(&base, "école & co", &question);
        let asked = "key=k&q=%C3%A9cole+%26+co&limit=8&autocomplete=1&lat=48.7780&lon=2.2890&citycode=92071";
        assert_eq!(url.query(), Some(asked));
    }

    #[test]
    fn ux_10_a_service_is_left_alone_for_as_long_as_it_asks_within_reason() {
        let asks = |seconds| {
            peace(&Trouble::Fault(Fault::TooMany(Some(Duration::from_secs(
                seconds,
            )))))
        };
        assert_eq!((asks(60), asks(0), asks(u64::MAX)), (60, 1, 300));
        assert_eq!(peace(&Trouble::Garbage), PEACE);
    }

    proptest! {
        #[test]
        fn ux_10_no_answer_makes_the_reader_fall(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = places(&body);
        }
    }
}
