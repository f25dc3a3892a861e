//! Accepting an invitation, also for somebody who must first join or sign in.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{
    id::Id,
    life::{Actor, Actors},
};
use terreau_kit::{Input, Page, Problem, Visit, limits::Act, problem::Answer};

use super::{
    invite,
    life::Part,
    moves::{By, Moving, begin, turn},
    rows::{self, Invitation},
};
use crate::bodies::{self, Body, Said, tell};

#[derive(Template)]
#[template(path = "memberships/invited.html")]
struct Invited<'a> {
    p: &'a Page,
    body: &'a Body,
    i: &'a Invitation,
    here: String,
    /// The viewer belongs to it already.
    there: bool,
}

/// The invitation of an address that works, and its body.
async fn find(visit: &mut Visit, token: &str) -> Result<(Invitation, Body), Problem> {
    let id = invite::read(&visit.app, token).ok_or(Problem::NotFound)?;
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let i = rows::invitation(db, territory, id)
        .await?
        .ok_or(Problem::NotFound)?;
    let body = bodies::by_id(db, territory, i.body_id).await?;
    let body = body.ok_or(Problem::NotFound)?;
    if i.state != "open" || i.expires_at <= now || body.state == "left" {
        return Err(Problem::Conflict("memberships-invitation-over"));
    }
    Ok((i, body))
}

/// Who invites, to what, and the way in.
pub async fn show(mut visit: Visit, Path(token): Path<String>) -> Answer {
    visit.count(Act::Gesture)?;
    let (i, body) = find(&mut visit, &token).await?;
    let mine = super::mine(&mut visit, body.id).await?;
    let p = visit
        .page(visit.tr.v("memberships-invited-title", "body", &body.name))
        .private();
    let template = Invited {
        there: mine.is_some_and(|m| m.part().is_some()),
        here: format!("/invitations/{token}"),
        body: &body,
        i: &i,
        p: &p,
    };
    visit.show(&template)
}

/// Accepts it.
pub async fn accept(mut visit: Visit, Path(token): Path<String>, _: Input) -> Answer {
    visit.count(Act::Gesture)?;
    let (i, body) = find(&mut visit, &token).await?;
    let person = visit.writer()?.clone();
    let url = format!("/organisations/{}", body.slug);
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    rows::hold(&mut tx, territory, body.id).await?;
    let mine = rows::mine(&mut tx, territory, body.id, person.id).await?;
    if mine.as_ref().is_some_and(|m| m.part().is_some()) {
        tx.commit().await?;
        visit.tell("memberships-there", &body.name);
        return Ok(visit.redirect(&format!("{url}/members")));
    }
    // Who was taken out comes back by a letter written since, not by a link that lies about.
    if mine
        .as_ref()
        .is_some_and(|m| m.state == "removed" && (i.kind == "link" || i.created_at <= m.updated_at))
    {
        return Err(Problem::Refused("memberships-removed"));
    }
    if !rows::use_up(&mut tx, territory, i.id, visit.now).await? {
        return Err(Problem::Conflict("memberships-invitation-over"));
    }
    let part = Part::from_code(&i.role);
    let by = By::viewer(&visit);
    match mine {
        Some(mine) => {
            let moving = Moving {
                name: "join",
                by: Actors::of(&[Actor::Author]),
                part,
                reason: None,
                message: "",
            };
            turn(&mut tx, &visit.app, by, &mine, moving).await?;
        }
        None => {
            let new = rows::New {
                id: visit.app.ids.next(),
                body: body.id,
                person: person.id,
                part,
                state: "active",
                shown: false,
                message: "",
                at: visit.now,
            };
            begin(&mut tx, &visit.app, by, &new, "join").await?;
        }
    }
    let to = rows::leads(&mut tx, territory, body.id, Part::Administrator).await?;
    let to: Vec<_> = to.into_iter().filter(|one| one.person_id != person.id).collect();
    let said = Said {
        key: "memberships-mail-joined",
        who: &person.name,
        part: part.code(),
        path: &format!("{url}/members"),
        ..Said::default()
    };
    tell(&mut tx, (&visit.app, &visit.territory), &to, &body, &said).await?;
    let subject: Option<Id> = Some(person.id);
    visit
        .happened(&mut tx, "membership-changed", body.id, subject, None)
        .await?;
    visit.commit(tx).await?;
    visit.tell("memberships-joined", &body.name);
    Ok(visit.redirect(&format!("{url}/members")))
}
