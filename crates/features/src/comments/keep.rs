//! What a visitor wrote, kept for thirty days until they say who they are.

use terreau_kernel::{id, time::DAY};
use terreau_kit::{Visit, problem::Answer, session};
use terreau_store::{run, statements};

statements! {
    KEEP = "insert into gestures (territory_id, id, kind, payload, secret_hash, locale, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// Keeps a gesture and leads to where one joins.
pub async fn keep_gesture(visit: &mut Visit, kind: &str, payload: &serde_json::Value) -> Answer {
    let secret = id::secret();
    let (gesture, territory, now) = (visit.app.ids.next(), visit.territory.id, visit.now);
    let (hash, until) = (session::digest(&secret), now + 30 * DAY);
    let mut tx = visit.begin().await?;
    run!(
        &mut tx,
        KEEP,
        territory,
        gesture,
        kind,
        payload.to_string(),
        &hash,
        visit.locale.code(),
        now,
        until
    )?;
    visit.commit(tx).await?;
    visit.set_cookie("gesture", &secret, 30 * 86_400);
    Ok(visit.redirect("/join"))
}
