//! Nasty input on every route of the product, by somebody unknown, by a member and by an administrator: never a
//! fault of ours, always an answer in words, with the headers that protect, and nothing of our insides in it.

mod input;

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, header},
};
use input::{QUERIES, SEGMENTS, VALUES, bodies, every_field, query};
use terreau_kit::Role;

use super::{
    cast::{Cast, Cell},
    routes::ROUTES,
};
use crate::{
    story,
    testing::{Browser, Page, Stage},
};

/// What is wrong with an answer, if anything.
fn wrong(page: &Page, head: bool, api: bool) -> Option<String> {
    let status = page.status.as_u16();
    if page.status.is_server_error() {
        return Some(format!("{status}"));
    }
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
    ] {
        if !page.headers.contains_key(name) {
            return Some(format!("{status} without {name}"));
        }
    }
    let kind = page
        .headers
        .get(header::CONTENT_TYPE)
        .map_or("", |v| v.to_str().unwrap_or_default());
    for inside in [
        "panicked",
        "sqlx",
        "RowNotFound",
        "deserialize",
        "src/",
        "stack backtrace",
        "SQLSTATE",
    ] {
        if status >= 400 && page.text.contains(inside) {
            return Some(format!("{status} tells « {inside} »"));
        }
    }
    if status < 400 || head {
        return None;
    }
    let told = if api {
        kind.starts_with("application/problem+json")
    } else {
        kind.starts_with("text/html") && page.text.contains("<h1")
    };
    (!told).then(|| {
        format!(
            "{status} in no words: {kind} {}",
            page.text.chars().take(80).collect::<String>()
        )
    })
}

struct Walk {
    found: BTreeSet<String>,
    asked: usize,
}

impl Walk {
    async fn send(&mut self, browser: &mut Browser<'_>, what: &str, request: Request<Body>) {
        let head = *request.method() == Method::HEAD;
        let api = request.uri().path().starts_with("/api/");
        let line = format!("{} {}", request.method(), request.uri());
        let page = browser.send(request).await;
        self.asked += 1;
        if let Some(wrong) = wrong(&page, head, api) {
            let line: String = line.chars().take(150).collect();
            self.found.insert(format!("{wrong} — {what}: {line}"));
        }
    }

    fn end(self, at_least: usize) {
        assert!(self.asked > at_least, "only {} requests", self.asked);
        let shown: Vec<_> = self.found.iter().take(60).collect();
        assert!(
            shown.is_empty(),
            "{} of {}: {shown:#?}",
            self.found.len(),
            self.asked
        );
    }
}

fn request(method: &str, path: &str, kind: &str, body: impl Into<Body>) -> Request<Body> {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let mut request = Request::builder().method(method).uri(path);
    if !kind.is_empty() {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    request.body(body.into()).expect("a request")
}

/// The address of a route with something in the place of its names.
fn fill(route: &str, with: &str) -> Option<String> {
    if !route.contains('{') {
        return None;
    }
    let parts = route
        .split('/')
        .map(|part| if part.contains('{') { with } else { part });
    Some(parts.collect::<Vec<_>>().join("/"))
}

/// The methods under which a route is walked, and its addresses filled from an idea that may be seen.
fn walks<'t>(templates: &'t [&'t str], cell: &'t Cell) -> impl Iterator<Item = (&'t str, String)> {
    templates.iter().map(move |what| {
        let (method, path) = what.split_once(' ').expect("a method and a path");
        (method, cell.fill(path))
    })
}

/// Nobody, a member and an administrator, as they were before anything happened.
async fn people(stage: &Stage, number: usize) -> Vec<Browser<'_>> {
    let (_, member) = stage.member(&format!("Membre {number}"), Role::Member).await;
    let (_, admin) = stage
        .member(&format!("Admin {number}"), Role::Administrator)
        .await;
    vec![stage.browser(), member, admin]
}

/// Who has most to lose on a route: the administrator where only the team comes, a member at home, else anybody.
fn who(route: &str) -> usize {
    match route {
        _ if route.starts_with("/admin") || route.starts_with("/moderation") => 2,
        _ if route.starts_with("/me") || route.starts_with("/ideas/new") || route.starts_with("/organ") => 1,
        _ => 0,
    }
}

story!(sec_31_nasty_addresses_get_an_answer_in_words, |stage| {
    let cast = Cast::gather(&stage).await;
    let mut people = people(&stage, 0).await;
    let mut walk = Walk {
        found: BTreeSet::new(),
        asked: 0,
    };
    let accents = "%C3%A9".repeat(2_000);
    for (route, templates) in ROUTES {
        let browser = &mut people[who(route)];
        let methods: BTreeSet<&str> = templates.iter().filter_map(|t| t.split(' ').next()).collect();
        for segment in SEGMENTS.iter().copied().chain([accents.as_str()]) {
            let Some(path) = fill(route, segment) else { break };
            for method in &methods {
                walk.send(browser, "segment", request(method, &path, "", Body::empty()))
                    .await;
            }
        }
        let Some((_, path)) = walks(templates, &cast.cells[0]).find(|(m, _)| *m == "GET") else {
            continue;
        };
        let bare = path.split('?').next().expect("a path");
        let nasty = VALUES.iter().map(|value| query(value));
        for query in nasty.chain(QUERIES.map(str::to_owned)) {
            let path = format!("{bare}?{query}");
            walk.send(browser, "query", request("GET", &path, "", Body::empty()))
                .await;
        }
    }
    let long = format!("/{}", "a".repeat(60_000));
    walk.send(&mut people[0], "long", request("GET", &long, "", Body::empty()))
        .await;
    walk.end(1_500);
});

story!(sec_31_methods_nobody_expects_get_an_answer_in_words, |stage| {
    let cast = Cast::gather(&stage).await;
    let mut people = people(&stage, 0).await;
    let mut walk = Walk {
        found: BTreeSet::new(),
        asked: 0,
    };
    for (_, templates) in ROUTES {
        let paths: BTreeSet<String> = walks(templates, &cast.cells[0]).map(|(_, path)| path).collect();
        for path in &paths {
            for method in ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
                let browser = &mut people[who(path)];
                walk.send(browser, "method", request(method, path, "", Body::empty()))
                    .await;
            }
        }
    }
    walk.end(800);
});

story!(sec_44_nasty_forms_get_an_answer_in_words, |stage| {
    let cast = Cast::gather(&stage).await;
    let bodies = bodies(&every_field());
    let mut walk = Walk {
        found: BTreeSet::new(),
        asked: 0,
    };
    let mut number = 0;
    for (_, templates) in ROUTES {
        let paths: BTreeSet<String> = walks(templates, &cast.cells[0])
            .filter(|(method, _)| *method == "POST")
            .map(|(_, path)| path)
            .collect();
        for path in paths {
            number += 1;
            let mut people = people(&stage, number).await;
            for (what, kind, body) in &bodies {
                let browsers = if who(&path) == 2 { 2..3 } else { 0..2 };
                for browser in &mut people[browsers] {
                    walk.send(browser, what, request("POST", &path, kind, body.clone()))
                        .await;
                }
            }
        }
    }
    walk.end(1_500);
});

story!(sec_31_nasty_headers_change_nothing, |stage| {
    let cast = Cast::gather(&stage).await;
    let values: [&[u8]; 5] = [
        b"\xff\xfe\x80",
        b"",
        b";;;=,=;q=x",
        &[b'a'; 8_000],
        b"session=../../x; lang=%00; theme=\xc3\xa9",
    ];
    let names = [
        "cookie",
        "accept-language",
        "accept-encoding",
        "accept",
        "range",
        "if-none-match",
        "user-agent",
        "referer",
        "x-forwarded-for",
        "hx-request",
        "x-request-id",
        "authorization",
    ];
    let mut walk = Walk {
        found: BTreeSet::new(),
        asked: 0,
    };
    for (_, templates) in ROUTES {
        for (_, path) in walks(templates, &cast.cells[0])
            .filter(|(method, _)| *method == "GET")
            .take(1)
        {
            for value in values {
                let mut asked = request("GET", &path, "", Body::empty());
                for name in names {
                    asked
                        .headers_mut()
                        .insert(name, HeaderValue::from_bytes(value).expect("a value"));
                }
                walk.send(&mut stage.browser(), "headers", asked).await;
            }
        }
    }
    walk.end(400);
});
