//! What is forgotten, and who did not come for long, in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements};

statements! {
    ABSENT = "select a.person_id, a.email, a.locale, p.name, a.seen_at, a.absence_letters from accounts a
              join people p on p.territory_id = a.territory_id and p.id = a.person_id
              where a.territory_id = $1 and a.seen_at < $2 and a.confirmed_at is not null
              and a.deletion_due_at is null and (a.absence_letters = 0 or a.absence_next_at <= $3)
              order by a.seen_at, a.person_id limit 200";
    WARNED = "update accounts set absence_letters = $5, absence_next_at = $6 where territory_id = $1
              and person_id = $2 and seen_at = $3 and absence_letters = $4";
    LEAVES = "update accounts set deletion_due_at = $4, deletion_erases = $5 where territory_id = $1
              and person_id = $2 and seen_at = $3 and deletion_due_at is null";
    FORGET_JOBS = "delete from jobs where state = 'dead' and updated_at < $1";
    UNNAME_REPORTERS = "update reports set reporter_name = '', reporter_email = '' where state <> 'open'
                        and updated_at < $1 and (reporter_name <> '' or reporter_email <> '')";
}

/// Somebody who did not come for long.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Absent {
    /// Who.
    pub person_id: Id,
    /// Where to write to.
    pub email: String,
    /// In which language.
    pub locale: String,
    /// How they are called.
    pub name: String,
    /// When they last signed in.
    pub seen_at: Micros,
    /// Letters they got about it since.
    pub absence_letters: i64,
}

pub async fn absent(db: &mut impl Reach, territory: Id, before: Micros, now: Micros) -> Result<Vec<Absent>> {
    all!(db, Absent, ABSENT, territory, before, now)
}

/// Notes a letter; false when somebody else was quicker, or they came back meanwhile.
pub async fn warned(tx: &mut impl Reach, territory: Id, who: &Absent, next: Micros) -> Result<bool> {
    let (person, seen, letters) = (who.person_id, who.seen_at, who.absence_letters);
    Ok(run!(tx, WARNED, territory, person, seen, letters, letters + 1, next)? == 1)
}

/// Their account goes with the next housekeeping of accounts; what they gave stays, unsigned.
pub async fn leaves(tx: &mut impl Reach, territory: Id, who: &Absent, now: Micros) -> Result<()> {
    run!(tx, LEAVES, territory, who.person_id, who.seen_at, now, false).map(drop)
}

pub async fn forget_jobs(tx: &mut impl Reach, before: Micros) -> Result<u64> {
    run!(tx, FORGET_JOBS, before)
}

pub async fn unname_reporters(tx: &mut impl Reach, before: Micros) -> Result<u64> {
    run!(tx, UNNAME_REPORTERS, before)
}
