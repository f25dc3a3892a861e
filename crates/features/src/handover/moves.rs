//! Asking, answering and deciding, each in one transaction that holds the body: who changes its members waits.

use axum::extract::Path;
use terreau_kernel::{
    id::Id,
    life::{Actor, Actors, Step},
    limits, text,
};
use terreau_kit::{
    Faults, Input, Problem, Visit,
    limits::Act,
    problem::Answer,
    steps::{self, Taken},
};
use terreau_store::Tx;

use super::{
    life::{HANDOVER, NOTICE, SILENCE},
    pages::{Side, chosen, draw, gate},
    rows::{self, Handover},
};
use crate::{
    bodies::{self, Addressee, Body, Said},
    memberships::{self, By, Membership, Moving, Part},
    voices,
};

/// A reason has at least this many letters.
const REASON_LEAST: usize = 10;

/// What a form of the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Ask,
    Start,
    Move(&'static str),
}

/// What may be asked for from a side.
fn wish(side: Side, what: &str) -> Option<Wish> {
    match (side, what) {
        (Side::Team(part), "ask") if part != Part::Administrator => Some(Wish::Ask),
        (Side::Team(_), "withdraw") => Some(Wish::Move("withdraw")),
        (Side::Team(Part::Administrator), "refuse") => Some(Wish::Move("refuse")),
        (Side::Town, "start") => Some(Wish::Start),
        (Side::Town, "grant") => Some(Wish::Move("grant")),
        (Side::Town, "decline") => Some(Wish::Move("decline")),
        _ => None,
    }
}

/// Everything the page sends.
pub async fn act(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let here = gate(&mut visit, &slug).await?;
    visit.writer()?;
    let wish = wish(here.1, input.raw("do")).ok_or(Problem::NotFound)?;
    let mut faults = Faults::new();
    let reason = input.text("reason");
    faults.unless(text::graphemes(&reason) <= limits::REASON, "reason", || {
        visit.tr.t("memberships-words-long")
    });
    let free = matches!(wish, Wish::Move("withdraw" | "refuse"));
    faults.unless(free || text::graphemes(&reason) >= REASON_LEAST, "reason", || {
        visit.tr.t("handover-reason-missing")
    });
    let person = if wish == Wish::Start {
        chosen(&input)
    } else {
        visit.viewer.id()
    };
    faults.unless(person.is_some(), "member", || {
        visit.tr.t("handover-member-missing")
    });
    let (Some(person), true) = (person, faults.is_empty()) else {
        return draw(&mut visit, &here, (&input, &faults)).await;
    };
    let (territory, body) = (visit.territory.id, &here.0);
    let mut tx = visit.begin().await?;
    voices::hold(&mut tx, territory, body.id).await?;
    let open = rows::latest(&mut tx, territory, body.id).await?;
    let open = open.filter(|one| one.state == "asked");
    // What happened meanwhile ends it before anything else is looked at.
    let open = match open {
        Some(one) if over(&visit, &mut tx, body, &one).await? => {
            lapse(&visit, &mut tx, body, &one).await?;
            if wish != Wish::Ask && wish != Wish::Start {
                visit.commit(tx).await?;
                visit.tell("handover-lapsed", "");
                return Ok(visit.redirect(&format!("/organisations/{}/handover", body.slug)));
            }
            None
        }
        other => other,
    };
    let told = match (wish, open) {
        (Wish::Ask | Wish::Start, Some(_)) => return Err(Problem::Conflict("handover-open")),
        (Wish::Ask | Wish::Start, None) => {
            visit.count(Act::Gesture)?;
            if let Err((field, key)) = begin(&visit, &mut tx, body, (person, &reason)).await? {
                drop(tx);
                faults.add(field, visit.tr.t(key));
                return draw(&mut visit, &here, (&input, &faults)).await;
            }
            "handover-asked-done"
        }
        (Wish::Move(name), Some(one)) => {
            turn(&visit, &mut tx, body, (&one, name, &reason)).await?;
            match name {
                "withdraw" => "handover-withdrawn",
                "grant" => "handover-granted",
                _ => "handover-refused",
            }
        }
        (Wish::Move(_), None) => return Err(Problem::Conflict("life-not-from")),
    };
    visit.commit(tx).await?;
    visit.tell(told, "");
    Ok(visit.redirect(&format!("/organisations/{}/handover", body.slug)))
}

/// True when an administrator acted since, or who asked is no more a member without that part.
async fn over(visit: &Visit, tx: &mut Tx, body: &Body, one: &Handover) -> Result<bool, Problem> {
    let territory = visit.territory.id;
    let asker = rows::mine(tx, territory, body.id, one.person_id).await?;
    let waits = asker.is_some_and(|m| m.part() != Some(Part::Administrator));
    Ok(!waits || rows::acted(tx, territory, body.id, one.created_at).await? > 0)
}

async fn record(visit: &Visit, tx: &mut Tx, (id, body): (Id, Id), step: &Step) -> Result<(), Problem> {
    let taken = Taken {
        territory: visit.territory.id,
        id: visit.app.ids.next(),
        object: id,
        person: visit.viewer.id().filter(|_| step.name != "lapse"),
        body: Some(body),
        at: visit.now,
    };
    Ok(steps::record(tx, HANDOVER.object, step, taken).await?)
}

async fn letter(
    visit: &Visit,
    tx: &mut Tx,
    (body, to): (&Body, &[Addressee]),
    (key, who, reason): (&'static str, &str, &str),
) -> Result<(), Problem> {
    let said = Said {
        key,
        who,
        reason,
        path: &format!("/organisations/{}/handover", body.slug),
        ..Said::default()
    };
    Ok(bodies::tell(tx, (&visit.app, &visit.territory), to, body, &said).await?)
}

/// Opens a handover and gives notice. The field and the words of what forbids it otherwise.
async fn begin(
    visit: &Visit,
    tx: &mut Tx,
    body: &Body,
    (person, reason): (Id, &str),
) -> Result<Result<(), (&'static str, &'static str)>, Problem> {
    let territory = visit.territory.id;
    let member = rows::mine(tx, territory, body.id, person).await?;
    if member.is_none_or(|m| m.part() == Some(Part::Administrator)) {
        return Ok(Err(("member", "handover-member-missing")));
    }
    if rows::team(tx, territory, body.id).await?.is_empty() {
        return Ok(Err(("reason", "handover-orphan")));
    }
    if rows::present(tx, territory, body.id, visit.now - SILENCE).await? > 0 {
        return Ok(Err(("reason", "handover-not-silent")));
    }
    let viewer = visit.person()?;
    let starter = Some(viewer.id).filter(|id| *id != person);
    let id = visit.app.ids.next();
    let times = (visit.now, visit.now + NOTICE);
    if !rows::insert(tx, (territory, body.id), (id, person, starter), times).await? {
        return Err(Problem::Conflict("handover-open"));
    }
    let step = Step {
        name: if starter.is_some() { "start" } else { "ask" },
        from: "",
        to: "asked",
        by: Actors::NONE,
        reason: Some(reason.to_owned()),
        effects: &[],
    };
    record(visit, tx, (id, body.id), &step).await?;
    let to = memberships::leads(tx, territory, body.id).await?;
    letter(
        visit,
        tx,
        (body, &to),
        ("handover-mail-asked", &viewer.name, reason),
    )
    .await?;
    if starter.is_some() {
        let to = rows::address(tx, territory, person).await?;
        let site = visit.territory.name.clone();
        letter(visit, tx, (body, &to), ("handover-mail-started", &site, reason)).await?;
    }
    Ok(Ok(()))
}

/// Ends a handover that what happened meanwhile has ended.
async fn lapse(visit: &Visit, tx: &mut Tx, body: &Body, one: &Handover) -> Result<(), Problem> {
    let by = Actors::of(&[Actor::System]);
    shift(visit, tx, body, (one, "lapse", by, None)).await?;
    let to = rows::address(tx, visit.territory.id, one.person_id).await?;
    letter(visit, tx, (body, &to), ("handover-mail-lapsed", "", "")).await
}

async fn shift(
    visit: &Visit,
    tx: &mut Tx,
    body: &Body,
    (one, name, by, reason): (&Handover, &str, Actors, Option<&str>),
) -> Result<(), Problem> {
    // The notice counts to the date it was given for.
    let elapsed = visit.now - (one.due - NOTICE);
    let step = HANDOVER.attempt(&one.state, name, &by, elapsed, reason)?;
    let kept = rows::shift(tx, visit.territory.id, one.id, (step.from, step.to), visit.now).await?;
    if !kept {
        return Err(Problem::Conflict("life-not-from"));
    }
    record(visit, tx, (one.id, body.id), &step).await
}

/// Moves an open handover, and tells whom it concerns.
async fn turn(
    visit: &Visit,
    tx: &mut Tx,
    body: &Body,
    (one, name, reason): (&Handover, &'static str, &str),
) -> Result<(), Problem> {
    let (territory, viewer) = (visit.territory.id, visit.person()?);
    // The page may be older than the part it was drawn for.
    let part = rows::mine(tx, territory, body.id, viewer.id)
        .await?
        .and_then(|m| m.part());
    let by = match part {
        Some(Part::Administrator) => Actors::of(&[Actor::Lead]),
        Some(_) => Actors::of(&[Actor::Member]),
        None => steps::actors(&visit.viewer, None),
    };
    let own = one.person_id == viewer.id;
    let by = if own { by.with(Actor::Author) } else { by };
    let given = Some(reason).filter(|r| !r.is_empty());
    shift(visit, tx, body, (one, name, by, given)).await?;
    let asker = rows::address(tx, territory, one.person_id).await?;
    let site = visit.territory.name.clone();
    match name {
        "refuse" => {
            let said = ("handover-mail-refused", viewer.name.as_str(), reason);
            letter(visit, tx, (body, &asker), said).await
        }
        "decline" => {
            letter(
                visit,
                tx,
                (body, &asker),
                ("handover-mail-declined", &site, reason),
            )
            .await
        }
        "grant" => {
            let before = memberships::leads(tx, territory, body.id).await?;
            for old in rows::team(tx, territory, body.id).await? {
                give(visit, tx, &old, (Part::Member, reason)).await?;
            }
            let asking = rows::mine(tx, territory, body.id, one.person_id).await?;
            let asking = asking.ok_or(Problem::Conflict("life-not-from"))?;
            give(visit, tx, &asking, (Part::Administrator, reason)).await?;
            letter(
                visit,
                tx,
                (body, &before),
                ("handover-mail-replaced", &site, reason),
            )
            .await?;
            letter(
                visit,
                tx,
                (body, &asker),
                ("handover-mail-granted", &site, reason),
            )
            .await
        }
        _ => Ok(()),
    }
}

/// Gives a member another part, as moderators do.
async fn give(
    visit: &Visit,
    tx: &mut Tx,
    m: &Membership,
    (part, reason): (Part, &str),
) -> Result<(), Problem> {
    let moving = Moving {
        name: "change_role",
        by: steps::actors(&visit.viewer, None),
        part,
        reason: Some(reason),
        message: &m.message,
    };
    memberships::turn(tx, &visit.app, By::viewer(visit), m, moving).await?;
    visit
        .happened(tx, "membership-changed", m.body_id, Some(m.person_id), None)
        .await
}
