//! Filling a demonstration: the territory first, then its pictures into files, then everything else in one
//! transaction, which ends with a mark. A run cut short leaves nothing half told, and the next one finishes.

use std::{collections::HashMap, sync::Arc};

use terreau_kernel::id::Id;
use terreau_kit::{App, Territory};
use terreau_store::{Tx, events};

use super::{
    cast::{Cast, PASSWORD},
    content::{self, Content, Town},
    fairness, pictures,
    plan::{Ground, Plan},
    rows::{self, Kind},
    stopped,
};
use crate::showcase::calendar::Calendar;
use crate::{
    showcase,
    territories::{self, NewTerritory},
    work::Failed,
};

/// The town of the demonstration.
pub(super) const SLUG: &str = "sceaux";
const MARK: &str = "demo-filled";

/// How far the filling came, for a progress line.
#[derive(Debug, Clone, Copy)]
pub enum Progress {
    /// Pictures drawn, of how many.
    Pictures(usize, usize),
    /// Rows written, of how many.
    Rows(usize, usize),
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    pub people: usize,
    pub ideas: usize,
    pub comments: usize,
    pub supports: usize,
    pub pictures: usize,
}

/// Fills the demonstration, unless it is filled already: then `None`.
///
/// # Errors
/// When the database or the disk refuses. What was begun is finished by the next try.
pub async fn fill(app: &App, progress: impl Fn(Progress) + Send + Sync) -> Result<Option<Filled>, Failed> {
    let filled = town(app, &progress).await?;
    super::neighbour::fill(app, &progress).await?;
    Ok(filled)
}

async fn town(app: &App, progress: &(impl Fn(Progress) + Send + Sync)) -> Result<Option<Filled>, Failed> {
    if rows::marked(&mut app.db.read().await?, MARK).await? {
        return Ok(None);
    }
    let content = content::whole()?;
    let territory = ground(app, &content.town).await?;
    let (cast, plan) = decide(app, &content, &territory)?;
    let drawn = pictures::draw_all(app, &plan.stories, progress).await?;
    let mut tx = app.db.begin().await?;
    people(app, &mut tx, territory.id, &cast).await?;
    let who = |key: &str| cast.named(key).id;
    showcase::profiles::write(&mut tx, &territory, &who, app.clock.now()).await?;
    let mut writer = Writer::new((app, progress), &mut tx, territory.id, &plan);
    writer.all(&plan, &drawn).await?;
    fairness::write(app, &mut tx, &territory, &plan, &cast).await?;
    showcase::organisations::write(app, &mut tx, &territory, &who).await?;
    stopped::write(app, &mut tx, &territory).await?;
    crate::counters::repair(&mut tx, territory.id).await?;
    rows::mark(&mut tx, MARK, app.clock.now()).await?;
    tx.commit().await?;
    app.reload().await?;
    app.touched(territory.id);
    Ok(Some(Filled {
        people: cast.members.len(),
        ideas: plan.stories.len(),
        comments: plan.comments.len(),
        supports: plan.supports.len(),
        pictures: drawn.len(),
    }))
}

/// The territory with its words, themes and quarters.
async fn ground(app: &App, town: &Town) -> Result<Arc<Territory>, Failed> {
    if app.atlas.by_slug(SLUG).is_none() {
        let new = NewTerritory {
            slug: SLUG.into(),
            insee: Some("92071".into()),
            demo: true,
            ..NewTerritory::default()
        };
        territories::make(app, new).await?;
    }
    let made = app.atlas.by_slug(SLUG).ok_or("the territory was not made")?;
    if !made.is_demo {
        return Err("the territory « sceaux » of this database is a real one: choose another folder".into());
    }
    let mut tx = app.db.begin().await?;
    if !rows::has_themes(&mut tx, made.id).await? {
        words(app, &mut tx, &made, town).await?;
    }
    tx.commit().await?;
    app.reload().await?;
    Ok(app.atlas.by_slug(SLUG).ok_or("the territory was not made")?)
}

pub(super) async fn words(app: &App, tx: &mut Tx, made: &Territory, town: &Town) -> Result<(), Failed> {
    for (position, theme) in (0..).zip(&town.theme) {
        let row = territories::rows::ThemeRow {
            id: app.ids.next(),
            slug: &theme.key,
            name: (&theme.name_fr, &theme.name_en),
            line: (&theme.line_fr, &theme.line_en),
            hue: &theme.hue,
            position,
        };
        territories::rows::insert_theme(tx, made.id, &row).await?;
    }
    for (position, zone) in (0..).zip(&town.zone) {
        let place = (Some((zone.lat, zone.lon)), position);
        let id = app.ids.next();
        territories::rows::insert_zone(tx, made.id, id, (&zone.key, &zone.name), place).await?;
    }
    let mut settings = made.settings.clone();
    settings.hero_title_fr = town.texts.hero_title_fr.clone();
    settings.hero_line_fr = town.texts.hero_line_fr.clone();
    settings.hero_title_en = town.texts.hero_title_en.clone();
    settings.hero_line_en = town.texts.hero_line_en.clone();
    territories::rows::set(tx, made.id, &made.name, &settings, app.clock.now()).await?;
    events::record(
        tx,
        events::Happened {
            territory: made.id,
            kind: "territory-changed",
            object: made.id,
            subject: None,
            person: None,
            body: None,
            at: app.clock.now(),
        },
    )
    .await?;
    Ok(())
}

pub(super) fn decide(app: &App, content: &Content, territory: &Territory) -> Result<(Cast, Plan), Failed> {
    let (now, ids) = (app.clock.now(), || app.ids.next());
    let calendar = Calendar::at(now);
    let zones: HashMap<String, Id> = territory.zones.iter().map(|z| (z.slug.clone(), z.id)).collect();
    let themes: HashMap<String, Id> = territory.themes.iter().map(|t| (t.slug.clone(), t.id)).collect();
    let town = territory.town.as_ref().ok_or("the territory has no town")?.id;
    let mut cast = Cast::gather(&content.people, calendar, &zones, town, ids);
    let ground = Ground {
        calendar,
        cast: &cast,
        zones: &zones,
        themes: &themes,
        town,
        now,
        ids: &ids,
    };
    let mut plan = Plan::make(content, &ground);
    plan.told.sort_by_key(|told| told.at);
    plan.count_people(&mut cast);
    Ok((cast, plan))
}

pub(super) async fn people(app: &App, tx: &mut Tx, place: Id, cast: &Cast) -> Result<(), Failed> {
    let hash = crate::accounts::hash_password(app, PASSWORD)
        .await
        .map_err(|problem| format!("the password cannot be hashed: {problem:?}"))?;
    for member in &cast.members {
        rows::person(tx, place, member).await?;
    }
    let now = app.clock.now();
    for (name, key, _) in showcase::ACCOUNTS {
        let Some(member) = cast.find(key) else { continue };
        rows::account(tx, place, member, (&showcase::address(name), &hash), now).await?;
    }
    Ok(())
}

fn total(plan: &Plan) -> usize {
    plan.stories.len()
        + plan.comments.len()
        + plan.supports.len()
        + plan.follows.len()
        + plan.thanks.len()
        + plan.told.len()
}

pub(super) struct Writer<'a, P> {
    app: &'a App,
    tx: &'a mut Tx,
    territory: Id,
    done: usize,
    total: usize,
    progress: &'a P,
}

impl<'a, P: Fn(Progress)> Writer<'a, P> {
    pub fn new((app, progress): (&'a App, &'a P), tx: &'a mut Tx, territory: Id, plan: &Plan) -> Self {
        Self {
            done: 0,
            total: total(plan),
            app,
            tx,
            territory,
            progress,
        }
    }

    pub async fn all(&mut self, plan: &Plan, drawn: &[(usize, rows::Drawn)]) -> Result<(), Failed> {
        self.stories(plan, drawn).await?;
        self.talk(plan).await?;
        self.gestures(plan).await?;
        self.told(plan).await
    }

    fn step(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(200) || self.done == self.total {
            (self.progress)(Progress::Rows(self.done, self.total));
        }
    }

    async fn stories(&mut self, plan: &Plan, drawn: &[(usize, rows::Drawn)]) -> Result<(), Failed> {
        for story in &plan.stories {
            rows::story(self.tx, self.territory, story).await?;
            self.step();
        }
        for (story, drawn) in drawn {
            rows::picture(self.tx, self.territory, &plan.stories[*story], drawn).await?;
        }
        Ok(())
    }

    async fn talk(&mut self, plan: &Plan) -> Result<(), Failed> {
        for comment in &plan.comments {
            rows::comment(self.tx, self.territory, comment).await?;
            self.step();
        }
        rows::sides(self.tx, self.territory).await?;
        for moved in &plan.moves {
            rows::step(self.tx, self.territory, self.app.ids.next(), moved).await?;
        }
        Ok(())
    }

    async fn gestures(&mut self, plan: &Plan) -> Result<(), Failed> {
        let kinds = [
            (Kind::Support, &plan.supports),
            (Kind::Follow, &plan.follows),
            (Kind::Thank, &plan.thanks),
        ];
        for (kind, gestures) in kinds {
            for gesture in gestures {
                rows::gesture(self.tx, self.territory, kind, *gesture).await?;
                self.step();
            }
        }
        Ok(())
    }

    async fn told(&mut self, plan: &Plan) -> Result<(), Failed> {
        for told in &plan.told {
            let happened = events::Happened {
                territory: self.territory,
                kind: told.kind,
                object: told.object,
                subject: told.subject,
                person: told.person,
                body: None,
                at: told.at,
            };
            events::record(self.tx, happened).await?;
            self.step();
        }
        Ok(())
    }
}
