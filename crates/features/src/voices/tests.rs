//! Stories of speaking for a body: who may, everywhere the name stands, what losing a role does, at once too.

use terreau_kernel::id::{self, Id};
use terreau_kit::Role;
use terreau_store::{all, run, value};

use crate::{
    comments::tests::{idea, says},
    counters,
    ideas::tests::{begin, fill, number, propose},
    organisations::tests::verified,
    story,
    testing::{Browser, Page, Stage},
};

const HERE: &str = "/organisations/la-roue-libre";
const SAY: &str = "/ideas/verger/comments";

/// The body of the stories.
async fn body(stage: &Stage) -> Id {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select id from bodies where territory_id = $1 and slug = 'la-roue-libre'";
    value!(&mut conn, Id, sql, stage.territory)
        .expect("read")
        .expect("a body")
}

async fn set(stage: &Stage, sql: &'static str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, sql, stage.territory).expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
    stage.app.touched(stage.territory);
}

/// Somebody who belongs to it.
async fn belongs<'s>(stage: &'s Stage, name: &str, part: &str) -> (Id, Browser<'s>) {
    let (person, browser) = stage.member(name, Role::Member).await;
    let (body, now) = (body(stage).await, stage.clock.now());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, created_at, updated_at)
         values ($1, $2, $3, $4, $5, 'active', $6, $7, $7)",
        stage.territory,
        stage.app.ids.next(),
        body,
        person,
        part,
        true,
        now
    )
    .expect("a membership");
    tx.commit().await.expect("kept");
    (person, browser)
}

/// Anna answers for it, Bruno represents it, Chloe belongs to it, Dora does not; Dora proposed the orchard.
struct Cast<'s> {
    anna: Browser<'s>,
    bruno: Browser<'s>,
    chloe: Browser<'s>,
    dora: Browser<'s>,
    voice: String,
}

impl<'s> Cast<'s> {
    async fn gather(stage: &'s Stage) -> Self {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        verified(stage, &mut anna).await;
        let (_, bruno) = belongs(stage, "Bruno", "spokesperson").await;
        let (_, chloe) = belongs(stage, "Chloe", "member").await;
        let (person, dora) = stage.member("Dora", Role::Member).await;
        idea(stage, person, "verger").await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        counters::repair(&mut tx, stage.territory).await.expect("counted");
        tx.commit().await.expect("kept");
        let voice = id::short(body(stage).await);
        Self {
            anna,
            bruno,
            chloe,
            dora,
            voice,
        }
    }
}

async fn speak(browser: &mut Browser<'_>, voice: &str, text: &str) -> Page {
    let fields = [("side", "for"), ("text", text), ("voice", voice)];
    browser.post(SAY, &fields).await
}

/// What has the form again, with the words typed, and one's own name chosen.
fn refused(page: Page, words: &str) {
    let page = page.is(422).has(words).has("id=\"voice-error\"");
    page.has("name=\"voice\" value=\"me\" checked");
}

async fn counts_hold(stage: &Stage) {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let mut found = counters::differences(&mut conn, stage.territory)
        .await
        .expect("counted");
    // Stories put people on the stage without counting them.
    found.retain(|(name, _)| *name != "territory_counts.people");
    assert_eq!(found, []);
}

async fn signed(stage: &Stage) -> (i64, i64) {
    let ideas = number(stage, "select ideas from bodies where slug = 'la-roue-libre'").await;
    let comments = number(stage, "select comments from bodies where slug = 'la-roue-libre'").await;
    (ideas, comments)
}

story!(a_spokesperson_is_asked_in_whose_name_and_nobody_else, |stage| {
    let mut c = Cast::gather(&stage).await;
    for browser in [&mut c.anna, &mut c.bruno] {
        let page = browser.get("/ideas/verger").await.is(200);
        page.has(&format!("value=\"{}\"", c.voice)).has("En mon nom");
    }
    for browser in [&mut c.chloe, &mut c.dora, &mut stage.browser()] {
        browser
            .get("/ideas/verger")
            .await
            .is(200)
            .has_not("name=\"voice\"");
    }
    for browser in [&mut c.chloe, &mut c.dora] {
        refused(
            speak(browser, &c.voice, "Des mots à garder").await,
            "Des mots à garder",
        );
        refused(speak(browser, "body", "Pour la ville").await, "Pour la ville");
        refused(speak(browser, "n’importe quoi", "Hein ?").await, "Hein ?");
        refused(
            speak(browser, &id::short(stage.app.ids.next()), "Qui ?").await,
            "Qui ?",
        );
    }
    assert_eq!(number(&stage, "select count(*) from comments").await, 0);
    assert_eq!(number(&stage, "select count(*) from voices").await, 0);
    // Who was signed out meanwhile says it again: their words wait, nothing is published in another name.
    let page = speak(&mut stage.browser(), &c.voice, "Depuis la rue")
        .await
        .is(303);
    assert!(page.location().starts_with("/login"), "{}", page.location());
    assert_eq!(
        number(&stage, "select count(*) from gestures where kind = 'words'").await,
        1
    );
});

story!(the_name_stands_wherever_the_words_are_read, |stage| {
    let mut c = Cast::gather(&stage).await;
    speak(&mut c.bruno, &c.voice, "Nous prêtons les outils.")
        .await
        .is(303);
    let key = begin(&mut c.bruno, "Un atelier vélo").await;
    fill(&mut c.bruno, &key).await;
    let url = format!("/ideas/new/{key}");
    c.bruno
        .get(&format!("{url}?step=5"))
        .await
        .is(200)
        .has("La Roue libre");
    let fields = [("step", "5"), ("voice", c.voice.as_str())];
    c.bruno.post(&url, &fields).await.is(303);
    stage.settle().await;
    let mut any = stage.browser();
    let link = "href=\"/organisations/la-roue-libre\"";
    for page in ["/ideas/verger", "/ideas/un-atelier-velo", "/ideas", "/"] {
        let page = any.get(page).await.is(200);
        page.has(link)
            .has("La Roue libre")
            .has("par Bruno")
            .has("i-badge-check");
    }
    let page = any.get("/ideas/un-atelier-velo").await;
    page.has("\"@type\":\"Organization\"").has("/people/bruno");
    let api = any.get("/api/v1/ideas").await.is(200);
    api.has("\"in_the_name_of\":\"La Roue libre\"")
        .has("\"in_the_name_of_url\":\"http://sceaux.test/organisations/la-roue-libre\"");
    for feed in ["/ideas.atom", "/comments.atom", "/feeds/ideas/verger"] {
        let feed = any.get(feed).await;
        if feed.status == 200 {
            feed.has("<author><name>La Roue libre</name></author>")
                .has("<author><name>Bruno</name></author>");
        }
    }
    any.get("/ideas.csv").await.is(200).has("La Roue libre");
    let embed = any
        .get("/oembed?url=http://sceaux.test/ideas/un-atelier-velo")
        .await;
    embed.is(200).has("\"author_name\":\"La Roue libre\"");
    any.get(HERE)
        .await
        .is(200)
        .has("Un atelier vélo")
        .has("Nous prêtons");
    any.get("/organisations").await.is(200).has("1 commentaire");
    // Their own page tells for whom they speak, and not what was said in that name.
    let page = any.get("/people/bruno").await.is(200).has("Parle au nom de");
    page.has(link).has_not("Un atelier vélo").has_not("Nous prêtons");
    any.get("/people/chloe").await.is(200).has_not("Parle au nom de");
    assert_eq!(signed(&stage).await, (1, 1));
    counts_hold(&stage).await;
    // Doubt takes the seal, closing too; the name stays under what was said.
    for (state, seals) in [("flagged", 0), ("left", 0), ("verified", 1)] {
        let sql = match state {
            "flagged" => {
                "update bodies set state = 'flagged' where territory_id = $1 and slug = 'la-roue-libre'"
            }
            "left" => "update bodies set state = 'left' where territory_id = $1 and slug = 'la-roue-libre'",
            _ => "update bodies set state = 'verified' where territory_id = $1 and slug = 'la-roue-libre'",
        };
        set(&stage, sql).await;
        let page = any.get("/ideas/verger").await.is(200).has(link);
        assert_eq!(page.text.matches("i-badge-check").count(), seals, "{state}");
        if seals == 0 {
            refused(
                speak(&mut c.bruno, &c.voice, "Encore un mot").await,
                "Encore un mot",
            );
            c.bruno
                .get("/ideas/verger")
                .await
                .is(200)
                .has_not("name=\"voice\"");
        }
    }
});

story!(the_last_voice_of_a_place_is_offered_first, |stage| {
    let mut c = Cast::gather(&stage).await;
    let own = "value=\"me\" checked";
    c.bruno.get("/ideas/verger").await.is(200).has(own);
    speak(&mut c.bruno, &c.voice, "Nous venons.").await.is(303);
    let chosen = format!("value=\"{}\" checked", c.voice);
    c.bruno.get("/ideas/verger").await.has(&chosen).has_not(own);
    // Another place remembers for itself.
    let key = begin(&mut c.bruno, "Un banc").await;
    fill(&mut c.bruno, &key).await;
    let recap = format!("/ideas/new/{key}?step=5");
    c.bruno.get(&recap).await.is(200).has(own);
    let url = format!("/ideas/new/{key}");
    let fields = [("step", "5"), ("voice", c.voice.as_str())];
    c.bruno.post(&url, &fields).await.is(303);
    let key = begin(&mut c.bruno, "Un second banc").await;
    fill(&mut c.bruno, &key).await;
    let recap = format!("/ideas/new/{key}?step=5");
    c.bruno.get(&recap).await.is(200).has(&chosen);
    speak(&mut c.bruno, "me", "Moi aussi.").await.is(303);
    c.bruno.get("/ideas/verger").await.has(own);
    // A refused form keeps the choice that was made.
    let page = speak(&mut c.bruno, &c.voice, "").await.is(422);
    page.has(&chosen);
});

story!(losing_the_role_ends_it_in_an_open_tab_too, |stage| {
    let mut c = Cast::gather(&stage).await;
    let said = speak(&mut c.bruno, &c.voice, "Nous prêtons tout.").await.is(303);
    let comment = format!("/comments/{}", crate::comments::tests::anchor(said.location()));
    let key = begin(&mut c.bruno, "Un atelier").await;
    fill(&mut c.bruno, &key).await;
    let url = format!("/ideas/new/{key}");
    let send = [("step", "5"), ("voice", c.voice.as_str())];
    c.bruno.post(&url, &send).await.is(303);
    c.bruno
        .get("/ideas/un-atelier/edit")
        .await
        .is(200)
        .has("Signé par La Roue libre");
    c.bruno
        .get(&format!("{comment}/edit"))
        .await
        .is(200)
        .has("Signé par La Roue libre");
    let open = begin(&mut c.bruno, "Un troisième").await;
    fill(&mut c.bruno, &open).await;
    set(
        &stage,
        "update memberships set role = 'member' where territory_id = $1 and role = 'spokesperson'",
    )
    .await;
    refused(
        speak(&mut c.bruno, &c.voice, "Un mot de plus").await,
        "Un mot de plus",
    );
    let reply = [("text", "Une réponse"), ("voice", c.voice.as_str())];
    let parent = comment.trim_start_matches("/comments/").to_owned();
    let reply = [reply[0], reply[1], ("parent", parent.as_str())];
    refused(c.bruno.post(SAY, &reply).await, "Une réponse");
    let url = format!("/ideas/new/{open}");
    refused(c.bruno.post(&url, &send).await, "Un troisième");
    let fields = [("text", "Autrement dit"), ("version", "1")];
    let page = c.bruno.post(&format!("{comment}/edit"), &fields).await.is(422);
    page.has("Autrement dit").has("Vous ne parlez plus");
    let fields = [("title", "Un autre titre"), ("version", "1")];
    let page = c.bruno.post("/ideas/un-atelier/edit", &fields).await.is(422);
    page.has("Un autre titre").has("Vous ne parlez plus");
    for door in [
        format!("{comment}/edit"),
        format!("{comment}/remove"),
        "/ideas/un-atelier/edit".into(),
    ] {
        c.bruno.get(&door).await.is(403);
    }
    c.bruno.post(&format!("{comment}/remove"), &[]).await.is(403);
    c.bruno.post("/ideas/un-atelier/archive", &[]).await.is(403);
    c.bruno
        .get("/ideas/un-atelier")
        .await
        .is(200)
        .has_not("/ideas/un-atelier/edit\"");
    // In one's own name it goes out as it was.
    c.bruno
        .post(&url, &[("step", "5"), ("voice", "me")])
        .await
        .is(303);
    assert_eq!(signed(&stage).await, (1, 1));
    // Those who answer for the body withdraw what it signed; a plain member and an outsider cannot.
    for browser in [&mut c.chloe, &mut c.dora] {
        browser.post(&format!("{comment}/remove"), &[]).await.is(404);
        browser.post("/ideas/un-atelier/archive", &[]).await.is(403);
    }
    c.anna.get(&format!("{comment}/edit")).await.is(404);
    c.anna
        .get("/ideas/verger")
        .await
        .is(200)
        .has(&format!("{comment}/remove"));
    c.anna.get(&format!("{comment}/remove")).await.is(200);
    c.anna.post(&format!("{comment}/remove"), &[]).await.is(303);
    c.anna.get("/ideas/un-atelier/archive").await.is(200);
    c.anna.post("/ideas/un-atelier/archive", &[]).await.is(303);
    assert_eq!(signed(&stage).await, (1, 0));
    counts_hold(&stage).await;
});

story!(an_agent_speaks_for_the_town_until_the_role_is_taken, |stage| {
    let mut c = Cast::gather(&stage).await;
    let (_, mut agathe) = stage.member("Agathe", Role::Agent).await;
    agathe.get("/ideas/verger").await.is(200).has("Au nom de");
    // What pages of an earlier release send still is the town.
    speak(&mut agathe, "body", "La ville prête l’eau.").await.is(303);
    stage
        .browser()
        .get("/ideas/verger")
        .await
        .has("href=\"/organisations/sceaux\"");
    set(
        &stage,
        "update people set role = 'member' where territory_id = $1 and slug = 'agathe'",
    )
    .await;
    refused(speak(&mut agathe, "body", "Encore").await, "Encore");
    let (_, mut adele) = stage.member("Adele", Role::Administrator).await;
    let log = adele.get("/organisations/sceaux/log").await.is(200);
    log.has("La ville prête").has("Agathe");
    agathe.get("/organisations/sceaux/log").await.is(404);
    c.anna.get("/organisations/sceaux/log").await.is(404);
    counts_hold(&stage).await;
});

story!(a_role_taken_while_one_posts_is_before_or_after, |stage| {
    let mut c = Cast::gather(&stage).await;
    let page = c.anna.get(&format!("{HERE}/members")).await.is(200);
    let row = page.text.split("/people/bruno\"").nth(1).expect("a row");
    let link = row.split(&format!("{HERE}/members/")).nth(1).expect("a link");
    let him = format!("{HERE}/members/{}", link.split('"').next().expect("an id"));
    let out = [("do", "remove"), ("reason", "Il a quitté le quartier.")];
    let (removed, said) = tokio::join!(
        c.anna.post(&him, &out),
        speak(&mut c.bruno, &c.voice, "À temps ?")
    );
    removed.is(303);
    let posted = i64::from(said.status == 303);
    assert!(posted == 1 || said.status == 422, "{}", said.status);
    assert_eq!(signed(&stage).await.1, posted);
    assert_eq!(number(&stage, "select count(*) from comments").await, posted);
    refused(speak(&mut c.bruno, &c.voice, "Trop tard").await, "Trop tard");
    counts_hold(&stage).await;
});

story!(a_body_flagged_while_many_speak_counts_what_it_said, |stage| {
    let mut c = Cast::gather(&stage).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let desk = format!("/admin/organisations/{}", c.voice);
    let flag = [("do", "flag"), ("reason", "Le numéro n’est pas le sien.")];
    let (flagged, a, b, archived) = tokio::join!(
        momo.post(&desk, &flag),
        speak(&mut c.bruno, &c.voice, "Un premier mot"),
        speak(&mut c.anna, &c.voice, "Un second mot"),
        c.dora.post("/ideas/verger/archive", &[]),
    );
    flagged.is(303);
    archived.is(303);
    let said = i64::from(a.status == 303) + i64::from(b.status == 303);
    for page in [a, b] {
        assert!(matches!(page.status.as_u16(), 303 | 403 | 422), "{}", page.status);
    }
    assert_eq!(signed(&stage).await.1, said);
    c.dora.post("/ideas/verger/restore", &[]).await.is(303);
    refused(speak(&mut c.bruno, &c.voice, "Après").await, "Après");
    counts_hold(&stage).await;
});

story!(ideas_and_words_enter_and_leave_the_counts_of_a_body, |stage| {
    let mut c = Cast::gather(&stage).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    speak(&mut c.bruno, &c.voice, "Un mot").await.is(303);
    speak(&mut c.anna, &c.voice, "Deux mots").await.is(303);
    says(&mut c.bruno, "verger", "for", "En mon nom").await;
    assert_eq!(signed(&stage).await, (0, 2));
    let short = {
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sql = "select id from ideas where slug = 'verger' and territory_id = $1";
        let found = value!(&mut conn, Id, sql, stage.territory).expect("read");
        id::short(found.expect("an idea"))
    };
    let path = format!("/moderation/idea/{short}");
    momo.get(&path).await.is(200);
    c.dora.post("/ideas/verger/archive", &[]).await.is(303);
    assert_eq!(signed(&stage).await, (0, 2), "what rests is read and counts");
    c.dora.post("/ideas/verger/restore", &[]).await.is(303);
    counts_hold(&stage).await;
    propose(&mut c.dora, "Une autre idée").await;
    assert_eq!(signed(&stage).await, (0, 2));
    counts_hold(&stage).await;
});

story!(the_log_is_read_by_those_who_answer_for_the_body, |stage| {
    let mut c = Cast::gather(&stage).await;
    c.anna
        .get(&format!("{HERE}/log"))
        .await
        .is(200)
        .has("Personne n’a encore parlé");
    speak(&mut c.bruno, &c.voice, "Nous prêtons les outils.")
        .await
        .is(303);
    let page = c.anna.get(&format!("{HERE}/log")).await.is(200);
    page.has("/people/bruno")
        .has("Nous prêtons les outils")
        .has("a commenté");
    for browser in [&mut c.bruno, &mut c.chloe, &mut c.dora] {
        browser.get(&format!("{HERE}/log")).await.is(404);
        browser.get(HERE).await.is(200).has_not("/log\"");
    }
    c.anna.get(HERE).await.is(200).has("/log\"");
    stage.browser().get(&format!("{HERE}/log")).await.is(303);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let (body, now) = (body(&stage).await, stage.clock.now());
    let idea = all!(
        &mut tx,
        (Id, Id),
        "select id, author_id from ideas where territory_id = $1",
        stage.territory
    );
    let (idea, dora) = idea.expect("read")[0];
    for n in 0..120_i64 {
        run!(
            &mut tx,
            "insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id,
             body_id, reason, at) values ($1, $2, 'idea', $3, 'edit', 'published', 'published', $4, $5, '', $6)",
            stage.territory,
            stage.app.ids.next(),
            idea,
            dora,
            body,
            now - n / 7
        )
        .expect("a step");
    }
    tx.commit().await.expect("kept");
    let (mut next, mut lines, mut pages) = (format!("{HERE}/log"), 0, 0);
    while !next.is_empty() {
        let page = c.anna.get(&next).await.is(200);
        lines += page.text.matches("<tr><th scope=\"row\">").count();
        pages += 1;
        let link = page.text.split("rel=\"next\" href=\"").nth(1);
        next = link
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned();
    }
    assert_eq!((lines, pages), (121, 3));
    // What was taken out of sight is not told here either.
    set(
        &stage,
        "update comments set state = 'hidden' where territory_id = $1",
    )
    .await;
    set(
        &stage,
        "update ideas set state = 'hidden' where territory_id = $1",
    )
    .await;
    let page = c.anna.get(&format!("{HERE}/log")).await.is(200);
    page.has("retiré de la vue")
        .has_not("Un verger partagé")
        .has_not("Nous prêtons");
});

story!(a_hostile_name_stays_words, |stage| {
    let mut c = Cast::gather(&stage).await;
    speak(&mut c.bruno, &c.voice, "Bonjour").await.is(303);
    let key = begin(&mut c.bruno, "Une idée nommée").await;
    fill(&mut c.bruno, &key).await;
    let fields = [("step", "5"), ("voice", c.voice.as_str())];
    c.bruno.post(&format!("/ideas/new/{key}"), &fields).await.is(303);
    set(
        &stage,
        "update bodies set name = '</script><b>\"&''=1+1' where territory_id = $1 and slug = 'la-roue-libre'",
    )
    .await;
    for page in [
        "/ideas/verger",
        "/ideas/une-idee-nommee",
        "/",
        "/ideas",
        "/ideas.atom",
        "/feeds/ideas/verger",
        HERE,
        "/people/bruno",
    ] {
        c.bruno.get(page).await.is(200).has_not("</script><b>");
    }
    c.anna
        .get(&format!("{HERE}/log"))
        .await
        .is(200)
        .has_not("</script><b>");
    c.anna.get("/ideas/une-idee-nommee").await.has_not("</script><b>");
    let csv = stage.browser().get("/ideas.csv").await.is(200);
    csv.has("</script><b>");
});

story!(
    a_page_takes_as_many_statements_for_one_voice_as_for_twenty,
    |stage| {
        let mut c = Cast::gather(&stage).await;
        speak(&mut c.bruno, &c.voice, "Un mot").await.is(303);
        let mut counts = Vec::new();
        for round in 0..2 {
            terreau_store::tally::begin();
            c.bruno.get("/ideas/verger").await.is(200);
            counts.push(terreau_store::tally::end().len());
            if round > 0 {
                break;
            }
            let (person, now) = (
                number(&stage, "select count(*) from people where slug = 'bruno'").await,
                stage.clock.now(),
            );
            assert_eq!(person, 1);
            let mut tx = stage.app.db.begin().await.expect("a transaction");
            for n in 0..20_i64 {
                let (id, slug) = (stage.app.ids.next(), format!("corps-{n}"));
                run!(
                &mut tx,
                "insert into bodies (territory_id, id, slug, name, name_key, kind, state, created_at, verified_at)
                 values ($1, $2, $3, $3, $3, 'association', 'verified', $4, $4)",
                stage.territory,
                id,
                &slug,
                now
            )
            .expect("a body");
                run!(
                &mut tx,
                "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, created_at,
                 updated_at) select $1, $2, $3, p.id, 'spokesperson', 'active', $4, $5, $5 from people p
                 where p.territory_id = $1 and p.slug = 'bruno'",
                stage.territory,
                stage.app.ids.next(),
                id,
                true,
                now
            )
            .expect("a membership");
            }
            tx.commit().await.expect("kept");
        }
        assert_eq!(counts[0], counts[1], "{counts:?}");
    }
);
