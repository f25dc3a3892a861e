//! « My skills »: those one has, is learning or would like to learn, added by name; a word the vocabulary lacks is
//! proposed to the town.

use askama::Template;
use terreau_kernel::{
    id::{self, Id},
    limits, text,
};
use terreau_kit::{
    Faults, Input, Page, Visit,
    limits::Act,
    problem::Answer,
    territory::{Skill, skills as vocabulary},
};

use super::{
    relist::{hold, relist},
    rows,
    share::spread,
};
use crate::directory::fields::{Level, circle};
use crate::skills;

/// Most skills of one person: enough for anybody, and few enough for one form.
pub(super) const MOST: usize = 40;

struct Line {
    id: String,
    name: String,
    level: Level,
    ready: bool,
    /// Waits for the town.
    proposed: bool,
    /// The town did not take it, or no longer offers it.
    refused: bool,
}

/// What came of a word that is not exactly a skill.
#[derive(Default)]
struct Asked {
    typed: String,
    level: String,
    near: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "profile/skills.html")]
struct Skills<'a> {
    p: &'a Page,
    faults: &'a Faults,
    lines: Vec<Line>,
    levels: [Level; 4],
    circle: i64,
    listed: bool,
    asked: Asked,
    full: bool,
}

async fn draw(visit: &mut Visit, asked: Asked, faults: &Faults) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let locale = visit.locale;
    let db = visit.db.get().await?;
    let profile = rows::profile(db, territory, person)
        .await?
        .ok_or(terreau_kit::Problem::NotFound)?;
    let own = rows::skills(db, territory, person).await?;
    let english = locale == terreau_kernel::locale::Locale::En;
    let line = |own: rows::Own| Line {
        id: id::short(own.skill_id),
        level: own.level(),
        ready: own.ready,
        proposed: own.state == "proposed",
        refused: own.state == "retired",
        name: if english && !own.name_en.is_empty() {
            own.name_en
        } else {
            own.name_fr
        },
    };
    let template = Skills {
        faults,
        full: own.len() >= MOST,
        lines: own.into_iter().map(line).collect(),
        levels: Level::ALL,
        circle: profile.circles().skills,
        listed: profile.listed,
        asked,
        p: &visit.page(visit.tr.t("profile-skills-title")).at("me").private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The list, and a field to add one.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, Asked::default(), &Faults::new()).await
}

/// Takes the list: levels, readiness, who may read it, and what is taken off.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/skills").await;
    }
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let mut tx = visit.begin().await?;
    let mut profile = hold(&mut tx, territory, person).await?;
    let removed = id::parse_short(input.raw("remove"));
    for own in rows::skills(&mut tx, territory, person).await? {
        let short = id::short(own.skill_id);
        if removed == Some(own.skill_id) {
            rows::drop_skill(&mut tx, territory, person, own.skill_id).await?;
        } else if let Some(level) = Level::from_code(input.raw(&format!("level-{short}"))) {
            let ready = input.has(&format!("ready-{short}"));
            let said = (level, ready);
            rows::set_skill(&mut tx, (territory, person), own.skill_id, said, visit.now).await?;
        }
    }
    if input.has("circle") {
        let mut circles = profile.circles();
        circles.skills = circle(input.raw("circle"));
        profile.set_circles(circles);
        profile.listed = input.has("listed");
    }
    rows::save(&mut tx, territory, person, &profile, visit.now).await?;
    done(visit, tx, "profile-skills-saved", "").await
}

/// The directory and the search follow in the same transaction.
async fn done(mut visit: Visit, mut tx: terreau_store::Tx, told: &'static str, value: &str) -> Answer {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    relist(&mut tx, territory, person, visit.now).await?;
    spread(&visit, &mut tx).await?;
    visit
        .happened(&mut tx, "person-changed", person, None, None)
        .await?;
    visit.commit(tx).await?;
    visit.tell(told, value);
    Ok(visit.redirect("/me/skills"))
}

/// Adds one by its name. A name that is not exactly a skill's shows those near it, and offers to propose it.
pub async fn add(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/skills").await;
    }
    let person = visit.writer()?.id;
    let territory = visit.territory.clone();
    let typed = input.line("skill");
    let mut faults = Faults::new();
    let long = text::graphemes(&typed);
    faults.unless(long >= 2, "skill", || visit.tr.t("profile-skill-needed"));
    faults.unless(long <= limits::NAME, "skill", || {
        visit
            .tr
            .n("profile-skill-long", i64::try_from(limits::NAME).unwrap_or(60))
    });
    let known = rows::skills(visit.db.get().await?, territory.id, person).await?;
    faults.unless(known.len() < MOST, "skill", || {
        visit
            .tr
            .n("profile-skills-many", i64::try_from(MOST).unwrap_or(40))
    });
    let level = Level::from_code(input.raw("level")).unwrap_or(Level::Helps);
    let kept = |near| Asked {
        typed: typed.clone(),
        level: level.code().to_owned(),
        near,
    };
    if !faults.is_empty() {
        let asked = kept(Vec::new());
        return draw(&mut visit, asked, &faults).await;
    }
    let exact = skills::exactly(&territory.skills, &typed).cloned();
    if exact.is_none() && !input.has("propose") {
        let name = |s: &Skill| (s.slug.clone(), s.name(visit.locale).to_owned());
        let near = vocabulary::find(&territory.skills, &typed, visit.locale, 6);
        let asked = kept(near.into_iter().map(name).collect());
        faults.add("skill", visit.tr.v("profile-skill-unknown", "skill", &typed));
        return draw(&mut visit, asked, &faults).await;
    }
    let ready = level != Level::Wish;
    let mut tx = visit.begin().await?;
    hold(&mut tx, territory.id, person).await?;
    let (skill, name) = match &exact {
        Some(skill) => (skill.id, skill.name(visit.locale).to_owned()),
        None => (propose(&visit, &mut tx, &typed, person).await?, typed.clone()),
    };
    let said = (level, ready);
    rows::set_skill(&mut tx, (territory.id, person), skill, said, visit.now).await?;
    let told = if exact.is_some() {
        "profile-skill-added"
    } else {
        "profile-skill-proposed"
    };
    done(visit, tx, told, &name).await
}

/// The skill of a word that the vocabulary lacks: proposed now, or by somebody before.
///
/// # Errors
/// [`terreau_kit::Problem::TooMany`].
pub async fn propose(
    visit: &Visit,
    tx: &mut terreau_store::Tx,
    typed: &str,
    person: Id,
) -> Result<Id, terreau_kit::Problem> {
    visit.count(Act::Propose)?;
    let territory = visit.territory.id;
    let slug = text::slug(typed, 40);
    let fresh = visit.app.ids.next();
    if skills::propose(tx, (territory, fresh), (&slug, typed), person, visit.now).await? {
        return Ok(fresh);
    }
    let found = skills::by_slug(tx, territory, &slug).await?;
    let found = found.ok_or(terreau_kit::Problem::Broken)?;
    Ok(found.into_id.unwrap_or(found.id))
}
