//! Stories of notices: what is told, to whom, when, once.

use futures_util::future::join_all;
use terreau_kernel::{
    id::Id,
    time::{DAY, HOUR, Micros, parse_rfc3339},
};
use terreau_kit::{Role, mail::rows::Mail};
use terreau_store::{jobs::Claimed, run, value};

use super::tell;
use crate::{
    activity::tests::happened,
    comments::tests::{idea, replies, says},
    ideas::tests::propose,
    story,
    testing::Stage,
};

fn at(text: &str) -> Micros {
    parse_rfc3339(text).expect("a moment")
}

/// What a minute of the worker does, then everything that follows.
async fn minute(stage: &Stage) {
    stage.settle().await;
    tell::tick(&stage.app, 0).await.expect("looked");
    stage.settle().await;
}

/// Somebody follows something, as a button of `following` does.
async fn follows(stage: &Stage, person: Id, object: Id, kind: &str) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into follows (territory_id, object_id, person_id, at, kind) values ($1, $2, $3, $4, $5)",
        stage.territory,
        object,
        person,
        stage.clock.now(),
        kind
    )
    .expect("followed");
    tx.commit().await.expect("kept");
}

/// The theme under which `propose` puts an idea.
fn theme(stage: &Stage) -> Id {
    let territory = stage.app.atlas.by_id(stage.territory).expect("it");
    territory.theme_named("mobilite").expect("a theme").id
}

async fn kinds(stage: &Stage, name: &str) -> Vec<String> {
    let letters = stage.letters(&format!("{name}@exemple.fr")).await;
    letters.into_iter().map(|letter| letter.kind).collect()
}

async fn latest(stage: &Stage, name: &str) -> Mail {
    let mut letters = stage.letters(&format!("{name}@exemple.fr")).await;
    assert!(!letters.is_empty(), "no letter to {name}");
    letters.remove(0)
}

story!(
    an_answer_leaves_at_once_and_the_rest_on_friday_morning_once,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        let (chloe, _) = stage.member("Chloé", Role::Member).await;
        minute(&stage).await;
        let verger = idea(&stage, anna, "verger").await;
        follows(&stage, chloe, verger, "idea").await;
        let first = says(&mut b, "verger", "question", "Et les guêpes ?").await;
        a.post("/ideas/verger/support", &[]).await;
        b.post("/ideas/verger/support", &[]).await;
        minute(&stage).await;
        assert_eq!(kinds(&stage, "anna").await, ["answer"]);
        let letter = latest(&stage, "anna").await;
        assert_eq!(
            letter.subject,
            "Bilal commente votre idée «\u{a0}Un verger partagé\u{202f}»"
        );
        assert!(letter.text.contains("Et les guêpes ?") && letter.text.contains("/comments/"));
        assert!(kinds(&stage, "bilal").await.is_empty(), "never of one's own act");
        assert!(
            kinds(&stage, "chloe").await.is_empty(),
            "what is followed comes weekly"
        );
        replies(&mut a, "verger", &first, "Elles passent").await;
        minute(&stage).await;
        assert_eq!(kinds(&stage, "bilal").await, ["answer"]);
        assert!(
            latest(&stage, "bilal")
                .await
                .subject
                .starts_with("Anna vous répond")
        );

        // Friday, a minute before eight, then eight o'clock.
        stage.clock.set(at("2026-03-06T06:59:00Z"));
        minute(&stage).await;
        assert!(kinds(&stage, "chloe").await.is_empty());
        stage.clock.set(at("2026-03-06T07:00:00Z"));
        minute(&stage).await;
        minute(&stage).await;
        assert_eq!(kinds(&stage, "chloe").await, ["weekly"]);
        let week = latest(&stage, "chloe").await;
        assert!(
            week.text.contains("Bilal et Anna ont commenté")
                || week.text.contains("Anna et Bilal ont commenté"),
            "{}",
            week.text
        );
        assert_eq!(
            kinds(&stage, "anna").await,
            ["weekly", "answer"],
            "the support of Bilal"
        );
        let week = latest(&stage, "anna").await;
        assert!(week.text.contains("Bilal soutient votre idée"), "{}", week.text);
        assert!(!week.text.contains("commente"), "what was told is not told again");
        assert_eq!(
            kinds(&stage, "bilal").await,
            ["answer"],
            "nothing when there is nothing"
        );
        stage.days(7);
        minute(&stage).await;
        assert_eq!(
            kinds(&stage, "anna").await.len() + kinds(&stage, "chloe").await.len(),
            3
        );
    }
);

story!(a_changed_rhythm_neither_skips_nor_repeats, |stage| {
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    minute(&stage).await;
    b.post("/ideas/verger/support", &[]).await;
    minute(&stage).await;
    let choice = |backing: &'static str| {
        [
            ("mail", "1"),
            ("rhythm-answer", "now"),
            ("page-answer", "1"),
            ("rhythm-mention", "now"),
            ("rhythm-backing", backing),
            ("page-backing", "1"),
            ("rhythm-follow", "weekly"),
            ("day", "4"),
            ("hour", "8"),
            ("quiet_from", "21"),
            ("quiet_until", "8"),
        ]
    };
    // What was owed for Friday is owed tomorrow morning.
    a.post("/me/notices", &choice("daily")).await.is(303);
    stage.clock.set(at("2026-03-03T07:00:00Z"));
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["daily"]);
    // Back to weekly: nothing is told again, the next is.
    a.post("/me/notices", &choice("weekly")).await.is(303);
    let (_, mut c) = stage.member("Chloé", Role::Member).await;
    c.post("/ideas/verger/support", &[]).await;
    stage.clock.set(at("2026-03-06T07:00:00Z"));
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["weekly", "daily"]);
    let week = latest(&stage, "anna").await;
    assert!(
        week.text.contains("Chloé soutient") && !week.text.contains("Bilal"),
        "{}",
        week.text
    );
    // Never, then at once: what happened in between was not wanted.
    a.post("/me/notices", &choice("never")).await.is(303);
    let (_, mut d) = stage.member("David", Role::Member).await;
    d.post("/ideas/verger/support", &[]).await;
    minute(&stage).await;
    a.post("/me/notices", &choice("now")).await.is(303);
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await.len(), 2);
    let (_, mut e) = stage.member("Emma", Role::Member).await;
    e.post("/ideas/verger/support", &[]).await;
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["backing", "weekly", "daily"]);
    // A form that says nonsense changes nothing and keeps what was chosen.
    let mut wrong = choice("hourly").to_vec();
    wrong.push(("hour", "8"));
    a.post("/me/notices", &wrong)
        .await
        .is(422)
        .has("Choisissez l’un des rythmes");
});

story!(two_nodes_and_a_death_in_between_tell_each_member_once, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let verger = idea(&stage, anna, "verger").await;
    let mut names = Vec::new();
    for n in 0..120 {
        let name = format!("Membre {n:03}");
        let (id, _) = stage.member(&name, Role::Member).await;
        follows(&stage, id, verger, "idea").await;
        names.push(terreau_kernel::text::slug(&name, 60));
    }
    minute(&stage).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    says(&mut b, "verger", "for", "Quelle bonne idée").await;
    stage.settle().await;
    stage.clock.set(at("2026-03-06T07:30:00Z"));
    let payload = format!("{{\"territory\":\"{}\"}}", stage.territory);
    let job = Claimed {
        id: stage.app.ids.next(),
        territory_id: Some(stage.territory),
        kind: "notice-digest".into(),
        payload,
        attempts: 1,
    };
    // One that is dropped on its way is a process that died; two at the same time are two nodes.
    let dying = tokio::time::timeout(std::time::Duration::from_millis(30), tell::job(&stage.app, &job));
    let _ = dying.await;
    for done in join_all([tell::job(&stage.app, &job), tell::job(&stage.app, &job)]).await {
        done.expect("ours").expect("done");
    }
    stage.settle().await;
    for name in names {
        assert_eq!(kinds(&stage, &name).await, ["weekly"], "{name}");
    }
});

story!(quiet_hours_hold_what_leaves_at_once_until_the_morning, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    stage.clock.set(at("2026-03-03T21:30:00Z"));
    says(&mut b, "verger", "for", "Bonne nuit").await;
    minute(&stage).await;
    says(&mut b, "verger", "for", "Encore un mot").await;
    minute(&stage).await;
    assert!(kinds(&stage, "anna").await.is_empty());
    stage.clock.set(at("2026-03-04T07:00:00Z"));
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["answer"], "both in one letter");
    // The clock goes back by a day: nothing is told again, and what comes is told.
    stage.clock.set(at("2026-03-03T12:00:00Z"));
    says(&mut b, "verger", "for", "Et de jour").await;
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["answer", "answer"]);
});

story!(io_35_a_letter_is_stopped_by_its_kind_and_answers_go_on, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    minute(&stage).await;
    b.post("/ideas/verger/support", &[]).await;
    stage.clock.set(at("2026-03-06T07:00:00Z"));
    minute(&stage).await;
    let week = latest(&stage, "anna").await;
    assert_eq!(week.kind, "weekly");
    let (_, way) = week.headers.split_once("<http://sceaux.test").expect("a way out");
    let way = way.split('>').next().expect("closed").to_owned();
    stage
        .browser()
        .get(&way)
        .await
        .is(200)
        .has("le résumé de la semaine");
    stage
        .browser()
        .post(&way, &[("List-Unsubscribe", "One-Click")])
        .await
        .is(200);
    let (_, mut c) = stage.member("Chloé", Role::Member).await;
    c.post("/ideas/verger/support", &[]).await;
    says(&mut c, "verger", "for", "Je réponds à votre idée").await;
    stage.days(7);
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["answer", "weekly"], "answers go on");
    stage.browser().post(&way, &[("all", "1")]).await.is(200);
    says(&mut c, "verger", "for", "Encore une réponse").await;
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await.len(), 2, "nothing at all");
    let forged = way.replace("weekly-", "weekly-0");
    stage.browser().post(&forged, &[]).await.is(404);
});

story!(
    the_page_of_notices_marks_what_is_unread_and_forgets_what_may_not_be_seen,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        a.get("/notices").await.is(200).has("Rien de nouveau pour vous");
        let verger = idea(&stage, anna, "verger").await;
        for name in ["Bilal", "Chloé", "David"] {
            let (_, mut somebody) = stage.member(name, Role::Member).await;
            somebody.post("/ideas/verger/support", &[]).await;
            says(&mut somebody, "verger", "for", &format!("De {name}")).await;
        }
        stage.settle().await;
        let page = a.get("/notices").await.is(200);
        let page = page.has("David et 2 autres personnes commentent votre idée");
        let page = page.has("David et 2 autres personnes soutiennent votre idée");
        assert_eq!(page.text.matches("class=\"reach unread\"").count(), 2);
        let seq = page
            .text
            .split("/notices/")
            .nth(2)
            .and_then(|rest| rest.split('"').next())
            .expect("a line");
        let seq = seq.trim_end_matches("/read").to_owned();
        let (_, mut e) = stage.member("Emma", Role::Member).await;
        // Thanks that are taken back were none.
        let said = says(&mut a, "verger", "for", "Mon mot").await;
        e.post(&format!("/comments/{said}/thank"), &[]).await.is(303);
        stage.settle().await;
        a.get("/notices").await.has("Emma vous remercie");
        e.post(&format!("/comments/{said}/unthank"), &[]).await.is(303);
        a.get("/notices").await.has_not("Emma vous remercie");
        e.get(&format!("/notices/{seq}")).await.is(404);
        a.post(&format!("/notices/{seq}/read"), &[]).await.is(303);
        let page = a.get("/notices").await;
        assert_eq!(page.text.matches("class=\"reach unread\"").count(), 1);
        a.post("/notices/read", &[]).await.is(303);
        a.get("/notices").await.has_not("reach unread");
        says(&mut e, "verger", "for", "Un mot de plus").await;
        stage.settle().await;
        let page = a.get("/notices").await.has("class=\"reach unread\"");
        let (_, rest) = page.text.split_once("href=\"/notices/").expect("a line");
        let newest = rest.split('"').next().expect("closed").to_owned();
        let gone = a.get(&format!("/notices/{newest}")).await.is(303);
        assert!(gone.location().starts_with("/comments/"), "{}", gone.location());
        a.get("/notices").await.has_not("reach unread");
        stage.browser().get("/notices").await.is(303);
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "update ideas set state = 'hidden' where territory_id = $1 and id = $2",
            stage.territory,
            verger
        )
        .expect("hidden");
        tx.commit().await.expect("kept");
        a.get("/notices").await.has_not("verger");
    }
);

story!(
    the_page_asks_as_many_statements_for_three_hundred_acts_as_for_one,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let mut counts = Vec::new();
        for round in 0..2 {
            for n in 0..(1 + round * 40) {
                let slug = format!("idee-{round}-{n}");
                idea(&stage, anna, &slug).await;
                let (_, mut b) = stage.member(&format!("Personne {round} {n}"), Role::Member).await;
                says(&mut b, &slug, "for", "Un mot").await;
            }
            stage.settle().await;
            terreau_store::tally::begin();
            let page = a.get("/notices").await.is(200);
            counts.push(terreau_store::tally::end().len());
            if round == 1 {
                page.has("rel=\"next\"");
            }
        }
        assert_eq!(counts[0], counts[1], "{counts:?}");
    }
);

story!(who_was_there_before_hears_of_what_happens_from_now_on, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    idea(&stage, anna, "verger").await;
    // As the migration leaves a member: a row without ways.
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into notice_people (territory_id, person_id, ways, daily_at, weekly_at, due_at, updated_at)
         values ($1, $2, '', 0, 0, 0, 0)",
        stage.territory,
        anna
    )
    .expect("as migrated");
    tx.commit().await.expect("kept");
    says(&mut b, "verger", "for", "Avant la mise à jour").await;
    minute(&stage).await;
    assert!(kinds(&stage, "anna").await.is_empty(), "the past is not told");
    says(&mut b, "verger", "for", "Après").await;
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await, ["answer"]);
    let mut conn = stage.app.db.read().await.expect("a connection");
    let place = value!(
        &mut conn,
        i64,
        "select told from notice_places where territory_id = $1",
        stage.territory
    );
    assert_eq!(place.expect("read"), Some(2));
});

story!(who_follows_a_theme_at_once_is_told_of_a_new_idea, |stage| {
    let theme = theme(&stage);
    let (anna, mut a) = stage.member("Anna", Role::Member).await;
    let (_, mut b) = stage.member("Bilal", Role::Member).await;
    follows(&stage, anna, theme, "theme").await;
    let fields = [
        ("mail", "1"),
        ("rhythm-answer", "now"),
        ("rhythm-mention", "now"),
        ("rhythm-backing", "weekly"),
        ("rhythm-follow", "now"),
        ("day", "0"),
        ("hour", "9"),
        ("quiet_from", "0"),
        ("quiet_until", "0"),
    ];
    a.post("/me/notices", &fields).await.is(303);
    stage.clock.advance(HOUR);
    propose(&mut b, "Des bancs à l’ombre").await;
    minute(&stage).await;
    let all = kinds(&stage, "anna").await;
    assert_eq!(all, ["follow"], "one letter");
    assert!(latest(&stage, "anna").await.subject.contains("propose une idée"));
    stage.clock.advance(8 * DAY);
    minute(&stage).await;
    assert_eq!(kinds(&stage, "anna").await.len(), 1, "and only once");
});

story!(
    who_follows_very_much_is_told_what_those_are_told_who_follow_little,
    |stage| {
        let theme = theme(&stage);
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (chloe, mut c) = stage.member("Chloé", Role::Member).await;
        let (_, mut b) = stage.member("Bilal", Role::Member).await;
        for person in [anna, chloe] {
            follows(&stage, person, theme, "theme").await;
        }
        for _ in 0..70 {
            follows(&stage, chloe, stage.app.ids.next(), "idea").await;
        }
        stage.clock.advance(HOUR);
        propose(&mut b, "Des bancs à l’ombre").await;
        minute(&stage).await;
        for reader in [&mut a, &mut c] {
            let page = reader.get("/notices").await.is(200).has("Des bancs à l’ombre");
            assert_eq!(page.text.matches("class=\"reach unread\"").count(), 1);
        }
    }
);

story!(
    however_often_one_thing_is_told_the_older_ones_are_reached,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (bilal, _) = stage.member("Bilal", Role::Member).await;
        let mut ideas = Vec::new();
        for n in 0..9 {
            ideas.push(idea(&stage, anna, &format!("arbre{n}")).await);
        }
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "update ideas set title = slug where territory_id = $1",
            stage.territory
        )
        .expect("named");
        // Seven times each of the first eight, then one alone more often than is read at once, in several looks.
        for idea in ideas.iter().take(8).cycle().take(56) {
            happened(&stage, &mut tx, "idea-supported", *idea, Some(bilal)).await;
        }
        for _ in 0..1_100 {
            happened(&stage, &mut tx, "idea-supported", ideas[8], Some(bilal)).await;
        }
        tx.commit().await.expect("kept");
        stage.settle().await;
        let (mut seen, mut way, mut pages) = (std::collections::BTreeSet::new(), "/notices".to_owned(), 0);
        loop {
            let page = a.get(&way).await.is(200);
            for n in 0..9 {
                if page.text.contains(&format!("arbre{n}\u{a0}»"))
                    || page.text.contains(&format!("arbre{n}\u{202f}»"))
                {
                    seen.insert(n);
                }
            }
            pages += 1;
            let Some((_, next)) = page.text.split_once("rel=\"next\" href=\"") else {
                break;
            };
            way = next.split('"').next().expect("closed").to_owned();
            assert!(pages < 9, "it goes on and on: {way}");
        }
        assert_eq!(seen.len(), 9, "{seen:?} in {pages} pages");
        assert!(pages > 1, "a page looks at some of them only");
        stage.clock.advance(8 * DAY);
        minute(&stage).await;
        let letter = latest(&stage, "anna").await.text;
        assert_eq!(
            letter.matches("Bilal soutient").count(),
            7,
            "as many lines as a list has: {letter}"
        );
    }
);
