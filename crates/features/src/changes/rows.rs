//! Texts of comments that took the place of others, in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, run, statements};

use crate::comments::Full;

statements! {
    CHANGE = "update comments set text = $4, text_html = $5, version = version + 1, edited_at = $6
        where territory_id = $1 and id = $2 and version = $3 and state = 'published'";
    KEEP = "insert into comment_versions (territory_id, comment_id, version, text, person_id, at)
        values ($1, $2, $3, $4, $5, $6)";
    VERSIONS = "select at, text from comment_versions where territory_id = $1 and comment_id = $2
        order by version limit 200";
}

/// The text that takes the place of another.
pub struct Change<'a> {
    pub territory: Id,
    pub id: Id,
    pub version: i64,
    pub text: &'a str,
    pub html: &'a str,
    pub edited_at: Option<Micros>,
}

/// False when the comment is no longer the version that was changed.
pub async fn change(tx: &mut impl Reach, c: &Change<'_>) -> Result<bool> {
    Ok(run!(
        tx,
        CHANGE,
        c.territory,
        c.id,
        c.version,
        c.text,
        c.html,
        c.edited_at
    )? > 0)
}

/// Keeps a text that was read by others.
pub async fn keep(tx: &mut impl Reach, territory: Id, old: &Full) -> Result<()> {
    let at = old.edited_at.unwrap_or(old.created_at);
    run!(
        tx,
        KEEP,
        territory,
        old.id,
        old.version,
        &old.text,
        old.author_id,
        at
    )?;
    Ok(())
}

/// The texts of before, the oldest first, each with its moment.
pub async fn versions(db: &mut impl Reach, territory: Id, comment: Id) -> Result<Vec<(Micros, String)>> {
    all!(db, (Micros, String), VERSIONS, territory, comment)
}
