//! The demonstration in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, run, statements, value};

use super::{
    cast::Member,
    plan::{Gesture, Moved},
    stories::{Story, Text},
    talk::Said,
};

statements! {
    SHAPE = "update territories set outline = $2, population = $3, lat = $4, lon = $5 where id = $1";
    HOLDER = "select person_id from accounts where territory_id = $1 and email_key = $2";
    PERSON = "insert into people (territory_id, id, slug, name, name_key, bio, bio_html, zone_id, state, role, body_id,
              ideas, comments, joined_at, updated_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)";
    ACCOUNT = "insert into accounts (territory_id, person_id, email, email_key, confirmed_at, password_hash, locale,
               of_age, terms_at, mail_optional, created_at, seen_at)
               values ($1, $2, $3, $3, $4, $5, 'fr', $6, $4, $6, $4, $7)";
    IDEA = "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, zone_id, place, lat, lon,
            lang, state, author_id, version, cover_id, supports, comments, growth, created_at, published_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'fr', $13, $14, $15, $16, $17, $18, $19, $20, $20,
            $21)";
    VERSION = "insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    MEDIA = "insert into media (territory_id, id, person_id, mime, width, height, bytes, attached, created_at)
             values ($1, $2, $3, 'image/jpeg', $4, $5, $6, $7, $8)";
    PICTURE = "insert into idea_pictures (territory_id, idea_id, media_id, position, alt) values ($1, $2, $3, $4, $5)";
    COMMENT = "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, body_id, side,
               text, text_html, lang, state, replies, thanks, relevance, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'fr', $12, $13, $14, $15, $16)";
    SIDES = "insert into comment_sides (territory_id, idea_id, side, first_comments)
             select territory_id, idea_id, coalesce(side, ''), count(*) from comments
             where territory_id = $1 and depth = 0 and state = 'published'
             group by territory_id, idea_id, coalesce(side, '')";
    SUPPORT = "insert into supports (territory_id, idea_id, person_id, at) values ($1, $2, $3, $4)";
    FOLLOW = "insert into follows (territory_id, object_id, person_id, at) values ($1, $2, $3, $4)";
    THANK = "insert into thanks (territory_id, comment_id, person_id, at) values ($1, $2, $3, $4)";
    STEP = "insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id, body_id,
            reason, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    REPORT = "insert into reports (territory_id, id, object_kind, object_id, url, reporter_id, reason_code, text, state,
              decision_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    APPEAL = "insert into appeals (territory_id, id, decision_id, person_id, text, state, created_at, updated_at)
              values ($1, $2, $3, $4, $5, 'open', $6, $6)";
    STOP_LETTERS = "update jobs set state = 'dead', attempts = $2, last_error = $3
                    where territory_id = $1 and kind = 'send-mail' and state = 'queued'";
    MARK = "insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = $2";
    MARKED = "select value from installation where name = $1";
    THEMES_OF = "select count(*) from themes where territory_id = $1";
}

pub async fn person(tx: &mut impl Reach, territory: Id, m: &Member) -> Result<()> {
    let key = terreau_kernel::text::fold(&m.name);
    run!(
        tx,
        PERSON,
        territory,
        m.id,
        &m.slug,
        &m.name,
        key,
        &m.bio,
        &m.bio_html,
        m.zone,
        &m.state,
        m.role.code(),
        m.body,
        m.ideas,
        m.comments,
        m.joined
    )?;
    Ok(())
}

/// The account of somebody who was here just now: who joined years ago is not to be told that they stayed away.
pub async fn account(
    tx: &mut impl Reach,
    territory: Id,
    m: &Member,
    login: (&str, &str),
    now: Micros,
) -> Result<()> {
    let (email, hash) = login;
    run!(tx, ACCOUNT, territory, m.id, email, m.joined, hash, true, now)?;
    Ok(())
}

/// The shape of a territory that no commune is known for.
pub async fn shape(
    tx: &mut impl Reach,
    territory: Id,
    (outline, population): (&str, i64),
    (lat, lon): (f64, f64),
) -> Result<()> {
    run!(tx, SHAPE, territory, outline, population, lat, lon).map(drop)
}

/// Who signs in with an address.
pub async fn holder(db: &mut impl Reach, territory: Id, email: &str) -> Result<Option<Id>> {
    value!(db, Id, HOLDER, territory, email)
}

pub async fn story(tx: &mut impl Reach, territory: Id, s: &Story) -> Result<()> {
    let Some(text) = s.texts.last() else {
        return Ok(());
    };
    let (lat, lon) = s.point.unzip();
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    let updated = if super::plan::findable(&s.state) && s.state != "published" {
        s.end.max(text.at)
    } else {
        text.at
    };
    run!(
        tx,
        IDEA,
        territory,
        s.id,
        &s.slug,
        &text.title,
        &text.line,
        &text.body,
        &s.body_html,
        s.theme,
        s.zone,
        &s.place,
        lat,
        lon,
        &s.state,
        s.author,
        count(s.texts.len()),
        s.pictures.first().map(|p| p.2),
        count(s.supports),
        count(s.comments),
        s.growth,
        s.created,
        updated
    )?;
    for (number, text) in (1_i64..).zip(&s.texts) {
        version(tx, territory, s, number, text).await?;
    }
    Ok(())
}

async fn version(tx: &mut impl Reach, territory: Id, s: &Story, number: i64, t: &Text) -> Result<()> {
    run!(
        tx, VERSION, territory, s.id, number, &t.title, &t.line, &t.body, &t.note, s.author, t.at
    )?;
    Ok(())
}

/// A picture of a story: which one, and what its file became.
pub struct Drawn {
    pub place: usize,
    pub size: (u32, u32),
    pub bytes: usize,
}

pub async fn picture(tx: &mut impl Reach, territory: Id, s: &Story, drawn: &Drawn) -> Result<()> {
    let Some((_, alt, media)) = s.pictures.get(drawn.place) else {
        return Ok(());
    };
    run!(
        tx,
        MEDIA,
        territory,
        media,
        s.author,
        i64::from(drawn.size.0),
        i64::from(drawn.size.1),
        i64::try_from(drawn.bytes).unwrap_or(0),
        true,
        s.created
    )?;
    run!(
        tx,
        PICTURE,
        territory,
        s.id,
        media,
        i64::try_from(drawn.place).unwrap_or(0),
        alt
    )?;
    Ok(())
}

pub async fn comment(tx: &mut impl Reach, territory: Id, c: &Said) -> Result<()> {
    run!(
        tx,
        COMMENT,
        territory,
        c.id,
        c.idea,
        c.parent,
        c.root,
        c.depth,
        c.author,
        c.body,
        c.side.as_deref(),
        &c.text,
        &c.text_html,
        &c.state,
        c.replies,
        c.thanks,
        c.relevance,
        c.created
    )?;
    Ok(())
}

pub async fn sides(tx: &mut impl Reach, territory: Id) -> Result<()> {
    run!(tx, SIDES, territory)?;
    Ok(())
}

/// Which gesture a row records.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Support,
    Follow,
    Thank,
}

pub async fn gesture(tx: &mut impl Reach, territory: Id, kind: Kind, g: Gesture) -> Result<()> {
    let text = match kind {
        Kind::Support => SUPPORT,
        Kind::Follow => FOLLOW,
        Kind::Thank => THANK,
    };
    run!(tx, text, territory, g.object, g.person, g.at)?;
    Ok(())
}

pub async fn step(tx: &mut impl Reach, territory: Id, id: Id, m: &Moved) -> Result<()> {
    run!(
        tx, STEP, territory, id, m.kind, m.object, m.name, m.from, m.to, m.person, m.body, &m.reason, m.at
    )?;
    Ok(())
}

/// A report, answered where it has a decision.
pub struct Reported {
    pub id: Id,
    pub kind: &'static str,
    pub object: Id,
    pub url: String,
    pub reporter: Id,
    pub code: &'static str,
    pub text: &'static str,
    pub decision: Option<Id>,
    pub at: Micros,
    pub answered: Micros,
}

pub async fn report(tx: &mut impl Reach, territory: Id, r: &Reported) -> Result<()> {
    let state = if r.decision.is_some() { "acted" } else { "open" };
    run!(
        tx, REPORT, territory, r.id, r.kind, r.object, &r.url, r.reporter, r.code, r.text, state, r.decision,
        r.at, r.answered
    )?;
    Ok(())
}

/// An appeal that waits: its id, the decision, who appeals.
pub async fn appeal(
    tx: &mut impl Reach,
    territory: Id,
    (id, decision, person): (Id, Id, Id),
    text: &str,
    at: Micros,
) -> Result<()> {
    run!(tx, APPEAL, territory, id, decision, person, text, at)?;
    Ok(())
}

/// Notes that the demonstration is whole.
pub async fn mark(tx: &mut impl Reach, name: &str, at: Micros) -> Result<()> {
    run!(tx, MARK, name, at.to_string())?;
    Ok(())
}

/// True when a mark was set.
pub async fn marked(db: &mut impl Reach, name: &str) -> Result<bool> {
    Ok(value!(db, String, MARKED, name)?.is_some())
}

/// True when a territory has themes already.
pub async fn has_themes(db: &mut impl Reach, territory: Id) -> Result<bool> {
    Ok(value!(db, i64, THEMES_OF, territory)?.unwrap_or(0) > 0)
}

/// The tasks of letters that wait are given up.
pub async fn stop_letters(tx: &mut impl Reach, territory: Id, tries: i64, why: &str) -> Result<()> {
    run!(tx, STOP_LETTERS, territory, tries, why).map(drop)
}
