//! Stories of standing pages.

use terreau_kernel::locale::Locale;

use super::{SLUGS, shipped};
use crate::{story, testing::Stage};

#[test]
fn l10n_03_every_page_is_shipped_in_both_languages() {
    for slug in SLUGS {
        for locale in Locale::ALL {
            let (title, body) = shipped(slug, locale).unwrap_or_else(|| panic!("{slug}"));
            assert!(!title.is_empty() && body.len() > 200, "{slug}");
        }
    }
}

story!(
    priv_36_and_a11y_39_every_standing_page_answers_with_nothing_left_open,
    |stage| {
        let mut browser = stage.browser();
        for slug in SLUGS {
            let path = slug
                .strip_prefix("help-")
                .map_or_else(|| format!("/{slug}"), |part| format!("/help/{part}"));
            let page = browser.get(&path).await.is(200).has_not("{{").has("<h1>");
            assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
        }
        browser.get("/site-map").await.is(200).has("/privacy");
        browser.get("/help/nothing").await.is(404);
    }
);

story!(a11y_38_the_home_page_says_how_accessible_it_is, |stage| {
    stage
        .browser()
        .get("/")
        .await
        .is(200)
        .has("Accessibilité\u{a0}: non conforme");
});

#[tokio::test]
async fn ux_10_and_priv_34_the_privacy_page_names_every_host_that_is_called() {
    let stage = Stage::set_with(None, |config| {
        config.geocoder = "https://geo.example/search?key=hush".into();
        config.tiles = "https://tiles.example/{z}/{x}/{y}.png".into();
    })
    .await;
    for page in ["/privacy", "/cookies"] {
        let page = stage.browser().get(page).await.is(200);
        page.has("geo.example").has("tiles.example").has_not("hush");
    }
    let nobody = Stage::set(None).await;
    for page in ["/privacy", "/cookies"] {
        let page = nobody.browser().get(page).await.is(200);
        page.has("Aucun service extérieur n’est utilisé");
    }
}
