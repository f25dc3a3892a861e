//! Writing a whole profile at once, for a demonstration.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Result, Tx};

use super::{relist::relist, rows};
use crate::directory::fields::{ALL, Circles, Level, MEMBERS, Slots};

/// A profile as it is given.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The directory shows them.
    pub listed: bool,
    /// Skills and half-days are open to everybody, not to members only.
    pub public: bool,
    /// Skills, how well, and whether they are ready to help.
    pub skills: Vec<(Id, Option<Level>, bool)>,
    /// Themes they care about.
    pub causes: Vec<Id>,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// Half-days.
    pub slots: Slots,
    /// Hours a month; 0 when they did not say.
    pub hours: i64,
    /// Kilometres around.
    pub reach: i64,
    /// Also from afar.
    pub remote: bool,
}

/// Writes somebody's profile and lists them, in place of what there was.
///
/// # Errors
/// What the engine says.
pub async fn put(tx: &mut Tx, territory: Id, person: Id, given: &Given, now: Micros) -> Result<()> {
    let Some(mut profile) = rows::profile(tx, territory, person).await? else {
        return Ok(());
    };
    let circle = if given.public { ALL } else { MEMBERS };
    profile.set_circles(Circles {
        skills: circle,
        availability: circle,
        ..Circles::default()
    });
    profile.listed = given.listed;
    profile.languages = given.languages.join(" ");
    profile.slots = given.slots.0;
    profile.hours = Some(given.hours).filter(|hours| *hours > 0);
    profile.reach = given.reach;
    profile.remote = given.remote;
    rows::save(tx, territory, person, &profile, now).await?;
    rows::set_causes(tx, territory, person, &given.causes).await?;
    for (place, (skill, level, ready)) in (0..).zip(&given.skills) {
        let said = (level.unwrap_or(Level::Helps), *ready);
        rows::set_skill(tx, (territory, person), *skill, said, now + place).await?;
    }
    relist(tx, territory, person, now).await
}
