//! `terreau jobs`: background work, what failed, and trying again.

use anyhow::{Result, bail};
use clap::Subcommand;
use terreau_kernel::{id::Id, time};
use terreau_kit::config::Config;
use terreau_store::jobs;

use crate::serve;

#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// List jobs: those given up, those that wait, those that run.
    List {
        /// At most so many of each.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Put jobs that were given up back into the queue.
    Retry {
        /// This one only; without it, all of them.
        id: Option<Id>,
    },
}

const STATES: [(&str, &str); 3] = [
    ("dead", "given up"),
    ("running", "running"),
    ("queued", "waiting"),
];

/// Runs the command.
pub async fn run(config: Config, command: Jobs) -> Result<()> {
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    match command {
        Jobs::List { limit } => {
            let mut conn = app.db.read().await?;
            for (state, word) in STATES {
                println!("{word}: {}", jobs::count(&mut conn, state).await?);
                for job in jobs::list(&mut conn, state, (i64::MAX, Id::max()), limit).await? {
                    println!(
                        "  {}  {:<16} tries {:>2}  next {}  {}",
                        job.id,
                        job.kind,
                        job.attempts,
                        time::rfc3339(job.run_at),
                        job.last_error.unwrap_or_default()
                    );
                }
            }
        }
        Jobs::Retry { id } => {
            let mut tx = app.db.begin().await?;
            let now = app.clock.now();
            let count = match id {
                Some(id) => u64::from(jobs::retry(&mut tx, id, now).await?),
                None => jobs::retry_dead(&mut tx, now).await?,
            };
            tx.commit().await?;
            if id.is_some() && count == 0 {
                bail!("no job of this number was given up or waits");
            }
            println!("{count} job(s) will be tried again at once.");
        }
    }
    app.db.close().await;
    Ok(())
}
