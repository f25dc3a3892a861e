//! Skills: the vocabulary by which people say what they can do, want to learn, or look for. The shipped words are
//! ours, with neighbours computed from the open ROME by `cargo xtask skills`; each territory adds, renames and merges.

mod pages;
mod rows;
mod shipped;
mod stock;
#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use terreau_kernel::locale::Locale;
use terreau_kit::{App, Visit, territory::Skill};

pub use rows::{Full, Proposed, Written, by_slug, change, find, merge, offer, propose, proposed, waiting};
pub use shipped::{Domain, domains};
pub use stock::{fill, stock};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/skills", get(pages::browse))
        .route("/skills/suggest", get(pages::suggest))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Skills near this one that are offered here: those whom one asks for it may also ask.
#[must_use]
pub fn neighbours<'a>(visit: &'a Visit, skill: &Skill) -> Vec<&'a Skill> {
    let near = shipped::near(&skill.slug);
    near.iter()
        .filter_map(|slug| visit.territory.skill_named(slug))
        .filter(|near| near.offered)
        .collect()
}

/// The one skill that is called like this, if there is exactly one.
#[must_use]
pub fn exactly<'a>(skills: &'a [Skill], typed: &str) -> Option<&'a Skill> {
    let folded = terreau_kernel::text::fold(typed);
    let name = |s: &&Skill| {
        [Locale::Fr, Locale::En]
            .iter()
            .any(|l| terreau_kernel::text::fold(s.name(*l)) == folded)
    };
    let offered = || skills.iter().filter(|s| s.offered);
    if let Some(found) = offered()
        .find(|s| s.slug == typed)
        .or_else(|| offered().find(name))
    {
        return Some(found);
    }
    let mut called = offered().filter(|s| s.is_called(&folded));
    match (called.next(), called.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
