//! What is handed over on a legal order: who an account belongs to, and from where it signed in during the year that is
//! kept. Asked with a reason, by two administrators, and written down before anything is read. No page does this.

use serde_json::{Value, json};
use terreau_kernel::{
    address,
    id::Id,
    life::{Actor, Actors, Step},
    text,
    time::{Micros, rfc3339},
};
use terreau_kit::{
    App, Role, Territory,
    steps::{self, Taken},
};
use terreau_store::{Reach, Tx, all, one, statements};

/// A reason says which order, of whom, of when.
const REASON: usize = 12;

statements! {
    ACCOUNT = "select p.id, p.slug, p.name, p.role, p.state, p.joined_at, a.email, a.confirmed_at, a.seen_at
               from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id
               where a.territory_id = $1 and a.email_key = $2";
    NAMED = "select p.id, p.slug, p.name, p.role, p.state, p.joined_at, a.email, a.confirmed_at, a.seen_at
             from people p join accounts a on a.territory_id = p.territory_id and a.person_id = p.id
             where p.territory_id = $1 and p.slug = $2";
    LOG = "select kind, network, agent, at from security_log where territory_id = $1 and person_id = $2
           order by at, id";
}

/// An order as it is asked.
pub struct Order<'a> {
    /// The address of the account, or the last part of the address of its public page.
    pub person: &'a str,
    /// Which order, of whom, of when.
    pub reason: &'a str,
    /// The addresses of two administrators.
    pub by: [&'a str; 2],
}

/// Why nothing is handed over.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No reason worth keeping.
    #[error("the reason must name the order: which court or service, its number, its date")]
    Reason,
    /// One person asked twice.
    #[error("two different administrators are needed")]
    Alone,
    /// Not an administrator.
    #[error("{0} is not an active administrator of this territory")]
    NotAdministrator(String),
    /// No such account.
    #[error("nobody here has this address or this public page")]
    Nobody,
    /// The database.
    #[error(transparent)]
    Store(#[from] terreau_store::Error),
}

#[derive(sqlx::FromRow)]
struct Account {
    id: Id,
    slug: String,
    name: String,
    role: String,
    state: String,
    joined_at: Micros,
    email: String,
    confirmed_at: Option<Micros>,
    seen_at: Micros,
}

#[derive(sqlx::FromRow)]
struct Line {
    kind: String,
    network: String,
    agent: String,
    at: Micros,
}

async fn found(tx: &mut impl Reach, territory: Id, who: &str) -> Result<Option<Account>, Refused> {
    Ok(match address::parse(who) {
        Ok(address) => one!(tx, Account, ACCOUNT, territory, address.key())?,
        Err(_) => one!(tx, Account, NAMED, territory, who)?,
    })
}

async fn administrator(tx: &mut impl Reach, territory: Id, who: &str) -> Result<Id, Refused> {
    let account = found(tx, territory, who).await?;
    let fit = |a: &Account| a.state == "active" && Role::from_code(&a.role) == Role::Administrator;
    let account = account.filter(fit);
    account
        .map(|a| a.id)
        .ok_or_else(|| Refused::NotAdministrator(who.to_owned()))
}

/// Hands over what one account is known by, and leaves a row of each administrator who answers for it.
///
/// # Errors
/// Says what is missing; nothing is read then.
pub async fn disclose(app: &App, territory: &Territory, order: &Order<'_>) -> Result<Value, Refused> {
    let reason = text::clean_line(order.reason);
    if text::graphemes(&reason) < REASON {
        return Err(Refused::Reason);
    }
    let (here, now) = (territory.id, app.clock.now());
    let mut tx = app.db.begin().await?;
    let first = administrator(&mut tx, here, order.by[0]).await?;
    let second = administrator(&mut tx, here, order.by[1]).await?;
    if first == second {
        return Err(Refused::Alone);
    }
    let account = found(&mut tx, here, order.person).await?.ok_or(Refused::Nobody)?;
    for (by, name) in [(first, "disclosed"), (second, "disclosure-approved")] {
        written(app, &mut tx, (here, account.id, by), name, &reason).await?;
    }
    let lines = all!(&mut tx, Line, LOG, here, account.id)?;
    tx.commit().await?;
    let line =
        |l: Line| json!({ "act": l.kind, "network": l.network, "agent": l.agent, "at": rfc3339(l.at) });
    Ok(json!({
        "territory": territory.name,
        "order": reason,
        "answered_by": order.by,
        "made_at": rfc3339(now),
        "account": {
            "id": account.id,
            "page": format!("/people/{}", account.slug),
            "name": account.name,
            "state": account.state,
            "email": account.email,
            "email_confirmed_at": account.confirmed_at.map(rfc3339),
            "joined_at": rfc3339(account.joined_at),
            "last_seen_at": rfc3339(account.seen_at),
        },
        "connections": lines.into_iter().map(line).collect::<Vec<_>>(),
    }))
}

async fn written(
    app: &App,
    tx: &mut Tx,
    (territory, object, by): (Id, Id, Id),
    name: &'static str,
    reason: &str,
) -> terreau_store::Result<()> {
    let step = Step {
        name,
        from: "",
        to: "",
        by: Actors::of(&[Actor::Administrator]),
        reason: Some(reason.to_owned()),
        effects: &[],
    };
    let taken = Taken {
        territory,
        id: app.ids.next(),
        object,
        person: Some(by),
        body: None,
        at: app.clock.now(),
    };
    steps::record(tx, "person", &step, taken).await
}
