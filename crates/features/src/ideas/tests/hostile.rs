//! Hostile texts, in every field of an idea, on every page of ours.

use terreau_kit::Role;

use super::{begin, number, propose, publish};
use crate::story;

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}<iframe srcdoc=x>",
    "</textarea><script>alert(1)</script>",
];

story!(sec_12_hostile_texts_are_shown_as_texts_in_every_field, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    for hostile in HOSTILE {
        let key = begin(&mut anna, hostile).await;
        let url = format!("/ideas/new/{key}");
        let link = format!("{hostile} [x](javascript:alert(1))");
        anna.post(&url, &[("step", "1"), ("line", hostile)]).await.is(303);
        anna.post(&url, &[("step", "2"), ("body", &link)]).await.is(303);
        let place = [
            ("step", "3"),
            ("theme", "climat"),
            ("place", hostile),
            ("lat", "48.778"),
            ("lon", "2.289"),
        ];
        anna.post(&url, &place).await.is(303);
        let mut pages = Vec::new();
        for step in 1..=5 {
            pages.push(anna.get(&format!("{url}?step={step}")).await.is(200).text);
        }
        let slug = publish(&mut anna, &key).await;
        let paths = [
            "/ideas".to_owned(),
            "/ideas/map".to_owned(),
            "/ideas/near?lat=48.778&lon=2.289".to_owned(),
            format!("/ideas/{slug}/published"),
            format!("/ideas/{slug}/edit"),
            format!("/ideas/{slug}/versions"),
            format!("/ideas/{slug}/versions/1"),
        ];
        for path in paths {
            pages.push(anna.get(&path).await.is(200).text);
        }
        for page in pages {
            for forbidden in [
                "<script>alert",
                "<img src=x",
                "<svg/onload",
                "<iframe",
                "javascript:alert(1)\"",
            ] {
                assert!(!page.contains(forbidden), "{forbidden} in {page}");
            }
        }
    }
});

story!(
    a_word_of_ten_thousand_letters_is_refused_in_a_title_and_taken_in_a_text,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let word = "a".repeat(10_000);
        let page = super::key(&anna.get("/ideas/new").await.text);
        let fields = [
            ("key", page.as_str()),
            ("step", "1"),
            ("title", word.as_str()),
            ("line", word.as_str()),
        ];
        anna.post("/ideas/new", &fields).await.is(422).has("trop long");
        let key = begin(&mut anna, "Un mot sans fin").await;
        anna.post(&format!("/ideas/new/{key}"), &[("step", "2"), ("body", &word)])
            .await
            .is(303);
        let longer = "mot ".repeat(6_000);
        let kept = anna
            .post(&format!("/ideas/new/{key}"), &[("step", "2"), ("body", &longer)])
            .await
            .is(422);
        assert!(kept.text.contains("mot mot mot"), "what was typed is still there");
        anna.post(&format!("/ideas/new/{key}/draft"), &[("body", &longer)])
            .await
            .is(413);
    }
);

story!(addresses_nobody_made_lead_nowhere, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    propose(&mut anna, "Un verger").await;
    let paths = [
        "/ideas/new/zzz",
        "/ideas/new/AAAAAAAAAAAAAAAAAAAAAA",
        "/media/zzz/400",
        "/media/AAAAAAAAAAAAAAAAAAAAAA/400",
        "/media/AAAAAAAAAAAAAAAAAAAAAA/401",
        "/ideas/nulle-part/versions",
        "/ideas/un-verger/versions/-1",
        "/ideas/nulle-part/edit",
    ];
    for path in paths {
        anna.get(path).await.is(404);
    }
    for path in [
        "/ideas/map?after=zz&theme='&zone=%00",
        "/ideas/points.json?theme=%27",
        "/ideas/near?lat=1&lon=2&after=7b",
    ] {
        anna.get(path).await.is(200);
    }
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
});
