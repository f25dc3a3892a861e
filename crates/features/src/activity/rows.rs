//! Acts and their topics in the database.

use std::collections::HashSet;

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result, Select, Value, all, events::Event, run, statements, value};

use super::{
    Act, Span,
    shape::{Way, Written},
};

statements! {
    HEAD = "select seq from activity where territory_id = $1 order by seq desc limit 1";
    KNOWN = "select event from activity where event >= $1 and event <= $2";
    ACT = "insert into activity (territory_id, seq, event, kind, object_id, subject_id, idea_id, person_id, body_id, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    TOPIC = "insert into activity_topics (territory_id, topic_id, way, seq) values ($1, $2, $3, $4)
             on conflict do nothing";
    ADDRESSED = "select a.seq, a.kind, a.object_id, a.subject_id, a.idea_id, a.person_id, a.body_id, a.at
                 from activity_topics t join activity a on a.territory_id = t.territory_id and a.seq = t.seq
                 where t.territory_id = $1 and t.topic_id = $2 and t.way = 'to' and t.seq > $3 and t.seq < $4
                 order by t.seq desc limit $5";
    /// The row keeps its number, so that none is given twice; nobody reads it any more.
    UNNAME = "update activity set person_id = null where territory_id = $1 and kind = 'idea-supported'
              and object_id = $2 and person_id = $3 and seq in (
                select seq from activity_topics where territory_id = $1 and topic_id = $2 and way = 'about')
              returning seq";
    UNTIE = "delete from activity_topics where territory_id = $1 and seq = $2";
}

const ACTS: &str = "select a.seq, a.kind, a.object_id, a.subject_id, a.idea_id, a.person_id, a.body_id, a.at
    from activity a";
const PROBE: &str = "select seq from (select seq from activity_topics where territory_id = ? and topic_id = ?
    and way = 'about' and seq > ? and seq < ? order by seq desc limit ?) p";

pub async fn head(db: &mut impl Reach, territory: Id) -> Result<i64> {
    Ok(value!(db, i64, HEAD, territory)?.unwrap_or(0))
}

/// The events among these that have their act already: events brought back from a copy are read again.
pub async fn known(db: &mut impl Reach, events: &[Event]) -> Result<HashSet<i64>> {
    let positions = events.iter().map(|event| event.position);
    let (Some(first), Some(last)) = (positions.clone().min(), positions.max()) else {
        return Ok(HashSet::new());
    };
    let rows = all!(db, (i64,), KNOWN, first, last)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

pub async fn write(db: &mut impl Reach, territory: Id, seq: i64, w: &Written<'_>) -> Result<()> {
    run!(
        db,
        ACT,
        territory,
        seq,
        w.event.position,
        w.kind,
        w.event.object_id,
        w.subject,
        w.idea,
        w.event.person_id,
        w.event.body_id,
        w.event.at
    )?;
    for (way, topic) in &w.topics {
        let way = match way {
            Way::About => "about",
            Way::To => "to",
        };
        run!(db, TOPIC, territory, topic, way, seq)?;
    }
    Ok(())
}

/// A support was taken back: who gave it is forgotten, and nobody is told of it any more.
pub async fn withdraw(db: &mut impl Reach, event: &Event) -> Result<()> {
    let territory = event.territory_id;
    for (seq,) in all!(db, (i64,), UNNAME, territory, event.object_id, event.person_id)? {
        run!(db, UNTIE, territory, seq)?;
    }
    Ok(())
}

#[cfg(test)]
pub async fn empty(db: &mut impl Reach) -> Result<()> {
    run!(db, "delete from activity_topics")?;
    run!(db, "delete from activity")?;
    Ok(())
}

pub async fn of_topics(
    db: &mut impl Reach,
    territory: Id,
    topics: &[Id],
    span: Span,
    limit: i64,
) -> Result<Vec<Act>> {
    let Some(last) = topics.last() else {
        return Ok(Vec::new());
    };
    let mut select = Select::new(ACTS)
        .and("a.territory_id = ?", [Value::Id(territory)])
        .then("and a.seq in (select distinct seq from (", []);
    // Padded to a power of two, so that few texts exist; a topic asked twice gives nothing twice.
    for place in 0..topics.len().next_power_of_two() {
        if place > 0 {
            select = select.then("union all", []);
        }
        let topic = *topics.get(place).unwrap_or(last);
        let after = if place < topics.len() {
            span.after
        } else {
            i64::MAX
        };
        let values = [
            Value::Id(territory),
            Value::Id(topic),
            Value::Int(after),
            Value::Int(span.before),
            Value::Int(limit),
        ];
        select = select.then(PROBE, values);
    }
    select
        .then(") u order by seq desc limit ?)", [Value::Int(limit)])
        .then("order by a.seq desc", [])
        .all(db)
        .await
}

pub async fn addressed(
    db: &mut impl Reach,
    territory: Id,
    person: Id,
    span: Span,
    limit: i64,
) -> Result<Vec<Act>> {
    all!(
        db,
        Act,
        ADDRESSED,
        territory,
        person,
        span.after,
        span.before,
        limit
    )
}
