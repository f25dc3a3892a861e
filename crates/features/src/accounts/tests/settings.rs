//! Settings, devices, proof, export, letters one does not want.

use terreau_kernel::time::{DAY, MINUTE};
use terreau_kit::{Role, mail::letter};

use super::{PASSWORD, anna, count, time_passes};
use crate::{belongings, story, testing::Stage};

story!(language_clock_and_letters_are_chosen, |stage| {
    let mut anna = anna(&stage).await;
    let page = anna.get("/me/settings").await.is(200);
    assert_eq!(page.headers["cache-control"], "private, no-store", "SEC-32");
    let fields = [("locale", "en"), ("clock", "Indian/Reunion")];
    anna.post("/me/settings", &fields).await.is(303);
    let page = anna.get("/me/settings").await.is(200).has("My settings");
    assert!(page.text.contains("value=\"Indian/Reunion\" selected"));
    assert!(!page.text.contains("name=\"mail\" value=\"1\" checked"));
    let nonsense = [("locale", "tlh"), ("clock", "Mars/Olympus"), ("mail", "1")];
    anna.post("/me/settings", &nonsense).await.is(303);
    let page = anna.get("/me/settings").await.is(200);
    assert!(
        page.text.contains("value=\"Indian/Reunion\" selected"),
        "what was chosen stays"
    );
    assert!(page.text.contains("name=\"mail\" value=\"1\" checked"));
});

story!(
    sec_24_an_address_changes_after_proof_and_both_addresses_are_told,
    |stage| {
        let mut anna = anna(&stage).await;
        let (old, new) = ("anna-leveque@exemple.fr", "anna@ailleurs.fr");
        time_passes(&stage);
        let asked = anna.get("/me/email").await.is(303);
        assert_eq!(asked.location(), "/me/prove?next=%2Fme%2Femail");
        anna.get("/me/prove?next=/me/email").await.is(200);
        anna.post(
            "/me/prove",
            &[("password", "faux faux faux"), ("next", "/me/email")],
        )
        .await
        .is(422);
        let proved = anna
            .post("/me/prove", &[("password", PASSWORD), ("next", "/me/email")])
            .await;
        assert_eq!(proved.is(303).location(), "/me/email");
        anna.get("/me/email").await.is(200).has(old);
        anna.post("/me/email", &[("email", new)]).await.is(303);
        stage.settle().await;
        assert_eq!(stage.letters(old).await.len(), 0);
        let confirm = stage.link(new).await;
        let mut phone = stage.browser();
        phone.get(&confirm).await.is(200);
        phone.post(&confirm, &[]).await.is(303);
        anna.get("/me/settings").await.is(200).has(new);
        let told = stage.letters(old).await;
        assert!(told[0].text.contains("a…@ailleurs.fr"), "{}", told[0].text);
        assert_eq!(stage.letters(new).await.len(), 2, "the new one is told too");
        let undo = stage.link(old).await;
        stage.days(3);
        // Followed where one was signed in: what was done is said on the page that asks for a new password.
        let undone = anna.post(&undo, &[]).await.is(303);
        assert!(undone.location().starts_with("/link/"), "{}", undone.location());
        anna.get(undone.location())
            .await
            .is(200)
            .has("ancienne adresse est de retour");
        anna.get("/me").await.is(303);
        let with = |email| [("email", email), ("password", PASSWORD)];
        phone.post("/login", &with(old)).await.is(422);
        phone.post("/login", &[("email", old)]).await.is(303);
        stage.settle().await;
        let back = stage.link(old).await;
        phone.post(&back, &[]).await.is(303);
        phone.get("/me/settings").await.is(200).has(old);
    }
);

story!(
    an_intruder_who_moved_the_account_twice_cannot_take_it_again,
    |stage| {
        let mut intruder = anna(&stage).await;
        let old = "anna-leveque@exemple.fr";
        for new in ["un@ailleurs.fr", "deux@ailleurs.fr"] {
            intruder.post("/me/email", &[("email", new)]).await.is(303);
            stage.settle().await;
            let confirm = stage.link(new).await;
            intruder.post(&confirm, &[]).await.is(303);
            stage.clock.advance(MINUTE);
        }
        stage.settle().await;
        let (undo, theirs) = (stage.link(old).await, stage.link("un@ailleurs.fr").await);
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let factor = "insert into second_factors (territory_id, person_id, secret, last_step, confirmed_at, created_at)
                      select territory_id, person_id, 'AAAA', 0, $1, $1 from accounts";
        terreau_store::run!(&mut tx, factor, stage.clock.now()).expect("set up");
        tx.commit().await.expect("kept");
        let mut home = stage.browser();
        home.post(&undo, &[]).await.is(303);
        intruder.get("/me").await.is(303);
        intruder.post(&theirs, &[]).await.is(410);
        assert_eq!(count(&stage, "select count(*) from second_factors").await, 0);
        home.post("/login", &[("email", old)]).await.is(303);
        stage.settle().await;
        let back = stage.link(old).await;
        home.post(&back, &[]).await.is(303);
        home.get("/me/settings").await.is(200).has(old);
    }
);

/// A factor of the account, on since `ago` before now, with spare codes and a device that is spared it.
async fn factor(stage: &Stage, ago: i64) {
    let (now, since) = (stage.clock.now(), stage.clock.now() - ago);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let factor =
        "insert into second_factors (territory_id, person_id, secret, last_step, confirmed_at, created_at)
                  select territory_id, person_id, 'AAAA', 0, $1, $1 from accounts";
    terreau_store::run!(&mut tx, factor, since).expect("set up");
    let spare = "insert into spare_codes (territory_id, person_id, code_hash)
                 select territory_id, person_id, $1 from accounts";
    terreau_store::run!(&mut tx, spare, b"one".to_vec()).expect("a code");
    let device =
        "insert into trusted_devices (token_hash, territory_id, person_id, agent, created_at, expires_at)
                  select $1, territory_id, person_id, 'phone', $2, $3 from accounts";
    terreau_store::run!(&mut tx, device, b"two".to_vec(), now, now + DAY).expect("a device");
    tx.commit().await.expect("kept");
}

/// An intruder takes the account while its factor is on since `ago`; its owner takes it back. Gives where the new
/// password led, and how many factors are left.
async fn taken_back(stage: &Stage, ago: i64) -> (String, i64) {
    let (old, new) = ("anna-leveque@exemple.fr", "un@ailleurs.fr");
    let mut intruder = anna(stage).await;
    factor(stage, ago).await;
    intruder.post("/me/email", &[("email", new)]).await.is(303);
    let leave = [("contributions", "erase"), ("sure", "1")];
    intruder.post("/me/delete", &leave).await.is(303);
    stage.settle().await;
    stage.clock.advance(MINUTE);
    let confirm = stage.link(new).await;
    intruder.post(&confirm, &[]).await.is(303);
    stage.settle().await;
    let undo = stage.link(old).await;
    stage.clock.advance(MINUTE);
    let mut home = stage.browser();
    let way_in = home.post(&undo, &[]).await.is(303).location().to_owned();
    intruder.get("/me").await.is(303);
    let hold = "select (select count(*) from spare_codes) + (select count(*) from trusted_devices)
                + (select count(*) from accounts where deletion_due_at is not null)
                + (select count(*) from accounts where password_hash is not null)
                + (select count(*) from sessions)";
    assert_eq!(count(stage, hold).await, 0);
    stage.settle().await;
    let back = stage.letters(old).await;
    assert!(back[0].text.contains("utilise de nouveau"), "{}", back[0].text);
    let gone = stage.letters(new).await;
    assert!(gone[0].text.contains("revenu à l’adresse"), "{}", gone[0].text);
    home.get(&way_in).await.is(200).has("name=\"password\"");
    let fresh = [("password", "une phrase toute neuve et longue")];
    let led = home.post(&way_in, &fresh).await.is(303).location().to_owned();
    intruder.post(&way_in, &fresh).await.is(410);
    let left = count(stage, "select count(*) from second_factors").await;
    if left == 0 {
        home.get("/me/settings").await.is(200).has(old);
    }
    (led, left)
}

story!(
    all_an_intruder_set_is_gone_and_the_owner_gets_a_new_way_in,
    |stage| {
        let (led, left) = taken_back(&stage, 2 * MINUTE).await;
        assert_eq!((led.as_str(), left), ("/", 0));
    }
);

story!(a_factor_its_owner_had_long_before_stays_theirs, |stage| {
    let (led, left) = taken_back(&stage, 60 * DAY).await;
    assert!(led.starts_with("/login/code"), "{led}");
    assert_eq!(left, 1);
});

story!(
    sec_19_a_taken_address_gets_a_letter_and_the_asker_no_hint,
    |stage| {
        let mut anna = anna(&stage).await;
        stage.member("Paul", Role::Member).await;
        let taken = anna
            .post("/me/email", &[("email", "paul@exemple.fr")])
            .await
            .is(303);
        anna.get("/me/email").await.is(200);
        let free = anna
            .post("/me/email", &[("email", "libre@exemple.fr")])
            .await
            .is(303);
        assert_eq!(taken.location(), free.location());
        let cookie = |page: &crate::testing::Page| format!("{:?}", page.headers.get("set-cookie"));
        assert_eq!(cookie(&taken), cookie(&free));
        stage.settle().await;
        let held = stage.letters("paul@exemple.fr").await;
        assert!(held[0].text.contains("déjà un"), "{}", held[0].text);
        assert_eq!(
            count(&stage, "select count(*) from links where kind = 'email'").await,
            1
        );
    }
);

story!(
    a_password_is_set_after_proof_by_a_link_and_signs_others_out,
    |stage| {
        let mut anna = anna(&stage).await;
        time_passes(&stage);
        anna.get("/me/password").await.is(303);
        anna.post("/me/prove", &[("link", "1"), ("next", "/me/password")])
            .await
            .is(303);
        stage.settle().await;
        let link = stage.link("anna-leveque@exemple.fr").await;
        let mut phone = stage.browser();
        phone.post(&link, &[]).await.is(303);
        phone.get("/me").await.is(303);
        anna.get("/me/password").await.is(200);
        let mut second = stage.browser();
        let with = |password| [("email", "anna-leveque@exemple.fr"), ("password", password)];
        second.post("/login", &with(PASSWORD)).await.is(303);
        let before = anna.cookie("session").expect("a session").to_owned();
        anna.post("/me/password", &[("password", "anna-leveque-anna")])
            .await
            .is(422);
        let fresh = "tambour cerise escalier 81";
        anna.post("/me/password", &[("password", fresh)]).await.is(303);
        assert_ne!(anna.cookie("session"), Some(before.as_str()), "SEC-02");
        anna.get("/me").await.is(200);
        second.get("/me").await.is(303);
        second.post("/login", &with(fresh)).await.is(303);
    }
);

story!(
    sec_04_devices_are_listed_and_signed_out_one_by_one_or_all,
    |stage| {
        let mut anna = anna(&stage).await;
        let with = [("email", "anna-leveque@exemple.fr"), ("password", PASSWORD)];
        let mut phone = stage.browser();
        phone.headers = vec![("user-agent", "Mozilla/5.0 (iPhone) Mobile Safari/605".into())];
        phone.post("/login", &with).await.is(303);
        let mut third = stage.browser();
        third.post("/login", &with).await.is(303);
        let page = anna
            .get("/me/devices")
            .await
            .is(200)
            .has("Safari, iPhone")
            .has("Cet appareil");
        let card = page
            .text
            .split("<li class=\"card\">")
            .find(|c| c.contains("iPhone"))
            .expect("the phone");
        let path = card
            .split("action=\"")
            .nth(1)
            .and_then(|c| c.split('"').next())
            .expect("a form");
        let (_, mut stranger) = stage.member("Paul", Role::Member).await;
        stranger.post(path, &[]).await.is(404);
        phone.get("/me").await.is(200);
        anna.post(path, &[]).await.is(303);
        phone.get("/me").await.is(303);
        third.get("/me").await.is(200);
        anna.post("/me/devices/others/end", &[]).await.is(303);
        third.get("/me").await.is(303);
        anna.get("/me").await.is(200);
    }
);

story!(priv_13_the_export_holds_every_table_that_names_people, |stage| {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = terreau_store::dialect::COLUMNS.of(&mut conn);
    let columns = terreau_store::all!(&mut conn, (String, String), sql).expect("columns");
    let naming = ["person_id", "author_id", "reporter_id", "decided_by"];
    let mut named: Vec<String> = columns
        .into_iter()
        .filter(|(_, column)| naming.contains(&column.as_str()))
        .map(|(table, _)| table)
        .collect();
    named.dedup();
    assert!(named.len() > 10, "{named:?}");
    for table in named {
        // Events and acts are derived from what is exported; whoever closed their account has no export left.
        let aside =
            table == "events" || table == "activity" || table == "crossings" || table.starts_with("closed_");
        let known = aside || belongings::every_table().any(|(name, _)| name == table);
        assert!(known, "{table} is not in the export");
    }
});

story!(priv_13_and_15_the_export_is_for_its_owner_after_proof, |stage| {
    let mut anna = anna(&stage).await;
    anna.get("/me/export").await.is(200);
    let page = anna.get("/me/export.json").await.is(200);
    assert!(
        page.headers["content-disposition"]
            .to_str()
            .expect("text")
            .contains("attachment")
    );
    assert_eq!(page.headers["cache-control"], "private, no-store");
    let all = page.json();
    assert_eq!(all["people"][0]["name"], "Anna Lévêque");
    assert_eq!(all["accounts"][0]["email"], "anna-leveque@exemple.fr");
    assert_eq!(all["people"][0]["joined_at"], "2026-03-02T10:00:00Z");
    assert!(all["sessions"][0]["id"].as_str().is_some_and(|id| id.len() == 36));
    assert!(
        !page.text.contains("argon2") && !page.text.contains("token_hash"),
        "no secret"
    );
    anna.get("/me/export.csv")
        .await
        .is(200)
        .has("kind,date,title,text,address");
    time_passes(&stage);
    anna.get("/me/export.json").await.is(303);
    stage.browser().get("/me/export.json").await.is(303);
    assert_eq!(
        count(&stage, "select count(*) from security_log where kind = 'export'").await,
        2
    );
});

story!(
    io_35_optional_letters_stop_in_one_click_without_signing_in,
    |stage| {
        let (id, _) = stage.member("Paul", Role::Member).await;
        let token = letter::token(&stage.app, id, "reply");
        let path = format!("/unsubscribe/{}/{token}", terreau_kernel::id::short(id));
        let wanted = "select count(*) from accounts where mail_optional = true";
        let wanted = if stage.app.db.engine() == terreau_store::Engine::Sqlite {
            "select count(*) from accounts where mail_optional = 1"
        } else {
            wanted
        };
        let mut nobody = stage.browser();
        nobody.get(&path).await.is(200);
        assert_eq!(count(&stage, wanted).await, 1);
        nobody.get(&path.replace("reply-", "other-")).await.is(404);
        nobody
            .post(&path, &[("List-Unsubscribe", "One-Click")])
            .await
            .is(200);
        assert_eq!(count(&stage, wanted).await, 0);
    }
);

story!(sec_37_password_managers_find_their_way, |stage| {
    let mut anna = anna(&stage).await;
    let page = anna.get("/.well-known/change-password").await.is(303);
    assert_eq!(page.location(), "/me/password");
});

story!(sec_20_too_many_tries_get_a_page_with_a_time, |stage| {
    use terreau_kit::limits::{Act, Limits};
    let limits = Limits::new(false);
    for _ in 0..10 {
        limits.count(Act::SignIn, &["to:anna"]).expect("a try");
    }
    let wait = limits.count(Act::SignIn, &["to:anna"]).expect_err("one too many");
    assert!(wait.as_secs() <= 60, "nobody is locked out for good");
    let limited = crate::testing::Stage::set_limited().await;
    anna(&limited).await;
    let fields = [
        ("email", "anna-leveque@exemple.fr"),
        ("password", "faux faux faux"),
    ];
    let mut last = 422;
    for _ in 0..11 {
        let page = limited.browser().post("/login", &fields).await;
        last = page.status.as_u16();
        if last == 429 {
            assert!(page.headers.contains_key("retry-after"));
            page.has("Un peu trop vite").has("Réessayez dans");
            break;
        }
    }
    assert_eq!(last, 429);
    stage.clock.advance(MINUTE);
});
