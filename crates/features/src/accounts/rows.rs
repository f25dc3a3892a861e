//! People and their accounts in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Role, viewer::Someone};
use terreau_store::{Reach, Result, all, one, run, statements, value};

use crate::kin;

macro_rules! account {
    () => {
        "select a.person_id, a.email, a.confirmed_at, a.password_hash, a.locale, a.time_zone, a.mail_optional,
         a.deletion_due_at, a.deletion_erases, p.slug, p.name, p.bio, p.role, p.state, p.body_id, p.zone_id
         from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id "
    };
}

statements! {
    BY_KEY = concat!(account!(), "where a.territory_id = $1 and a.email_key = $2");
    BY_ID = concat!(account!(), "where a.territory_id = $1 and a.person_id = $2");
    STATE = "select state from people where territory_id = $1 and id = $2";
    PLAIN = "select name, state from people where territory_id = $1 and id = $2";
    SET_STATE = "update people set state = $4, updated_at = $5
                 where territory_id = $1 and id = $2 and state = $3";
    PERSON = "insert into people (territory_id, id, slug, name, name_key, bio, bio_html, zone_id, state, role, body_id,
              joined_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
              on conflict (territory_id, slug) do nothing";
    ACCOUNT = "insert into accounts (territory_id, person_id, email, email_key, confirmed_at, password_hash, locale,
               of_age, terms_at, mail_optional, created_at, seen_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9, $9)
               on conflict (territory_id, email_key) do nothing";
    ACCEPT = "insert into terms_members (territory_id, person_id, number, accepted_at)
              select $1, $2, coalesce(max(number), 0), $3 from terms_versions
              where territory_id = $1 and published_at <= $4 on conflict do nothing";
    COUNT = "update territory_counts set people = people + $2 where territory_id = $1";
    CONFIRM = "update accounts set confirmed_at = coalesce(confirmed_at, $3), undeliverable_at = null
               where territory_id = $1 and person_id = $2 and (confirmed_at is null or undeliverable_at is not null)";
    SEEN = "update accounts set seen_at = $3, absence_letters = 0 where territory_id = $1 and person_id = $2";
    PASSWORD = "update accounts set password_hash = $3 where territory_id = $1 and person_id = $2";
    EMAIL = "update accounts set email = $3, email_key = $4, undeliverable_at = null
             where territory_id = $1 and person_id = $2";
    PROFILE = "update people set name = $3, name_key = $4, bio = $5, bio_html = $6, zone_id = $7, updated_at = $8
               where territory_id = $1 and id = $2";
    TASTES = "update accounts set locale = $3, time_zone = $4, mail_optional = $5
              where territory_id = $1 and person_id = $2";
    ROLE = "update people set role = $3, body_id = $4, updated_at = $5 where territory_id = $1 and id = $2";
    LEAVE = "update accounts set deletion_due_at = $3, deletion_erases = $4
             where territory_id = $1 and person_id = $2";
    LEAVING = "select territory_id, person_id, email, locale, deletion_erases from accounts
               where deletion_due_at is not null and deletion_due_at <= $1 order by deletion_due_at limit 100";
    UNCONFIRMED = "select a.territory_id, a.person_id, a.email, a.locale, a.deletion_erases from accounts a
                   join people p on p.territory_id = a.territory_id and p.id = a.person_id
                   where a.confirmed_at is null and a.created_at < $1 and p.state = 'unverified' limit 100";
    DROP_PERSON = "delete from people where territory_id = $1 and id = $2 and state = 'unverified'";
    FORGET_PERSON = "update people set name = '', name_key = '', slug = $3, bio = '', bio_html = '', zone_id = null,
                     role = 'member', body_id = null, updated_at = $4 where territory_id = $1 and id = $2";
    DROP_ACCOUNT = "delete from accounts where territory_id = $1 and person_id = $2";
    DROP_LINKS = "delete from links where territory_id = $1 and person_id = $2";
    DROP_LINKS_TO = "delete from links where territory_id = $1 and email = $2";
    DROP_MAILS_TO = "delete from mails where territory_id = $1 and address = $2";
    DROP_ENTRY = "delete from entries_asked where territory_id = $1 and person_id = $2";
    DROP_CROSSINGS = "delete from crossings where from_id = $1 and person_id = $2";
    DROP_SCOPES = "delete from scope_members where territory_id = $1 and person_id = $2";
    DROP_NOTICES = "delete from notice_people where territory_id = $1 and person_id = $2";
    DROP_READS = "delete from notice_reads where territory_id = $1 and person_id = $2";
    DROP_TERMS = "delete from terms_members where territory_id = $1 and person_id = $2";
    DROP_PROFILE = "delete from profiles where territory_id = $1 and person_id = $2";
    DROP_SKILLS = "delete from person_skills where territory_id = $1 and person_id = $2";
    DROP_CAUSES = "delete from person_causes where territory_id = $1 and person_id = $2";
    DROP_VOICES = "delete from voices where territory_id = $1 and person_id = $2";
    UNNAME_SKILLS = "update skills set person_id = null where territory_id = $1 and person_id = $2";
    DROP_MAILS = "delete from mails where territory_id = $1 and person_id = $2";
    UNNAME_REPORTS = "update reports set reporter_name = '', reporter_email = '' where territory_id = $1
                      and reporter_id = $2";
    UNNAME_MEDIA = "update media set person_id = null where territory_id = $1 and person_id = $2";
    UNNAME_LOG = "update security_log set person_id = null where territory_id = $1 and person_id = $2";
}

/// A person with their account.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Account {
    pub person_id: Id,
    pub email: String,
    pub confirmed_at: Option<Micros>,
    pub password_hash: Option<String>,
    pub locale: String,
    pub time_zone: String,
    pub mail_optional: bool,
    pub deletion_due_at: Option<Micros>,
    pub deletion_erases: bool,
    pub slug: String,
    pub name: String,
    pub bio: String,
    pub role: String,
    pub state: String,
    pub body_id: Option<Id>,
    pub zone_id: Option<Id>,
}

impl Account {
    /// Signed in with a session opened now.
    pub fn someone(&self, session: Id, now: Micros) -> Someone {
        Someone {
            slug: self.slug.clone(),
            name: self.name.clone(),
            body: self.body_id,
            zone: self.zone_id,
            session,
            fresh_at: now,
            may_write: self.state == "active",
            ..Someone::absent(self.person_id, Role::from_code(&self.role))
        }
    }
}

/// An account whose time has come.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Due {
    pub territory_id: Id,
    pub person_id: Id,
    pub email: String,
    pub locale: String,
    pub deletion_erases: bool,
}

pub async fn by_key(db: &mut impl Reach, territory: Id, key: &str) -> Result<Option<Account>> {
    one!(db, Account, BY_KEY, territory, key)
}

pub async fn by_id(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Account>> {
    one!(db, Account, BY_ID, territory, person)
}

pub async fn state(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<String>> {
    value!(db, String, STATE, territory, person)
}

/// Name and state, with or without an account.
pub async fn plain(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<(String, String)>> {
    one!(db, (String, String), PLAIN, territory, person)
}

pub async fn set_state(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    (from, to): (&str, &str),
    now: Micros,
) -> Result<bool> {
    Ok(run!(tx, SET_STATE, territory, person, from, to, now)? == 1)
}

/// What others see of a person.
pub struct Public<'a> {
    pub name: &'a str,
    pub bio: &'a str,
    pub zone: Option<Id>,
}

/// Where a person stands when they are written.
pub struct Standing<'a> {
    pub state: &'a str,
    pub role: Role,
    pub body: Option<Id>,
    pub at: Micros,
}

/// Writes a person; false when the slug is taken.
pub async fn insert_person(
    tx: &mut impl Reach,
    (territory, id): (Id, Id),
    slug: &str,
    public: &Public<'_>,
    s: &Standing<'_>,
) -> Result<bool> {
    let key = terreau_kernel::text::fold(public.name);
    let bio = terreau_kernel::richtext::render(public.bio).html;
    let role = s.role.code();
    let done = run!(
        tx,
        PERSON,
        territory,
        id,
        slug,
        public.name,
        key,
        public.bio,
        bio,
        public.zone,
        s.state,
        role,
        s.body,
        s.at
    )?;
    Ok(done == 1)
}

/// An account about to be written.
pub struct NewAccount<'a> {
    pub email: &'a str,
    pub key: &'a str,
    pub password_hash: Option<&'a str>,
    pub locale: &'a str,
    pub confirmed: bool,
}

/// Writes an account; false when the address has one.
pub async fn insert_account(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    a: &NewAccount<'_>,
    now: Micros,
) -> Result<bool> {
    let confirmed = a.confirmed.then_some(now);
    let done = run!(
        tx,
        ACCOUNT,
        territory,
        person,
        a.email,
        a.key,
        confirmed,
        a.password_hash,
        a.locale,
        true,
        now
    )?;
    Ok(done == 1)
}

/// Whoever joins accepts the terms that were in force when they asked to.
pub async fn accept_terms(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    (now, asked): (Micros, Micros),
) -> Result<()> {
    run!(tx, ACCEPT, territory, person, now, asked).map(drop)
}

pub async fn count(tx: &mut impl Reach, territory: Id, by: i64) -> Result<()> {
    run!(tx, COUNT, territory, by).map(drop)
}

pub async fn confirm(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    run!(tx, CONFIRM, territory, person, now).map(drop)
}

pub async fn seen(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<()> {
    run!(tx, SEEN, territory, person, now).map(drop)
}

/// One person, one password: it is set wherever they have an account.
pub async fn set_password(tx: &mut impl Reach, territory: Id, person: Id, hash: Option<&str>) -> Result<()> {
    for (territory, person) in kin::every(tx, territory, person).await? {
        run!(tx, PASSWORD, territory, person, hash)?;
    }
    Ok(())
}

/// One person, one address: false, and nothing is set, where somebody else has it in one of their territories.
pub async fn set_email(tx: &mut impl Reach, territory: Id, person: Id, email: (&str, &str)) -> Result<bool> {
    let all = kin::every(tx, territory, person).await?;
    for (territory, person) in &all {
        let holder = by_key(tx, *territory, email.1).await?;
        if holder.is_some_and(|holder| holder.person_id != *person) {
            return Ok(false);
        }
    }
    for (territory, person) in all {
        run!(tx, EMAIL, territory, person, email.0, email.1)?;
    }
    Ok(true)
}

/// Sets what others see of somebody, and tells the followers.
///
/// # Errors
/// What the engine says.
pub async fn set_public(
    tx: &mut terreau_store::Tx,
    territory: Id,
    person: Id,
    public: &Public<'_>,
    now: Micros,
) -> Result<()> {
    let key = terreau_kernel::text::fold(public.name);
    let bio = terreau_kernel::richtext::render(public.bio).html;
    run!(
        tx,
        PROFILE,
        territory,
        person,
        public.name,
        key,
        public.bio,
        bio,
        public.zone,
        now
    )?;
    super::life::changed(tx, territory, person, Some(person), now).await
}

pub async fn set_tastes(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    (locale, zone): (&str, &str),
    mail: bool,
) -> Result<()> {
    run!(tx, TASTES, territory, person, locale, zone, mail).map(drop)
}

pub async fn set_role(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    (role, body): (Role, Option<Id>),
    now: Micros,
) -> Result<bool> {
    Ok(run!(tx, ROLE, territory, person, role.code(), body, now)? == 1)
}

pub async fn set_leaving(
    tx: &mut impl Reach,
    territory: Id,
    person: Id,
    due: Option<Micros>,
    erases: bool,
) -> Result<()> {
    run!(tx, LEAVE, territory, person, due, erases).map(drop)
}

pub async fn leaving(db: &mut impl Reach, now: Micros) -> Result<Vec<Due>> {
    all!(db, Due, LEAVING, now)
}

pub async fn unconfirmed(db: &mut impl Reach, before: Micros) -> Result<Vec<Due>> {
    all!(db, Due, UNCONFIRMED, before)
}

/// Forgets an account that was never proved, and its person.
pub async fn drop_unproved(tx: &mut impl Reach, due: &Due) -> Result<()> {
    run!(tx, DROP_ACCOUNT, due.territory_id, due.person_id)?;
    run!(tx, DROP_LINKS, due.territory_id, due.person_id)?;
    run!(tx, DROP_TERMS, due.territory_id, due.person_id)?;
    run!(tx, DROP_PERSON, due.territory_id, due.person_id).map(drop)
}

/// Removes everything that says who a person was; what they gave stays, signed by nobody.
pub async fn forget(tx: &mut impl Reach, due: &Due, slug: &str, now: Micros) -> Result<()> {
    forget_but_letters(tx, due, slug, now).await?;
    run!(tx, DROP_MAILS_TO, due.territory_id, &due.email).map(drop)
}

/// The same, but for letters on their way to the address: the answer of whoever was not let in.
pub async fn forget_but_letters(tx: &mut impl Reach, due: &Due, slug: &str, now: Micros) -> Result<()> {
    let (territory, person) = (due.territory_id, due.person_id);
    crate::directory::unlist(tx, territory, person).await?;
    crate::blocks::forget(tx, territory, person).await?;
    crate::invites::forget(tx, territory, person).await?;
    kin::forget(tx, territory, person).await?;
    crate::portraits::forget(tx, territory, person, now).await?;
    run!(tx, FORGET_PERSON, territory, person, slug, now)?;
    run!(tx, DROP_LINKS_TO, territory, &due.email)?;
    for text in [
        DROP_ACCOUNT,
        DROP_LINKS,
        DROP_ENTRY,
        DROP_CROSSINGS,
        DROP_SCOPES,
        DROP_NOTICES,
        DROP_READS,
        DROP_TERMS,
        DROP_PROFILE,
        DROP_SKILLS,
        DROP_CAUSES,
        DROP_VOICES,
        UNNAME_SKILLS,
        DROP_MAILS,
        UNNAME_REPORTS,
        UNNAME_MEDIA,
        UNNAME_LOG,
    ] {
        run!(tx, text, territory, person)?;
    }
    Ok(())
}
