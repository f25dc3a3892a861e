//! Stories of letters that came back.

use terreau_kit::Role;

use super::{Report, What, read};
use crate::{story, testing::Stage};

const GONE: &str = "From: MAILER-DAEMON@mx.exemple.fr\nSubject: Undelivered\nContent-Type: multipart/report\n\n\
--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.exemple.fr\n\n\
Final-Recipient: rfc822; anna@exemple.fr\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 unknown\n\n\
Final-Recipient: rfc822; bilal@exemple.fr\nAction: delayed\nStatus: 4.2.2\n\n--x--\n";
const ABUSE: &str = "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: FBL/1\n\
Original-Rcpt-To: <chloe@exemple.fr>\n\n";

fn one(address: &str, what: What) -> Vec<Report> {
    vec![Report {
        address: address.into(),
        what,
    }]
}

#[test]
fn only_what_is_for_good_counts() {
    assert_eq!(read(GONE), one("anna@exemple.fr", What::Gone));
    assert_eq!(read(ABUSE), one("chloe@exemple.fr", What::Unwanted));
    assert_eq!(
        read(r#"{"address": "Anna <anna@exemple.fr>", "kind": "hard_bounce"}"#),
        one("anna@exemple.fr", What::Gone)
    );
    assert_eq!(
        read(r#"[{"address": "a@b.fr", "kind": "spam"}, {"address": "c@d.fr", "kind": "opened"}]"#),
        one("a@b.fr", What::Unwanted)
    );
    for nothing in [
        "",
        "{}",
        "Action: failed\n",
        "Final-Recipient: rfc822; nobody\nAction: failed\n\n",
        "\u{0}:\u{0}",
    ] {
        assert!(read(nothing).is_empty(), "{nothing:?}");
    }
}

async fn posts(stage: &Stage, token: &str, body: &str) -> u16 {
    let mut browser = stage.browser();
    browser.headers.push(("authorization", format!("Bearer {token}")));
    let request = axum::http::Request::post("/mail/reports").body(axum::body::Body::from(body.to_owned()));
    browser.send(request.expect("a request")).await.status.as_u16()
}

#[tokio::test]
async fn io_39_an_address_that_is_gone_gets_no_more_letters_and_its_owner_is_told() {
    for engine in crate::testing::engines() {
        let stage = Stage::set_with(engine.as_deref(), |config| {
            config.mail_reports_token = "un-jeton-long".into();
        })
        .await;
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        crate::comments::tests::idea(&stage, anna, "verger").await;
        assert_eq!(posts(&stage, "faux", GONE).await, 404);
        assert_eq!(posts(&stage, "un-jeton-long", "rien").await, 422);
        assert_eq!(posts(&stage, "un-jeton-long", GONE).await, 204);
        assert_eq!(posts(&stage, "un-jeton-long", GONE).await, 204, "told twice");
        crate::comments::tests::says(&mut b, "verger", "for", "Bravo").await;
        stage.settle().await;
        assert!(stage.letters("anna@exemple.fr").await.is_empty());
        a.get("/notices")
            .await
            .has("Nos courriels ne vous parviennent plus")
            .has("Bilal commente");
        a.get("/me/notices").await.has("/me/email");
        // A letter that arrives again proves the address: the link in it opens the account, and letters go on.
        stage
            .browser()
            .post("/login", &[("email", "anna@exemple.fr")])
            .await
            .is(303);
        stage.settle().await;
        let link = stage.link("anna@exemple.fr").await;
        let mut again = stage.browser();
        let page = again.get(&link).await;
        if page.status == 200 {
            again.post(&link, &[]).await.is(303);
        }
        again
            .get("/notices")
            .await
            .is(200)
            .has_not("Nos courriels ne vous parviennent plus");
    }
}

story!(without_a_token_the_door_does_not_exist, |stage| {
    assert_eq!(posts(&stage, "", GONE).await, 404);
    assert_eq!(posts(&stage, "x", GONE).await, 404);
});
