//! The neighbour: a smaller territory on a host of its own, with its look, its rule for newcomers, its people, and two
//! who take part in both.

use std::sync::Arc;

use terreau_kernel::geo::Outline;
use terreau_kit::{
    App, Territory,
    territory::{Entry, Settings},
};

use super::{
    content::{self, Town},
    fill::{self, Progress, Writer},
    rows,
};
use crate::{
    kin, showcase,
    territories::{self, NewTerritory},
    work::Failed,
};

const SLUG: &str = "vallon";
const NAME: &str = "Vallon-sur-Bièvre";
const PEOPLE: i64 = 6_800;
const MARK: &str = "demo-neighbour-filled";
/// Accounts of both.
const BOTH: [&str; 2] = ["leader", "admin"];

/// Its host: under the name of the demonstration's, or of this machine.
fn host(app: &App) -> String {
    let url = url::Url::parse(&app.config.base_url).ok();
    match url.as_ref().and_then(url::Url::host) {
        Some(url::Host::Domain(name)) => format!("{SLUG}.{name}"),
        _ => format!("{SLUG}.localhost"),
    }
}

/// Where it is, for whoever starts the demonstration.
#[must_use]
pub fn address(app: &App) -> Option<String> {
    let territory = app.atlas.by_slug(SLUG)?;
    Some(terreau_kit::page::base(app, &territory))
}

async fn ground(app: &App, town: &Town) -> Result<Arc<Territory>, Failed> {
    if app.atlas.by_slug(SLUG).is_none() {
        let new = NewTerritory {
            slug: SLUG.into(),
            name: NAME.into(),
            demo: true,
            hosts: vec![host(app)],
            settings: Settings {
                entry: Entry::Request,
                hue_light: "#1F5A85".into(),
                hue_dark: "#8FC7EA".into(),
                ..Settings::default()
            },
            ..NewTerritory::default()
        };
        territories::make(app, new).await?;
    }
    let made = app.atlas.by_slug(SLUG).ok_or("the neighbour was not made")?;
    let text = include_str!("content/vallon/outline.geojson");
    let outline = Outline::parse(text).ok_or("the outline of the neighbour cannot be read")?;
    let middle = outline.centroid();
    let mut tx = app.db.begin().await?;
    if !rows::has_themes(&mut tx, made.id).await? {
        let place = (middle.lat, middle.lon);
        rows::shape(&mut tx, made.id, (text, PEOPLE), place).await?;
        fill::words(app, &mut tx, &made, town).await?;
    }
    tx.commit().await?;
    app.reload().await?;
    Ok(app.atlas.by_slug(SLUG).ok_or("the neighbour was not made")?)
}

/// Fills it, unless it is filled already.
pub async fn fill(app: &App, progress: &(impl Fn(Progress) + Send + Sync)) -> Result<(), Failed> {
    let town = app.atlas.by_slug(fill::SLUG).ok_or("the town was not made")?;
    if rows::marked(&mut app.db.read().await?, MARK).await? {
        return Ok(());
    }
    let content = content::neighbour()?;
    let territory = ground(app, &content.town).await?;
    let (cast, plan) = fill::decide(app, &content, &territory)?;
    let mut tx = app.db.begin().await?;
    fill::people(app, &mut tx, territory.id, &cast).await?;
    Writer::new((app, progress), &mut tx, territory.id, &plan)
        .all(&plan, &[])
        .await?;
    for name in BOTH {
        let address = showcase::address(name);
        let there = rows::holder(&mut tx, town.id, &address).await?;
        let here = rows::holder(&mut tx, territory.id, &address).await?;
        if let (Some(there), Some(here)) = (there, here) {
            let both = ((town.id, there), (territory.id, here));
            kin::tie(&mut tx, &app.ids, both.0, both.1, app.clock.now()).await?;
        }
    }
    crate::counters::repair(&mut tx, territory.id).await?;
    rows::mark(&mut tx, MARK, app.clock.now()).await?;
    tx.commit().await?;
    app.reload().await?;
    app.touched(territory.id);
    Ok(())
}
