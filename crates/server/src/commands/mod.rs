//! The commands of the binary.

pub mod health;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{config, serve};

/// Terreau: an open social network for territorial innovation.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// The configuration file (default: terreau.toml in the working folder, if there is one).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until stopped.
    Serve,
    /// Bring the database up to date.
    Migrate,
}

/// Runs a command.
///
/// # Errors
/// Told to the person at the keyboard.
pub async fn run(cli: Cli) -> Result<()> {
    let config = config::read(cli.config.as_deref())?;
    logs(config.log_json);
    match cli.command {
        Command::Serve => {
            let app = serve::open(config).await?;
            serve::ready(&app).await?;
            serve::serve(app, |address| tracing::info!(%address, "listening")).await
        }
        Command::Migrate => {
            let app = serve::open(config).await?;
            let applied = terreau_store::migrate(&app.db).await?;
            println!("{applied} migration(s) applied; the database is up to date.");
            Ok(())
        }
    }
}

fn logs(json: bool) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TERREAU_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn,tantivy=warn"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json { logs.json().init() } else { logs.init() }
}
