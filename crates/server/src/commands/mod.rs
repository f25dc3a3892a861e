//! The commands of the binary.

mod copies;
mod demo;
mod disclose;
mod doctor;
pub mod health;
mod import;
mod jobs;
mod pack;
mod rebuild;
mod returned;
mod territory;
mod user;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{
    config::{self, Settings},
    serve,
};

/// Terreau: an open social network for territorial innovation.
#[derive(Debug, Parser)]
#[command(name = "terreau", version, about)]
pub struct Cli {
    /// The configuration file (default: terreau.toml in the working folder, if there is one).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and run jobs until stopped.
    Serve {
        /// Read the configuration, say whether it makes sense, and stop.
        #[arg(long)]
        check_config: bool,
    },
    /// Fill and serve a demonstration. Never expose it to the Internet: its passwords are public.
    Demo(demo::Demo),
    /// Bring the database to the version of this binary.
    Migrate,
    /// Territories of this installation.
    #[command(subcommand)]
    Territory(territory::Territory),
    /// Accounts, roles and password links.
    #[command(subcommand)]
    User(user::User),
    /// Bring in people, ideas and comments from CSV files.
    Import(import::Import),
    /// Write everything into one encrypted file, while the site serves.
    Backup(copies::Backup),
    /// Make the key that backups are encrypted for.
    BackupKey(copies::BackupKey),
    /// Fill an empty installation from a backup.
    Restore(copies::Restore),
    /// Copy everything into an empty PostgreSQL database.
    Move(copies::Move),
    /// Compute anew what is derived, while the site serves.
    #[command(subcommand)]
    Rebuild(rebuild::Rebuild),
    /// Background work, what failed, and trying again.
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Note that a letter came back: the message on standard input, or an address.
    Returned(returned::Returned),
    /// Write what one account is known by into a file, on a legal order, with the names of two administrators.
    Disclose(disclose::Disclose),
    /// Say what is wrong and how to repair it.
    Doctor(doctor::Doctor),
    /// Show the settings in force, secrets masked, and where each comes from.
    Config {
        /// Only say whether they make sense; the exit code is 1 where they do not.
        #[arg(long)]
        check: bool,
    },
}

/// Runs a command.
///
/// # Errors
/// Told to the person at the keyboard.
pub async fn run(cli: Cli) -> Result<()> {
    let settings = config::read(cli.config.as_deref())?;
    logs(
        settings.config.log_json,
        matches!(cli.command, Command::Serve { .. }),
    );
    match cli.command {
        Command::Serve { check_config: true } | Command::Config { check: true } => {
            settings.sound()?;
            println!("The configuration makes sense.");
            Ok(())
        }
        Command::Serve { .. } => {
            let config = settings.sound()?;
            let listener = serve::listen(&config).await?;
            let app = serve::open(config).await?;
            serve::ready(&app).await?;
            serve::serve(app, listener, |address| tracing::info!(%address, "listening")).await
        }
        Command::Demo(demo) => demo::run(settings.sound()?, demo).await,
        Command::Migrate => {
            let app = serve::open(settings.sound()?).await?;
            let applied = terreau_store::migrate(&app.db).await?;
            println!("{applied} migration(s) applied; the database is up to date.");
            Ok(())
        }
        Command::Territory(command) => territory::run(settings.sound()?, command).await,
        Command::User(command) => user::run(settings.sound()?, command).await,
        Command::Import(command) => import::run(settings.sound()?, command).await,
        Command::Backup(command) => copies::backup(settings.sound()?, command).await,
        Command::BackupKey(command) => copies::backup_key(&command),
        Command::Restore(command) => copies::restore(settings.sound()?, command).await,
        Command::Move(command) => copies::move_to(settings.sound()?, command).await,
        Command::Rebuild(what) => rebuild::run(settings.sound()?, what).await,
        Command::Jobs(command) => jobs::run(settings.sound()?, command).await,
        Command::Returned(command) => returned::run(settings.sound()?, command).await,
        Command::Disclose(command) => disclose::run(settings.sound()?, command).await,
        Command::Doctor(command) => doctor::run(settings, command).await,
        Command::Config { .. } => show(&settings),
    }
}

/// A file that only its owner may read; `new` refuses one that exists.
fn own(path: &Path, new: bool) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).mode(0o600);
    if new {
        options.create_new(true)
    } else {
        options.create(true).truncate(true)
    };
    options.open(path)
}

fn show(settings: &Settings) -> Result<()> {
    let lines = settings.shown()?;
    let widest = lines
        .iter()
        .map(|line| line.1.chars().count())
        .max()
        .unwrap_or(0)
        .min(60);
    for (name, value, origin) in lines {
        println!("{name:<16} {value:<widest$}  ({origin})");
    }
    for fault in &settings.faults {
        println!("! {fault}");
    }
    Ok(())
}

fn logs(json: bool, serving: bool) {
    let usual = if serving {
        "info,sqlx=warn,tantivy=warn"
    } else {
        "warn,sqlx=error,tantivy=error"
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("TERREAU_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(usual));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json { logs.json().init() } else { logs.init() }
}
