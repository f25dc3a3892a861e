//! Those who do not come by themselves are told later; the letter itself is written by `messages`.

use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::Id,
    time::{MINUTE, Micros},
};
use terreau_kit::{Problem, Visit};
use terreau_store::{Tx, jobs};

use super::Talk;

/// The kind of the job that writes a letter; a later feature runs it.
pub const LETTER: &str = "message-letter";
/// Who is on the page reads it there: a letter waits this long.
const AFTER: Micros = 3 * MINUTE;

/// What that job needs to know.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Due {
    /// Where.
    pub territory: Id,
    /// Of which conversation.
    pub conversation: Id,
    /// To whom; nobody: to the team of the body.
    pub person: Option<Id>,
}

/// Sees to it that those who do not come are told later.
pub async fn later(visit: &Visit, tx: &mut Tx, talk: &Talk, to: &[Id]) -> Result<(), Problem> {
    let mut readers: Vec<Option<Id>> = to.iter().copied().map(Some).collect();
    if talk.row.body_id.is_some() && !talk.inside() {
        readers.push(None);
    }
    for person in readers {
        let due = Due {
            territory: visit.territory.id,
            conversation: talk.row.id,
            person,
        };
        let whom = person.map_or_else(|| "team".into(), |id| id.simple().to_string());
        let unique = format!("{LETTER}:{}:{whom}", talk.row.id.simple());
        let job = jobs::New {
            id: visit.app.ids.next(),
            territory: Some(due.territory),
            kind: LETTER,
            payload: &due,
            unique: Some(&unique),
            run_at: visit.now + AFTER,
            now: visit.now,
        };
        jobs::enqueue(tx, job).await?;
    }
    Ok(())
}
