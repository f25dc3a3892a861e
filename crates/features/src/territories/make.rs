//! Making a territory: from a commune the product knows, or from nothing but a name.

use terreau_kernel::id::Id;
use terreau_kit::{App, territory::Settings};
use terreau_store::{Result, Tx, events};

use super::{
    communes::{self, Commune},
    rows,
};

/// What a new territory is made from.
#[derive(Debug, Clone, Default)]
pub struct NewTerritory {
    /// Short name in addresses and commands.
    pub slug: String,
    /// Its name; empty: the commune's.
    pub name: String,
    /// INSEE code of a commune.
    pub insee: Option<String>,
    /// A GeoJSON file's text, where the product ships no outline.
    pub outline: Option<String>,
    /// Filled with made-up content.
    pub demo: bool,
    /// Hosts it answers to.
    pub hosts: Vec<String>,
    /// What it begins with: the product's own, or those of a country pack.
    pub settings: Settings,
}

/// What became of it.
#[derive(Debug)]
pub struct Made {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Inhabitants.
    pub population: i64,
    /// Its neighbours' names.
    pub neighbours: Vec<String>,
    /// True when it has an outline.
    pub outlined: bool,
}

/// Why it was not made.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No commune has this code.
    #[error("no commune has the INSEE code {0}")]
    NoSuchCommune(String),
    /// The outline file cannot be used.
    #[error("the outline cannot be used: {0}")]
    Outline(String),
    /// A name is needed.
    #[error("give a name, or an INSEE code")]
    NoName,
    /// The slug is taken.
    #[error("a territory named {0} exists already")]
    Taken(String),
    /// A host leads to another territory.
    #[error("the host {0} leads to another territory already; see: terreau territory list")]
    HostTaken(String),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] terreau_store::Error),
}

/// Twelve themes every territory begins with; an administrator changes them.
const THEMES: [(&str, &str, &str, &str); 12] = [
    ("mobilite", "Se déplacer", "Getting around", "sky"),
    ("climat", "Nature et climat", "Nature and climate", "leaf"),
    ("vivre-ensemble", "Vivre ensemble", "Living together", "plum"),
    ("culture", "Culture", "Culture", "plum"),
    ("sport", "Sport et santé", "Sport and health", "clay"),
    ("jeunesse", "Enfance et jeunesse", "Children and youth", "sun"),
    ("aines", "Bien vieillir", "Ageing well", "clay"),
    ("commerces", "Commerces et économie", "Shops and economy", "sun"),
    ("alimentation", "Alimentation", "Food", "leaf"),
    ("numerique", "Numérique utile", "Useful digital tools", "sky"),
    ("solidarite", "Solidarité", "Solidarity", "clay"),
    ("cadre-de-vie", "Cadre de vie", "Surroundings", "leaf"),
];

/// The commune of the code, with the outline of the file where one is given.
fn commune(new: &NewTerritory) -> std::result::Result<Option<Commune>, Refused> {
    let Some(code) = &new.insee else {
        let alone = "it goes with the INSEE code of a commune".into();
        return new
            .outline
            .as_ref()
            .map_or(Ok(None), |_| Err(Refused::Outline(alone)));
    };
    let found = communes::find(code).ok_or_else(|| Refused::NoSuchCommune(code.clone()))?;
    Ok(Some(match &new.outline {
        Some(text) => found
            .with_outline(text)
            .map_err(|error| Refused::Outline(error.to_string()))?,
        None => found,
    }))
}

/// A server that runs hears of it by an event.
async fn told(app: &App, tx: &mut Tx, territory: Id) -> Result<()> {
    let event = events::Happened {
        territory,
        kind: "territory-changed",
        object: territory,
        subject: None,
        person: None,
        body: None,
        at: app.clock.now(),
    };
    events::record(tx, event).await
}

/// Makes a territory in a transaction of its own.
///
/// # Errors
/// [`Refused`] says what to change.
pub async fn make(app: &App, new: NewTerritory) -> std::result::Result<Made, Refused> {
    let commune = commune(&new)?;
    let name = if new.name.is_empty() {
        commune.as_ref().map(|c| c.name.clone())
    } else {
        Some(new.name.clone())
    };
    let name = name.ok_or(Refused::NoName)?;
    let mut tx = app.db.begin().await?;
    let id = app.ids.next();
    let codes = commune.as_ref().map(|c| c.neighbours.clone()).unwrap_or_default();
    let settings = Settings {
        publisher: name.clone(),
        ..new.settings
    };
    let row = rows::New {
        id,
        slug: &new.slug,
        name: &name,
        insee: new.insee.as_deref(),
        population: commune.as_ref().map_or(0, |c| c.population),
        outline: commune.as_ref().and_then(|c| c.outline.as_deref()),
        centre: commune.as_ref().and_then(|c| c.centre),
        neighbours: serde_json::to_string(&codes).unwrap_or_else(|_| "[]".into()),
        settings: &settings,
        is_default: !rows::has_default(&mut tx).await?,
        is_demo: new.demo,
        now: app.clock.now(),
    };
    let outlined = row.outline.is_some();
    let population = row.population;
    rows::insert(&mut tx, row, app.ids.next())
        .await
        .map_err(|error| match error {
            terreau_store::Error::Taken(_) => Refused::Taken(new.slug.clone()),
            other => Refused::Store(other),
        })?;
    if !new.demo {
        themes(app, &mut tx, id).await?;
    }
    crate::skills::fill(&mut tx, app, id, app.clock.now()).await?;
    for host in &new.hosts {
        if !rows::add_host(&mut tx, id, host).await? {
            return Err(Refused::HostTaken(host.clone()));
        }
    }
    told(app, &mut tx, id).await?;
    tx.commit().await?;
    app.reload().await?;
    let neighbours = codes
        .iter()
        .map(|code| communes::find(code).map_or_else(|| code.clone(), |c| c.name))
        .collect();
    Ok(Made {
        id,
        name,
        population,
        neighbours,
        outlined,
    })
}

async fn themes(app: &App, tx: &mut Tx, territory: Id) -> Result<()> {
    for (position, (slug, fr, en, hue)) in (0..).zip(THEMES) {
        let theme = rows::ThemeRow {
            id: app.ids.next(),
            slug,
            name: (fr, en),
            line: ("", ""),
            hue,
            position,
        };
        rows::insert_theme(tx, territory, &theme).await?;
    }
    Ok(())
}
