//! Proposing: step by step, once, with pictures, by members and by visitors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use terreau_kit::{Problem, Role};

use super::{begin, fill, id_of, key, number, propose, publish, visit};
use crate::{ideas, story, testing::Browser};

/// A JPEG that says "turn me a quarter" and carries a secret beside the picture.
pub fn photo() -> Vec<u8> {
    let mut jpeg = Vec::new();
    image::DynamicImage::new_rgb8(60, 30)
        .write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90))
        .expect("encodes");
    let mut segment = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    segment.extend_from_slice(b"GPS-SECRET");
    let length = u16::try_from(segment.len() + 2).expect("short").to_be_bytes();
    let mut sent = jpeg[..2].to_vec();
    sent.extend_from_slice(&[0xFF, 0xE1, length[0], length[1]]);
    sent.extend_from_slice(&segment);
    sent.extend_from_slice(&jpeg[2..]);
    sent
}

/// The address of the first picture on a page.
pub fn picture(page: &str) -> String {
    let from = page.find("src=\"/media/").expect("a picture") + 5;
    let to = page[from..].find('"').expect("an end") + from;
    page[from..to].to_owned()
}

story!(an_idea_is_proposed_in_steps_and_published_at_once, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Une rue aux enfants").await;
    assert_eq!(slug, "une-rue-aux-enfants");
    anna.get(&format!("/ideas/{slug}/published"))
        .await
        .is(200)
        .has("Votre idée est en ligne")
        .has("data-draft-done");
    stage
        .browser()
        .get("/ideas")
        .await
        .is(200)
        .has("Une rue aux enfants");
    let counters = "select i.version + c.ideas + t.ideas + p.ideas from ideas i
        join territory_counts c on c.territory_id = i.territory_id
        join themes t on t.id = i.theme_id join people p on p.id = i.author_id";
    assert_eq!(number(&stage, counters).await, 4, "each counter says one");
    assert_eq!(number(&stage, "select count(*) from idea_versions").await, 1);
    let told = "select count(*) from events where kind = 'idea-published'";
    assert_eq!(number(&stage, told).await, 1);
});

story!(
    ux_05_each_step_says_where_one_stands_and_what_is_missing,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let page = anna.get("/ideas/new").await.is(200).has("Étape 1 sur 5");
        let fields = [
            ("key", key(&page.text)),
            ("step", "1".into()),
            ("title", "abc".into()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|f| (f.0, f.1.as_str())).collect();
        anna.post("/ideas/new", &fields)
            .await
            .is(422)
            .has("href=\"#title\"")
            .has("href=\"#line\"")
            .has("value=\"abc\"");
        assert_eq!(number(&stage, "select count(*) from ideas").await, 0);
        let key = begin(&mut anna, "Un marché du soir").await;
        let url = format!("/ideas/new/{key}");
        anna.post(&url, &[("step", "5")])
            .await
            .is(422)
            .has("Étape 2 sur 5")
            .has("href=\"#body\"");
        let back = anna
            .post(&url, &[("step", "2"), ("body", "Presque rien"), ("go", "back")])
            .await;
        assert_eq!(back.is(303).location(), format!("{url}?step=1"));
        anna.get(&format!("{url}?step=1"))
            .await
            .is(200)
            .has("Un marché du soir");
        anna.get(&format!("{url}?step=2"))
            .await
            .is(200)
            .has("Presque rien");
        anna.post(&url, &[("step", "3"), ("theme", "nulle-part")])
            .await
            .is(422)
            .has("href=\"#theme\"");
    }
);

story!(a_form_sent_twice_makes_one_idea, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Un banc au soleil").await;
    let fields = [
        ("key", key.as_str()),
        ("step", "1"),
        ("title", "Un banc au soleil"),
        ("line", "Assis"),
    ];
    anna.post("/ideas/new", &fields).await.is(303);
    fill(&mut anna, &key).await;
    let first = publish(&mut anna, &key).await;
    let second = publish(&mut anna, &key).await;
    assert_eq!(first, second);
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
    assert_eq!(number(&stage, "select ideas from territory_counts").await, 1);
});

story!(sec_43_a_form_sent_twice_at_once_makes_one_idea, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Un banc au soleil").await;
    fill(&mut anna, &key).await;
    let mut again = stage.browser();
    again.set_cookie("session", anna.cookie("session").expect("signed in"));
    let (one, other) = tokio::join!(publish(&mut anna, &key), publish(&mut again, &key));
    assert_eq!(one, other);
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
    assert_eq!(number(&stage, "select ideas from territory_counts").await, 1);
});

story!(the_same_title_twice_at_once_gives_two_addresses, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let (one, other) = tokio::join!(
        propose(&mut anna, "Plus de bancs"),
        propose(&mut bilal, "Plus de bancs")
    );
    let mut slugs = [one, other];
    slugs.sort();
    assert_eq!(slugs, ["plus-de-bancs", "plus-de-bancs-2"]);
    let reserved = propose(&mut anna, "Near").await;
    assert_eq!(reserved, "near-2", "an address of ours is not given away");
});

async fn with_photo(browser: &mut Browser<'_>, key: &str, alt: &str) {
    let url = format!("/ideas/new/{key}");
    let fields = [("step", "4"), ("pictures_alt", alt)];
    let page = browser
        .upload(&url, &fields, &[("pictures", "vue.jpg", &photo())])
        .await;
    assert_eq!(page.is(303).location(), format!("{url}?step=5"));
}

story!(priv_27_a_picture_keeps_what_it_shows_and_nothing_else, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Une fresque").await;
    fill(&mut anna, &key).await;
    with_photo(&mut anna, &key, "Le mur de l’école").await;
    let recap = anna.get(&format!("/ideas/new/{key}?step=5")).await.is(200);
    assert!(recap.text.contains("Le mur de l’école"));
    let media = picture(&recap.text);
    stage.browser().get(&media).await.is(404);
    anna.get(&media).await.is(200);
    publish(&mut anna, &key).await;
    let seen = stage.browser().get(&media).await.is(200);
    assert_eq!(seen.headers["content-type"], "image/jpeg");
    assert_eq!(
        seen.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(seen.headers["content-security-policy"], "sandbox");
    assert_eq!(seen.headers["x-content-type-options"], "nosniff");
    assert!(!seen.bytes.windows(10).any(|w| w == b"GPS-SECRET"));
    let kept = image::load_from_memory(&seen.bytes).expect("a picture");
    assert_eq!((kept.width(), kept.height()), (30, 60), "turned upright");
    let mut again = stage.browser();
    again.headers.push((
        "if-none-match",
        seen.headers["etag"].to_str().expect("text").to_owned(),
    ));
    again.get(&media).await.is(304);
    stage.browser().get("/ideas").await.has(&media);
});

story!(
    sec_27_a_bad_picture_is_refused_in_words_and_the_form_is_kept,
    |stage| {
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let key = begin(&mut anna, "Une fresque").await;
        let url = format!("/ideas/new/{key}");
        let files: [(&str, &str, &[u8]); 2] = [
            ("pictures", "vue.jpg", &photo()),
            ("pictures", "virus.svg", b"<svg onload=alert(1)>"),
        ];
        let fields = [("step", "4"), ("pictures_alt", "Un mur"), ("pictures_alt", "")];
        let page = anna.upload(&url, &fields, &files).await.is(422);
        assert!(
            page.text.contains("virus.svg") && page.text.contains("pas une image"),
            "{}",
            page.text
        );
        assert!(page.text.contains("value=\"Un mur\""), "the good one stays");
        assert_eq!(number(&stage, "select count(*) from idea_pictures").await, 1);
    }
);

story!(a11y_31_a_picture_is_described_or_called_decorative, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let key = begin(&mut anna, "Une fresque").await;
    let url = format!("/ideas/new/{key}");
    let page = anna
        .upload(&url, &[("step", "4")], &[("pictures", "vue.jpg", &photo())])
        .await
        .is(422);
    let short = picture(&page.text)[7..29].to_owned();
    let (alt, decorative) = (format!("alt-{short}"), format!("decorative-{short}"));
    let fields = [("step", "4"), (alt.as_str(), ""), (decorative.as_str(), "1")];
    anna.post(&url, &fields).await.is(303);
    let remove = format!("remove-{short}");
    anna.post(&url, &[("step", "4"), (alt.as_str(), ""), (remove.as_str(), "1")])
        .await
        .is(303);
    assert_eq!(number(&stage, "select count(*) from idea_pictures").await, 0);
    stage.days(8);
    crate::pictures::sweep(&stage.app).await.expect("sweeps");
    assert_eq!(number(&stage, "select count(*) from media").await, 0);
});

story!(a_visitor_goes_through_every_step_before_giving_a_name, |stage| {
    let mut visitor = stage.browser();
    let key = key(&visitor.get("/ideas/new").await.is(200).text);
    let first = [
        ("key", key.as_str()),
        ("step", "1"),
        ("title", "Un verger"),
        ("line", "Des fruits"),
    ];
    let second = visitor
        .post("/ideas/new", &first)
        .await
        .is(200)
        .has("Étape 2 sur 5");
    assert!(
        second.text.contains("name=\"title\" value=\"Un verger\""),
        "carried"
    );
    let mut fields = first.to_vec();
    fields[1] = ("step", "4");
    fields.extend([("body", "Des pommiers"), ("theme", "climat")]);
    let page = visitor
        .upload("/ideas/new", &fields, &[("pictures", "a.jpg", &photo())])
        .await
        .is(422);
    let media = picture(&page.text);
    visitor.get(&media).await.is(200);
    let bare = media.split('?').next().expect("a path").to_owned();
    visitor.get(&bare).await.is(404);
    fields[1] = ("step", "5");
    let ticket = media.split("ticket=").nth(1).expect("a ticket").to_owned();
    let alt = format!("alt-{}", &ticket[..22]);
    fields.extend([("pic", ticket.as_str()), (alt.as_str(), "Un pommier")]);
    let end = visitor.post("/ideas/new", &fields).await.is(303);
    assert!(
        !end.location().starts_with("/ideas"),
        "asked for a name: {}",
        end.location()
    );
    assert_eq!(number(&stage, "select count(*) from ideas").await, 0);
    let (_, anna) = stage.member("Anna", Role::Member).await;
    visitor.set_cookie("session", anna.cookie("session").expect("signed in"));
    let done = visitor.post("/gestures/complete", &[]).await.is(303);
    assert_eq!(done.location(), "/ideas/un-verger/published");
    stage.browser().get(&bare).await.is(200);
    stage
        .browser()
        .get("/ideas/un-verger")
        .await
        .is(200)
        .has("Un pommier");
    visitor
        .get(done.location())
        .await
        .is(200)
        .has("data-draft-done=\"idea-new-1\"");
    visitor.post("/gestures/complete", &[]).await.is(303);
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
});

/// What the form of a page carries along unseen, by name, and the names it asks for.
fn carried_and_asked(page: &str) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let form = page.split("<form class=\"form").nth(1).expect("a form");
    let form = form.split("</form>").next().expect("its end");
    let (mut carried, mut asked) = (BTreeMap::new(), BTreeSet::new());
    for tag in form.split('<') {
        let attribute = |name: &str| {
            let after = tag.split(&format!(" {name}=\"")).nth(1)?;
            after.split('"').next().map(str::to_owned)
        };
        let field = ["input", "select", "textarea"]
            .iter()
            .any(|kind| tag.starts_with(kind));
        let Some(name) = attribute("name").filter(|_| field) else {
            continue;
        };
        if tag.contains("type=\"hidden\"") {
            carried.insert(name, attribute("value").unwrap_or_default());
        } else {
            asked.insert(name);
        }
    }
    (carried, asked)
}

story!(
    a11y_26_what_was_given_is_carried_and_no_step_asks_it_again,
    |stage| {
        let steps: [&[(&str, &str)]; 4] = [
            &[("title", "Un verger"), ("line", "Des fruits")],
            &[("body", "Des pommiers"), ("lang", "en")],
            &[("theme", "climat"), ("place", "Square Robinson")],
            &[],
        ];
        let mut visitor = stage.browser();
        let mut page = visitor.get("/ideas/new").await.is(200).text;
        let mut given = BTreeMap::new();
        for (step, answers) in (1..).zip(steps) {
            let (carried, asked) = carried_and_asked(&page);
            assert_eq!(carried["step"], step.to_string());
            for (name, value) in &given {
                assert_eq!(carried.get(*name), Some(value), "{name} at step {step}");
                assert!(!asked.contains(*name), "{name} is asked again at step {step}");
            }
            for (name, value) in answers {
                assert!(asked.contains(*name), "{name} at step {step}");
                given.insert(*name, (*value).to_owned());
            }
            let mut form: Vec<_> = carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            form.extend_from_slice(answers);
            page = visitor.post("/ideas/new", &form).await.is(200).text;
        }
        // Going back shows what was given, ready to be changed.
        let (carried, _) = carried_and_asked(&page);
        let mut form: Vec<_> = carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        form.push(("go", "1"));
        let first = visitor.post("/ideas/new", &form).await.is(200);
        first
            .has("id=\"title\" name=\"title\" value=\"Un verger\"")
            .has("value=\"Des fruits\"");
        // With an account, each step of the draft is filled from what was kept.
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let key = begin(&mut anna, "Un banc au soleil").await;
        let draft = format!("/ideas/new/{key}");
        anna.get(&format!("{draft}?step=1"))
            .await
            .is(200)
            .has("value=\"Un banc au soleil\"");
        let place = [("step", "3"), ("theme", "climat"), ("place", "Square Robinson")];
        anna.post(&draft, &place).await.is(303);
        anna.get(&format!("{draft}?step=3"))
            .await
            .is(200)
            .has("value=\"Square Robinson\"");
    }
);

story!(what_a_visitor_wrote_is_published_once_they_have_a_name, |stage| {
    let (_, anna) = stage.member("Anna", Role::Member).await;
    let here = stage.app.atlas.by_id(stage.territory).expect("here");
    let payload = json!({
        "id": stage.app.ids.next(), "title": "Un verger", "line": "Des fruits", "body": "Des **pommiers**",
        "theme": here.theme_named("climat").expect("a theme").id, "lang": "fr",
    });
    let mut first = visit(&stage, &anna).await;
    let url = ideas::complete_idea(&mut first, &payload)
        .await
        .expect("published");
    assert_eq!(url, "/ideas/un-verger/published");
    let mut again = visit(&stage, &anna).await;
    assert_eq!(ideas::complete_idea(&mut again, &payload).await, Ok(url));
    assert_eq!(number(&stage, "select count(*) from ideas").await, 1);
    let nonsense = ideas::complete_idea(&mut again, &json!([1])).await;
    assert!(matches!(nonsense, Err(Problem::Invalid(_))));
});

story!(an_agent_speaks_for_the_town_and_a_resident_cannot, |stage| {
    for (name, role, answer) in [("Agathe", Role::Agent, 303), ("Rémi", Role::Member, 422)] {
        let (_, mut browser) = stage.member(name, role).await;
        let key = begin(&mut browser, &format!("Idée de {name}")).await;
        fill(&mut browser, &key).await;
        let fields = [("step", "5"), ("voice", "body")];
        browser
            .post(&format!("/ideas/new/{key}"), &fields)
            .await
            .is(answer);
        let signed = "select count(*) from ideas where body_id is not null and state = 'published'";
        assert_eq!(number(&stage, signed).await, 1);
    }
});

story!(a_preview_is_what_will_be_shown, |stage| {
    let mut browser = stage.browser();
    let page = browser
        .post("/ideas/preview", &[("text", "**gras** <script>x</script>")])
        .await;
    page.is(200).has("<strong>gras</strong>").has_not("<script>");
});

story!(ids_of_others_are_no_keys, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    let key = begin(&mut anna, "À moi").await;
    let fields = [
        ("key", key.as_str()),
        ("step", "1"),
        ("title", "Volé"),
        ("line", "Pris"),
    ];
    bilal.post("/ideas/new", &fields).await.is(404);
    bilal.get(&format!("/ideas/new/{key}")).await.is(404);
    bilal
        .post(&format!("/ideas/new/{key}/draft"), &[("title", "Volé")])
        .await
        .is(404);
    bilal
        .post(&format!("/ideas/new/{key}/discard"), &[])
        .await
        .is(404);
    let draft = format!(
        "draft-{}",
        terreau_kernel::id::parse_short(&key).expect("an id").simple()
    );
    assert_eq!(
        terreau_kernel::id::short(id_of(&stage, &draft).await),
        key,
        "still there"
    );
});
