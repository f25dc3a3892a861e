//! `terreau returned`: a letter came back. The mail server hands the message over on standard input (an alias that
//! pipes to this command), or somebody names the address.

use std::io::Read as _;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use terreau_features::bounces::{Report, What, note, read};
use terreau_kit::config::Config;

use crate::serve;

/// The longest message that is read.
const MOST: u64 = 10 * 1024 * 1024;

#[derive(Debug, Args)]
pub struct Returned {
    /// The address that no longer takes letters; without it the message that came back is read from standard input.
    address: Option<String>,
    /// Its owner called our letters unwanted: only those they may do without stop.
    #[arg(long, requires = "address")]
    unwanted: bool,
}

/// Notes it, and says how many accounts it changed.
pub async fn run(config: Config, command: Returned) -> Result<()> {
    let reports = if let Some(address) = command.address {
        let what = if command.unwanted {
            What::Unwanted
        } else {
            What::Gone
        };
        vec![Report { address, what }]
    } else {
        let mut bytes = Vec::new();
        let input = std::io::stdin().lock();
        input
            .take(MOST)
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
        read(&String::from_utf8_lossy(&bytes))
    };
    if reports.is_empty() {
        bail!("nothing in this message says that an address is gone for good");
    }
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    let changed = note(&app, &reports).await?;
    app.db.close().await;
    println!("{} report(s) read, {changed} account(s) changed", reports.len());
    Ok(())
}
