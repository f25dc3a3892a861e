//! The log of what touches the safety of accounts. The only place that knows a network; kept twelve months.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::{Visit, network};
use terreau_store::{Reach, Result, run, statements};

statements! {
    WRITE = "insert into security_log (id, territory_id, person_id, kind, network, agent, at)
             values ($1, $2, $3, $4, $5, $6, $7)";
    EXPIRE = "delete from security_log where at < $1";
}

/// Notes an act of whoever visits.
pub async fn write(tx: &mut impl Reach, visit: &Visit, person: Option<Id>, kind: &str) -> Result<()> {
    let network = network::network(visit.address);
    let agent: String = visit.agent.chars().filter(|c| !c.is_control()).collect();
    run!(
        tx,
        WRITE,
        visit.app.ids.next(),
        visit.territory.id,
        person,
        kind,
        network,
        agent,
        visit.now
    )
    .map(drop)
}

/// Notes an act of whoever visits on an account.
///
/// # Errors
/// What the engine says.
pub async fn note(tx: &mut impl Reach, visit: &Visit, person: Id, kind: &str) -> Result<()> {
    write(tx, visit, Some(person), kind).await
}

pub async fn expire(tx: &mut impl Reach, before: Micros) -> Result<u64> {
    run!(tx, EXPIRE, before)
}
