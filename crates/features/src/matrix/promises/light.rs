//! Pages are light.

use terreau_kit::{
    Role,
    edge::{Encoding, compress},
};

use crate::{ideas::tests::propose, matrix::html::tags, story, testing::Browser};

/// What a browser loads with a page: bytes as packed, and how many requests.
async fn weight(browser: &mut Browser<'_>, path: &str) -> (usize, usize, usize) {
    let page = browser.get(path).await.is(200);
    let packed = |bytes: &[u8]| compress(bytes, Encoding::Brotli, 5).map_or(bytes.len(), |b| b.len());
    let (mut code, mut total, mut requests) = (packed(&page.bytes), packed(&page.bytes), 1);
    let nodes = tags(&page.text).iter().filter(|t| !t.close).count();
    let mut seen = std::collections::BTreeSet::new();
    for tag in tags(&page.text).iter().filter(|t| !t.close) {
        let loads = match tag.name {
            "script" => tag.get("src"),
            "link" if matches!(tag.get("rel"), Some("stylesheet" | "preload" | "icon")) => tag.get("href"),
            "img" if tag.get("loading") != Some("lazy") => tag.get("src"),
            "use" => tag.get("href").and_then(|h| h.split('#').next()),
            _ => None,
        };
        let Some(address) = loads.filter(|a| seen.insert((*a).to_owned())) else {
            continue;
        };
        let file = browser.get(address).await.is(200);
        let size = packed(&file.bytes);
        total += size;
        requests += 1;
        if matches!(tag.name, "script") || tag.get("rel") == Some("stylesheet") {
            code += size;
        }
    }
    assert!(nodes > 50, "{nodes}");
    println!("{path}: {code} bytes of code, {total} in all, {requests} requests, {nodes} nodes");
    (code, total, requests)
}

story!(ux_14_pages_are_light, |stage| {
    let (_, mut author) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut author, "Un verger partagé").await;
    let mut any = stage.browser();
    for path in [
        "/",
        "/ideas",
        &format!("/ideas/{slug}"),
        "/ideas/new",
        "/login",
        "/help",
    ] {
        let (code, total, requests) = weight(&mut any, path).await;
        assert!(
            code <= 100_000,
            "{path}: {code} bytes of HTML, CSS and JavaScript"
        );
        assert!(total <= 300_000, "{path}: {total} bytes");
        assert!(requests <= 15, "{path}: {requests} requests");
    }
});
