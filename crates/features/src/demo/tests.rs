//! The demonstration, told through HTTP.

use crate::story;

fn plan_counts() -> (usize, usize) {
    let content = super::content::read().expect("the content can be read");
    let comments = content.ideas.iter().map(|idea| idea.comment.len()).sum();
    (content.ideas.len(), comments)
}

#[test]
fn the_content_is_as_large_as_promised() {
    let (ideas, comments) = plan_counts();
    assert!(
        ideas >= 80 && comments >= 600,
        "{ideas} ideas, {comments} comments"
    );
}

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
