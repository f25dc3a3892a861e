//! Stories of organisations: a draft, its verification, its doors.

use terreau_kit::Role;
use terreau_store::value;

use crate::{
    story,
    testing::{Browser, Stage},
};

/// What a form needs for a draft.
pub const FIELDS: [(&str, &str); 6] = [
    ("name", "La Roue libre"),
    ("kind", "association"),
    ("line", "Réparer son vélo ensemble, le samedi"),
    ("text", "Un atelier **ouvert** à tous."),
    ("rna", "W922012345"),
    ("zones", "centre"),
];

/// A draft of somebody's, at `/organisations/la-roue-libre`.
pub async fn draft(browser: &mut Browser<'_>) {
    let page = browser.post("/organisations/new", &FIELDS).await.is(303);
    assert_eq!(page.location(), "/organisations/la-roue-libre");
}

/// A verified one.
pub async fn verified(stage: &Stage, browser: &mut Browser<'_>) {
    draft(browser).await;
    browser
        .post("/organisations/la-roue-libre/send", &[])
        .await
        .is(303);
    let (_, mut moderator) = stage.member("Momo Verifie", Role::Moderator).await;
    let desk = desk(stage).await;
    moderator.post(&desk, &[("do", "verify")]).await.is(303);
}

/// Where it is decided on.
async fn desk(stage: &Stage) -> String {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select id from bodies where territory_id = $1 and slug = 'la-roue-libre'";
    let id = value!(&mut conn, terreau_kernel::id::Id, sql, stage.territory);
    let id = id.expect("read").expect("an organisation");
    format!("/admin/organisations/{}", terreau_kernel::id::short(id))
}

story!(a_draft_is_seen_by_its_team_and_its_judges_only, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bruno) = stage.member("Bruno", Role::Member).await;
    let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
    draft(&mut anna).await;
    let page = anna.get("/organisations/la-roue-libre").await.is(200);
    page.has("Brouillon.")
        .has("<strong>ouvert</strong>")
        .has("W922012345");
    momo.get("/organisations/la-roue-libre").await.is(200);
    stage.browser().get("/organisations/la-roue-libre").await.is(404);
    for door in ["", "/edit", "/members", "/invitations/AAAAAAAAAAAAAAAAAAAAAA"] {
        bruno
            .get(&format!("/organisations/la-roue-libre{door}"))
            .await
            .is(404);
    }
    for door in ["edit", "send", "close", "ask", "me", "invite"] {
        let fields = [("sure", "1"), ("email", "x@exemple.fr"), ("role", "member")];
        let path = format!("/organisations/la-roue-libre/{door}");
        bruno.post(&path, &fields).await.is(404);
    }
    for page in [
        "/organisations",
        "/organisations?q=roue",
        "/organisations?kind=association",
    ] {
        bruno.get(page).await.is(200).has_not("La Roue libre");
    }
    anna.get("/me")
        .await
        .is(200)
        .has("La Roue libre")
        .has("Brouillon");
    assert!(desk(&stage).await.len() > 30);
    bruno.get(&desk(&stage).await).await.is(404);
    bruno.get("/admin/organisations").await.is(404);
});

story!(
    an_organisation_is_verified_with_reasons_and_its_team_told,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        draft(&mut anna).await;
        anna.post("/organisations/la-roue-libre/send", &[]).await.is(303);
        stage.days(6);
        let (_, mut momo) = stage.member("Momo", Role::Moderator).await;
        let queue = momo.get("/admin/organisations").await.is(200);
        queue.has("La Roue libre").has("class=\"late\"");
        momo.get("/moderation").await.is(200).has("/admin/organisations");
        let desk = desk(&stage).await;
        let page = momo
            .post(&desk, &[("do", "ask_changes"), ("reason", "Non")])
            .await
            .is(422);
        page.has("id=\"reason-error\"").has(">\nNon</textarea>");
        momo.post(&desk, &[])
            .await
            .is(422)
            .has("Choisissez ce que vous faites");
        momo.post(
            &desk,
            &[("do", "flag"), ("reason", "Un doute sérieux, vraiment.")],
        )
        .await
        .is(409);
        let why = "Il manque l’adresse de l’atelier.";
        momo.post(&desk, &[("do", "ask_changes"), ("reason", why)])
            .await
            .is(303);
        anna.get("/organisations/la-roue-libre").await.is(200).has(why);
        let letters = stage.letters("anna@exemple.fr").await;
        assert!(letters[0].text.contains(why), "{}", letters[0].text);
        anna.post("/organisations/la-roue-libre/send", &[]).await.is(303);
        let seen = [("do", "verify"), ("seen", "1")];
        momo.post(&desk, &seen).await.is(409);
        momo.post(&desk, &[("do", "verify")]).await.is(303);
        stage.clock.advance(terreau_kernel::time::HOUR);
        let mut any = stage.browser();
        any.get("/organisations").await.is(200).has("La Roue libre");
        let found = any
            .get("/organisations?q=ROUE%20lib&kind=association")
            .await
            .is(200);
        found.has("La Roue libre");
        any.get("/organisations?kind=bank")
            .await
            .is(200)
            .has("Aucune ne correspond");
        any.get("/organisations?q=%25_%25").await.is(200);
        any.get("/organisations/la-roue-libre")
            .await
            .is(200)
            .has("Vérifiée par la ville");
        // What was verified is not changed behind the seal.
        let mut fields = FIELDS.to_vec();
        fields[0].1 = "Préfecture";
        let form = anna.get("/organisations/la-roue-libre/edit").await.is(200);
        let seen = form
            .text
            .split("name=\"seen\" value=\"")
            .nth(1)
            .and_then(|r| r.split('"').next());
        fields.push(("seen", seen.expect("the moment")));
        anna.post("/organisations/la-roue-libre/edit", &fields)
            .await
            .is(303);
        any.get("/organisations/la-roue-libre")
            .await
            .is(200)
            .has_not("Préfecture");
        let flag = [
            ("do", "flag"),
            ("reason", "Le numéro appartient à une autre association."),
        ];
        momo.post(&desk, &flag).await.is(303);
        any.get("/organisations/la-roue-libre")
            .await
            .is(200)
            .has_not("Vérifiée par la ville");
        momo.post(&desk, &[("do", "lift")]).await.is(303);
        momo.get(&desk)
            .await
            .is(200)
            .has("Lever le signalement")
            .has("une autre association");
        anna.post("/organisations/la-roue-libre/close", &[]).await.is(422);
        anna.post("/organisations/la-roue-libre/close", &[("sure", "1")])
            .await
            .is(303);
        any.get("/organisations/la-roue-libre")
            .await
            .is(200)
            .has("a fermé");
        any.get("/organisations").await.is(200).has_not("La Roue libre");
    }
);

story!(a_form_says_what_is_wrong_and_keeps_what_was_typed, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    anna.get("/organisations/new").await.is(200);
    let fields = [
        ("name", "Ville de Sceaux"),
        ("kind", "town"),
        ("line", ""),
        ("text", "<script>alert(1)</script>"),
        ("siret", "732 829 320 00075"),
        ("rna", "X"),
        ("email", "personne"),
        ("phone", "appelez-moi"),
        ("website", "javascript:alert(1)"),
    ];
    let page = anna.post("/organisations/new", &fields).await.is(422);
    for field in [
        "name", "kind", "line", "siret", "rna", "email", "phone", "website",
    ] {
        assert!(page.text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    page.has("value=\"732 829 320 00075\"")
        .has("&#60;script&#62;")
        .has_not("<script>alert");
    stage.browser().get("/organisations/new").await.is(303);
    // Sent without what the town needs, it stays a draft and says so.
    let bare = [
        ("name", "Les Mains utiles"),
        ("kind", "company"),
        ("line", "On aide"),
    ];
    anna.post("/organisations/new", &bare).await.is(303);
    let page = anna
        .post("/organisations/les-mains-utiles/send", &[])
        .await
        .is(422);
    page.has("href=\"#siret\"").has("href=\"#text\"");
    // Two with one name have each its address, and none passes for the form of a new one.
    anna.post("/organisations/new", &bare).await.is(303);
    anna.get("/organisations/les-mains-utiles-2").await.is(200);
    let new = anna
        .post("/organisations/new", &[("name", "New"), bare[1], bare[2]])
        .await;
    assert_eq!(new.is(303).location(), "/organisations/new-2");
});

story!(two_who_edit_at_once_do_not_overwrite_each_other_unseen, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    draft(&mut anna).await;
    let mut fields = FIELDS.to_vec();
    fields.push(("seen", "12"));
    fields[2].1 = "Des mots à moi";
    let page = anna
        .post("/organisations/la-roue-libre/edit", &fields)
        .await
        .is(422);
    let page = page.has("Des mots à moi").has("entre-temps");
    let seen = page
        .text
        .split("name=\"seen\" value=\"")
        .nth(1)
        .and_then(|r| r.split('"').next());
    fields[6].1 = seen.expect("the moment");
    anna.post("/organisations/la-roue-libre/edit", &fields)
        .await
        .is(303);
    anna.get("/organisations/la-roue-libre")
        .await
        .is(200)
        .has("Des mots à moi");
});

story!(the_town_is_an_organisation_nobody_takes_over, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let page = anna
        .get("/organisations")
        .await
        .is(200)
        .has("/organisations/sceaux");
    assert!(page.text.contains("Ville"));
    anna.get("/organisations/sceaux")
        .await
        .is(200)
        .has_not("Demander à rejoindre");
    anna.post("/organisations/sceaux/ask", &[]).await.is(404);
    anna.get("/organisations/sceaux/edit").await.is(404);
});
