//! `terreau disclose`: what one account is known by, on a legal order, into a file that only its owner may read.

use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use terreau_features::privacy::{Order, disclose};
use terreau_kit::config::Config;

use crate::serve;

#[derive(Debug, Args)]
pub struct Disclose {
    /// The account, open or closed: its e-mail address, the last part of the address of its public page, or its id.
    #[arg(long)]
    person: String,
    /// The order: which court or service, its number, its date. It is kept.
    #[arg(long)]
    reason: String,
    /// The administrator who answers the order.
    #[arg(long)]
    by: String,
    /// Another administrator who read the order and agrees.
    #[arg(long)]
    approved_by: String,
    /// The short name of the territory; without it, the default one.
    #[arg(long)]
    territory: Option<String>,
    /// The file to write.
    #[arg(long)]
    to: PathBuf,
}

/// Writes the file; what was handed over, why and by whom stays on record.
pub async fn run(config: Config, command: Disclose) -> Result<()> {
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    let territory = match &command.territory {
        Some(slug) => app.atlas.by_slug(slug),
        None => app.atlas.all().into_iter().next(),
    };
    let territory =
        territory.ok_or_else(|| anyhow!("there is no such territory; see: terreau territory list"))?;
    let mut file = super::own(&command.to, true)
        .with_context(|| format!("--to: {} cannot be written", command.to.display()))?;
    let order = Order {
        person: &command.person,
        reason: &command.reason,
        by: [&command.by, &command.approved_by],
    };
    let known = match disclose(&app, &territory, &order).await {
        Ok(known) => known,
        Err(refused) => {
            let _ = std::fs::remove_file(&command.to);
            return Err(refused.into());
        }
    };
    serde_json::to_writer_pretty(&mut file, &known)?;
    app.db.close().await;
    println!(
        "{} holds what identifies the accounts named and nothing else; the act is on record. Hand it over by a safe \
         way, then remove it.",
        command.to.display()
    );
    Ok(())
}
