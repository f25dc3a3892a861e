//! Letters in the database, until and after they are sent.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run};

use super::letter::Drawn;

/// A kept letter.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns speak for themselves")]
pub struct Mail {
    pub id: Id,
    pub person_id: Option<Id>,
    pub kind: String,
    pub address: String,
    pub message_id: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub headers: String,
    pub state: String,
    pub last_error: Option<String>,
    pub created_at: Micros,
    pub sent_at: Option<Micros>,
}

terreau_store::statements! {
    INSERT = "insert into mails (territory_id, id, person_id, kind, address, message_id, subject, text, html,
              headers, state, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11)";
    GET = "select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
           created_at, sent_at from mails where territory_id = $1 and id = $2";
    LIST = "select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4";
    LIST_STATE = "select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and state = $2 and (created_at, id) < ($3, $4)
            order by created_at desc, id desc limit $5";
    LIST_TO = "select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and address in ($2, $3)
            order by created_at desc, id desc limit $4";
    SENT = "update mails set state = 'sent', sent_at = $3, last_error = null where territory_id = $1 and id = $2";
    FAILED = "update mails set state = $3, last_error = $4 where territory_id = $1 and id = $2 and state <> 'sent'";
    FORGET = "delete from mails where created_at < $1 and state = 'sent'";
}

/// Keeps a letter.
///
/// # Errors
/// What the engine says.
pub async fn insert(tx: &mut impl Reach, territory: Id, id: Id, d: &Drawn, now: Micros) -> Result<()> {
    let headers = serde_json::to_string(&d.headers).unwrap_or_else(|_| "[]".into());
    run!(
        tx,
        INSERT,
        territory,
        id,
        d.person,
        d.kind,
        &d.address,
        &d.message_id,
        &d.subject,
        &d.text,
        &d.html,
        headers,
        now
    )?;
    Ok(())
}

/// One letter.
///
/// # Errors
/// What the engine says.
pub async fn get(db: &mut impl Reach, territory: Id, id: Id) -> Result<Option<Mail>> {
    one!(db, Mail, GET, territory, id)
}

/// The latest letters before a position, of one state or (empty) of all.
///
/// # Errors
/// What the engine says.
pub async fn list(
    db: &mut impl Reach,
    territory: Id,
    state: &str,
    before: (Micros, Id),
    limit: i64,
) -> Result<Vec<Mail>> {
    if state.is_empty() {
        return all!(db, Mail, LIST, territory, before.0, before.1, limit);
    }
    all!(db, Mail, LIST_STATE, territory, state, before.0, before.1, limit)
}

/// The latest letters to an address, as it was given or in lower case.
///
/// # Errors
/// What the engine says.
pub async fn list_to(db: &mut impl Reach, territory: Id, address: &str, limit: i64) -> Result<Vec<Mail>> {
    let lower = address.to_ascii_lowercase();
    all!(db, Mail, LIST_TO, territory, address, lower, limit)
}

/// It left.
///
/// # Errors
/// What the engine says.
pub async fn sent(tx: &mut impl Reach, territory: Id, id: Id, now: Micros) -> Result<()> {
    run!(tx, SENT, territory, id, now)?;
    Ok(())
}

/// It could not leave, this time (`queued`) or for good (`failed`).
///
/// # Errors
/// What the engine says.
pub async fn failed(tx: &mut impl Reach, territory: Id, id: Id, state: &str, why: &str) -> Result<()> {
    run!(tx, FAILED, territory, id, state, why)?;
    Ok(())
}

/// Forgets letters sent before a moment.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut impl Reach, before: Micros) -> Result<u64> {
    run!(tx, FORGET, before)
}
