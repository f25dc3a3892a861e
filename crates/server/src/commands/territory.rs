//! `terreau territory`: adding one, listing them.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use terreau_features::territories::{self, NewTerritory};
use terreau_kernel::{limits, text};
use terreau_kit::config::Config;

use super::pack::Pack;
use crate::serve;

#[derive(Debug, Subcommand)]
pub enum Territory {
    /// Add a territory, from the INSEE code of a commune or from a name.
    Create(Create),
    /// List the territories.
    List,
}

#[derive(Debug, Args)]
pub struct Create {
    /// Its short name in commands and addresses: small letters, figures, hyphens.
    #[arg(long)]
    slug: String,
    /// The INSEE code of a commune: brings name, population, outline and neighbours.
    #[arg(long)]
    insee: Option<String>,
    /// Its name, where it is not the commune's.
    #[arg(long, default_value = "")]
    name: String,
    /// A GeoJSON file with its outline.
    #[arg(long)]
    outline: Option<PathBuf>,
    /// The folder of a country pack: settings and standing pages it begins with.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// A host it answers to; may be repeated.
    #[arg(long)]
    host: Vec<String>,
}

/// Runs the command.
pub async fn run(config: Config, command: Territory) -> Result<()> {
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    match command {
        Territory::Create(create) => {
            let pack = create.pack.as_deref().map(Pack::read).transpose()?;
            let mut new = parse(create)?;
            if let Some(pack) = &pack {
                new.settings = pack.settings.clone();
            }
            let hosts = new.hosts.join(", ");
            let made = territories::make(&app, new).await?;
            if let Some(pack) = &pack {
                pack.lay(&app, made.id).await?;
            }
            println!("{}: {} inhabitants.", made.name, made.population);
            if !made.neighbours.is_empty() {
                println!("Neighbours: {}.", made.neighbours.join(", "));
            }
            if !made.outlined {
                println!("No outline is shipped for it: give one with --outline.");
            }
            if !hosts.is_empty() {
                println!("Answers to {hosts}.");
            }
            println!("Next: terreau user create --email … --name … --role administrator");
        }
        Territory::List => {
            for t in app.atlas.all() {
                let hosts = if t.is_default {
                    "every other host".to_owned()
                } else {
                    t.hosts.join(", ")
                };
                let demo = if t.is_demo { "  (demonstration)" } else { "" };
                println!("{:<20} {:<30} {hosts}{demo}", t.slug, t.name);
            }
        }
    }
    app.db.close().await;
    Ok(())
}

fn parse(create: Create) -> Result<NewTerritory> {
    if create.slug.is_empty() || text::slug(&create.slug, limits::SLUG) != create.slug {
        bail!("--slug: write « {} »", text::slug(&create.slug, limits::SLUG));
    }
    let outline = match &create.outline {
        None => None,
        Some(path) => Some(
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?,
        ),
    };
    for host in &create.host {
        let plain = url::Host::parse(host).is_ok() && !host.contains(':');
        if !plain {
            bail!("--host: « {host} » is not a host name such as idees.town.fr");
        }
    }
    Ok(NewTerritory {
        slug: create.slug,
        name: create.name,
        insee: create.insee,
        outline,
        demo: false,
        hosts: create.host.iter().map(|host| host.to_lowercase()).collect(),
        ..NewTerritory::default()
    })
}
