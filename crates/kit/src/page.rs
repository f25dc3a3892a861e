//! What the frame of every page needs.

mod problems;

use std::sync::Arc;

use terreau_kernel::{
    id::{self, Id},
    locale::{self, Locale},
    time::{self, Micros},
};

use crate::{App, Territory, Viewer, Visit, i18n::Tr, territory::Body};

pub use problems::draw_problem;

/// A message shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// The key of the message.
    pub key: String,
    /// Its `$value`.
    pub value: String,
}

impl Flash {
    pub(crate) fn read(cookie: &str) -> Option<Self> {
        let (key, value) = cookie.split_once('~')?;
        let fine =
            !key.is_empty() && key.len() < 60 && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let value = percent_encoding::percent_decode_str(value)
            .decode_utf8()
            .ok()?
            .into_owned();
        fine.then(|| Self {
            key: key.to_owned(),
            value,
        })
    }

    pub(crate) fn write(&self) -> String {
        let value = percent_encoding::utf8_percent_encode(&self.value, percent_encoding::NON_ALPHANUMERIC);
        format!("{}~{value}", self.key)
    }
}

/// The frame of a page. Templates call it `p`.
pub struct Page {
    /// Words.
    pub tr: Tr,
    /// Where.
    pub territory: Arc<Territory>,
    /// Who looks.
    pub viewer: Viewer,
    /// What this page is, first in the title bar.
    pub title: String,
    /// The part of the site it belongs to, between title and site name.
    pub section: String,
    /// One sentence for search engines and share cards.
    pub description: String,
    /// The entry of the menu it belongs to: `home`, `ideas`, `explore`, `propose`, `me`, `admin` or nothing.
    pub menu: &'static str,
    /// Path of the one address of this page, without host.
    pub canonical: String,
    /// Path of its Atom feed.
    pub feed: Option<String>,
    /// Path of its share picture.
    pub image: Option<String>,
    /// Path of its oEmbed description.
    pub oembed: Option<String>,
    /// JSON-LD, already safe inside a script element.
    pub json_ld: Option<String>,
    /// Search engines are asked to keep out.
    pub noindex: bool,
    /// Extra scripts, by name.
    pub scripts: Vec<&'static str>,
    /// A message shown once.
    pub flash: Option<Flash>,
    /// `light`, `dark` or empty for what the device prefers.
    pub theme: &'static str,
    /// How many of the viewer's conversations hold something they did not read.
    pub unread: i64,
    /// Now.
    pub now: Micros,
    path: String,
    app: App,
    zone: locale::Zone,
}

impl Page {
    pub(crate) fn new(visit: &mut Visit, title: String) -> Self {
        let path = visit.path.clone();
        Self {
            tr: visit.tr.clone(),
            territory: visit.territory.clone(),
            viewer: visit.viewer.clone(),
            section: String::new(),
            description: String::new(),
            menu: "",
            canonical: path.split('?').next().unwrap_or("/").to_owned(),
            feed: None,
            image: None,
            oembed: None,
            json_ld: None,
            noindex: false,
            scripts: Vec::new(),
            flash: visit.take_flash(),
            theme: visit.theme(),
            unread: visit.unread,
            now: visit.now,
            zone: visit.zone(),
            app: visit.app.clone(),
            path,
            title,
        }
    }

    /// Sets the menu entry.
    #[must_use]
    pub fn at(mut self, menu: &'static str) -> Self {
        self.menu = menu;
        self
    }

    /// Keeps search engines out.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.noindex = true;
        self
    }

    /// The address of a static file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        self.app.assets.url(name)
    }

    /// A message.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.tr.t(key)
    }

    /// A message with a count.
    #[must_use]
    pub fn n(&self, key: &str, n: &i64) -> String {
        self.tr.n(key, *n)
    }

    /// A message with one variable.
    #[must_use]
    pub fn v(&self, key: &str, name: &str, value: &str) -> String {
        self.tr.v(key, name, value)
    }

    /// The language.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.tr.locale
    }

    /// The language as `fr` or `en`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.tr.locale.code()
    }

    /// The other language, for the switch.
    #[must_use]
    pub fn other_lang(&self) -> &'static str {
        if self.tr.locale == Locale::Fr { "en" } else { "fr" }
    }

    /// A number as this language writes it.
    #[must_use]
    pub fn number(&self, n: &i64) -> String {
        locale::number(*n, self.tr.locale)
    }

    /// « il y a 3 jours », then the date.
    #[must_use]
    pub fn ago(&self, at: &Micros) -> String {
        locale::relative(*at, self.now, self.tr.locale, self.zone)
    }

    /// « 18 novembre 2026 à 18 h 30 », for a title attribute.
    #[must_use]
    pub fn exact(&self, at: &Micros) -> String {
        let date = locale::date_long(*at, self.tr.locale, self.zone);
        let hour = locale::time_short(*at, self.tr.locale, self.zone);
        self.tr.vs("date-and-time", &[("date", &date), ("time", &hour)])
    }

    /// « 18 novembre 2026 ».
    #[must_use]
    pub fn day(&self, at: &Micros) -> String {
        locale::date_long(*at, self.tr.locale, self.zone)
    }

    /// The value of a `datetime` attribute.
    #[must_use]
    pub fn datetime(&self, at: &Micros) -> String {
        time::rfc3339(*at)
    }

    /// A whole address.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }

    /// The public address of this territory, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> String {
        base(&self.app, &self.territory)
    }

    /// The path and query asked for, for the language switch and return addresses.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name of the site: « Terreau à Sceaux ».
    #[must_use]
    pub fn site(&self) -> String {
        self.territory.site(&self.tr)
    }

    /// « page – section – site ».
    #[must_use]
    pub fn head_title(&self) -> String {
        let site = self.site();
        let parts = [self.title.as_str(), self.section.as_str(), site.as_str()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" – ")
    }

    /// The body that signed something.
    #[must_use]
    pub fn signed(&self, body: &Option<Id>) -> Option<&Body> {
        self.territory.body(*body)
    }

    /// Initials for an avatar.
    #[must_use]
    pub fn initials(&self, name: &str) -> String {
        terreau_kernel::text::initials(name)
    }

    /// What fills an avatar, as safe HTML: the picture somebody gave of themselves, or their initials.
    #[must_use]
    pub fn face(&self, portrait: &Option<id::Id>, name: &str) -> String {
        match portrait {
            Some(media) => {
                let short = id::short(*media);
                format!(
                    "<img src=\"/media/{short}/96\" alt=\"\" width=\"96\" height=\"96\" loading=\"lazy\">"
                )
            }
            None => askama::filters::escape(self.initials(name), askama::filters::Html)
                .map(|safe| safe.to_string())
                .unwrap_or_default(),
        }
    }

    /// The hue of an avatar, always the same for the same id.
    #[must_use]
    pub fn hue(&self, id: &id::Id) -> &'static str {
        ["", "c", "p", "s"][usize::from(id.as_bytes()[15]) % 4]
    }

    /// An id as it stands in addresses.
    #[must_use]
    pub fn short(&self, id: &id::Id) -> String {
        id::short(*id)
    }

    /// The signed-in person's name and address part.
    #[must_use]
    pub fn me(&self) -> Option<(&str, &str)> {
        self.viewer.person().map(|p| (p.name.as_str(), p.slug.as_str()))
    }

    /// What fills the avatar of the signed-in person, as safe HTML.
    #[must_use]
    pub fn my_face(&self) -> String {
        let me = self.viewer.person();
        me.map(|me| self.face(&me.portrait, &me.name)).unwrap_or_default()
    }

    /// True when this installation has other territories to go to.
    #[must_use]
    pub fn has_neighbours(&self) -> bool {
        self.app.atlas.several()
    }

    /// True on a demonstration territory.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.app.config.demo && self.territory.is_demo
    }

    /// Address of the territory's own hues, empty when it keeps the shipped ones.
    #[must_use]
    pub fn hues(&self) -> String {
        if self.territory.settings.hue_light.is_empty() {
            String::new()
        } else {
            format!("/territory.css?v={}", self.territory.updated_at)
        }
    }

    /// The words of the accessibility state (A11Y-38).
    #[must_use]
    pub fn accessibility(&self) -> String {
        let state = match self.territory.settings.accessibility.as_str() {
            "full" => "footer-accessibility-full",
            "partial" => "footer-accessibility-partial",
            _ => "footer-accessibility-none",
        };
        self.tr.t(state)
    }

    /// Somebody became a member just now, on their way to something else: they may be shown around.
    #[must_use]
    pub fn shows_around(&self) -> bool {
        let welcomed = |flash: &Flash| flash.key == "accounts-welcome";
        self.flash.as_ref().is_some_and(welcomed) && !self.path.starts_with("/welcome")
    }

    /// The message shown once, in words.
    #[must_use]
    pub fn flash_text(&self) -> Option<String> {
        let flash = self.flash.as_ref()?;
        self.tr
            .has(&flash.key)
            .then(|| self.tr.v(&flash.key, "value", &flash.value))
    }
}

/// The public address of a territory: its own host where it has one.
#[must_use]
pub fn base(app: &App, territory: &Territory) -> String {
    let base = app.config.base_url.trim_end_matches('/');
    match (
        territory.is_default,
        territory.hosts.first(),
        url::Url::parse(base),
    ) {
        (false, Some(host), Ok(url)) => {
            let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
            format!("{}://{host}{port}", url.scheme())
        }
        _ => base.to_owned(),
    }
}
