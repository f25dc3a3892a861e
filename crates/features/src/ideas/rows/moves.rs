//! The state of an idea in the database, and the counters that follow it.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, one, run, statements};

use crate::voices;

statements! {
    MOVE = "update ideas set state = $4, updated_at = $5 where territory_id = $1 and id = $2 and state = $3
            returning author_id, body_id, theme_id, zone_id, circle";
    COUNT_PERSON = "update people set ideas = ideas + $3 where territory_id = $1 and id = $2";
    COUNT_THEME = "update themes set ideas = ideas + $3 where territory_id = $1 and id = $2";
    COUNT_ZONE = "update zones set ideas = ideas + $3 where territory_id = $1 and id = $2";
    COUNT_TERRITORY = "update territory_counts set ideas = ideas + $2 where territory_id = $1";
    COUNT_COMMENTS = "update territory_counts set comments = comments + $3 * (select count(*) from comments
                      where territory_id = $1 and idea_id = $2 and state = 'published') where territory_id = $1";
    COUNT_VOICES = "update people set comments = people.comments + $3 * t.n from (
                    select author_id, count(*) as n from comments
                    where territory_id = $1 and idea_id = $2 and state = 'published' group by author_id) t
                    where people.territory_id = $1 and people.id = t.author_id";
}

/// Where an idea is counted, and how far it is open.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Place {
    #[sqlx(rename = "author_id")]
    pub author: Id,
    #[sqlx(rename = "body_id")]
    pub body: Option<Id>,
    #[sqlx(rename = "theme_id")]
    pub theme: Option<Id>,
    #[sqlx(rename = "zone_id")]
    pub zone: Option<Id>,
    pub circle: i64,
}

/// Where the idea is counted, read under the lock of the change; `None` when somebody moved it first.
pub async fn set_state(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    (from, to): (&str, &str),
    now: Micros,
) -> Result<Option<Place>> {
    one!(tx, Place, MOVE, territory, id, from, to, now)
}

pub async fn count(tx: &mut impl Reach, territory: Id, place: Place, by: i64) -> Result<()> {
    run!(tx, COUNT_PERSON, territory, place.author, by)?;
    voices::count_idea(tx, territory, place.body, by).await?;
    count_theme(tx, territory, place.theme, by).await?;
    count_zone(tx, territory, place.zone, by).await?;
    run!(tx, COUNT_TERRITORY, territory, by)?;
    Ok(())
}

/// The comments of an idea enter the counts of people and territory with it, and leave them with it.
pub async fn count_comments(tx: &mut impl Reach, territory: Id, idea: Id, by: i64) -> Result<()> {
    run!(tx, COUNT_VOICES, territory, idea, by)?;
    voices::count_comments_of(tx, territory, idea, by).await?;
    run!(tx, COUNT_COMMENTS, territory, idea, by)?;
    Ok(())
}

pub async fn count_theme(tx: &mut impl Reach, territory: Id, theme: Option<Id>, by: i64) -> Result<()> {
    if let Some(theme) = theme {
        run!(tx, COUNT_THEME, territory, theme, by)?;
    }
    Ok(())
}

pub async fn count_zone(tx: &mut impl Reach, territory: Id, zone: Option<Id>, by: i64) -> Result<()> {
    if let Some(zone) = zone {
        run!(tx, COUNT_ZONE, territory, zone, by)?;
    }
    Ok(())
}
