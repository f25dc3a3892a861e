//! Inviting: by a letter to one address, or by a link for several people, with a page to print.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{address, id, time::DAY};
use terreau_kit::{
    App, Faults, Input, Page, Problem, Visit,
    limits::Act,
    mail::{self, letter},
    page,
    problem::Answer,
    session,
    steps::{self, Taken},
};

use super::{
    Team, lead,
    life::{INVITATION, Part},
    members,
    rows::{self, Invitation},
};
use crate::{bodies, security};

/// How many days an invitation may work.
const DAYS: [&str; 3] = ["7", "30", "90"];
/// For how many people a link may be.
const MOST: [&str; 3] = ["1", "10", "50"];
/// Invitations of one body that work at one time.
const OPEN: usize = 50;

#[derive(Template)]
#[template(path = "memberships/poster.html")]
struct Poster<'a> {
    p: &'a Page,
    t: &'a Team,
    url: String,
    i: &'a Invitation,
    link: String,
    drawing: String,
    days: i64,
}

/// The secret part of an invitation's address: nothing of it is kept, who has the key of this site makes it again.
fn secret(app: &App, invitation: id::Id) -> String {
    let whole = letter::token(app, invitation, "invitation");
    whole.rsplit('-').next().unwrap_or_default().to_owned()
}

/// The last part of an invitation's address.
pub fn token(app: &App, invitation: id::Id) -> String {
    format!("{}-{}", id::short(invitation), secret(app, invitation))
}

/// The invitation of a token we made.
pub fn read(app: &App, token: &str) -> Option<id::Id> {
    let (short, given) = token.rsplit_once('-')?;
    let id = id::parse_short(short)?;
    // Digests are compared, so that the time it takes tells nothing.
    (session::digest(given) == session::digest(&secret(app, id))).then_some(id)
}

/// Makes an invitation.
pub async fn invite(mut visit: Visit, Path(slug): Path<String>, input: Input) -> Answer {
    let team = lead(&mut visit, &slug).await?;
    let person = visit.writer()?.clone();
    let by_mail = input.raw("kind") != "link";
    let mut faults = Faults::new();
    let part = Part::known(input.raw("role")).filter(|part| by_mail || *part != Part::Administrator);
    faults.unless(part.is_some(), "role", || visit.tr.t("memberships-part-by-mail"));
    let address = address::parse(input.raw("email")).ok().filter(|_| by_mail);
    faults.unless(address.is_some() || !by_mail, "email", || {
        visit.tr.t("memberships-email-wrong")
    });
    let number = |all: [&str; 3], name: &str| {
        let chosen = all
            .into_iter()
            .find(|one| *one == input.raw(name))
            .unwrap_or(all[1]);
        chosen.parse::<i64>().unwrap_or(1)
    };
    let (days, most) = (
        number(DAYS, "days"),
        if by_mail { 1 } else { number(MOST, "most") },
    );
    let (territory, body) = (visit.territory.id, team.body.id);
    let open = rows::invitations(visit.db.get().await?, territory, body, visit.now).await?;
    faults.unless(open.len() < OPEN, "role", || {
        visit.tr.t("memberships-invitations-many")
    });
    if faults.is_empty() && by_mail {
        visit.hurried(Act::MailOut, "email", &mut faults);
    }
    let (Some(part), true) = (part, faults.is_empty()) else {
        return members::draw(&mut visit, &team, (&input, &faults), "").await;
    };
    let id = visit.app.ids.next();
    let email = address.as_ref().map_or("", |a| a.as_str());
    let new = rows::Invite {
        id,
        body,
        kind: if by_mail { "mail" } else { "link" },
        email,
        part,
        most,
        person: person.id,
        at: visit.now,
        until: visit.now + days * DAY,
    };
    let mut tx = visit.begin().await?;
    rows::invite(&mut tx, territory, &new).await?;
    if by_mail {
        let said = bodies::Said {
            key: "memberships-mail-invited",
            who: &person.name,
            part: part.code(),
            path: &format!("/invitations/{}", token(&visit.app, id)),
            ..bodies::Said::default()
        };
        let place = (&visit.app, &*visit.territory);
        let letter = bodies::letter(place, (email, visit.locale.code()), &team.body, &said);
        mail::post(&mut tx, &visit.app, &visit.territory, &letter, visit.now).await?;
    }
    visit.commit(tx).await?;
    let url = format!("/organisations/{}", team.body.slug);
    if by_mail {
        visit.tell("memberships-invited", email);
        return Ok(visit.redirect(&format!("{url}/members")));
    }
    Ok(visit.redirect(&format!("{url}/invitations/{}", id::short(id))))
}

async fn one(visit: &mut Visit, slug: &str, short: &str) -> Result<(Team, Invitation), Problem> {
    let team = lead(visit, slug).await?;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let found = rows::invitation(visit.db.get().await?, territory, id).await?;
    let ours = found.filter(|i| i.body_id == team.body.id);
    Ok((team, ours.ok_or(Problem::NotFound)?))
}

/// A link with its drawing, to show and to print.
pub async fn show(mut visit: Visit, Path((slug, short)): Path<(String, String)>) -> Answer {
    let (team, i) = one(&mut visit, &slug, &short).await?;
    if i.kind != "link" || i.state != "open" || i.expires_at <= visit.now {
        return Err(Problem::Gone);
    }
    let path = format!("/invitations/{}", token(&visit.app, i.id));
    let link = format!("{}{path}", page::base(&visit.app, &visit.territory));
    let mut p = visit
        .page(visit.tr.t("memberships-poster-title"))
        .at("me")
        .private();
    p.section = team.body.name.clone();
    let template = Poster {
        drawing: security::drawing(&link, &p.t("memberships-poster-drawing")),
        url: format!("/organisations/{}", team.body.slug),
        days: (i.expires_at - visit.now).div_euclid(DAY) + 1,
        t: &team,
        i: &i,
        link,
        p: &p,
    };
    visit.show(&template)
}

/// Takes an invitation back.
pub async fn revoke(mut visit: Visit, Path((slug, short)): Path<(String, String)>) -> Answer {
    let (team, i) = one(&mut visit, &slug, &short).await?;
    let actors = steps::actors(&visit.viewer, None).with(terreau_kernel::life::Actor::Lead);
    let step = INVITATION.attempt(&i.state, "revoke", &actors, visit.now - i.created_at, None)?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if !rows::revoke(&mut tx, territory, i.id, visit.now).await? {
        return Err(Problem::Conflict("life-not-from"));
    }
    let taken = Taken {
        territory,
        id: visit.app.ids.next(),
        object: i.id,
        person: visit.viewer.id(),
        body: Some(team.body.id),
        at: visit.now,
    };
    steps::record(&mut tx, INVITATION.object, &step, taken).await?;
    visit.commit(tx).await?;
    visit.tell("memberships-revoked", "");
    Ok(visit.redirect(&format!("/organisations/{}/members", team.body.slug)))
}
