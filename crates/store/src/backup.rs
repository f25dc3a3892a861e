//! A backup: one file that holds every table as of one moment, the stored pictures, the settings, and a description
//! with counts and digests, so that whoever restores it knows that nothing is missing. Independent of the engine.
//! Closed for the keys that may read it ([`seal`]), unless asked otherwise.

pub mod seal;
mod unpack;

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use terreau_kernel::time::{Micros, rfc3339};

use crate::{
    Db, Engine, Error, Result, migrate,
    transfer::{self, Described, Snapshot},
};
use seal::{Recipient, Sealed};
pub use unpack::Unpacked;

/// The form of the file; raised when an older program could not read a newer file.
const FORM: u32 = 1;
const MANIFEST: &str = "manifest.json";
const TABLES: &str = "tables";
const MEDIA: &str = "media";
const SETTINGS: &str = "settings.toml";

/// A stored file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Where it lies under the folder of stored files.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the file.
    pub form: u32,
    /// When it was taken.
    pub taken_at: String,
    /// The engine it was taken from.
    pub engine: String,
    /// The migrations its tables had.
    pub migrations: Vec<i64>,
    /// Its tables.
    pub tables: Vec<Described>,
    /// Its stored files.
    pub media: Vec<Stored>,
    /// The settings of the installation; backups of earlier versions have none.
    #[serde(default)]
    pub settings: Option<Stored>,
}

impl Manifest {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}

/// Hears how far something came: what, done, total (0 where unknown).
pub type Told<'a> = &'a mut (dyn FnMut(&str, u64, u64) + Send);

fn hex(digest: impl AsRef<[u8]>) -> String {
    use std::fmt::Write as _;
    digest.as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn broken(what: impl std::fmt::Display) -> Error {
    Error::File(what.to_string())
}

/// Writes every table of one moment into a folder, one file each; the description has no stored files yet.
///
/// # Errors
/// What the engine or the disk says.
pub async fn dump(db: &Db, folder: &Path, now: Micros, told: Told<'_>) -> Result<Manifest> {
    let mut snapshot = Snapshot::take(db).await?;
    let tables = snapshot.tables().await?;
    let mut described = Vec::with_capacity(tables.len());
    for (at, table) in tables.iter().enumerate() {
        told("tables", at as u64, tables.len() as u64);
        let mut out = BufWriter::new(File::create(folder.join(&table.name))?);
        let mut digest = Sha256::new();
        let rows = snapshot
            .lines(table, |line| {
                digest.update(line.as_bytes());
                digest.update(b"\n");
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")?;
                Ok(())
            })
            .await?;
        out.flush()?;
        described.push(Described {
            name: table.name.clone(),
            columns: table.columns(),
            rows,
            sha256: hex(digest.finalize()),
        });
    }
    told("tables", tables.len() as u64, tables.len() as u64);
    snapshot.end().await?;
    Ok(Manifest {
        form: FORM,
        taken_at: rfc3339(now),
        engine: match db.engine() {
            Engine::Sqlite => "sqlite".into(),
            Engine::Postgres => "postgres".into(),
        },
        migrations: migrate::versions(&mut db.read().await?).await?,
        tables: described,
        media: Vec::new(),
        settings: None,
    })
}

/// Fills an empty database from a folder that [`dump`] wrote, in one transaction. Its tables stay as the backup knew
/// them: [`migrate::migrate`] comes after.
///
/// # Errors
/// When the database is not empty, when the backup is newer than this program, or what the engine says.
pub async fn load(db: &Db, folder: &Path, manifest: &Manifest, told: Told<'_>) -> Result<()> {
    let asked = manifest.migrations.last().copied().unwrap_or(0);
    if asked > migrate::newest() {
        return Err(broken(
            "this backup was made by a newer Terreau: install that version first",
        ));
    }
    if migrate::versions(&mut db.read().await?)
        .await
        .unwrap_or_default()
        .is_empty()
    {
        migrate::migrate_to(db, asked).await?;
    }
    let mut tx = db.begin().await?;
    transfer::unhurried(&mut tx).await?;
    let tables = transfer::tables(&mut tx).await?;
    transfer::must_be_empty(&mut tx, &tables).await?;
    let total = manifest.rows();
    let mut done = 0;
    for described in &manifest.tables {
        let table = tables
            .iter()
            .find(|t| t.name == described.name)
            .ok_or_else(|| broken(format!("there is no table {} here", described.name)))?;
        let lines = BufReader::new(File::open(folder.join(&described.name))?).lines();
        let rows = transfer::load(&mut tx, table, &described.columns, lines).await?;
        if rows != described.rows {
            return Err(broken(format!(
                "{}: {rows} rows written, {} expected",
                described.name, described.rows
            )));
        }
        done += rows;
        told("rows", done, total);
    }
    transfer::number_on(&mut tx).await?;
    tx.commit().await
}

/// Reads every table again and compares it with a description; gives the names of those that differ. To be called
/// before later migrations change what was brought in.
///
/// # Errors
/// What the engine says.
pub async fn differences(db: &Db, manifest: &Manifest, told: Told<'_>) -> Result<Vec<String>> {
    let mut snapshot = Snapshot::take(db).await?;
    let tables = snapshot.tables().await?;
    let mut differ = Vec::new();
    let total = manifest.tables.len() as u64;
    for (at, described) in manifest.tables.iter().enumerate() {
        told("verifying", at as u64 + 1, total);
        let table = tables.iter().find(|t| t.name == described.name);
        let Some(table) = table.and_then(|t| t.only(&described.columns)) else {
            differ.push(described.name.clone());
            continue;
        };
        let mut digest = Sha256::new();
        let rows = snapshot
            .lines(&table, |line| {
                digest.update(line.as_bytes());
                digest.update(b"\n");
                Ok(())
            })
            .await?;
        if rows != described.rows || hex(digest.finalize()) != described.sha256 {
            differ.push(described.name.clone());
        }
    }
    snapshot.end().await?;
    Ok(differ)
}

/// What goes into a backup beside the tables, and who may read it.
pub struct Parts<'a> {
    /// The folder of stored files.
    pub media: &'a Path,
    /// Where the tables lie readable while the file is made: the disk that holds them anyway, not that of backups.
    pub scratch: &'a Path,
    /// The settings, as a configuration file.
    pub settings: &'a str,
    /// The keys that open it; none: anybody can.
    pub readers: &'a [Recipient],
}

/// Takes a backup into one file, while others write.
///
/// # Errors
/// What the engine or the disk says; nothing is left at `to` then.
pub async fn write(db: &Db, parts: &Parts<'_>, to: &Path, now: Micros, told: Told<'_>) -> Result<Manifest> {
    let beside = match to.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = tempfile::Builder::new()
        .prefix(".backup-")
        .tempdir_in(parts.scratch)?;
    let mut manifest = dump(db, folder.path(), now, told).await?;
    let file = tempfile::Builder::new().prefix(".terreau-").tempfile_in(beside)?;
    let sealed = Sealed::new(BufWriter::new(file.reopen()?), parts.readers)?;
    let mut archive = tar::Builder::new(zstd::Encoder::new(sealed, 3)?);
    for table in &manifest.tables {
        archive.append_path_with_name(
            folder.path().join(&table.name),
            format!("{TABLES}/{}", table.name),
        )?;
    }
    let files = stored(parts.media)?;
    let total = files.len() as u64;
    for (at, path) in files.iter().enumerate() {
        told("pictures", at as u64 + 1, total);
        manifest.media.extend(append(&mut archive, parts.media, path)?);
    }
    let settings = parts.settings.as_bytes();
    archive.append_data(&mut header(settings.len() as u64), SETTINGS, settings)?;
    manifest.settings = Some(described(Path::new(SETTINGS), settings));
    let text = serde_json::to_vec_pretty(&manifest).map_err(broken)?;
    archive.append_data(&mut header(text.len() as u64), MANIFEST, &text[..])?;
    archive
        .into_inner()?
        .finish()?
        .finish()?
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(to).map_err(|e| e.error)?;
    Ok(manifest)
}

fn described(path: &Path, bytes: &[u8]) -> Stored {
    Stored {
        path: path.to_string_lossy().into_owned(),
        bytes: bytes.len() as u64,
        sha256: hex(Sha256::digest(bytes)),
    }
}

/// Reads every stored file again after a restoration; gives those that are missing or differ.
///
/// # Errors
/// What the disk says.
pub fn lost(media: &Path, manifest: &Manifest, told: Told<'_>) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for (at, file) in manifest.media.iter().enumerate() {
        told("pictures", at as u64 + 1, manifest.media.len() as u64);
        match std::fs::read(media.join(&file.path)) {
            Ok(bytes) if hex(Sha256::digest(&bytes)) == file.sha256 => {}
            Ok(_) => lost.push(file.path.clone()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => lost.push(file.path.clone()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(lost)
}

fn header(bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}

/// The stored files, by their path under the folder; never those still being written.
fn stored(media: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let Ok(folders) = std::fs::read_dir(media) else {
        return Ok(files);
    };
    for folder in folders {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(folder.path())? {
            let entry = entry?;
            let name = entry.file_name();
            if !name.to_string_lossy().starts_with('.') && entry.file_type()?.is_file() {
                files.push(Path::new(&folder.file_name()).join(name));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Adds a stored file; one that was removed meanwhile is not there any more, and that is right.
fn append(archive: &mut tar::Builder<impl Write>, media: &Path, path: &Path) -> Result<Option<Stored>> {
    let bytes = match std::fs::read(media.join(path)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    archive.append_data(
        &mut header(bytes.len() as u64),
        Path::new(MEDIA).join(path),
        &bytes[..],
    )?;
    Ok(Some(described(path, &bytes)))
}
