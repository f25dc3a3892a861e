//! Stored files, in one folder: `media/<first two letters>/<id>-<width>.jpg`. Names are ids we made, never
//! names we were given; a file is written whole beside its place and then moved into it.

use std::path::{Path, PathBuf};

use terreau_kernel::id::Id;

use crate::Result;

/// The folder of stored files.
#[derive(Debug, Clone)]
pub struct Media {
    root: PathBuf,
}

impl Media {
    /// Opens (and makes) the folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        std::fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a variant of a picture lies.
    #[must_use]
    pub fn path(&self, id: Id, width: u32) -> PathBuf {
        let name = id.simple().to_string();
        self.root.join(&name[30..]).join(format!("{name}-{width}.jpg"))
    }

    /// Writes a variant, whole or not at all. Blocking.
    ///
    /// # Errors
    /// [`crate::Error::Full`] when there is no room.
    pub fn write(&self, id: Id, width: u32, bytes: &[u8]) -> Result<()> {
        use std::io::Write as _;
        let path = self.path(id, width);
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_data()?;
        file.persist(&path).map_err(|e| e.error)?;
        Ok(())
    }

    /// Reads the variant nearest to a width: that one, else the widest that is narrower. Blocking.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn read(&self, id: Id, width: u32) -> Result<Option<Vec<u8>>> {
        let asked = self.path(id, width);
        if asked.exists() {
            return Ok(Some(std::fs::read(asked)?));
        }
        let Some(folder) = asked.parent() else {
            return Ok(None);
        };
        let prefix = format!("{}-", id.simple());
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Ok(None);
        };
        let nearest = entries
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let kept: u32 = name.strip_prefix(&prefix)?.strip_suffix(".jpg")?.parse().ok()?;
                (kept <= width).then_some((kept, entry.path()))
            })
            .max_by_key(|found| found.0);
        nearest
            .map(|(_, path)| std::fs::read(path))
            .transpose()
            .map_err(Into::into)
    }

    /// Removes every variant of a picture. Blocking; what is already gone is no error.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn remove(&self, id: Id) -> Result<()> {
        let any = self.path(id, 0);
        let prefix = format!("{}-", id.simple());
        let Some(Ok(entries)) = any.parent().map(std::fs::read_dir) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(&prefix) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_kept_width_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let media = Media::open(folder.path()).expect("opens");
        let id = uuid::Uuid::from_u128(7);
        media.write(id, 400, b"small").expect("writes");
        assert_eq!(
            media.read(id, 900).expect("reads").as_deref(),
            Some(&b"small"[..])
        );
        assert_eq!(media.read(id, 100).expect("reads"), None);
        media.remove(id).expect("removes");
        assert_eq!(media.read(id, 400).expect("reads"), None);
    }
}
