//! The organisations of the demonstration, of every kind and in every state, with those who belong to them.

use serde::Deserialize;
use terreau_kernel::{
    life::{Actor, Actors, Step},
    text,
    time::{DAY, Micros},
};
use terreau_kit::{App, Territory, steps};
use terreau_store::Tx;

use super::{
    Who,
    rows::{self, Body},
};
use crate::work::Failed;

/// An organisation and its members, the first of whom answers for it.
#[derive(Debug, Deserialize)]
pub struct Organisation {
    pub name: String,
    pub kind: String,
    pub state: String,
    pub line: String,
    pub text: String,
    pub zones: Vec<String>,
    pub address: String,
    /// Where that is: degrees north and east.
    #[serde(default)]
    pub door: Option<(f64, f64)>,
    pub hours: String,
    pub siret: String,
    pub rna: String,
    pub members: Vec<String>,
    /// How long ago it came.
    pub days: i64,
}

#[derive(Debug, Deserialize)]
struct Organisations {
    organisation: Vec<Organisation>,
}

/// What somebody says who asks to join.
const HELLO: &str = "Bonjour, j’habite à deux rues et j’ai mes samedis libres.";

/// Writes them all.
pub async fn write(app: &App, tx: &mut Tx, territory: &Territory, who: Who<'_>) -> Result<(), Failed> {
    let Organisations { organisation } = toml::from_str(include_str!("content/organisations.toml"))?;
    for said in &organisation {
        one(app, tx, territory, said, who).await?;
    }
    super::words::write(app, tx, territory, who).await?;
    super::talks::write(app, tx, territory, who).await?;
    super::follows::write(tx, territory.id, who, app.clock.now()).await?;
    super::welcome::write(app, tx, territory.id, who).await?;
    // Accounts of a demonstration have been here for a week: their first letter tells what happened in it.
    let now = app.clock.now();
    crate::told::later(tx, territory.id, now - 8 * DAY, now + DAY).await?;
    Ok(())
}

async fn one(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    said: &Organisation,
    who: Who<'_>,
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
        let member = who(key);
        let part = match place {
            0 => ("administrator", "active", ""),
            1 => ("spokesperson", "active", ""),
            // The newest of a large one waits for an answer.
            place if place == last && last >= 4 => ("member", "asked", HELLO),
            _ => ("member", "active", ""),
        };
        let ids = (app.ids.next(), body.id, member);
        rows::member(tx, territory.id, ids, part, at + place as i64 * DAY).await?;
    }
    past(app, tx, territory, (&body, said), who).await
}

/// The dated steps that led where it stands.
async fn past(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    (body, said): (&Body<'_>, &Organisation),
    who: Who<'_>,
) -> Result<(), Failed> {
    let Some(lead) = said.members.first().map(|key| who(key)) else {
        return Ok(());
    };
    let fair = who("p027");
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
        let step = Step {
            name,
            from,
            to,
            by: Actors::of(&[Actor::Lead]),
            reason: (!reason.is_empty()).then(|| reason.to_owned()),
            effects: &[],
        };
        let taken = steps::Taken {
            territory: territory.id,
            id: app.ids.next(),
            object: body.id,
            person: Some(person),
            body: None,
            at,
        };
        steps::record(tx, "organisation", &step, taken).await?;
    }
    Ok(())
}
