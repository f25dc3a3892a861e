//! Writing ideas, their slugs, versions and pictures.

use serde::{Deserialize, Serialize};
use terreau_kernel::{
    geo::{Point, Precision},
    id::Id,
    time::Micros,
};
use terreau_store::{Reach, Result, all, one, run, statements, value};

use super::{Full, moves::Place};
use crate::mentions;

statements! {
    INSERT = "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, zone_id, place, lat,
              lon, lang, state, author_id, body_id, created_at, published_at, updated_at, point_precision)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $17, $18)
              on conflict do nothing";
    CHANGE = "update ideas set title = $3, line = $4, body = $5, body_html = $6, theme_id = $7, zone_id = $8,
              place = $9, lat = $10, lon = $11, lang = $12, body_id = $13, updated_at = $14,
              point_precision = $16 where territory_id = $1 and id = $2 and state = $15";
    NEXT_VERSION = "update ideas set version = version + 1
                    where territory_id = $1 and id = $2 and version = $3 and state in ('published', 'project')
                    returning author_id, body_id, theme_id, zone_id, circle";
    RENAME = "update ideas set slug = $3 where territory_id = $1 and id = $2";
    PUBLISH = "update ideas set slug = $3, published_at = $4, updated_at = $4 where territory_id = $1 and id = $2";
    OWNER = "select author_id, state, slug from ideas where territory_id = $1 and id = $2";
    SLUG_TAKEN = "select count(*) from ideas where territory_id = $1 and slug = $2 and id <> $3";
    SLUG_HOLDER = "select idea_id from idea_slugs where territory_id = $1 and slug = $2";
    SLUG_KEEP = "insert into idea_slugs (territory_id, slug, idea_id) values ($1, $2, $3) on conflict do nothing";
    VERSION = "insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, body_id,
               at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing";
    PICTURE = "insert into idea_pictures (territory_id, idea_id, media_id, position, alt) values ($1, $2, $3, $4, $5)
               on conflict (territory_id, idea_id, media_id) do update set position = excluded.position,
               alt = excluded.alt";
    PICTURE_OUT = "delete from idea_pictures where territory_id = $1 and idea_id = $2 and media_id = $3";
    PICTURE_STATE = "update idea_pictures set state = $4 where territory_id = $1 and media_id = $2 and state = $3";
    COVER = "update ideas set cover_id = (select p.media_id from idea_pictures p
             where p.territory_id = $1 and p.idea_id = $2 and p.state = 'shown' order by p.position, p.media_id limit 1)
             where territory_id = $1 and id = $2";
    DRAFTS = "select i.id, i.title, i.updated_at from ideas i
              where i.territory_id = $1 and i.author_id = $2 and i.state = 'draft'
              order by i.published_at desc, i.id desc limit 20";
    DISCARD = "delete from ideas where territory_id = $1 and id = $2 and state = 'draft'";
}

/// What an idea says, ready to be written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    pub title: String,
    pub line: String,
    pub body: String,
    pub theme: Option<Id>,
    pub zone: Option<Id>,
    pub place: String,
    pub point: Option<Point>,
    pub precision: Precision,
    pub lang: String,
    /// In whose name.
    pub voice: Option<Id>,
}

impl Words {
    /// What an idea says.
    pub fn of(idea: &Full) -> Self {
        Self {
            title: idea.title.clone(),
            line: idea.line.clone(),
            body: idea.body.clone(),
            theme: idea.theme_id,
            zone: idea.zone_id,
            place: idea.place.clone(),
            point: idea.lat.zip(idea.lon).and_then(|(lat, lon)| Point::new(lat, lon)),
            precision: Precision::from_code(&idea.point_precision),
            lang: idea.lang.clone(),
            voice: idea.body_id,
        }
    }
}

/// Which idea, whose, when.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub territory: Id,
    pub idea: Id,
    pub person: Id,
    pub at: Micros,
}

/// What an id is already used for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Owner {
    pub author_id: Id,
    pub state: String,
    pub slug: String,
}

/// A draft as its author's list shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Draft {
    /// Its id.
    pub id: Id,
    /// Its title, perhaps empty.
    pub title: String,
    /// When it was last kept.
    pub updated_at: Micros,
}

/// False when the id is taken.
pub async fn insert(tx: &mut impl Reach, s: Stamp, slug: &str, state: &str, w: &Words) -> Result<bool> {
    let html = mentions::html(tx, s.territory, &w.body).await?;
    let done = run!(
        tx,
        INSERT,
        s.territory,
        s.idea,
        slug,
        &w.title,
        &w.line,
        &w.body,
        &html,
        w.theme,
        w.zone,
        &w.place,
        w.point.map(|p| p.lat),
        w.point.map(|p| p.lon),
        &w.lang,
        state,
        s.person,
        w.voice,
        s.at,
        w.precision.code()
    )?;
    Ok(done > 0)
}

/// Changes the words of an idea that still is in this state; false when it is not.
pub async fn change(tx: &mut impl Reach, s: Stamp, state: &str, w: &Words) -> Result<bool> {
    let html = mentions::html(tx, s.territory, &w.body).await?;
    let done = run!(
        tx,
        CHANGE,
        s.territory,
        s.idea,
        &w.title,
        &w.line,
        &w.body,
        &html,
        w.theme,
        w.zone,
        &w.place,
        w.point.map(|p| p.lat),
        w.point.map(|p| p.lon),
        &w.lang,
        w.voice,
        s.at,
        state,
        w.precision.code()
    )?;
    Ok(done > 0)
}

/// Takes the next version; where the idea was counted until now, or `None` when it is no longer at this one.
pub async fn next_version(tx: &mut impl Reach, s: Stamp, from: i64) -> Result<Option<Place>> {
    one!(tx, Place, NEXT_VERSION, s.territory, s.idea, from)
}

pub async fn rename(tx: &mut impl Reach, s: Stamp, slug: &str) -> Result<()> {
    run!(tx, RENAME, s.territory, s.idea, slug)?;
    Ok(())
}

pub async fn publish(tx: &mut impl Reach, s: Stamp, slug: &str) -> Result<()> {
    run!(tx, PUBLISH, s.territory, s.idea, slug, s.at)?;
    Ok(())
}

pub async fn owner(db: &mut impl Reach, territory: Id, idea: Id) -> Result<Option<Owner>> {
    one!(db, Owner, OWNER, territory, idea)
}

/// Reserves a slug for an idea; false when it belongs to another. Whoever asks for the same one at the same
/// time waits for the answer.
pub async fn reserve(tx: &mut impl Reach, territory: Id, slug: &str, idea: Id) -> Result<bool> {
    if value!(tx, i64, SLUG_TAKEN, territory, slug, idea)?.unwrap_or(0) > 0 {
        return Ok(false);
    }
    if run!(tx, SLUG_KEEP, territory, slug, idea)? > 0 {
        return Ok(true);
    }
    Ok(value!(tx, Id, SLUG_HOLDER, territory, slug)? == Some(idea))
}

pub async fn version(tx: &mut impl Reach, s: Stamp, number: i64, note: &str, w: &Words) -> Result<()> {
    run!(
        tx,
        VERSION,
        s.territory,
        s.idea,
        number,
        &w.title,
        &w.line,
        &w.body,
        note,
        s.person,
        w.voice,
        s.at
    )?;
    Ok(())
}

/// Puts a picture at its place.
pub async fn picture(
    tx: &mut impl Reach,
    (territory, idea): (Id, Id),
    media: Id,
    position: i64,
    alt: &str,
) -> Result<()> {
    run!(tx, PICTURE, territory, idea, media, position, alt)?;
    Ok(())
}

pub async fn picture_out(tx: &mut impl Reach, territory: Id, idea: Id, media: Id) -> Result<()> {
    run!(tx, PICTURE_OUT, territory, idea, media)?;
    Ok(())
}

/// Makes the first picture that is shown the cover.
pub async fn cover(tx: &mut impl Reach, territory: Id, idea: Id) -> Result<()> {
    run!(tx, COVER, territory, idea)?;
    Ok(())
}

/// False when somebody moved it first.
pub async fn picture_state(
    tx: &mut impl Reach,
    (territory, media): (Id, Id),
    (from, to): (&str, &str),
) -> Result<bool> {
    Ok(run!(tx, PICTURE_STATE, territory, media, from, to)? > 0)
}

pub async fn drafts(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Draft>> {
    all!(db, Draft, DRAFTS, territory, person)
}

pub async fn discard(tx: &mut impl Reach, territory: Id, idea: Id) -> Result<bool> {
    Ok(run!(tx, DISCARD, territory, idea)? > 0)
}
