//! Every page of the product, judged from its HTML: by a visitor, a member and an administrator, in both languages,
//! when it is found and when it is not.

use std::collections::{BTreeMap, BTreeSet};

use terreau_kit::Role;

use super::{
    cast::Cast,
    html::{faults, tags, title},
    routes::ROUTES,
};
use crate::{
    story,
    testing::{Browser, Page},
};

/// Letters are drawn for mail programs; the gallery shows pieces, footer included, apart from any page.
const NOT_OURS: [&str; 2] = ["/demo/mail/", "/gallery"];

/// The addresses of pages to open, with what they are filled from.
fn addresses(cast: &Cast<'_>) -> BTreeSet<String> {
    let all = ROUTES.iter().flat_map(|(_, templates)| templates.iter());
    let gets = all.filter_map(|t| t.strip_prefix("GET "));
    let filled = gets.map(|path| cast.cells[0].fill(path));
    filled
        .filter(|path| !NOT_OURS.iter().any(|not| path.starts_with(not)))
        .collect()
}

fn is_page(page: &Page) -> bool {
    page.headers
        .get("content-type")
        .is_some_and(|v| v.as_bytes().starts_with(b"text/html"))
        && page.text.starts_with("<!doctype html>")
}

async fn judge(
    browser: &mut Browser<'_>,
    who: &str,
    path: &str,
    lang: &str,
    found: &mut BTreeMap<String, String>,
) -> bool {
    let page = browser.get(path).await;
    if !is_page(&page) {
        return false;
    }
    let lang = if path.contains("lang=en") { "en" } else { lang };
    for fault in faults(&page.text, lang) {
        found.entry(fault).or_insert_with(|| format!("{who} {path}"));
    }
    if page.status.as_u16() >= 400
        && !title(&page.text).starts_with(if lang == "fr" { "Erreur" } else { "Error" })
    {
        found.insert(
            format!("A11Y-10: « {} »", title(&page.text)),
            format!("{who} {path} {}", page.status),
        );
    }
    true
}

story!(
    a11y_16_and_its_kin_every_page_is_sound_as_far_as_html_tells,
    |stage| {
        let cast = Cast::gather(&stage).await;
        let (_, member) = stage.member("Margot", Role::Member).await;
        let (_, admin) = stage.member("Adrien", Role::Administrator).await;
        let mut people = [("visitor", stage.browser()), ("member", member), ("admin", admin)];
        let (mut found, mut pages) = (BTreeMap::new(), 0);
        for (who, browser) in &mut people {
            for path in addresses(&cast) {
                pages += usize::from(judge(browser, who, &path, "fr", &mut found).await);
            }
        }
        browser_in_english(&mut people[2].1);
        for path in addresses(&cast) {
            let english = path.contains("lang=fr") || path.starts_with("/lang/");
            if !english {
                pages +=
                    usize::from(judge(&mut people[2].1, "admin, in English", &path, "en", &mut found).await);
            }
        }
        assert!(found.is_empty(), "{}: {found:#?}", found.len());
        assert!(pages > 150, "{pages}");
    }
);

fn browser_in_english(browser: &mut Browser<'_>) {
    browser.set_cookie("lang", "en");
}

story!(a11y_10_no_two_pages_have_the_same_title, |stage| {
    let cast = Cast::gather(&stage).await;
    let (_, mut admin) = stage.member("Adrien", Role::Administrator).await;
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for path in addresses(&cast) {
        if path.contains('?') {
            continue;
        }
        let page = admin.get(&path).await;
        if page.status != 200 || !is_page(&page) {
            continue;
        }
        let said = title(&page.text).to_owned();
        assert!(
            said.contains(" – ") || path == "/",
            "{path}: page, section, site: {said}"
        );
        let canonical = |p: &str| {
            let tag = tags(&page.text);
            tag.iter()
                .find(|t| t.get("rel") == Some("canonical"))
                .and_then(|t| t.get("href"))
                .map_or(p.to_owned(), str::to_owned)
        };
        let here = canonical(&path);
        if let Some(other) = titles.insert(said.clone(), here.clone()) {
            assert_eq!(other, here, "« {said} » is also the title of {path}");
        }
    }
    assert!(titles.len() > 40, "{}", titles.len());
});

story!(
    priv_36_and_a11y_25_what_the_law_asks_and_help_are_on_every_page,
    |stage| {
        let cast = Cast::gather(&stage).await;
        let (_, mut admin) = stage.member("Adrien", Role::Administrator).await;
        let wanted = [
            "/legal",
            "/terms",
            "/privacy",
            "/cookies",
            "/accessibility",
            "/site-map",
            "/contact",
            "/help",
        ];
        let (mut orders, mut pages) = (BTreeSet::new(), 0);
        for path in addresses(&cast) {
            let page = admin.get(&path).await;
            if !is_page(&page) {
                continue;
            }
            let all = tags(&page.text);
            let foot = all.iter().skip_while(|t| t.close || t.name != "footer");
            let links: Vec<String> = foot
                .filter(|t| t.name == "a")
                .filter_map(|t| t.get("href"))
                .map(str::to_owned)
                .collect();
            for link in wanted {
                assert!(
                    links.iter().any(|l| l == link),
                    "{path} does not lead to {link}: {links:?}"
                );
            }
            assert!(
                page.text.contains("href=\"/lang/"),
                "{path} can be read in the other language (UX-24)"
            );
            orders.insert(
                links
                    .into_iter()
                    .filter(|l| wanted.contains(&l.as_str()))
                    .collect::<Vec<_>>(),
            );
            pages += 1;
        }
        assert_eq!(orders.len(), 1, "always in the same order: {orders:#?}");
        assert!(pages > 60, "{pages}");
    }
);
