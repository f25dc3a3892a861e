//! Writing: sides, replies, voices, letters, gestures kept, and what is refused.

use futures_util::future::join_all;
use terreau_kernel::{id, time::MINUTE};
use terreau_kit::Role;
use terreau_store::run;

use super::{anchor, counts_hold, idea, number, replies, says, shown, visit};
use crate::{comments, story, testing::Stage};

story!(a_comment_takes_a_side_and_stands_in_its_column, |stage| {
    let (anna, mut browser) = stage.member("Anna Martin", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let id = says(
        &mut browser,
        "verger",
        "for",
        "Oui, car **les enfants** y apprennent.",
    )
    .await;
    says(&mut browser, "verger", "question", "Qui arrose en août ?").await;
    let (section, html) = shown(&stage, &browser, "verger", "").await;
    assert_eq!(section.total, 2);
    let counts: Vec<_> = section
        .columns
        .iter()
        .map(|c| (c.code, c.count, c.rows.len()))
        .collect();
    assert_eq!(counts, [("for", 1, 1), ("against", 0, 0), ("question", 1, 1)]);
    assert!(html.contains("<strong>les enfants</strong>"), "{html}");
    assert!(html.contains(&format!("id=\"c-{id}\"")) && html.contains("Auteur"));
    let page = browser.get(&format!("/comments/{id}")).await.is(303);
    assert_eq!(page.location(), format!("/ideas/verger#c-{id}"));
    counts_hold(&stage).await;
});

story!(without_sides_there_is_one_conversation, |stage| {
    let (anna, mut browser) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    says(
        &mut browser,
        "verger",
        "against",
        "Un premier mot, du temps des côtés.",
    )
    .await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "update territories set settings = $2 where id = $1",
        stage.territory,
        r#"{"sides":"none"}"#
    )
    .expect("set");
    tx.commit().await.expect("kept");
    stage.app.reload().await.expect("read again");
    says(&mut browser, "verger", "for", "Un mot sans côté.").await;
    let (section, html) = shown(&stage, &browser, "verger", "").await;
    assert!(!section.sided && section.columns.len() == 1 && section.columns[0].rows.len() == 2);
    assert!(section.form.sides.is_empty() && !html.contains("name=\"side\""));
    counts_hold(&stage).await;
});

story!(ux_07_what_is_missing_is_said_and_nothing_typed_is_lost, |stage| {
    let (anna, mut browser) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let send = "/ideas/verger/comments";
    browser
        .post(send, &[("text", "Un avis <b>sans</b> côté")])
        .await
        .is(422)
        .has("Un avis &#60;b&#62;sans")
        .has("href=\"#side\"");
    browser
        .post(send, &[("side", "for"), ("text", " \n ")])
        .await
        .is(422)
        .has("href=\"#text\"");
    let long = "é".repeat(5_001);
    browser
        .post(send, &[("side", "for"), ("text", &long)])
        .await
        .is(422)
        .has("dépasse d’un caractère")
        .has(&long);
    let fits = "👩‍👩‍👧‍👦".repeat(5_000);
    browser
        .post(send, &[("side", "for"), ("text", &fits)])
        .await
        .is(303);
    counts_hold(&stage).await;
});

story!(replies_nest_and_tell_whom_they_answer, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut a, "verger", "for", "Premier").await;
    let mut last = first.clone();
    for n in 1..=6 {
        stage.clock.advance(MINUTE);
        let browser = if n % 2 == 0 { &mut a } else { &mut b };
        last = replies(browser, "verger", &last, &format!("Réponse {n}")).await;
    }
    let (section, html) = shown(&stage, &a, "verger", "").await;
    let thread = &section.columns[0].rows;
    assert_eq!(thread.iter().map(|c| c.depth).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(thread[3].more.as_ref().map(|m| m.1), Some(3));
    assert!(html.contains("Voir les 3 réponses suivantes"), "{html}");
    assert_eq!(html.matches("<ol").count(), html.matches("</ol>").count());
    assert_eq!(html.matches("<li").count(), html.matches("</li>").count());
    let page = a.get(&thread[3].more.as_ref().expect("more").0).await.is(200);
    page.has("Réponse 4")
        .has("Réponse 6")
        .has_not("Réponse 3")
        .has("En réponse à");
    let page = a.get(&format!("/comments/{last}")).await.is(303);
    assert!(
        page.location().starts_with(&format!("/comments/{first}?from=")),
        "{}",
        page.location()
    );
    a.get(page.location())
        .await
        .is(200)
        .has("Réponse 6")
        .has("Premier")
        .has_not("Réponse 5");
    counts_hold(&stage).await;
});

story!(a_form_sent_twice_is_one_comment, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let key = shown(&stage, &a, "verger", "").await.0.form.key;
    let token = a.cookie("session").expect("signed in").to_owned();
    let send = |text: &'static str| {
        let (mut browser, key) = (stage.browser(), key.clone());
        browser.set_cookie("session", &token);
        async move {
            let fields = [("key", key.as_str()), ("side", "for"), ("text", text)];
            anchor(
                browser
                    .post("/ideas/verger/comments", &fields)
                    .await
                    .is(303)
                    .location(),
            )
        }
    };
    let ids = join_all((0..8).map(|_| send("Deux fois"))).await;
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let other = send("Autre chose, depuis la même page").await;
    assert_ne!(other, ids[0]);
    let all = "select count(*) from comments where territory_id = $1";
    assert_eq!(number(&stage.app.db, all, stage.territory).await, 2);
    for key in ["x", &id::short(id::Id::nil()), &id::short(id::Id::max())] {
        let fields = [("key", key), ("side", "for"), ("text", "Une clé inventée")];
        let page = a.post("/ideas/verger/comments", &fields).await.is(303);
        assert_ne!(anchor(page.location()), key);
    }
    counts_hold(&stage).await;
});

story!(letters_go_to_who_proposed_and_who_is_answered, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    let (chloe, mut c) = stage.member("Chloé", Role::Member).await;
    let about = idea(&stage, anna, "verger").await;
    says(&mut a, "verger", "for", "Mon idée, ma voix").await;
    let first = says(&mut b, "verger", "against", "Trop d’ombre <script>").await;
    stage.settle().await;
    replies(&mut c, "verger", &first, "Taillons-les").await;
    stage.settle().await;
    replies(&mut b, "verger", &first, "Je me réponds").await;
    stage.settle().await;
    let to_anna = stage.letters("anna@exemple.fr").await;
    let kinds: Vec<_> = to_anna.iter().map(|m| m.kind.as_str()).collect();
    assert_eq!(kinds, ["answer", "answer", "answer"]);
    let oldest = to_anna.last().expect("a letter");
    assert!(oldest.text.contains("Trop d’ombre <script>") && oldest.html.contains("&#60;script&#62;"));
    assert!(
        oldest.headers.contains(&about.simple().to_string()) && oldest.headers.contains("List-Unsubscribe")
    );
    let to_bilal = stage.letters("bilal@exemple.fr").await;
    assert!(to_bilal.len() == 1 && to_bilal[0].subject.starts_with("Chloé vous répond"));
    assert!(stage.letters("chloe@exemple.fr").await.is_empty());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "update accounts set mail_optional = $1 where person_id = $2",
        false,
        chloe
    )
    .expect("set");
    run!(
        &mut tx,
        "update accounts set undeliverable_at = 1 where person_id = $1",
        anna
    )
    .expect("set");
    tx.commit().await.expect("kept");
    let second = says(&mut c, "verger", "question", "Et les guêpes ?").await;
    replies(&mut b, "verger", &second, "Elles passent").await;
    stage.settle().await;
    assert!(stage.letters("chloe@exemple.fr").await.is_empty());
    assert_eq!(stage.letters("anna@exemple.fr").await.len(), 3);
});

story!(
    io_35_every_optional_letter_stops_by_one_post_without_a_session_and_no_get_stops_it,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let mut territory = stage
            .app
            .atlas
            .by_id(stage.territory)
            .expect("it")
            .settings
            .clone();
        territory.contact_email = "contact+idees@sceaux.exemple".into();
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let set = crate::territories::set(&mut tx, stage.territory, "Sceaux", &territory, stage.clock.now());
        set.await.expect("set");
        tx.commit().await.expect("kept");
        stage.app.reload().await.expect("read again");
        let first = says(&mut a, "verger", "for", "Mon idée, ma voix").await;
        let second = says(&mut b, "verger", "against", "Trop d’ombre").await;
        replies(&mut b, "verger", &first, "Je vous réponds").await;
        replies(&mut a, "verger", &second, "Et moi à vous").await;
        stage.settle().await;
        let to_anna = stage.letters("anna@exemple.fr").await;
        let to_bilal = stage.letters("bilal@exemple.fr").await;
        let mut kinds: Vec<_> = to_anna.iter().chain(&to_bilal).map(|l| l.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, ["answer"]);
        let mut ways = Vec::new();
        for letter in to_anna.iter().chain(&to_bilal) {
            let file = stage
                .app
                .config
                .data
                .join(format!("mail/{}.eml", letter.id.simple()));
            let sent = std::fs::read_to_string(file).expect("it left");
            let sent = sent.replace("\r\n ", " ");
            let head = |name: &str| {
                let mut lines = sent.lines();
                lines
                    .find_map(|l| l.strip_prefix(name))
                    .map(|l| l.trim().to_owned())
            };
            let post = head("List-Unsubscribe-Post:").expect("RFC 8058");
            assert_eq!(post, "List-Unsubscribe=One-Click");
            let list = head("List-Unsubscribe:").expect("RFC 2369");
            assert!(
                list.ends_with("<mailto:contact%2Bidees@sceaux.exemple?subject=unsubscribe>"),
                "{list}"
            );
            let way = list
                .strip_prefix("<http://sceaux.test")
                .and_then(|l| l.split_once('>'));
            ways.push(way.expect("the first way is an address").0.to_owned());
        }
        for way in &ways {
            stage.browser().get(way).await.is(200);
        }
        let sent = async || stage.letters("anna@exemple.fr").await.len();
        let before = sent().await;
        says(&mut b, "verger", "question", "Et les guêpes ?").await;
        stage.settle().await;
        assert_eq!(sent().await, before + 1, "a GET stops nothing");
        let click = [("List-Unsubscribe", "One-Click")];
        stage.browser().post(&ways[0], &click).await.is(200);
        says(&mut b, "verger", "question", "Et les frelons ?").await;
        stage.settle().await;
        assert_eq!(sent().await, before + 1);
    }
);

story!(
    mod_29_the_town_speaks_with_its_seal_and_nobody_else_can,
    |stage| {
        let (agent, mut a) = stage.member("Agnès Roux", Role::Agent).await;
        let (_, mut b) = stage.member("Ville de Sceaux", Role::Member).await;
        idea(&stage, agent, "verger").await;
        let send = "/ideas/verger/comments";
        let fields = [
            ("side", "for"),
            ("text", "La ville prête les outils."),
            ("voice", "body"),
        ];
        a.post(send, &fields).await.is(303);
        b.post(send, &[("side", "for"), ("text", "Faux"), ("voice", "body")])
            .await
            .is(422);
        b.post(send, &[("side", "for"), ("text", "Faux")]).await.is(303);
        let (section, html) = shown(&stage, &b, "verger", "").await;
        let town = section.columns[0]
            .rows
            .iter()
            .find(|c| c.official)
            .expect("the town's");
        assert_eq!(town.spokesperson, "Agnès Roux");
        assert_eq!(html.matches("i-badge-check").count(), 1);
        assert_eq!(section.columns[0].rows.iter().filter(|c| c.official).count(), 1);
        assert!(!section.form.voices.any() && !html.contains("name=\"voice\""));
        assert!(shown(&stage, &a, "verger", "").await.0.form.voices.any());
    }
);

story!(a_visitor_writes_first_and_says_who_they_are_after, |stage| {
    let (anna, a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let mut visitor = stage.browser();
    let page = visitor
        .post(
            "/ideas/verger/comments",
            &[("side", "for"), ("text", "Depuis la rue")],
        )
        .await
        .is(303);
    assert_eq!(page.location().split('?').next(), Some("/join"));
    assert!(visitor.cookie("gesture").is_some());
    let all = "select count(*) from comments where territory_id = $1";
    assert_eq!(number(&stage.app.db, all, stage.territory).await, 0);
    let kept = {
        let mut conn = stage.app.db.read().await.expect("a connection");
        terreau_store::value!(
            &mut conn,
            String,
            "select payload from gestures where kind = 'comment'"
        )
    };
    let payload = serde_json::from_str(&kept.expect("read").expect("kept")).expect("json");
    let mut visit = visit(&stage, &a, "/gestures/complete").await;
    let one = comments::complete_comment(&mut visit, &payload)
        .await
        .expect("published");
    let two = comments::complete_comment(&mut visit, &payload)
        .await
        .expect("once");
    assert!(one == two && one.starts_with("/ideas/verger#c-"), "{one} {two}");
    assert_eq!(number(&stage.app.db, all, stage.territory).await, 1);
    counts_hold(&stage).await;
});

story!(a_closed_discussion_says_so_kindly, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut a, "verger", "for", "Avant").await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "update ideas set state = 'archived' where slug = 'verger'"
    )
    .expect("set");
    tx.commit().await.expect("kept");
    let send = "/ideas/verger/comments";
    a.post(send, &[("side", "for"), ("text", "Après")])
        .await
        .is(403)
        .has("discussion est close");
    a.post(send, &[("parent", &first), ("text", "Après")])
        .await
        .is(403);
    let (section, html) = shown(&stage, &a, "verger", "").await;
    assert!(!section.closed.is_empty() && !html.contains("<textarea") && html.contains("Avant"));
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(&mut tx, "update ideas set state = 'hidden' where slug = 'verger'").expect("set");
    tx.commit().await.expect("kept");
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    b.post(send, &[("side", "for"), ("text", "Après")]).await.is(410);
    b.get(&format!("/comments/{first}")).await.is(410);
});

story!(somebody_suspended_reads_but_does_not_write, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let first = says(&mut a, "verger", "for", "Avant").await;
    let (bilal, mut b) = stage.member("Bilal", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "update people set state = 'suspended' where id = $1",
        bilal
    )
    .expect("set");
    tx.commit().await.expect("kept");
    b.post("/ideas/verger/comments", &[("side", "for"), ("text", "Non")])
        .await
        .is(403);
    b.post(&format!("/comments/{first}/thank"), &[]).await.is(403);
    shown(&stage, &b, "verger", "").await;
});

story!(an_answer_stays_under_its_own_idea, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    idea(&stage, anna, "bancs").await;
    let first = says(&mut a, "verger", "for", "Ici").await;
    let fields = [("parent", first.as_str()), ("text", "Ailleurs")];
    a.post("/ideas/bancs/comments", &fields).await.is(404);
    a.post("/ideas/nulle-part/comments", &fields).await.is(404);
    a.post(&format!("/comments/{first}/remove"), &[]).await.is(303);
    a.post("/ideas/verger/comments", &fields)
        .await
        .is(422)
        .has("Ailleurs");
    counts_hold(&stage).await;
});

story!(sec_12_hostile_words_stay_words, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    idea(&stage, anna, "verger").await;
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[clic](javascript:alert(1))",
        "![x](https://espion.test/p.png)",
        "'; drop table comments; --",
        "{{ p.t(\"x\") }} {% include %}",
        "\u{202e}renversé\u{202c} \u{0} \u{feff}fin",
        "مرحبا بالعالم 🌱 Zalgo͎͚̥͎͔͕ͅ",
        "</textarea></li></ol></main>",
        "> > > > > > > > > > > > > profond",
    ];
    for text in hostile {
        says(&mut a, "verger", "for", text).await;
    }
    let (section, html) = shown(&stage, &a, "verger", "").await;
    assert_eq!(section.columns[0].rows.len(), hostile.len());
    for bad in [
        "<script>alert",
        "<img src=x",
        "javascript:",
        "espion.test/p.png\"></img",
        "onerror=alert(1)>",
    ] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert_eq!(html.matches("<li").count(), html.matches("</li>").count());
    counts_hold(&stage).await;
});

story!(
    sec_20_who_writes_too_fast_keeps_their_words_and_is_told_when,
    |stage| {
        let limited = Stage::set_limited().await;
        let (anna, mut a) = limited.member("Anna", Role::Member).await;
        idea(&limited, anna, "verger").await;
        crate::newcomers::tests::elder(&limited, "anna").await;
        let mut last = None;
        for n in 0..31 {
            let text = format!("Parole numéro {n}, longuement mûrie");
            let fields = [("text", text.as_str()), ("side", "for")];
            let page = a.post("/ideas/verger/comments", &fields).await;
            if page.status != 303 {
                last = Some((text, page));
                break;
            }
        }
        let (text, page) = last.expect("one too many");
        let page = page.is(429).has(&text).has("Un peu trop vite");
        assert!(page.headers.contains_key("retry-after"));
        stage.settle().await;
    }
);
