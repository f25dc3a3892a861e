//! Stories of public pages.

use terreau_kit::Role;
use terreau_store::run;

use crate::story;

story!(a_person_has_a_page_without_their_address, |stage| {
    let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
    let mut visitor = stage.browser();
    visitor
        .get("/people/anna-leveque")
        .await
        .is(200)
        .has("Anna Lévêque")
        .has_not("@exemple.fr");
    anna.get("/people/anna-leveque")
        .await
        .is(200)
        .has("Modifier mon profil");
    visitor.get("/people/personne").await.is(404);
});

story!(a11y_36_headings_of_a_presentation_skip_no_level, |stage| {
    let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
    let bio = "# Au jardin\n\nLe dimanche.\n\n## Les outils\n\nUne bêche.";
    let fields = [("name", "Anna Lévêque"), ("bio", bio)];
    anna.post("/me/profile", &fields).await.is(303);
    let page = stage.browser().get("/people/anna-leveque").await.is(200);
    let page = page.has("<h3>Au jardin</h3>").has("<h4>Les outils</h4>");
    let levels: Vec<u8> = page
        .text
        .split("<h")
        .skip(1)
        .filter_map(|rest| {
            let level = rest.as_bytes().first()?.checked_sub(b'0')?;
            let heading = rest.as_bytes().get(1).is_some_and(|next| b" >".contains(next));
            (heading && (1..=6).contains(&level)).then_some(level)
        })
        .collect();
    assert_eq!(levels.first(), Some(&1));
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
});

story!(a_person_has_a_feed_of_their_ideas, |stage| {
    let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    crate::ideas::tests::propose(&mut anna, "Un kiosque à musique").await;
    crate::ideas::tests::propose(&mut bilal, "Un verger").await;
    let mut visitor = stage.browser();
    visitor
        .get("/people/anna-leveque")
        .await
        .is(200)
        .has("type=\"application/atom+xml\"")
        .has("/feeds/people/anna-leveque\"");
    let feed = visitor.get("/feeds/people/anna-leveque").await.is(200);
    assert_eq!(
        feed.headers["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    feed.has("Idées de Anna Lévêque")
        .has("Un kiosque à musique")
        .has("http://sceaux.test/people/anna-leveque")
        .has_not("Un verger")
        .has_not("@exemple.fr");
    visitor.get("/feeds/people/personne").await.is(404);
});

story!(everything_somebody_said_is_reached_page_by_page, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for n in 0..45_i64 {
        let (slug, title) = (format!("idee-{n:02}"), format!("Idée numéro {n:02}"));
        run!(
            &mut tx,
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, lang, state, author_id,
             created_at, published_at, updated_at) values ($1, $2, $3, $4, '', 'x', '<p>x</p>', 'fr', 'published', $5,
             $6, $6, $6)",
            stage.territory,
            stage.app.ids.next(),
            slug,
            title,
            anna,
            n / 3
        )
        .expect("an idea");
    }
    tx.commit().await.expect("kept");
    let mut visitor = stage.browser();
    let (mut seen, mut path) = (std::collections::BTreeSet::new(), "/people/anna".to_owned());
    for _ in 0..3 {
        let page = visitor.get(&path).await.is(200).text;
        let named = page.match_indices("Idée numéro ").map(|(at, word)| {
            let from = at + word.len();
            page[from..from + 2].to_owned()
        });
        let before = seen.len();
        seen.extend(named);
        assert!(seen.len() > before, "each page brings others");
        let next = page.split("/people/anna?ideas=").nth(1);
        path = next.map_or_else(String::new, |rest| {
            let cursor = rest.split(['#', '"']).next().unwrap_or_default();
            format!("/people/anna?ideas={cursor}")
        });
    }
    assert_eq!(seen.len(), 45);
    assert!(path.is_empty(), "the last page says so");
});
