//! Conversations read from the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::apart;
use terreau_store::{Reach, Result, Select, Value, all, one, statements, value};

/// True for a conversation of two people who are kept apart, one of whom looks.
macro_rules! between_apart {
    ($viewer:literal) => {
        concat!(
            "(c.kind = 'direct' and exists (select 1 from conversation_people o join blocks z
             on z.territory_id = o.territory_id and z.person_id = ",
            $viewer,
            " and z.other_id = o.person_id and z.apart
             where o.territory_id = c.territory_id and o.conversation_id = c.id))"
        )
    };
}

statements! {
    CONVERSATION = concat!("select c.id, c.kind, c.title, c.owner_kind, c.owner_id, c.body_id, c.state, c.assigned_id,
        c.last_at, c.created_by, c.created_at, b.name as body_name, b.slug as body_slug, b.kind as body_kind,
        b.state as body_state, me.id as place, me.state as standing, me.from_at, me.unread, me.read_upto, me.muted,
        m.role as part, ", between_apart!("$3"), " as apart from conversations c
        left join bodies b on b.territory_id = c.territory_id and b.id = c.body_id
        left join conversation_people me on me.territory_id = c.territory_id and me.conversation_id = c.id
        and me.person_id = $3
        left join memberships m on m.territory_id = c.territory_id and m.body_id = c.body_id and m.person_id = $3
        and m.state = 'active' and m.role in ('spokesperson', 'administrator')
        where c.territory_id = $1 and c.id = $2");
    PAIR = "select id from conversations where territory_id = $1 and pair = $2";
    LINES = "select l.id, l.at, l.kind, l.inside, l.person_id, l.body_id, l.text, l.text_html, l.removed_at,
        p.name, p.state as person_state, p.portrait_id, s.name as subject_name, s.state as subject_state
        from conversation_lines l left join people p on p.territory_id = l.territory_id and p.id = l.person_id
        left join people s on s.territory_id = l.territory_id and s.id = l.subject_id
        where l.territory_id = $1 and l.conversation_id = $2 and l.at >= $3 and l.at < $4 and (not l.inside or $5)
        and not exists (select 1 from blocks z where z.territory_id = l.territory_id and z.person_id = $6
        and z.other_id = l.person_id and z.apart) order by l.at desc limit $7";
    LINE = "select l.id, l.at, l.kind, l.inside, l.person_id, l.body_id, l.text, l.text_html, l.removed_at,
        p.name, p.state as person_state, p.portrait_id, p.name as subject_name, p.state as subject_state
        from conversation_lines l left join people p on p.territory_id = l.territory_id and p.id = l.person_id
        where l.territory_id = $1 and l.conversation_id = $2 and l.id = $3";
    SAID = "select count(*) from conversation_lines where territory_id = $1 and conversation_id = $2
        and person_id = $3 and kind = 'message'";
    PLACES = "select cp.conversation_id, cp.person_id, cp.id, cp.state, cp.read_upto, p.name, p.slug,
        p.state as person_state, p.portrait_id, coalesce(s.marks, true) as marks from conversation_people cp
        join people p on p.territory_id = cp.territory_id and p.id = cp.person_id
        left join message_settings s on s.territory_id = cp.territory_id and s.person_id = cp.person_id where
        cp.territory_id = $1 and cp.conversation_id = $2 and cp.state <> 'team' order by cp.created_at, cp.person_id
        limit 100";
    PLACE = "select cp.conversation_id, cp.person_id, cp.id, cp.state, cp.read_upto, p.name, p.slug,
        p.state as person_state, p.portrait_id, true as marks from conversation_people cp
        join people p on p.territory_id = cp.territory_id and p.id = cp.person_id
        where cp.territory_id = $1 and cp.conversation_id = $2 and cp.person_id = $3";
    LIST = concat!("select c.id, c.kind, c.title, c.state, c.body_id, b.name as body_name, cp.unread, cp.muted,
        cp.last_at, l.kind as line_kind, l.text, l.removed_at, l.person_id from conversation_people cp
        join conversations c on c.territory_id = cp.territory_id and c.id = cp.conversation_id
        left join bodies b on b.territory_id = c.territory_id and b.id = c.body_id
        left join conversation_lines l on l.territory_id = cp.territory_id and l.conversation_id = cp.conversation_id
        and l.at = cp.last_at and (l.body_id is not null or not ", apart!("l.territory_id", "$2", "l.person_id"), ")
        where cp.territory_id = $1 and cp.person_id = $2 and cp.state = $3 and not ", between_apart!("$2"), "
        and (cp.last_at, cp.conversation_id) < ($4, $5) order by cp.last_at desc, cp.conversation_id desc limit $6");
    FOUND = concat!("select l.conversation_id, l.at, l.text, l.body_id, p.name, p.state as person_state, c.title,
        b.name as body_name from conversation_people cp
        join conversations c on c.territory_id = cp.territory_id and c.id = cp.conversation_id
        join conversation_lines l on l.territory_id = cp.territory_id and l.conversation_id = cp.conversation_id
        left join people p on p.territory_id = l.territory_id and p.id = l.person_id
        left join bodies b on b.territory_id = l.territory_id and b.id = l.body_id
        where cp.territory_id = $1 and cp.person_id = $2 and cp.state in ('accepted', 'waiting')
        and l.at >= cp.from_at and not l.inside and l.kind = 'message' and l.removed_at is null and l.words like $3
        and not ", between_apart!("$2"), "
        and (l.body_id is not null or not ", apart!("l.territory_id", "$2", "l.person_id"), ")
        and (l.at, l.conversation_id) < ($4, $5) order by l.at desc, l.conversation_id desc limit $6");
    INBOX = "select c.id, c.waits, c.last_at, c.assigned_id, a.name as assigned, p.name, p.state as person_state,
        l.kind, l.text, l.removed_at from conversations c
        join people p on p.territory_id = c.territory_id and p.id = c.created_by
        left join people a on a.territory_id = c.territory_id and a.id = c.assigned_id
        left join conversation_people cp on cp.territory_id = c.territory_id and cp.conversation_id = c.id
        and cp.person_id = c.created_by
        left join conversation_lines l on l.territory_id = c.territory_id and l.conversation_id = c.id
        and l.at = cp.last_at
        where c.territory_id = $1 and c.body_id = $2 and c.state = $3 and (c.last_at, c.id) < ($4, $5)
        order by c.last_at desc, c.id desc limit $6";
    TEAM = "select p.id, p.name, m.role from memberships m
        join people p on p.territory_id = m.territory_id and p.id = m.person_id and p.state = 'active'
        where m.territory_id = $1 and m.body_id = $2 and m.state = 'active'
        and m.role in ('spokesperson', 'administrator')
        union all select p.id, p.name, p.role from people p where p.territory_id = $1
        and p.role in ('agent', 'elected') and p.body_id = $2 and p.state = 'active' order by 2, 1 limit 100";
    MAY = "select p.state, exists (select 1 from accounts a where a.territory_id = p.territory_id
        and a.person_id = p.id and a.confirmed_at is not null) as reached,
        exists (select 1 from memberships x join memberships y on y.territory_id = x.territory_id
        and y.body_id = x.body_id and y.person_id = $3 and y.state = 'active'
        where x.territory_id = $1 and x.person_id = $2 and x.state = 'active') as together,
        exists (select 1 from conversations c
        join conversation_people f on f.territory_id = c.territory_id and f.conversation_id = c.id
        and f.person_id = $2 and f.state = 'accepted'
        join conversation_people t on t.territory_id = c.territory_id and t.conversation_id = c.id
        and t.person_id = $3 and t.state = 'accepted'
        where c.territory_id = $1 and c.pair = $4) as answered
        from people p where p.territory_id = $1 and p.id = $3 and not exists (select 1 from blocks z
        where z.territory_id = $1 and z.person_id = $2 and z.other_id = $3 and z.apart)";
    JOINED = "select joined_at from people where territory_id = $1 and id = $2";
    BY_SLUG = "select p.id, p.slug, p.name from people p where p.territory_id = $1 and p.slug = $2
        and p.state = 'active' and not exists (select 1 from blocks z where z.territory_id = $1
        and z.person_id = $3 and z.other_id = p.id and z.apart)";
    KNOWN = "select p.id, p.slug, p.name from people p where p.territory_id = $1 and p.state = 'active'
        and p.name_key like $3 and not exists (select 1 from blocks z where z.territory_id = $1
        and z.person_id = $2 and z.other_id = p.id and z.apart) and p.id in (
        select o.person_id from conversation_people me
        join conversation_people o on o.territory_id = me.territory_id and o.conversation_id = me.conversation_id
        and o.person_id <> $2 and o.state = 'accepted'
        where me.territory_id = $1 and me.person_id = $2 and me.state = 'accepted'
        union select y.person_id from memberships x
        join memberships y on y.territory_id = x.territory_id and y.body_id = x.body_id and y.person_id <> $2
        and y.state = 'active'
        where x.territory_id = $1 and x.person_id = $2 and x.state = 'active') order by p.name_key, p.id limit 10";
    SETTINGS = "select marks, letters from message_settings where territory_id = $1 and person_id = $2";
}

/// A conversation, and what the viewer is to it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Conversation {
    pub id: Id,
    pub kind: String,
    pub title: String,
    pub owner_kind: String,
    pub owner_id: Option<Id>,
    pub body_id: Option<Id>,
    pub state: String,
    pub assigned_id: Option<Id>,
    pub last_at: Micros,
    pub created_by: Id,
    pub created_at: Micros,
    pub body_name: Option<String>,
    pub body_slug: Option<String>,
    pub body_kind: Option<String>,
    pub body_state: Option<String>,
    pub place: Option<Id>,
    pub standing: Option<String>,
    pub from_at: Option<Micros>,
    pub unread: Option<i64>,
    pub read_upto: Option<Micros>,
    pub muted: Option<bool>,
    pub part: Option<String>,
    /// It is of two people who are kept apart.
    pub apart: bool,
}

/// A line, with the names it needs.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Line {
    pub id: Id,
    pub at: Micros,
    pub kind: String,
    pub inside: bool,
    pub person_id: Option<Id>,
    pub body_id: Option<Id>,
    pub text: String,
    pub text_html: String,
    pub removed_at: Option<Micros>,
    pub name: Option<String>,
    pub person_state: Option<String>,
    pub portrait_id: Option<Id>,
    pub subject_name: Option<String>,
    pub subject_state: Option<String>,
}

/// Somebody's place in a conversation.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Place {
    pub conversation_id: Id,
    pub person_id: Id,
    pub id: Id,
    pub state: String,
    pub read_upto: Micros,
    pub name: String,
    pub slug: String,
    pub person_state: String,
    pub portrait_id: Option<Id>,
    pub marks: bool,
}

/// A conversation of somebody's list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Listed {
    pub id: Id,
    pub kind: String,
    pub title: String,
    pub state: String,
    pub body_id: Option<Id>,
    pub body_name: Option<String>,
    pub unread: i64,
    pub muted: bool,
    pub last_at: Micros,
    pub line_kind: Option<String>,
    pub text: Option<String>,
    pub removed_at: Option<Micros>,
    pub person_id: Option<Id>,
}

/// A line that holds the words searched for.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Found {
    pub conversation_id: Id,
    pub at: Micros,
    pub text: String,
    pub body_id: Option<Id>,
    pub name: Option<String>,
    pub person_state: Option<String>,
    pub title: String,
    pub body_name: Option<String>,
}

/// A conversation of a body's inbox.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Boxed {
    pub id: Id,
    pub waits: bool,
    pub last_at: Micros,
    pub assigned_id: Option<Id>,
    pub assigned: Option<String>,
    pub name: String,
    pub person_state: String,
    pub kind: Option<String>,
    pub text: Option<String>,
    pub removed_at: Option<Micros>,
}

/// What one person is to another.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Standing {
    pub state: String,
    pub reached: bool,
    pub together: bool,
    pub answered: bool,
}

/// Somebody to choose.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Somebody {
    pub id: Id,
    pub slug: String,
    pub name: String,
}

/// Where a list goes on.
pub type Before = (Micros, Id);

pub async fn conversation(
    db: &mut impl Reach,
    (territory, id): (Id, Id),
    person: Id,
) -> Result<Option<Conversation>> {
    one!(db, Conversation, CONVERSATION, territory, id, person)
}

pub async fn pair(db: &mut impl Reach, territory: Id, pair: &str) -> Result<Option<Id>> {
    value!(db, Id, PAIR, territory, pair)
}

/// Lines from a moment on and before another, the newest first, those of people kept apart from somebody left out.
pub async fn lines(
    db: &mut impl Reach,
    (territory, conversation): (Id, Id),
    (from, before): (Micros, Micros),
    (inside, apart): (bool, Id),
    limit: i64,
) -> Result<Vec<Line>> {
    all!(
        db,
        Line,
        LINES,
        territory,
        conversation,
        from,
        before,
        inside,
        apart,
        limit
    )
}

pub async fn line(db: &mut impl Reach, (territory, conversation): (Id, Id), id: Id) -> Result<Option<Line>> {
    one!(db, Line, LINE, territory, conversation, id)
}

/// How many messages somebody wrote in it.
pub async fn said(db: &mut impl Reach, (territory, conversation): (Id, Id), person: Id) -> Result<i64> {
    Ok(value!(db, i64, SAID, territory, conversation, person)?.unwrap_or(0))
}

pub async fn places(db: &mut impl Reach, territory: Id, conversation: Id) -> Result<Vec<Place>> {
    all!(db, Place, PLACES, territory, conversation)
}

pub async fn place(
    db: &mut impl Reach,
    (territory, conversation): (Id, Id),
    person: Id,
) -> Result<Option<Place>> {
    one!(db, Place, PLACE, territory, conversation, person)
}

/// The places of several conversations.
pub async fn places_of(db: &mut impl Reach, territory: Id, ids: &[Id]) -> Result<Vec<Place>> {
    let head = "select cp.conversation_id, cp.person_id, cp.id, cp.state, cp.read_upto, p.name, p.slug,
        p.state as person_state, p.portrait_id, true as marks from conversation_people cp
        join people p on p.territory_id = cp.territory_id and p.id = cp.person_id";
    Select::new(head)
        .and("cp.territory_id = ?", [Value::Id(territory)])
        .and_in("cp.conversation_id", ids)
        .and("cp.state <> 'team'", [])
        .then(
            "order by cp.created_at, cp.person_id limit ?",
            [Value::Int(2_000)],
        )
        .all(db)
        .await
}

pub async fn list(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    state: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Listed>> {
    all!(
        db, Listed, LIST, territory, person, state, before.0, before.1, limit
    )
}

pub async fn found(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    pattern: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Found>> {
    all!(
        db, Found, FOUND, territory, person, pattern, before.0, before.1, limit
    )
}

pub async fn inbox(
    db: &mut impl Reach,
    (territory, body): (Id, Id),
    state: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Boxed>> {
    all!(
        db, Boxed, INBOX, territory, body, state, before.0, before.1, limit
    )
}

/// Those who speak for a body.
pub async fn team(db: &mut impl Reach, territory: Id, body: Id) -> Result<Vec<(Id, String, String)>> {
    all!(db, (Id, String, String), TEAM, territory, body)
}

pub async fn standing(
    db: &mut impl Reach,
    territory: Id,
    (from, to): (Id, Id),
    pair: &str,
) -> Result<Option<Standing>> {
    one!(db, Standing, MAY, territory, from, to, pair)
}

pub async fn joined(db: &mut impl Reach, territory: Id, person: Id) -> Result<Micros> {
    Ok(value!(db, Micros, JOINED, territory, person)?.unwrap_or(0))
}

pub async fn by_slug(db: &mut impl Reach, whose: (Id, Id), slug: &str) -> Result<Option<Somebody>> {
    one!(db, Somebody, BY_SLUG, whose.0, slug, whose.1)
}

/// People one shares a conversation or a body with, by name.
pub async fn known(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    pattern: &str,
) -> Result<Vec<Somebody>> {
    all!(db, Somebody, KNOWN, territory, person, pattern)
}

/// What somebody chose: reading marks, letters.
pub async fn settings(db: &mut impl Reach, territory: Id, person: Id) -> Result<(bool, String)> {
    let found = one!(db, (bool, String), SETTINGS, territory, person)?;
    Ok(found.unwrap_or_else(|| (true, "words".into())))
}
