//! Sessions that end, a log of safety, and opinions nobody can list.

use terreau_kernel::{id, time::HOUR};
use terreau_kit::Role;
use terreau_store::{all, value};

use crate::{
    accounts::tests::{PASSWORD, anna},
    ideas::tests::propose,
    story,
    testing::Browser,
};

async fn gone(browser: &mut Browser<'_>) -> bool {
    browser.get("/me").await.status == 303
}

story!(
    sec_03_a_session_ends_at_rest_sooner_with_a_role_and_never_outlives_a_year,
    |stage| {
        let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
        stage.clock.advance(11 * HOUR);
        assert!(!gone(&mut admin).await, "used within twelve hours");
        stage.clock.advance(11 * HOUR);
        assert!(!gone(&mut admin).await, "and again");
        stage.clock.advance(13 * HOUR);
        assert!(gone(&mut admin).await, "rested for longer than a role may");
        let (_, mut rests) = stage.member("Paul", Role::Member).await;
        stage.days(59);
        assert!(!gone(&mut rests).await);
        stage.days(61);
        assert!(gone(&mut rests).await, "rested for longer than anybody may");
        let (_, mut comes) = stage.member("Anna", Role::Member).await;
        for _ in 0..7 {
            stage.days(50);
            assert!(!gone(&mut comes).await);
        }
        stage.days(16);
        assert!(
            gone(&mut comes).await,
            "a year is a year, however often one comes"
        );
    }
);

story!(
    sec_33_what_touches_safety_is_noted_with_when_and_who_and_without_secrets,
    |stage| {
        let mut anna = anna(&stage).await;
        let wrong = [
            ("email", "anna-leveque@exemple.fr"),
            ("password", "un secret faux"),
        ];
        let right = [("email", "anna-leveque@exemple.fr"), ("password", PASSWORD)];
        let mut other = stage.browser();
        other.headers = vec![("user-agent", "Nav\tigateur \"; fin".into())];
        other.post("/login", &wrong).await.is(422);
        other
            .post(
                "/login",
                &[("email", "personne@exemple.fr"), ("password", "x y z")],
            )
            .await
            .is(422);
        other.post("/login", &right).await.is(303);
        other.get("/me/export.json").await.is(200);
        other
            .post("/me/password", &[("password", "marmotte archipel 93 violon")])
            .await
            .is(303);
        other.post("/logout", &[]).await.is(303);
        anna.post("/me/prove", &[("password", "faux")]).await;
        let mut conn = stage.app.db.read().await.expect("a connection");
        let sql = "select kind, network, agent, at from security_log order by at, id";
        let rows = all!(&mut conn, (String, String, String, i64), sql).expect("the log");
        let kinds: Vec<&str> = rows.iter().map(|r| r.0.as_str()).collect();
        let expected = [
            "sign-in-refused",
            "sign-in-refused",
            "sign-in",
            "export",
            "password-changed",
            "sign-out",
        ];
        assert_eq!(&kinds[..expected.len()], expected, "{kinds:?}");
        for (kind, network, agent, at) in &rows {
            assert!(
                *at >= crate::testing::BEGINNING && network.ends_with(".0"),
                "{kind} {network}"
            );
            assert!(!agent.chars().any(char::is_control), "{agent:?}");
            let whole = format!("{kind} {network} {agent}");
            assert!(
                !whole.contains("secret") && !whole.contains(PASSWORD) && !whole.contains('@'),
                "{whole}"
            );
        }
        let known = "select count(*) from security_log where kind = 'sign-in-refused' and person_id is null";
        assert_eq!(
            value!(&mut conn, i64, known).expect("read"),
            Some(1),
            "who was not known is nobody"
        );
    }
);

story!(
    priv_24_nobody_lists_what_somebody_else_backs_or_follows,
    |stage| {
        let (_, mut author) = stage.member("Anna", Role::Member).await;
        let slug = propose(&mut author, "Un verger partagé").await;
        let (bilal, mut backer) = stage.member("Bilal", Role::Member).await;
        backer.post(&format!("/ideas/{slug}/support"), &[]).await.is(303);
        backer.post(&format!("/ideas/{slug}/follow"), &[]).await.is(303);
        stage.settle().await;
        backer
            .get("/me?tab=supports")
            .await
            .is(200)
            .has("Un verger partagé");
        let (_, admin) = stage.member("Ada", Role::Administrator).await;
        let (_, neighbour) = stage.member("Chloé", Role::Member).await;
        let admin_page = format!("/admin/people/{}", id::short(bilal));
        for (browser, who) in [
            (&mut stage.browser(), "visitor"),
            (&mut { neighbour }, "member"),
            (&mut { admin }, "admin"),
        ] {
            for path in [
                "/people/bilal",
                &admin_page,
                "/search?q=bilal",
                "/api/v1/ideas?author=bilal",
            ] {
                let page = browser.get(path).await;
                assert!(
                    !page.text.contains(&slug),
                    "{who} sees by {path} what Bilal backs"
                );
            }
            for path in [
                format!("/api/v1/ideas/{slug}"),
                format!("/ideas/{slug}"),
                "/ideas.csv".into(),
                "/ideas.atom".into(),
            ] {
                let page = browser.get(&path).await.is(200);
                assert!(
                    !page.text.contains("Bilal") && !page.text.contains("/people/bilal"),
                    "{who} sees by {path} who backs"
                );
            }
        }
    }
);
