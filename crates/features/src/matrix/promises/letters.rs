//! Letters say what they are and how to stop them.

use std::collections::BTreeMap;

use terreau_kit::Role;

use crate::{ideas::tests::propose, story};

story!(
    io_35_and_io_36_letters_say_what_they_are_and_how_to_stop_them,
    |stage| {
        let (_, mut author) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut author, "Un verger partagé").await;
        let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
        bilal
            .post(
                &format!("/ideas/{slug}/comments"),
                &[("side", "for"), ("text", "Une très belle idée.")],
            )
            .await
            .is(303);
        stage
            .browser()
            .post("/login", &[("email", "anna@exemple.fr")])
            .await
            .is(303);
        stage.settle().await;
        let letters = stage.letters("anna@exemple.fr").await;
        let mut kinds = Vec::new();
        for letter in &letters {
            let headers: BTreeMap<String, String> =
                serde_json::from_str::<Vec<(String, String)>>(&letter.headers)
                    .expect("headers")
                    .into_iter()
                    .collect();
            assert_eq!(headers["Auto-Submitted"], "auto-generated");
            assert!(
                letter.message_id.contains('@')
                    && !letter.text.is_empty()
                    && letter.html.contains("<html lang=\"fr\"")
            );
            assert!(letter.text.len() + letter.html.len() < 100_000);
            assert!(
                letter.html.contains("role=\"presentation\"") || !letter.html.contains("<table"),
                "A11Y-37"
            );
            let stops = headers.contains_key("List-Unsubscribe");
            if stops {
                assert!(
                    headers["List-Unsubscribe"].starts_with("<http")
                        && headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
                );
                assert!(
                    headers.contains_key("List-Id") && headers.contains_key("References"),
                    "{headers:?}"
                );
            }
            kinds.push((letter.kind.clone(), stops));
        }
        assert!(
            kinds.iter().any(|k| k.0 == "login" && !k.1),
            "what signs in cannot be stopped: {kinds:?}"
        );
        assert!(
            kinds.iter().any(|k| k.1),
            "what one may do without can: {kinds:?}"
        );
    }
);
