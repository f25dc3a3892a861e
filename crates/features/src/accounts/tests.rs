//! Stories of accounts, as somebody lives them in a browser and a mail box.

mod entering;
mod leaving;
mod settings;

use terreau_kernel::time::MINUTE;
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::testing::{Browser, Stage};

/// A password that holds.
pub const PASSWORD: &str = "girafe violon brouillard 47";

/// The fields of somebody who joins.
pub fn joining<'a>(name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("name", name), ("email", email), ("of_age", "1"), ("next", "")]
}

/// Gives a person made by the stage a password.
pub async fn set_password(stage: &Stage, email: &str, password: &str) {
    let hash = super::hash_password(&stage.app, password).await.expect("a hash");
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let text = "update accounts set password_hash = $1 where email_key = $2";
    assert_eq!(run!(&mut tx, text, hash, email).expect("set"), 1);
    tx.commit().await.expect("kept");
}

/// How many rows a statement counts.
pub async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, sql).expect("a count").unwrap_or(0)
}

/// Somebody with an address, a password, and a browser in which they are signed in.
pub async fn anna(stage: &Stage) -> Browser<'_> {
    let (_, browser) = stage.member("Anna Lévêque", Role::Member).await;
    set_password(stage, "anna-leveque@exemple.fr", PASSWORD).await;
    browser
}

/// Longer than a proof holds.
pub fn time_passes(stage: &Stage) {
    stage.clock.advance(31 * MINUTE);
}
