//! Reports and appeals in the database, and what moderators read beside them.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, Select, Value, all, one, run, statements, value};

statements! {
    PERSON = "select id, slug, name, bio, state, role from people where territory_id = $1 and id = $2";
    REPORTED = "select id from reports where territory_id = $1 and object_id = $2 and state = 'open'
        and (reporter_id = $3 or (reporter_id is null and reporter_email = $4 and reporter_email <> '')) limit 1";
    INSERT = "insert into reports (territory_id, id, object_kind, object_id, url, reporter_id, reporter_name,
        reporter_email, reason_code, text, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $11)";
    OF = "select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.object_id = $2 order by r.created_at desc limit 200";
    ONE = "select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.id = $2";
    ANSWER = "update reports set state = $4, decision_id = coalesce(decision_id, $5), updated_at = $6
        where territory_id = $1 and id = $2 and state = $3";
    NOTIFIED = "select count(*) from reports where territory_id = $1 and decision_id = $2";
    ANSWERED = "select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.object_id = $2 and r.decision_id = $3";
    IDEA = "select author_id, title, body as words from ideas where territory_id = $1 and id = $2";
    PICTURE = "select i.author_id, case when p.alt = '' then i.title else p.alt end as title, i.title as words
        from idea_pictures p join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
        where p.territory_id = $1 and p.media_id = $2 union all
        select q.id, q.name, q.name from portraits f join people q on q.territory_id = f.territory_id
        and q.id = f.person_id where f.territory_id = $1 and f.media_id = $2";
    COMMENT = "select author_id, text as title, text as words from comments where territory_id = $1 and id = $2";
    WHO = "select id as author_id, name as title, bio as words from people where territory_id = $1 and id = $2";
    MINE = "select id from reports where territory_id = $1 and decision_id = $2 and reporter_id = $3 limit 1";
    ACCOUNT = "select a.email, a.locale, p.name from accounts a
        join people p on p.territory_id = a.territory_id and p.id = a.person_id
        where a.territory_id = $1 and a.person_id = $2 and a.confirmed_at is not null";
    DECISIONS_OF = "select d.id, d.action, d.reason_code, d.reason, p.name, d.at from decisions d
        join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where d.territory_id = $1 and d.object_id = $2 order by d.number desc limit 100";
    LOG = "select d.number, d.id, d.object_kind, d.object_id, d.action, d.reason_code, d.reason, p.name, d.hash, d.at
        from decisions d join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where d.territory_id = $1 and d.number < $2 order by d.number desc limit $3";
    APPEAL = "insert into appeals (territory_id, id, decision_id, person_id, text, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, 'open', $6, $6) on conflict (territory_id, id) do nothing";
    APPEALS = "select a.id, a.text, a.created_at, d.object_kind, d.object_id, d.action, p.name as decided_by
        from appeals a join decisions d on d.territory_id = a.territory_id and d.id = a.decision_id
        join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where a.territory_id = $1 and a.state = $2 and (a.created_at, a.id) > ($3, $4)
        order by a.created_at, a.id limit $5";
    APPEAL_OF = "select id, decision_id, person_id, text, state, answer, created_at from appeals
        where territory_id = $1 and id = $2";
    DECIDE = "update appeals set state = $3, answer = $4, decided_by = $5, updated_at = $6
        where territory_id = $1 and id = $2 and state = 'open'";
    WAITING = "select (select count(distinct object_id) from reports where territory_id = $1 and state = 'open')
        as objects, (select count(*) from appeals where territory_id = $1 and state = 'open') as appeals";
}

/// A person, as moderators see them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Person {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub bio: String,
    pub state: String,
    pub role: String,
}

/// A report.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Report {
    pub id: Id,
    pub reporter_id: Option<Id>,
    pub reporter_name: String,
    pub reporter_email: String,
    pub reason_code: String,
    pub text: String,
    pub state: String,
    pub decision_id: Option<Id>,
    pub created_at: Micros,
}

/// A report about to be kept.
#[derive(Debug, Clone)]
pub struct NewReport<'a> {
    pub territory: Id,
    pub id: Id,
    pub kind: &'a str,
    pub object: Id,
    pub url: &'a str,
    pub person: Option<Id>,
    pub name: &'a str,
    pub email: &'a str,
    pub reason: &'a str,
    pub text: &'a str,
    pub at: Micros,
}

/// An earlier decision about the same object.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Past {
    pub id: Id,
    pub action: String,
    pub reason_code: String,
    pub reason: String,
    pub name: String,
    pub at: Micros,
}

/// An entry of the log, as moderators read it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Logged {
    pub number: i64,
    pub id: Id,
    pub object_kind: String,
    pub object_id: Id,
    pub action: String,
    pub reason_code: String,
    pub reason: String,
    pub name: String,
    pub hash: String,
    pub at: Micros,
}

/// An appeal.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Appeal {
    pub id: Id,
    pub decision_id: Id,
    pub person_id: Option<Id>,
    pub text: String,
    pub state: String,
    pub answer: String,
    pub created_at: Micros,
}

/// An appeal of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: Id,
    pub text: String,
    pub created_at: Micros,
    pub object_kind: String,
    pub object_id: Id,
    pub action: String,
    /// Who took the decision.
    pub decided_by: String,
}

/// What a decision was about, whoever asks.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct Subject {
    pub author_id: Id,
    pub title: String,
    pub words: String,
}

/// Something reported, with how often and since when.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Queued {
    pub object_kind: String,
    pub object_id: Id,
    pub reports: i64,
    pub since: Micros,
}

/// What the queue shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub state: String,
    pub kind: String,
    /// Only what waits since before this moment.
    pub before: Option<Micros>,
    pub after: Option<(Micros, Id)>,
}

pub async fn person(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Person>> {
    one!(db, Person, PERSON, territory, id)
}

/// The open report of the same person about the same object.
pub async fn reported(db: &mut impl Reach, n: &NewReport<'_>) -> Result<Option<Id>> {
    value!(db, Id, REPORTED, n.territory, n.object, n.person, n.email)
}

pub async fn insert(tx: &mut impl Reach, n: &NewReport<'_>) -> Result<()> {
    run!(
        tx,
        INSERT,
        n.territory,
        n.id,
        n.kind,
        n.object,
        n.url,
        n.person,
        n.name,
        n.email,
        n.reason,
        n.text,
        n.at
    )?;
    Ok(())
}

pub async fn of(db: &mut impl Reach, territory: Id, object: Id) -> Result<Vec<Report>> {
    all!(db, Report, OF, territory, object)
}

pub async fn report(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Report>> {
    one!(db, Report, ONE, territory, id)
}

/// False when somebody answered it first.
pub async fn answer(
    tx: &mut impl Reach,
    (territory, report): (Id, Id),
    (from, to): (&str, &str),
    decision: Id,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, ANSWER, territory, report, from, to, decision, at)? > 0)
}

pub async fn notified(db: &mut impl Reach, territory: Id, decision: Id) -> Result<i64> {
    Ok(value!(db, i64, NOTIFIED, territory, decision)?.unwrap_or(0))
}

/// The reports about an object that a decision answered.
pub async fn answered(db: &mut impl Reach, territory: Id, object: Id, decision: Id) -> Result<Vec<Report>> {
    all!(db, Report, ANSWERED, territory, object, decision)
}

/// What an object was, whatever its state.
pub async fn subject(db: &mut impl Reach, territory: Id, kind: &str, id: Id) -> Result<Option<Subject>> {
    match kind {
        "idea" => one!(db, Subject, IDEA, territory, id),
        "comment" => one!(db, Subject, COMMENT, territory, id),
        // Its author may have taken it out since: who reported it still reads what was decided.
        "picture" => Ok(Some(
            one!(db, Subject, PICTURE, territory, id)?.unwrap_or_default(),
        )),
        _ => one!(db, Subject, WHO, territory, id),
    }
}

/// The report this person made that a decision answers.
pub async fn mine(db: &mut impl Reach, territory: Id, decision: Id, person: Id) -> Result<Option<Id>> {
    value!(db, Id, MINE, territory, decision, person)
}

/// Address, language and name of somebody with a confirmed account.
pub async fn account(
    db: &mut impl Reach,
    territory: Id,
    person: Id,
) -> Result<Option<(String, String, String)>> {
    one!(db, (String, String, String), ACCOUNT, territory, person)
}

pub async fn decisions_of(db: &mut impl Reach, territory: Id, object: Id) -> Result<Vec<Past>> {
    all!(db, Past, DECISIONS_OF, territory, object)
}

pub async fn log(db: &mut impl Reach, territory: Id, before: i64, limit: i64) -> Result<Vec<Logged>> {
    all!(db, Logged, LOG, territory, before, limit)
}

/// False when this party appealed already.
pub async fn appeal(
    tx: &mut impl Reach,
    (territory, id, decision): (Id, Id, Id),
    person: Option<Id>,
    text: &str,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, APPEAL, territory, id, decision, person, text, at)? > 0)
}

pub async fn appeals(
    db: &mut impl Reach,
    territory: Id,
    state: &str,
    after: (Micros, Id),
    limit: i64,
) -> Result<Vec<Waiting>> {
    all!(db, Waiting, APPEALS, territory, state, after.0, after.1, limit)
}

pub async fn appeal_of(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Appeal>> {
    one!(db, Appeal, APPEAL_OF, territory, id)
}

/// False when somebody decided it first.
pub async fn decide(
    tx: &mut impl Reach,
    (territory, appeal): (Id, Id),
    (state, answer): (&str, &str),
    by: Id,
    at: Micros,
) -> Result<bool> {
    Ok(run!(tx, DECIDE, territory, appeal, state, answer, by, at)? > 0)
}

/// Objects that wait, appeals that wait.
pub async fn waiting(db: &mut impl Reach, territory: Id) -> Result<(i64, i64)> {
    Ok(one!(db, (i64, i64), WAITING, territory)?.unwrap_or_default())
}

/// Reported objects, the longest waiting first; several reports of one object are one line.
pub async fn queue(db: &mut impl Reach, territory: Id, f: &Filter, limit: i64) -> Result<Vec<Queued>> {
    let head = "select object_kind, object_id, count(*) as reports, min(created_at) as since from reports";
    let mut select = Select::new(head)
        .and("territory_id = ?", [Value::Id(territory)])
        .and("state = ?", [Value::from(f.state.as_str())]);
    if !f.kind.is_empty() {
        select = select.and("object_kind = ?", [Value::from(f.kind.as_str())]);
    }
    select = select.then(
        "group by object_kind, object_id having min(created_at) < ?",
        [Value::Int(f.before.unwrap_or(Micros::MAX))],
    );
    if let Some((at, id)) = f.after {
        select = select.then(
            "and (min(created_at), object_id) > (?, ?)",
            [Value::Int(at), Value::Id(id)],
        );
    }
    select
        .then("order by since, object_id limit ?", [Value::Int(limit)])
        .all(db)
        .await
}

/// Reasons given for some objects, in one state.
pub async fn reasons(
    db: &mut impl Reach,
    territory: Id,
    state: &str,
    ids: &[Id],
) -> Result<Vec<(Id, String)>> {
    Select::new("select distinct object_id, reason_code from reports")
        .and("territory_id = ?", [Value::Id(territory)])
        .and("state = ?", [Value::from(state)])
        .and_in("object_id", ids)
        .then("order by reason_code", [])
        .all(db)
        .await
}

/// What some objects are called: the title of an idea, what a picture shows, the words of a comment, the name of a
/// person.
pub async fn titles(db: &mut impl Reach, territory: Id, kind: &str, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (head, id) = match kind {
        "idea" => ("select id, title from ideas", "id"),
        "picture" => ("select media_id, alt from idea_pictures", "media_id"),
        "comment" => ("select id, text from comments", "id"),
        _ => ("select id, name from people", "id"),
    };
    Select::new(head)
        .and("territory_id = ?", [Value::Id(territory)])
        .and_in(id, ids)
        .all(db)
        .await
}
