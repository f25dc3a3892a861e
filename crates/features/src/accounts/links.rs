//! Links sent by mail: a secret whose digest is kept, for one use, for one purpose, for a short time.

use serde::{Deserialize, Serialize};
use terreau_kernel::{
    id::{self, Id},
    time::{DAY, HOUR, Micros},
};
use terreau_kit::{App, Territory, page, session};
use terreau_store::{Reach, Result, one, run, statements};

statements! {
    INSERT = "insert into links (token_hash, territory_id, kind, person_id, email, payload, gesture_id, created_at,
              expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND = "select kind, person_id, email, payload, gesture_id, created_at, expires_at, used_at from links
            where token_hash = $1 and territory_id = $2";
    USE = "update links set used_at = $3 where token_hash = $1 and territory_id = $2 and used_at is null
           and expires_at > $3";
    OWN = "update links set person_id = $3 where token_hash = $1 and territory_id = $2";
    VOID = "delete from links where territory_id = $1 and person_id = $2 and kind = $3 and used_at is null";
    VOID_LATER = "delete from links where territory_id = $1 and person_id = $2 and kind = $3 and used_at is null
                  and expires_at >= $4";
    EXPIRE = "delete from links where expires_at < $1";
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Proves the address of somebody who joins.
    Join,
    /// Signs in.
    Login,
    /// Chooses a password.
    Reset,
    /// Proves a new address.
    Email,
    /// Goes back to the address before.
    EmailUndo,
    /// Gives up leaving.
    Stay,
    /// Takes what one wrote elsewhere.
    Claim,
    /// Proves again who one is, for one session.
    Prove,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Join,
        Self::Login,
        Self::Reset,
        Self::Email,
        Self::EmailUndo,
        Self::Stay,
        Self::Claim,
        Self::Prove,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Login => "login",
            Self::Reset => "reset",
            Self::Email => "email",
            Self::EmailUndo => "email-undo",
            Self::Stay => "stay",
            Self::Claim => "claim",
            Self::Prove => "prove",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How long it works: an hour where it opens an account, longer where it only proves an address.
    pub fn life(self) -> Micros {
        match self {
            Self::Login | Self::Reset | Self::Prove => HOUR,
            Self::Join | Self::Email | Self::EmailUndo => 7 * DAY,
            Self::Stay | Self::Claim => 14 * DAY,
        }
    }
}

/// What a link carries.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Payload {
    /// The name of somebody who joins.
    pub name: String,
    /// Their password, hashed.
    pub password_hash: Option<String>,
    /// Their language.
    pub locale: String,
    /// The secret of the browser where it was asked, digested.
    pub browser: String,
    /// Where to go after.
    pub next: String,
    /// Who they say they are, where a territory answers each one.
    pub words: String,
    /// The session to prove.
    pub session: Option<Id>,
}

/// A link as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Link {
    pub kind: String,
    pub person_id: Option<Id>,
    pub email: String,
    pub payload: String,
    pub gesture_id: Option<Id>,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub used_at: Option<Micros>,
}

impl Link {
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }

    pub fn carried(&self) -> Payload {
        serde_json::from_str(&self.payload).unwrap_or_default()
    }

    /// When it was made.
    pub fn made_at(&self) -> Micros {
        self.expires_at - self.kind().map_or(0, Kind::life)
    }

    pub fn works(&self, now: Micros) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }
}

/// A link about to be made.
pub struct New<'a> {
    pub kind: Kind,
    pub person: Option<Id>,
    pub email: &'a str,
    pub payload: Payload,
    pub gesture: Option<Id>,
}

/// Makes a link and gives its whole address, which is kept nowhere but in the letter.
pub async fn make(
    tx: &mut impl Reach,
    app: &App,
    territory: &Territory,
    new: New<'_>,
    now: Micros,
) -> Result<String> {
    let token = id::secret();
    let payload = serde_json::to_string(&new.payload).unwrap_or_else(|_| "{}".into());
    run!(
        tx,
        INSERT,
        session::digest(&token),
        territory.id,
        new.kind.code(),
        new.person,
        new.email,
        payload,
        new.gesture,
        now,
        now + new.kind.life()
    )?;
    Ok(format!("{}/link/{token}", page::base(app, territory)))
}

pub async fn find(db: &mut impl Reach, territory: Id, token: &str) -> Result<Option<Link>> {
    one!(db, Link, FIND, session::digest(token), territory)
}

/// Uses a link up; false when it was used or is too old.
pub async fn consume(tx: &mut impl Reach, territory: Id, token: &str, now: Micros) -> Result<bool> {
    Ok(run!(tx, USE, session::digest(token), territory, now)? == 1)
}

/// Notes whose link it became.
pub async fn own(tx: &mut impl Reach, territory: Id, token: &str, person: Id) -> Result<()> {
    run!(tx, OWN, session::digest(token), territory, person).map(drop)
}

/// Takes back the unused links of a kind.
pub async fn void(tx: &mut impl Reach, territory: Id, person: Id, kind: Kind) -> Result<()> {
    run!(tx, VOID, territory, person, kind.code()).map(drop)
}

/// Takes back the unused links of a kind made after one of them: what was undone cannot be done again.
pub async fn void_later(tx: &mut impl Reach, territory: Id, person: Id, one: &Link) -> Result<()> {
    run!(tx, VOID_LATER, territory, person, &one.kind, one.expires_at).map(drop)
}

pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, EXPIRE, now)
}
