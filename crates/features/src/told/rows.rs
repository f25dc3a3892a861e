//! Notices in the database: how each member wants them, and the acts they are told of.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::visible;
use terreau_store::{Reach, Result, all, one, run, statements, value};

use crate::{follows, newcomers};

/// Up to so many things somebody follows, each is looked at by itself.
const FEW: i64 = 64;

macro_rules! person {
    () => {
        "select n.person_id, n.ways, n.hour, n.day, n.quiet_from, n.quiet_until, n.daily_at, n.weekly_at, n.read_upto,
         a.email, a.locale, a.time_zone, a.mail_optional, a.confirmed_at, a.undeliverable_at, p.state
         from notice_people n join accounts a on a.territory_id = n.territory_id and a.person_id = n.person_id
         join people p on p.territory_id = n.territory_id and p.id = n.person_id "
    };
}

macro_rules! acts {
    ($from:literal, $way:literal) => {
        concat!(
            "select a.seq, a.kind, a.object_id, a.idea_id, a.at, i.title, i.slug, i.lang,
             p.name as who, p.state as who_state, p.joined_at as who_joined,
             p.ideas + p.comments as who_words, p.role as who_role, w.state as who_decided, b.name as body,
             c.text as words,
             coalesce(q.author_id = $2, 1 = 0) as reply, ",
            $way,
            " ",
            $from,
            " left join ideas i on i.territory_id = a.territory_id and i.id = a.idea_id
             left join people p on p.territory_id = a.territory_id and p.id = a.person_id
             left join newcomers w on w.territory_id = a.territory_id and w.person_id = a.person_id
             left join bodies b on b.territory_id = a.territory_id and b.id = a.body_id
             left join comments c on c.territory_id = a.territory_id and c.id = a.object_id and c.state = 'published'
             left join comments q on q.territory_id = c.territory_id and q.id = c.parent_id
             left join follows n on n.territory_id = a.territory_id and n.person_id = $2 and n.object_id = a.idea_id
             and n.level = 'none'
             where t.territory_id = $1 and t.seq > $3 and t.seq <= $4 and n.person_id is null
             and a.person_id is distinct from $2 and (a.body_id is not null or not exists (select 1 from blocks z
             where z.territory_id = a.territory_id and z.person_id = $2 and z.other_id = a.person_id))
             and (a.kind <> 'comment-made' or c.id is not null)
             and (a.kind <> 'comment-thanked' or exists (select 1 from thanks h where h.territory_id = a.territory_id
             and h.comment_id = a.object_id and h.person_id = a.person_id))
             and (a.idea_id is null or (i.state not in ('draft', 'hidden', 'removed') and ",
            visible!("i", "1", "$2"),
            "))"
        )
    };
}

/// Acts about what somebody follows.
macro_rules! followed {
    ($from:literal) => {
        concat!(
            acts!($from, "f.kind as followed, f.object_id as topic"),
            " and t.topic_id = f.object_id and t.way = 'about' and a.seq = t.seq and a.territory_id = t.territory_id
             and f.territory_id = $1 and f.person_id = $2 and f.level = 'all' and a.at >= f.at
             and a.kind not in ('idea-supported', 'comment-thanked', 'mentioned', 'membership-changed')
             and (a.kind <> 'comment-made' or f.kind in ('idea', 'person', 'body')) order by t.seq desc limit $5"
        )
    };
}

statements! {
    PERSON = concat!(person!(), "where n.territory_id = $1 and n.person_id = $2");
    DUE = concat!(person!(), "where n.territory_id = $1 and n.due_at <= $2 order by n.due_at, n.person_id limit $3");
    ANY_DUE = "select person_id from notice_people where territory_id = $1 and due_at <= $2 limit 1";
    NEW = "select a.person_id, a.created_at, a.time_zone from accounts a where a.territory_id = $1
           and a.created_at >= $2 and not exists (select 1 from notice_people n
           where n.territory_id = a.territory_id and n.person_id = a.person_id) limit $3";
    MADE = "select a.person_id, a.created_at, a.time_zone from accounts a
            where a.territory_id = $1 and a.person_id = $2";
    BEFORE = "select coalesce(max(seq), 0) from (select seq from activity where territory_id = $1 and at < $2
              order by at desc, seq desc limit 1) x";
    INSERT = "insert into notice_people (territory_id, person_id, ways, daily_at, weekly_at, due_at, updated_at)
              values ($1, $2, $3, $4, $4, $5, $4) on conflict (territory_id, person_id) do nothing";
    KEEP = "update notice_people set ways = $3, daily_at = $4, weekly_at = $5, due_at = $6, follows_now = $7,
            updated_at = $8 where territory_id = $1 and person_id = $2 and ways = $9";
    HOURS = "update notice_people set hour = $3, day = $4, quiet_from = $5, quiet_until = $6
             where territory_id = $1 and person_id = $2";
    RESET = "update notice_people set due_at = $1 where due_at > $2";
    TO = concat!(acts!("from activity_topics t join activity a on a.territory_id = t.territory_id and a.seq = t.seq",
        "cast(null as text) as followed, a.object_id as topic"),
        " and t.topic_id = $2 and t.way = 'to' order by t.seq desc limit $5");
    /// Who follows a few things: one look at the index of each. SQLite would read all that happened, and ask of each
    /// act whether it is followed.
    FOLLOWED = followed!("from follows f cross join activity_topics t cross join activity a");
    /// Who follows thousands: the newest acts first, until there are enough.
    FOLLOWED_MUCH = followed!("from follows f join activity_topics t on t.territory_id = f.territory_id
        join activity a on a.territory_id = t.territory_id");
    READS = "select kind, object_id, upto from notice_reads where territory_id = $1 and person_id = $2";
    READ = "insert into notice_reads (territory_id, person_id, kind, object_id, upto) values ($1, $2, $3, $4, $5)
            on conflict (territory_id, person_id, kind, object_id) do update set upto = excluded.upto";
    READ_ALL = "update notice_people set read_upto = $3 where territory_id = $1 and person_id = $2 and read_upto < $3";
    FORGET_READS = "delete from notice_reads where territory_id = $1 and person_id = $2 and upto <= $3";
    ADDRESSED = "select t.topic_id, max(t.seq) from activity_topics t where t.territory_id = $1
                 and t.way = 'to' and t.seq > $2 and t.seq <= $3 group by t.topic_id";
    AT_ONCE = "select distinct n.person_id from activity_topics t join follows f on f.territory_id = t.territory_id
               and f.object_id = t.topic_id and f.level = 'all'
               join notice_people n on n.territory_id = f.territory_id and n.person_id = f.person_id
               and n.follows_now = 1 where t.territory_id = $1 and t.way = 'about' and t.seq > $2 and t.seq <= $3
               and n.person_id > $4 order by n.person_id limit $5";
    ANY_AT_ONCE = "select person_id from notice_people where territory_id = $1 and follows_now = 1 limit 1";
    PLACE = "select told from notice_places where territory_id = $1";
    MOVE = "insert into notice_places (territory_id, told) values ($1, $2)
            on conflict (territory_id) do update set told = excluded.told";
    LATER = "insert into notice_people (territory_id, person_id, ways, daily_at, weekly_at, due_at, updated_at)
             select territory_id, person_id, '', $2, $2, $3, $2 from accounts where territory_id = $1
             on conflict (territory_id, person_id) do nothing";
    BEGIN_ALL = "update notice_people set ways = $2, due_at = $3 where territory_id = $1 and ways = ''";
    WANTED = "update accounts set mail_optional = $3 where territory_id = $1 and person_id = $2";
}

/// A member, as letters need to know them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Member {
    pub person_id: Id,
    pub ways: String,
    pub hour: i64,
    pub day: i64,
    pub quiet_from: i64,
    pub quiet_until: i64,
    pub daily_at: Micros,
    pub weekly_at: Micros,
    pub read_upto: i64,
    pub email: String,
    pub locale: String,
    pub time_zone: String,
    pub mail_optional: bool,
    pub confirmed_at: Option<Micros>,
    pub undeliverable_at: Option<Micros>,
    pub state: String,
}

impl Member {
    /// True when a letter may be written to them at all.
    pub fn reachable(&self) -> bool {
        self.mail_optional
            && self.confirmed_at.is_some()
            && self.undeliverable_at.is_none()
            && matches!(self.state.as_str(), "active" | "suspended")
    }
}

/// An account without a row of its own yet.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Newcomer {
    pub person_id: Id,
    pub created_at: Micros,
    pub time_zone: String,
}

/// One act somebody is told of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Act {
    pub seq: i64,
    pub kind: String,
    pub object_id: Id,
    pub idea_id: Option<Id>,
    pub at: Micros,
    pub title: Option<String>,
    pub slug: Option<String>,
    pub lang: Option<String>,
    pub who: Option<String>,
    pub who_state: Option<String>,
    pub who_joined: Option<Micros>,
    pub who_words: Option<i64>,
    pub who_role: Option<String>,
    pub who_decided: Option<String>,
    pub body: Option<String>,
    pub words: Option<String>,
    /// It answers a comment of the reader.
    pub reply: bool,
    /// What kind of thing the reader follows that brings it here; none for what is addressed to them.
    pub followed: Option<String>,
    /// That thing.
    pub topic: Id,
}

impl Act {
    /// Whoever did it was new when they did, and spoke for themselves.
    pub fn of_a_newcomer(&self) -> bool {
        let (Some(joined), Some(words), Some(role), None) = (
            self.who_joined,
            self.who_words,
            self.who_role.as_deref(),
            &self.body,
        ) else {
            return false;
        };
        newcomers::facts(joined, words, role, self.who_decided.as_deref()).is_new(self.at)
    }
}

/// How a member wants to be told; none before they have a row.
pub async fn person(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Member>> {
    one!(db, Member, PERSON, territory, person)
}

/// Members whose daily or weekly letter is due, the longest waiting first.
pub async fn due(db: &mut impl Reach, territory: Id, now: Micros, most: i64) -> Result<Vec<Member>> {
    all!(db, Member, DUE, territory, now, most)
}

/// True when somebody's letter is due.
pub async fn any_due(db: &mut impl Reach, territory: Id, now: Micros) -> Result<bool> {
    Ok(value!(db, Id, ANY_DUE, territory, now)?.is_some())
}

/// Accounts made since a moment that have no row yet.
pub async fn newcomers(
    db: &mut impl Reach,
    territory: Id,
    since: Micros,
    most: i64,
) -> Result<Vec<Newcomer>> {
    all!(db, Newcomer, NEW, territory, since, most)
}

/// One account.
pub async fn made(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Newcomer>> {
    one!(db, Newcomer, MADE, territory, person)
}

/// The newest act before a moment.
pub async fn before(db: &mut impl Reach, territory: Id, moment: Micros) -> Result<i64> {
    Ok(value!(db, i64, BEFORE, territory, moment)?.unwrap_or_default())
}

/// Gives a member their row.
pub async fn insert(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    ways: &str,
    now: Micros,
    due: Micros,
) -> Result<()> {
    run!(tx, INSERT, territory, person, ways, now, due)?;
    Ok(())
}

/// What a letter or a form leaves behind.
pub struct Kept<'a> {
    pub ways: &'a str,
    pub daily_at: Micros,
    pub weekly_at: Micros,
    pub due_at: Micros,
    pub follows_now: bool,
}

/// Keeps it, unless somebody else was quicker: then nothing is changed and the answer is false.
pub async fn keep(
    tx: &mut impl Reach,
    territory: Id,
    before: &Member,
    kept: &Kept<'_>,
    now: Micros,
) -> Result<bool> {
    let count = run!(
        tx,
        KEEP,
        territory,
        before.person_id,
        kept.ways,
        kept.daily_at,
        kept.weekly_at,
        kept.due_at,
        i64::from(kept.follows_now),
        now,
        &before.ways
    )?;
    Ok(count > 0)
}

/// Keeps the hours of a member: hour and day of letters, quiet hours.
pub async fn set_hours(tx: &mut impl Reach, territory: Id, person: Id, hours: [i64; 4]) -> Result<()> {
    let [hour, day, from, until] = hours;
    run!(tx, HOURS, territory, person, hour, day, from, until)?;
    Ok(())
}

/// Letters that wait for a moment the clock has come back from are looked at now.
pub async fn reset(tx: &mut impl Reach, now: Micros, latest: Micros) -> Result<u64> {
    run!(tx, RESET, now, latest)
}

/// Acts addressed to a member, after one place and up to another, newest first.
pub async fn to(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    (from, upto): (i64, i64),
    most: i64,
) -> Result<Vec<Act>> {
    all!(db, Act, TO, territory, person, from, upto, most)
}

/// Acts about what a member follows, after one place and up to another, newest first; one may come several times.
pub async fn followed(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    (from, upto): (i64, i64),
    most: i64,
) -> Result<Vec<Act>> {
    let topics = follows::topics(db, territory, person, FEW + 1).await?;
    let few = i64::try_from(topics.len()).is_ok_and(|n| n <= FEW);
    let text = if few { FOLLOWED } else { FOLLOWED_MUCH };
    all!(db, Act, text, territory, person, from, upto, most)
}

/// What a member read one by one: kind, object, up to which act.
pub async fn reads(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<(String, Id, i64)>> {
    all!(db, (String, Id, i64), READS, territory, person)
}

/// Notes that a member read what came of one object.
pub async fn read(
    tx: &mut impl Reach,
    (territory, person): (Id, Id),
    (kind, object): (&str, Id),
    upto: i64,
) -> Result<()> {
    run!(tx, READ, territory, person, kind, object, upto)?;
    Ok(())
}

/// Notes that a member read everything up to an act.
pub async fn read_all(tx: &mut impl Reach, territory: Id, person: Id, upto: i64) -> Result<()> {
    run!(tx, READ_ALL, territory, person, upto)?;
    run!(tx, FORGET_READS, territory, person, upto)?;
    Ok(())
}

/// To whom acts between two places are addressed, with the last of each.
pub async fn addressed(db: &mut impl Reach, territory: Id, from: i64, upto: i64) -> Result<Vec<(Id, i64)>> {
    all!(db, (Id, i64), ADDRESSED, territory, from, upto)
}

/// Members who follow what acts between two places are about and want to know at once, in the order of their ids.
pub async fn at_once(
    db: &mut impl Reach,
    territory: Id,
    (from, upto): (i64, i64),
    after: Id,
    most: i64,
) -> Result<Vec<Id>> {
    all!(db, (Id,), AT_ONCE, territory, from, upto, after, most)
        .map(|rows| rows.into_iter().map(|r| r.0).collect())
}

/// Up to which act those were told who want to know at once; none before the first time.
pub async fn place(db: &mut impl Reach, territory: Id) -> Result<Option<i64>> {
    value!(db, i64, PLACE, territory)
}

/// Notes that they were.
pub async fn move_to(tx: &mut impl Reach, territory: Id, told: i64) -> Result<()> {
    run!(tx, MOVE, territory, told)?;
    Ok(())
}

/// Members whose history was written at once (a demonstration) have their row from the start, their last letter being
/// of `since`; from which act on they are told is known once acts are numbered, and no letter is looked at before
/// `until`.
pub async fn later(tx: &mut impl Reach, territory: Id, since: Micros, until: Micros) -> Result<u64> {
    run!(tx, LATER, territory, since, until)
}

/// Members there were before there were notices begin at one act; gives how many.
pub async fn begin_all(tx: &mut impl Reach, territory: Id, ways: &str, due: Micros) -> Result<u64> {
    run!(tx, BEGIN_ALL, territory, ways, due)
}

/// True when anybody wants to know at once of what they follow.
pub async fn any_at_once(db: &mut impl Reach, territory: Id) -> Result<bool> {
    Ok(value!(db, Id, ANY_AT_ONCE, territory)?.is_some())
}

/// Wants letters one may do without, or none of them.
pub async fn want(tx: &mut impl Reach, territory: Id, person: Id, wanted: bool) -> Result<()> {
    run!(tx, WANTED, territory, person, wanted)?;
    Ok(())
}
