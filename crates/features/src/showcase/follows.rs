//! What the people of the demonstration follow: their causes, their quarter, the organisations they belong to; and the
//! supports of the last days, told as they would have been.

use terreau_kernel::{
    id::Id,
    time::{DAY, Micros},
};
use terreau_store::{
    Tx,
    events::{self, Happened},
};

use super::{Who, rows};
use crate::{
    follows::{self, Bond, Kind},
    work::Failed,
};

/// Somebody, and those whose news they want.
const PEOPLE: [(&str, &[&str]); 3] = [
    ("p031", &["p037", "p005", "p044"]),
    ("p037", &["p044", "p012"]),
    ("p005", &["p031", "p037"]),
];

/// Writes them all.
pub async fn write(tx: &mut Tx, territory: Id, who: Who<'_>, now: Micros) -> Result<(), Failed> {
    rows::follow_what_matters(tx, territory, now - 30 * DAY).await?;
    for (person, others) in PEOPLE {
        for other in others {
            let bond = Bond {
                territory,
                object: who(other),
                person: who(person),
            };
            follows::follow(tx, bond, Kind::Person, now - 20 * DAY).await?;
        }
    }
    for (idea, person, at) in rows::late_supports(tx, territory, now - 3 * DAY).await? {
        let happened = Happened {
            territory,
            kind: "idea-supported",
            object: idea,
            subject: None,
            person: Some(person),
            body: None,
            at,
        };
        events::record(tx, happened).await?;
    }
    Ok(())
}
