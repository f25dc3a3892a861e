//! Exploring: every way in, by theme, by quarter, by order.

use askama::Template;
use terreau_kernel::id::Id;
use terreau_kit::{Page, Visit, problem::Answer};

use super::{
    home::Place,
    rows::{self, Counts},
};

#[derive(Template)]
#[template(path = "screens/explore.html")]
struct Explore<'a> {
    p: &'a Page,
    counts: Counts,
    themes: Vec<Place>,
    zones: Vec<Place>,
}

fn count(counts: &[(Id, i64)], id: Id) -> i64 {
    counts.iter().find(|c| c.0 == id).map_or(0, |c| c.1)
}

/// The themes in use, with their counts.
pub fn themes(visit: &Visit, counts: &[(Id, i64)]) -> Vec<Place> {
    let live = visit.territory.themes.iter().filter(|t| !t.retired);
    live.map(|t| Place {
        slug: t.slug.clone(),
        name: t.name(visit.locale).to_owned(),
        count: count(counts, t.id),
    })
    .collect()
}

/// Every way in.
pub async fn show(mut visit: Visit) -> Answer {
    let territory = visit.territory.id;
    let db = visit.db.get().await?;
    let counts = rows::counts(db, territory).await?;
    let by_theme = rows::themes(db, territory).await?;
    let by_zone = rows::zones(db, territory).await?;
    let zones = visit.territory.zones.iter().filter(|z| !z.retired);
    let zones = zones.map(|z| Place {
        slug: z.slug.clone(),
        name: z.name.clone(),
        count: count(&by_zone, z.id),
    });
    let (zones, themes) = (zones.collect(), themes(&visit, &by_theme));
    let mut p = visit.page(visit.tr.t("explore-title")).at("explore");
    p.description = visit
        .tr
        .v("explore-description", "territory", &visit.territory.name);
    visit.show_to_all(&Explore {
        p: &p,
        counts,
        themes,
        zones,
    })
}
