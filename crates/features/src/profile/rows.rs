//! Profiles in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements};

use crate::directory::fields::{Circles, Level};

statements! {
    PERSON = "select p.name, p.bio, p.bio_html, p.zone_id, p.state, coalesce(f.listed, $3) as listed,
              coalesce(f.languages, '') as languages, coalesce(f.links, '[]') as links, coalesce(f.slots, 0) as slots,
              f.free_from, f.free_until, f.hours, coalesce(f.reach, 0) as reach, coalesce(f.remote, $3) as remote,
              coalesce(f.circles, '{}') as circles from people p
              left join profiles f on f.territory_id = p.territory_id and f.person_id = p.id
              where p.territory_id = $1 and p.id = $2";
    SKILLS = "select ps.skill_id, ps.level, ps.ready, s.slug, s.name_fr, s.name_en, s.state from person_skills ps
              join skills s on s.territory_id = ps.territory_id and s.id = ps.skill_id
              where ps.territory_id = $1 and ps.person_id = $2 order by ps.at, ps.skill_id";
    CAUSES = "select theme_id from person_causes where territory_id = $1 and person_id = $2 order by theme_id";
    SAVE = "insert into profiles (territory_id, person_id, listed, languages, links, slots, free_from, free_until,
            hours, reach, remote, circles, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (territory_id, person_id) do update set listed = excluded.listed,
            languages = excluded.languages, links = excluded.links, slots = excluded.slots,
            free_from = excluded.free_from, free_until = excluded.free_until, hours = excluded.hours,
            reach = excluded.reach, remote = excluded.remote, circles = excluded.circles,
            updated_at = excluded.updated_at";
    DROP_CAUSES = "delete from person_causes where territory_id = $1 and person_id = $2";
    ADD_CAUSE = "insert into person_causes (territory_id, person_id, theme_id) values ($1, $2, $3)
                 on conflict (territory_id, person_id, theme_id) do nothing";
    SET_SKILL = "insert into person_skills (territory_id, person_id, skill_id, level, ready, at)
                 values ($1, $2, $3, $4, $5, $6) on conflict (territory_id, person_id, skill_id)
                 do update set level = excluded.level, ready = excluded.ready";
    DROP_SKILL = "delete from person_skills where territory_id = $1 and person_id = $2 and skill_id = $3";
    HAVE = "select person_id from person_skills where territory_id = $1 and skill_id = $2 and person_id > $3
            order by person_id limit 500";
    MOVE_SKILL = "insert into person_skills (territory_id, person_id, skill_id, level, ready, at)
                  select territory_id, person_id, $4, level, ready, at from person_skills
                  where territory_id = $1 and person_id = $2 and skill_id = $3
                  on conflict (territory_id, person_id, skill_id) do nothing";
    DROP_GONE_SKILLS = "delete from person_skills where territory_id = $3 and person_id = $4
        and skill_id in (select b.id from skills a join skills b on b.territory_id = $3 and b.slug = a.slug
        where a.territory_id = $1)
        and skill_id not in (select b.id from person_skills ps
        join skills a on a.territory_id = ps.territory_id and a.id = ps.skill_id
        join skills b on b.territory_id = $3 and b.slug = a.slug
        where ps.territory_id = $1 and ps.person_id = $2)";
    CARRY_SKILLS = "insert into person_skills (territory_id, person_id, skill_id, level, ready, at)
        select b.territory_id, $4, b.id, ps.level, ps.ready, ps.at from person_skills ps
        join skills a on a.territory_id = ps.territory_id and a.id = ps.skill_id
        join skills b on b.territory_id = $3 and b.slug = a.slug and b.state = 'offered'
        where ps.territory_id = $1 and ps.person_id = $2
        on conflict (territory_id, person_id, skill_id) do update set level = excluded.level, ready = excluded.ready";
    LOCK = "update people set updated_at = updated_at where territory_id = $1 and id = $2";
}

/// Somebody's profile, as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Profile {
    pub name: String,
    pub bio: String,
    pub bio_html: String,
    pub zone_id: Option<Id>,
    pub state: String,
    pub listed: bool,
    pub languages: String,
    pub links: String,
    pub slots: i64,
    pub free_from: Option<Micros>,
    pub free_until: Option<Micros>,
    pub hours: Option<i64>,
    pub reach: i64,
    pub remote: bool,
    pub circles: String,
}

impl Profile {
    /// Who may read each part.
    pub fn circles(&self) -> Circles {
        serde_json::from_str(&self.circles).unwrap_or_default()
    }

    /// The addresses of the web they give.
    pub fn links(&self) -> Vec<String> {
        serde_json::from_str(&self.links).unwrap_or_default()
    }

    /// Sets who may read each part.
    pub fn set_circles(&mut self, circles: Circles) {
        self.circles = serde_json::to_string(&circles).unwrap_or_else(|_| "{}".into());
    }
}

/// A skill of somebody.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Own {
    pub skill_id: Id,
    pub level: String,
    pub ready: bool,
    pub slug: String,
    pub name_fr: String,
    pub name_en: String,
    pub state: String,
}

impl Own {
    pub fn level(&self) -> Level {
        Level::from_code(&self.level).unwrap_or(Level::Learning)
    }
}

pub async fn profile(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Profile>> {
    one!(db, Profile, PERSON, territory, person, false)
}

pub async fn skills(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Own>> {
    all!(db, Own, SKILLS, territory, person)
}

pub async fn causes(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Id>> {
    let found = all!(db, (Id,), CAUSES, territory, person)?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

pub async fn save(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    profile: &Profile,
    now: Micros,
) -> Result<()> {
    run!(
        tx,
        SAVE,
        territory,
        person,
        profile.listed,
        &profile.languages,
        &profile.links,
        profile.slots,
        profile.free_from,
        profile.free_until,
        profile.hours,
        profile.reach,
        profile.remote,
        &profile.circles,
        now
    )?;
    Ok(())
}

pub async fn set_causes(tx: &mut impl Reach, territory: Id, person: Id, causes: &[Id]) -> Result<()> {
    run!(tx, DROP_CAUSES, territory, person)?;
    for cause in causes {
        run!(tx, ADD_CAUSE, territory, person, *cause)?;
    }
    Ok(())
}

pub async fn set_skill(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    skill: Id,
    (level, ready): (Level, bool),
    now: Micros,
) -> Result<()> {
    run!(tx, SET_SKILL, territory, person, skill, level.code(), ready, now)?;
    Ok(())
}

pub async fn drop_skill(tx: &mut impl Reach, territory: Id, person: Id, skill: Id) -> Result<()> {
    run!(tx, DROP_SKILL, territory, person, skill)?;
    Ok(())
}

/// People who have a skill, after one of them.
pub async fn who_have(db: &mut impl Reach, territory: Id, skill: Id, after: Id) -> Result<Vec<Id>> {
    let found = all!(db, (Id,), HAVE, territory, skill, after)?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Gives somebody one skill for another; what they said of the other before stays.
pub async fn move_skill(tx: &mut impl Reach, territory: Id, person: Id, from: Id, to: Id) -> Result<()> {
    run!(tx, MOVE_SKILL, territory, person, from, to)?;
    drop_skill(tx, territory, person, from).await
}

/// Two saves of one profile wait for each other.
pub async fn lock(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    run!(tx, LOCK, territory, person)?;
    Ok(())
}
