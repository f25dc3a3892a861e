//! What may be followed at once, for who follows nothing yet.

use terreau_kit::Visit;

/// Something to follow, for who follows nothing yet.
pub struct Choice {
    pub action: String,
    pub name: String,
}

/// Themes to follow.
pub fn themes(visit: &Visit) -> Vec<Choice> {
    let offered = visit.territory.themes.iter().filter(|t| !t.retired);
    let one = |t: &terreau_kit::territory::Theme| Choice {
        action: format!("/themes/{}/follow", t.slug),
        name: t.name(visit.locale).to_owned(),
    };
    offered.map(one).collect()
}

/// Quarters to follow.
pub fn zones(visit: &Visit) -> Vec<Choice> {
    let offered = visit.territory.zones.iter().filter(|z| !z.retired);
    let one = |z: &terreau_kit::territory::Zone| Choice {
        action: format!("/zones/{}/follow", z.slug),
        name: z.name.clone(),
    };
    offered.map(one).collect()
}
