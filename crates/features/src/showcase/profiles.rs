//! What the people of the demonstration offer, as written in `content/profiles.toml`.

use serde::Deserialize;
use terreau_kernel::time::Micros;
use terreau_kit::Territory;
use terreau_store::Tx;

use super::Who;
use crate::{
    profile::{self, Given, Level, Slots},
    work::Failed,
};

/// A profile; skills are `slug:level`, with `!` behind it for somebody who is not ready to help with it now.
#[derive(Debug, Deserialize)]
struct Profile {
    person: String,
    listed: bool,
    public: bool,
    skills: Vec<String>,
    causes: Vec<String>,
    languages: Vec<String>,
    /// `day.part`, from Monday morning, `0.0`.
    slots: Vec<String>,
    hours: i64,
    reach: i64,
    remote: bool,
}

#[derive(Deserialize)]
struct Profiles {
    profile: Vec<Profile>,
}

fn given(profile: &Profile, territory: &Territory) -> Result<Given, Failed> {
    let skill = |said: &String| {
        let (slug, level) = said.split_once(':').ok_or_else(|| said.clone())?;
        let found = territory.skill_named(slug).ok_or_else(|| said.clone())?;
        let level_of = Level::from_code(level.trim_end_matches('!'));
        Ok::<_, String>((found.id, level_of, !level.ends_with('!')))
    };
    let slot = |said: &String| {
        let (day, part) = said.split_once('.')?;
        Slots::one(day.parse().ok()?, part.parse().ok()?)
    };
    let causes = profile
        .causes
        .iter()
        .filter_map(|slug| territory.theme_named(slug));
    Ok(Given {
        listed: profile.listed,
        public: profile.public,
        skills: profile.skills.iter().map(skill).collect::<Result<_, _>>()?,
        causes: causes.map(|theme| theme.id).collect(),
        languages: profile.languages.clone(),
        slots: Slots(
            profile
                .slots
                .iter()
                .filter_map(slot)
                .fold(0, |all, one| all | one.0),
        ),
        hours: profile.hours,
        reach: profile.reach,
        remote: profile.remote,
    })
}

/// Writes them all.
pub async fn write(tx: &mut Tx, territory: &Territory, who: Who<'_>, now: Micros) -> Result<(), Failed> {
    let Profiles { profile } = toml::from_str(include_str!("content/profiles.toml"))?;
    for one in &profile {
        let person = who(&one.person);
        profile::put(tx, territory.id, person, &given(one, territory)?, now).await?;
    }
    Ok(())
}
