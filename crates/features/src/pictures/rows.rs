//! Stored pictures in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{apart, circles::Eyes, visible};
use terreau_store::{Reach, Result, all, one, run, statements, value};

statements! {
    INSERT = "insert into media (territory_id, id, person_id, mime, width, height, bytes, attached, created_at)
              values ($1, $2, $3, 'image/jpeg', $4, $5, $6, $7, $8)";
    ATTACH = "update media set attached = $4 where territory_id = $1 and id = $2 and attached = $3";
    LOOSEN = "update media set attached = $3, created_at = $4 where territory_id = $1 and id = $2";
    LOOSE_OF = "select person_id from media where territory_id = $1 and id = $2 and attached = $3";
    SEEN = concat!("select m.person_id, m.attached, i.state, i.author_id, coalesce(p.state, 'shown') as picture,
            case when ", visible!("i", "$3", "$4"), " then 1 else 0 end = 1 as open,
            coalesce(i.circle, 3) as circle
            from media m
            left join idea_pictures p on p.territory_id = m.territory_id and p.media_id = m.id
            left join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
            where m.territory_id = $1 and m.id = $2 limit 1");
    FACE = concat!("select q.person_id, q.state from portraits q
            join people p on p.territory_id = q.territory_id and p.id = q.person_id
            and p.state in ('active', 'suspended') where q.territory_id = $1 and q.media_id = $2
            and not ", apart!("q.territory_id", "$3", "q.person_id"));
    STALE = "select territory_id, id from media where not attached and created_at < $1 order by created_at limit 200";
    FORGET = "delete from media where territory_id = $1 and id = $2 and not attached";
}

/// A picture about to be written.
#[derive(Debug, Clone, Copy)]
pub struct New {
    pub territory: Id,
    pub id: Id,
    pub person: Option<Id>,
    pub size: (u32, u32),
    pub bytes: i64,
    pub at: Micros,
}

/// What decides who sees a picture.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Seen {
    pub person_id: Option<Id>,
    pub attached: bool,
    /// Of what it belongs to.
    pub state: Option<String>,
    /// Its own.
    pub picture: String,
    pub author_id: Option<Id>,
    pub open: bool,
    pub circle: i64,
}

pub async fn insert(tx: &mut impl Reach, n: New) -> Result<()> {
    let (width, height) = (i64::from(n.size.0), i64::from(n.size.1));
    run!(
        tx,
        INSERT,
        n.territory,
        n.id,
        n.person,
        width,
        height,
        n.bytes,
        false,
        n.at
    )?;
    Ok(())
}

pub async fn attach(tx: &mut impl Reach, territory: Id, id: Id) -> Result<bool> {
    Ok(run!(tx, ATTACH, territory, id, false, true)? > 0)
}

pub async fn loosen(tx: &mut impl Reach, territory: Id, id: Id, now: Micros) -> Result<()> {
    run!(tx, LOOSEN, territory, id, false, now)?;
    Ok(())
}

/// Whose loose picture this is; `None` when there is no such loose picture.
#[allow(
    clippy::option_option,
    reason = "nobody's picture is not the same as no picture"
)]
pub async fn loose_of(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Option<Id>>> {
    value!(db, Option<Id>, LOOSE_OF, territory, id, false)
}

pub async fn seen(db: &mut impl Reach, territory: Id, id: Id, eyes: Eyes) -> Result<Option<Seen>> {
    one!(db, Seen, SEEN, territory, id, eyes.level, eyes.person)
}

/// Whose portrait this is, and its state, for a viewer who is not kept apart from them.
pub async fn face(db: &mut impl Reach, territory: Id, id: Id, viewer: Id) -> Result<Option<(Id, String)>> {
    one!(db, (Id, String), FACE, territory, id, viewer)
}

pub async fn stale(db: &mut impl Reach, before: Micros) -> Result<Vec<(Id, Id)>> {
    all!(db, (Id, Id), STALE, before)
}

pub async fn forget(tx: &mut impl Reach, territory: Id, id: Id) -> Result<bool> {
    Ok(run!(tx, FORGET, territory, id)? > 0)
}
