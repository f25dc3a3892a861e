//! What every handler may reach: one value, cheap to clone, made once at start.

use std::{net::IpAddr, ops::Deref, sync::Arc, time::Duration};

use axum::http::{HeaderName, HeaderValue};
use moka::sync::Cache;
use terreau_kernel::{
    id::{Id, Ids},
    time::Clock,
};
use terreau_store::{Db, media::Media, search::Index};
use tokio::sync::{Notify, Semaphore};

use crate::{
    assets::Assets, cache::PageCache, config::Config, edge, geocoder::Geocoder, i18n::Catalogue,
    limits::Limits, live::Hub, territory::Atlas,
};

/// Ideas whose neighbours are kept, and how long: some hundred bytes each, and what is new is near to them soon enough.
const ALIKE: u64 = 20_000;
const ALIKE_LIFE: Duration = Duration::from_secs(10 * 60);

/// What an [`App`] is made of.
pub struct Parts {
    /// The settings of this installation.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The clock, the only one.
    pub clock: Clock,
    /// Stored files.
    pub media: Media,
    /// The search index.
    pub index: Index,
    /// Every message, in each language.
    pub catalogue: Catalogue,
    /// Static files.
    pub assets: Assets,
    /// Lets every act pass, keeps no answer: for load measurements.
    pub unlimited: bool,
    /// Keeps no answer.
    pub uncached: bool,
}

/// The inside of an [`App`].
pub struct Inner {
    /// The settings of this installation.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The clock, the only one.
    pub clock: Clock,
    /// Maker of ids.
    pub ids: Ids,
    /// Stored files.
    pub media: Media,
    /// The search index.
    pub index: Index,
    /// Every message, in each language.
    pub catalogue: Arc<Catalogue>,
    /// Static files.
    pub assets: Assets,
    /// Kept answers.
    pub pages: PageCache,
    /// What the index found near an idea, for those who see up to a circle.
    pub alike: Cache<(Id, i64), Arc<[Id]>>,
    /// Counters of acts.
    pub limits: Limits,
    /// Those who listen to the pages they read.
    pub live: Arc<Hub>,
    /// The territories.
    pub atlas: Atlas,
    /// Places by their address, where the settings name a service.
    pub geocoder: Geocoder,
    /// The protecting headers.
    pub guard: Arc<Vec<(HeaderName, HeaderValue)>>,
    /// Proxies whose word on addresses is believed.
    pub proxies: Vec<IpAddr>,
    /// Woken when something was committed: followers and workers look at once.
    pub wake: Notify,
    /// Passwords are hashed two at a time, so that sign-ins cannot take the machine.
    pub hashing: Semaphore,
    secret: std::sync::OnceLock<String>,
    session_cookie: &'static str,
    flash_cookie: &'static str,
    gesture_cookie: &'static str,
    device_cookie: &'static str,
    crossing_cookie: &'static str,
}

/// Everything a handler may reach.
#[derive(Clone)]
pub struct App(Arc<Inner>);

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let secure = parts.config.secure();
        let name = |plain: &'static str, host: &'static str| if secure { host } else { plain };
        Self(Arc::new(Inner {
            guard: edge::guard(&parts.config),
            geocoder: Geocoder::new(&parts.config),
            proxies: parts.config.proxies().flatten().collect(),
            ids: Ids::new(parts.clock.clone()),
            pages: PageCache::new(parts.uncached),
            alike: Cache::builder()
                .max_capacity(ALIKE)
                .time_to_live(ALIKE_LIFE)
                .build(),
            limits: Limits::new(parts.unlimited),
            live: Hub::new(parts.unlimited),
            atlas: Atlas::default(),
            catalogue: Arc::new(parts.catalogue),
            wake: Notify::new(),
            hashing: Semaphore::new(2),
            secret: std::sync::OnceLock::new(),
            session_cookie: name("session", "__Host-session"),
            flash_cookie: name("flash", "__Host-flash"),
            gesture_cookie: name("gesture", "__Host-gesture"),
            device_cookie: name("device", "__Host-device"),
            crossing_cookie: name("crossing", "__Host-crossing"),
            config: parts.config,
            db: parts.db,
            clock: parts.clock,
            media: parts.media,
            index: parts.index,
            assets: parts.assets,
        }))
    }

    /// The name of a cookie: with the `__Host-` prefix where the site is served over HTTPS.
    #[must_use]
    pub fn cookie(&self, plain: &str) -> &'static str {
        match plain {
            "session" => self.session_cookie,
            "flash" => self.flash_cookie,
            "device" => self.device_cookie,
            "crossing" => self.crossing_cookie,
            _ => self.gesture_cookie,
        }
    }

    /// The secret of this installation, shared by its nodes.
    #[must_use]
    pub fn secret(&self) -> &str {
        self.secret.get().map_or("", String::as_str)
    }

    /// Reads the secret of this installation, or makes it the first time.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn learn_secret(&self) -> terreau_store::Result<()> {
        let mut tx = self.db.begin().await?;
        let fresh = terreau_kernel::id::secret();
        let secret = crate::territory::installation(&mut tx, "secret", &fresh).await?;
        tx.commit().await?;
        let _ = self.secret.set(secret);
        Ok(())
    }

    /// Reads the territories again and forgets kept answers.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn reload(&self) -> terreau_store::Result<()> {
        self.atlas.reload(&mut self.db.read().await?).await?;
        self.pages.touch_all();
        Ok(())
    }

    /// Something was committed in a territory.
    pub fn touched(&self, territory: terreau_kernel::id::Id) {
        self.pages.touch(territory);
        self.wake.notify_waiters();
    }
}
