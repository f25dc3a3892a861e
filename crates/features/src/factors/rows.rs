//! Second factors in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

statements! {
    FIND = "select secret, last_step, confirmed_at from second_factors where territory_id = $1 and person_id = $2";
    BEGIN = "insert into second_factors (territory_id, person_id, secret, last_step, created_at)
             values ($1, $2, $3, 0, $4) on conflict (territory_id, person_id) do nothing";
    CONFIRM = "update second_factors set confirmed_at = $3, last_step = $4
               where territory_id = $1 and person_id = $2 and confirmed_at is null and last_step < $4";
    USE_STEP = "update second_factors set last_step = $3
                where territory_id = $1 and person_id = $2 and confirmed_at is not null and last_step < $3";
    DROP = "delete from second_factors where territory_id = $1 and person_id = $2";
    DROP_UNCONFIRMED = "delete from second_factors where confirmed_at is null and created_at < $1";
    SPARE = "insert into spare_codes (territory_id, person_id, code_hash) values ($1, $2, $3)";
    USE_SPARE = "update spare_codes set used_at = $4
                 where territory_id = $1 and person_id = $2 and code_hash = $3 and used_at is null";
    SPARES_LEFT = "select count(*) from spare_codes where territory_id = $1 and person_id = $2 and used_at is null";
    DROP_SPARES = "delete from spare_codes where territory_id = $1 and person_id = $2";
    TRUST = "insert into trusted_devices (token_hash, territory_id, person_id, agent, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)";
    TRUSTED = "select count(*) from trusted_devices
               where token_hash = $1 and territory_id = $2 and person_id = $3 and expires_at > $4";
    ALL_TRUSTED = "select agent, created_at, expires_at from trusted_devices
                   where territory_id = $1 and person_id = $2 and expires_at > $3 order by created_at desc limit 50";
    DROP_DEVICES = "delete from trusted_devices where territory_id = $1 and person_id = $2";
    EXPIRE = "delete from trusted_devices where expires_at < $1";
    COPY = "insert into second_factors (territory_id, person_id, secret, last_step, confirmed_at, created_at)
            select $3, $4, secret, last_step, confirmed_at, created_at from second_factors
            where territory_id = $1 and person_id = $2 and confirmed_at is not null";
    COPY_SPARES = "insert into spare_codes (territory_id, person_id, code_hash, used_at)
                   select $3, $4, code_hash, used_at from spare_codes where territory_id = $1 and person_id = $2";
    ROLE = "select role from people where territory_id = $1 and id = $2";
    ASK = "update accounts set factor_asked_at = $3
           where territory_id = $1 and person_id = $2 and factor_asked_at is null";
    ASKED = "select factor_asked_at from accounts
             where territory_id = $1 and person_id = $2 and factor_asked_at is not null";
    ASK_ANEW = "update accounts set factor_asked_at = null where territory_id = $1 and person_id = $2";
}

/// A second factor.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Factor {
    /// Its secret, in base 32.
    pub secret: String,
    /// The last step whose code was taken.
    pub last_step: i64,
    /// Since when it is on; `None` while it is being set up.
    pub confirmed_at: Option<Micros>,
}

/// A device that is spared the code.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Trusted {
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub created_at: Micros,
    /// Until when.
    pub expires_at: Micros,
}

pub async fn find(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<Factor>> {
    one!(db, Factor, FIND, territory, person)
}

pub async fn spares_left(db: &mut impl Reach, territory: Id, person: Id) -> Result<i64> {
    Ok(value!(db, i64, SPARES_LEFT, territory, person)?.unwrap_or(0))
}

pub async fn trust(
    tx: &mut impl Reach,
    (digest, territory, person): (Vec<u8>, Id, Id),
    agent: &str,
    (now, until): (Micros, Micros),
) -> Result<()> {
    let agent: String = agent.chars().filter(|c| !c.is_control()).collect();
    run!(tx, TRUST, digest, territory, person, agent, now, until).map(drop)
}

pub async fn trusted(
    db: &mut impl Reach,
    (territory, person): (Id, Id),
    digest: Vec<u8>,
    now: Micros,
) -> Result<bool> {
    Ok(value!(db, i64, TRUSTED, digest, territory, person, now)?.unwrap_or(0) > 0)
}

pub async fn all_trusted(
    db: &mut impl Reach,
    territory: Id,
    person: Id,
    now: Micros,
) -> Result<Vec<Trusted>> {
    all!(db, Trusted, ALL_TRUSTED, territory, person, now)
}

/// What somebody may do.
pub async fn role(db: &mut impl Reach, territory: Id, person: Id) -> Result<Option<String>> {
    value!(db, String, ROLE, territory, person)
}

/// When somebody was first asked to set a factor up: now, if never before.
pub async fn asked(tx: &mut impl Reach, (territory, person): (Id, Id), now: Micros) -> Result<Micros> {
    run!(tx, ASK, territory, person, now)?;
    Ok(value!(tx, Micros, ASKED, territory, person)?.unwrap_or(now))
}
