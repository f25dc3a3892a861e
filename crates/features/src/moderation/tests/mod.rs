//! Stories of moderation: reporting, deciding, contesting, and a log that tells on whoever touches it.

mod appealing;
mod deciding;
mod logging;
mod pictures;
mod reporting;

use terreau_kernel::id::Id;
use terreau_kit::Role;
use terreau_store::run;

use crate::testing::{Browser, Page, Stage};

/// An idea in the state a story needs.
async fn idea(stage: &Stage, author: Id, slug: &str) -> String {
    let (id, now) = (stage.app.ids.next(), stage.clock.now());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id, created_at,
         published_at, updated_at) values ($1, $2, $3, 'Un verger partagé', '', 'Des mots', '<p>Des mots</p>', 'fr',
         'published', $4, $5, $5, $5)",
        stage.territory, id, slug, author, now
    )
    .expect("an idea");
    run!(
        &mut tx,
        "update territory_counts set ideas = ideas + 1 where territory_id = $1",
        stage.territory
    )
    .expect("counted");
    run!(
        &mut tx,
        "update people set ideas = ideas + 1 where id = $1",
        author
    )
    .expect("counted");
    tx.commit().await.expect("kept");
    terreau_kernel::id::short(id)
}

/// A comment; gives its short id.
async fn says(browser: &mut Browser<'_>, slug: &str, text: &str) -> String {
    let path = format!("/ideas/{slug}/comments");
    let page = browser
        .post(&path, &[("side", "for"), ("text", text)])
        .await
        .is(303);
    let (_, anchor) = page.location().split_once("#c-").expect("a comment");
    anchor.to_owned()
}

const REPORT: [(&str, &str); 5] = [
    ("reason", "insult"),
    ("text", "Il insulte ma voisine."),
    ("name", "Nadia"),
    ("email", "nadia@exemple.fr"),
    ("good-faith", "yes"),
];

/// Sends a report that must be taken.
async fn report(browser: &mut Browser<'_>, kind: &str, id: &str) -> Page {
    browser
        .post(&format!("/report/{kind}/{id}"), &REPORT)
        .await
        .is(303)
}

/// Takes a decision that must be accepted.
async fn rule(browser: &mut Browser<'_>, kind: &str, id: &str, measure: &str) {
    let fields = [
        ("measure", measure),
        ("reason", "insult"),
        ("text", "Votre texte attaque une personne."),
    ];
    browser
        .post(&format!("/moderation/{kind}/{id}"), &fields)
        .await
        .is(303);
}

/// The link to the decision in the latest letter to an address.
async fn decision(stage: &Stage, address: &str) -> String {
    let letters = stage.letters(address).await;
    let letter = letters.iter().find(|m| m.kind == "decision").expect("a decision");
    let found = letter
        .text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://sceaux.test"));
    let mut found = found.filter(|path| path.starts_with("/decisions/"));
    found.next().expect("a link").to_owned()
}

/// The fields of the appeal form on a statement page.
fn appeal_fields<'a>(link: &'a str, text: &'a str) -> (String, [(&'a str, &'a str); 3]) {
    let (path, query) = link.split_once('?').expect("a key");
    let (by, key) = query.split_once("&key=").expect("a key");
    let by = by.strip_prefix("by=").expect("a party");
    (
        format!("{path}/appeal"),
        [("by", by), ("key", key), ("text", text)],
    )
}

/// Somebody who moderates, and somebody else who does.
async fn moderators(stage: &Stage) -> (Browser<'_>, Browser<'_>) {
    let (_, one) = stage.member("Maud", Role::Moderator).await;
    let (_, other) = stage.member("Omar", Role::Moderator).await;
    (one, other)
}
