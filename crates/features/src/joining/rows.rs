//! Those who ask to come in, in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, statements};

statements! {
    WAITING = "select p.id, p.name, a.email, e.words, e.asked_at from entries_asked e
        join people p on p.territory_id = e.territory_id and p.id = e.person_id and p.state = 'asked'
        join accounts a on a.territory_id = e.territory_id and a.person_id = e.person_id
        where e.territory_id = $1 and (e.asked_at, e.person_id) > ($2, $3)
        order by e.asked_at, e.person_id limit $4";
}

/// Somebody who waits.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub words: String,
    pub asked_at: Micros,
}

/// Who waits, the longest first.
pub async fn waiting(
    db: &mut impl Reach,
    territory: Id,
    (at, last): (Micros, Id),
    limit: i64,
) -> Result<Vec<Waiting>> {
    all!(db, Waiting, WAITING, territory, at, last, limit)
}
