//! Voices in the database. Bodies are locked before what they sign.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Territory, circles::Eyes, visible};
use terreau_store::{Reach, Result, all, one, run, statements};

statements! {
    HOLD = "update bodies set members = members where territory_id = $1 and id = $2";
    HAND = "select b.kind, b.state, coalesce(m.role, '') as part, p.role, p.body_id from bodies b
        join people p on p.territory_id = b.territory_id and p.id = $3
        left join memberships m on m.territory_id = b.territory_id and m.body_id = b.id and m.person_id = p.id
        and m.state = 'active' where b.territory_id = $1 and b.id = $2";
    VOICES = "select b.id, b.name, b.state, s.part, v.body_id as last from (
        select m.body_id as id, m.role as part from memberships m where m.territory_id = $1 and m.person_id = $2
        and m.state = 'active' and m.role in ('administrator', 'spokesperson')
        union all select p.body_id as id, 'town' as part from people p where p.territory_id = $1 and p.id = $2
        and p.body_id is not null and p.role in ('agent', 'elected', 'administrator')) s
        join bodies b on b.territory_id = $1 and b.id = s.id
        left join voices v on v.territory_id = $1 and v.person_id = $2 and v.place = $3
        order by b.name_key, b.id limit 100";
    REMEMBER = "insert into voices (territory_id, person_id, place, body_id, at) values ($1, $2, $3, $4, $5)
        on conflict (territory_id, person_id, place) do update set body_id = excluded.body_id, at = excluded.at";
    IDEAS = "update bodies set ideas = ideas + $3 where territory_id = $1 and id = $2";
    COMMENTS = "update bodies set comments = comments + $3 where territory_id = $1 and id = $2";
    SIGNED = "select body_id from comments where territory_id = $1 and idea_id = $2 and body_id is not null
        union select body_id from ideas where territory_id = $1 and id = $2 and body_id is not null
        order by body_id limit 500";
    COMMENTS_OF = "update bodies set comments = bodies.comments + $3 * t.n from (
        select body_id, count(*) as n from comments where territory_id = $1 and idea_id = $2
        and state = 'published' and body_id is not null group by body_id) t
        where bodies.territory_id = $1 and bodies.id = t.body_id";
    LOG = concat!("select s.id, s.object_kind, s.move, s.at, p.name, p.slug as person_slug, p.state as person_state,
        i.slug, i.title, i.lang, c.id as comment_id, case when c.state = 'published' then c.text end as text
        from steps s
        left join people p on p.territory_id = s.territory_id and p.id = s.person_id
        left join comments c on c.territory_id = s.territory_id and c.id = s.object_id and s.object_kind = 'comment'
        left join ideas i on i.territory_id = s.territory_id and i.id = coalesce(c.idea_id, s.object_id)
        and i.state in ('published', 'archived', 'project') and ", visible!("i", "$3", "$4"),
        " where s.territory_id = $1 and s.body_id = $2 and s.object_kind in ('idea', 'comment')
        and (s.at, s.id) < ($5, $6) order by s.at desc, s.id desc limit $7");
}

/// What somebody may do in the name of a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hand {
    /// Speak.
    pub speaks: bool,
    /// Withdraw what was said: they answer for it.
    pub leads: bool,
}

/// A body of a person, what they are to it, and the voice they used last.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Found {
    pub id: Id,
    pub name: String,
    pub state: String,
    pub part: String,
    pub last: Option<Id>,
}

/// A line of a log.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub id: Id,
    pub object_kind: String,
    #[sqlx(rename = "move")]
    pub name_of_move: String,
    pub at: Micros,
    pub name: Option<String>,
    pub person_slug: Option<String>,
    pub person_state: Option<String>,
    pub slug: Option<String>,
    pub title: Option<String>,
    pub lang: Option<String>,
    pub comment_id: Option<Id>,
    pub text: Option<String>,
}

/// Holds a body to the end of the transaction: who else changes who speaks for it waits.
///
/// # Errors
/// What the engine says.
pub async fn hold(tx: &mut impl Reach, territory: Id, body: Id) -> Result<()> {
    run!(tx, HOLD, territory, body).map(drop)
}

/// Holds the body of a town: what is said in its name at this moment is said before somebody's part in it changes, or
/// not at all.
///
/// # Errors
/// What the engine says.
pub async fn hold_town(tx: &mut impl Reach, territory: &Territory) -> Result<()> {
    match &territory.town {
        Some(town) => hold(tx, territory.id, town.id).await,
        None => Ok(()),
    }
}

/// Holds the bodies that signed an idea and the comments under it, in one order, before the idea itself is moved.
///
/// # Errors
/// What the engine says.
pub async fn hold_of(tx: &mut impl Reach, territory: Id, idea: Id) -> Result<()> {
    for (body,) in all!(tx, (Id,), SIGNED, territory, idea)? {
        hold(tx, territory, body).await?;
    }
    Ok(())
}

pub async fn hand(db: &mut impl Reach, territory: Id, person: Id, body: Id) -> Result<Hand> {
    type Asked = (String, String, String, String, Option<Id>);
    let found = one!(db, Asked, HAND, territory, body, person)?;
    Ok(
        found.map_or_else(Hand::default, |(kind, state, part, role, town)| {
            let member = matches!(part.as_str(), "administrator" | "spokesperson");
            let staff = matches!(role.as_str(), "agent" | "elected" | "administrator");
            let speaks = if kind == "town" {
                staff && town == Some(body)
            } else {
                member
            };
            Hand {
                speaks: speaks && state == "verified",
                leads: part == "administrator",
            }
        }),
    )
}

pub async fn voices(db: &mut impl Reach, territory: Id, person: Id, place: &str) -> Result<Vec<Found>> {
    all!(db, Found, VOICES, territory, person, place)
}

pub async fn remember(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    place: &str,
    body: Option<Id>,
    at: Micros,
) -> Result<()> {
    run!(tx, REMEMBER, territory, person, place, body, at).map(drop)
}

/// Counts an idea more or less for the body that signed it.
///
/// # Errors
/// What the engine says.
pub async fn count_idea(tx: &mut impl Reach, territory: Id, body: Option<Id>, by: i64) -> Result<()> {
    match body {
        Some(body) => run!(tx, IDEAS, territory, body, by).map(drop),
        None => Ok(()),
    }
}

/// Counts a comment more or less for the body that signed it.
///
/// # Errors
/// What the engine says.
pub async fn count_comment(tx: &mut impl Reach, territory: Id, body: Option<Id>, by: i64) -> Result<()> {
    match body {
        Some(body) => run!(tx, COMMENTS, territory, body, by).map(drop),
        None => Ok(()),
    }
}

/// Counts all comments under an idea more or less for the bodies that signed them.
///
/// # Errors
/// What the engine says.
pub async fn count_comments_of(tx: &mut impl Reach, territory: Id, idea: Id, by: i64) -> Result<()> {
    run!(tx, COMMENTS_OF, territory, idea, by).map(drop)
}

pub async fn log(
    db: &mut impl Reach,
    (territory, body): (Id, Id),
    eyes: Eyes,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Line>> {
    all!(
        db,
        Line,
        LOG,
        territory,
        body,
        eyes.level,
        eyes.person,
        before.0,
        before.1,
        limit
    )
}
