//! Who comes in, through HTTP.

use terreau_kit::{Role, territory::Entry};

use crate::{
    story,
    testing::{Browser, Stage},
};

async fn asks<'s>(stage: &'s Stage, name: &str, next: &str) -> Browser<'s> {
    let mut browser = stage.browser();
    let email = format!("{}@exemple.fr", name.to_lowercase());
    let fields = [
        ("email", email.as_str()),
        ("name", name),
        ("of_age", "1"),
        ("words", "J’habite rue des Écoles."),
        ("next", next),
    ];
    browser.post("/join", &fields).await.is(303);
    stage.settle().await;
    browser
}

fn person(page: &str) -> String {
    let found = page
        .split("action=\"/admin/joining/")
        .nth(1)
        .and_then(|r| r.split('"').next());
    format!("/admin/joining/{}", found.expect("somebody waits"))
}

story!(who_asks_waits_and_is_let_in_by_a_person, |stage| {
    stage.adjust(|s| s.entry = Entry::Request).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let mut lea = stage.browser();
    lea.get("/join")
        .await
        .is(200)
        .has("Qui êtes-vous")
        .has("une personne");
    let mut lea = asks(&stage, "Lea", "").await;
    let link = stage.link("lea@exemple.fr").await;
    let page = lea.post(&link, &[]).await.is(303);
    assert_eq!(page.location(), "/join/asked");
    lea.get("/join/asked").await.is(200).has("envoyée");
    lea.get("/me").await.is(303);
    lea.get("/people/lea").await.is(404);
    stage.settle().await;
    assert!(
        stage.letters("lea@exemple.fr").await[0]
            .subject
            .contains("bien arrivée")
    );
    // A link to sign in proves the address, and opens nothing yet.
    lea.post("/login", &[("email", "lea@exemple.fr"), ("link", "1")])
        .await
        .is(303);
    stage.settle().await;
    let early = stage.link("lea@exemple.fr").await;
    lea.post(&early, &[])
        .await
        .is(403)
        .has("attend encore une réponse");
    let page = momo
        .get("/admin/joining")
        .await
        .is(200)
        .has("J’habite rue des Écoles.")
        .has("Lea");
    let page = page.has_not("name=\"entry\"");
    let desk = person(&page.text);
    momo.post(&desk, &[("do", "admit")]).await.is(303);
    momo.post(&desk, &[("do", "admit")]).await.is(409);
    stage.settle().await;
    assert!(
        stage.letters("lea@exemple.fr").await[0]
            .subject
            .contains("des nôtres")
    );
    lea.post(&early, &[]).await.is(303);
    lea.get("/me").await.is(200);
    lea.get("/people/lea").await.is(200);
    momo.get("/admin/joining").await.is(200).has("Personne n’attend");
});

story!(who_is_declined_reads_why_and_is_forgotten, |stage| {
    stage.adjust(|s| s.entry = Entry::Request).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let mut lea = asks(&stage, "Lea", "").await;
    lea.post(&stage.link("lea@exemple.fr").await, &[]).await.is(303);
    let page = momo.get("/admin/joining").await.is(200);
    let desk = person(&page.text);
    let page = momo
        .post(&desk, &[("do", "decline"), ("reason", "Non")])
        .await
        .is(422);
    page.has(">Non</textarea>")
        .has("aria-invalid=\"true\"")
        .has_not("href=\"/admin/territory\"");
    momo.post(&desk, &[("do", "decline")])
        .await
        .is(422)
        .has("-error\"");
    let why = [
        ("do", "decline"),
        ("reason", "Ce territoire est celui des habitants de Sceaux."),
    ];
    momo.post(&desk, &why).await.is(303);
    stage.settle().await;
    let letter = stage.letters("lea@exemple.fr").await.remove(0);
    assert!(
        letter.text.contains("celui des habitants de Sceaux"),
        "{}",
        letter.text
    );
    momo.get("/admin/joining").await.is(200).has_not("lea@exemple.fr");
    // She may ask again.
    let mut lea = asks(&stage, "Lea", "").await;
    lea.post(&stage.link("lea@exemple.fr").await, &[]).await.is(303);
    momo.get("/admin/joining").await.is(200).has("lea@exemple.fr");
});

story!(by_invitation_only_who_is_invited_comes_in, |stage| {
    stage.adjust(|s| s.entry = Entry::Invited).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let mut lea = stage.browser();
    lea.get("/join")
        .await
        .is(200)
        .has("sur invitation")
        .has_not("name=\"email\"");
    let fields = [("email", "lea@exemple.fr"), ("name", "Lea"), ("of_age", "1")];
    lea.post("/join", &fields).await.is(200).has("sur invitation");
    stage.settle().await;
    assert!(stage.letters("lea@exemple.fr").await.is_empty());
    anna.post("/me/invitations/link", &[]).await.is(303);
    let page = anna.get("/me/invitations").await.is(200);
    let code = page
        .text
        .split("http://sceaux.test/invitation/")
        .nth(1)
        .and_then(|r| r.split(['"', '<', ' ']).next());
    let path = format!("/invitation/{}", code.expect("a link"));
    lea.get(&format!("/join?next={path}"))
        .await
        .is(200)
        .has("name=\"email\"");
    lea.get("/join?next=/invitation/AAAAAAAAAAAAAAAAAAAAAA-00")
        .await
        .has_not("name=\"email\"");
    let mut lea = asks(&stage, "Lea", &path).await;
    lea.post(&stage.link("lea@exemple.fr").await, &[]).await.is(303);
    lea.get("/me").await.is(200);
});

story!(the_rule_is_set_by_an_administrator_and_read_by_all, |stage| {
    let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    ada.get("/admin/joining").await.is(200).has("name=\"entry\"");
    momo.post("/admin/joining", &[("entry", "invited")]).await.is(404);
    ada.post("/admin/joining", &[("entry", "request"), ("listed", "1")])
        .await
        .is(303);
    stage.browser().get("/join").await.is(200).has("Qui êtes-vous");
    ada.post("/admin/joining", &[("entry", "nonsense")]).await.is(303);
    stage.browser().get("/join").await.is(200).has("Qui êtes-vous");
    let mut nobody = stage.browser();
    nobody.get("/admin/joining").await.is(303);
});
