//! Filling a territory with the shipped words, and bringing it up to date after an upgrade. What a territory renamed or
//! retired stays as it is.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::App;
use terreau_store::{Result, Tx};

use super::{rows, shipped};

/// Fills one territory.
///
/// # Errors
/// What the engine says.
pub async fn fill(tx: &mut Tx, app: &App, territory: Id, now: Micros) -> Result<()> {
    for skill in shipped::skills() {
        let more = shipped::more(skill.slug);
        let words = [skill.words_fr, more].map(str::to_owned);
        let words_fr: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
        let row = rows::Written {
            slug: skill.slug,
            domain: skill.domain,
            names: (skill.name_fr, skill.name_en),
            words: (&words_fr.join(";"), skill.words_en),
        };
        rows::ship(tx, territory, app.ids.next(), &row, now).await?;
    }
    rows::mark(tx, territory, &shipped::fingerprint()).await
}

/// Brings every territory up to date with the words of this version; says whether anything was written.
///
/// # Errors
/// What the engine says.
pub async fn stock(app: &App) -> Result<bool> {
    let fingerprint = shipped::fingerprint();
    let mut wrote = false;
    for territory in app.atlas.all() {
        let mut conn = app.db.read().await?;
        let known = rows::marked(&mut conn, territory.id).await?;
        drop(conn);
        if known.as_deref() != Some(fingerprint.as_str()) {
            let mut tx = app.db.begin().await?;
            fill(&mut tx, app, territory.id, app.clock.now()).await?;
            tx.commit().await?;
            wrote = true;
        }
    }
    Ok(wrote)
}
