//! Territories, read once and kept: every request needs its own, and they change a few times a year.

use std::{collections::HashMap, sync::Arc};

use parking_lot::RwLock;
use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all};

use crate::i18n::Tr;

pub mod bodies;
mod entry;
pub mod skills;
mod words;

pub use bodies::Body;
pub use entry::Entry;
pub use skills::Skill;
pub use words::{Theme, Zone};

/// How comments take sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sides {
    /// No sides: one conversation.
    None,
    /// For, against, question.
    #[default]
    Three,
}

/// What an administrator may change. Unknown fields of a newer version are kept out, missing ones defaulted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the field names are the words of the form")]
pub struct Settings {
    pub site_name: String,
    pub hero_title_fr: String,
    pub hero_title_en: String,
    pub hero_line_fr: String,
    pub hero_line_en: String,
    /// Main hue, `#rrggbb`; empty keeps the shipped leaf green.
    pub hue_light: String,
    pub hue_dark: String,
    pub logo: Option<Id>,
    pub sides: Sides,
    pub minimum_age: u8,
    /// Who becomes a member.
    pub entry: Entry,
    /// Other territories of this installation name this one in their list.
    pub listed: bool,
    pub default_locale: String,
    pub time_zone: String,
    pub publisher: String,
    pub publisher_address: String,
    pub publisher_phone: String,
    pub publication_director: String,
    pub host_name: String,
    pub host_address: String,
    pub host_phone: String,
    pub contact_email: String,
    pub dpo_email: String,
    /// `none`, `partial` or `full`.
    pub accessibility: String,
    pub audit_date: String,
    pub audit_rate: String,
    pub allow_ai_crawlers: bool,
    /// Months after which an account nobody comes back to is closed.
    pub absence_months: u16,
    /// Months during which what identifies a closed account is kept apart for legal orders; 0 keeps nothing.
    pub closed_months: u16,
    /// Days that moderators and administrators have to set up their second factor.
    pub factor_grace_days: u8,
}

impl Default for Settings {
    fn default() -> Self {
        let empty = String::new;
        Self {
            site_name: "Terreau".into(),
            hero_title_fr: empty(),
            hero_title_en: empty(),
            hero_line_fr: empty(),
            hero_line_en: empty(),
            hue_light: empty(),
            hue_dark: empty(),
            logo: None,
            sides: Sides::Three,
            minimum_age: 15,
            entry: Entry::Open,
            listed: true,
            default_locale: "fr".into(),
            time_zone: "Europe/Paris".into(),
            publisher: empty(),
            publisher_address: empty(),
            publisher_phone: empty(),
            publication_director: empty(),
            host_name: empty(),
            host_address: empty(),
            host_phone: empty(),
            contact_email: empty(),
            dpo_email: empty(),
            accessibility: "none".into(),
            audit_date: empty(),
            audit_rate: empty(),
            allow_ai_crawlers: false,
            absence_months: 24,
            closed_months: 12,
            factor_grace_days: 0,
        }
    }
}

/// A territory with its words.
#[derive(Debug, Clone)]
pub struct Territory {
    /// Its id.
    pub id: Id,
    /// Its short name in addresses and commands.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// INSEE code, in France.
    pub insee: Option<String>,
    /// Inhabitants.
    pub population: i64,
    /// Outline as a GeoJSON geometry.
    pub outline: Option<String>,
    /// Middle: latitude, longitude.
    pub centre: Option<(f64, f64)>,
    /// Hosts it answers to.
    pub hosts: Vec<String>,
    /// Answers where no other territory does.
    pub is_default: bool,
    /// Filled with made-up content.
    pub is_demo: bool,
    /// What an administrator may change.
    pub settings: Settings,
    /// Themes in their order, retired ones last.
    pub themes: Vec<Theme>,
    /// Quarters in their order, retired ones last.
    pub zones: Vec<Zone>,
    /// What people say they can do, by domain and name; retired and merged ones too.
    pub skills: Vec<Skill>,
    /// The body that speaks for the town.
    pub town: Option<Body>,
    /// Bodies whose names stand under words, the town among them.
    pub bodies: HashMap<Id, Body>,
    /// When it was last changed.
    pub updated_at: Micros,
    /// The version of its terms, by number; 0 where none was ever published.
    pub terms: i64,
}

impl Territory {
    /// The name of its site, in the language of `tr`: « Terreau à Sceaux ».
    #[must_use]
    pub fn site(&self, tr: &Tr) -> String {
        let (name, territory) = (self.settings.site_name.as_str(), self.name.as_str());
        tr.vs("site-name", &[("name", name), ("territory", territory)])
    }

    /// A theme by its id.
    #[must_use]
    pub fn theme(&self, id: Id) -> Option<&Theme> {
        self.themes.iter().find(|t| t.id == id)
    }

    /// A theme by its slug.
    #[must_use]
    pub fn theme_named(&self, slug: &str) -> Option<&Theme> {
        self.themes.iter().find(|t| t.slug == slug)
    }

    /// A quarter by its id.
    #[must_use]
    pub fn zone(&self, id: Id) -> Option<&Zone> {
        self.zones.iter().find(|z| z.id == id)
    }

    /// A quarter by its slug.
    #[must_use]
    pub fn zone_named(&self, slug: &str) -> Option<&Zone> {
        self.zones.iter().find(|z| z.slug == slug)
    }

    /// A skill by its id.
    #[must_use]
    pub fn skill(&self, id: Id) -> Option<&Skill> {
        self.skills.iter().find(|s| s.id == id)
    }

    /// A skill by its slug; of one that became part of another, that other.
    #[must_use]
    pub fn skill_named(&self, slug: &str) -> Option<&Skill> {
        let found = self.skills.iter().find(|s| s.slug == slug)?;
        found.into.map_or(Some(found), |id| self.skill(id))
    }

    /// The body in whose name something was said.
    #[must_use]
    pub fn body(&self, id: Option<Id>) -> Option<&Body> {
        self.bodies.get(&id?)
    }

    /// The zone of its clocks.
    #[must_use]
    pub fn time_zone(&self) -> terreau_kernel::locale::Zone {
        terreau_kernel::locale::Zone::parse(&self.settings.time_zone).unwrap_or_default()
    }
}

terreau_store::statements! {
    TERRITORIES = "select id, slug, name, insee, population, outline, lat, lon, settings, is_default, is_demo,
                   updated_at, (select coalesce(max(v.number), 0) from terms_versions v
                   where v.territory_id = territories.id) as terms from territories order by is_default desc, slug";
    HOSTS = "select host, territory_id from territory_hosts order by host";
    THEMES = "select territory_id, id, slug, name_fr, name_en, line_fr, line_en, hue, retired_at from themes
              order by territory_id, retired_at is not null, position, slug";
    ZONES = "select territory_id, id, slug, name, lat, lon, retired_at from zones
             order by territory_id, retired_at is not null, position, slug";
    KEEP = "insert into installation (name, value) values ($1, $2) on conflict (name) do nothing";
    KEPT = "select value from installation where name = $1";
}

/// A value of the installation, set to `fresh` the first time.
///
/// # Errors
/// What the engine says.
pub async fn installation(tx: &mut impl Reach, name: &str, fresh: &str) -> Result<String> {
    terreau_store::run!(tx, KEEP, name, fresh)?;
    Ok(terreau_store::value!(tx, String, KEPT, name)?.unwrap_or_else(|| fresh.to_owned()))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id,
    slug: String,
    name: String,
    insee: Option<String>,
    population: i64,
    outline: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    settings: String,
    is_default: bool,
    is_demo: bool,
    updated_at: Micros,
    terms: i64,
}

#[derive(sqlx::FromRow)]
struct ThemeRow {
    territory_id: Id,
    id: Id,
    slug: String,
    name_fr: String,
    name_en: String,
    line_fr: String,
    line_en: String,
    hue: String,
    retired_at: Option<Micros>,
}

#[derive(sqlx::FromRow)]
struct ZoneRow {
    territory_id: Id,
    id: Id,
    slug: String,
    name: String,
    lat: Option<f64>,
    lon: Option<f64>,
    retired_at: Option<Micros>,
}

/// Every territory of the installation, found by host.
#[derive(Default)]
pub struct Atlas {
    inner: RwLock<Known>,
}

#[derive(Default, Clone)]
struct Known {
    by_host: HashMap<String, Arc<Territory>>,
    all: Vec<Arc<Territory>>,
}

impl Atlas {
    /// Reads them all again.
    ///
    /// # Errors
    /// What the engine says; the ones known before stay.
    pub async fn reload(&self, db: &mut impl Reach) -> Result<()> {
        let rows = all!(db, Row, TERRITORIES)?;
        let hosts = all!(db, (String, Id), HOSTS)?;
        let themes = all!(db, ThemeRow, THEMES)?;
        let zones = all!(db, ZoneRow, ZONES)?;
        let mut bodies = bodies::all(db).await?;
        let mut skills = skills::all(db).await?;
        let mut known = Known::default();
        for row in rows {
            let own = skills.remove(&row.id).unwrap_or_default();
            let signing = bodies.remove(&row.id).unwrap_or_default();
            let mut territory = assemble(row, &hosts, &themes, &zones);
            territory.skills = own;
            territory.town = signing.values().find(|body| body.town).cloned();
            territory.bodies = signing;
            let territory = Arc::new(territory);
            for host in &territory.hosts {
                known.by_host.insert(host.clone(), territory.clone());
            }
            known.all.push(territory);
        }
        *self.inner.write() = known;
        Ok(())
    }

    /// The territory that answers to a host (without port), else the default one.
    #[must_use]
    pub fn by_host(&self, host: &str) -> Option<Arc<Territory>> {
        let known = self.inner.read();
        known
            .by_host
            .get(host)
            .or_else(|| known.all.iter().find(|t| t.is_default))
            .cloned()
    }

    /// True when there is more than one to go to.
    #[must_use]
    pub fn several(&self) -> bool {
        self.inner.read().all.iter().filter(|t| t.reachable()).count() > 1
    }

    /// A territory by its slug.
    #[must_use]
    pub fn by_slug(&self, slug: &str) -> Option<Arc<Territory>> {
        self.inner.read().all.iter().find(|t| t.slug == slug).cloned()
    }

    /// A territory by its id.
    #[must_use]
    pub fn by_id(&self, id: Id) -> Option<Arc<Territory>> {
        self.inner.read().all.iter().find(|t| t.id == id).cloned()
    }

    /// All of them, the default one first.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Territory>> {
        self.inner.read().all.clone()
    }
}

fn assemble(row: Row, hosts: &[(String, Id)], themes: &[ThemeRow], zones: &[ZoneRow]) -> Territory {
    let themes = themes.iter().filter(|t| t.territory_id == row.id).map(|t| Theme {
        id: t.id,
        slug: t.slug.clone(),
        name_fr: t.name_fr.clone(),
        name_en: t.name_en.clone(),
        line_fr: t.line_fr.clone(),
        line_en: t.line_en.clone(),
        hue: t.hue.clone(),
        retired: t.retired_at.is_some(),
    });
    let zones = zones.iter().filter(|z| z.territory_id == row.id).map(|z| Zone {
        id: z.id,
        slug: z.slug.clone(),
        name: z.name.clone(),
        centre: z.lat.zip(z.lon),
        retired: z.retired_at.is_some(),
    });
    Territory {
        hosts: hosts
            .iter()
            .filter(|h| h.1 == row.id)
            .map(|h| h.0.clone())
            .collect(),
        themes: themes.collect(),
        zones: zones.collect(),
        skills: Vec::new(),
        town: None,
        bodies: HashMap::new(),
        settings: serde_json::from_str(&row.settings).unwrap_or_default(),
        id: row.id,
        slug: row.slug,
        name: row.name,
        insee: row.insee,
        population: row.population,
        outline: row.outline,
        centre: row.lat.zip(row.lon),
        is_default: row.is_default,
        is_demo: row.is_demo,
        updated_at: row.updated_at,
        terms: row.terms,
    }
}
