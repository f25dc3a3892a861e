//! Conversations written to the database. Rows are locked in one order: the conversation, the places in it, then the
//! people.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{
    Reach, Result, all,
    events::{self, Happened},
    run, statements, value,
};

statements! {
    BEGIN = "insert into conversations (territory_id, id, kind, pair, title, owner_kind, owner_id, body_id, state,
        created_by, last_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $10)
        on conflict do nothing";
    HOLD = "update conversations set lines = lines where territory_id = $1 and id = $2 returning last_at";
    COUNT = "update conversations set lines = lines + 1, last_at = $3 where territory_id = $1 and id = $2";
    WAITS = "update conversations set waits = $3 where territory_id = $1 and id = $2";
    STATE = "update conversations set state = $4 where territory_id = $1 and id = $2 and state = $3";
    ASSIGN = "update conversations set assigned_id = $4 where territory_id = $1 and id = $2
        and assigned_id is not distinct from $3";
    UNASSIGN = "update conversations set assigned_id = null where territory_id = $1 and assigned_id = $2";
    PLACE = "insert into conversation_people (territory_id, conversation_id, person_id, id, state, from_at, last_at,
        created_at) values ($1, $2, $3, $4, $5, $6, $6, $7) on conflict do nothing";
    AGAIN = "update conversation_people set state = 'waiting', from_at = $4, last_at = $4, told_at = null
        where territory_id = $1 and conversation_id = $2 and person_id = $3";
    MOVE = "update conversation_people set state = $5 where territory_id = $1 and conversation_id = $2
        and person_id = $3 and state = $4";
    LINE = "insert into conversation_lines (territory_id, conversation_id, at, id, kind, inside, person_id, body_id,
        subject_id, text, text_html, words) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (territory_id, id) do nothing";
    OTHERS = "select person_id, unread from conversation_people where territory_id = $1 and conversation_id = $2
        and person_id <> $3 and state in ('accepted', 'waiting') order by person_id";
    ARRIVE = "update conversation_people set unread = unread + 1, last_at = $4 where territory_id = $1
        and conversation_id = $2 and person_id <> $3 and state in ('accepted', 'waiting')";
    CALL = "update conversation_people set unread = 1 where territory_id = $1 and conversation_id = $2
        and person_id = $3 and unread = 0";
    WROTE = "update conversation_people set last_at = $4, read_upto = $4 where territory_id = $1
        and conversation_id = $2 and person_id = $3";
    READ = "update conversation_people set unread = 0, told_at = null, read_upto = $4 where territory_id = $1
        and conversation_id = $2 and person_id = $3";
    UNREAD = "select unread from conversation_people where territory_id = $1 and conversation_id = $2
        and person_id = $3";
    TALLY = "update people set messages_unread = case when messages_unread + $3 < 0 then 0
        else messages_unread + $3 end where territory_id = $1 and id = $2";
    TEAM_READ = "insert into conversation_people (territory_id, conversation_id, person_id, id, state, read_upto,
        created_at) values ($1, $2, $3, $4, 'team', $5, $6) on conflict (territory_id, conversation_id, person_id)
        do update set read_upto = excluded.read_upto, told_at = null";
    TOLD = "insert into conversation_people (territory_id, conversation_id, person_id, id, state, told_at, created_at)
        values ($1, $2, $3, $4, 'team', $5, $5) on conflict (territory_id, conversation_id, person_id)
        do update set told_at = excluded.told_at";
    MUTE = "update conversation_people set muted = $4 where territory_id = $1 and conversation_id = $2
        and person_id = $3";
    REMOVE = "update conversation_lines set text = '', text_html = '', words = '', removed_at = $4
        where territory_id = $1 and conversation_id = $2 and id = $3 and removed_at is null";
    SET = "insert into message_settings (territory_id, person_id, marks, letters, updated_at)
        values ($1, $2, $3, $4, $5) on conflict (territory_id, person_id)
        do update set marks = excluded.marks, letters = excluded.letters, updated_at = excluded.updated_at";
    HELD = "select conversation_id, id, state from conversation_people where territory_id = $1 and person_id = $2
        and state <> 'left' order by conversation_id limit 200";
    GONE = "update conversation_people set state = 'left', unread = 0, told_at = null where territory_id = $1
        and conversation_id = $2 and person_id = $3";
    NO_UNREAD = "update people set messages_unread = 0 where territory_id = $1 and id = $2";
    NO_SETTINGS = "delete from message_settings where territory_id = $1 and person_id = $2";
    BLANK = "update conversation_lines set text = '', text_html = '', words = '', removed_at = $3
        where territory_id = $1 and person_id = $2 and kind in ('message', 'note')";
}

/// A conversation about to begin.
pub struct Begin<'a> {
    pub id: Id,
    pub kind: &'a str,
    pub pair: &'a str,
    pub title: &'a str,
    /// The object it belongs to.
    pub owner: Option<(&'a str, Id)>,
    pub body: Option<Id>,
    pub person: Id,
    pub at: Micros,
}

/// A line about to be written.
pub struct New<'a> {
    pub id: Id,
    pub at: Micros,
    pub kind: &'a str,
    pub inside: bool,
    pub person: Option<Id>,
    pub body: Option<Id>,
    pub subject: Option<Id>,
    pub text: &'a str,
    pub html: &'a str,
    pub words: &'a str,
}

/// False when there is one already.
pub async fn begin(tx: &mut impl Reach, territory: Id, b: &Begin<'_>) -> Result<bool> {
    let (owner_kind, owner) = b.owner.unzip();
    Ok(run!(
        tx,
        BEGIN,
        territory,
        b.id,
        b.kind,
        b.pair,
        b.title,
        owner_kind.unwrap_or_default(),
        owner,
        b.body,
        b.person,
        b.at
    )? > 0)
}

/// Holds a conversation to the end of the transaction; gives the moment of its last line.
pub async fn hold(tx: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Micros>> {
    value!(tx, Micros, HOLD, territory, id)
}

/// False when a line has this id already.
pub async fn line(tx: &mut impl Reach, (territory, conversation): (Id, Id), n: &New<'_>) -> Result<bool> {
    let kept = run!(
        tx,
        LINE,
        territory,
        conversation,
        n.at,
        n.id,
        n.kind,
        n.inside,
        n.person,
        n.body,
        n.subject,
        n.text,
        n.html,
        n.words
    )?;
    if kept > 0 {
        run!(tx, COUNT, territory, conversation, n.at)?;
        changed(tx, (territory, conversation), n.at).await?;
    }
    Ok(kept > 0)
}

/// Open pages of it are told that something changed: neither what, nor by whom.
async fn changed(tx: &mut impl Reach, (territory, conversation): (Id, Id), at: Micros) -> Result<()> {
    let event = Happened {
        territory,
        kind: "conversation-changed",
        object: conversation,
        subject: None,
        person: None,
        body: None,
        at,
    };
    events::record(tx, event).await
}

pub async fn waits(tx: &mut impl Reach, territory: Id, id: Id, waits: bool) -> Result<()> {
    run!(tx, WAITS, territory, id, waits).map(drop)
}

/// False when somebody moved it first.
pub async fn state(tx: &mut impl Reach, territory: Id, id: Id, (from, to): (&str, &str)) -> Result<bool> {
    Ok(run!(tx, STATE, territory, id, from, to)? > 0)
}

/// False when somebody else took it first.
pub async fn assign(
    tx: &mut impl Reach,
    territory: Id,
    id: Id,
    (from, to): (Option<Id>, Option<Id>),
) -> Result<bool> {
    Ok(run!(tx, ASSIGN, territory, id, from, to)? > 0)
}

pub async fn unassign(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    run!(tx, UNASSIGN, territory, person).map(drop)
}

/// Gives somebody a place; false when they have one.
pub async fn place(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    (person, id): (Id, Id),
    (state, from): (&str, Micros),
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, PLACE, territory, conversation, person, id, state, from, at)? > 0)
}

/// Asks somebody again who left: they see what is said from now on.
pub async fn again(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    person: Id,
    from: Micros,
) -> Result<()> {
    run!(tx, AGAIN, territory, conversation, person, from).map(drop)
}

/// False when it stood elsewhere.
pub async fn shift(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    person: Id,
    (from, to): (&str, &str),
) -> Result<bool> {
    Ok(run!(tx, MOVE, territory, conversation, person, from, to)? > 0)
}

/// A message arrives: for everybody but its author one more to read. Gives who.
pub async fn arrive(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    author: Id,
    at: Micros,
) -> Result<Vec<Id>> {
    let others = all!(tx, (Id, i64), OTHERS, territory, conversation, author)?;
    run!(tx, ARRIVE, territory, conversation, author, at)?;
    run!(tx, WROTE, territory, conversation, author, at)?;
    for (person, unread) in &others {
        if *unread == 0 {
            run!(tx, TALLY, territory, *person, 1_i64)?;
        }
    }
    Ok(others.into_iter().map(|other| other.0).collect())
}

/// Somebody is called in: something waits for them.
pub async fn call(tx: &mut impl Reach, (territory, conversation): (Id, Id), person: Id) -> Result<()> {
    if run!(tx, CALL, territory, conversation, person)? > 0 {
        run!(tx, TALLY, territory, person, 1_i64)?;
    }
    Ok(())
}

/// Somebody read up to a line. The conversation is held by the caller.
pub async fn read(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    person: Id,
    upto: Micros,
) -> Result<()> {
    let unread = value!(tx, i64, UNREAD, territory, conversation, person)?;
    run!(tx, READ, territory, conversation, person, upto)?;
    if unread.unwrap_or(0) > 0 {
        run!(tx, TALLY, territory, person, -1_i64)?;
    }
    Ok(())
}

/// Somebody of the team read up to a line.
pub async fn team_read(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    (person, id): (Id, Id),
    (upto, at): (Micros, Micros),
) -> Result<()> {
    run!(tx, TEAM_READ, territory, conversation, person, id, upto, at).map(drop)
}

/// A letter went to somebody.
pub async fn told(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    (person, id): (Id, Id),
    at: Micros,
) -> Result<()> {
    run!(tx, TOLD, territory, conversation, person, id, at).map(drop)
}

pub async fn mute(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    person: Id,
    muted: bool,
) -> Result<()> {
    run!(tx, MUTE, territory, conversation, person, muted).map(drop)
}

/// False when it was taken back already.
pub async fn remove(
    tx: &mut impl Reach,
    (territory, conversation): (Id, Id),
    line: Id,
    at: Micros,
) -> Result<bool> {
    let removed = run!(tx, REMOVE, territory, conversation, line, at)? > 0;
    if removed {
        changed(tx, (territory, conversation), at).await?;
    }
    Ok(removed)
}

pub async fn set(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    (marks, letters): (bool, &str),
    at: Micros,
) -> Result<()> {
    run!(tx, SET, territory, person, marks, letters, at).map(drop)
}

/// The places somebody has: conversation, place, state.
pub async fn held(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(Id, Id, String)>> {
    all!(db, (Id, Id, String), HELD, territory, person)
}

pub async fn gone(tx: &mut impl Reach, (territory, conversation): (Id, Id), person: Id) -> Result<()> {
    run!(tx, GONE, territory, conversation, person).map(drop)
}

/// Nothing of theirs is chosen or unread any more.
pub async fn forget(tx: &mut impl Reach, territory: Id, person: Id) -> Result<()> {
    run!(tx, NO_UNREAD, territory, person)?;
    run!(tx, NO_SETTINGS, territory, person).map(drop)
}

pub async fn blank(tx: &mut impl Reach, territory: Id, person: Id, at: Micros) -> Result<()> {
    run!(tx, BLANK, territory, person, at).map(drop)
}
