//! The mail of a demonstration, through HTTP.

use crate::story;

story!(sec_12_mail_of_a_demonstration_is_read_in_a_sandbox, |stage| {
    let mut browser = stage.browser();
    browser
        .get("/demo/mail")
        .await
        .is(200)
        .has("Courrier de la démonstration");
    let list = browser.get("/demo/mail.json?to=nobody@exemple.fr").await.is(200);
    assert_eq!(list.json(), serde_json::json!([]));
    browser.get("/demo/mail/AAAAAAAAAAAAAAAAAAAAAA").await.is(404);
});

story!(
    a_letter_to_one_address_is_found_behind_any_number_of_others,
    |stage| {
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        for n in 0..210_i64 {
            let to = if n == 0 {
                "anna@exemple.fr"
            } else {
                "tous@exemple.fr"
            };
            terreau_store::run!(
            &mut tx,
            "insert into mails (territory_id, id, kind, address, message_id, subject, text, html, headers, state,
             created_at) values ($1, $2, 'login', $3, $4, 'Bonjour', 'Texte', '<p>Texte</p>', '[]', 'sent', $5)",
            stage.territory,
            stage.app.ids.next(),
            to,
            format!("<{n}@exemple.fr>"),
            n
        )
        .expect("a letter");
        }
        tx.commit().await.expect("kept");
        let mut browser = stage.browser();
        for asked in ["anna@exemple.fr", "Anna@Exemple.fr"] {
            let list = browser.get(&format!("/demo/mail.json?to={asked}")).await.is(200);
            assert_eq!(list.json().as_array().map(Vec::len), Some(1), "{asked}");
        }
    }
);
