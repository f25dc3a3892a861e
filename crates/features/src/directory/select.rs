//! One page of the directory: people by skill, cause, quarter and free half-days.

use terreau_kernel::{id::Id, limits, time::Micros};
use terreau_kit::{
    apart,
    paging::{self, Paged},
};
use terreau_store::{Reach, Result, Select, Value};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A skill.
    pub skill: Option<Id>,
    /// A cause.
    pub cause: Option<Id>,
    /// Quarters, each with how far somebody who lives there must come, in whole kilometres.
    pub zones: Vec<(Id, i64)>,
    /// Half-days, any of which is enough; 0 for whenever.
    pub slots: i64,
    /// These people only, as a search by name found them.
    pub people: Option<Vec<Id>>,
    /// Who looks: those kept apart from them are not found.
    pub viewer: Option<Id>,
}

/// Somebody in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Row {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub role: String,
    pub portrait_id: Option<Id>,
    pub zone_id: Option<Id>,
    pub slots: i64,
    pub rank: i64,
    pub at: Micros,
}

const HEAD: &str =
    "select d.person_id as id, p.slug, p.name, p.role, p.portrait_id, d.zone_id, d.slots, d.rank, d.at
    from directory d join people p on p.territory_id = d.territory_id and p.id = d.person_id";

fn select((territory, level): (Id, i64), asked: &Asked, after: Option<&str>, now: Micros) -> Select {
    let key = asked.skill.or(asked.cause).unwrap_or_else(Id::nil);
    let mut select = Select::new(HEAD)
        .and("d.territory_id = ?", [Value::Id(territory)])
        .and("d.level = ?", [Value::Int(level)])
        .and("d.key_id = ?", [Value::Id(key)])
        .and("d.shown", []);
    if let (Some(_), Some(cause)) = (asked.skill, asked.cause) {
        select = select.and(
            "exists (select 1 from directory e where e.territory_id = d.territory_id and e.level = d.level
             and e.key_id = ? and e.person_id = d.person_id)",
            [Value::Id(cause)],
        );
    }
    if !asked.zones.is_empty() {
        let zones = asked
            .zones
            .iter()
            .map(|(zone, far)| [Value::Id(*zone), Value::Int(*far)]);
        select = select.and_either("(d.zone_id = ? and d.reach >= ?)", zones.collect());
    }
    if asked.slots != 0 {
        select = select
            .and("d.slots & ? <> 0", [Value::Int(asked.slots)])
            .and("? between d.free_from and d.free_until", [Value::Int(now)]);
    }
    if let Some(people) = &asked.people {
        select = select.and_in("d.person_id", people);
    }
    if let Some(viewer) = asked.viewer {
        let apart = concat!("not ", apart!("d.territory_id", "?", "d.person_id"));
        select = select.and(apart, [Value::Id(viewer)]);
    }
    if let Some((rank, at, id)) = after.and_then(paging::position::<(i64, Micros, Id)>) {
        let place = [Value::Int(rank), Value::Int(at), Value::Id(id)];
        select = select.and("(d.rank, d.at, d.person_id) < (?, ?, ?)", place);
    }
    select
}

/// A page of people, as viewers of this level may find them.
///
/// # Errors
/// What the engine says.
pub async fn page(
    db: &mut impl Reach,
    here: (Id, i64),
    asked: &Asked,
    after: Option<&str>,
    now: Micros,
) -> Result<Paged<Row>> {
    let limit = i64::try_from(limits::PAGE + 1).unwrap_or(i64::MAX);
    let rows: Vec<Row> = select(here, asked, after, now)
        .then(
            "order by d.rank desc, d.at desc, d.person_id desc limit ?",
            [Value::Int(limit)],
        )
        .all(db)
        .await?;
    Ok(Paged::cut(rows, limits::PAGE, |row| (row.rank, row.at, row.id)))
}
