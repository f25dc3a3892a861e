//! What is done in a conversation: beginning it, saying something, taking it back, who of a body's team answers, done.

use terreau_kernel::{
    id::Id,
    life::{Actors, Step},
    limits, richtext, text,
    time::Micros,
};
use terreau_kit::{
    Faults, Problem, Visit,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    May, TAKE_BACK, later,
    life::{CONVERSATION, PLACE, PlaceState},
    may_write, places, rows,
    talk::{self, Side, Talk},
    writes::{self, New},
};
use crate::mentions;

/// Something said.
#[derive(Debug, Clone)]
pub struct Said {
    /// The id it will have: sent twice, it is said once.
    pub id: Id,
    /// The words.
    pub text: String,
    /// For those who speak for the body only.
    pub note: bool,
}

impl Said {
    /// What is wrong with the words.
    pub fn check(&self, visit: &Visit, faults: &mut Faults) {
        faults.unless(!self.text.trim().is_empty(), "text", || {
            visit.tr.t("conversations-text-missing")
        });
        let length = text::graphemes(&self.text);
        faults.unless(length <= limits::COMMENT, "text", || {
            let over = i64::try_from(length - limits::COMMENT).unwrap_or(i64::MAX);
            visit.tr.n("conversations-text-long", over)
        });
    }
}

/// Writes a row for a step of a life.
pub async fn record(visit: &Visit, tx: &mut Tx, object: (&str, Id), step: &Step) -> Result<(), Problem> {
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: object.1,
        person: visit.viewer.id(),
        body: None,
        at: visit.now,
    };
    Ok(steps::record(tx, object.0, step, taken).await?)
}

/// The step by which something is born.
pub fn born(to: &'static str) -> Step {
    Step {
        name: "create",
        from: "",
        to,
        by: Actors::NONE,
        reason: None,
        effects: &[],
    }
}

/// True when nothing more may be said until somebody answers: a first word waits, was declined, or nobody reads.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn answered(visit: &mut Visit, talk: &Talk) -> Result<Option<&'static str>, Problem> {
    let territory = visit.territory.id;
    shut(visit.db.get().await?, territory, talk).await
}

async fn shut(
    db: &mut impl terreau_store::Reach,
    territory: Id,
    talk: &Talk,
) -> Result<Option<&'static str>, Problem> {
    let open = matches!(
        talk.row.body_state.as_deref(),
        None | Some("verified" | "flagged")
    );
    if !open {
        return Ok(Some("conversations-body-closed"));
    }
    if talk.row.kind != "direct" {
        return Ok(None);
    }
    let Some(other) = talk.others().next() else {
        return Ok(Some("conversations-cannot"));
    };
    if may_write(db, territory, talk.viewer, other.person_id).await? == May::No {
        return Ok(Some("conversations-cannot"));
    }
    Ok(match other.state.as_str() {
        "declined" => Some("conversations-declined"),
        "waiting" if rows::said(db, (territory, talk.row.id), talk.viewer).await? > 0 => {
            Some("conversations-waits")
        }
        _ => None,
    })
}

/// Says something. Who is asked to take part accepts by answering.
///
/// # Errors
/// As [`begin`].
pub async fn say(visit: &mut Visit, talk: &Talk, said: &Said) -> Result<(), Problem> {
    visit.writer()?;
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    let now = match now.side {
        Side::Own(PlaceState::Waiting | PlaceState::Declined) => places::take(visit, &mut tx, now).await?,
        _ => now,
    };
    speak(visit, &mut tx, &now, said).await?;
    visit.commit(tx).await
}

/// The moment of the next line: no two bear the same.
fn moment(visit: &Visit, last: Micros) -> Micros {
    visit.now.max(last + 1)
}

/// Writes what is said, in a conversation that is held.
pub async fn speak(visit: &Visit, tx: &mut Tx, talk: &Talk, said: &Said) -> Result<(), Problem> {
    let here = talk.here(visit);
    let team = talk.inside();
    if said.note && !team {
        return Err(Problem::NotFound);
    }
    let named = mentions::read(tx, here.0, &said.text).await?;
    let rendered = richtext::render_naming(&said.text, &named.names);
    let at = moment(visit, talk.row.last_at);
    let words = text::fold(&rendered.plain);
    let new = New {
        id: said.id,
        at,
        kind: if said.note { "note" } else { "message" },
        inside: said.note,
        person: Some(talk.viewer),
        body: talk.row.body_id.filter(|_| team),
        subject: None,
        text: &said.text,
        html: &rendered.html,
        words: &words,
    };
    if let Some(there) = rows::line(tx, here, said.id).await? {
        // Sent twice, it was said once.
        let same = there.person_id == Some(talk.viewer);
        return if same {
            Ok(())
        } else {
            Err(Problem::Conflict("problem-conflict-text"))
        };
    }
    if let Some(why) = shut(tx, here.0, talk).await? {
        return Err(Problem::Conflict(why));
    }
    if !writes::line(tx, here, &new).await? {
        return Err(Problem::Conflict("problem-conflict-text"));
    }
    if said.note {
        return Ok(());
    }
    if !team {
        writes::read(tx, here, talk.viewer, at).await?;
    }
    let to = writes::arrive(tx, here, talk.viewer, at).await?;
    if talk.row.body_id.is_some() {
        writes::waits(tx, here.0, here.1, !team).await?;
        if talk.row.state == "done" {
            move_to(visit, tx, talk, ("reopen", at + 1)).await?;
        }
    }
    later::later(visit, tx, talk, &to).await
}

/// Writes that something happened, in words by key.
pub async fn happen(
    visit: &Visit,
    tx: &mut Tx,
    here: (Id, Id),
    (key, inside, subject): (&str, bool, Option<Id>),
    at: Micros,
) -> Result<(), Problem> {
    let new = New {
        id: visit.app.ids.next(),
        at,
        kind: "change",
        inside,
        person: visit.viewer.id(),
        body: None,
        subject,
        text: key,
        html: "",
        words: "",
    };
    writes::line(tx, here, &new).await?;
    Ok(())
}

async fn move_to(visit: &Visit, tx: &mut Tx, talk: &Talk, (name, at): (&str, Micros)) -> Result<(), Problem> {
    let here = talk.here(visit);
    let by = Actors::of(&[talk.actor()]);
    let step = CONVERSATION.attempt(&talk.row.state, name, &by, 0, None)?;
    if !writes::state(tx, here.0, here.1, (step.from, step.to)).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    record(visit, tx, (CONVERSATION.object, here.1), &step).await?;
    let key = if step.to == "done" {
        "conversations-change-done"
    } else {
        "conversations-change-reopened"
    };
    happen(visit, tx, here, (key, false, None), at).await
}

/// Done, or open again: an act of those who speak for the body.
///
/// # Errors
/// [`Problem::NotFound`] for others, [`Problem::Conflict`] when somebody was quicker.
pub async fn turn(visit: &mut Visit, talk: &Talk, name: &str) -> Result<(), Problem> {
    visit.writer()?;
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    if !now.inside() {
        return Err(Problem::NotFound);
    }
    let at = moment(visit, now.row.last_at);
    move_to(visit, &mut tx, &now, (name, at)).await?;
    if name == "finish" {
        writes::waits(&mut tx, visit.territory.id, now.row.id, false).await?;
    }
    visit.commit(tx).await
}

/// Gives a conversation of a body to one of those who speak for it, or to nobody. `seen` is who had it on the form.
///
/// # Errors
/// [`Problem::NotFound`] for others, [`Problem::Conflict`] when somebody was quicker.
pub async fn assign(
    visit: &mut Visit,
    talk: &Talk,
    (seen, to): (Option<Id>, Option<Id>),
) -> Result<(), Problem> {
    visit.writer()?;
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    let body = now
        .row
        .body_id
        .filter(|_| now.inside())
        .ok_or(Problem::NotFound)?;
    let here = now.here(visit);
    if let Some(to) = to {
        let team = rows::team(&mut tx, here.0, body).await?;
        team.iter().find(|one| one.0 == to).ok_or(Problem::NotFound)?;
    }
    if now.row.assigned_id == to {
        tx.commit().await?;
        return Ok(());
    }
    if now.row.assigned_id != seen || !writes::assign(&mut tx, here.0, here.1, (seen, to)).await? {
        return Err(Problem::Conflict("conversations-taken"));
    }
    let key = match to {
        Some(to) if to == now.viewer => "conversations-change-taken",
        Some(_) => "conversations-change-given",
        None => "conversations-change-free",
    };
    happen(
        visit,
        &mut tx,
        here,
        (key, true, to),
        moment(visit, now.row.last_at),
    )
    .await?;
    visit.commit(tx).await
}

/// Takes one's own line back, soon after it was written: its place stays, its words are gone.
///
/// # Errors
/// [`Problem::NotFound`] for a line of somebody else, [`Problem::Refused`] when it is too late.
pub async fn take_back(visit: &mut Visit, talk: &Talk, line: Id) -> Result<(), Problem> {
    let mut tx = visit.begin().await?;
    let now = talk::held(visit, &mut tx, talk).await?;
    let here = now.here(visit);
    let found = rows::line(&mut tx, here, line).await?;
    let own = |l: &rows::Line| l.person_id == Some(now.viewer) && l.kind != "change";
    let seen = |l: &rows::Line| now.inside() || !l.inside && l.at >= now.from();
    let line = found.filter(|l| own(l) && seen(l)).ok_or(Problem::NotFound)?;
    if visit.now - line.at > TAKE_BACK {
        return Err(Problem::Refused("life-too-late"));
    }
    writes::remove(&mut tx, here, line.id, visit.now).await?;
    visit.commit(tx).await
}

/// What a place becomes; its step is kept.
pub async fn shift(
    visit: &Visit,
    tx: &mut Tx,
    here: (Id, Id),
    place: &rows::Place,
    (name, by): (&str, Actors),
) -> Result<Step, Problem> {
    let step = PLACE.attempt(&place.state, name, &by, 0, None)?;
    if !writes::shift(tx, here, place.person_id, (step.from, step.to)).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    record(visit, tx, (PLACE.object, place.id), &step).await?;
    Ok(step)
}
