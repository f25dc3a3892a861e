//! Every door has its limit and says when to come back.

use crate::testing::{Browser, Stage};

/// Asks until it is too much; gives how often it was answered before, and checks that the refusal says when.
async fn until_too_much(
    browser: &mut Browser<'_>,
    path: &str,
    fields: &[(&str, &str)],
    most: usize,
) -> usize {
    for number in 0..=most {
        let page = if fields.is_empty() {
            browser.get(&format!("{path}{number}")).await
        } else {
            browser.post(path, fields).await
        };
        if page.status == 429 {
            let wait = page
                .headers
                .get("retry-after")
                .and_then(|v| v.to_str().ok())
                .and_then(|v| v.parse::<u64>().ok());
            assert!(
                wait.is_some_and(|seconds| (1..=1_200).contains(&seconds)),
                "{path}: {wait:?}"
            );
            let api = path.starts_with("/api/");
            assert!(
                if api {
                    page.text.contains("\"status\":429")
                } else {
                    page.text.contains("Réessayez dans")
                },
                "{path}"
            );
            return number;
        }
    }
    panic!("{path}: {most} times and never too much")
}

/// Where, what is sent, and how often it may be before it is too much.
type Door<'a> = (&'a str, &'a [(&'a str, &'a str)], usize);

#[tokio::test]
async fn sec_20_every_door_has_its_limit_and_says_when_to_come_back() {
    let joining = [("email", "b@exemple.fr"), ("name", "Ève"), ("of_age", "1")];
    let doors: [Door; 5] = [
        (
            "/login",
            &[("email", "a@exemple.fr"), ("password", "faux faux")],
            10,
        ),
        ("/password/forgotten", &[("email", "a@exemple.fr")], 5),
        ("/join", &joining, 5),
        ("/search?q=banc", &[], 60),
        ("/api/v1/ideas?limit=", &[], 300),
    ];
    for (path, fields, burst) in doors {
        let stage = Stage::set_limited().await;
        let answered = until_too_much(&mut stage.browser(), path, fields, burst + 30).await;
        assert!((burst..=burst + 29).contains(&answered), "{path}: {answered}");
    }
}
