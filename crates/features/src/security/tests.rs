//! Stories of the second factor, as somebody lives them with a telephone beside the screen.

use terreau_kernel::{time::MINUTE, totp};
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    accounts, story,
    testing::{Browser, Page, Stage},
};

pub const PASSWORD: &str = "girafe violon brouillard 47";

/// Sets it in every territory where somebody has this address; so many accounts.
pub async fn set_password(stage: &Stage, email: &str, accounts: u64) {
    let hash = accounts::hash_password(&stage.app, PASSWORD)
        .await
        .expect("a hash");
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let text = "update accounts set password_hash = $1 where email_key = $2";
    assert_eq!(run!(&mut tx, text, hash, email).expect("set"), accounts);
    tx.commit().await.expect("kept");
}

/// The secret as the page spells it for whoever cannot scan.
fn secret(page: &Page) -> String {
    let spelled = page.text.split("<code>").nth(1).expect("the key");
    totp::plain(spelled.split("</code>").next().expect("its end"))
}

fn code(stage: &Stage, secret: &str) -> String {
    totp::code(secret, totp::step(stage.clock.now())).expect("a code")
}

/// The next code: the one before is used up.
pub fn later(stage: &Stage, secret: &str) -> String {
    stage.clock.advance(MINUTE);
    code(stage, secret)
}

fn spares(page: &Page) -> Vec<String> {
    let after = page.text.split("<code>").skip(1);
    let all: Vec<String> = after
        .filter_map(|part| part.split("</code>").next().map(str::to_owned))
        .collect();
    assert_eq!(all.len(), 10, "ten codes are shown");
    all
}

/// Switches the factor on; gives its secret and spare codes.
pub async fn switch_on(stage: &Stage, browser: &mut Browser<'_>) -> (String, Vec<String>) {
    let page = browser
        .get("/me/security/set-up")
        .await
        .is(200)
        .has("<svg")
        .has("otpauth://totp/");
    let secret = secret(&page);
    let done = browser
        .post("/me/security/set-up", &[("code", &code(stage, &secret))])
        .await
        .is(200);
    assert_eq!(done.headers["cache-control"], "private, no-store");
    (secret, spares(&done))
}

async fn anna(stage: &Stage) -> Browser<'_> {
    let (_, browser) = stage.member("Anna", Role::Member).await;
    set_password(stage, "anna@exemple.fr", 1).await;
    browser
}

const LOGIN: [(&str, &str); 2] = [("email", "anna@exemple.fr"), ("password", PASSWORD)];

story!(
    sec_22_a_code_is_asked_after_the_password_and_serves_once,
    |stage| {
        let mut anna = anna(&stage).await;
        anna.get("/me").await.is(200).has("/me/security");
        anna.get("/me/security").await.is(200).has("Désactivée");
        let page = anna.get("/me/security/set-up").await.is(200);
        let first = secret(&page);
        assert_eq!(
            first,
            secret(&anna.get("/me/security/set-up").await.is(200)),
            "the same until confirmed"
        );
        let wrong = anna
            .post("/me/security/set-up", &[("code", "000000")])
            .await
            .is(422);
        assert_eq!(first, secret(&wrong));
        let before = anna.cookie("session").expect("a session").to_owned();
        let (key, _) = switch_on(&stage, &mut anna).await;
        assert_ne!(anna.cookie("session"), Some(before.as_str()), "SEC-02");
        anna.get("/me/security")
            .await
            .is(200)
            .has("Activée")
            .has("10 codes");
        stage.settle().await;
        let told = stage.letters("anna@exemple.fr").await;
        assert!(told[0].subject.contains("activée"), "{}", told[0].subject);

        let mut phone = stage.browser();
        let half = phone
            .post("/login", &[LOGIN[0], LOGIN[1], ("next", "/me/settings")])
            .await
            .is(303);
        assert_eq!(half.location(), "/login/code?next=%2Fme%2Fsettings");
        phone.get("/me").await.is(303);
        phone.get("/me/export.json").await.is(303);
        phone.get("/ideas").await.is(200).has("/login").has_not("/logout");
        phone
            .get("/login/code?next=/me/settings")
            .await
            .is(200)
            .has("Anna");
        phone.post("/login/code", &[("code", "123456")]).await.is(422);
        phone
            .post("/login/code", &[("code", &code(&stage, &key))])
            .await
            .is(422)
            .has("suivant");
        let right = later(&stage, &key);
        let fields = [("code", right.as_str()), ("next", "/me/settings")];
        assert_eq!(
            phone.post("/login/code", &fields).await.is(303).location(),
            "/me/settings"
        );
        phone.get("/me").await.is(200);
        phone.get("/login/code").await.is(303);

        let mut thief = stage.browser();
        thief.post("/login", &LOGIN).await.is(303);
        thief.post("/login/code", &fields).await.is(422);
        thief.get("/me").await.is(303);
        stage.clock.advance(16 * MINUTE);
        let late = thief
            .post("/login/code", &[("code", &later(&stage, &key))])
            .await
            .is(303);
        assert_eq!(late.location(), "/login", "half a sign-in does not last");
    }
);

story!(sec_22_spare_codes_serve_once_and_are_kept_as_digests, |stage| {
    let mut anna = anna(&stage).await;
    let (_, codes) = switch_on(&stage, &mut anna).await;
    let kept = {
        let mut conn = stage.app.db.read().await.expect("a connection");
        let text = "select count(*) from spare_codes where used_at is null";
        value!(&mut conn, i64, text).expect("a count")
    };
    assert_eq!(kept, Some(10));
    let mut phone = stage.browser();
    phone.post("/login", &LOGIN).await.is(303);
    let typed = codes[3].to_lowercase().replace('-', " ");
    phone.post("/login/code", &[("code", &typed)]).await.is(303);
    phone.get("/me/security").await.is(200).has("9 codes");
    stage.settle().await;
    assert!(
        stage.letters("anna@exemple.fr").await[0]
            .subject
            .contains("secours")
    );
    let mut again = stage.browser();
    again.post("/login", &LOGIN).await.is(303);
    again.post("/login/code", &[("code", &codes[3])]).await.is(422);
    let fresh = spares(&phone.post("/me/security/codes", &[]).await.is(200));
    again.post("/login/code", &[("code", &codes[4])]).await.is(422);
    again.post("/login/code", &[("code", &fresh[0])]).await.is(303);
    phone.get("/me/security").await.is(200).has_not(&fresh[1]);
});

story!(sec_25_a_link_by_mail_does_not_go_round_the_code, |stage| {
    let mut anna = anna(&stage).await;
    let (key, _) = switch_on(&stage, &mut anna).await;
    let mut phone = stage.browser();
    for path in ["/login", "/password/forgotten"] {
        phone.post(path, &[LOGIN[0]]).await.is(303);
        stage.settle().await;
        let link = stage.link("anna@exemple.fr").await;
        let page = phone
            .post(&link, &[("password", "tambour cerise escalier 81")])
            .await
            .is(303);
        assert!(
            page.location().starts_with("/login/code"),
            "{path}: {}",
            page.location()
        );
        phone.get("/me").await.is(303);
    }
    phone
        .post("/login/code", &[("code", &later(&stage, &key))])
        .await
        .is(303);
    phone.get("/me").await.is(200);
});

async fn supports(stage: &Stage) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let count = value!(&mut conn, i64, "select count(*) from supports").expect("a count");
    count.unwrap_or(0)
}

story!(a_gesture_kept_waits_for_the_code_and_is_done_then, |stage| {
    let mut anna = anna(&stage).await;
    let (key, _) = switch_on(&stage, &mut anna).await;
    let (author, _) = stage.member("Paul", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id, created_at,
         published_at, updated_at)
         values ($1, $2, 'verger', 'Un verger', '', '', '', 'fr', 'published', $3, $4, $4, $4)",
        stage.territory,
        stage.app.ids.next(),
        author,
        stage.clock.now()
    )
    .expect("an idea");
    tx.commit().await.expect("kept");
    let mut visitor = stage.browser();
    assert_eq!(
        visitor
            .post("/ideas/verger/support", &[])
            .await
            .is(303)
            .location(),
        "/join"
    );
    visitor.post("/login", &LOGIN).await.is(303);
    visitor.post("/gestures/complete", &[]).await.is(303);
    assert_eq!(supports(&stage).await, 0, "nobody is signed in yet");
    let done = visitor
        .post("/login/code", &[("code", &later(&stage, &key))])
        .await;
    assert_eq!(done.is(303).location(), "/gestures/complete");
    visitor.post("/gestures/complete", &[]).await.is(303);
    assert_eq!(supports(&stage).await, 1);
});

story!(a_device_of_ones_own_is_spared_the_code_for_thirty_days, |stage| {
    let mut anna = anna(&stage).await;
    let (key, _) = switch_on(&stage, &mut anna).await;
    let mut laptop = stage.browser();
    laptop.post("/login", &LOGIN).await.is(303);
    let fields = [("code", later(&stage, &key)), ("trust", "1".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    laptop.post("/login/code", &fields).await.is(303);
    laptop.post("/logout", &[]).await.is(303);
    assert_eq!(laptop.post("/login", &LOGIN).await.is(303).location(), "/");
    laptop.get("/me/security").await.is(200).has("dispensés");
    let mut other = stage.browser();
    other.set_cookie("device", "forged");
    assert!(
        other
            .post("/login", &LOGIN)
            .await
            .is(303)
            .location()
            .starts_with("/login/code")
    );
    stage.days(31);
    assert!(
        laptop
            .post("/login", &LOGIN)
            .await
            .is(303)
            .location()
            .starts_with("/login/code")
    );
    laptop
        .post("/login/code", &[("code", &code(&stage, &key)), ("trust", "1")])
        .await
        .is(303);
    laptop.post("/me/security/devices/forget", &[]).await.is(303);
    laptop.post("/logout", &[]).await.is(303);
    assert!(
        laptop
            .post("/login", &LOGIN)
            .await
            .is(303)
            .location()
            .starts_with("/login/code")
    );
});

story!(
    sec_24_what_touches_the_factor_asks_for_a_proof_with_the_code,
    |stage| {
        let mut anna = anna(&stage).await;
        let (key, _) = switch_on(&stage, &mut anna).await;
        stage.clock.advance(31 * MINUTE);
        for path in ["/me/security/off", "/me/security/codes"] {
            let asked = anna.post(path, &[]).await.is(303);
            assert!(asked.location().starts_with("/me/prove"), "{}", asked.location());
        }
        anna.get("/me/prove")
            .await
            .is(200)
            .has("name=\"code\"")
            .has("formnovalidate");
        let with = |code: &str| vec![("password", PASSWORD.to_owned()), ("code", code.to_owned())];
        async fn prove(anna: &mut Browser<'_>, fields: Vec<(&str, String)>) -> Page {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            anna.post("/me/prove", &fields).await
        }
        prove(&mut anna, vec![("password", PASSWORD.to_owned())])
            .await
            .is(422);
        prove(&mut anna, vec![("link", "1".to_owned())]).await.is(422);
        let right = code(&stage, &key);
        prove(
            &mut anna,
            vec![("password", "faux faux faux".to_owned()), ("code", right.clone())],
        )
        .await
        .is(422);
        prove(&mut anna, with(&right)).await.is(303);
        anna.post("/me/security/off", &[]).await.is(303);
        anna.get("/me/security").await.is(200).has("Désactivée");
        stage.settle().await;
        assert!(
            stage.letters("anna@exemple.fr").await[0]
                .subject
                .contains("désactivée")
        );
        assert_eq!(
            stage.browser().post("/login", &LOGIN).await.is(303).location(),
            "/"
        );
    }
);

story!(sec_23_a_role_waits_for_a_second_factor, |stage| {
    for (name, role, home) in [
        ("Ada", Role::Administrator, "/admin"),
        ("Max", Role::Moderator, "/moderation"),
    ] {
        stage.member(name, role).await;
        let email = format!("{}@exemple.fr", name.to_lowercase());
        set_password(&stage, &email, 1).await;
        let login = [("email", email.as_str()), ("password", PASSWORD), ("next", home)];
        let mut browser = stage.browser();
        let page = browser.post("/login", &login).await.is(303);
        assert!(
            page.location().starts_with("/me/security/set-up?next="),
            "{}",
            page.location()
        );
        let held = browser.get(home).await.is(303);
        assert!(
            held.location().starts_with("/me/security/set-up"),
            "{}",
            held.location()
        );
        browser.get("/me").await.is(200).has_not("href=\"/admin\"");
        let (key, _) = switch_on(&stage, &mut browser).await;
        browser.get(home).await.is(200);
        browser
            .post("/me/security/off", &[])
            .await
            .is(403)
            .has("ne peut pas être désactivée");
        let mut phone = stage.browser();
        phone.post("/login", &login).await.is(303);
        phone.get(home).await.is(303);
        phone
            .post("/login/code", &[("code", &later(&stage, &key))])
            .await
            .is(303);
        phone.get(home).await.is(200);
    }
});

story!(sec_23_a_town_may_leave_its_team_some_days, |stage| {
    stage.member("Ada", Role::Administrator).await;
    set_password(&stage, "ada@exemple.fr", 1).await;
    let mut settings = stage
        .app
        .atlas
        .by_id(stage.territory)
        .expect("it")
        .settings
        .clone();
    settings.factor_grace_days = 7;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    crate::territories::set(&mut tx, stage.territory, "Sceaux", &settings, stage.clock.now())
        .await
        .expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
    let login = [("email", "ada@exemple.fr"), ("password", PASSWORD)];
    let mut ada = stage.browser();
    assert_eq!(ada.post("/login", &login).await.is(303).location(), "/");
    ada.get("/admin").await.is(200);
    ada.get("/me/security").await.is(200).has("avant le 9 mars");
    for _ in 0..15 {
        stage.clock.advance(11 * 60 * MINUTE);
        ada.get("/me").await.is(200);
    }
    stage.days(1);
    ada.post("/login", &login).await.is(303);
    assert!(
        ada.get("/admin")
            .await
            .is(303)
            .location()
            .starts_with("/me/security/set-up")
    );
});

story!(a_demonstration_does_not_ask_its_team_for_a_factor, |stage| {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, "update territories set is_demo = $1", true).expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
    stage.member("Ada", Role::Administrator).await;
    set_password(&stage, "ada@exemple.fr", 1).await;
    let mut ada = stage.browser();
    let login = [("email", "ada@exemple.fr"), ("password", PASSWORD)];
    assert_eq!(ada.post("/login", &login).await.is(303).location(), "/");
    ada.get("/admin/territory")
        .await
        .is(200)
        .has("n’y est pas exigée");
});

story!(an_administrator_helps_somebody_who_lost_everything, |stage| {
    let mut anna = anna(&stage).await;
    switch_on(&stage, &mut anna).await;
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    let id = {
        let mut conn = stage.app.db.read().await.expect("a connection");
        let text = "select id from people where slug = 'anna'";
        value!(&mut conn, terreau_kernel::id::Id, text)
            .expect("read")
            .expect("Anna")
    };
    let page = format!("/admin/people/{}", terreau_kernel::id::short(id));
    admin.get(&page).await.is(200).has("Désactiver sa double");
    admin.post(&format!("{page}/factor-off"), &[]).await.is(303);
    anna.get("/me").await.is(303);
    assert_eq!(
        stage.browser().post("/login", &LOGIN).await.is(303).location(),
        "/"
    );
    stage.settle().await;
    assert!(
        stage.letters("anna@exemple.fr").await[0]
            .subject
            .contains("désactivée")
    );
    admin.get(&page).await.is(200).has_not("Désactiver sa double");
});

#[tokio::test]
async fn sec_20_codes_cannot_be_tried_at_leisure() {
    let stage = Stage::set_limited().await;
    let mut anna = anna(&stage).await;
    switch_on(&stage, &mut anna).await;
    let mut thief = stage.browser();
    thief.post("/login", &LOGIN).await.is(303);
    let mut refused = 0;
    for number in 0..8 {
        let page = thief
            .post("/login/code", &[("code", &format!("{number:06}"))])
            .await;
        if page.status == 429 {
            refused += 1;
            assert!(page.headers.contains_key("retry-after"));
        }
    }
    assert!(refused >= 3, "{refused}");
}
