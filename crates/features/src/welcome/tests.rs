//! Stories of welcome: how somebody comes, by whom, what they are shown first, and every door.

use terreau_kernel::id::Id;
use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    ideas::tests::propose,
    story,
    testing::{Browser, Page, Stage},
};

/// Joins on the way to an address; gives where the letter is opened and its link.
async fn asks<'s>(stage: &'s Stage, name: &str, email: &str, next: &str) -> (Browser<'s>, String) {
    let mut browser = stage.browser();
    let fields = [("name", name), ("email", email), ("of_age", "1"), ("next", next)];
    browser.post("/join", &fields).await.is(303);
    stage.settle().await;
    let link = stage.link(email).await;
    (browser, link)
}

/// The same, and confirms; gives where they land.
async fn comes<'s>(stage: &'s Stage, name: &str, email: &str, next: &str) -> (Browser<'s>, String) {
    let (mut browser, link) = asks(stage, name, email, next).await;
    let page = browser.post(&link, &[]).await.is(303);
    let landed = page.location().to_owned();
    (browser, landed)
}

async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, sql).expect("a count").unwrap_or(0)
}

async fn sql(stage: &Stage, text: &'static str, person: Id) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, text, stage.territory, person).expect("done");
    tx.commit().await.expect("kept");
}

/// The path of the first address of a kind on a page.
fn path(page: &Page, begins: &str) -> String {
    let found = page
        .text
        .split("http://sceaux.test")
        .find(|p| p.starts_with(begins));
    let found = found.and_then(|p| p.split(['"', '<']).next());
    found
        .unwrap_or_else(|| panic!("no {begins} in {}", page.text))
        .to_owned()
}

async fn my_link(browser: &mut Browser<'_>) -> String {
    browser.post("/me/invitations/link", &[]).await.is(303);
    path(&browser.get("/me/invitations").await.is(200), "/invitation/")
}

/// The quarter of the story.
async fn centre(stage: &Stage) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let id = stage.app.ids.next();
    let place = (Some((48.778, 2.289)), 1);
    crate::territories::insert_zone(&mut tx, stage.territory, id, ("centre", "Centre"), place)
        .await
        .expect("a zone");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
}

const LETTER: [(&str, &str); 3] = [
    ("name", "Zoé"),
    ("email", "zoe@exemple.fr"),
    ("note", "Viens, on plante <b>samedi</b>."),
];

const BY: &str = "select count(*) from arrivals where by_id is not null";

story!(
    a_newcomer_comes_by_a_poster_and_is_welcomed_by_a_person,
    |stage| {
        centre(&stage).await;
        let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
        let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut paul) = stage.member("Paul", Role::Member).await;
        let slug = propose(&mut paul, "Un banc au soleil").await;
        for (who, fields) in [
            (
                &mut paul,
                [("name", "Paul"), ("cause", "mobilite"), ("listed", "1")],
            ),
            (
                &mut anna,
                [
                    ("name", "Anna"),
                    ("bio", "Je garde la porte"),
                    ("cause", "mobilite"),
                ],
            ),
        ] {
            who.post("/me/profile", &fields).await.is(303);
        }
        let named = [
            ("slug", "http://sceaux.test/people/anna"),
            ("reason", "Elle connaît tout le monde"),
        ];
        ada.post("/admin/ambassadors", &named).await.is(303);
        let words = [("text", "Bonjour <b>vous</b> !\nPassez me voir.")];
        anna.post("/me/invitations/words", &words).await.is(303);
        let link = my_link(&mut anna).await;
        let poster = anna.get("/me/invitations/poster").await.is(200);
        poster
            .has("<svg xmlns")
            .has("<b class=\"address\">sceaux.test</b>")
            .has("Anna vous y attend");
        let mut door = stage.browser();
        let page = door.get(&link).await.is(200).has("Anna").has("Rejoignez Sceaux");
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        page.has(&format!("/join?next={link}"));
        let (mut zoe, landed) = comes(&stage, "Zoé", "zoe@exemple.fr", &link).await;
        assert_eq!(landed, "/welcome");
        assert_eq!(zoe.get("/welcome").await.is(303).location(), "/welcome/where");
        zoe.get("/welcome/where")
            .await
            .is(200)
            .has("Étape 1 sur 3")
            .has("Passer");
        let page = zoe
            .post("/welcome/where", &[("zone", "centre"), ("go", "on")])
            .await
            .is(303);
        assert_eq!(page.location(), "/welcome/cares");
        // Their own quarter is proposed.
        zoe.get("/welcome/cares")
            .await
            .is(200)
            .has("value=\"centre\" checked");
        let cares = [("theme", "mobilite"), ("theme", "culture"), ("zone", "centre")];
        assert_eq!(
            zoe.post("/welcome/cares", &cares).await.is(303).location(),
            "/welcome/offers"
        );
        let page = zoe
            .post(
                "/welcome/offers",
                &[("domain", "none"), ("skill", "tenue de comptes"), ("go", "add")],
            )
            .await;
        assert_eq!(page.is(303).location(), "/welcome/offers#skill");
        zoe.get("/welcome/offers")
            .await
            .is(200)
            .has("name=\"was\" value=\"tenue-de-comptes\"");
        let offers = [
            ("was", "tenue-de-comptes"),
            ("have", "tenue-de-comptes"),
            ("listed", "1"),
        ];
        assert_eq!(
            zoe.post("/welcome/offers", &offers).await.is(303).location(),
            "/welcome/done"
        );
        let done = zoe.get("/welcome/done").await.is(200);
        done.has("Bonjour &#60;b&#62;vous")
            .has("/messages/new?to=anna")
            .has(&format!("/ideas/{slug}"))
            .has("qui vous ressemblent")
            .has("href=\"/people/paul\"")
            .has_not("/people/zoe/follow");
        assert_eq!(zoe.get("/welcome").await.is(303).location(), "/welcome/done");
        let fields = [("next", "/welcome/done#h-people")];
        let back = zoe.post("/people/paul/follow", &fields).await.is(303);
        assert_eq!(back.location(), "/welcome/done#h-people");
        zoe.get("/welcome/done").await.is(200).has("Vous suivez");
        zoe.get("/me")
            .await
            .is(200)
            .has_not("étapes pour faire connaissance");
        zoe.get("/me/follows")
            .await
            .is(200)
            .has("/ideas?theme=culture")
            .has("/ideas?zone=centre");
        let found = zoe
            .get("/people?skill=tenue-de-comptes&zone=centre")
            .await
            .is(200);
        found.has("Zoé");
        assert_eq!(count(&stage, BY).await, 1);
        let mine = anna.get("/me/invitations").await.is(200);
        mine.has("1 personne est venue par ce lien")
            .has("à partir de cinq")
            .has_not("restée</small>");
        // Nothing was sent but what the product sends to whoever joins.
        assert!(
            stage
                .letters("zoe@exemple.fr")
                .await
                .iter()
                .all(|l| l.kind != "invite")
        );
        // An ambassador whose account is closed welcomes nobody.
        sql(
            &stage,
            "update people set state = 'suspended' where territory_id = $1 and id = $2",
            anna_id,
        )
        .await;
        zoe.get("/welcome/done").await.is(200).has_not("Passez me voir");
        stage
            .browser()
            .get(&link)
            .await
            .is(410)
            .has("ne marche plus")
            .has("/join");
    }
);

story!(every_step_may_be_skipped_and_the_line_put_aside, |stage| {
    centre(&stage).await;
    let (mut zoe, landed) = comes(&stage, "Zoé", "zoe@exemple.fr", "").await;
    assert_eq!(landed, "/welcome");
    zoe.get("/me")
        .await
        .is(200)
        .has("Il vous reste 3")
        .has("href=\"/welcome\"");
    let skip = [("go", "skip"), ("zone", "nulle-part")];
    assert_eq!(
        zoe.post("/welcome/where", &skip).await.is(303).location(),
        "/welcome/cares"
    );
    zoe.get("/me").await.is(200).has("Il vous reste 2");
    assert_eq!(zoe.get("/welcome").await.is(303).location(), "/welcome/cares");
    let back = zoe
        .post("/welcome/cares", &[("go", "back"), ("theme", "culture")])
        .await;
    assert_eq!(back.is(303).location(), "/welcome/where");
    zoe.get("/welcome/cares")
        .await
        .is(200)
        .has("value=\"culture\" checked");
    assert_eq!(
        zoe.post("/welcome/cares", &skip).await.is(303).location(),
        "/welcome/offers"
    );
    assert_eq!(zoe.post("/welcome", &[]).await.is(303).location(), "/me");
    zoe.get("/me").await.is(200).has_not("Il vous reste");
    assert_eq!(
        zoe.post("/welcome/offers", &skip).await.is(303).location(),
        "/welcome/done"
    );
    zoe.get("/welcome/done").await.is(200).has("Tout est à inventer");
    // Who was here before is not asked.
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    anna.get("/me").await.is(200).has_not("Il vous reste");
    anna.post("/welcome/where", &[("zone", "centre")]).await.is(303);
    anna.get("/me").await.is(200).has_not("Il vous reste");
});

story!(who_came_to_do_something_lands_on_what_they_did, |stage| {
    let (_, mut paul) = stage.member("Paul", Role::Member).await;
    let slug = propose(&mut paul, "Un banc au soleil").await;
    let mut zoe = stage.browser();
    zoe.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
    let fields = [("name", "Zoé"), ("email", "zoe@exemple.fr"), ("of_age", "1")];
    zoe.post("/join", &fields).await.is(303);
    stage.settle().await;
    let link = stage.link("zoe@exemple.fr").await;
    let page = zoe.post(&link, &[("keep", "yes")]).await.is(303);
    let landed = page.location().to_owned();
    assert!(landed.starts_with(&format!("/ideas/{slug}")), "{landed}");
    zoe.get(&landed)
        .await
        .is(200)
        .has("Bienvenue, Zoé")
        .has("href=\"/welcome\"");
    zoe.get(&landed).await.is(200).has_not("href=\"/welcome\"");
    // On the way to a page of the site, they arrive there too.
    let (_, landed) = comes(&stage, "Léo", "leo@exemple.fr", "/organisations").await;
    assert_eq!(landed, "/organisations");
});

story!(what_cannot_be_is_said_and_nothing_is_lost, |stage| {
    centre(&stage).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let page = anna
        .post("/welcome/where", &[("zone", "nulle-part")])
        .await
        .is(422);
    page.has("href=\"#zone\"").has("de la liste");
    let six = ["mobilite", "culture", "sport", "climat", "jeunesse", "numerique"].map(|t| ("theme", t));
    let page = anna.post("/welcome/cares", &six).await.is(422);
    page.has("id=\"theme-error\"").has("value=\"numerique\" checked");
    let odd = [
        ("skill", "Vannerie fine"),
        ("have", "couture"),
        ("listed", "1"),
        ("go", "on"),
    ];
    let page = anna.post("/welcome/offers", &odd).await.is(422);
    page.has("value=\"Vannerie fine\"")
        .has("name=\"propose\"")
        .has("n’est pas dans la liste");
    let long = "x".repeat(90);
    anna.post("/welcome/offers", &[("skill", long.as_str())])
        .await
        .is(422)
        .has("skill-error");
    let propose = [("skill", "Vannerie fine"), ("propose", "1"), ("go", "on")];
    assert_eq!(
        anna.post("/welcome/offers", &propose).await.is(303).location(),
        "/welcome/done"
    );
    anna.get("/me/skills").await.is(200).has("Vannerie fine");
    // What the form did not show is not taken off.
    anna.post("/welcome/offers", &[("have", "couture")]).await.is(303);
    anna.get("/me/skills")
        .await
        .is(200)
        .has("Vannerie fine")
        .has("<b>couture</b>");
    anna.post("/welcome/offers", &[("was", "couture")]).await.is(303);
    anna.get("/me/skills")
        .await
        .is(200)
        .has("Vannerie fine")
        .has_not("<b>couture</b>");
    anna.get("/welcome/offers?domain=%3Cb%3E")
        .await
        .is(200)
        .has_not("<b><b>");
    anna.get("/welcome/ailleurs").await.is(404);
    anna.post("/welcome/ailleurs", &[]).await.is(404);
    anna.post("/welcome/done", &[]).await.is(404);
});

story!(a_letter_invites_one_person_once, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    anna.post("/me/invitations", &LETTER).await.is(303);
    anna.get("/me/invitations")
        .await
        .is(200)
        .has("Zoé")
        .has("zoe@exemple.fr")
        .has("En attente");
    stage.settle().await;
    let letters = stage.letters("zoe@exemple.fr").await;
    let letter = &letters[0];
    assert!(letter.subject.contains("Anna vous invite"), "{}", letter.subject);
    assert!(letter.text.contains("Bonjour Zoé") && letter.text.contains("samedi"));
    assert!(!letter.html.contains("<b>samedi") && !letter.html.contains("<img"));
    let door = stage.link("zoe@exemple.fr").await;
    let again = [("name", "Zoé"), ("email", "Zoe@exemple.fr"), ("note", "Encore")];
    let page = anna.post("/me/invitations", &again).await.is(422);
    page.has("déjà invité").has(">\nEncore</textarea>");
    // Two take the same letter at once: it counts for one, and both are let in.
    let (mut zoe, a) = asks(&stage, "Zoé", "zoe@exemple.fr", &door).await;
    let (mut leo, b) = asks(&stage, "Léo", "leo@exemple.fr", &door).await;
    let (one, two) = tokio::join!(zoe.post(&a, &[]), leo.post(&b, &[]));
    one.is(303);
    two.is(303);
    assert_eq!(count(&stage, BY).await, 1);
    assert_eq!(count(&stage, "select count(*) from arrivals").await, 2);
    stage.browser().get(&door).await.is(410).has("ne marche plus");
    let (_, landed) = comes(&stage, "Mia", "mia@exemple.fr", &door).await;
    assert_eq!(landed, "/welcome");
    assert_eq!(count(&stage, BY).await, 1);
    let mine = anna.get("/me/invitations").await.is(200);
    mine.has("Déjà des nôtres")
        .has_not("zoe@exemple.fr")
        .has_not("En attente");
    zoe.get(&door).await.is(410).has("déjà membre");
});

story!(a_letter_is_taken_back_or_forgotten, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    anna.post("/me/invitations", &LETTER).await.is(303);
    stage.settle().await;
    let door = stage.link("zoe@exemple.fr").await;
    stage.browser().get(&door).await.is(200);
    let page = anna.get("/me/invitations").await.is(200);
    let back = page.text.split("action=\"").find(|p| p.contains("/revoke\""));
    let back = back
        .and_then(|p| p.split('"').next())
        .expect("a way back")
        .to_owned();
    bruno.post(&back, &[]).await.is(404);
    let (mut zoe, link) = asks(&stage, "Zoé", "zoe@exemple.fr", &door).await;
    // Accepted and taken back at once: one of the two holds.
    let (came, taken) = tokio::join!(zoe.post(&link, &[]), anna.post(&back, &[]));
    came.is(303);
    let counted = count(&stage, BY).await == 1;
    assert_eq!(counted, taken.status != 303, "{}", taken.status);
    anna.post(&back, &[]).await.is(409);
    stage.browser().get(&door).await.is(410);
    let wrong = format!("{}0", &door[..door.len() - 1]);
    if wrong != door {
        stage.browser().get(&wrong).await.is(404);
    }
    let other = [("name", "Mia"), ("email", "mia@exemple.fr")];
    anna.post("/me/invitations", &other).await.is(303);
    stage.settle().await;
    let door = stage.link("mia@exemple.fr").await;
    stage.days(31);
    stage.browser().get(&door).await.is(410);
    super::sweep(&stage.app).await.expect("swept");
    assert_eq!(
        count(&stage, "select count(*) from invites where kind = 'mail'").await,
        0
    );
    stage.browser().get(&door).await.is(410);
});

story!(a_link_is_one_and_makes_room_when_its_time_is_over, |stage| {
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    let link = my_link(&mut anna).await;
    assert_eq!(my_link(&mut anna).await, link);
    let past = "update invites set expires_at = 1 where territory_id = $1 and person_id = $2";
    sql(&stage, past, anna_id).await;
    anna.get("/me/invitations").await.is(200).has("Créer mon lien");
    stage.browser().get(&link).await.is(410);
    let fresh = my_link(&mut anna).await;
    assert_ne!(fresh, link);
    assert_eq!(
        count(&stage, "select count(*) from invites where state = 'open'").await,
        1
    );
});

story!(a_letter_carries_words_only, |stage| {
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    let post = async |anna: &mut Browser<'_>, name: &str, email: &str, note: &str| {
        let fields = [("name", name), ("email", email), ("note", note)];
        anna.post("/me/invitations", &fields).await
    };
    let bad = [
        ("", "zoe@exemple.fr", "", "name-error"),
        ("www.exemple.fr", "zoe@exemple.fr", "", "name-error"),
        ("Zoé", "pas une adresse", "", "email-error"),
        (
            "Zoé",
            "zoe@exemple.fr",
            "Regarde https://exemple.fr",
            "note-error",
        ),
    ];
    for (name, email, note, fault) in bad {
        post(&mut anna, name, email, note).await.is(422).has(fault);
    }
    let long = "é".repeat(301);
    post(&mut anna, "Zoé", "zoe@exemple.fr", &long)
        .await
        .is(422)
        .has("note-error");
    for n in 0..20 {
        post(&mut anna, "Zoé", &format!("zoe{n}@exemple.fr"), "")
            .await
            .is(303);
    }
    post(&mut anna, "Zoé", "zoe20@exemple.fr", "")
        .await
        .is(422)
        .has("20 invitations");
    // The list goes on by page, each letter once.
    let first = anna.get("/me/invitations").await.is(200);
    assert_eq!(first.text.matches("En attente").count(), 20);
    sql(
        &stage,
        "update people set state = 'suspended' where territory_id = $1 and id = $2",
        anna_id,
    )
    .await;
    post(&mut anna, "Zoé", "mia@exemple.fr", "").await.is(403);
    anna.post("/me/invitations/link", &[]).await.is(403);
    anna.post("/welcome/where", &[]).await.is(403);
});

story!(doors_are_closed_to_who_may_not, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let mut any = stage.browser();
    for door in [
        "/welcome",
        "/welcome/where",
        "/welcome/done",
        "/me/invitations",
        "/me/invitations/poster",
    ] {
        let page = any.get(door).await.is(303);
        assert!(
            page.location().starts_with("/login"),
            "{door}: {}",
            page.location()
        );
    }
    let page = any.post("/me/invitations", &LETTER).await.is(303);
    assert!(page.location().starts_with("/login"));
    for who in [&mut anna, &mut momo] {
        who.get("/me/invitations")
            .await
            .is(200)
            .has_not("Vos mots d’accueil");
        who.get("/me/invitations/poster").await.is(404);
        who.post("/me/invitations/words", &[("text", "Bonjour")])
            .await
            .is(404);
        who.post("/me/invitations/resign", &[]).await.is(404);
        who.get("/admin/ambassadors").await.is(404);
        who.post("/admin/ambassadors", &[("slug", "anna")]).await.is(404);
        who.post("/admin/ambassadors/anna/end", &[]).await.is(404);
    }
    assert_eq!(count(&stage, "select count(*) from ambassadors").await, 0);
});

story!(an_ambassador_is_named_ends_and_is_named_again, |stage| {
    let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let admin = "/admin/ambassadors";
    ada.post(admin, &[("slug", "personne")])
        .await
        .is(422)
        .has("href=\"#slug\"");
    ada.post(admin, &[("slug", "anna")]).await.is(303);
    ada.post(admin, &[("slug", "anna")])
        .await
        .is(422)
        .has("l’est déjà");
    ada.get(admin).await.is(200).has("/people/anna");
    anna.post("/me/invitations/words", &[("text", &"a".repeat(601))])
        .await
        .is(422)
        .has("text-error");
    anna.post("/me/invitations/words", &[("text", "Bienvenue")])
        .await
        .is(303);
    let end = format!("{admin}/anna/end");
    ada.post(&end, &[])
        .await
        .is(422)
        .has("id=\"reason-anna-error\"")
        .has("href=\"#reason-anna\"");
    ada.post(&end, &[("reason", "Elle a déménagé")]).await.is(303);
    ada.post(&end, &[("reason", "Encore")]).await.is(409);
    ada.get(admin).await.is(200).has_not("/people/anna");
    anna.get("/me/invitations/poster").await.is(404);
    ada.post(admin, &[("slug", "anna")]).await.is(303);
    anna.get("/me/invitations")
        .await
        .is(200)
        .has("Bienvenue</textarea>");
    anna.post("/me/invitations/resign", &[]).await.is(303);
    anna.get("/me/invitations/poster").await.is(404);
    let kept = "select count(*) from steps where object_kind = 'ambassador'";
    assert_eq!(count(&stage, kept).await, 4);
    let why = "select count(*) from steps where object_kind = 'ambassador' and reason = 'Elle a déménagé'";
    assert_eq!(count(&stage, why).await, 1);
});

story!(how_many_stayed_is_told_of_a_crowd_only, |stage| {
    let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut paul) = stage.member("Paul", Role::Member).await;
    let slug = propose(&mut paul, "Un banc au soleil").await;
    ada.post("/admin/ambassadors", &[("slug", "anna")]).await.is(303);
    let link = my_link(&mut anna).await;
    let mut all = Vec::new();
    for n in 0..5 {
        let (name, email) = (format!("Voisin {n}"), format!("voisin{n}@exemple.fr"));
        all.push(comes(&stage, &name, &email, &link).await.0);
    }
    let support = format!("/ideas/{slug}/support");
    all[0].post(&support, &[]).await;
    let page = anna.get("/me/invitations").await.is(200);
    page.has("<b>5</b><small>personnes venues")
        .has("<b>0</b><small>restée<");
    ada.get("/admin/ambassadors")
        .await
        .is(200)
        .has("personnes venues");
    stage.days(2);
    all[1].post(&support, &[]).await;
    let page = anna.get("/me/invitations").await.is(200);
    page.has("<b>1</b><small>restée");
});

story!(an_account_that_goes_leaves_nothing_of_its_invitations, |stage| {
    let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    ada.post("/admin/ambassadors", &[("slug", "anna")]).await.is(303);
    anna.post("/me/invitations", &LETTER).await.is(303);
    let link = my_link(&mut anna).await;
    let (mut zoe, _) = comes(&stage, "Zoé", "zoe@exemple.fr", &link).await;
    let mine = anna.get("/me/export.json").await.is(200).json();
    assert_eq!(mine["invites"].as_array().map(Vec::len), Some(2));
    assert_eq!(mine["ambassadors"][0]["state"], "active");
    assert!(zoe.get("/me/export.json").await.is(200).json()["arrivals"][0]["by_id"].is_string());
    let due = "update accounts set deletion_due_at = 1 where territory_id = $1 and person_id = $2";
    sql(&stage, due, anna_id).await;
    crate::accounts::sweep(&stage.app).await.expect("swept");
    stage.settle().await;
    for table in [
        "select count(*) from invites",
        "select count(*) from ambassadors",
        BY,
    ] {
        assert_eq!(count(&stage, table).await, 0, "{table}");
    }
    stage.browser().get(&link).await.is(410);
    zoe.get("/welcome/done").await.is(200);
});
