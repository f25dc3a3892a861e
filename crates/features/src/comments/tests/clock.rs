//! The clock of the machine is set an hour back, in the middle of a day: nothing is lost, refused or late.

use terreau_kernel::time::{HOUR, MINUTE};
use terreau_kit::Role;

use super::{counts_hold, idea, number, replies, says};
use crate::story;

/// The key of the forms of a page.
fn key(page: &str) -> String {
    let from = page.find("name=\"key\" value=\"").expect("a key") + 18;
    page[from..from + 22].to_owned()
}

story!(an_hour_back_loses_nothing_and_lets_nobody_wait, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut bilal, "verger", "for", "Avant le changement d’heure").await;
    let page = bilal.get("/ideas/verger").await.is(200).text;
    stage.clock.advance(-HOUR);
    // The letter written before the change leaves now, not in an hour.
    stage.settle().await;
    assert_eq!(stage.letters("anna@exemple.fr").await.len(), 1);
    // Still signed in, still the author of one’s words, corrected without a mark or with one, never refused.
    bilal.get("/me").await.is(200);
    let change = [("text", "Corrigé après le changement d’heure"), ("version", "1")];
    bilal
        .post(&format!("/comments/{first}/edit"), &change)
        .await
        .is(303);
    // A form opened before and sent twice after is one comment.
    let key = key(&page);
    let twice = [("key", key.as_str()), ("text", "Une seule fois"), ("side", "for")];
    for _ in 0..2 {
        bilal.post("/ideas/verger/comments", &twice).await.is(303);
    }
    replies(&mut a, "verger", &first, "Une réponse après").await;
    a.post("/ideas/verger/support", &[]).await.is(303);
    a.post("/ideas/verger/support", &[]).await.is(303);
    stage.settle().await;
    assert_eq!(
        stage.letters("bilal@exemple.fr").await.len(),
        1,
        "the reply is told"
    );
    let page = stage.browser().get("/ideas/verger").await.is(200);
    for words in ["Corrigé après", "Une seule fois", "Une réponse après"] {
        assert_eq!(page.text.matches(words).count(), 1, "{words}");
    }
    let all = "select count(*) from comments where territory_id = $1";
    assert_eq!(number(&stage.app.db, all, stage.territory).await, 3);
    let supports = "select supports from ideas where territory_id = $1";
    assert_eq!(number(&stage.app.db, supports, stage.territory).await, 1);
    counts_hold(&stage).await;
    // A link asked for before the change still works after it.
    let mut phone = stage.browser();
    phone
        .post("/login", &[("email", "bilal@exemple.fr")])
        .await
        .is(303);
    stage.settle().await;
    stage.clock.advance(-10 * MINUTE);
    let link = stage.link("bilal@exemple.fr").await;
    phone.post(&link, &[]).await.is(303);
    phone.get("/me").await.is(200);
});
