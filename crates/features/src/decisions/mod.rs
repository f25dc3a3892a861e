//! The log of decisions: append-only, numbered per territory, each entry sealed with the one before it. No
//! statement here changes or removes an entry; whoever does so behind our back is found by [`verify_chain`].

mod later;

use sha2::{Digest, Sha256};
use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

statements! {
    LOCK = "insert into installation (name, value) values ($1, $2)
        on conflict (name) do update set value = installation.value returning value";
    HEAD = "select value from installation where name = $1";
    ADVANCE = "update installation set value = $2 where name = $1";
    APPEND = "insert into decisions (territory_id, number, id, object_kind, object_id, action, reason_code, reason,
        person_id, snapshot_hash, previous_hash, hash, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    AFTER = "select number, id, object_kind, object_id, action, reason_code, reason, person_id, snapshot_hash,
        previous_hash, hash, at from decisions where territory_id = $1 and number > $2 order by number limit 500";
    BY_ID = "select number, id, object_kind, object_id, action, reason_code, reason, person_id, snapshot_hash,
        previous_hash, hash, at from decisions where territory_id = $1 and id = $2";
    LAST = "select id from decisions where territory_id = $1 and object_id = $2 order by number desc limit 1";
    SUSPENDED = "select id from people where territory_id = $1 and id = $2 and state = 'suspended'";
}

pub use later::{end_later, job};

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Decision {
    pub number: i64,
    pub id: Id,
    pub object_kind: String,
    pub object_id: Id,
    pub action: String,
    pub reason_code: String,
    pub reason: String,
    pub person_id: Id,
    pub snapshot_hash: String,
    pub previous_hash: String,
    pub hash: String,
    pub at: Micros,
}

/// What the log says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries that hold together.
    pub entries: i64,
    /// The number where it stops holding together.
    pub broken: Option<i64>,
}

/// A digest in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

impl Decision {
    fn seal(&self, territory: Id) -> String {
        let sealed = serde_json::json!([
            territory,
            self.number,
            self.id,
            self.object_kind,
            self.object_id,
            self.action,
            self.reason_code,
            self.reason,
            self.person_id,
            self.snapshot_hash,
            self.previous_hash,
            self.at,
        ]);
        digest(sealed.to_string().as_bytes())
    }
}

fn name(territory: Id) -> String {
    format!("decisions-{}", territory.simple())
}

fn head(text: &str) -> (i64, String) {
    let (number, hash) = text.split_once(':').unwrap_or(("0", ""));
    (number.parse().unwrap_or(0), hash.to_owned())
}

/// Adds an entry after the last one; its number, seals and hash are set here. Two at once wait for each other.
///
/// # Errors
/// What the engine says.
pub async fn append(tx: &mut impl Reach, territory: Id, mut d: Decision) -> Result<Decision> {
    let name = name(territory);
    let last = value!(tx, String, LOCK, &name, "0:")?.unwrap_or_default();
    let (number, hash) = head(&last);
    d.number = number + 1;
    d.previous_hash = hash;
    d.hash = d.seal(territory);
    run!(
        tx,
        APPEND,
        territory,
        d.number,
        d.id,
        &d.object_kind,
        d.object_id,
        &d.action,
        &d.reason_code,
        &d.reason,
        d.person_id,
        &d.snapshot_hash,
        &d.previous_hash,
        &d.hash,
        d.at
    )?;
    run!(tx, ADVANCE, &name, format!("{}:{}", d.number, d.hash))?;
    Ok(d)
}

/// One entry.
///
/// # Errors
/// What the engine says.
pub async fn by_id(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Decision>> {
    one!(db, Decision, BY_ID, territory, id)
}

/// Walks the whole log of a territory: numbers follow each other, every seal fits its entry and the one before,
/// and the last entry is the one last written.
///
/// # Errors
/// What the engine says.
pub async fn verify_chain(db: &mut impl Reach, territory: Id) -> Result<Verified> {
    let (mut entries, mut before) = (0, String::new());
    loop {
        let page = all!(db, Decision, AFTER, territory, entries)?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            let fits = entry.number == entries + 1
                && entry.previous_hash == before
                && entry.hash == entry.seal(territory);
            if !fits {
                let broken = Some(entries + 1);
                return Ok(Verified { entries, broken });
            }
            entries = entry.number;
            before = entry.hash;
        }
    }
    let last = value!(db, String, HEAD, name(territory))?.unwrap_or_default();
    let whole = (entries, before) == head(&last);
    Ok(Verified {
        entries,
        broken: (!whole).then_some(entries + 1),
    })
}

/// The latest decision about an object.
async fn last(db: &mut impl Reach, territory: Id, object: Id) -> Result<Option<Id>> {
    value!(db, Id, LAST, territory, object)
}

/// True while a person is suspended.
async fn suspended(db: &mut impl Reach, territory: Id, person: Id) -> Result<bool> {
    Ok(value!(db, Id, SUSPENDED, territory, person)?.is_some())
}
