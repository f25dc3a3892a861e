//! Letters that did not leave, and the tasks that gave up on them: what an administrator finds one morning.

use terreau_kit::{App, Territory, mail};
use terreau_store::{Tx, jobs::TRIES};

use super::rows;
use crate::work::Failed;

const WHY: &str = "transient error (452): 4.2.2 Mailbox full";

/// The account written to, who answered, and their words.
const LETTERS: [(&str, &str, &str); 3] = [
    (
        "resident",
        "Monique Lavergne",
        "Le banc du marché tient toujours, je m’y suis assise ce matin.",
    ),
    (
        "leader",
        "Samira Haddouche",
        "Comptez-moi pour le premier samedi, avec trois enfants et un goûter.",
    ),
    (
        "elected",
        "Bertrand Coquelin",
        "Voici mon tableau : il manque la colonne des ombres, je la fais ce soir.",
    ),
];

/// Writes them.
pub async fn write(app: &App, tx: &mut Tx, territory: &Territory) -> Result<(), Failed> {
    for (account, name, words) in LETTERS {
        let letter = mail::Letter {
            kind: "reply",
            address: crate::showcase::address(account),
            subject: format!("{name} vous a répondu"),
            paragraphs: vec!["Bonjour,".to_owned()],
            quote: Some((name.to_owned(), words.to_owned())),
            reason: "Vous recevez ce message parce que vous participez à cette discussion.".to_owned(),
            ..mail::Letter::default()
        };
        let kept = mail::post(tx, app, territory, &letter, app.clock.now()).await?;
        mail::rows::failed(tx, territory.id, kept, "failed", WHY).await?;
    }
    Ok(rows::stop_letters(tx, territory.id, TRIES, WHY).await?)
}
