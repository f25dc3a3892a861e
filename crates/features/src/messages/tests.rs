//! Stories of messages: a stranger's first word, a group, a body's inbox, closed doors, letters, what is kept.

use terreau_kernel::time::{DAY, MINUTE};
use terreau_kit::Role;
use terreau_store::{run, tally, value};

use crate::{
    organisations::tests::verified,
    story,
    testing::{Browser, Page, Stage},
};

/// Writes to somebody; gives the address of the conversation.
async fn write(browser: &mut Browser<'_>, to: &str, text: &str) -> String {
    let page = browser
        .post("/messages/new", &[("to", to), ("text", text)])
        .await
        .is(303);
    page.location().to_owned()
}

async fn say(browser: &mut Browser<'_>, url: &str, text: &str) -> Page {
    browser.post(url, &[("text", text)]).await
}

/// Two people who know each other; gives their conversation.
async fn friends(one: &mut Browser<'_>, other: &mut Browser<'_>, slug: &str) -> String {
    let url = write(one, slug, "Bonjour, on se connaît ?").await;
    other
        .post(&format!("{url}/answer"), &[("do", "accept")])
        .await
        .is(303);
    url
}

async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, sql).expect("read").expect("a count")
}

/// Letters leave that wait for their reader.
async fn later(stage: &Stage) {
    stage.clock.advance(5 * MINUTE);
    stage.settle().await;
}

story!(the_first_word_of_a_stranger_waits_to_be_accepted, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    anna.get("/people/bruno")
        .await
        .is(200)
        .has("/messages/new?to=bruno");
    bruno.get("/messages").await.is(200).has("Pas encore de message");
    anna.get("/messages/new?to=bruno")
        .await
        .is(200)
        .has("Écrire à Bruno")
        .has("attendra d’être accepté");
    let url = write(&mut anna, "bruno", "Bonjour **Bruno**").await;
    anna.get("/messages/new?to=bruno").await.is(303);
    // One message only, until it is accepted; what was typed is not lost.
    let page = anna
        .get(&url)
        .await
        .is(200)
        .has("Votre premier message est arrivé");
    page.has_not("name=\"text\"").has("<strong>Bruno</strong>");
    say(&mut anna, &url, "Encore un mot")
        .await
        .is(422)
        .has("Encore un mot");
    assert_eq!(count(&stage, "select count(*) from conversation_lines").await, 1);
    // It is counted on every page of who is asked, and stands apart in the list.
    bruno.get("/").await.is(200).has("1 conversation à lire");
    let page = bruno
        .get("/messages")
        .await
        .is(200)
        .has("Ils souhaitent vous écrire");
    page.has("Bonjour Bruno").has("1 nouveau");
    let page = bruno.get(&url).await.is(200).has("Accepter").has("Décliner");
    page.has("/report/person/").has_not("id=\"write\"");
    bruno.get("/").await.is(200).has_not("conversation à lire");
    bruno
        .post(&format!("{url}/answer"), &[("do", "accept")])
        .await
        .is(303);
    bruno
        .get(&url)
        .await
        .is(200)
        .has("id=\"write\"")
        .has("Bruno a rejoint");
    say(&mut bruno, &url, "Bonjour Anna").await.is(303);
    anna.get("/messages")
        .await
        .is(200)
        .has("Bonjour Anna")
        .has("1 nouveau");
    say(&mut anna, &url, "Merci").await.is(303);
    assert_eq!(
        count(&stage, "select count(*) from steps where object_kind = 'place'").await,
        3
    );
    anna.headers.push(("accept-language", "en".into()));
    anna.get(&url)
        .await
        .is(200)
        .has("Bruno joined the conversation")
        .has("Your message");
});

story!(who_declines_hears_no_more_and_may_change_their_mind, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = write(&mut anna, "bruno", "Achetez mes casseroles").await;
    bruno
        .post(&format!("{url}/answer"), &[("do", "decline")])
        .await
        .is(303);
    bruno.get("/").await.is(200).has_not("conversation à lire");
    bruno.get("/messages").await.is(200).has_not("casseroles");
    anna.get(&url).await.is(200).has("ne souhaite pas poursuivre");
    say(&mut anna, &url, "Allez").await.is(422);
    anna.post("/messages/new", &[("to", "bruno"), ("text", "Allez")])
        .await
        .is(409);
    later(&stage).await;
    // Accepting after all, or answering, opens it.
    bruno.get(&url).await.is(200).has("Accepter finalement");
    say(&mut bruno, &url, "Finalement, combien ?").await.is(303);
    say(&mut anna, &url, "Dix euros").await.is(303);
    bruno
        .post(&format!("{url}/answer"), &[("do", "decline")])
        .await
        .is(409);
});

story!(
    accepted_twice_or_accepted_and_declined_at_once_it_happens_once,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
        let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
        let url = write(&mut anna, "bruno", "Bonjour").await;
        let mut phone = stage.browser();
        phone.set_cookie("session", bruno.cookie("session").expect("a session"));
        let path = format!("{url}/answer");
        let yes = [("do", "accept")];
        let (a, b) = tokio::join!(bruno.post(&path, &yes), phone.post(&path, &yes));
        assert_eq!((a.status.as_u16(), b.status.as_u16()), (303, 303));
        let joined = "select count(*) from conversation_lines where kind = 'change'";
        assert_eq!(count(&stage, joined).await, 1);
        let path = format!("{}/answer", write(&mut chloe, "bruno", "Bonjour").await);
        let (a, b) = tokio::join!(bruno.post(&path, &yes), phone.post(&path, &[("do", "decline")]));
        let both = [a.status.as_u16(), b.status.as_u16()];
        assert!(both == [303, 303] || both == [303, 409], "{both:?}");
        let settled = "select count(*) from conversation_people where state = 'waiting'";
        assert_eq!(count(&stage, settled).await, 0);
    }
);

story!(a_message_sent_twice_arrives_once, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    let page = anna.get(&url).await.is(200);
    let key = page.text.split("name=\"key\" value=\"").nth(1).expect("a key");
    let key = key.split('"').next().expect("a key").to_owned();
    let fields = [("key", key.as_str()), ("text", "Une seule fois")];
    let mut phone = stage.browser();
    phone.set_cookie("session", anna.cookie("session").expect("a session"));
    let (a, b) = tokio::join!(anna.post(&url, &fields), phone.post(&url, &fields));
    assert_eq!((a.status.as_u16(), b.status.as_u16()), (303, 303));
    let said = "select count(*) from conversation_lines where text = 'Une seule fois'";
    assert_eq!(count(&stage, said).await, 1);
    // Two who write to each other at once share one conversation.
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    let (_, mut david) = stage.member("David", Role::Member).await;
    let to = |slug: &'static str| [("to", slug), ("text", "Bonjour")];
    let (a, b) = (to("david"), to("chloe"));
    let (a, b) = tokio::join!(chloe.post("/messages/new", &a), david.post("/messages/new", &b));
    assert_eq!(a.location(), b.location());
    let pairs = "select count(*) from conversations";
    assert_eq!(count(&stage, pairs).await, 2);
});

story!(a_group_is_named_joined_and_left, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    let (_, mut david) = stage.member("David", Role::Member).await;
    friends(&mut anna, &mut bruno, "bruno").await;
    // Without scripts: look for somebody, tick, write; nothing typed is lost on the way.
    anna.get("/messages/new").await.is(200).has("name=\"find\"");
    let look = [
        ("find", "1"),
        ("who", "BRU"),
        ("title", "Le verger"),
        ("text", "On plante ?"),
    ];
    let page = anna.post("/messages/new", &look).await.is(200);
    page.has("value=\"bruno\"")
        .has("value=\"Le verger\"")
        .has("On plante ?");
    let look = [
        ("find", "1"),
        ("to", "bruno"),
        ("who", "http://sceaux.test/people/chloe"),
    ];
    let page = anna.post("/messages/new", &look).await.is(200);
    page.has("value=\"bruno\" checked").has("value=\"chloe\"");
    let bad = [("title", "Le verger"), ("text", "On plante ?")];
    let page = anna.post("/messages/new", &bad).await.is(422);
    page.has("href=\"#who\"")
        .has("Choisissez au moins une personne")
        .has("On plante ?");
    let fields = [
        ("to", "bruno"),
        ("to", "chloe"),
        ("title", "Le verger"),
        ("text", "On plante ?"),
    ];
    let url = anna
        .post("/messages/new", &fields)
        .await
        .is(303)
        .location()
        .to_owned();
    // Bruno knows Anna and is in; Chloé is asked.
    bruno
        .get(&url)
        .await
        .is(200)
        .has("<h1>Le verger")
        .has("id=\"write\"");
    chloe.get(&url).await.is(200).has("Accepter");
    say(&mut bruno, &url, "Oui, des pommiers").await.is(303);
    say(&mut chloe, &url, "Et des poires").await.is(303);
    chloe
        .get(&url)
        .await
        .is(200)
        .has("pommiers")
        .has("Quitter la conversation");
    david.get(&url).await.is(404);
    david.get(&format!("{url}/people")).await.is(404);
    // Who comes later reads what is said from then on.
    let people = format!("{url}/people");
    bruno.get(&people).await.is(200).has("Anna");
    bruno.post(&people, &[("to", "david")]).await.is(303);
    david
        .get("/messages")
        .await
        .is(200)
        .has("Le verger")
        .has("Ils souhaitent vous écrire");
    let page = david.get(&url).await.is(200).has("Bruno a invité David");
    page.has_not("pommiers");
    david
        .post(&format!("{url}/answer"), &[("do", "accept")])
        .await
        .is(303);
    say(&mut anna, &url, "Bienvenue David").await.is(303);
    david
        .get(&url)
        .await
        .is(200)
        .has("Bienvenue David")
        .has_not("pommiers");
    david.post(&format!("{url}/leave"), &[]).await.is(303);
    for door in ["", "/people"] {
        david.get(&format!("{url}{door}")).await.is(404);
    }
    say(&mut david, &url, "Encore moi").await.is(404);
    anna.get(&url).await.is(200).has("David a quitté la conversation");
    // Asked again, they wait again.
    anna.post(&people, &[("to", "david")]).await.is(303);
    david
        .get(&url)
        .await
        .is(200)
        .has("Accepter")
        .has_not("Bienvenue David");
    assert_eq!(
        count(
            &stage,
            "select count(*) from people where messages_unread <> (select count(*) from \
            conversation_people c where c.person_id = people.id and c.unread > 0)"
        )
        .await,
        0
    );
});

story!(a_group_holds_twelve, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let names: Vec<String> = (0..13).map(|n| format!("Voisin {n}")).collect();
    for name in &names {
        stage.member(name, Role::Member).await;
    }
    let slugs: Vec<String> = (0..13).map(|n| format!("voisin-{n}")).collect();
    let with = |n: usize| -> Vec<(&str, &str)> {
        let to = slugs.iter().take(n).map(|slug| ("to", slug.as_str()));
        to.chain([("text", "Bonjour à toutes et tous")]).collect()
    };
    let page = anna.post("/messages/new", &with(12)).await.is(422);
    page.has("douze personnes au plus")
        .has("Bonjour à toutes et tous");
    let url = anna
        .post("/messages/new", &with(11))
        .await
        .is(303)
        .location()
        .to_owned();
    let page = anna.get(&format!("{url}/people")).await.is(200);
    page.has("douze personnes au plus").has_not("name=\"find\"");
    anna.post(&format!("{url}/people"), &[("to", "voisin-11")])
        .await
        .is(422);
});

/// A verified body with two spokespersons, and somebody who wrote to it.
async fn written(
    stage: &Stage,
    anna: &mut Browser<'_>,
    bruno: &mut Browser<'_>,
    zoe: &mut Browser<'_>,
) -> String {
    verified(stage, anna).await;
    let fields = [
        ("kind", "mail"),
        ("email", "bruno@exemple.fr"),
        ("role", "spokesperson"),
    ];
    anna.post("/organisations/la-roue-libre/invite", &fields)
        .await
        .is(303);
    let link = stage.link("bruno@exemple.fr").await;
    bruno.post(&link, &[]).await.is(303);
    zoe.get("/organisations/la-roue-libre")
        .await
        .is(200)
        .has("/messages/new?body=la-roue-libre");
    zoe.get("/messages/new?body=la-roue-libre")
        .await
        .is(200)
        .has("Écrire à La Roue libre");
    let fields = [("body", "la-roue-libre"), ("text", "Ouvrez-vous samedi ?")];
    zoe.post("/messages/new", &fields)
        .await
        .is(303)
        .location()
        .to_owned()
}

/// The number of Bruno's membership.
async fn membership(stage: &Stage) -> String {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select m.id from memberships m join people p on p.id = m.person_id where p.slug = 'bruno'";
    let id = value!(&mut conn, terreau_kernel::id::Id, sql).expect("read");
    terreau_kernel::id::short(id.expect("a membership"))
}

const BOX: &str = "/organisations/la-roue-libre/messages";

story!(a_body_answers_from_a_shared_inbox, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut zoe) = stage.member("Zoé", Role::Member).await;
    let (_, mut third) = stage.member("Tiers", Role::Member).await;
    let url = written(&stage, &mut anna, &mut bruno, &mut zoe).await;
    anna.get("/messages").await.is(200).has(BOX);
    anna.get("/organisations/la-roue-libre").await.is(200).has(BOX);
    anna.get("/messages/new?body=la-roue-libre").await.is(303);
    bruno
        .get(BOX)
        .await
        .is(200)
        .has("Zoé")
        .has("À répondre")
        .has("Ouvrez-vous samedi");
    bruno
        .get(&url)
        .await
        .is(200)
        .has("Toute l’équipe")
        .has("Garder comme note interne");
    let note = [("text", "Je regarde le calendrier"), ("note", "1")];
    bruno.post(&url, &note).await.is(303);
    anna.get(&url)
        .await
        .is(200)
        .has("Je regarde le calendrier")
        .has("Note interne");
    let page = zoe
        .get(&url)
        .await
        .is(200)
        .has_not("calendrier")
        .has_not("Note interne");
    page.has_not("/take").has("<h1>La Roue libre");
    zoe.get("/messages").await.is(200).has_not("calendrier");
    zoe.get("/messages?q=calendrier")
        .await
        .is(200)
        .has("Aucun message");
    zoe.post(&url, &note).await.is(404);
    zoe.post(&format!("{url}/take"), &[("seen", ""), ("to", "")])
        .await
        .is(404);
    zoe.post(&format!("{url}/state"), &[("do", "finish")])
        .await
        .is(404);
    say(&mut bruno, &url, "Oui, dès dix heures").await.is(303);
    let page = zoe
        .get(&url)
        .await
        .is(200)
        .has("écrit par Bruno")
        .has("dès dix heures");
    page.has("<b>La Roue libre</b>");
    bruno.get(BOX).await.is(200).has_not("À répondre");
    anna.post(&format!("{url}/state"), &[("do", "finish")])
        .await
        .is(303);
    anna.get(BOX).await.is(200).has("Rien n’attend").has_not("Zoé");
    anna.get(&format!("{BOX}?state=done")).await.is(200).has("Zoé");
    anna.post(&format!("{url}/state"), &[("do", "finish")])
        .await
        .is(409);
    zoe.get(&url).await.is(200).has("Demande traitée");
    // Who writes again opens it again.
    say(&mut zoe, &url, "Et dimanche ?").await.is(303);
    anna.get(BOX).await.is(200).has("Et dimanche");
    for door in [url.as_str(), BOX] {
        third.get(door).await.is(404);
        stage.browser().get(door).await.is(303);
    }
    assert_eq!(
        count(
            &stage,
            "select count(*) from steps where object_kind = 'conversation'"
        )
        .await,
        3
    );
});

story!(losing_the_role_closes_the_inbox_at_once, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut zoe) = stage.member("Zoé", Role::Member).await;
    let url = written(&stage, &mut anna, &mut bruno, &mut zoe).await;
    bruno.get(&url).await.is(200);
    let member = format!(
        "/organisations/la-roue-libre/members/{}",
        membership(&stage).await
    );
    anna.post(&member, &[("do", "role"), ("role", "member")])
        .await
        .is(303);
    for door in [url.as_str(), BOX] {
        bruno.get(door).await.is(404);
    }
    bruno.get("/messages").await.is(200).has_not(BOX);
    say(&mut bruno, &url, "Encore moi").await.is(404);
    bruno
        .post(&format!("{url}/state"), &[("do", "finish")])
        .await
        .is(404);
    stage.settle().await;
    let before = stage.letters("bruno@exemple.fr").await.len();
    say(&mut zoe, &url, "Quelqu’un ?").await.is(303);
    later(&stage).await;
    assert_eq!(stage.letters("bruno@exemple.fr").await.len(), before);
    let told = stage.letters("anna@exemple.fr").await;
    assert!(
        told[0].subject.contains("Zoé écrit à La Roue libre"),
        "{}",
        told[0].subject
    );
});

story!(of_two_who_take_it_at_once_one_has_it, |stage| {
    let (anna_id, mut anna) = stage.member("Anna", Role::Member).await;
    let (bruno_id, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (zoe_id, mut zoe) = stage.member("Zoé", Role::Member).await;
    let url = written(&stage, &mut anna, &mut bruno, &mut zoe).await;
    let path = format!("{url}/take");
    let short = terreau_kernel::id::short;
    let (one, other) = (short(anna_id), short(bruno_id));
    let (hers, his) = (
        [("seen", ""), ("to", one.as_str())],
        [("seen", ""), ("to", other.as_str())],
    );
    let (a, b) = tokio::join!(anna.post(&path, &hers), bruno.post(&path, &his));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    let lines = "select count(*) from conversation_lines where kind = 'change'";
    assert_eq!(count(&stage, lines).await, 1);
    let zoes = short(zoe_id);
    anna.post(&path, &[("seen", one.as_str()), ("to", zoes.as_str())])
        .await
        .is(404);
    // Only who has taken it is written to.
    let has = if a.status == 303 { "anna" } else { "bruno" };
    let not = if a.status == 303 { "bruno" } else { "anna" };
    later(&stage).await;
    let about =
        |letters: Vec<terreau_kit::mail::rows::Mail>| letters.iter().filter(|l| l.kind == "message").count();
    assert_eq!(about(stage.letters(&format!("{has}@exemple.fr")).await), 1);
    assert_eq!(about(stage.letters(&format!("{not}@exemple.fr")).await), 0);
});

story!(the_town_answers_by_its_agents, |stage| {
    let (_, mut agathe) = stage.member("Agathe", Role::Agent).await;
    let (_, mut zoe) = stage.member("Zoé", Role::Member).await;
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let town = territory.town.as_ref().expect("a town").id;
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select slug from bodies where id = $1";
    let slug = value!(&mut conn, String, sql, town)
        .expect("read")
        .expect("a slug");
    drop(conn);
    let fields = [("body", slug.as_str()), ("text", "La benne est pleine")];
    let url = zoe
        .post("/messages/new", &fields)
        .await
        .is(303)
        .location()
        .to_owned();
    let inbox = format!("/organisations/{slug}/messages");
    agathe.get("/messages").await.is(200).has(&inbox);
    agathe.get(&inbox).await.is(200).has("La benne est pleine");
    say(&mut agathe, &url, "Nous passons demain").await.is(303);
    zoe.get(&url).await.is(200).has("écrit par Agathe");
    zoe.get(&inbox).await.is(404);
});

story!(third_persons_find_every_door_closed, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    let page = anna.get(&url).await.is(200);
    let line = page.text.split("id=\"l-").nth(1).expect("a line");
    let line = line.split('"').next().expect("an id");
    for role in [Role::Member, Role::Moderator, Role::Administrator, Role::Agent] {
        let (_, mut third) = stage.member(&format!("Tiers {}", role.code()), role).await;
        third.get(&url).await.is(404);
        third.get(&format!("{url}/people")).await.is(404);
        for door in ["", "/answer", "/leave", "/mute", "/people", "/take", "/state"] {
            let fields = [("text", "Coucou"), ("do", "accept"), ("seen", ""), ("to", "")];
            third.post(&format!("{url}{door}"), &fields).await.is(404);
        }
        third
            .post(&format!("{url}/lines/{line}/remove"), &[])
            .await
            .is(404);
        third
            .get("/messages?q=connaît")
            .await
            .is(200)
            .has("Aucun message");
    }
    // Neither may one take back what the other said.
    bruno
        .post(&format!("{url}/lines/{line}/remove"), &[])
        .await
        .is(404);
    bruno.post(&format!("{url}/leave"), &[]).await.is(404);
    assert_eq!(count(&stage, "select count(*) from conversation_lines").await, 2);
});

story!(one_takes_back_a_line_soon_after, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    let to = say(&mut anna, &url, "Mon code est 1234")
        .await
        .is(303)
        .location()
        .to_owned();
    let line = to.split("#l-").nth(1).expect("a line").to_owned();
    let path = format!("{url}/lines/{line}/remove");
    anna.get(&url).await.is(200).has(&path);
    anna.post(&path, &[]).await.is(303);
    let page = bruno.get(&url).await.is(200).has("Message retiré");
    page.has_not("1234");
    bruno
        .get("/messages")
        .await
        .is(200)
        .has("Message retiré")
        .has_not("1234");
    bruno.get("/messages?q=1234").await.is(200).has("Aucun message");
    assert_eq!(
        count(
            &stage,
            "select count(*) from conversation_lines where text like '%1234%'"
        )
        .await,
        0
    );
    let to = say(&mut anna, &url, "Trop tard")
        .await
        .is(303)
        .location()
        .to_owned();
    let line = to.split("#l-").nth(1).expect("a line").to_owned();
    stage.clock.advance(16 * MINUTE);
    let path = format!("{url}/lines/{line}/remove");
    anna.get(&url).await.is(200).has_not(&path);
    anna.post(&path, &[]).await.is(403);
});

story!(a_letter_comes_once_until_one_reads, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    later(&stage).await;
    let none = stage.letters("bruno@exemple.fr").await;
    assert!(none.is_empty(), "who came by themselves is not written to");
    say(&mut anna, &url, "Le marché est à huit heures").await.is(303);
    say(&mut anna, &url, "Apporte un panier").await.is(303);
    later(&stage).await;
    say(&mut anna, &url, "Et des sous").await.is(303);
    later(&stage).await;
    let told = stage.letters("bruno@exemple.fr").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, "Anna vous a écrit");
    assert!(told[0].text.contains("Apporte un panier"), "{}", told[0].text);
    assert!(
        told[0].headers.contains("List-Unsubscribe"),
        "{}",
        told[0].headers
    );
    let link = stage.link("bruno@exemple.fr").await;
    assert_eq!(link, url);
    bruno.get(&url).await.is(200);
    // Without the text, as they chose.
    bruno
        .post("/messages/settings", &[("letters", "plain"), ("marks", "1")])
        .await
        .is(303);
    say(&mut anna, &url, "Secret de jardin").await.is(303);
    later(&stage).await;
    let told = stage.letters("bruno@exemple.fr").await;
    assert_eq!(told.len(), 2);
    assert!(!told[0].text.contains("Secret"), "{}", told[0].text);
    // Silenced, told never, suspended: nothing comes.
    for (path, fields) in [
        (format!("{url}/mute"), vec![]),
        (format!("{url}/mute"), vec![("back", "1")]),
        ("/messages/settings".into(), vec![("letters", "never")]),
    ] {
        bruno.get(&url).await.is(200);
        bruno.post(&path, &fields).await.is(303);
        if fields != [("back", "1")] {
            say(&mut anna, &url, "Toc toc").await.is(303);
            later(&stage).await;
        }
    }
    assert_eq!(stage.letters("bruno@exemple.fr").await.len(), 2);
    bruno.get(&url).await.is(200);
    bruno
        .post("/messages/settings", &[("letters", "words")])
        .await
        .is(303);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "update people set state = 'suspended' where slug = 'bruno'"
    )
    .expect("suspended");
    tx.commit().await.expect("kept");
    let page = say(&mut anna, &url, "Toc toc").await.is(422);
    page.has("ne peut pas recevoir").has("Toc toc");
    bruno.get(&url).await.is(200);
    say(&mut bruno, &url, "Je réponds").await.is(403);
});

story!(marks_of_reading_are_shown_when_both_show_them, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    say(&mut anna, &url, "As-tu lu ?").await.is(303);
    let mark = "</svg>Lu</p>";
    let page = anna.get(&url).await.is(200);
    let after = page.text.split("As-tu lu ?").nth(1).expect("the line");
    assert!(!after.contains(mark), "not read yet: {after}");
    bruno.get(&url).await.is(200);
    let page = anna.get(&url).await.is(200);
    let after = page.text.split("As-tu lu ?").nth(1).expect("the line");
    assert!(after.contains(mark), "read: {after}");
    bruno
        .post("/messages/settings", &[("letters", "words")])
        .await
        .is(303);
    anna.get(&url).await.is(200).has_not(mark);
    bruno
        .post("/messages/settings", &[("letters", "words"), ("marks", "1")])
        .await
        .is(303);
    anna.post("/messages/settings", &[("letters", "words")])
        .await
        .is(303);
    anna.get(&url).await.is(200).has_not(mark);
    anna.get("/messages")
        .await
        .is(200)
        .has_not("name=\"marks\" value=\"1\" checked");
});

story!(hostile_words_stay_words, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    let nasty = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> %_'\";--";
    say(&mut anna, &url, nasty).await.is(303);
    let page = bruno.get(&url).await.is(200);
    page.has_not("<script>alert")
        .has_not("href=\"javascript")
        .has_not("<img src=x");
    bruno.get("/messages").await.is(200).has_not("<script>alert");
    let fields = [
        ("to", "bruno"),
        ("to", "anna"),
        ("to", "personne"),
        ("title", "<script>alert(2)</script>"),
        ("text", ""),
        ("key", "'; drop table people"),
    ];
    let page = anna.post("/messages/new", &fields).await.is(422);
    page.has_not("<script>alert(2)").has("&#60;script&#62;alert(2)");
    say(&mut anna, &url, &"é".repeat(5_001))
        .await
        .is(422)
        .has("trop long");
    say(&mut anna, &url, "   ")
        .await
        .is(422)
        .has("Écrivez votre message");
    anna.get("/messages?q=%25_%27&after=zz").await.is(200);
    anna.get(&format!("{url}?before=zz")).await.is(200);
    // Oneself, nobody, somebody who never confirmed.
    anna.get("/messages/new?to=anna").await.is(404);
    anna.post("/messages/new", &[("to", "anna"), ("text", "Moi")])
        .await
        .is(422);
    anna.get("/messages/new?body=personne").await.is(404);
});

story!(words_are_found_again_in_ones_own_conversations, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    say(&mut bruno, &url, "La réunion est à l’Été indien")
        .await
        .is(303);
    anna.get("/messages?q=REUNION+ete")
        .await
        .is(200)
        .has("Été indien")
        .has(&url);
    chloe
        .get("/messages?q=reunion")
        .await
        .is(200)
        .has("Aucun message");
});

story!(lists_and_threads_are_read_page_by_page, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let url = friends(&mut anna, &mut bruno, "bruno").await;
    for n in 0..40 {
        say(&mut anna, &url, &format!("Ligne {n}.")).await.is(303);
    }
    let page = bruno.get(&url).await.is(200).has("Ligne 39.").has_not("Ligne 9.");
    let older = page
        .text
        .split("rel=\"prev\" href=\"")
        .nth(1)
        .expect("older lines");
    let older = older.split('"').next().expect("an address").to_owned();
    bruno
        .get(&older)
        .await
        .is(200)
        .has("Ligne 9.")
        .has_not("Ligne 39.")
        .has("Bonjour, on se");
    let names: Vec<String> = (0..25).map(|n| format!("Voisin {n}")).collect();
    for name in &names {
        stage.member(name, Role::Member).await;
    }
    for n in 0..3 {
        write(&mut anna, &format!("voisin-{n}"), "Bonjour").await;
    }
    tally::begin();
    anna.get("/messages").await.is(200);
    let few = tally::end().len();
    for n in 3..25 {
        write(&mut anna, &format!("voisin-{n}"), "Bonjour").await;
    }
    tally::begin();
    let page = anna
        .get("/messages")
        .await
        .is(200)
        .has("Voisin 24")
        .has_not("Voisin 3<");
    assert!(tally::end().len() <= few, "no statement more with more rows");
    let next = page
        .text
        .split("rel=\"next\" href=\"")
        .nth(1)
        .expect("more conversations");
    let next = next.split('"').next().expect("an address").to_owned();
    anna.get(&next).await.is(200).has("Voisin 3<").has("Voisin 0<");
    tally::begin();
    anna.get(&url).await.is(200);
    let asked = tally::end();
    assert!(asked.len() <= 12, "{asked:#?}");
});

story!(
    what_one_said_is_in_the_export_and_goes_with_the_account,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
        let (_, mut zoe) = stage.member("Zoé", Role::Member).await;
        let url = friends(&mut anna, &mut bruno, "bruno").await;
        say(&mut bruno, &url, "Réponse de Bruno").await.is(303);
        let asked = write(&mut zoe, "anna", "Une demande").await;
        anna.post("/messages/settings", &[("letters", "plain")])
            .await
            .is(303);
        let all = anna.get("/me/export.json").await.is(200).json();
        let lines = all["conversation_lines"].to_string();
        assert!(
            lines.contains("on se connaît") && lines.contains("Réponse de Bruno"),
            "{lines}"
        );
        assert_eq!(all["conversations"].as_array().map(Vec::len), Some(2));
        assert_eq!(all["message_settings"][0]["letters"], "plain");
        let hers = zoe.get("/me/export.json").await.is(200).text;
        assert!(!hers.contains("Réponse de Bruno"));
        let fields = [("contributions", "erase"), ("sure", "1")];
        anna.post("/me/delete", &fields).await.is(303);
        stage.clock.advance(15 * DAY);
        crate::accounts::sweep(&stage.app).await.expect("swept");
        stage.settle().await;
        let page = bruno
            .get(&url)
            .await
            .is(200)
            .has("Une personne partie")
            .has_not("Anna");
        page.has("Message retiré")
            .has_not("on se connaît")
            .has("Réponse de Bruno");
        say(&mut bruno, &url, "Encore là ?").await.is(422);
        zoe.get(&asked).await.is(200).has("Une demande");
        assert_eq!(count(&stage, "select count(*) from message_settings").await, 0);
        let held = "select count(*) from conversation_people where state not in ('left', 'accepted')";
        assert_eq!(count(&stage, held).await, 0);
    }
);

#[tokio::test]
async fn a_new_account_asks_few_strangers() {
    let stage = Stage::set_limited().await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    for n in 0..4 {
        stage.member(&format!("Voisin {n}"), Role::Member).await;
    }
    for n in 0..3 {
        write(&mut anna, &format!("voisin-{n}"), "Bonjour").await;
    }
    let fields = [("to", "voisin-3"), ("text", "Achetez mes casseroles")];
    let page = anna.post("/messages/new", &fields).await.is(429);
    page.has("Achetez mes casseroles").has("href=\"#text\"");
}
