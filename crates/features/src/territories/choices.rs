//! Themes and quarters as a form offers them: those in use, and the one that was chosen before it was retired.

use terreau_kit::Visit;

/// A value to choose, and whether it is.
#[derive(Debug)]
pub struct Choice {
    /// As a form sends it.
    pub value: String,
    /// As it is read.
    pub label: String,
    /// It is the one.
    pub chosen: bool,
}

/// The themes to choose among.
#[must_use]
pub fn themes(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let offered = visit.territory.themes.iter();
    offered
        .filter(|t| !t.retired || t.slug == chosen)
        .map(|t| Choice {
            value: t.slug.clone(),
            label: t.name(visit.locale).to_owned(),
            chosen: t.slug == chosen,
        })
        .collect()
}

/// The quarters to choose among.
#[must_use]
pub fn zones(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let offered = visit.territory.zones.iter();
    offered
        .filter(|z| !z.retired || z.slug == chosen)
        .map(|z| Choice {
            value: z.slug.clone(),
            label: z.name.clone(),
            chosen: z.slug == chosen,
        })
        .collect()
}
