//! Forms that say what is wrong where it is.

use terreau_kernel::{id, time::MINUTE};
use terreau_kit::Role;

use crate::{
    accounts::tests::{PASSWORD, anna, set_password},
    ideas::tests::{begin, propose},
    matrix::html::tags,
    story,
    testing::Page,
};

/// A refused form: in words, each fault beside its field and in a summary that leads to it.
fn refused(page: &Page, what: &str) {
    assert_eq!(page.status, 422, "{what}");
    let all = tags(&page.text);
    let ids: Vec<&str> = all.iter().filter_map(|t| t.get("id")).collect();
    let wrong: Vec<_> = all
        .iter()
        .filter(|t| t.get("aria-invalid") == Some("true"))
        .collect();
    assert!(!wrong.is_empty(), "{what}: no field is marked: {}", page.text);
    for field in wrong {
        let id = field
            .get("id")
            .unwrap_or_else(|| panic!("{what}: a field without id"));
        let said = field.get("aria-describedby").unwrap_or_default();
        assert!(
            said.split(' ').any(|d| d.ends_with("-error") && ids.contains(&d)),
            "{what}: {id} is not described: {said}"
        );
        assert!(
            all.iter()
                .any(|t| t.get("href") == Some(format!("#{id}").as_str())),
            "{what}: the summary does not lead to {id}"
        );
    }
    let alert = all.iter().any(|t| t.get("role") == Some("alert"));
    assert!(alert, "{what}: nothing is said at the top");
}

story!(
    a11y_18_and_ux_07_every_form_says_what_is_wrong_where_it_is,
    |stage| {
        let mut any = stage.browser();
        refused(
            &any.post("/login", &[("email", "pas une adresse")])
                .await
                .has("value=\"pas une adresse\""),
            "login",
        );
        refused(
            &any.post("/join", &[("email", "pas une adresse"), ("name", "Ève")])
                .await
                .has("value=\"Ève\""),
            "join",
        );
        refused(
            &any.post("/password/forgotten", &[("email", "x")]).await,
            "forgotten",
        );
        let mut anna = anna(&stage).await;
        let slug = propose(&mut anna, "Un verger partagé").await;
        let key = begin(&mut anna, "Un banc au soleil").await;
        refused(
            &anna
                .post(
                    &format!("/ideas/new/{key}"),
                    &[("step", "1"), ("title", ""), ("line", "Une phrase")],
                )
                .await
                .has("Une phrase"),
            "propose",
        );
        refused(
            &anna
                .post(
                    &format!("/ideas/{slug}/comments"),
                    &[("text", ""), ("side", "for")],
                )
                .await,
            "comment",
        );
        refused(
            &anna
                .post(
                    &format!("/ideas/{slug}/edit"),
                    &[("version", "1"), ("title", ""), ("body", "Du texte")],
                )
                .await
                .has("Du texte"),
            "edit",
        );
        let idea = id::short(crate::ideas::tests::id_of(&stage, &slug).await);
        refused(
            &any.post(&format!("/report/idea/{idea}"), &[("text", "Voici pourquoi")])
                .await
                .has("Voici pourquoi"),
            "report",
        );
        refused(
            &anna
                .post("/me/profile", &[("name", ""), ("bio", "Je jardine")])
                .await
                .has("Je jardine"),
            "profile",
        );
        refused(&anna.post("/me/email", &[("email", "x")]).await, "email");
        refused(
            &anna.post("/me/password", &[("password", "court")]).await,
            "password",
        );
        refused(&anna.post("/me/delete", &[]).await, "delete");
        stage.clock.advance(31 * MINUTE);
        set_password(&stage, "anna-leveque@exemple.fr", PASSWORD).await;
        refused(&anna.post("/me/prove", &[("password", "faux")]).await, "prove");
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        refused(
            &admin
                .post("/admin/territory", &[("name", ""), ("site_name", "")])
                .await,
            "territory",
        );
        refused(
            &admin
                .post("/admin/pages/about/fr", &[("title", ""), ("body", "Du texte")])
                .await
                .has("Du texte"),
            "page",
        );
        refused(
            &admin.post("/admin/words/themes", &[("name_fr", "")]).await,
            "words",
        );
        refused(
            &admin
                .post(&format!("/moderation/idea/{idea}"), &[("text", "")])
                .await,
            "decision",
        );
    }
);
