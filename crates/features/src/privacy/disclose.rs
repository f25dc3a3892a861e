//! What is handed over on a legal order: who an account belongs to, open or closed, and from where it signed in during
//! the year that is kept. Asked with a reason, by two administrators, and written down with it. No page does this.

use serde_json::{Value, json};
use terreau_kernel::{
    address,
    id::{self, Id},
    life::{Actor, Actors, Step},
    text,
    time::{Micros, rfc3339},
};
use terreau_kit::{
    App, Role, Territory,
    steps::{self, Taken},
};
use terreau_store::{Reach, Tx, all, one, statements};

use crate::closed::{self, Closed, Line, Named};

/// A reason says which order, of whom, of when.
const REASON: usize = 12;

macro_rules! account {
    ($which:literal) => {
        concat!(
            "select p.id, p.slug, p.name, p.role, p.state, p.joined_at, a.email, a.confirmed_at, a.seen_at
             from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id
             where ",
            $which
        )
    };
}

statements! {
    ACCOUNT = account!("a.territory_id = $1 and a.email_key = $2");
    NAMED = account!("p.territory_id = $1 and p.slug = $2");
    NUMBERED = account!("a.territory_id = $1 and a.person_id = $2");
    LOG = "select kind, network, agent, at from security_log where territory_id = $1 and person_id = $2
           order by at, id";
}

/// An order as it is asked.
pub struct Order<'a> {
    /// The address of the account, the last part of the address of its public page, or its id.
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
    /// A page that was that of several people, one after the other.
    #[error("this page was that of several accounts: name one by its id: {0}")]
    Several(String),
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

fn named(who: &str) -> Named<'_> {
    match address::parse(who) {
        Ok(address) => Named::Address(address.key()),
        Err(_) => Named::Page(who),
    }
}

async fn open(tx: &mut impl Reach, territory: Id, who: &Named<'_>) -> terreau_store::Result<Option<Account>> {
    match who {
        Named::Address(key) => one!(tx, Account, ACCOUNT, territory, key),
        Named::Page(slug) => one!(tx, Account, NAMED, territory, *slug),
        Named::Id(id) => one!(tx, Account, NUMBERED, territory, *id),
    }
}

/// The open account and the closed ones an order names. An address is that of one person, whatever accounts they had.
/// A page is left free by whoever goes: where several had it, the order must say which.
async fn known(
    tx: &mut impl Reach,
    territory: Id,
    who: &str,
) -> Result<(Option<Account>, Vec<Closed>), Refused> {
    let named = named(who);
    let mut here = open(tx, territory, &named).await?;
    let mut gone = closed::find(tx, territory, &named).await?;
    let id = id::parse_short(who).or_else(|| who.parse().ok());
    if let (None, [], Some(id)) = (&here, gone.as_slice(), id) {
        here = open(tx, territory, &Named::Id(id)).await?;
        gone = closed::find(tx, territory, &Named::Id(id)).await?;
    }
    let one = here.iter().map(|a| format!("{} (open)", a.id));
    let others = gone
        .iter()
        .map(|a| format!("{} (closed {})", a.person_id, rfc3339(a.closed_at)));
    let all: Vec<String> = one.chain(others).collect();
    match all.len() {
        0 => Err(Refused::Nobody),
        2.. if !matches!(named, Named::Address(_)) => Err(Refused::Several(all.join(", "))),
        _ => Ok((here, gone)),
    }
}

async fn administrator(tx: &mut impl Reach, territory: Id, who: &str) -> Result<Id, Refused> {
    let account = open(tx, territory, &named(who)).await?;
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
    let (account, gone) = known(&mut tx, here, order.person).await?;
    let people = account
        .iter()
        .map(|a| a.id)
        .chain(gone.iter().map(|a| a.person_id));
    for person in people {
        for (by, name) in [(first, "disclosed"), (second, "disclosure-approved")] {
            written(app, &mut tx, (here, person, by), name, &reason).await?;
        }
    }
    let mut lines = Vec::new();
    if let Some(account) = &account {
        lines = all!(&mut tx, Line, LOG, here, account.id)?;
    }
    let mut left = Vec::new();
    for account in gone {
        let lines = closed::lines(&mut tx, here, account.person_id).await?;
        left.push(of_closed(&account, lines));
    }
    tx.commit().await?;
    Ok(json!({
        "territory": territory.name,
        "order": reason,
        "answered_by": order.by,
        "made_at": rfc3339(now),
        "account": account.as_ref().map(of_open),
        "connections": connections(lines),
        "closed_accounts": left,
    }))
}

fn of_open(account: &Account) -> Value {
    json!({
        "id": account.id,
        "page": format!("/people/{}", account.slug),
        "name": account.name,
        "state": account.state,
        "email": account.email,
        "email_confirmed_at": account.confirmed_at.map(rfc3339),
        "joined_at": rfc3339(account.joined_at),
        "last_seen_at": rfc3339(account.seen_at),
    })
}

fn of_closed(account: &Closed, lines: Vec<Line>) -> Value {
    json!({
        "id": account.person_id,
        "page": format!("/people/{}", account.slug),
        "name": account.name,
        "email": account.email,
        "email_confirmed_at": account.confirmed_at.map(rfc3339),
        "joined_at": rfc3339(account.opened_at),
        "last_seen_at": rfc3339(account.seen_at),
        "closed_at": rfc3339(account.closed_at),
        "connections": connections(lines),
    })
}

fn connections(lines: Vec<Line>) -> Vec<Value> {
    let line =
        |l: Line| json!({ "act": l.kind, "network": l.network, "agent": l.agent, "at": rfc3339(l.at) });
    lines.into_iter().map(line).collect()
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
