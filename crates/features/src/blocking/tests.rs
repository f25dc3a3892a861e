//! Stories of muting and blocking: who no longer hears whom, and what two people kept apart still see.

use futures_util::future::join;
use terreau_kernel::{id::Id, time::MINUTE};
use terreau_kit::Role;
use terreau_store::value;

use crate::{
    comments::tests::{idea, replies, says},
    organisations::tests::verified,
    story,
    testing::{Browser, Stage},
};

const ANNA: &str = "/people/anna-roux";
const BASILE: &str = "/people/basile-nore";

struct Two<'s> {
    anna_id: Id,
    anna: Browser<'s>,
    basile_id: Id,
    basile: Browser<'s>,
}

async fn two(stage: &Stage) -> Two<'_> {
    let (anna_id, anna) = stage.member("Anna Roux", Role::Member).await;
    let (basile_id, basile) = stage.member("Basile Noré", Role::Member).await;
    Two {
        anna_id,
        anna,
        basile_id,
        basile,
    }
}

async fn count(stage: &Stage, sql: &'static str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    value!(&mut conn, i64, sql).expect("read").expect("a count")
}

async fn kinds(stage: &Stage, name: &str) -> Vec<String> {
    let letters = stage.letters(&format!("{name}@exemple.fr")).await;
    letters.into_iter().map(|letter| letter.kind).collect()
}

/// The address of the form of the first line of the list.
fn form(page: &str) -> String {
    let from = page.find("action=\"/me/blocks/").expect("a form") + 8;
    let end = page[from..].find('"').expect("its end");
    page[from..from + end].to_owned()
}

story!(who_is_muted_is_seen_but_not_heard, |stage| {
    let mut s = two(&stage).await;
    idea(&stage, s.anna_id, "verger").await;
    s.anna.post(&format!("{BASILE}/follow"), &[]).await.is(303);
    let after = s.anna.post(&format!("{BASILE}/mute"), &[]).await.is(303);
    assert_eq!(after.location(), BASILE);
    s.anna.get(BASILE).await.is(200).has("est en sourdine");
    // Muted twice, they are muted once.
    s.anna.post(&format!("{BASILE}/mute"), &[]).await.is(303);
    assert_eq!(count(&stage, "select count(*) from blocks").await, 1);
    says(&mut s.basile, "verger", "for", "Un verger, oui @anna-roux").await;
    stage.settle().await;
    assert!(kinds(&stage, "anna-roux").await.is_empty(), "no letter");
    s.anna.get("/notices").await.is(200).has_not("Basile");
    s.anna.get("/feed?tab=all").await.is(200).has_not("Basile");
    s.anna.get("/ideas/verger").await.is(200).has("Un verger, oui");
    // Nobody is told, and the other one sees and hears as before.
    s.basile.get(ANNA).await.is(200);
    s.basile.get("/me/blocks").await.is(200).has_not("Anna");
    let mine = s.anna.get("/me/blocks").await.is(200);
    let mine = mine.has("Basile Noré").has("En sourdine depuis le");
    s.anna.post(&form(&mine.text), &[]).await.is(303);
    s.anna.get("/feed?tab=all").await.is(200).has("Basile");
    s.anna.get("/notices").await.is(200).has("Basile");
    s.anna.get("/me/blocks").await.has("Personne ici");
    assert_eq!(count(&stage, "select count(*) from blocks").await, 0);
});

story!(two_who_are_kept_apart_do_not_exist_for_each_other, |stage| {
    let mut s = two(&stage).await;
    let (chloe_id, mut chloe) = stage.member("Chloé", Role::Member).await;
    idea(&stage, s.anna_id, "verger").await;
    idea(&stage, s.basile_id, "fontaine").await;
    idea(&stage, chloe_id, "banc").await;
    let alone = says(&mut s.basile, "banc", "for", "Mot de Basile, sans suite").await;
    let answered = says(&mut s.basile, "banc", "for", "Mot de Basile, avec suite").await;
    let reply = replies(&mut chloe, "banc", &answered, "Réponse de Chloé").await;
    let own = says(&mut s.anna, "banc", "against", "Mot d’Anna").await;
    let listed = [("name", "Basile Noré"), ("listed", "1")];
    s.basile.post("/me/profile", &listed).await.is(303);
    s.anna.post(&format!("{BASILE}/follow"), &[]).await.is(303);
    s.basile.post(&format!("{ANNA}/follow"), &[]).await.is(303);
    let sent = [("to", "anna-roux"), ("text", "Bonjour de Basile")];
    let talk = s.basile.post("/messages/new", &sent).await.is(303);
    let talk = talk.location().to_owned();
    s.anna.get("/").await.has("1 conversation à lire");
    s.anna.get("/people").await.has("Basile Noré");
    // What it means is said before it is done.
    let page = s.anna.get(&format!("{BASILE}/block")).await.is(200);
    page.has("Bloquer Basile Noré").has("n’en est pas prévenue");
    let done = s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    assert_eq!(done.location(), "/me/blocks");
    stage.settle().await;
    for (browser, page, theirs) in [(&mut s.anna, BASILE, "fontaine"), (&mut s.basile, ANNA, "verger")] {
        for door in ["", "/follow", "/block", "/mute"] {
            browser.get(&format!("{page}{door}")).await.is(404);
        }
        for door in ["follow", "mute", "block"] {
            browser.post(&format!("{page}/{door}"), &[]).await.is(404);
        }
        browser.get(&format!("/ideas/{theirs}")).await.is(404);
        let fields = [("text", "Et pourtant"), ("side", "for")];
        let path = format!("/ideas/{theirs}/comments");
        browser.post(&path, &fields).await.is(404);
        let backs = format!("/ideas/{theirs}/support");
        browser.post(&backs, &[]).await.is(404);
        browser
            .get("/ideas")
            .await
            .is(200)
            .has_not(&format!("/ideas/{theirs}\""));
        browser.get(&talk).await.is(404);
        browser
            .get("/messages")
            .await
            .is(200)
            .has("Pas encore de message");
        browser
            .get("/messages?q=Bonjour")
            .await
            .is(200)
            .has_not("de Basile");
        browser.get("/").await.is(200).has_not("conversation à lire");
        browser
            .get("/feed?tab=all")
            .await
            .is(200)
            .has_not(&format!("/ideas/{theirs}"));
    }
    assert_eq!(
        count(&stage, "select count(*) from follows where kind = 'person'").await,
        0
    );
    s.anna.get("/people").await.is(200).has_not("Basile");
    s.anna
        .get("/mentions/suggest?q=bas")
        .await
        .is(200)
        .has_not("basile");
    s.basile
        .get("/mentions/suggest?q=ann")
        .await
        .is(200)
        .has_not("anna");
    s.anna.get("/messages/new?to=basile-nore").await.is(404);
    s.basile.get("/messages/new?to=anna-roux").await.is(404);
    s.basile
        .post("/messages/new", &sent)
        .await
        .is(422)
        .has("Bonjour de Basile");
    // In a discussion of others only the place stays, where somebody answered.
    let page = s.anna.get("/ideas/banc").await.is(200);
    let page = page.has("Réponse de Chloé").has("Commentaire non affiché");
    let page = page.has_not("Mot de Basile").has_not("Basile Noré");
    assert_eq!(page.text.matches("Commentaire non affiché").count(), 1);
    s.anna.get(&format!("/comments/{alone}")).await.is(404);
    s.anna
        .post(&format!("/comments/{alone}/thank"), &[])
        .await
        .is(404);
    s.anna
        .get(&format!("/comments/{answered}/versions"))
        .await
        .is(404);
    s.anna.get(&format!("/comments/{answered}?from=0")).await.is(404);
    s.anna.get(&format!("/comments/{reply}")).await.is(303);
    let to = [("parent", answered.as_str()), ("text", "Je réponds")];
    let page = s.anna.post("/ideas/banc/comments", &to).await.is(422);
    page.has("Je réponds").has_not("Basile");
    s.basile.get("/ideas/banc").await.is(200).has_not("Mot d’Anna");
    s.basile.get(&format!("/comments/{own}")).await.is(404);
    s.anna
        .get("/search?q=Basile")
        .await
        .is(200)
        .has_not("Basile Noré");
    s.anna.get("/explore").await.is(200).has_not("Mot de Basile");
    // Others see both.
    for path in [ANNA, BASILE, "/ideas/verger", "/ideas/fontaine"] {
        chloe.get(path).await.is(200);
        stage.browser().get(path).await.is(200);
    }
    chloe.get("/ideas/banc").await.has("sans suite").has("Mot d’Anna");
    // It is told to nobody, and taken along by whoever chose it.
    s.basile.get("/me/blocks").await.has("Personne ici");
    let all = s.basile.get("/me/export.json").await.is(200).json();
    assert_eq!(all["blocks"].as_array().map(Vec::len), Some(0));
    let all = s.anna.get("/me/export.json").await.is(200).json();
    assert_eq!(all["blocks"][0]["chosen"], "block");
    // Lifted, everything is there again.
    let mine = s.anna.get("/me/blocks").await.is(200).has("Bloquée depuis le");
    s.basile.post(&form(&mine.text), &[]).await.is(404);
    s.anna.post(&form(&mine.text), &[]).await.is(303);
    s.anna.get(BASILE).await.is(200);
    s.anna.get(&talk).await.is(200).has("Bonjour de Basile");
    s.anna.get("/ideas/banc").await.has("sans suite");
    s.basile.get("/ideas/verger").await.is(200);
    assert_eq!(count(&stage, "select count(*) from blocks").await, 0);
});

story!(both_may_block_and_both_must_lift, |stage| {
    let mut s = two(&stage).await;
    let (a, b) = (format!("{BASILE}/block"), format!("{ANNA}/block"));
    let (one, other) = join(s.anna.post(&a, &[]), s.basile.post(&b, &[])).await;
    // Who comes second finds nobody any more, or blocked at the same moment.
    let both = [one.status.as_u16(), other.status.as_u16()];
    assert!(
        both.contains(&303) && both.iter().all(|s| [303, 404].contains(s)),
        "{both:?}"
    );
    let apart = "select count(*) from blocks where apart";
    assert_eq!(count(&stage, apart).await, 2);
    let pair = |person: Id, other: Id| crate::blocks::Pair {
        territory: stage.territory,
        person,
        other,
    };
    let pairs = [pair(s.anna_id, s.basile_id), pair(s.basile_id, s.anna_id)];
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for each in pairs {
        let choice = crate::blocks::Choice::Block;
        crate::blocks::choose(&mut tx, each, choice, 1)
            .await
            .expect("blocked");
    }
    tx.commit().await.expect("kept");
    let mine = s.anna.get("/me/blocks").await.is(200).has("Basile");
    s.anna.post(&form(&mine.text), &[]).await.is(303);
    s.anna.get(BASILE).await.is(404);
    assert_eq!(count(&stage, apart).await, 2, "Basile still does not want to");
    let mine = s.basile.get("/me/blocks").await.is(200).has("Anna");
    s.basile.post(&form(&mine.text), &[]).await.is(303);
    s.anna.get(BASILE).await.is(200);
    assert_eq!(count(&stage, "select count(*) from blocks").await, 0);
});

story!(who_acts_for_the_place_is_muted_and_not_blocked, |stage| {
    let mut s = two(&stage).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    let (_, mut ada) = stage.member("Ada", Role::Administrator).await;
    s.anna
        .get("/people/momo")
        .await
        .is(200)
        .has_not("/people/momo/block");
    for door in ["GET", "POST"] {
        let page = if door == "GET" {
            s.anna.get("/people/momo/block").await
        } else {
            s.anna.post("/people/momo/block", &[]).await
        };
        page.is(403).has("ne peuvent pas être bloquées");
    }
    momo.post(&format!("{ANNA}/block"), &[]).await.is(403);
    s.anna.post("/people/momo/mute", &[]).await.is(303);
    s.anna.post(&format!("{ANNA}/mute"), &[]).await.is(403);
    s.anna.post("/people/personne/block", &[]).await.is(404);
    stage.browser().post(&format!("{ANNA}/block"), &[]).await.is(303);
    stage.browser().get("/me/blocks").await.is(303);
    // Given a part, the block of before becomes a mute.
    s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    s.anna.get(BASILE).await.is(404);
    let role = format!("/admin/people/{}/role", terreau_kernel::id::short(s.basile_id));
    ada.post(&role, &[("role", "moderator")]).await.is(303);
    s.anna.get(BASILE).await.is(200).has("est en sourdine");
    assert_eq!(count(&stage, "select count(*) from blocks where apart").await, 0);
});

story!(what_a_body_says_is_said_to_everybody, |stage| {
    let mut s = two(&stage).await;
    let (chloe_id, _) = stage.member("Chloé", Role::Member).await;
    idea(&stage, chloe_id, "banc").await;
    verified(&stage, &mut s.basile).await;
    let form = s.basile.get("/ideas/banc").await.is(200);
    let at = form.text.find("name=\"voice\"").expect("a choice of voice");
    let voice = form.text[at..]
        .split("value=\"")
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .find(|value| value.len() == 22)
        .expect("the body")
        .to_owned();
    let fields = [
        ("side", "for"),
        ("text", "La Roue libre y sera"),
        ("voice", &voice),
    ];
    s.basile.post("/ideas/banc/comments", &fields).await.is(303);
    says(&mut s.basile, "banc", "for", "Moi, Basile, aussi").await;
    s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    let page = s.anna.get("/ideas/banc").await.is(200);
    page.has("La Roue libre y sera").has_not("Moi, Basile, aussi");
    let page = s.anna.get("/organisations/la-roue-libre").await.is(200);
    page.has("La Roue libre y sera").has_not(BASILE);
    // Writing to the body still works, and is answered.
    let to = [("body", "la-roue-libre"), ("text", "Bonjour la Roue")];
    let talk = s.anna.post("/messages/new", &to).await.is(303);
    let talk = talk.location().to_owned();
    s.basile
        .post(&talk, &[("text", "Bonjour de la Roue")])
        .await
        .is(303);
    s.anna.get(&talk).await.is(200).has("Bonjour de la Roue");
});

story!(in_a_group_who_is_kept_apart_is_not_read, |stage| {
    let mut s = two(&stage).await;
    let (_, mut chloe) = stage.member("Chloé", Role::Member).await;
    let fields = [
        ("to", "anna-roux"),
        ("to", "basile-nore"),
        ("title", "Le verger"),
        ("text", "À trois"),
    ];
    let talk = chloe.post("/messages/new", &fields).await.is(303);
    let talk = talk.location().to_owned();
    for browser in [&mut s.anna, &mut s.basile] {
        let answer = format!("{talk}/answer");
        browser.post(&answer, &[("do", "accept")]).await.is(303);
    }
    s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    stage.clock.advance(MINUTE);
    s.basile
        .post(&talk, &[("text", "Parole de Basile")])
        .await
        .is(303);
    chloe.get(&talk).await.is(200).has("Parole de Basile");
    s.anna
        .get(&talk)
        .await
        .is(200)
        .has("À trois")
        .has_not("Parole de Basile");
    s.anna.get("/messages").await.is(200).has_not("Parole de Basile");
});

story!(the_first_page_names_nobody_who_is_kept_apart, |stage| {
    let mut s = two(&stage).await;
    let listed = [("name", "Basile Noré"), ("listed", "1"), ("cause", "mobilite")];
    s.basile.post("/me/profile", &listed).await.is(303);
    let cares = [("theme", "mobilite")];
    s.anna.post("/welcome/cares", &cares).await.is(303);
    s.anna.get("/welcome/done").await.is(200).has("Basile Noré");
    s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    // What is told once about the block itself is told there.
    s.anna.get("/me/blocks").await.is(200);
    s.anna.get("/welcome/done").await.is(200).has_not("Basile Noré");
});

story!(a_closed_account_leaves_no_block_behind, |stage| {
    let mut s = two(&stage).await;
    s.anna.post(&format!("{BASILE}/block"), &[]).await.is(303);
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    crate::blocks::forget(&mut tx, stage.territory, s.basile_id)
        .await
        .expect("forgotten");
    tx.commit().await.expect("kept");
    assert_eq!(count(&stage, "select count(*) from blocks").await, 0);
    s.anna.get("/me/blocks").await.is(200).has("Personne ici");
});

story!(the_list_goes_on_page_after_page, |stage| {
    let (_, mut anna) = stage.member("Anna Roux", Role::Member).await;
    for number in 0..25 {
        let (_, _) = stage.member(&format!("Voisin {number}"), Role::Member).await;
        stage.clock.advance(MINUTE);
        let door = format!("/people/voisin-{number}/mute");
        anna.post(&door, &[]).await.is(303);
    }
    let mut seen = 0;
    let mut path = "/me/blocks".to_owned();
    for _ in 0..5 {
        let page = anna.get(&path).await.is(200);
        seen += page.text.matches("action=\"/me/blocks/").count();
        let Some((_, rest)) = page.text.split_once("rel=\"next\" href=\"") else {
            break;
        };
        path = rest.split('"').next().unwrap_or_default().to_owned();
    }
    assert_eq!(seen, 25);
    anna.get("/me/blocks?after=nonsense")
        .await
        .is(200)
        .has("Voisin 24");
});
