//! `terreau demo`: a folder, a town full of life, an address to open.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Result, anyhow};
use clap::Args;
use terreau_features::demo::{self, ACCOUNTS, PASSWORD, Progress, address};
use terreau_kit::config::Config;

use crate::{progress::Line, serve};

#[derive(Debug, Args)]
pub struct Demo {
    /// The port to listen on.
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
    /// The folder of its data.
    #[arg(long, env = "DATA", default_value = "data/demo")]
    data: PathBuf,
    /// Fill it and stop.
    #[arg(long)]
    fill_only: bool,
}

/// Fills the demonstration unless it is filled already, then serves it.
pub async fn run(settings: Config, demo: Demo) -> Result<()> {
    let listen = SocketAddr::new(settings.listen.ip(), demo.port);
    let base_url = if settings.base_url == Config::default().base_url {
        format!("http://127.0.0.1:{}", demo.port)
    } else {
        settings.base_url.clone()
    };
    let config = Config {
        data: demo.data,
        listen,
        base_url: base_url.clone(),
        demo: true,
        ..settings
    };
    if demo.fill_only {
        let app = serve::open(config).await?;
        serve::ready(&app).await?;
        fill(&app).await?;
        app.db.close().await;
        return Ok(());
    }
    // The port first: nobody waits for pictures to learn that it is taken.
    let listener = serve::listen(&config).await?;
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    fill(&app).await?;
    let neighbour = demo::neighbour(&app).unwrap_or_default();
    serve::serve(app, listener, |_| announce(&base_url, &neighbour)).await
}

async fn fill(app: &terreau_kit::App) -> Result<()> {
    let (pictures, rows) = (Line::new("drawing pictures", 0), Line::new("writing", 0));
    let filled = demo::fill(app, |progress| match progress {
        Progress::Pictures(done, total) => pictures.at(done as u64, total as u64),
        Progress::Rows(done, total) => {
            pictures.end();
            rows.at(done as u64, total as u64);
        }
    })
    .await
    .map_err(|error| anyhow!("the demonstration could not be filled: {error}"))?;
    pictures.end();
    rows.end();
    if let Some(filled) = filled {
        println!(
            "Filled: {} people, {} ideas with {} pictures, {} comments, {} supports.",
            filled.people, filled.ideas, filled.pictures, filled.comments, filled.supports
        );
    }
    Ok(())
}

fn announce(base_url: &str, neighbour: &str) {
    println!("\n  The demonstration is ready: {base_url}\n");
    println!("  Accounts, all with the password {PASSWORD}:");
    for (name, _, role) in ACCOUNTS {
        println!("    {:<32} {}", address(name), role.code());
    }
    println!("\n  Its neighbour, where leader@ and admin@ take part too: {neighbour}");
    println!("  Its mail is at {base_url}/demo/mail. Ctrl-C stops it.\n");
}
