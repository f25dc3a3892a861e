//! `terreau import`: a past consultation, from CSV files.

use std::{io::Write as _, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use terreau_features::import::{self, Files};
use terreau_kit::config::Config;

use crate::{progress::Line, serve};

#[derive(Debug, Args)]
pub struct Import {
    /// The short name of the territory.
    #[arg(long)]
    territory: String,
    /// CSV: ref, display_name.
    #[arg(long)]
    people: Option<PathBuf>,
    /// CSV: ref, title, body_html, theme, author_ref, created_at, updated_at, supports, opposes, mixed, hidden.
    #[arg(long)]
    ideas: Option<PathBuf>,
    /// CSV: ref, idea_ref, parent_ref, side, body, author_ref, created_at, supports.
    #[arg(long)]
    comments: Option<PathBuf>,
    /// Say what would happen, write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the report, as JSON, into this file instead of showing it.
    #[arg(long)]
    report: Option<PathBuf>,
}

fn bytes(path: Option<&PathBuf>) -> Result<Option<Vec<u8>>> {
    path.map(|path| std::fs::read(path).with_context(|| format!("{} cannot be read", path.display())))
        .transpose()
}

/// Runs the import.
pub async fn run(config: Config, command: Import) -> Result<()> {
    let files = Files {
        people: bytes(command.people.as_ref())?,
        ideas: bytes(command.ideas.as_ref())?,
        comments: bytes(command.comments.as_ref())?,
    };
    if files.people.is_none() && files.ideas.is_none() && files.comments.is_none() {
        bail!("give at least one of --people, --ideas, --comments");
    }
    let app = serve::open(config).await?;
    serve::ready(&app).await?;
    let Some(territory) = app.atlas.by_slug(&command.territory) else {
        bail!(
            "no territory is called « {} »; see: terreau territory list",
            command.territory
        );
    };
    // Before any work: a report that cannot be written is known at once.
    let mut out = match &command.report {
        Some(path) => Some(
            std::fs::File::create(path).with_context(|| format!("{} cannot be written", path.display()))?,
        ),
        None => None,
    };
    let line = Line::new("importing", 0);
    let report = import::run(&app, &territory, &files, command.dry_run, |done, total| {
        line.at(done as u64, total as u64);
    })
    .await?;
    line.end();
    app.db.close().await;
    let text = serde_json::to_string_pretty(&report)?;
    let (Some(out), Some(path)) = (&mut out, &command.report) else {
        println!("{text}");
        return Ok(());
    };
    writeln!(out, "{text}").with_context(|| format!("{} cannot be written", path.display()))?;
    if command.dry_run {
        println!("A trial: nothing was written.");
    }
    for (name, c) in [
        ("people", report.people),
        ("ideas", report.ideas),
        ("comments", report.comments),
    ] {
        println!(
            "{name:<9} {} new, {} changed, {} unchanged, {} refused",
            c.created, c.updated, c.unchanged, c.refused
        );
    }
    println!("The report is in {}.", path.display());
    Ok(())
}
