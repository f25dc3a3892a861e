//! `terreau rebuild`: what is derived, computed anew while the site serves.

use anyhow::{Result, anyhow};
use clap::Subcommand;
use terreau_features::{counters, pictures, search};
use terreau_kit::config::Config;

use crate::{progress::Line, serve};

#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Rebuild {
    /// Fill the search index anew.
    Search,
    /// Count again everything that is kept as a count.
    Counters,
    /// Draw again the smaller sizes of pictures that are missing.
    Previews,
}

/// Runs the command.
pub async fn run(config: Config, what: Rebuild) -> Result<()> {
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    match what {
        Rebuild::Search => {
            let line = Line::new("filling the index", 0);
            let count = search::rebuild(&app, |count| line.at(count, count))
                .await
                .map_err(|error| anyhow!("{error}"))?;
            line.end();
            println!("The index holds {count} documents.");
        }
        Rebuild::Counters => {
            for territory in app.atlas.all() {
                let mut tx = app.db.begin().await?;
                terreau_store::transfer::unhurried(&mut tx).await?;
                let repaired = counters::repair(&mut tx, territory.id).await?;
                tx.commit().await?;
                if repaired.is_empty() {
                    println!("{}: every count was right.", territory.name);
                }
                for (name, places) in repaired {
                    println!(
                        "{}: {name} was wrong in {places} place(s), and is right now.",
                        territory.name
                    );
                }
            }
        }
        Rebuild::Previews => {
            let line = Line::new("pictures", 0);
            let redrawn = pictures::redraw(&app, |done, total| line.at(done, total))
                .await
                .map_err(|error| anyhow!("{error}"))?;
            line.end();
            println!(
                "{} picture(s) looked at, {} drawn again.",
                redrawn.seen, redrawn.drawn
            );
            for id in &redrawn.lost {
                println!("The file of picture {id} is gone: restore it from a backup.");
            }
        }
    }
    app.db.close().await;
    Ok(())
}
