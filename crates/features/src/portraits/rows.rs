//! Portraits in the database. `people.portrait_id` is the one that is shown, so that no list asks twice.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::apart;
use terreau_store::{Reach, Result, one, run, statements};

use crate::pictures::PictureState;

statements! {
    OF_MEDIA = concat!("select q.person_id, q.media_id, q.state, q.at, p.name, p.slug, p.state as person_state
        from portraits q join people p on p.territory_id = q.territory_id and p.id = q.person_id
        where q.territory_id = $1 and q.media_id = $2 and not ", apart!("q.territory_id", "$3", "q.person_id"));
    OF = "select q.person_id, q.media_id, q.state, q.at, p.name, p.slug, p.state as person_state
        from portraits q join people p on p.territory_id = q.territory_id and p.id = q.person_id
        where q.territory_id = $1 and q.person_id = $2";
    PUT = "insert into portraits (territory_id, person_id, media_id, state, at) values ($1, $2, $3, $4, $5)";
    SHOW = "update people set portrait_id = $3, updated_at = $4 where territory_id = $1 and id = $2";
    MOVE = "update portraits set state = $5 where territory_id = $1 and person_id = $2 and media_id = $3
        and state = $4";
    REPLACE = "update people set portrait_id = $3 where territory_id = $1 and id = $2";
    LOOSEN = "update media set attached = $3, created_at = $4 where territory_id = $1
        and id in (select media_id from portraits where territory_id = $1 and person_id = $2)";
    DROP = "delete from portraits where territory_id = $1 and person_id = $2";
}

/// A picture somebody gave of themselves.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Portrait {
    pub person_id: Id,
    pub media_id: Id,
    pub state: String,
    pub at: Micros,
    pub name: String,
    pub slug: String,
    pub person_state: String,
}

pub async fn of_media(db: &mut impl Reach, territory: Id, media: Id, viewer: Id) -> Result<Option<Portrait>> {
    one!(db, Portrait, OF_MEDIA, territory, media, viewer)
}

pub async fn of(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Portrait>> {
    one!(db, Portrait, OF, territory, person)
}

/// In place of the one there was.
pub async fn put(tx: &mut impl Reach, territory: Id, person: Id, media: Id, now: Micros) -> Result<()> {
    drop(tx, territory, person, now).await?;
    let shown = PictureState::Shown.code();
    run!(tx, PUT, territory, person, media, shown, now)?;
    run!(tx, SHOW, territory, person, Some(media), now)?;
    Ok(())
}

/// Takes it out; the file is swept with those that nobody attached.
pub async fn drop(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    run!(tx, LOOSEN, territory, person, false, now)?;
    run!(tx, DROP, territory, person)?;
    run!(tx, SHOW, territory, person, None::<Id>, now)?;
    Ok(())
}

/// From one state to another; false when it stands elsewhere by now.
pub async fn move_on(
    tx: &mut impl Reach,
    territory: Id,
    portrait: &Portrait,
    (from, to): (&str, &str),
) -> Result<bool> {
    let (person, media) = (portrait.person_id, portrait.media_id);
    if run!(tx, MOVE, territory, person, media, from, to)? == 0 {
        return Ok(false);
    }
    let shown = Some(media).filter(|_| to == PictureState::Shown.code());
    run!(tx, REPLACE, territory, person, shown)?;
    Ok(true)
}
