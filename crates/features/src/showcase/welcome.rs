//! The ambassador of the demonstration: her words, her link, who came by it, and two letters that wait.

use terreau_kernel::{id::Id, time::DAY};
use terreau_kit::App;
use terreau_store::Tx;

use super::{Who, rows};
use crate::{
    invites::{self, New},
    welcome,
    work::Failed,
};

/// Who she is.
const AMBASSADOR: &str = "p003";
const WORDS: &str = "Bonjour et bienvenue !\n\nJe garde des enfants aux Blagis depuis vingt ans, et j’ai vu une simple \
boîte à livres changer une rue. Il n’y a pas de petite idée ici : soutenez d’abord ce qui vous plaît, le reste vient \
tout seul. Et si vous ne savez pas par où passer, écrivez-moi, je réponds le soir.";
/// Whom she wrote to: name, address, how many days ago.
const LETTERS: [(&str, &str, i64); 2] = [
    ("Yasmine", "yasmine@demo.terreau.test", 6),
    ("Monsieur Pottier", "pottier@demo.terreau.test", 2),
];

/// Writes it all.
pub async fn write(app: &App, tx: &mut Tx, territory: Id, who: Who<'_>) -> Result<(), Failed> {
    let (person, now) = (who(AMBASSADOR), app.clock.now());
    welcome::put(tx, territory, (person, app.ids.next()), WORDS, now - 200 * DAY).await?;
    let link = New {
        id: app.ids.next(),
        person,
        kind: "link",
        name: "",
        email: "",
        at: now - 200 * DAY,
        until: now - 200 * DAY + invites::LINK,
    };
    invites::make(tx, territory, &link).await?;
    for (name, email, days) in LETTERS {
        let letter = New {
            id: app.ids.next(),
            person,
            kind: "mail",
            name,
            email,
            at: now - days * DAY,
            until: now - days * DAY + invites::LETTER,
        };
        invites::make(tx, territory, &letter).await?;
    }
    Ok(rows::came_by(tx, territory, person).await?)
}
