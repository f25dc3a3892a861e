//! The organisations of the demonstration, of every kind and in every state, with those who belong to them.

use terreau_kernel::{
    text,
    time::{DAY, Micros},
};
use terreau_kit::{App, Territory};
use terreau_store::Tx;

use super::{
    cast::Cast,
    content::{Content, Organisation},
    plan::Moved,
    rows::{self, Body},
};
use crate::work::Failed;

/// What somebody says who asks to join.
const HELLO: &str = "Bonjour, j’habite à deux rues et j’ai mes samedis libres.";

/// Writes them all.
pub async fn write(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    content: &Content,
    cast: &Cast,
) -> Result<(), Failed> {
    for said in &content.organisations {
        one(app, tx, territory, said, cast).await?;
    }
    Ok(())
}

async fn one(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    said: &Organisation,
    cast: &Cast,
) -> Result<(), Failed> {
    let at = app.clock.now() - said.days * DAY;
    let (sent, verified) = (at + DAY, at + 3 * DAY);
    let seen = matches!(said.state.as_str(), "verified" | "flagged" | "left");
    let body = Body {
        id: app.ids.next(),
        slug: &text::slug(&said.name, 60),
        said,
        at,
        sent: (said.state != "draft").then_some(sent),
        verified: seen.then_some(verified),
    };
    rows::body(tx, territory.id, &body).await?;
    for slug in &said.zones {
        let zone = territory
            .zone_named(slug)
            .ok_or("an organisation names an unknown quarter")?;
        rows::body_zone(tx, territory.id, body.id, zone.id).await?;
    }
    let last = said.members.len().saturating_sub(1);
    for (place, key) in said.members.iter().enumerate() {
        let who = cast.named(key).id;
        let part = match place {
            0 => ("administrator", "active", ""),
            1 => ("spokesperson", "active", ""),
            // The newest of a large one waits for an answer.
            place if place == last && last >= 4 => ("member", "asked", HELLO),
            _ => ("member", "active", ""),
        };
        let ids = (app.ids.next(), body.id, who);
        rows::member(tx, territory.id, ids, part, at + place as i64 * DAY).await?;
    }
    past(app, tx, territory, (&body, said), cast).await
}

/// The dated steps that led where it stands.
async fn past(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    (body, said): (&Body<'_>, &Organisation),
    cast: &Cast,
) -> Result<(), Failed> {
    let Some(lead) = said.members.first().map(|key| cast.named(key).id) else {
        return Ok(());
    };
    let fair = cast.named("p027").id;
    let at = |days: i64| -> Micros { body.at + days * DAY };
    let all = [
        ("create", "", "draft", lead, "", at(0)),
        ("send", "draft", "pending", lead, "", at(1)),
        ("verify", "pending", "verified", fair, "", at(3)),
    ];
    let end = match said.state.as_str() {
        "draft" => 1,
        "pending" => 2,
        _ => 3,
    };
    let mut steps = all[..end].to_vec();
    match said.state.as_str() {
        "flagged" => {
            let why = "Le récépissé présenté porte le nom d’une autre association : merci de nous écrire.";
            steps.push(("flag", "verified", "flagged", fair, why, at(40)));
        }
        "left" => steps.push(("leave", "verified", "left", lead, "", at(300))),
        _ => {}
    }
    for (name, from, to, person, reason, at) in steps {
        let moved = Moved {
            kind: "organisation",
            object: body.id,
            name,
            from,
            to,
            person,
            body: None,
            reason: reason.to_owned(),
            at,
        };
        rows::step(tx, territory.id, app.ids.next(), &moved).await?;
    }
    Ok(())
}
