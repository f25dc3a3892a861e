//! From one territory to another, through HTTP.

use terreau_kernel::{id::Id, time::HOUR};
use terreau_kit::{Role, territory::Entry};
use terreau_store::run;

use crate::{
    factors, kin,
    security::tests::{PASSWORD, later, set_password, switch_on},
    story,
    territories::{NewTerritory, make, set},
    testing::{Browser, Page, Stage},
};

const HERE: &str = "http://sceaux.test";
const THERE: &str = "http://antony.test";

/// Another territory, on a host of its own.
pub async fn neighbour(stage: &Stage, entry: Entry) -> Id {
    let new = NewTerritory {
        slug: "antony".into(),
        name: "Antony".into(),
        insee: Some("92002".into()),
        hosts: vec!["antony.test".into()],
        ..NewTerritory::default()
    };
    let made = make(&stage.app, new).await.expect("made");
    let territory = stage.app.atlas.by_id(made.id).expect("read again");
    let mut settings = territory.settings.clone();
    settings.entry = entry;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    set(&mut tx, made.id, &territory.name, &settings, stage.clock.now())
        .await
        .expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
    made.id
}

/// What a browser keeps for the other host.
pub fn over<'s>(stage: &'s Stage) -> Browser<'s> {
    let mut browser = stage.browser();
    browser.headers.push(("host", "antony.test".into()));
    browser
}

/// Opens an address and follows where it leads, from host to host.
pub async fn walk(here: &mut Browser<'_>, there: &mut Browser<'_>, url: &str) -> Page {
    let mut url = url.to_owned();
    for _ in 0..8 {
        let (base, page) = match url.strip_prefix(THERE) {
            Some(path) => (THERE, there.get(path).await),
            None => (
                HERE,
                here.get(url.strip_prefix(HERE).expect("a host of ours")).await,
            ),
        };
        if !page.status.is_redirection() {
            return page;
        }
        let to = page.location().to_owned();
        assert!(
            to.starts_with('/') || to.starts_with(HERE) || to.starts_with(THERE),
            "{to}"
        );
        url = if to.starts_with('/') {
            format!("{base}{to}")
        } else {
            to
        };
    }
    panic!("goes round and round: {url}");
}

const CROSS: &str = "http://antony.test/cross?from=sceaux&next=/me";

const JOIN: [(&str, &str); 4] = [
    ("name", "Anna"),
    ("of_age", "1"),
    ("shared", "1"),
    ("next", "/me"),
];

story!(a_member_crosses_over_joins_and_comes_back_signed_in, |stage| {
    let antony = neighbour(&stage, Entry::Open).await;
    let (person, mut anna) = stage.member("Anna", Role::Member).await;
    let mut there = over(&stage);
    let list = anna.get("/territories").await.is(200);
    list.has("http://antony.test/cross?from=sceaux").has("Antony");
    there
        .get("/territories")
        .await
        .is(200)
        .has("http://sceaux.test/")
        .has_not("/cross?");
    let page = walk(&mut anna, &mut there, CROSS).await.is(200);
    page.has("Rejoindre Antony").has("Sceaux").has("value=\"Anna\"");
    there
        .post("/cross/join", &JOIN[..1])
        .await
        .is(422)
        .has("href=\"#of_age\"");
    let fields = [
        ("name", "Anna d’Antony"),
        ("of_age", "1"),
        ("shared", "1"),
        ("next", "/me"),
    ];
    there.post("/cross/join", &fields).await.is(303);
    there.get("/me").await.is(200).has("Anna");
    there
        .get("/people/anna-d-antony")
        .await
        .is(200)
        .has("Anna d’Antony");
    // Once tied, the way over needs no question, in either direction.
    let mut other = over(&stage);
    walk(&mut anna, &mut other, CROSS)
        .await
        .is(200)
        .has("Bienvenue à Antony");
    let mut back = stage.browser();
    let to = "http://sceaux.test/cross?from=antony&next=/me";
    walk(&mut back, &mut there, to)
        .await
        .is(200)
        .has("Bienvenue à Sceaux");
    // Signed out of one, whatever began with it is signed out too.
    anna.post("/logout", &[]).await.is(303);
    for browser in [&mut there, &mut other] {
        browser.get("/me").await.is(303);
    }
    let mut conn = stage.app.db.read().await.expect("a connection");
    let all = kin::every(&mut conn, stage.territory, person).await.expect("kin");
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|account| account.0 == antony));
});

story!(
    sec_30_a_code_opens_nothing_in_another_browser_nor_twice,
    |stage| {
        neighbour(&stage, Entry::Open).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let mut there = over(&stage);
        let begun = there.get("/cross?from=sceaux&next=//evil.example").await.is(303);
        assert!(
            begun
                .location()
                .starts_with("http://sceaux.test/cross/give?to=antony&proof=")
        );
        assert_eq!(begun.headers["referrer-policy"], "no-referrer");
        let give = begun.location().strip_prefix(HERE).expect("ours").to_owned();
        let given = anna.get(&give).await.is(303);
        let take = given.location().strip_prefix(THERE).expect("theirs").to_owned();
        assert!(!take.contains("evil"), "{take}");
        // Whoever overheard the address does not hold the secret.
        let mut thief = over(&stage);
        thief.get(&take).await.is(303);
        thief.get("/cross/join").await.is(409);
        thief.set_cookie("crossing", "guessed");
        thief.get(&take).await.is(409);
        // The same fingerprint gives no second code.
        anna.get(&give).await.is(409);
        there.get(&take).await.is(303);
        there.get("/cross/join").await.is(200);
        // Sent again, the secret is still that of the first: it holds what was taken, and takes nothing twice.
        there.get(&take).await.is(409);
        there.get("/cross/join").await.is(200);
        // A code is dead after a minute, and whoever thinks too long begins again.
        let mut late = over(&stage);
        let begun = late.get("/cross?from=sceaux").await.is(303);
        let given = anna
            .get(begun.location().strip_prefix(HERE).expect("ours"))
            .await
            .is(303);
        stage.clock.advance(61_000_000);
        late.get(given.location().strip_prefix(THERE).expect("theirs"))
            .await
            .is(409);
        for wrong in [
            "/cross?from=nowhere",
            "/cross?from=antony",
            "/cross/give?to=sceaux&proof=zz",
        ] {
            there.get(wrong).await.is(404);
        }
        // Who is signed in nowhere is shown the door of where they go.
        let mut nobody = stage.browser();
        let mut fresh = over(&stage);
        walk(&mut nobody, &mut fresh, CROSS)
            .await
            .is(200)
            .has("action=\"/login\"");
    }
);

story!(what_opens_one_account_opens_the_other, |stage| {
    let antony = neighbour(&stage, Entry::Open).await;
    let (person, mut anna) = stage.member("Anna", Role::Member).await;
    let mut there = over(&stage);
    walk(&mut anna, &mut there, CROSS).await.is(200);
    there.post("/cross/join", &JOIN).await.is(303);
    anna.post("/me/password", &[("password", "tricoter les nuages 7")])
        .await
        .is(303);
    there.get("/me").await.is(303);
    let typed = [
        ("email", "anna@exemple.fr"),
        ("password", "tricoter les nuages 7"),
    ];
    there.post("/login", &typed).await.is(303);
    there.get("/me").await.is(200);
    // An address that somebody else has in one of the territories is taken in none.
    let (bruno, mut his) = stage.member("Bruno", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql = "update accounts set email = $3, email_key = $3 where territory_id = $1 and person_id = $2";
    run!(&mut tx, sql, stage.territory, bruno, "nouvelle@exemple.fr").expect("his");
    tx.commit().await.expect("kept");
    his.get("/me").await.is(200);
    let wished = [("email", "nouvelle@exemple.fr")];
    there.post("/me/email", &wished).await.is(303);
    stage.settle().await;
    let mut conn = stage.app.db.read().await.expect("a connection");
    let all = terreau_kit::mail::rows::list(&mut conn, antony, "", (i64::MAX, Id::max()), 50).await;
    let letters = all.expect("letters");
    let letter = letters
        .iter()
        .find(|l| l.address == "nouvelle@exemple.fr")
        .expect("a letter");
    let link = letter
        .text
        .split(THERE)
        .find(|p| p.starts_with("/link/"))
        .expect("a link");
    let link = link.split_whitespace().next().expect("a word").to_owned();
    drop(conn);
    there.post(&link, &[]).await.is(409);
    let mut conn = stage.app.db.read().await.expect("a connection");
    for (territory, person) in kin::every(&mut conn, stage.territory, person).await.expect("kin") {
        let sql = "select email from accounts where territory_id = $1 and person_id = $2";
        let email = terreau_store::value!(&mut conn, String, sql, territory, person).expect("read");
        assert_eq!(email.as_deref(), Some("anna@exemple.fr"));
    }
});

story!(
    a_role_asks_for_a_proof_of_today_and_a_factor_for_its_code,
    |stage| {
        let antony = neighbour(&stage, Entry::Open).await;
        let (person, mut anna) = stage.member("Anna", Role::Member).await;
        let mut there = over(&stage);
        walk(&mut anna, &mut there, CROSS).await.is(200);
        there.post("/cross/join", &JOIN).await.is(303);
        let mut conn = stage.app.db.read().await.expect("a connection");
        let her = kin::there(&mut conn, (stage.territory, person), antony)
            .await
            .expect("read");
        let her = her.expect("a member there");
        drop(conn);
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let sql = "update people set role = 'moderator' where territory_id = $1 and id = $2";
        run!(&mut tx, sql, antony, her).expect("a role");
        tx.commit().await.expect("kept");
        let mut fresh = over(&stage);
        walk(&mut anna, &mut fresh, CROSS)
            .await
            .is(200)
            .has("Bienvenue à Antony");
        stage.clock.advance(13 * HOUR);
        let mut late = over(&stage);
        let page = walk(&mut anna, &mut late, CROSS).await.is(200);
        page.has("preuve de plus").has("action=\"/login\"");
        late.get("/moderation").await.is(303);
    }
);

story!(
    two_accounts_of_one_person_become_one_when_both_are_proved,
    |stage| {
        let antony = neighbour(&stage, Entry::Open).await;
        let (person, mut anna) = stage.member("Anna", Role::Member).await;
        // She joined the other one long ago, with the same address.
        let mut there = over(&stage);
        let fields = [("email", "anna@exemple.fr"), ("name", "Anna"), ("of_age", "1")];
        there.post("/join", &fields).await.is(303);
        stage.settle().await;
        let mut conn = stage.app.db.read().await.expect("a connection");
        let all = terreau_kit::mail::rows::list(&mut conn, antony, "", (i64::MAX, Id::max()), 50).await;
        let letter = all.expect("letters").remove(0);
        drop(conn);
        let link = letter
            .text
            .split(THERE)
            .find(|p| p.starts_with("/link/"))
            .expect("a link");
        there
            .post(link.split_whitespace().next().expect("a word"), &[])
            .await
            .is(303);
        there.get("/me").await.is(200);
        // Not signed in there, she is asked to: the address alone opens nothing.
        let mut fresh = over(&stage);
        walk(&mut anna, &mut fresh, CROSS)
            .await
            .is(200)
            .has("Un compte a déjà votre adresse");
        fresh
            .post("/cross/join", &JOIN)
            .await
            .is(200)
            .has("Un compte a déjà votre adresse");
        fresh.post("/cross/unite", &[]).await.is(303);
        // An open session alone gives no account away: both are proved afresh, here and there.
        stage.clock.advance(HOUR);
        walk(&mut anna, &mut there, CROSS).await.is(200);
        assert!(
            there
                .post("/cross/unite", &[])
                .await
                .location()
                .starts_with("/me/prove")
        );
        stage.clock.advance(-HOUR);
        // Signed in to both, she makes one of them.
        walk(&mut anna, &mut there, CROSS)
            .await
            .is(200)
            .has("N’en faire qu’un");
        there.post("/cross/unite", &[("next", "/me")]).await.is(303);
        let mut conn = stage.app.db.read().await.expect("a connection");
        assert_eq!(
            kin::every(&mut conn, stage.territory, person)
                .await
                .expect("kin")
                .len(),
            2
        );
        drop(conn);
        anna.get("/me").await.is(303);
        there.post("/cross/unite", &[]).await.is(409);
    }
);

story!(
    a_profile_holds_in_all_territories_but_what_is_kept_apart,
    |stage| {
        let antony = neighbour(&stage, Entry::Open).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let said = [
            ("name", "Anna"),
            ("bio", "Je jardine."),
            ("language", "fr"),
            ("circle-bio", "1"),
        ];
        anna.post("/me/profile", &said).await.is(303);
        anna.post(
            "/me/skills/add",
            &[("skill", "Tenue de comptes"), ("level", "expert")],
        )
        .await;
        anna.get("/me/skills").await.is(200).has("tenue de comptes");
        let mut there = over(&stage);
        walk(&mut anna, &mut there, CROSS).await.is(200);
        there.post("/cross/join", &JOIN).await.is(303);
        there.get("/me/skills").await.is(200).has("tenue de comptes");
        there
            .get("/me/profile")
            .await
            .is(200)
            .has("Je jardine.")
            .has("Sceaux");
        // What few may read there is not laid open here.
        let mut any = over(&stage);
        any.get("/people/anna").await.is(200).has_not("Je jardine.");
        let said = [("name", "Anna"), ("bio", "Je tricote."), ("kin", "1")];
        there.post("/me/profile", &said).await.is(303);
        anna.get("/me/profile").await.is(200).has("Je tricote.");
        let said = [
            ("name", "Anna"),
            ("bio", "Ici, je chante."),
            ("kin", "1"),
            ("apart", "1"),
        ];
        there.post("/me/profile", &said).await.is(303);
        anna.get("/me/profile").await.is(200).has("Je tricote.");
        anna.post(
            "/me/profile",
            &[("name", "Anna"), ("bio", "Je danse."), ("kin", "1")],
        )
        .await
        .is(303);
        there.get("/me/profile").await.is(200).has("Ici, je chante.");
        // Leaving one leaves the other as it is.
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let sql = "update accounts set deletion_due_at = $2 where territory_id = $1";
        run!(&mut tx, sql, antony, stage.clock.now() - 1).expect("due");
        tx.commit().await.expect("kept");
        crate::accounts::sweep(&stage.app).await.expect("swept");
        anna.get("/me/profile")
            .await
            .is(200)
            .has("Je danse.")
            .has_not("Antony");
        there.get("/me").await.is(303);
    }
);

story!(where_each_request_is_answered_nobody_comes_in_unseen, |stage| {
    neighbour(&stage, Entry::Request).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let mut there = over(&stage);
    walk(&mut anna, &mut there, CROSS)
        .await
        .is(200)
        .has("chaque demande est lue");
    let fields = [
        ("name", "Anna"),
        ("of_age", "1"),
        ("words", "J’y ai un <b>jardin</b>."),
    ];
    there.post("/cross/join", &fields).await.is(303);
    there.get("/me").await.is(303);
    there.get("/people/anna").await.is(404);
    walk(&mut anna, &mut there, CROSS)
        .await
        .is(403)
        .has("attend encore une réponse");
});

story!(two_joinings_at_once_make_one_member, |stage| {
    neighbour(&stage, Entry::Open).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (mut one, mut two) = (over(&stage), over(&stage));
    walk(&mut anna, &mut one, CROSS).await.is(200);
    walk(&mut anna, &mut two, CROSS).await.is(200);
    let (a, b) = tokio::join!(one.post("/cross/join", &JOIN), two.post("/cross/join", &JOIN));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    // The other reads that the address is known here by now, or that it came second.
    assert!(both == [303, 409] || both == [200, 303], "{both:?}");
});

story!(one_second_factor_guards_all_and_serves_once_in_all, |stage| {
    let antony = neighbour(&stage, Entry::Open).await;
    let (person, mut anna) = stage.member("Anna", Role::Member).await;
    let mut there = over(&stage);
    walk(&mut anna, &mut there, CROSS).await.is(200);
    there.post("/cross/join", &JOIN).await.is(303);
    set_password(&stage, "anna@exemple.fr", 2).await;
    let (secret, spares) = switch_on(&stage, &mut anna).await;
    // Signed out over there, where the password alone opens nothing any more.
    there.get("/me").await.is(303);
    let typed = [("email", "anna@exemple.fr"), ("password", PASSWORD)];
    let half = there.post("/login", &typed).await.is(303);
    assert!(half.location().starts_with("/login/code"), "{}", half.location());
    let now = later(&stage, &secret);
    there.post("/login/code", &[("code", &now)]).await.is(303);
    there.get("/me").await.is(200);
    // The code that served there does not serve here, nor a spare one twice.
    let mut thief = stage.browser();
    thief.post("/login", &typed).await.is(303);
    thief.post("/login/code", &[("code", &now)]).await.is(422);
    thief.post("/login/code", &[("code", &spares[0])]).await.is(303);
    let mut other = over(&stage);
    other.post("/login", &typed).await.is(303);
    other.post("/login/code", &[("code", &spares[0])]).await.is(422);
    // Crossing asks for no code again: it was given where one comes from.
    let mut fresh = over(&stage);
    walk(&mut thief, &mut fresh, CROSS)
        .await
        .is(200)
        .has("Bienvenue à Antony");
    // Switched off by a desk over there, it still guards the way in from there.
    let mut conn = stage.app.db.read().await.expect("a connection");
    let her = kin::there(&mut conn, (stage.territory, person), antony)
        .await
        .expect("read");
    drop(conn);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    factors::off(&mut tx, antony, her.expect("a member there"))
        .await
        .expect("off");
    tx.commit().await.expect("kept");
    let mut back = stage.browser();
    let to = "http://sceaux.test/cross?from=antony&next=/me";
    walk(&mut back, &mut fresh, to)
        .await
        .is(200)
        .has("preuve de plus");
    back.get("/me").await.is(303);
});

story!(an_address_changed_in_one_is_changed_in_all, |stage| {
    let antony = neighbour(&stage, Entry::Open).await;
    let (person, mut anna) = stage.member("Anna", Role::Member).await;
    let mut there = over(&stage);
    walk(&mut anna, &mut there, CROSS).await.is(200);
    there.post("/cross/join", &JOIN).await.is(303);
    anna.post("/me/email", &[("email", "anna.roux@exemple.fr")])
        .await
        .is(303);
    stage.settle().await;
    let link = stage.link("anna.roux@exemple.fr").await;
    anna.post(&link, &[]).await.is(303);
    let mut conn = stage.app.db.read().await.expect("a connection");
    let all = kin::every(&mut conn, stage.territory, person).await.expect("kin");
    assert!(all.len() == 2 && all.iter().any(|account| account.0 == antony));
    for (territory, person) in all {
        let sql = "select email_key from accounts where territory_id = $1 and person_id = $2";
        let email = terreau_store::value!(&mut conn, String, sql, territory, person).expect("read");
        assert_eq!(email.as_deref(), Some("anna.roux@exemple.fr"));
    }
});
