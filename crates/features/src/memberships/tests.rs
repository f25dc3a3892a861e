//! Stories of those who belong to an organisation: doors, roles, invitations, and what happens at once.

use terreau_kit::Role;
use terreau_store::{run, value};

use crate::{
    organisations::tests::{draft, verified},
    story,
    testing::{Browser, Page, Stage},
};

const HERE: &str = "/organisations/la-roue-libre";

async fn invite(browser: &mut Browser<'_>, email: &str, role: &str) {
    let fields = [("kind", "mail"), ("email", email), ("role", role)];
    browser.post(&format!("{HERE}/invite"), &fields).await.is(303);
}

/// Invites somebody with an account, who accepts.
async fn takes_in(stage: &Stage, lead: &mut Browser<'_>, one: &mut Browser<'_>, (slug, role): (&str, &str)) {
    let email = format!("{slug}@exemple.fr");
    invite(lead, &email, role).await;
    let link = stage.link(&email).await;
    one.get(&link).await.is(200);
    one.post(&link, &[]).await.is(303);
}

/// The page of a member, by their name on the list.
async fn member(lead: &mut Browser<'_>, slug: &str) -> String {
    let page = lead.get(&format!("{HERE}/members")).await.is(200);
    let rows = page.text.split_once("<tbody>").expect("rows").1;
    let row = rows.split(&format!("/people/{slug}\"")).nth(1).expect("a row");
    let link = row.split(&format!("{HERE}/members/")).nth(1).expect("a link");
    format!("{HERE}/members/{}", link.split('"').next().expect("an id"))
}

async fn administrators(stage: &Stage) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select count(*) from memberships where state = 'active' and role = 'administrator'";
    value!(&mut conn, i64, sql).expect("read").expect("a count")
}

story!(the_last_administrator_hands_over_first, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    takes_in(&stage, &mut anna, &mut bruno, ("bruno", "member")).await;
    let page = anna.post(&format!("{HERE}/me"), &[("leave", "1")]).await.is(422);
    page.has("dernière personne").has("href=\"#leave\"");
    // A member sees who belongs to it, and none of the doors of who answers for it.
    bruno
        .get(&format!("{HERE}/members"))
        .await
        .is(200)
        .has_not("/invite\"");
    let him = member(&mut anna, "bruno").await;
    bruno.get(&him).await.is(404);
    bruno.get(&format!("{HERE}/edit")).await.is(404);
    anna.get(&him).await.is(200);
    anna.post(&him, &[("do", "role"), ("role", "administrator")])
        .await
        .is(303);
    let her = member(&mut anna, "anna").await;
    anna.post(&format!("{HERE}/me"), &[("leave", "1")]).await.is(303);
    anna.get(HERE).await.is(404);
    let own = member(&mut bruno, "bruno").await;
    let page = bruno.post(&own, &[("do", "role"), ("role", "member")]).await;
    page.is(422).has("dernière personne");
    bruno.get(&her).await.is(404);
    let told = stage.letters("bruno@exemple.fr").await;
    assert!(
        told[0].subject.contains("a quitté") && told[1].subject.contains("rôle"),
        "{}",
        told[0].subject
    );
});

story!(of_two_administrators_who_leave_at_once_one_remains, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    takes_in(&stage, &mut anna, &mut bruno, ("bruno", "administrator")).await;
    let path = format!("{HERE}/me");
    let leave = [("leave", "1")];
    let (a, b) = tokio::join!(anna.post(&path, &leave), bruno.post(&path, &leave));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 422]);
    assert_eq!(administrators(&stage).await, 1);
});

story!(
    of_two_administrators_who_take_each_other_out_one_remains,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
        draft(&mut anna).await;
        takes_in(&stage, &mut anna, &mut bruno, ("bruno", "administrator")).await;
        let (him, her) = (member(&mut anna, "bruno").await, member(&mut anna, "anna").await);
        let out = [("do", "remove"), ("reason", "Nous nous sommes fâchés.")];
        let (a, b) = tokio::join!(anna.post(&him, &out), bruno.post(&her, &out));
        assert_ne!(a.status, b.status, "{} {}", a.status, b.status);
        assert_eq!(administrators(&stage).await, 1);
    }
);

story!(an_invitation_works_once_also_for_two_at_once, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    draft(&mut anna).await;
    invite(&mut anna, "quelquun@exemple.fr", "spokesperson").await;
    let link = stage.link("quelquun@exemple.fr").await;
    stage
        .browser()
        .get(&link)
        .await
        .is(200)
        .has("La Roue libre")
        .has("/join?next=/invitations/");
    stage.browser().post(&link, &[]).await.is(303);
    let (a, b) = tokio::join!(bruno.post(&link, &[]), chloe.post(&link, &[]));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    stage.browser().get(&link).await.is(409).has("ne marche plus");
    let wrong = format!("{}0", &link[..link.len() - 1]);
    if wrong != link {
        stage.browser().get(&wrong).await.is(404);
    }
});

story!(accepted_and_taken_back_at_once_only_one_holds, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    invite(&mut anna, "bruno@exemple.fr", "member").await;
    let link = stage.link("bruno@exemple.fr").await;
    let page = anna
        .get(&format!("{HERE}/members"))
        .await
        .is(200)
        .has("bruno@exemple.fr");
    let short = page
        .text
        .split("/invitations/")
        .nth(1)
        .and_then(|r| r.split('/').next());
    let revoke = format!("{HERE}/invitations/{}/revoke", short.expect("an invitation"));
    let (took, back) = tokio::join!(bruno.post(&link, &[]), anna.post(&revoke, &[]));
    let held = |page: &Page| page.status == 303;
    assert!(held(&took) != held(&back), "{} {}", took.status, back.status);
    let inside = bruno.get(&format!("{HERE}/members")).await.status == 200;
    assert_eq!(inside, held(&took));
});

story!(a_link_is_printed_serves_several_and_ends, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    draft(&mut anna).await;
    let no = [("kind", "link"), ("role", "administrator")];
    anna.post(&format!("{HERE}/invite"), &no)
        .await
        .is(422)
        .has("href=\"#role\"");
    let fields = [
        ("kind", "link"),
        ("role", "member"),
        ("most", "10"),
        ("days", "7"),
    ];
    let made = anna.post(&format!("{HERE}/invite"), &fields).await.is(303);
    let poster = made.location().to_owned();
    let page = anna.get(&poster).await.is(200).has("<svg xmlns");
    let link = page
        .text
        .split("http://sceaux.test")
        .find(|p| p.starts_with("/invitations/"));
    let link = link.and_then(|p| p.split('"').next()).expect("a link").to_owned();
    bruno.get(&poster).await.is(404);
    bruno.post(&link, &[]).await.is(303);
    let him = member(&mut anna, "bruno").await;
    anna.post(&him, &[("do", "remove")])
        .await
        .is(422)
        .has("id=\"reason-error\"");
    let out = [("do", "remove"), ("reason", "Il a déménagé loin d’ici.")];
    anna.post(&him, &out).await.is(303);
    // Taken out, one does not come back by a link that lies about, but by a letter written since.
    bruno.post(&link, &[]).await.is(403);
    stage.clock.advance(1_000_000);
    takes_in(&stage, &mut anna, &mut bruno, ("bruno", "member")).await;
    stage.days(8);
    chloe.get(&link).await.is(409);
    chloe.post(&link, &[]).await.is(409);
});

story!(who_asks_to_join_is_answered, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    verified(&stage, &mut anna).await;
    let hello = [("message", "Je sais <b>réparer</b> des freins")];
    bruno.post(&format!("{HERE}/ask"), &hello).await.is(303);
    bruno.post(&format!("{HERE}/ask"), &hello).await.is(303);
    chloe.post(&format!("{HERE}/ask"), &[]).await.is(303);
    bruno.get(HERE).await.is(200).has("attend une réponse");
    bruno.get(&format!("{HERE}/members")).await.is(404);
    let asked = stage.letters("anna@exemple.fr").await;
    assert_eq!(
        asked
            .iter()
            .filter(|l| l.subject.contains("demande à rejoindre"))
            .count(),
        2
    );
    let page = anna.get(&format!("{HERE}/members")).await.is(200);
    let page = page.has("&#60;b&#62;réparer");
    let ids: Vec<_> = page
        .text
        .split("<h3><a href=\"")
        .skip(1)
        .filter_map(|r| r.split('"').next())
        .collect();
    anna.post(ids[0], &[("do", "accept"), ("role", "spokesperson")])
        .await
        .is(303);
    anna.post(ids[1], &[("do", "decline"), ("reason", "Nous sommes complets")])
        .await
        .is(303);
    bruno.get(&format!("{HERE}/members")).await.is(200);
    assert!(
        stage.letters("chloe@exemple.fr").await[0]
            .text
            .contains("complets")
    );
    // Named on the page only when they agree.
    let mut any = stage.browser();
    any.get(HERE).await.is(200).has_not("Bruno");
    bruno.post(&format!("{HERE}/me"), &[("shown", "1")]).await.is(303);
    any.get(HERE).await.is(200).has("Bruno").has_not("Anna");
    chloe.post(&format!("{HERE}/ask"), &[]).await.is(303);
    chloe.post(&format!("{HERE}/ask"), &[("back", "1")]).await.is(303);
    let mine = bruno.get("/me").await.is(200);
    mine.has("La Roue libre").has("Porte-parole");
});

story!(an_account_that_goes_leaves_and_the_body_is_told, |stage| {
    let (person, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    verified(&stage, &mut anna).await;
    takes_in(&stage, &mut anna, &mut bruno, ("bruno", "spokesperson")).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql = "update accounts set deletion_due_at = $3 where territory_id = $1 and person_id = $2";
    run!(&mut tx, sql, stage.territory, person, stage.clock.now() - 1).expect("due");
    tx.commit().await.expect("kept");
    crate::accounts::sweep(&stage.app).await.expect("swept");
    stage.settle().await;
    assert_eq!(administrators(&stage).await, 0);
    let told = stage.letters("bruno@exemple.fr").await;
    assert!(told[0].subject.contains("Plus personne"), "{}", told[0].subject);
    let queue = momo
        .get("/admin/organisations?state=orphan")
        .await
        .is(200)
        .has("La Roue libre");
    let desk = queue
        .text
        .split("/admin/organisations/")
        .nth(1)
        .and_then(|r| r.split('"').next());
    let desk = format!("/admin/organisations/{}", desk.expect("a link"));
    let page = momo.get(&desk).await.is(200).has("n’administre");
    let bruno_here = page
        .text
        .split("<option value=\"")
        .nth(1)
        .and_then(|r| r.split('"').next());
    let fields = [("appoint", "1"), ("member", bruno_here.expect("a member"))];
    momo.post(&desk, &fields).await.is(303);
    bruno.get(&format!("{HERE}/edit")).await.is(200);
    momo.post(&desk, &fields).await.is(409);
});
