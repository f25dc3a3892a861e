//! Reading a backup again: unpacked beside the data, every digest checked, and only then brought in.

use std::{
    fs::File,
    io::{BufWriter, Read, Write as _},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::{
    FORM, MANIFEST, MEDIA, Manifest, SETTINGS, TABLES, Told, broken, hex, load,
    seal::{self, Key},
    stored,
};
use crate::{Db, Result};

/// A backup unpacked and found whole.
pub struct Unpacked {
    folder: tempfile::TempDir,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Unpacked {
    /// Unpacks a backup beside `data` and checks every digest: a damaged file is refused before anything is
    /// written. `key` is asked for where the file is encrypted.
    ///
    /// # Errors
    /// Names what is missing or damaged, or that the key is not the right one.
    pub fn open(from: &Path, key: Option<&Key>, data: &Path, told: Told<'_>) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix(".restore-").tempdir_in(data)?;
        let mut manifest = None;
        let mut found = std::collections::HashMap::new();
        let mut archive = tar::Archive::new(zstd::Decoder::new(seal::open(File::open(from)?, key)?)?);
        for (at, entry) in archive.entries()?.enumerate() {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            if name == MANIFEST {
                let read: Manifest = serde_json::from_reader(&mut entry).map_err(broken)?;
                manifest = Some(read);
                continue;
            }
            told("unpacking", at as u64, 0);
            let digest = unpack(&mut entry, folder.path(), &name)?;
            found.insert(name, digest);
        }
        let manifest =
            manifest.ok_or_else(|| broken("this is not a whole backup: its description is missing"))?;
        if manifest.form > FORM {
            return Err(broken(
                "this backup was made by a newer Terreau: install that version first",
            ));
        }
        let tables = manifest
            .tables
            .iter()
            .map(|t| (format!("{TABLES}/{}", t.name), &t.sha256));
        let media = manifest
            .media
            .iter()
            .map(|m| (format!("{MEDIA}/{}", m.path), &m.sha256));
        let settings = manifest.settings.iter().map(|s| (s.path.clone(), &s.sha256));
        for (name, digest) in tables.chain(media).chain(settings) {
            match found.get(&name) {
                None => return Err(broken(format!("{name} is missing from the backup"))),
                Some(read) if read != digest => return Err(broken(format!("{name} is damaged"))),
                Some(_) => {}
            }
        }
        Ok(Self { folder, manifest })
    }

    /// The settings of the installation the backup was taken of, if it holds them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settings(&self) -> Result<Option<String>> {
        match &self.manifest.settings {
            Some(_) => Ok(Some(std::fs::read_to_string(self.folder.path().join(SETTINGS))?)),
            None => Ok(None),
        }
    }

    /// Fills an empty database and an empty folder of stored files.
    ///
    /// # Errors
    /// When one of them is not empty, or what the engine or the disk says.
    pub async fn restore(self, db: &Db, media: &Path, told: Told<'_>) -> Result<Manifest> {
        if !stored(media)?.is_empty() {
            return Err(broken(format!("{} holds pictures already", media.display())));
        }
        load(db, &self.folder.path().join(TABLES), &self.manifest, told).await?;
        for file in &self.manifest.media {
            let to = media.join(&file.path);
            if let Some(parent) = to.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::rename(self.folder.path().join(MEDIA).join(&file.path), to)?;
        }
        Ok(self.manifest)
    }
}

/// Writes one entry below the folder, whatever its name tries; gives its digest.
fn unpack(entry: &mut impl Read, folder: &Path, name: &str) -> Result<String> {
    let plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
    if !Path::new(name).components().all(plain) {
        return Err(broken(format!(
            "the backup holds a file with a strange name: {name}"
        )));
    }
    let to = folder.join(name);
    if let Some(parent) = to.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut out = BufWriter::new(File::create(to)?);
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = entry.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        out.write_all(&buffer[..read])?;
    }
    out.flush()?;
    Ok(hex(digest.finalize()))
}
