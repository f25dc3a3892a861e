//! One request: where it arrives, who comes, in which language, with the one connection it holds.

mod answers;

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use terreau_kernel::{
    id::Id,
    locale::{Locale, Zone},
    time::Micros,
};
use terreau_store::{Tx, events};

use crate::{
    App, Held, Problem, Territory, Viewer,
    circles::Eyes,
    i18n::Tr,
    network,
    page::Flash,
    session,
    viewer::{Role, Someone},
};

/// A request, as handlers see it.
pub struct Visit {
    /// Everything that can be reached.
    pub app: App,
    /// Where.
    pub territory: Arc<Territory>,
    /// Who.
    pub viewer: Viewer,
    /// The language of the answer.
    pub locale: Locale,
    /// Its words.
    pub tr: Tr,
    /// The connection of this request.
    pub db: Held,
    /// The moment of this request.
    pub now: Micros,
    /// The address as asked: path and query.
    pub path: String,
    /// Where it comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: String,
    /// Only a part of the page is asked for.
    pub partial: bool,
    /// Who gave a password or followed a link, and not yet the code of their second factor.
    pub half: Option<Someone>,
    /// The role that waits for a second factor, and since or from when.
    pub held: Option<(Role, Micros)>,
    /// How many of the viewer's conversations hold something they did not read.
    pub unread: i64,
    theme: &'static str,
    flash: Option<Flash>,
    cookies: Vec<HeaderValue>,
    gesture: Option<String>,
    device: Option<String>,
    crossing: Option<String>,
}

/// Name and value of each cookie.
pub fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// The territory that answers to a request.
#[must_use]
pub fn territory_of(app: &App, headers: &HeaderMap, uri: &Uri) -> Option<Arc<Territory>> {
    let host = uri
        .host()
        .or_else(|| headers.get(header::HOST).and_then(|v| v.to_str().ok()))
        .unwrap_or_default();
    let bare = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or(host)
    } else {
        host.split(':').next().unwrap_or(host)
    };
    app.atlas.by_host(&bare.to_ascii_lowercase())
}

/// The language of an answer: chosen before, else the browser's, else the territory's.
#[must_use]
pub fn locale(territory: &Territory, headers: &HeaderMap, chosen: &str) -> Locale {
    if let Some(locale) = Locale::from_code(chosen) {
        return locale;
    }
    match headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()) {
        Some(accepted) => Locale::negotiate(accepted),
        None => Locale::from_code(&territory.settings.default_locale).unwrap_or(Locale::Fr),
    }
}

/// The language an address names itself (`?lang=en`): what the language links of every page lead to.
fn asked_language(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let territory = territory_of(app, &parts.headers, &parts.uri).ok_or(Problem::NotFound)?;
        Self::arrive(
            app,
            territory,
            &parts.headers,
            &parts.uri,
            network::address(parts, &app.proxies),
        )
        .await
    }
}

impl OptionalFromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Problem> {
        match territory_of(app, &parts.headers, &parts.uri) {
            None => Ok(None),
            Some(_) => <Self as FromRequestParts<App>>::from_request_parts(parts, app)
                .await
                .map(Some),
        }
    }
}

impl Visit {
    /// Reads a request: cookies, language, and the session if there is one.
    ///
    /// # Errors
    /// [`Problem::Away`] when the database is.
    pub async fn arrive(
        app: &App,
        territory: Arc<Territory>,
        headers: &HeaderMap,
        uri: &Uri,
        address: IpAddr,
    ) -> Result<Self, Problem> {
        let (mut visit, token) = Self::read(app, territory, headers, uri, address);
        if let Some(token) = token {
            visit.recognise(token, true).await?;
        }
        Ok(visit)
    }

    /// The same for what a page asks by itself while it is open: it does not keep a session alive.
    ///
    /// # Errors
    /// As [`Visit::arrive`].
    pub async fn linger(
        app: &App,
        territory: Arc<Territory>,
        headers: &HeaderMap,
        uri: &Uri,
        address: IpAddr,
    ) -> Result<Self, Problem> {
        let (mut visit, token) = Self::read(app, territory, headers, uri, address);
        if let Some(token) = token {
            visit.recognise(token, false).await?;
        }
        Ok(visit)
    }

    /// What a request says, before anybody is asked.
    fn read<'h>(
        app: &App,
        territory: Arc<Territory>,
        headers: &'h HeaderMap,
        uri: &Uri,
        address: IpAddr,
    ) -> (Self, Option<&'h str>) {
        let (mut token, mut flash, mut gesture, mut device, mut crossing) = (None, None, None, None, None);
        let (mut theme, mut lang) = ("", "");
        for (name, value) in cookies(headers) {
            match name {
                "theme" => {
                    theme = if value == "dark" {
                        "dark"
                    } else if value == "light" {
                        "light"
                    } else {
                        ""
                    }
                }
                "lang" => lang = value,
                _ if name == app.cookie("session") => token = Some(value),
                _ if name == app.cookie("flash") => flash = Flash::read(value),
                _ if name == app.cookie("gesture") => gesture = Some(value.to_owned()),
                _ if name == app.cookie("device") => device = Some(value.to_owned()),
                _ if name == app.cookie("crossing") => crossing = Some(value.to_owned()),
                _ => {}
            }
        }
        let locale = locale(&territory, headers, asked_language(uri).unwrap_or(lang));
        let agent = headers
            .get(header::USER_AGENT)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let mut visit = Self {
            tr: Tr::new(app.catalogue.clone(), locale),
            db: Held::new(app.db.clone()),
            now: app.clock.now(),
            path: uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            agent: agent.chars().take(200).collect(),
            partial: headers.contains_key("hx-request") || headers.contains_key("x-part"),
            app: app.clone(),
            territory,
            viewer: Viewer::Visitor,
            locale,
            address,
            theme,
            cookies: Vec::new(),
            gesture,
            device,
            crossing,
            half: None,
            held: None,
            unread: 0,
            flash: None,
        };
        if flash.is_some() {
            visit.flash = flash;
            visit.clear_cookie("flash");
        }
        (visit, token)
    }

    async fn recognise(&mut self, token: &str, noted: bool) -> Result<(), Problem> {
        let found = session::recognise(self.db.get().await?, self.territory.id, token, self.now).await?;
        match found {
            None => self.clear_cookie("session"),
            Some(found) => {
                if let Some(expires) = found.note.filter(|_| noted) {
                    let mut tx = self.db.begin().await?;
                    session::note(&mut tx, token, self.now, expires).await?;
                    tx.commit().await?;
                }
                self.take(found);
            }
        }
        Ok(())
    }

    /// A session in its state: whole, waiting for a code, or without the role that waits for a second factor.
    fn take(&mut self, found: session::Recognised) {
        let mut someone = found.someone;
        if found.half {
            self.half = Some(someone);
            return;
        }
        if let Some(due) = found.factor_due {
            self.held = Some((someone.role, due));
            if due <= self.now {
                someone.role = Role::Member;
            }
        }
        self.unread = found.unread;
        self.viewer = Viewer::Person(someone);
    }

    /// What this viewer brings to the visibility predicate.
    #[must_use]
    pub fn eyes(&self) -> Eyes {
        Eyes::from(&self.viewer)
    }

    /// The clock zone of dates on this page.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.territory.time_zone()
    }

    /// Puts something into words as it is said in another territory: with its themes, its quarters, its bodies.
    pub fn seen_from<T>(&mut self, territory: Arc<Territory>, look: impl FnOnce(&Self) -> T) -> T {
        let here = std::mem::replace(&mut self.territory, territory);
        let seen = look(self);
        self.territory = here;
        seen
    }

    /// Begins writing.
    ///
    /// # Errors
    /// [`Problem::Away`] when the database is.
    pub async fn begin(&mut self) -> Result<Tx, Problem> {
        Ok(self.db.begin().await?)
    }

    /// Makes what was written true, and tells the followers.
    ///
    /// # Errors
    /// Nothing was kept when this fails.
    pub async fn commit(&self, tx: Tx) -> Result<(), Problem> {
        tx.commit().await?;
        self.app.touched(self.territory.id);
        Ok(())
    }

    /// Records in the transaction that something happened here, by this viewer, in the name of `body`.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn happened(
        &self,
        tx: &mut Tx,
        kind: &str,
        object: Id,
        subject: Option<Id>,
        body: Option<Id>,
    ) -> Result<(), Problem> {
        let event = events::Happened {
            territory: self.territory.id,
            kind,
            object,
            subject,
            person: self.viewer.id(),
            body,
            at: self.now,
        };
        Ok(events::record(tx, event).await?)
    }

    pub(crate) fn take_flash(&mut self) -> Option<Flash> {
        self.flash.take()
    }

    pub(crate) fn theme(&self) -> &'static str {
        self.theme
    }

    /// The secret of the gesture this browser waits to complete.
    #[must_use]
    pub fn gesture(&self) -> Option<&str> {
        self.gesture.as_deref()
    }

    /// The secret of this browser on its way from another territory.
    #[must_use]
    pub fn crossing(&self) -> Option<&str> {
        self.crossing.as_deref()
    }

    /// The secret by which this device spares its owner the second factor.
    #[must_use]
    pub fn device(&self) -> Option<&str> {
        self.device.as_deref()
    }
}
