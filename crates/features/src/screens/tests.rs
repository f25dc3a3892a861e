//! Stories of pages put together: what they tell machines, and the language they are read in.

use axum::{body::Body, http::Request};
use terreau_kit::Role;
use terreau_store::run;

use crate::{open::Sown, story, testing::Page};

/// The value of an attribute of the first element that begins so.
fn value<'a>(page: &'a Page, begins: &str, attribute: &str) -> &'a str {
    let (_, rest) = page
        .text
        .split_once(begins)
        .unwrap_or_else(|| panic!("no {begins}"));
    let (element, _) = rest.split_once('>').expect("an element");
    let (_, rest) = element
        .split_once(&format!("{attribute}=\""))
        .expect("an attribute");
    rest.split('"').next().expect("a value")
}

fn local(address: &str) -> String {
    address
        .replace("http://sceaux.test", "")
        .replace("&amp;", "&")
        .replace("&#38;", "&")
}

story!(
    io_20_the_head_of_an_idea_leads_to_everything_that_can_be_made_of_it,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        Sown::new("Un banc devant la gare", anna).sow(&stage).await;
        let mut any = stage.browser();
        let page = any.get("/ideas/un-banc-devant-la-gare?sort=time").await.is(200);
        let here = "http://sceaux.test/ideas/un-banc-devant-la-gare";
        assert_eq!(value(&page, "<link rel=\"canonical\"", "href"), here);
        for (lang, end) in [("fr", "?lang=fr"), ("en", "?lang=en"), ("x-default", "")] {
            let begins = format!("<link rel=\"alternate\" hreflang=\"{lang}\"");
            let href = value(&page, &begins, "href");
            assert_eq!(href, format!("{here}{end}"));
            any.get(&local(href)).await.is(200);
        }
        assert_eq!(value(&page, "<meta property=\"og:url\"", "content"), here);
        assert_eq!(
            value(&page, "<meta property=\"og:title\"", "content"),
            "Un banc devant la gare"
        );
        let image = local(value(&page, "<meta property=\"og:image\"", "content"));
        let drawn = any.get(&image).await.is(200);
        assert_eq!(drawn.headers["content-type"], "image/png");
        let feed = local(value(
            &page,
            "<link rel=\"alternate\" type=\"application/atom+xml\"",
            "href",
        ));
        any.get(&feed).await.is(200).has("urn:uuid:");
        let oembed = local(value(
            &page,
            "<link rel=\"alternate\" type=\"application/json+oembed\"",
            "href",
        ));
        assert_eq!(
            any.get(&oembed).await.is(200).json()["title"],
            "Un banc devant la gare"
        );
        let (_, data) = page
            .text
            .split_once("<script type=\"application/ld+json\">")
            .expect("JSON-LD");
        let data: serde_json::Value =
            serde_json::from_str(data.split("</script>").next().expect("an end")).expect("JSON");
        assert_eq!(data["@context"], "https://schema.org");
    }
);

story!(every_page_names_one_address_and_both_languages, |stage| {
    let (anna, _) = stage.member("Anna", Role::Member).await;
    Sown::new("Un banc", anna).sow(&stage).await;
    let mut any = stage.browser();
    for path in [
        "/",
        "/ideas",
        "/ideas/map",
        "/explore",
        "/people/anna",
        "/help",
        "/search",
        "/legal",
        "/ideas/new",
    ] {
        let page = any.get(path).await.is(200);
        assert_eq!(page.text.matches("rel=\"canonical\"").count(), 1, "{path}");
        assert_eq!(page.text.matches("hreflang=\"en\" href=").count(), 1, "{path}");
        let other = any
            .get(&local(value(
                &page,
                "<link rel=\"alternate\" hreflang=\"en\"",
                "href",
            )))
            .await
            .is(200);
        assert!(other.text.contains("<html lang=\"en\""), "{path}");
    }
});

story!(
    an_address_that_ever_worked_leads_to_where_the_idea_is_now,
    |stage| {
        let (anna, _) = stage.member("Anna", Role::Member).await;
        let idea = Sown::new("Un banc", anna).sow(&stage).await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        for old in ["un-siege", "un-tabouret"] {
            let text = "insert into idea_slugs (territory_id, slug, idea_id) values ($1, $2, $3)";
            run!(&mut tx, text, stage.territory, old, idea).expect("an old address");
        }
        tx.commit().await.expect("kept");
        let mut any = stage.browser();
        for old in ["un-siege", "un-tabouret"] {
            let page = any.get(&format!("/ideas/{old}")).await.is(308);
            assert_eq!(page.location(), "/ideas/un-banc");
            let page = any.get(&format!("/ideas/{old}?lang=en&sort=time")).await.is(308);
            assert_eq!(page.location(), "/ideas/un-banc?lang=en&sort=time");
            assert_eq!(
                any.get(&format!("/api/v1/ideas/{old}")).await.is(200).json()["slug"],
                "un-banc"
            );
            let whole = format!("http%3A%2F%2Fsceaux.test%2Fideas%2F{old}");
            any.get(&format!("/oembed?url={whole}"))
                .await
                .is(200)
                .has("Un banc");
        }
    }
);

story!(
    the_language_is_that_of_the_reader_until_they_choose_and_then_it_is_remembered,
    |stage| {
        let mut any = stage.browser();
        let asks = |lang: &'static str| {
            Request::get("/ideas")
                .header("accept-language", lang)
                .body(Body::empty())
                .expect("a request")
        };
        any.send(asks("en-GB,en;q=0.9,fr;q=0.5"))
            .await
            .is(200)
            .has("<html lang=\"en\"");
        any.send(asks("de,fr;q=0.5"))
            .await
            .is(200)
            .has("<html lang=\"fr\"");
        let page = any.get("/lang/en?next=%2Fexplore%3Fa%3D1").await.is(303);
        assert_eq!(page.location(), "/explore?a=1");
        any.send(asks("fr")).await.is(200).has("<html lang=\"en\"");
        any.get("/lang/fr?next=https%3A%2F%2Fevil.test").await.is(303);
        let page = any.send(asks("en")).await.is(200);
        page.has("<html lang=\"fr\"").has("/lang/en?next=");
        any.get("/lang/xx").await.is(404);
    }
);

story!(a_phone_without_network_finds_a_page_that_says_so, |stage| {
    let mut any = stage.browser();
    let page = any.get("/offline").await.is(200);
    assert!(page.text.contains("noindex"));
    let worker = any.get("/sw.js").await.is(200).has("/offline");
    assert_eq!(worker.headers["cache-control"], "no-cache");
    let manifest = any.get("/manifest.webmanifest").await.is(200).json();
    for icon in manifest["icons"].as_array().expect("icons") {
        any.get(icon["src"].as_str().expect("an address")).await.is(200);
    }
});

story!(io_20_a_page_may_say_what_it_is_to_machines, |stage| {
    use terreau_kit::Visit;
    let (anna, _) = stage.member("Anna", Role::Member).await;
    Sown::new("</script><script>alert(1)</script>", anna)
        .sow(&stage)
        .await;
    let territory = stage.app.atlas.by_id(stage.territory).expect("there");
    let uri = axum::http::Uri::from_static("/");
    let address = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    let headers = axum::http::HeaderMap::new();
    let mut visit = Visit::arrive(&stage.app, territory, &headers, &uri, address)
        .await
        .expect("a visit");
    let slug = terreau_kernel::text::slug("</script><script>alert(1)</script>", 60);
    let idea = crate::ideas::visible(&mut visit, &slug).await.expect("an idea");
    let text = super::json_ld::json_ld_idea(&visit, &idea);
    assert!(!text.contains('<') && !text.contains('>'));
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let post = &json["@graph"][0];
    for key in [
        "headline",
        "text",
        "datePublished",
        "author",
        "url",
        "image",
        "interactionStatistic",
    ] {
        assert!(!post[key].is_null(), "{key}");
    }
    assert_eq!(json["@graph"][1]["@type"], "BreadcrumbList");
});
