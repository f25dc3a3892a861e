//! How a conversation begins: with its first words. Of two people, and of a person and a body, there is one only.

use terreau_kernel::id::Id;
use terreau_kit::{Problem, Visit};
use terreau_store::Tx;

use super::{
    GROUP, May, act,
    act::Said,
    life::{CONVERSATION, PlaceState},
    may_write, pair, places, rows,
    talk::{self, Side},
    writes::{self, Begin},
};

/// With whom a conversation begins.
pub enum With<'a> {
    /// One person, or several under a title.
    People(&'a [Id], &'a str),
    /// A body.
    Body(Id),
}

/// Begins a conversation with its first words, or goes on with the one there is; gives its id.
///
/// # Errors
/// [`Problem::Refused`] when somebody cannot be written to; [`Problem::Conflict`] while a first word waits.
pub async fn begin(visit: &mut Visit, with: With<'_>, said: &Said) -> Result<Id, Problem> {
    let (me, territory) = (visit.writer()?.id, visit.territory.id);
    let mut new = Begin {
        id: visit.app.ids.next(),
        kind: "direct",
        pair: "",
        title: "",
        owner: None,
        body: None,
        person: me,
        at: visit.now,
    };
    let (people, known): (&[Id], String) = match with {
        With::People([to], _) => (std::slice::from_ref(to), pair(me, *to)),
        With::People(people, title) => {
            // The key of a group's form names the group: sent twice, it is one.
            (new.kind, new.title, new.id) = ("group", title, said.id);
            (people, String::new())
        }
        With::Body(body) => {
            (new.kind, new.body) = ("body", Some(body));
            (&[], pair(me, body))
        }
    };
    if people.len() + 1 > GROUP {
        return Err(Problem::Invalid("conversations-many"));
    }
    new.pair = &known;
    let mut tx = visit.begin().await?;
    let fresh = writes::begin(&mut tx, territory, &new).await?;
    let id = match rows::pair(&mut tx, territory, &known).await? {
        Some(id) if !known.is_empty() => id,
        _ => new.id,
    };
    let held = writes::hold(&mut tx, territory, id).await?;
    held.ok_or(Problem::NotFound)?;
    if fresh {
        fill(visit, &mut tx, (&new, id), people).await?;
    }
    let talk = match talk::seen(visit, &mut tx, (territory, id)).await? {
        talk if talk.inside() => return Err(Problem::NotFound),
        talk if talk.side == Side::Own(PlaceState::Accepted) => talk,
        talk => places::take(visit, &mut tx, talk).await?,
    };
    if new.kind != "group" {
        act::speak(visit, &mut tx, &talk, said).await?;
    } else if fresh {
        let first = Said {
            id: visit.app.ids.next(),
            ..said.clone()
        };
        act::speak(visit, &mut tx, &talk, &first).await?;
    }
    visit.commit(tx).await?;
    Ok(id)
}

/// Gives everybody a place in a conversation that begins.
async fn fill(visit: &Visit, tx: &mut Tx, (new, id): (&Begin<'_>, Id), people: &[Id]) -> Result<(), Problem> {
    let here = (visit.territory.id, id);
    if new.body.is_some() {
        act::record(visit, tx, (CONVERSATION.object, id), &act::born("open")).await?;
    }
    places::give(visit, tx, here, (new.person, PlaceState::Accepted), 0).await?;
    for to in people {
        let state = match may_write(tx, here.0, new.person, *to).await? {
            May::Freely => PlaceState::Accepted,
            May::Asking => PlaceState::Waiting,
            May::No => return Err(Problem::Refused("conversations-cannot")),
        };
        places::give(visit, tx, here, (*to, state), 0).await?;
    }
    Ok(())
}
