//! Stories of those who take over: the notice, the answer, the decision, and what happens at once.

use terreau_kernel::id::Id;
use terreau_kit::{Role, session};
use terreau_store::{run, value};

use crate::{
    organisations::tests::draft,
    story,
    testing::{Browser, Stage},
};

const HERE: &str = "/organisations/la-roue-libre/handover";
const ASK: [(&str, &str); 2] = [
    ("do", "ask"),
    ("reason", "Plus personne ne répond aux adhérents."),
];
const GRANT: [(&str, &str); 2] = [("do", "grant"), ("reason", "Le préavis est passé sans réponse.")];

/// Makes somebody belong to the organisation.
async fn joins(stage: &Stage, person: Id, role: &str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let sql = "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, message, created_at,
        updated_at) select $1, $2, id, $3, $4, 'active', $5, '', $6, $6 from bodies
        where territory_id = $1 and slug = 'la-roue-libre'";
    let (id, now) = (stage.app.ids.next(), stage.app.clock.now());
    run!(&mut tx, sql, stage.territory, id, person, role, false, now).expect("a membership");
    tx.commit().await.expect("kept");
}

/// Somebody who comes back, signed in anew.
async fn again(stage: &Stage, person: Id, role: Role) -> Browser<'_> {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let opening = session::Opening {
        territory: stage.territory,
        id: stage.app.ids.next(),
        person,
        role,
        agent: "test",
        now: stage.app.clock.now(),
    };
    let token = session::open(&mut tx, opening).await.expect("a session");
    tx.commit().await.expect("kept");
    let mut browser = stage.browser();
    browser.set_cookie("session", &token);
    browser
}

async fn role(stage: &Stage, person: Id) -> String {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select role from memberships where territory_id = $1 and person_id = $2 and state = 'active'";
    let role = value!(&mut conn, String, sql, stage.territory, person);
    role.expect("read").expect("a membership")
}

async fn count(stage: &Stage, state: &str) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select count(*) from handovers where territory_id = $1 and state = $2";
    let n = value!(&mut conn, i64, sql, stage.territory, state);
    n.expect("read").expect("a count")
}

/// The subject of the last letter to an address.
async fn told(stage: &Stage, address: &str) -> String {
    stage.letters(address).await.remove(0).subject
}

story!(a_silent_administrator_is_replaced_after_notice, |stage| {
    let (her, mut anna) = stage.member("Anna", Role::Member).await;
    let (him, mut bruno) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    joins(&stage, him, "spokesperson").await;
    bruno.get(HERE).await.is(200).has("Écrivez-lui d’abord");
    bruno
        .post(HERE, &ASK)
        .await
        .is(422)
        .has("soixante derniers jours");
    stage.days(61);
    let mut bruno = again(&stage, him, Role::Member).await;
    let members = bruno.get("/organisations/la-roue-libre/members").await.is(200);
    members.has(&format!("href=\"{HERE}\""));
    let short = [("do", "ask"), ("reason", "Bof")];
    bruno
        .post(HERE, &short)
        .await
        .is(422)
        .has("Dites pourquoi")
        .has(">\nBof</textarea>");
    bruno.post(HERE, &ASK).await.is(303);
    bruno.post(HERE, &ASK).await.is(409);
    let letter = stage.letters("anna@exemple.fr").await.remove(0);
    assert!(letter.subject.contains("toujours là"), "{}", letter.subject);
    assert!(letter.text.contains("ne répond aux adhérents"), "{}", letter.text);
    assert!(letter.text.contains(HERE), "{}", letter.text);
    // Nobody else learns of it.
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    chloe.get(HERE).await.is(404);
    chloe.post(HERE, &ASK).await.is(404);
    chloe.get("/admin/handovers").await.is(404);
    stage.browser().get(HERE).await.is(303);
    // The town waits for the end of the notice.
    let (fair, mut momo) = stage.member("Momo", Role::Moderator).await;
    momo.get("/admin/handovers").await.is(200).has("La Roue libre");
    momo.get(HERE).await.is(200).has_not("value=\"grant\"");
    momo.post(HERE, &GRANT).await.is(403);
    bruno.post(HERE, &GRANT).await.is(404);
    stage.days(14);
    let mut momo = again(&stage, fair, Role::Moderator).await;
    momo.get(HERE).await.is(200).has("value=\"grant\"");
    momo.post(HERE, &[("do", "grant")]).await.is(422);
    momo.post(HERE, &GRANT).await.is(303);
    assert_eq!(
        (role(&stage, him).await, role(&stage, her).await),
        ("administrator".into(), "member".into())
    );
    assert!(
        told(&stage, "anna@exemple.fr")
            .await
            .contains("n’administrez plus")
    );
    assert!(
        told(&stage, "bruno@exemple.fr")
            .await
            .contains("Vous administrez")
    );
    momo.post(HERE, &GRANT).await.is(409);
    momo.get("/admin/handovers")
        .await
        .is(200)
        .has_not("La Roue libre");
    let mut bruno = again(&stage, him, Role::Member).await;
    bruno.get("/organisations/la-roue-libre/edit").await.is(200);
});

story!(an_administrator_who_is_there_keeps_their_part, |stage| {
    let (her, mut anna) = stage.member("Anna", Role::Member).await;
    let (him, _) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    joins(&stage, him, "member").await;
    stage.days(61);
    let mut bruno = again(&stage, him, Role::Member).await;
    bruno.post(HERE, &ASK).await.is(303);
    let mut anna = again(&stage, her, Role::Member).await;
    let members = anna.get("/organisations/la-roue-libre/members").await.is(200);
    members.has("prendre la relève").has(&format!("href=\"{HERE}\""));
    anna.get(HERE).await.is(200).has("Je suis toujours là");
    bruno.post(HERE, &[("do", "refuse")]).await.is(404);
    anna.post(HERE, &[("do", "refuse"), ("reason", "J’étais en voyage.")])
        .await
        .is(303);
    assert!(told(&stage, "bruno@exemple.fr").await.contains("toujours là"));
    bruno.get(HERE).await.is(200).has("J’étais en voyage.");
    bruno.post(HERE, &ASK).await.is(422);
    assert_eq!(role(&stage, her).await, "administrator");
});

story!(an_administrator_who_acts_ends_it_without_a_word, |stage| {
    let (her, mut anna) = stage.member("Anna", Role::Member).await;
    let (him, _) = stage.member("Bruno", Role::Member).await;
    draft(&mut anna).await;
    joins(&stage, him, "member").await;
    stage.days(61);
    let mut bruno = again(&stage, him, Role::Member).await;
    bruno.post(HERE, &ASK).await.is(303);
    stage.days(1);
    let mut anna = again(&stage, her, Role::Member).await;
    anna.post("/organisations/la-roue-libre/send", &[]).await.is(303);
    stage.days(14);
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    momo.post(HERE, &GRANT).await.is(303);
    assert_eq!(
        (count(&stage, "refused").await, role(&stage, her).await),
        (1, "administrator".into())
    );
    assert!(told(&stage, "bruno@exemple.fr").await.contains("plus lieu"));
});

story!(of_two_who_ask_at_once_one_is_heard, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    draft(&mut anna).await;
    stage.days(61);
    let (him, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (she, mut chloe) = stage.member("Chloe", Role::Member).await;
    joins(&stage, him, "member").await;
    joins(&stage, she, "member").await;
    let (a, b) = tokio::join!(bruno.post(HERE, &ASK), chloe.post(HERE, &ASK));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    assert_eq!(count(&stage, "asked").await, 1);
});

story!(the_town_begins_it_for_a_member_who_may_decline, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    draft(&mut anna).await;
    stage.days(61);
    let (him, _) = stage.member("Bruno", Role::Member).await;
    let (fair, mut momo) = stage.member("Momo", Role::Moderator).await;
    let (she, _) = stage.member("Mona", Role::Moderator).await;
    joins(&stage, him, "member").await;
    joins(&stage, she, "member").await;
    let short = terreau_kernel::id::short(him);
    let start = |who: &'static str| [("do", "start"), ("member", who), ("reason", ASK[1].1)];
    momo.post(HERE, &start(""))
        .await
        .is(422)
        .has("Choisissez un membre");
    let fields = [("do", "start"), ("member", short.as_str()), ("reason", ASK[1].1)];
    momo.post(HERE, &fields).await.is(303);
    assert!(told(&stage, "bruno@exemple.fr").await.contains("propose"));
    assert!(told(&stage, "anna@exemple.fr").await.contains("toujours là"));
    stage.days(14);
    let mut mona = again(&stage, she, Role::Moderator).await;
    let mut bruno = again(&stage, him, Role::Member).await;
    let mut momo = again(&stage, fair, Role::Moderator).await;
    // Who belongs to it does not decide for the town.
    mona.get(HERE).await.is(200).has_not("value=\"grant\"");
    mona.post(HERE, &GRANT).await.is(404);
    mona.post(HERE, &[("do", "withdraw")]).await.is(403);
    bruno.post(HERE, &[("do", "withdraw")]).await.is(303);
    assert_eq!(count(&stage, "withdrawn").await, 1);
    momo.post(HERE, &fields).await.is(303);
    let decline = [("do", "decline"), ("reason", "Ce n’est pas le bon moment.")];
    momo.post(HERE, &decline).await.is(303);
    assert!(told(&stage, "bruno@exemple.fr").await.contains("refusée"));
    assert_eq!(role(&stage, him).await, "member");
});
