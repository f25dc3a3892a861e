//! `terreau backup`, `restore` and `move`: everything, as of one moment, into a file, out of it, or into the other
//! engine.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use terreau_kernel::time::Clock;
use terreau_kit::config::Config;
use terreau_store::{
    Db, Options,
    backup::{self, Manifest, Unpacked},
};

use crate::progress::Line;

#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write.
    #[arg(long)]
    to: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The file to read.
    #[arg(long)]
    from: PathBuf,
    /// Read everything again afterwards and compare it with the counts and digests of the backup.
    #[arg(long)]
    verify: bool,
}

#[derive(Debug, Args)]
pub struct Move {
    /// The address of an empty PostgreSQL database.
    #[arg(long)]
    to: String,
}

async fn database(config: &Config, url: String) -> Result<Db> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    let options = Options {
        connections: config.connections,
        ..Options::new(url)
    };
    Db::open(&options).await.context("the database cannot be opened")
}

/// One line for the parts of a copy.
struct Told(Option<(String, Line)>);

impl Told {
    fn at(&mut self, what: &str, done: u64, total: u64) {
        if self.0.as_ref().is_none_or(|(name, _)| name != what) {
            self.end();
            self.0 = Some((what.to_owned(), Line::new(name_of(what), total)));
        }
        if let Some((_, line)) = &self.0 {
            line.at(done, total);
        }
    }

    fn end(&mut self) {
        if let Some((_, line)) = self.0.take() {
            line.end();
        }
    }
}

fn name_of(what: &str) -> &'static str {
    match what {
        "tables" => "reading tables",
        "rows" => "writing rows",
        "pictures" => "pictures",
        "verifying" => "verifying",
        _ => "unpacking",
    }
}

fn sum(manifest: &Manifest) -> String {
    format!(
        "{} rows in {} tables, {} stored files",
        manifest.rows(),
        manifest.tables.len(),
        manifest.media.len()
    )
}

/// Writes a backup while others write.
pub async fn backup(config: Config, command: Backup) -> Result<()> {
    let folder = match command.to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        bail!("--to: the folder {} does not exist", folder.display());
    }
    let db = database(&config, config.database()).await?;
    let mut told = Told(None);
    let now = Clock::system().now();
    let media = config.data.join("media");
    let manifest = backup::write(&db, &media, &command.to, now, &mut |w, d, t| told.at(w, d, t)).await?;
    told.end();
    db.close().await;
    let bytes = std::fs::metadata(&command.to)?.len();
    println!(
        "{}: {}, {} kB, as of {}.",
        command.to.display(),
        sum(&manifest),
        bytes.div_ceil(1024),
        manifest.taken_at
    );
    Ok(())
}

/// Fills an empty installation from a backup.
pub async fn restore(config: Config, command: Restore) -> Result<()> {
    if !command.from.exists() {
        bail!("there is no file {}", command.from.display());
    }
    let db = database(&config, config.database()).await?;
    let mut told = Told(None);
    let unpacked = Unpacked::open(&command.from, &config.data, &mut |w, d, t| told.at(w, d, t))?;
    let media = config.data.join("media");
    let manifest = unpacked
        .restore(&db, &media, &mut |w, d, t| told.at(w, d, t))
        .await?;
    told.end();
    forget_index(&config.data);
    println!("Restored: {}, as of {}.", sum(&manifest), manifest.taken_at);
    if command.verify {
        verify(&db, &manifest).await?;
    }
    terreau_store::migrate(&db).await?;
    db.close().await;
    println!("The search index is filled at the next start, or by: terreau rebuild search");
    Ok(())
}

/// The index followed other events: it is filled anew.
fn forget_index(data: &Path) {
    let _ = std::fs::remove_dir_all(data.join("index"));
}

async fn verify(db: &Db, manifest: &Manifest) -> Result<()> {
    let mut told = Told(None);
    let differ = backup::differences(db, manifest, &mut |w, d, t| told.at(w, d, t)).await?;
    told.end();
    if !differ.is_empty() {
        bail!("these tables are not what they were: {}", differ.join(", "));
    }
    println!("Verified: every table has the same rows and the same digest.");
    Ok(())
}

/// Copies everything from the database in use into another one.
pub async fn move_to(config: Config, command: Move) -> Result<()> {
    if !command.to.starts_with("postgres://") && !command.to.starts_with("postgresql://") {
        bail!("--to: give an address such as postgres://terreau@localhost/terreau");
    }
    let from = database(&config, config.database()).await?;
    let to = database(&config, command.to).await?;
    let folder = tempfile::tempdir_in(&config.data)?;
    let mut told = Told(None);
    let now = Clock::system().now();
    let manifest = backup::dump(&from, folder.path(), now, &mut |w, d, t| told.at(w, d, t)).await?;
    backup::load(&to, folder.path(), &manifest, &mut |w, d, t| told.at(w, d, t)).await?;
    told.end();
    println!("Copied: {}.", sum(&manifest));
    verify(&to, &manifest).await?;
    terreau_store::migrate(&to).await?;
    from.close().await;
    to.close().await;
    println!(
        "Next: put the new address into TERREAU_DATABASE_URL, then start. The old database is untouched."
    );
    Ok(())
}
