//! Anybody reports anything in two steps, and is answered.

use terreau_kernel::id::{self, Id};
use terreau_kit::Role;

use super::{REPORT, idea, moderators, report, rule, says};
use crate::{comments::tests::number, story};

story!(
    mod_01_anybody_reports_an_idea_a_comment_or_a_person_in_two_steps,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let about = idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain mot").await;
        let mut visitor = stage.browser();
        for (kind, id) in [
            ("idea", &about),
            ("comment", &comment),
            ("person", &id::short(anna)),
        ] {
            let form = format!("/report/{kind}/{id}");
            visitor
                .get(&form)
                .await
                .is(200)
                .has("bonne foi")
                .has("http://sceaux.test/");
            let page = report(&mut visitor, kind, id).await;
            assert!(page.location().starts_with("/report/sent?number="));
            visitor
                .get(page.location())
                .await
                .is(200)
                .has("est arrivé")
                .has("Numéro du signalement");
        }
        for bad in [
            "idea/x",
            "chat/AAAAAAAAAAAAAAAAAAAAAA",
            "idea/AAAAAAAAAAAAAAAAAAAAAA",
            "person/%00",
        ] {
            visitor.get(&format!("/report/{bad}")).await.is(404);
            visitor.post(&format!("/report/{bad}"), &REPORT).await.is(404);
        }
        let page = visitor
            .get("/report/sent?number=%22%3E%3Cscript%3E&back=//evil.test")
            .await
            .is(200);
        // The page's own address is kept in the links of its frame, escaped; nothing leads there.
        page.has_not("\"//evil.test")
            .has_not("next=//")
            .has_not("\"><script>");
    }
);

story!(
    mod_02_the_form_asks_for_reason_words_name_address_and_good_faith,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        let about = idea(&stage, anna, "verger").await;
        let form = format!("/report/idea/{about}");
        let mut visitor = stage.browser();
        for (missing, anchor) in [
            ("reason", "#reason"),
            ("text", "#words"),
            ("name", "#name"),
            ("email", "#email"),
            ("good-faith", "#good-faith"),
        ] {
            let fields: Vec<_> = REPORT.into_iter().filter(|f| f.0 != missing).collect();
            let page = visitor
                .post(&form, &fields)
                .await
                .is(422)
                .has(&format!("href=\"{anchor}\""));
            assert!(missing == "text" || page.text.contains("Il insulte ma voisine."));
        }
        let mut fields = REPORT.to_vec();
        fields[0] = ("reason", "invented");
        visitor.post(&form, &fields).await.is(422);
        let child = [("reason", "child"), ("text", "Une image."), ("good-faith", "yes")];
        visitor.post(&form, &child).await.is(303);
        let (_, mut member) = stage.member("Bilal", Role::Member).await;
        member.get(&form).await.is(200).has_not("name=\"email\"");
        let known = [("reason", "spam"), ("text", "Dix fois."), ("good-faith", "yes")];
        member.post(&form, &known).await.is(303);
        stage.settle().await;
        assert_eq!(stage.letters("bilal@exemple.fr").await[0].kind, "report");
    }
);

story!(
    mod_03_who_reports_gets_a_receipt_then_the_decision_with_redress,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain <b>mot</b>").await;
        report(&mut stage.browser(), "comment", &comment).await;
        stage.settle().await;
        let letters = stage.letters("nadia@exemple.fr").await;
        assert!(letters.len() == 1 && letters[0].kind == "report", "{letters:?}");
        assert!(letters[0].text.contains("Il insulte ma voisine.") && letters[0].text.contains("Vilain"));
        let (mut m, _) = moderators(&stage).await;
        rule(&mut m, "comment", &comment, "keep").await;
        stage.settle().await;
        let letters = stage.letters("nadia@exemple.fr").await;
        let decision = letters.iter().find(|m| m.kind == "decision").expect("a decision");
        for part in [
            "reste en ligne",
            "attaque une personne",
            "contester gratuitement",
            "règlement des litiges",
        ] {
            assert!(decision.text.contains(part), "{part}: {}", decision.text);
        }
        assert!(decision.html.contains("/decisions/") && !decision.headers.contains("List-Unsubscribe"));
        assert!(
            stage.letters("anna@exemple.fr").await.is_empty(),
            "nothing happened to the author"
        );
    }
);

story!(
    several_reports_of_one_object_are_one_line_and_one_person_reports_once,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        idea(&stage, anna, "verger").await;
        let comment = says(&mut a, "verger", "Vilain mot").await;
        for name in ["Bilal", "Chloé", "David"] {
            let (_, mut member) = stage.member(name, Role::Member).await;
            report(&mut member, "comment", &comment).await;
            report(&mut member, "comment", &comment).await;
        }
        let mut visitor = stage.browser();
        let one = report(&mut visitor, "comment", &comment)
            .await
            .location()
            .to_owned();
        assert_eq!(report(&mut visitor, "comment", &comment).await.location(), one);
        let all = "select count(*) from reports where territory_id = $1";
        assert_eq!(number(&stage.app.db, all, stage.territory).await, 4);
        let (mut m, _) = moderators(&stage).await;
        let page = m.get("/moderation").await.is(200);
        assert_eq!(page.text.matches("scope=\"row\"").count(), 1, "{}", page.text);
        page.has("Vilain mot").has(">4<").has("Attaque d’une personne");
        m.get("/moderation?kind=idea").await.is(200).has_not("Vilain mot");
        m.get("/moderation?age=week").await.is(200).has_not("Vilain mot");
        stage.days(8);
        // A moderator's session rests twelve hours at most: somebody else looks, eight days later.
        let (_, mut m) = stage.member("Lucie", Role::Moderator).await;
        m.get("/moderation?age=week&kind=comment")
            .await
            .is(200)
            .has("Vilain mot")
            .has("late");
        m.get("/moderation?state=%3Cscript%3E&age=%22%3E&after=zz")
            .await
            .is(200)
            .has("Vilain mot")
            .has_not("\">&after");
    }
);

story!(the_queue_comes_a_page_at_a_time, |stage| {
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    let mut ids = Vec::new();
    for n in 0..60 {
        let (person, _) = stage.member(&format!("Personne {n:02}"), Role::Member).await;
        report(&mut b, "person", &id::short(person)).await;
        ids.push(person);
        stage.clock.advance(1_000_000);
    }
    let (mut m, _) = moderators(&stage).await;
    let first = m
        .get("/moderation")
        .await
        .is(200)
        .has("Personne 00")
        .has("Personne 49")
        .has_not("Personne 50");
    let next = first
        .text
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|t| t.split('"').next());
    let next = next.expect("a next page").replace("&#38;", "&");
    m.get(&next)
        .await
        .is(200)
        .has("Personne 50")
        .has("Personne 59")
        .has_not("Personne 49");
});

story!(forbidden_viewers_find_nothing_where_moderators_work, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let about = idea(&stage, anna, "verger").await;
    let comment = says(&mut a, "verger", "Vilain mot").await;
    report(&mut stage.browser(), "comment", &comment).await;
    let (mut m, _) = moderators(&stage).await;
    rule(&mut m, "comment", &comment, "hide").await;
    let link = super::decision(&stage, "anna@exemple.fr").await;
    let (path, _) = link.split_once('?').expect("a key");
    let nothing = id::short(Id::nil());
    let mut routes = vec![
        "/moderation".to_owned(),
        "/moderation/log".to_owned(),
        "/moderation/appeals".to_owned(),
        format!("/moderation/appeals/{nothing}"),
        format!("/moderation/comment/{comment}"),
        format!("/moderation/idea/{about}"),
        format!("/moderation/person/{}", id::short(anna)),
    ];
    for role in [Role::Member, Role::Agent, Role::Elected] {
        let (_, mut other) = stage.member(role.code(), role).await;
        for route in &routes {
            other.get(route).await.is(404).has_not("Vilain");
            if route.matches('/').count() > 2 {
                let fields = [
                    ("measure", "hide"),
                    ("reason", "insult"),
                    ("text", "Parce que je le veux."),
                ];
                other.post(route, &fields).await.is(404);
            }
        }
        other.get(path).await.is(404);
        other
            .get(&format!(
                "{path}?by={}&key=0123456789abcdef01234567",
                id::short(anna)
            ))
            .await
            .is(404);
        other
            .post(&format!("{path}/appeal"), &[("text", "Moi aussi")])
            .await
            .is(404);
    }
    routes.push("/moderation?state=open".to_owned());
    for route in &routes {
        let page = stage.browser().get(route).await.is(303);
        assert!(page.location().starts_with("/login?next="), "{}", page.location());
    }
    stage.browser().get(path).await.is(404);
    let (_, mut admin) = stage.member("Ada", Role::Administrator).await;
    admin.get("/moderation/log").await.is(200).has("Vilain mot");
});
