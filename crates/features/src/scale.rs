//! A page stays as cheap as it is when a town grows: the number of its statements does not depend on how many rows it
//! shows, and none of them reads a table that grows from one end to the other.

use std::collections::BTreeSet;

use terreau_kernel::id::Id;
use terreau_kit::Role;
use terreau_store::{Engine, Tx, all, run, sqlx, tally};

use crate::{
    directory, story,
    testing::{Browser, Stage},
};

/// Tables that grow as a town speaks.
const GROWING: [&str; 21] = [
    "ideas",
    "comments",
    "people",
    "events",
    "supports",
    "follows",
    "thanks",
    "steps",
    "reports",
    "mails",
    "jobs",
    "decisions",
    "profiles",
    "person_skills",
    "directory",
    "activity",
    "activity_topics",
    "saved_searches",
    "conversations",
    "conversation_people",
    "conversation_lines",
];

/// The pages people open all day, with who opens them.
const PAGES: [(&str, &[&str]); 4] = [
    (
        "visitor",
        &[
            "/",
            "/ideas",
            "/ideas?sort=backed",
            "/ideas?sort=discussed&theme=culture",
            "/ideas?sort=growing",
            "/ideas/map",
            "/ideas/points.json",
            "/ideas/near?lat=48.778&lon=2.29",
            "/ideas/idee-0",
            "/ideas/idee-0?by=time",
            "/explore",
            "/people/personne-0",
            "/people",
            "/people?skill=natation&day=1&part=2&cause=culture",
            "/people?q=ada",
            "/skills",
            "/search?q=verger",
            "/search/suggest?q=verg",
            "/api/v1/ideas",
            "/api/v1/ideas?sort=backed",
            "/api/v1/stats",
            "/ideas.atom",
            "/comments.atom",
        ],
    ),
    (
        "member",
        &[
            "/",
            "/ideas",
            "/ideas/idee-0",
            "/me",
            "/me/profile",
            "/me/skills",
            "/me/follows",
            "/feed",
            "/feed?tab=all",
            "/messages",
            "/messages?q=verger",
            "/people",
            "/people/personne-0",
            "/search?q=verger",
        ],
    ),
    ("moderator", &["/moderation", "/moderation/log", "/ideas/idee-0"]),
    (
        "administrator",
        &[
            "/admin",
            "/admin/people",
            "/admin/skills",
            "/admin/mail",
            "/admin/jobs",
            "/moderation",
        ],
    ),
];

async fn comment(stage: &Stage, tx: &mut Tx, idea: Id, author: Id, n: i64) {
    let (id, reply, now) = (stage.app.ids.next(), stage.app.ids.next(), stage.clock.now() + n);
    let side = ["for", "against", "question"][usize::try_from(n % 3).expect("below three")];
    for (id, root, depth, state) in [
        (id, id, 0_i64, if n % 3 == 2 { "hidden" } else { "published" }),
        (reply, id, 1, "published"),
    ] {
        run!(
            &mut *tx,
            "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, side, text,
             text_html, lang, state, replies, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 'Oui', '<p>Oui</p>', 'fr', $9, $10, $11)",
            stage.territory,
            id,
            idea,
            (depth > 0).then_some(root),
            root,
            depth,
            author,
            (depth == 0).then_some(side),
            state,
            1 - depth,
            now
        )
        .expect("a comment");
    }
    run!(
        &mut *tx,
        "insert into reports (territory_id, id, object_kind, object_id, url, reason_code, text, state, created_at,
         updated_at) values ($1, $2, 'comment', $3, '/', 'insult', 'Il insulte.', 'open', $4, $4)",
        stage.territory,
        stage.app.ids.next(),
        id,
        now
    )
    .expect("a report");
}

/// People, each with an idea, and all with a word under the first idea.
async fn sow(stage: &Stage, rows: std::ops::Range<i64>) {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let theme = territory.theme_named("culture").expect("a theme").id;
    let skill = territory.skill_named("natation").expect("a skill").id;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let mut first = crate::scale::first(&mut tx).await;
    for n in rows {
        let (person, id, now) = (stage.app.ids.next(), stage.app.ids.next(), stage.clock.now() + n);
        run!(
            &mut tx,
            "insert into people (territory_id, id, slug, name, name_key, state, role, joined_at, updated_at)
             values ($1, $2, $3, 'Ada', 'ada', 'active', 'member', $4, $4)",
            stage.territory,
            person,
            format!("personne-{n}"),
            now
        )
        .expect("a person");
        run!(
            &mut tx,
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, lat, lon, lang, state,
             author_id, created_at, published_at, updated_at) values ($1, $2, $3, 'Un verger partagé', '', 'x',
             '<p>x</p>', $4, 48.778, 2.29, 'fr', 'published', $5, $6, $6, $6)",
            stage.territory,
            id,
            format!("idee-{n}"),
            theme,
            person,
            now
        )
        .expect("an idea");
        run!(
            &mut tx,
            "insert into mails (territory_id, id, kind, address, message_id, subject, text, html, state, created_at)
             values ($1, $2, 'link', 'a@exemple.fr', $3, 'x', 'x', 'x', 'failed', $4)",
            stage.territory,
            id,
            format!("<{n}@exemple.fr>"),
            now
        )
        .expect("a letter");
        comment(stage, &mut tx, *first.get_or_insert(id), person, n).await;
        let known = std::array::from_fn(|_| directory::Known {
            keys: vec![(skill, 2), (theme, 0)],
            slots: 1 << 5,
            ..directory::Known::default()
        });
        let entry = directory::Entry {
            territory: stage.territory,
            person,
            at: now,
            shown: true,
            known: &known,
        };
        directory::list(&mut tx, entry).await.expect("listed");
        act(stage, &mut tx, (n + 1, person, id), theme).await;
    }
    tx.commit().await.expect("kept");
    crate::search::rebuild(&stage.app, |_| {}).await.expect("indexed");
}

/// An idea as an act about its theme.
async fn act(stage: &Stage, tx: &mut Tx, (seq, person, idea): (i64, Id, Id), theme: Id) {
    run!(
        &mut *tx,
        "insert into activity (territory_id, seq, event, kind, object_id, idea_id, person_id, at)
         values ($1, $2, $2, 'idea-published', $3, $3, $4, $5)",
        stage.territory,
        seq,
        idea,
        person,
        stage.clock.now()
    )
    .expect("an act");
    for topic in [idea, theme, person] {
        run!(
            &mut *tx,
            "insert into activity_topics (territory_id, topic_id, way, seq) values ($1, $2, 'about', $3)",
            stage.territory,
            topic,
            seq
        )
        .expect("a topic");
    }
}

async fn first(tx: &mut Tx) -> Option<Id> {
    let found = all!(tx, (Id,), "select id from ideas where slug = 'idee-0'").expect("read");
    found.first().map(|row| row.0)
}

/// The statements of each page, by its viewer and address.
async fn walk(stage: &Stage, browsers: &mut [(&str, Browser<'_>)]) -> Vec<(String, Vec<String>)> {
    stage.app.pages.touch_all();
    let mut walked = Vec::new();
    for (who, pages) in PAGES {
        let browser = browsers.iter_mut().find(|b| b.0 == who).expect("a browser");
        for path in pages {
            tally::begin();
            let page = browser.1.get(path).await;
            let asked = tally::end();
            page.is(200);
            assert!(!asked.is_empty(), "{path} asks for nothing: it is not measured");
            walked.push((format!("{who} {path}"), asked));
        }
    }
    walked
}

async fn browsers(stage: &Stage) -> Vec<(&'static str, Browser<'_>)> {
    let (_, mut mia) = stage.member("Mia", Role::Member).await;
    mia.post("/themes/culture/follow", &[]).await.is(303);
    vec![
        ("visitor", stage.browser()),
        ("member", mia),
        ("moderator", stage.member("Maud", Role::Moderator).await.1),
        ("administrator", stage.member("Alba", Role::Administrator).await.1),
    ]
}

story!(the_statements_of_a_page_do_not_grow_with_its_rows, |stage| {
    let mut browsers = browsers(&stage).await;
    sow(&stage, 0..3).await;
    let few = walk(&stage, &mut browsers).await;
    sow(&stage, 3..30).await;
    let many = walk(&stage, &mut browsers).await;
    for ((page, few), (_, many)) in few.iter().zip(&many) {
        assert!(few.len() <= 14, "{page} takes {} statements: {few:#?}", few.len());
        // What is near is looked for in wider and wider circles: with more around, fewer of them.
        assert!(
            many.len() <= few.len(),
            "{page} takes more with more rows: {many:#?}"
        );
        eprintln!("{page}: {} statements", many.len());
    }
});

/// The table behind a name in a statement.
fn table<'t>(sql: &'t str, name: &str) -> Option<&'t str> {
    let words: Vec<&str> = sql
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .chain([""])
        .collect();
    let named = words
        .windows(3)
        .filter(|w| matches!(w[0].to_lowercase().as_str(), "from" | "join"));
    let mut named = named.filter(|w| w[1] == name || w[2] == name);
    named.next().map(|w| w[1])
}

#[test]
fn names_in_a_plan_lead_to_their_tables() {
    let sql =
        "select 1 from ideas i join people p on p.id = i.author_id where exists (select 1 from comments)";
    assert_eq!(table(sql, "i"), Some("ideas"));
    assert_eq!(table(sql, "p"), Some("people"));
    assert_eq!(table(sql, "comments"), Some("comments"));
    assert_eq!(table(sql, "q"), None);
}

/// How SQLite would find the rows of a statement.
async fn plan(stage: &Stage, sql: &str) -> Vec<String> {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let text = sqlx::AssertSqlSafe(format!("explain query plan {sql}"));
    let terreau_store::Link::Sqlite(c) = terreau_store::Reach::link(&mut tx) else {
        return Vec::new();
    };
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(text)
        .fetch_all(c)
        .await
        .unwrap_or_else(|e| panic!("{e}: {sql}"));
    rows.into_iter().map(|row| row.3).collect()
}

/// Lines of a plan that read a growing table whole, or all of it that a territory holds.
fn whole<'p>(sql: &str, plan: &'p [String]) -> Vec<&'p String> {
    let growing = |line: &str, how: &str| {
        let name = line.strip_prefix(how)?.split_whitespace().next()?;
        GROWING.contains(&table(sql, name)?).then(|| name.to_owned())
    };
    // Rows named by their ids are taken by key: an index that only gives an order, or a state, leads through all rows.
    let by_key = |name: &str| {
        let alone = table(sql, name) == Some(name) && sql.contains(" id in (");
        alone || sql.contains(&format!("{name}.id in ("))
    };
    let all = plan.iter().filter(|line| {
        growing(line, "SCAN ").is_some()
            || growing(line, "SEARCH ").is_some_and(|name| {
                let keyed = line.contains("(id=?") || line.contains(" id=?");
                by_key(&name) && !keyed || line.ends_with("(territory_id=?)") && !sql.contains("limit")
            })
    });
    all.collect()
}

story!(no_common_page_reads_a_growing_table_whole, |stage| {
    if stage.app.db.engine() == Engine::Sqlite {
        let seen = plan(&stage, "select count(*) from ideas i where i.line = ''").await;
        assert_eq!(
            whole("select count(*) from ideas i where i.line = ''", &seen).len(),
            1,
            "{seen:?}"
        );
        let mut browsers = browsers(&stage).await;
        sow(&stage, 0..30).await;
        let mut known = BTreeSet::new();
        for (page, asked) in walk(&stage, &mut browsers).await {
            for sql in asked.into_iter().filter(|sql| known.insert(sql.clone())) {
                let plan = plan(&stage, &sql).await;
                let bad = whole(&sql, &plan);
                assert!(bad.is_empty(), "{page}: {bad:?}\n{sql}\n{plan:#?}");
            }
        }
        assert!(known.len() > 40, "only {} statements were met", known.len());
    }
});
