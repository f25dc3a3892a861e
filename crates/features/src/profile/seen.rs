//! What a viewer sees of somebody: the parts open to them, in words.

use terreau_kernel::{
    id::Id,
    locale::{self, Locale},
};
use terreau_kit::{Problem, Visit};

use super::rows;
use crate::directory::fields::{self, Level, Slots};

/// A skill in a list, with where others who offer it are found; no address while nobody else may be.
pub struct Shown {
    /// Its name.
    pub name: String,
    /// Its address part; empty when it is not in the vocabulary.
    pub slug: String,
    /// They are ready to help with it.
    pub ready: bool,
}

/// Skills of one level.
pub struct Rank {
    /// Key of its title.
    pub key: String,
    /// Its skills.
    pub skills: Vec<Shown>,
}

/// A day on which somebody is free.
#[derive(Debug, PartialEq, Eq)]
pub struct Day {
    /// Key of its name.
    pub day: String,
    /// Keys of its parts.
    pub parts: Vec<String>,
}

/// An address of the web, as it is read.
pub struct Link {
    /// The address.
    pub url: String,
    /// Without its scheme.
    pub label: String,
}

/// The parts of a profile that are open to a viewer; what is not open is empty.
#[derive(Default)]
pub struct Seen {
    pub bio_html: String,
    pub zone: Option<Id>,
    pub languages: Vec<String>,
    pub links: Vec<Link>,
    /// Slug, name and hue of each cause.
    pub causes: Vec<(String, String, String)>,
    pub ranks: Vec<Rank>,
    pub days: Vec<Day>,
    pub hours: i64,
    /// How far they come, as a key; empty when they did not say.
    pub reach: String,
    pub remote: bool,
    /// From when until when, in words; empty for always.
    pub free_from: String,
    pub free_until: String,
    /// Their ideas and words may be shown on their page.
    pub did: bool,
    /// They offer something.
    pub offers: bool,
}

/// The half-days, day by day, as keys.
#[must_use]
pub fn days(slots: Slots) -> Vec<Day> {
    let day = |d: i64| Day {
        day: format!("profile-day-{d}"),
        parts: (0..Slots::PARTS)
            .filter(|part| slots.has(d, *part))
            .map(|part| format!("profile-part-{part}"))
            .collect(),
    };
    (0..7).map(day).filter(|d| !d.parts.is_empty()).collect()
}

fn label(url: &str) -> String {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    terreau_kernel::text::ellipsis(bare, 48)
}

fn ranks(skills: &[rows::Own], locale: Locale, own: bool) -> Vec<Rank> {
    let of = |level: Level| Rank {
        key: format!("profile-level-{}-title", level.code()),
        skills: skills
            .iter()
            .filter(|s| s.level() == level && (own || s.state == "offered"))
            .map(|s| Shown {
                name: if locale == Locale::En && !s.name_en.is_empty() {
                    s.name_en.clone()
                } else {
                    s.name_fr.clone()
                },
                slug: if s.state == "offered" {
                    s.slug.clone()
                } else {
                    String::new()
                },
                ready: s.ready,
            })
            .collect(),
    };
    let all = Level::ALL.into_iter().map(of);
    all.filter(|rank| !rank.skills.is_empty()).collect()
}

/// What somebody did here may be gathered for this viewer.
///
/// # Errors
/// When the database is away.
pub async fn did(visit: &mut Visit, person: Id) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let level = if visit.viewer.is(person) {
        fields::MYSELF
    } else {
        visit.eyes().level
    };
    let found = rows::profile(visit.db.get().await?, territory, person).await?;
    Ok(found.is_some_and(|profile| profile.circles().did <= level))
}

/// What somebody did may be gathered for viewers of a level, by the circles of their profile as they are kept.
#[must_use]
pub fn gathered(circles: &str, level: i64) -> bool {
    let circles: fields::Circles = serde_json::from_str(circles).unwrap_or_default();
    circles.did <= level
}

/// What this viewer sees of a person.
///
/// # Errors
/// When nobody is behind the id.
pub async fn seen(visit: &mut Visit, person: Id) -> Result<Seen, Problem> {
    let territory = visit.territory.clone();
    let own = visit.viewer.is(person);
    let level = if own { fields::MYSELF } else { visit.eyes().level };
    let locale = visit.locale;
    let zone = visit.zone();
    let db = visit.db.get().await?;
    let profile = rows::profile(db, territory.id, person)
        .await?
        .ok_or(Problem::NotFound)?;
    let circles = profile.circles();
    let open = |circle: i64| circle <= level;
    let skills = if open(circles.skills) {
        rows::skills(db, territory.id, person).await?
    } else {
        Vec::new()
    };
    let causes = if open(circles.causes) {
        rows::causes(db, territory.id, person).await?
    } else {
        Vec::new()
    };
    let mut seen = Seen {
        zone: profile.zone_id.filter(|_| open(circles.zone)),
        did: open(circles.did),
        offers: skills.iter().any(|s| s.ready && s.level() != Level::Wish),
        ranks: ranks(&skills, locale, own),
        causes: territory
            .themes
            .iter()
            .filter(|theme| causes.contains(&theme.id) && !theme.retired)
            .map(|t| (t.slug.clone(), t.name(locale).to_owned(), t.hue.clone()))
            .collect(),
        ..Seen::default()
    };
    if open(circles.bio) {
        seen.bio_html.clone_from(&profile.bio_html);
    }
    if open(circles.languages) {
        let known = profile.languages.split_whitespace();
        seen.languages = known.map(|code| format!("profile-lang-{code}")).collect();
    }
    if open(circles.links) {
        let link = |url: String| Link {
            label: label(&url),
            url,
        };
        seen.links = profile.links().into_iter().map(link).collect();
    }
    if open(circles.availability) {
        let date = |at: Option<i64>| at.map_or_else(String::new, |at| locale::date_long(at, locale, zone));
        seen.days = days(Slots(profile.slots));
        seen.hours = profile.hours.unwrap_or(0);
        seen.remote = profile.remote;
        seen.free_from = date(profile.free_from.filter(|at| *at > visit.now));
        // The last day counts whole.
        seen.free_until = date(profile.free_until.map(|at| at - 1));
        if !seen.days.is_empty() || seen.hours > 0 {
            seen.reach = format!("profile-reach-{}", profile.reach);
        }
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_read_day_by_day() {
        let slots = Slots::asked(Some(1), Some(2)).0 | Slots::asked(Some(5), None).0;
        let read = days(Slots(slots));
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].day, "profile-day-1");
        assert_eq!(read[0].parts, ["profile-part-2"]);
        assert_eq!(read[1].parts.len(), 3);
        assert!(days(Slots(0)).is_empty());
    }

    #[test]
    fn an_address_is_read_without_its_scheme() {
        assert_eq!(label("https://www.exemple.fr/"), "exemple.fr");
        assert_eq!(label("http://exemple.fr/jardin"), "exemple.fr/jardin");
    }
}
