//! `terreau user`: accounts, roles and password links, for whoever runs the machine.

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use terreau_features::{
    accounts::{self, NewPerson, PersonState},
    factors,
};
use terreau_kernel::{address, id::Id, limits, text};
use terreau_kit::{App, Problem, Role, Territory, config::Config};

use crate::serve;

#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account and print the link by which its owner chooses a password.
    Create(Create),
    /// Change what somebody may do; they sign in again.
    Role(Change),
    /// Print a link by which somebody chooses a password.
    Link(Who),
    /// Switch off the second factor of somebody who lost telephone and spare codes.
    FactorOff(Who),
}

/// What somebody may do.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Word {
    Member,
    Moderator,
    Agent,
    Elected,
    Administrator,
}

impl From<Word> for Role {
    fn from(word: Word) -> Self {
        match word {
            Word::Member => Self::Member,
            Word::Moderator => Self::Moderator,
            Word::Agent => Self::Agent,
            Word::Elected => Self::Elected,
            Word::Administrator => Self::Administrator,
        }
    }
}

#[derive(Debug, Args)]
pub struct Who {
    /// Their e-mail address.
    #[arg(long)]
    email: String,
    /// The short name of the territory; without it, the default one.
    #[arg(long)]
    territory: Option<String>,
}

#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    who: Who,
    /// The name they show.
    #[arg(long)]
    name: String,
    #[arg(long, value_enum, default_value = "member")]
    role: Word,
}

#[derive(Debug, Args)]
pub struct Change {
    #[command(flatten)]
    who: Who,
    #[arg(long, value_enum)]
    role: Word,
}

/// Runs the command.
pub async fn run(config: Config, command: User) -> Result<()> {
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    match command {
        User::Create(create) => make(&app, create).await?,
        User::Role(change) => {
            let territory = territory(&app, &change.who)?;
            let mut tx = app.db.begin().await?;
            let person = person(&mut tx, &territory, &change.who.email).await?;
            let role = Role::from(change.role);
            accounts::set_role(&mut tx, &app, &territory, (person, role), None)
                .await
                .map_err(said)?;
            tx.commit().await?;
            println!("{} is now {}.", change.who.email, role.code());
        }
        User::FactorOff(who) => {
            let territory = territory(&app, &who)?;
            let mut tx = app.db.begin().await?;
            let person = person(&mut tx, &territory, &who.email).await?;
            let was = factors::off(&mut tx, territory.id, person).await?;
            tx.commit().await?;
            let said = if was { "is off now" } else { "was not on" };
            println!("The second factor of {} {said}.", who.email);
        }
        User::Link(who) => link(&app, &*territory(&app, &who)?, &who.email).await?,
    }
    app.db.close().await;
    Ok(())
}

async fn make(app: &App, create: Create) -> Result<()> {
    let territory = territory(app, &create.who)?;
    let name = text::clean_line(&create.name);
    if !(limits::NAME_MIN..=limits::NAME).contains(&text::graphemes(&name)) {
        bail!(
            "--name: between {} and {} characters",
            limits::NAME_MIN,
            limits::NAME
        );
    }
    let new = NewPerson {
        email: Some(create.who.email.clone()),
        locale: territory.settings.default_locale.clone(),
        role: create.role.into(),
        state: PersonState::Active,
        ..NewPerson::named(&name, app.clock.now())
    };
    let mut tx = app.db.begin().await?;
    accounts::create_person(&mut tx, app, &territory, new)
        .await
        .map_err(said)?;
    tx.commit().await?;
    println!("{} has an account in {}.", create.who.email, territory.name);
    link(app, &territory, &create.who.email).await
}

async fn link(app: &App, territory: &Territory, email: &str) -> Result<()> {
    let url = accounts::password_link(app, territory, email)
        .await
        .map_err(said)?;
    println!("To choose a password: {url}");
    Ok(())
}

fn territory(app: &App, who: &Who) -> Result<std::sync::Arc<Territory>> {
    let found = match &who.territory {
        Some(slug) => app.atlas.by_slug(slug),
        None => app.atlas.all().into_iter().next(),
    };
    found.ok_or_else(|| anyhow!("there is no such territory; see: terreau territory list"))
}

async fn person(tx: &mut terreau_store::Tx, territory: &Territory, email: &str) -> Result<Id> {
    let Ok(address) = address::parse(email) else {
        bail!("« {email} » is not an e-mail address");
    };
    let text = "select person_id from accounts where territory_id = $1 and email_key = $2";
    let found = terreau_store::value!(tx, Id, text, territory.id, address.key())?;
    found.ok_or_else(|| anyhow!("nobody in {} has the address {email}", territory.name))
}

fn said(problem: Problem) -> anyhow::Error {
    match problem {
        Problem::NotFound => anyhow!("nobody has this address"),
        Problem::Conflict(_) => anyhow!("this address has an account already"),
        Problem::Invalid(_) => anyhow!("this is not an e-mail address that can be written to"),
        other => anyhow!("{other:?}"),
    }
}
