//! Stories of what is open: the API and its description, feeds, tables, maps of the site, share pictures.

use std::collections::BTreeSet;

use serde_json::Value;
use terreau_kernel::id::{self, Id};
use terreau_kit::Role;
use terreau_store::run;

use crate::{
    story,
    testing::{BEGINNING, Page, Stage},
};

/// An idea about to be put on a stage.
pub(crate) struct Sown<'a> {
    pub title: &'a str,
    pub state: &'a str,
    pub circle: i64,
    pub author: Id,
    pub at: i64,
}

impl<'a> Sown<'a> {
    pub fn new(title: &'a str, author: Id) -> Self {
        Self {
            title,
            state: "published",
            circle: 0,
            author,
            at: BEGINNING,
        }
    }

    pub async fn sow(&self, stage: &Stage) -> Id {
        let id = stage.app.ids.next();
        let slug = terreau_kernel::text::slug(self.title, 60);
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, place, lat, lon, lang, state,
             circle, author_id, created_at, published_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, 'Gare', 48.778, 2.29, 'fr', $8, $9, $10, $11, $11, $11)",
            stage.territory,
            id,
            &slug,
            self.title,
            &format!("En bref, {}", self.title),
            &format!("Voici **{}**.", self.title),
            &format!("<p>Voici <strong>{}</strong>.</p>", self.title),
            self.state,
            self.circle,
            self.author,
            self.at
        )
        .expect("an idea");
        tx.commit().await.expect("kept");
        stage.app.touched(stage.territory);
        id
    }
}

/// A comment on a stage.
pub(crate) struct Word<'a> {
    pub idea: Id,
    pub author: Id,
    pub text: &'a str,
    pub state: &'a str,
    pub parent: Option<Id>,
    pub replies: i64,
}

impl Word<'_> {
    pub async fn say(&self, stage: &Stage) -> Id {
        let id = stage.app.ids.next();
        stage.clock.advance(1_000_000);
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, text, text_html,
             lang, state, replies, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'fr', $10, $11, $12)",
            stage.territory,
            id,
            self.idea,
            self.parent,
            self.parent.unwrap_or(id),
            i64::from(self.parent.is_some()),
            self.author,
            self.text,
            &format!("<p>{}</p>", self.text),
            self.state,
            self.replies,
            stage.clock.now()
        )
        .expect("a comment");
        tx.commit().await.expect("kept");
        stage.app.touched(stage.territory);
        id
    }
}

fn word(idea: Id, author: Id, text: &str) -> Word<'_> {
    Word {
        idea,
        author,
        text,
        state: "published",
        parent: None,
        replies: 0,
    }
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
}

/// What is wrong with a value, by a schema of the description. Small on purpose: types, formats we use, required
/// properties, unknown properties, lists, references, unions.
fn faults(doc: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/components/schemas/");
        return faults(doc, &doc["components"]["schemas"][name], value, at, found);
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(any) = schema[key].as_array() {
            let fits = any.iter().any(|schema| {
                let mut wrong = Vec::new();
                faults(doc, schema, value, at, &mut wrong);
                wrong.is_empty()
            });
            if !fits {
                found.push(format!("{at}: none of {key}: {value}"));
            }
            return;
        }
    }
    let mut known: BTreeSet<&str> = BTreeSet::new();
    properties(doc, schema, &mut known);
    if let Some(all) = schema["allOf"].as_array() {
        for part in all {
            let mut wrong = Vec::new();
            faults(doc, part, value, at, &mut wrong);
            found.extend(wrong.into_iter().filter(|w| !w.contains("is not described")));
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &str| match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    if !types.is_empty() && !types.iter().any(|kind| is(kind)) {
        found.push(format!("{at}: {value} is not {types:?}"));
        return;
    }
    match (schema["format"].as_str(), value.as_str()) {
        (Some("uuid"), Some(text)) if Id::parse_str(text).is_err() => found.push(format!("{at}: no uuid")),
        (Some("date-time"), Some(text)) if terreau_kernel::time::parse_rfc3339(text).is_none() => {
            found.push(format!("{at}: no date"));
        }
        _ => {}
    }
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if value.get(name).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    if let (Some(object), false) = (value.as_object(), known.is_empty()) {
        for (name, inside) in object {
            if !known.contains(name.as_str()) {
                found.push(format!("{at}: {name} is not described"));
            }
            let described = &schema["properties"][name];
            if !described.is_null() {
                faults(doc, described, inside, &format!("{at}.{name}"), found);
            }
        }
    }
    if let Some(items) = value.as_array() {
        for (place, item) in items.iter().enumerate() {
            faults(doc, &schema["items"], item, &format!("{at}[{place}]"), found);
        }
    }
}

fn properties<'a>(doc: &'a Value, schema: &'a Value, known: &mut BTreeSet<&'a str>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/components/schemas/");
        properties(doc, &doc["components"]["schemas"][name], known);
    }
    known.extend(
        schema["properties"]
            .as_object()
            .into_iter()
            .flat_map(|p| p.keys().map(String::as_str)),
    );
    for part in schema["allOf"].as_array().into_iter().flatten() {
        properties(doc, part, known);
    }
}

/// The schema of an answer in the description.
fn schema<'a>(doc: &'a Value, path: &str, status: u16) -> &'a Value {
    let content = &doc["paths"][path]["get"]["responses"][status.to_string()]["content"];
    let media = content.as_object().and_then(|c| c.values().next());
    media
        .map(|m| &m["schema"])
        .unwrap_or_else(|| panic!("{path} {status} is not described"))
}

story!(io_23_every_answer_of_the_api_is_as_described, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    let (town, _) = stage.member("Mairie", Role::Agent).await;
    let idea = Sown::new("Un banc devant la gare", anna).sow(&stage).await;
    let gone = Sown {
        state: "hidden",
        ..Sown::new("Une idée cachée", anna)
    }
    .sow(&stage)
    .await;
    let first = Word {
        state: "removed",
        replies: 1,
        ..word(idea, anna, "Parole retirée")
    }
    .say(&stage)
    .await;
    Word {
        parent: Some(first),
        ..word(idea, town, "Réponse")
    }
    .say(&stage)
    .await;
    let mut any = stage.browser();
    let doc = any.get("/api/openapi.json").await.is(200).json();
    assert_eq!(doc["openapi"], "3.1.0");
    let i = format!("/api/v1/ideas/{idea}");
    let asked = [
        ("/api/v1/ideas", "/api/v1/ideas".to_owned(), 200),
        ("/api/v1/ideas", "/api/v1/ideas?sort=best".to_owned(), 422),
        ("/api/v1/ideas", "/api/v1/ideas?limit=201".to_owned(), 422),
        ("/api/v1/ideas", "/api/v1/ideas?after=7b7d".to_owned(), 422),
        ("/api/v1/ideas", "/api/v1/ideas?theme=nowhere".to_owned(), 422),
        ("/api/v1/ideas/{id}", i.clone(), 200),
        ("/api/v1/ideas/{id}", "/api/v1/ideas/nothing".to_owned(), 404),
        ("/api/v1/ideas/{id}", format!("/api/v1/ideas/{gone}"), 410),
        ("/api/v1/ideas/{id}/comments", format!("{i}/comments"), 200),
        (
            "/api/v1/ideas/{id}/comments",
            "/api/v1/ideas/nothing/comments".to_owned(),
            404,
        ),
        ("/api/v1/themes", "/api/v1/themes".to_owned(), 200),
        ("/api/v1/territory", "/api/v1/territory".to_owned(), 200),
        ("/api/v1/stats", "/api/v1/stats".to_owned(), 200),
        ("/api/v1/people", "/api/v1/people".to_owned(), 200),
        ("/api/v1/people", "/api/v1/people?skill=nothing".to_owned(), 422),
        ("/api/v1/organisations", "/api/v1/organisations".to_owned(), 200),
        (
            "/api/v1/organisations",
            "/api/v1/organisations?kind=nothing".to_owned(),
            422,
        ),
        ("/api/v1/skills", "/api/v1/skills".to_owned(), 200),
    ];
    for (path, address, status) in &asked {
        let page = any.get(address).await.is(*status);
        let kind = if *status == 200 {
            "application/json"
        } else {
            "application/problem+json"
        };
        assert_eq!(header(&page, "content-type"), kind, "{address} (IO-24)");
        assert_eq!(header(&page, "access-control-allow-origin"), "*", "{address}");
        let mut found = Vec::new();
        faults(
            &doc,
            schema(&doc, path, *status),
            &page.json(),
            "answer",
            &mut found,
        );
        assert!(found.is_empty(), "{address}: {found:#?}");
    }
    let described: BTreeSet<&str> = doc["paths"]
        .as_object()
        .expect("paths")
        .keys()
        .map(String::as_str)
        .collect();
    let routes: BTreeSet<&str> = [include_str!("mod.rs"), include_str!("../register/mod.rs")]
        .into_iter()
        .flat_map(|text| text.split(".route(\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.starts_with("/api/v"))
        .collect();
    assert_eq!(
        described, routes,
        "no route without description, no description without route"
    );
    let comments = any.get(&format!("{i}/comments")).await.json();
    assert_eq!(comments["items"][0]["text"], Value::Null, "a place without text");
    assert_eq!(comments["items"][0]["author"], Value::Null);
    assert_eq!(comments["items"][1]["depth"], 1);
});

#[test]
fn the_validator_sees_what_is_wrong() {
    let doc = serde_json::json!({"components": {"schemas": {
        "Point": {"type": "object", "required": ["lat"], "properties": {"lat": {"type": "number"}}},
        "All": {"allOf": [{"$ref": "#/components/schemas/Point"},
            {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}]},
    }}});
    let check = |name: &str, value: Value| {
        let mut found = Vec::new();
        faults(&doc, &doc["components"]["schemas"][name], &value, "v", &mut found);
        found.len()
    };
    assert_eq!(check("Point", serde_json::json!({"lat": 1.5})), 0);
    assert_eq!(check("Point", serde_json::json!({"lat": "x"})), 1);
    assert_eq!(check("Point", serde_json::json!({"lon": 1})), 2);
    let fine = serde_json::json!({"lat": 1, "id": "0197b5b0-0000-7000-8000-000000000000"});
    assert_eq!(check("All", fine), 0);
    assert_eq!(
        check("All", serde_json::json!({"lat": 1, "id": "x", "more": 1})),
        2
    );
}

story!(
    io_25_pages_turn_by_cursor_and_stay_right_while_others_write,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        for n in 0..7 {
            let title = format!("Idée numéro {n}");
            Sown {
                at: BEGINNING + n,
                ..Sown::new(&title, anna)
            }
            .sow(&stage)
            .await;
        }
        let mut any = stage.browser();
        let mut seen = Vec::new();
        let mut next = "/api/v1/ideas?limit=3".to_owned();
        loop {
            let page = any.get(&next).await.is(200);
            let body = page.json();
            for item in body["items"].as_array().expect("items") {
                seen.push(item["title"].as_str().expect("a title").to_owned());
            }
            Sown {
                at: BEGINNING + 100,
                ..Sown::new(&format!("Plus tard {}", seen.len()), anna)
            }
            .sow(&stage)
            .await;
            let Some(address) = body["next"].as_str() else {
                assert!(!header(&page, "link").contains("rel=\"next\""));
                break;
            };
            let links: Vec<&str> = page
                .headers
                .get_all("link")
                .iter()
                .filter_map(|v| v.to_str().ok())
                .collect();
            assert!(
                links.contains(&format!("<{address}>; rel=\"next\"").as_str()),
                "{links:?}"
            );
            assert!(address.contains("limit=3"));
            next = address.replace("http://sceaux.test", "");
        }
        let expected: Vec<String> = (0..7).rev().map(|n| format!("Idée numéro {n}")).collect();
        assert_eq!(seen, expected, "nothing skipped, nothing twice");
    }
);

story!(sec_11_the_api_knows_no_cookie_and_only_reads, |stage| {
    let (anna, mut browser) = stage.member("Anna", Role::Administrator).await;
    let secret = Sown {
        circle: 1,
        ..Sown::new("Entre membres", anna)
    }
    .sow(&stage)
    .await;
    let draft = Sown {
        state: "draft",
        ..Sown::new("Brouillon", anna)
    }
    .sow(&stage)
    .await;
    browser
        .get("/api/v1/ideas")
        .await
        .is(200)
        .has_not("Entre membres");
    for id in [secret, draft] {
        browser
            .get(&format!("/api/v1/ideas/{id}"))
            .await
            .is(404)
            .has_not("Entre")
            .has_not("Brouillon");
    }
    let page = browser.get("/api/v1/stats").await.is(200);
    assert_eq!(header(&page, "access-control-allow-origin"), "*");
    assert!(!page.headers.contains_key("access-control-allow-credentials"));
    assert!(!page.headers.contains_key("set-cookie"));
    let stats = page.json();
    let names: Vec<&String> = stats.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["comments", "ideas", "people", "supports"]);
    let refused = browser.post("/api/v1/ideas", &[("title", "x")]).await.is(405);
    assert_eq!(header(&refused, "content-type"), "application/problem+json");
    assert_eq!(header(&refused, "allow"), "GET, HEAD, OPTIONS");
    let request = axum::http::Request::options("/api/v1/ideas").body(axum::body::Body::empty());
    let asked = browser.send(request.expect("a request")).await.is(204);
    assert!(header(&asked, "access-control-allow-headers").contains("if-none-match"));
    browser
        .get("/api/v1/nothing")
        .await
        .is(404)
        .has("\"type\":\"http://sceaux.test/help/api#not-found\"");
});

story!(io_25_an_answer_already_known_is_not_sent_again, |stage| {
    for path in ["/api/v1/ideas", "/ideas.atom", "/share/home.png", "/sitemap.xml"] {
        let mut any = stage.browser();
        let page = any.get(path).await.is(200);
        let tag = header(&page, "etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        any.headers.push(("if-none-match", tag));
        assert!(any.get(path).await.is(304).bytes.is_empty(), "{path}");
    }
});

story!(
    io_40_an_idea_answers_to_its_id_its_short_id_and_its_slugs,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        let idea = Sown::new("Un banc", anna).sow(&stage).await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let old = "insert into idea_slugs (territory_id, slug, idea_id) values ($1, 'banc-ancien', $2)";
        run!(&mut tx, old, stage.territory, idea).expect("an old slug");
        tx.commit().await.expect("kept");
        let mut any = stage.browser();
        for name in [
            idea.to_string(),
            id::short(idea),
            "un-banc".into(),
            "banc-ancien".into(),
        ] {
            let body = any.get(&format!("/api/v1/ideas/{name}")).await.is(200).json();
            assert_eq!(body["id"], idea.to_string());
            assert_eq!(body["slug"], "un-banc");
            assert_eq!(body["text"], "Voici **Un banc**.");
        }
        let moved = any.get("/feeds/ideas/banc-ancien").await.is(301);
        assert_eq!(moved.location(), "/feeds/ideas/un-banc");
    }
);

/// True when an XML text is well formed, as far as its elements go.
fn well_formed(text: &str) -> bool {
    let options = resvg::usvg::roxmltree::ParsingOptions::default();
    resvg::usvg::roxmltree::Document::parse_with_options(text, options).is_ok()
}

story!(
    io_18_feeds_have_lasting_ids_and_hold_only_what_all_may_see,
    |stage| {
        let (anna, _) = stage.member("Anna & <b>", Role::Member).await;
        let title = "Deux <script>bancs</script> & \u{1}un arbre";
        let idea = Sown::new(title, anna).sow(&stage).await;
        Sown {
            circle: 1,
            ..Sown::new("Entre membres", anna)
        }
        .sow(&stage)
        .await;
        let said = word(idea, anna, "Oui").say(&stage).await;
        let mut any = stage.browser();
        let slug = terreau_kernel::text::slug(title, 60);
        for path in [
            "/ideas.atom",
            "/ideas.atom?sort=backed",
            "/comments.atom",
            &format!("/feeds/ideas/{slug}"),
        ] {
            let page = any.get(path).await.is(200);
            assert_eq!(
                header(&page, "content-type"),
                "application/atom+xml; charset=utf-8"
            );
            assert!(well_formed(&page.text), "{path} {}", page.text);
            page.has("rel=\"self\"")
                .has("<updated>2026-03-02T10:00:0")
                .has_not("<script>")
                .has_not("Entre membres");
        }
        any.get("/ideas.atom")
            .await
            .has(&format!("<id>urn:uuid:{idea}</id>"));
        any.get("/comments.atom")
            .await
            .has(&format!("<id>urn:uuid:{said}</id>"));
        any.get("/ideas.atom?theme=nowhere").await.is(422);
    }
);

fn records(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|r| r.expect("RFC 4180").iter().map(str::to_owned).collect());
    rows.collect()
}

story!(
    io_29_tables_hold_every_public_row_once_and_are_described,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        for n in 0..450 {
            let title = format!("Idée {n:03}");
            let idea = Sown::new(&title, anna).sow(&stage).await;
            if n == 0 {
                word(idea, anna, "Parole").say(&stage).await;
            }
        }
        Sown {
            circle: 1,
            ..Sown::new("Entre membres", anna)
        }
        .sow(&stage)
        .await;
        Sown {
            state: "hidden",
            ..Sown::new("Cachée", anna)
        }
        .sow(&stage)
        .await;
        let mut any = stage.browser();
        let page = any
            .get("/ideas.csv")
            .await
            .is(200)
            .has_not("Entre membres")
            .has_not("Cachée")
            .has_not("@exemple");
        assert_eq!(
            header(&page, "content-disposition"),
            "attachment; filename=\"sceaux-ideas.csv\""
        );
        let links: Vec<&str> = page
            .headers
            .get_all("link")
            .iter()
            .filter_map(|v| v.to_str().ok())
            .collect();
        assert!(
            links
                .iter()
                .any(|l| l.contains("licence-ouverte") && l.contains("rel=\"license\""))
        );
        assert!(page.text.contains("\r\n"));
        let rows = records(&page.text, b',');
        assert_eq!(rows.len(), 451);
        let titles: BTreeSet<&str> = rows.iter().skip(1).map(|r| r[2].as_str()).collect();
        assert_eq!(titles.len(), 450);
        for (table, path) in [(rows, "/schemas/ideas.json"), {
            let page = any.get("/comments.csv").await.is(200);
            (records(&page.text, b','), "/schemas/comments.json")
        }] {
            let schema = any.get(path).await.is(200).json();
            let fields: Vec<&str> = schema["fields"]
                .as_array()
                .expect("fields")
                .iter()
                .filter_map(|f| f["name"].as_str())
                .collect();
            assert_eq!(table[0], fields);
            assert!(table.iter().all(|row| row.len() == fields.len()));
        }
        let page = any.get("/ideas.csv?separator=semicolon&bom=1").await.is(200);
        assert!(page.text.starts_with("\u{feff}id;url;title;"));
        any.get("/ideas.csv?separator=pipe").await.is(422);
    }
);

story!(sec_13_no_cell_of_a_table_is_a_formula, |stage| {
    let (anna, _) = stage.member("=Anna()", Role::Member).await;
    let idea = Sown::new("=HYPERLINK(\"http://x\")", anna).sow(&stage).await;
    word(idea, anna, "@SUM(1+1)\n+33").say(&stage).await;
    let mut any = stage.browser();
    for path in ["/ideas.csv", "/comments.csv"] {
        let page = any.get(path).await.is(200);
        for cell in records(&page.text, b',').into_iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{path}: {cell}");
        }
    }
});

story!(io_29_who_left_is_named_nowhere, |stage| {
    let (anna, _) = stage.member("Anna Prudence", Role::Member).await;
    let idea = Sown::new("Un banc", anna).sow(&stage).await;
    word(idea, anna, "Oui").say(&stage).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let leave = "update people set state = 'anonymised' where territory_id = $1 and id = $2";
    run!(&mut tx, leave, stage.territory, anna).expect("left");
    tx.commit().await.expect("kept");
    stage.app.touched(stage.territory);
    let mut any = stage.browser();
    let api = format!("/api/v1/ideas/{idea}");
    for path in [
        "/ideas.csv",
        "/comments.csv",
        "/ideas.atom",
        "/comments.atom",
        "/api/v1/ideas",
        &api,
        "/feeds/ideas/un-banc",
        &format!("{api}/comments"),
        "/oembed?url=http://sceaux.test/ideas/un-banc",
    ] {
        any.get(path)
            .await
            .is(200)
            .has_not("Prudence")
            .has_not("anna-prudence");
    }
    assert_eq!(any.get(&api).await.json()["author"], Value::Null);
    any.get("/api/v1/ideas?author=anna-prudence").await.is(422);
    any.get(&format!("/api/v1/ideas?author={anna}")).await.is(422);
});

story!(io_29_points_are_given_in_the_order_of_the_format, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    Sown::new("Un banc", anna).sow(&stage).await;
    Sown {
        circle: 3,
        ..Sown::new("Entre nous", anna)
    }
    .sow(&stage)
    .await;
    let page = stage
        .browser()
        .get("/ideas.geojson")
        .await
        .is(200)
        .has_not("Entre nous");
    assert_eq!(header(&page, "content-type"), "application/geo+json");
    let body = page.json();
    let point = &body["features"][0]["geometry"];
    assert_eq!(
        point["coordinates"],
        serde_json::json!([2.29, 48.778]),
        "longitude first"
    );
    assert_eq!(body["complete"], "http://sceaux.test/ideas.csv");
});

story!(
    io_41_search_engines_find_every_public_idea_and_no_other,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        Sown::new("Un banc", anna).sow(&stage).await;
        for (title, state, circle) in [
            ("Membres", "published", 1),
            ("Cachée", "hidden", 0),
            ("Brouillon", "draft", 0),
        ] {
            Sown {
                state,
                circle,
                ..Sown::new(title, anna)
            }
            .sow(&stage)
            .await;
        }
        let mut any = stage.browser();
        let index = any.get("/sitemap.xml").await.is(200);
        assert!(well_formed(&index.text));
        let files: Vec<String> = index
            .text
            .split("<loc>http://sceaux.test")
            .skip(1)
            .filter_map(|rest| rest.split('<').next().map(str::to_owned))
            .collect();
        assert_eq!(files.len(), 2);
        let ideas = any.get(&files[1]).await.is(200);
        assert!(well_formed(&ideas.text));
        let ideas =
            ideas.has("<loc>http://sceaux.test/ideas/un-banc</loc><lastmod>2026-03-02T10:00:00Z</lastmod>");
        let ideas = ideas.has("hreflang=\"en\" href=\"http://sceaux.test/ideas/un-banc?lang=en\"");
        ideas.has_not("membres").has_not("cachee").has_not("brouillon");
        let pages = any.get(&files[0]).await.is(200);
        assert!(well_formed(&pages.text));
        any.get("/sitemap-ideas.xml?from=zz").await.is(404);
        any.get("/robots.txt")
            .await
            .is(200)
            .has("User-agent: GPTBot")
            .has("Disallow: /admin\n")
            .has("Sitemap: http://sceaux.test/sitemap.xml");
        assert!(well_formed(
            &any.get("/opensearch.xml")
                .await
                .is(200)
                .has("/search?q={searchTerms}")
                .text
        ));
        any.get("/.well-known/security.txt")
            .await
            .is(200)
            .has("Contact: http://sceaux.test/contact")
            .has("Expires: 2026-08-29T00:00:00Z");
    }
);

story!(io_41_an_address_may_name_its_language, |stage| {
    let mut any = stage.browser();
    any.get("/ideas?lang=en").await.is(200).has("<html lang=\"en\"");
    any.get("/ideas?lang=fr").await.is(200).has("<html lang=\"fr\"");
});

story!(io_21_another_site_may_quote_an_idea_without_script, |stage| {
    let (anna, _) = stage.member("Anna <b>", Role::Member).await;
    Sown::new("Un <img src=x onerror=alert(1)> banc", anna)
        .sow(&stage)
        .await;
    let slug = terreau_kernel::text::slug("Un <img src=x onerror=alert(1)> banc", 60);
    let mut any = stage.browser();
    let body = any
        .get(&format!(
            "/oembed?url=http%3A%2F%2Fsceaux.test%2Fideas%2F{slug}&maxwidth=320"
        ))
        .await
        .is(200)
        .json();
    let html = body["html"].as_str().expect("html");
    assert!(!html.contains("<img") && !html.contains("<b>") && html.contains("&lt;img"));
    assert_eq!((&body["type"], &body["width"]), (&"rich".into(), &320.into()));
    for other in [
        "http://evil.test/ideas/x",
        "javascript:alert(1)",
        "http://sceaux.test:81/ideas/x",
        "",
    ] {
        any.get(&format!("/oembed?url={other}")).await.is(404);
    }
});

story!(
    io_21_share_pictures_are_drawn_once_for_what_all_may_see,
    |stage| {
        let (anna, mut signed) = stage.member("Anna", Role::Administrator).await;
        let idea = Sown::new("Un banc devant la gare", anna).sow(&stage).await;
        let secret = Sown {
            circle: 1,
            ..Sown::new("Entre membres", anna)
        }
        .sow(&stage)
        .await;
        let hidden = Sown {
            state: "hidden",
            ..Sown::new("Cachée", anna)
        }
        .sow(&stage)
        .await;
        let path = format!("/share/ideas/{}.png", id::short(idea));
        let page = signed.get(&path).await.is(200);
        assert_eq!(header(&page, "content-type"), "image/png");
        let image = image::load_from_memory(&page.bytes).expect("a picture");
        assert_eq!((image.width(), image.height()), (1200, 630));
        assert_eq!(signed.get(&path).await.is(200).bytes, page.bytes, "kept");
        let before = header(&page, "etag").to_owned();
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(&mut tx, "update ideas set supports = 1234 where id = $1", idea).expect("supported");
        tx.commit().await.expect("kept");
        assert_ne!(
            header(&signed.get(&path).await.is(200), "etag"),
            before,
            "drawn again with its counts"
        );
        signed
            .get(&format!("/share/ideas/{}.png", id::short(secret)))
            .await
            .is(404);
        signed
            .get(&format!("/share/ideas/{}.png", id::short(hidden)))
            .await
            .is(410);
        signed.get("/share/ideas/x.png").await.is(404);
        let drawn = super::rebuild_previews(&stage.app).await.expect("drawn");
        assert_eq!(drawn, 2, "the home page and the only public idea");
    }
);

story!(people_are_told_how_to_take_data_along, |stage| {
    let page = stage
        .browser()
        .get("/help/api")
        .await
        .is(200)
        .has("/api/v1/ideas")
        .has("Licence Ouverte");
    for code in super::describe::TROUBLES {
        assert!(page.text.contains(&format!("id=\"{code}\"")), "{code}");
    }
    assert_eq!(stage.browser().get("/api").await.is(301).location(), "/help/api");
});
