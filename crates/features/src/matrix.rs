//! What may not be seen does not exist: every route of the product, walked by every kind of viewer, over ideas of
//! every circle and state. Each idea carries a proof word in all its texts; a proof met by somebody who may not see
//! its idea is a leak, wherever it is met. A route that is not in the table fails the first test.

mod cast;
mod hostile;
mod html;
mod pages;
mod promises;
mod routes;

use std::{collections::BTreeMap, fs, path::Path};

use axum::{body::Body, http::Request};
use cast::{Cast, Cell, Kind, Viewer};
use routes::ROUTES;

use crate::{
    story,
    testing::{Browser, Page},
};

/// A route as the source declares it: its path, and whether it is read and written.
type Declared = BTreeMap<String, (bool, bool)>;

/// The call that begins here, to the parenthesis that ends it.
fn call(text: &str) -> &str {
    let mut depth = 1;
    let end = text.find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &text[..end.unwrap_or(text.len())]
}

/// Routes of the machine itself: they know no viewer and show nothing of people.
const ASIDE: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Every route in the source of a folder.
fn declared(folder: &Path, found: &mut Declared) {
    for entry in fs::read_dir(folder).expect("the source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            declared(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("a file");
            for rest in text.split(".route(").skip(1).map(call) {
                let named = rest
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split_once('"'));
                let paths: Vec<String> = match named {
                    Some((path, _)) if path.starts_with('/') => vec![path.to_owned()],
                    // Standing pages are declared one by one from their list.
                    None if rest.contains("format!(\"/{slug}\")") => standing().collect(),
                    // The words of tests like this one.
                    _ if path.ends_with("matrix.rs") => continue,
                    _ => panic!("{}: a route whose path cannot be read: {rest}", path.display()),
                };
                for path in paths {
                    let methods = found.entry(path).or_default();
                    methods.0 |= rest.contains("get(") || rest.contains("ask(");
                    methods.1 |= rest.contains("post(");
                }
            }
        }
    }
}

/// The standing pages of the first level.
fn standing() -> impl Iterator<Item = String> {
    let first = crate::pages::SLUGS
        .iter()
        .filter(|slug| !slug.starts_with("help-"));
    first.map(|slug| format!("/{slug}"))
}

fn all_declared() -> Declared {
    let mut found = Declared::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    declared(&root.join("src"), &mut found);
    declared(&root.join("../server/src"), &mut found);
    for page in standing() {
        assert!(found.contains_key(&page), "{page}");
    }
    found
}

#[test]
fn every_route_of_the_product_is_walked() {
    let found = all_declared();
    let table: BTreeMap<&str, _> = ROUTES.iter().copied().collect();
    assert_eq!(table.len(), ROUTES.len(), "no route twice");
    let aside = |route: &String| standing().any(|page| page == *route) || ASIDE.contains(&route.as_str());
    let missing: Vec<&String> = found
        .keys()
        .filter(|r| !table.contains_key(r.as_str()) && !aside(r))
        .collect();
    assert!(
        missing.is_empty(),
        "add to crates/features/src/matrix/routes.rs: {missing:#?}"
    );
    for (route, templates) in &table {
        let (read, written) = found.get(*route).copied().unwrap_or_default();
        let has = |method: &str| templates.iter().any(|t| t.starts_with(method));
        assert_eq!(
            (has("GET "), has("POST ")),
            (read, written),
            "{route}: walked as it is declared"
        );
    }
    let gone: Vec<&&str> = table.keys().filter(|r| !found.contains_key(**r)).collect();
    assert!(gone.is_empty(), "no longer in the source: {gone:#?}");
    assert!(found.len() > 90);
}

/// Addresses of every release, one a line. A line is never taken out: an address that moves is answered with the
/// new one, for good.
const EVER: &str = include_str!("matrix/ever.txt");

story!(every_address_that_ever_worked_keeps_working, |stage| {
    let found = all_declared();
    let ever: Vec<&str> = EVER.lines().filter(|line| line.starts_with('/')).collect();
    let unknown = |route: &&String| found[*route].0 && !ever.contains(&route.as_str());
    let new: Vec<&String> = found.keys().filter(unknown).collect();
    assert!(
        new.is_empty(),
        "add to crates/features/src/matrix/ever.txt: {new:#?}"
    );
    let mut any = stage.browser();
    for route in ever.iter().filter(|route| !found.contains_key(**route)) {
        let filled: String = route
            .split('/')
            .map(|part| if part.starts_with('{') { "x" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let page = any.get(&filled).await;
        assert!(
            matches!(page.status.as_u16(), 301 | 308),
            "{route} worked once: lead to where it is now"
        );
    }
});

/// Sends `GET /path` or `POST /path` (an empty form).
async fn send(browser: &mut Browser<'_>, what: &str) -> Page {
    let (method, path) = what.split_once(' ').expect("a method and a path");
    if method == "POST" {
        return browser.post(path, &[]).await;
    }
    browser
        .send(Request::get(path).body(Body::empty()).expect("a request"))
        .await
}

/// Doors that know no viewer and answer everybody as a visitor: open data, feeds, pictures for other sites.
const ANONYMOUS: [&str; 10] = [
    "/api/",
    "/feeds/",
    "/share/",
    "/oembed",
    "/ideas.atom",
    "/ideas.csv",
    "/ideas.geojson",
    "/comments.atom",
    "/comments.csv",
    "/embed/",
];

/// As whom a door knows a viewer who is kept apart from the author.
fn known_as(kind: Kind, what: &str) -> Kind {
    let path = what.split_once(' ').map_or(what, |(_, path)| path);
    let open = ANONYMOUS.iter().any(|door| path.starts_with(door));
    if kind == Kind::Apart && open {
        Kind::Visitor
    } else {
        kind
    }
}

/// Every leak in an answer: a proof its viewer may not meet, or somebody else's address.
fn leaks(cast: &Cast<'_>, viewer: &Viewer<'_>, what: &str, page: &Page, found: &mut Vec<String>) {
    let mut all = page.text.clone();
    for (_, value) in &page.headers {
        all.push(' ');
        all.push_str(value.to_str().unwrap_or_default());
    }
    for proof in cast::proofs(&all) {
        if cast
            .secrets
            .get(proof)
            .is_some_and(|may| !may(known_as(viewer.kind, what)))
        {
            found.push(format!("{:?} met {} by {what}", viewer.kind, cast.names[proof]));
        }
    }
    for (at, _) in all.match_indices("@exemple.fr") {
        let start = all[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(0, |n| n + 1);
        let whose = &all[start..at];
        let known = cast.addresses.iter().any(|a| a == whose);
        if known && whose != viewer.slug && viewer.kind != Kind::Administrator {
            found.push(format!("{:?} met the address of {whose} by {what}", viewer.kind));
        }
    }
}

/// The templates of routes: with a part that names an idea, or without.
fn templates(of_an_idea: bool) -> impl Iterator<Item = &'static str> {
    let all = ROUTES.iter().flat_map(|(_, templates)| templates.iter().copied());
    all.filter(move |t| t.contains('<') == of_an_idea)
}

story!(
    sec_15_and_priv_31_what_may_not_be_seen_occurs_in_no_list,
    |stage| {
        let mut cast = Cast::gather(&stage).await;
        let mut viewers = std::mem::take(&mut cast.viewers);
        let mut found = Vec::new();
        for viewer in &mut viewers {
            for what in templates(false) {
                if what.starts_with("POST") && viewer.kind != Kind::Visitor {
                    continue;
                }
                let page = send(&mut viewer.browser, what).await;
                assert!(
                    !page.status.is_server_error(),
                    "{:?} {what}: {}",
                    viewer.kind,
                    page.status
                );
                leaks(&cast, viewer, what, &page, &mut found);
            }
        }
        assert!(found.is_empty(), "{found:#?}");
        for viewer in &mut viewers {
            let page = viewer.browser.get("/ideas").await;
            for cell in cast.cells.iter().filter(|c| c.state == "published") {
                let met = page.text.contains(&cell.proof());
                assert_eq!(
                    met,
                    cell.may_see(viewer.kind),
                    "{:?} sees {cell:?} in the list",
                    viewer.kind
                );
            }
        }
    }
);

story!(sec_14_what_may_not_be_seen_cannot_be_reached, |stage| {
    let mut cast = Cast::gather(&stage).await;
    let mut viewers = std::mem::take(&mut cast.viewers);
    let mut found = Vec::new();
    for viewer in &mut viewers {
        for cell in &cast.cells {
            let may = cell.may_see(viewer.kind);
            for template in templates(true).filter(|t| t.starts_with("GET") || !may) {
                let what = cell.fill(template);
                let page = send(&mut viewer.browser, &what).await;
                assert!(
                    !page.status.is_server_error(),
                    "{:?} {what}: {}",
                    viewer.kind,
                    page.status
                );
                leaks(&cast, viewer, &what, &page, &mut found);
                let may = cell.may_see(known_as(viewer.kind, &what));
                if !may && page.status.is_success() && !routes::SEARCHES.contains(&template) {
                    found.push(format!("{:?} {what} of {cell:?}: {}", viewer.kind, page.status));
                }
            }
            let page = viewer.browser.get(&cell.fill("/ideas/<slug>")).await;
            let met = page.status == 200 && page.text.contains(&cell.proof());
            assert_eq!(met, may, "{:?} opens {cell:?}: {}", viewer.kind, page.status);
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(
        cast::traces(&stage).await,
        0,
        "nobody acted on what they may not see"
    );
});

story!(what_may_not_be_seen_is_not_counted, |stage| {
    let cast = Cast::gather(&stage).await;
    let counted = |c: &&Cell| c.circle == 0 && matches!(c.state, "published" | "archived");
    let public = cast.cells.iter().filter(counted).count();
    let mut any = stage.browser();
    let stats = any.get("/api/v1/stats").await.is(200).json();
    assert_eq!(
        (&stats["ideas"], &stats["comments"]),
        (&public.into(), &public.into())
    );
    let themes = any.get("/api/v1/themes").await.is(200).json();
    let in_themes: i64 = themes["items"]
        .as_array()
        .expect("themes")
        .iter()
        .filter_map(|t| t["ideas"].as_i64())
        .sum();
    assert_eq!(usize::try_from(in_themes).expect("a count"), public);
    let nonsense = "wmumumumu";
    let nothing = any
        .get(&format!("/search?q={nonsense}"))
        .await
        .is(200)
        .text
        .replace(nonsense, "QUERY");
    for cell in cast.cells.iter().filter(|c| !c.may_see(Kind::Visitor)) {
        let key = cell.key();
        let page = any
            .get(&format!("/search?q={key}"))
            .await
            .is(200)
            .text
            .replace(&key, "QUERY");
        assert_eq!(
            page, nothing,
            "{cell:?}: searching a hidden word is like searching no word"
        );
    }
});

story!(share_pictures_and_media_are_closed_with_their_idea, |stage| {
    let cast = Cast::gather(&stage).await;
    let mut any = stage.browser();
    for cell in &cast.cells {
        let may = cell.may_see(Kind::Visitor);
        for path in ["/share/ideas/<short>.png", "/media/<media>/400"] {
            let page = any.get(&cell.fill(path)).await;
            assert_eq!(page.status == 200, may, "{path} of {cell:?}: {}", page.status);
        }
    }
});

story!(no_letter_tells_of_what_its_reader_may_not_see, |stage| {
    let mut cast = Cast::gather(&stage).await;
    let said = cast.spoken(&stage, "marie").await;
    let mut viewers = std::mem::take(&mut cast.viewers);
    let insider = viewers
        .iter_mut()
        .find(|v| v.kind == Kind::Insider)
        .expect("an insider");
    for (cell, comment) in &said {
        let fields = [("text", "Une réponse"), ("parent", comment.as_str())];
        insider
            .browser
            .post(&cell.fill("/ideas/<slug>/comments"), &fields)
            .await
            .is(303);
    }
    stage.settle().await;
    let mut found = Vec::new();
    for viewer in viewers.iter().filter(|v| !v.slug.is_empty()) {
        for letter in stage.letters(&format!("{}@exemple.fr", viewer.slug)).await {
            let all = [letter.subject, letter.text, letter.html, letter.headers].join(" ");
            let hidden = |proof: &&str| cast.secrets.get(*proof).is_some_and(|may| !may(viewer.kind));
            found.extend(
                cast::proofs(&all)
                    .filter(hidden)
                    .map(|proof| (viewer.kind, cast.names[proof].clone())),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    let told = stage.letters("marie@exemple.fr").await;
    let answers = told.iter().filter(|letter| letter.kind == "answer");
    let replies: usize = answers
        .map(|letter| letter.text.matches("/comments/").count())
        .sum();
    assert_eq!(replies, 2, "of what is public, and of what members may see");
});
