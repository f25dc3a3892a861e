//! The conversation of an object: an application, a request, a booking. The object begins it in its own transaction and
//! says there what became of itself; who takes part reads and writes as in any other.

use terreau_kernel::id::Id;
use terreau_kit::{Problem, Visit};
use terreau_store::Tx;

use super::{
    act, later,
    life::{CONVERSATION, PlaceState},
    places, talk,
    writes::{self, Begin},
};

/// The object a conversation belongs to.
pub struct Owner<'a> {
    /// What it is, in the word of its table.
    pub kind: &'a str,
    /// Which one.
    pub id: Id,
    /// What the conversation is called.
    pub title: &'a str,
    /// The body whose spokespersons answer.
    pub body: Option<Id>,
}

/// Begins the conversation of an object, between the viewer and others; gives its id.
///
/// # Errors
/// What the engine says.
pub async fn open(visit: &Visit, tx: &mut Tx, owner: &Owner<'_>, people: &[Id]) -> Result<Id, Problem> {
    let (me, territory) = (visit.writer()?.id, visit.territory.id);
    let new = Begin {
        id: visit.app.ids.next(),
        kind: "object",
        pair: "",
        title: owner.title,
        owner: Some((owner.kind, owner.id)),
        body: owner.body,
        person: me,
        at: visit.now,
    };
    writes::begin(tx, territory, &new).await?;
    act::record(visit, tx, (CONVERSATION.object, new.id), &act::born("open")).await?;
    let here = (territory, new.id);
    for person in std::iter::once(&me).chain(people.iter().filter(|id| **id != me)) {
        places::give(visit, tx, here, (*person, PlaceState::Accepted), visit.now).await?;
    }
    Ok(new.id)
}

/// Says in the conversation of an object what became of it, in words by key (`$who` did it), and calls the others.
///
/// # Errors
/// [`Problem::NotFound`] for a viewer who is not in it.
pub async fn changed(visit: &Visit, tx: &mut Tx, conversation: Id, key: &str) -> Result<(), Problem> {
    let here = (visit.territory.id, conversation);
    let last = writes::hold(tx, here.0, here.1).await?.ok_or(Problem::NotFound)?;
    let talk = talk::seen(visit, tx, here).await?;
    let at = visit.now.max(last + 1);
    act::happen(visit, tx, here, (key, false, None), at).await?;
    let others: Vec<Id> = talk
        .others()
        .filter(|place| place.state == "accepted")
        .map(|place| place.person_id)
        .collect();
    let mut sorted = others.clone();
    sorted.sort_unstable();
    for person in sorted {
        writes::call(tx, here, person).await?;
    }
    later::later(visit, tx, &talk, &others).await
}
