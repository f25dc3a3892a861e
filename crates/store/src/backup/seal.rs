//! Encryption of a backup, in the open format `age`: any of several public keys closes it, only the matching secret
//! key opens it, and the machine that writes backups each night cannot read them. Streams: memory stays small.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read, Write},
    iter,
    str::FromStr,
};

use age::{DecryptError, Decryptor, Encryptor, secrecy::ExposeSecret as _, stream::StreamWriter, x25519};

use super::broken;
use crate::Result;

/// How every file of this format begins.
const MAGIC: &[u8] = b"age-encryption.org/v1";

/// A public key, `age1…`: it closes a backup and opens none.
#[derive(Clone)]
pub struct Recipient(x25519::Recipient);

impl FromStr for Recipient {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.trim().parse() {
            Ok(recipient) => Ok(Self(recipient)),
            Err(_) => Err(broken(format!(
                "« {} » is not a public key for backups: it begins with age1, and « terreau backup-key » makes one",
                text.trim()
            ))),
        }
    }
}

/// Public keys, separated by commas.
///
/// # Errors
/// Names the one that cannot be read.
pub fn recipients(text: &str) -> Result<Vec<Recipient>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::parse).collect()
}

/// A secret key, `AGE-SECRET-KEY-1…`: without it a backup closed for it stays closed for ever.
pub struct Key(x25519::Identity);

impl Key {
    /// A new one.
    #[must_use]
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Reads the file of a key: its first line that is neither empty nor a comment.
    ///
    /// # Errors
    /// When it holds none, or a public one by mistake.
    pub fn read(text: &str) -> Result<Self> {
        let mut lines = text.lines().map(str::trim);
        let line = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
        let line = line.ok_or_else(|| broken("there is no key in this file"))?;
        if line.starts_with("age1") {
            return Err(broken(
                "this is a public key: it closes backups, and only the secret one (AGE-SECRET-KEY-1…) opens them",
            ));
        }
        match line.parse() {
            Ok(identity) => Ok(Self(identity)),
            Err(_) => Err(broken(
                "this is not a secret key for backups: it begins with AGE-SECRET-KEY-1",
            )),
        }
    }

    /// The public key that goes with it.
    #[must_use]
    pub fn public(&self) -> String {
        self.0.to_public().to_string()
    }

    /// What to keep in a file; the program `age` reads it too.
    #[must_use]
    pub fn file(&self) -> String {
        format!(
            "# public key: {}\n{}\n",
            self.public(),
            self.0.to_string().expose_secret()
        )
    }
}

/// What a backup is written through.
pub(super) enum Sealed<W: Write> {
    Plain(W),
    Closed(Box<StreamWriter<W>>),
}

impl<W: Write> Sealed<W> {
    pub(super) fn new(to: W, readers: &[Recipient]) -> Result<Self> {
        if readers.is_empty() {
            return Ok(Self::Plain(to));
        }
        let readers = readers.iter().map(|reader| &reader.0 as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(readers).map_err(broken)?;
        Ok(Self::Closed(Box::new(encryptor.wrap_output(to)?)))
    }

    /// Writes the end, without which the file is not whole.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(to) => Ok(to),
            Self::Closed(writer) => writer.finish(),
        }
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(to) => to.write(bytes),
            Self::Closed(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(to) => to.flush(),
            Self::Closed(writer) => writer.flush(),
        }
    }
}

/// What a backup is read through; those that were never encrypted are read as they are.
pub(super) fn open(file: File, key: Option<&Key>) -> Result<Box<dyn Read>> {
    let mut file = BufReader::new(file);
    if !file.fill_buf()?.starts_with(MAGIC) {
        return Ok(Box::new(file));
    }
    let Some(key) = key else {
        return Err(broken(
            "this backup is encrypted: give the file of its secret key with --key. Without it nobody can read it",
        ));
    };
    let opened = Decryptor::new_buffered(file)
        .and_then(|closed| closed.decrypt(iter::once(&key.0 as &dyn age::Identity)));
    match opened {
        Ok(reader) => Ok(Box::new(reader)),
        Err(DecryptError::NoMatchingKeys) => Err(broken(format!(
            "this key does not open this backup, which was closed for another one. The public key of yours is {}: \
             look for the key that TERREAU_BACKUP_KEYS named on the day of the backup",
            key.public()
        ))),
        Err(error) => Err(broken(format!("the backup is damaged: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, SeekFrom};

    use super::*;

    fn closed(readers: &[Recipient], bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().expect("a file");
        let mut sealed = Sealed::new(file.try_clone().expect("a handle"), readers).expect("sealed");
        sealed.write_all(bytes).expect("written");
        sealed.finish().expect("finished");
        file.seek(SeekFrom::Start(0)).expect("back");
        file
    }

    fn read(file: File, key: Option<&Key>) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open(file, key)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn ops_06_only_the_key_opens_and_errors_are_in_plain_words() {
        let (mine, spare, other) = (Key::generate(), Key::generate(), Key::generate());
        let both = recipients(&format!("{}, {}", mine.public(), spare.public())).expect("two keys");
        let text = vec![b'x'; 300_000];
        for key in [&mine, &spare] {
            assert_eq!(read(closed(&both, &text), Some(key)).expect("opened"), text);
        }
        let said = |result: Result<Vec<u8>>| result.expect_err("refused").to_string();
        assert!(said(read(closed(&both, &text), Some(&other))).contains(&other.public()));
        assert!(said(read(closed(&both, &text), None)).contains("--key"));
        let cut = closed(&both, &text);
        cut.set_len(200_000).expect("cut");
        said(read(cut, Some(&mine)));
        assert_eq!(read(closed(&[], b"plain"), None).expect("read"), b"plain");
    }

    #[test]
    fn a_key_is_read_back_from_its_file_and_a_public_one_is_told_apart() {
        let key = Key::generate();
        assert_eq!(Key::read(&key.file()).expect("read").public(), key.public());
        assert!(
            Key::read(&key.public())
                .err()
                .expect("refused")
                .to_string()
                .contains("public")
        );
        assert!(Key::read("# nothing\n").is_err());
        assert!(recipients("age1nothing").is_err());
        assert!(recipients(" , ").expect("none").is_empty());
    }
}
