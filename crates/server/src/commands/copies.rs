//! `terreau backup`, `restore` and `move`: everything, as of one moment, into a file, out of it, or into the other
//! engine. `terreau backup-key` makes the key that backups are encrypted for.

use std::{
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use terreau_kernel::time::Clock;
use terreau_kit::config::Config;
use terreau_store::{
    Db, Options,
    backup::{
        self, Manifest, Parts, Unpacked,
        seal::{self, Key},
    },
};

use crate::progress::Line;

#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write.
    #[arg(long)]
    to: PathBuf,
    /// Do not encrypt: for scripts that do it themselves. Passwords of the configuration are left out then.
    #[arg(long)]
    plain: bool,
}

#[derive(Debug, Args)]
pub struct BackupKey {
    /// The file to write the secret key into. It must not stay on the machine that is backed up.
    #[arg(long)]
    to: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The file to read.
    #[arg(long)]
    from: PathBuf,
    /// The file of the secret key that opens it; « - » reads the key from standard input.
    #[arg(long)]
    key: Option<PathBuf>,
    /// Only open the file and compare everything in it with its digests: nothing is brought in.
    #[arg(long, conflicts_with = "verify")]
    check: bool,
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
    let readers = if command.plain {
        Vec::new()
    } else {
        seal::recipients(&config.backup_keys)?
    };
    if readers.is_empty() && !command.plain {
        bail!(
            "a backup holds personal data and is encrypted. Make a key with « terreau backup-key --to FILE », put its \
             public part into TERREAU_BACKUP_KEYS, and keep the file elsewhere; or encrypt the backup yourself and say \
             --plain"
        );
    }
    let db = database(&config, config.database()).await?;
    let mut told = Told(None);
    let now = Clock::system().now();
    let parts = Parts {
        media: &config.data.join("media"),
        scratch: &config.data,
        settings: &settings(&config, !readers.is_empty())?,
        readers: &readers,
    };
    let manifest = backup::write(&db, &parts, &command.to, now, &mut |w, d, t| told.at(w, d, t)).await?;
    told.end();
    db.close().await;
    let bytes = std::fs::metadata(&command.to)?.len();
    println!(
        "{}: {}, {} kB, as of {}, {}.",
        command.to.display(),
        sum(&manifest),
        bytes.div_ceil(1024),
        manifest.taken_at,
        match readers.len() {
            0 => "NOT encrypted: encrypt it before it leaves this machine".to_owned(),
            keys => format!("encrypted for {keys} key(s)"),
        }
    );
    Ok(())
}

/// The settings in force as a configuration file. Passwords go only where nobody else can read them.
fn settings(config: &Config, closed: bool) -> Result<String> {
    let kept = if closed { config.clone() } else { config.masked() };
    Ok(toml::to_string(&kept)?)
}

/// Makes a key and says what losing it would mean.
pub fn backup_key(command: &BackupKey) -> Result<()> {
    let key = Key::generate();
    super::own(&command.to, true)
        .and_then(|mut file| file.write_all(key.file().as_bytes()))
        .with_context(|| format!("--to: {} cannot be written", command.to.display()))?;
    println!(
        "The secret key is in {}. It alone opens the backups made for it: whoever loses it loses them for ever.\n\
         Keep it in two places away from the machine that is backed up (a password manager, a safe), never on it.\n\
         The public key goes into the configuration of that machine:\n\n  TERREAU_BACKUP_KEYS={}\n\n\
         Then prove it: terreau backup --to FILE; terreau restore --check --from FILE --key {}",
        command.to.display(),
        key.public(),
        command.to.display()
    );
    Ok(())
}

fn key(path: &Path) -> Result<Key> {
    let text = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.with_context(|| format!("--key: {} cannot be read", path.display()))?;
    Key::read(&text).with_context(|| format!("--key: {}", path.display()))
}

/// Fills an empty installation from a backup.
pub async fn restore(config: Config, command: Restore) -> Result<()> {
    if !command.from.exists() {
        bail!("there is no file {}", command.from.display());
    }
    let key = command.key.as_deref().map(key).transpose()?;
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    let mut told = Told(None);
    let unpacked = Unpacked::open(&command.from, key.as_ref(), &config.data, &mut |w, d, t| {
        told.at(w, d, t)
    })?;
    if command.check {
        told.end();
        let found = &unpacked.manifest;
        println!(
            "Whole, every digest right: {}, as of {}.",
            sum(found),
            found.taken_at
        );
        return Ok(());
    }
    let db = database(&config, config.database()).await?;
    let settings = unpacked.settings()?;
    let media = config.data.join("media");
    let manifest = unpacked
        .restore(&db, &media, &mut |w, d, t| told.at(w, d, t))
        .await?;
    told.end();
    forget_index(&config.data);
    println!("Restored: {}, as of {}.", sum(&manifest), manifest.taken_at);
    if command.verify {
        verify(&db, &manifest).await?;
        verify_files(&media, &manifest)?;
    }
    terreau_store::migrate(&db).await?;
    db.close().await;
    if let Some(settings) = settings {
        let beside = config.data.join("restored-settings.toml");
        super::own(&beside, false)?.write_all(settings.as_bytes())?;
        println!(
            "The settings of that installation are in {}: take over what this one lacks, then remove the file.",
            beside.display()
        );
    }
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

fn verify_files(media: &Path, manifest: &Manifest) -> Result<()> {
    let mut told = Told(None);
    let lost = backup::lost(media, manifest, &mut |w, d, t| told.at(w, d, t))?;
    told.end();
    if !lost.is_empty() {
        bail!("these stored files are not what they were: {}", lost.join(", "));
    }
    println!("Verified: every stored file has the same digest.");
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
