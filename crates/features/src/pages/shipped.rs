//! The texts shipped with the product, and the values put in the places they leave open.

use terreau_kernel::locale::{self, Locale};
use terreau_kit::{Territory, Visit, page};

use crate::closed;

/// Every standing page, in the order of the site map.
pub const SLUGS: [&str; 14] = [
    "about",
    "legal",
    "terms",
    "privacy",
    "cookies",
    "accessibility",
    "contact",
    "help",
    "help-account",
    "help-discuss",
    "help-privacy",
    "help-propose",
    "help-report",
    "help-search",
];

macro_rules! text {
    ($slug:literal, $lang:literal) => {
        include_str!(concat!("shipped/", $slug, ".", $lang, ".md"))
    };
}

/// The shipped text of a page: its title and its Markdown.
#[must_use]
pub fn shipped(slug: &str, locale: Locale) -> Option<(&'static str, &'static str)> {
    let text = match (slug, locale) {
        ("about", Locale::Fr) => text!("about", "fr"),
        ("about", Locale::En) => text!("about", "en"),
        ("legal", Locale::Fr) => text!("legal", "fr"),
        ("legal", Locale::En) => text!("legal", "en"),
        ("terms", Locale::Fr) => text!("terms", "fr"),
        ("terms", Locale::En) => text!("terms", "en"),
        ("privacy", Locale::Fr) => text!("privacy", "fr"),
        ("privacy", Locale::En) => text!("privacy", "en"),
        ("cookies", Locale::Fr) => text!("cookies", "fr"),
        ("cookies", Locale::En) => text!("cookies", "en"),
        ("accessibility", Locale::Fr) => text!("accessibility", "fr"),
        ("accessibility", Locale::En) => text!("accessibility", "en"),
        ("contact", Locale::Fr) => text!("contact", "fr"),
        ("contact", Locale::En) => text!("contact", "en"),
        ("help", Locale::Fr) => text!("help", "fr"),
        ("help", Locale::En) => text!("help", "en"),
        ("help-account", Locale::Fr) => text!("help-account", "fr"),
        ("help-account", Locale::En) => text!("help-account", "en"),
        ("help-discuss", Locale::Fr) => text!("help-discuss", "fr"),
        ("help-discuss", Locale::En) => text!("help-discuss", "en"),
        ("help-privacy", Locale::Fr) => text!("help-privacy", "fr"),
        ("help-privacy", Locale::En) => text!("help-privacy", "en"),
        ("help-propose", Locale::Fr) => text!("help-propose", "fr"),
        ("help-propose", Locale::En) => text!("help-propose", "en"),
        ("help-report", Locale::Fr) => text!("help-report", "fr"),
        ("help-report", Locale::En) => text!("help-report", "en"),
        ("help-search", Locale::Fr) => text!("help-search", "fr"),
        ("help-search", Locale::En) => text!("help-search", "en"),
        _ => return None,
    };
    let (title, body) = text.split_once('\n')?;
    Some((title.trim_start_matches("# ").trim(), body.trim()))
}

/// Puts the territory's values in the places a text leaves open.
#[must_use]
pub fn fill(visit: &Visit, text: &str, updated: i64) -> String {
    let t: &Territory = &visit.territory;
    let s = &t.settings;
    let unset = visit.tr.t("pages-unset");
    let or_unset = |value: &str| {
        if value.is_empty() {
            unset.clone()
        } else {
            value.to_owned()
        }
    };
    let values = [
        ("territory", t.name.clone()),
        ("site_name", t.site(&visit.tr)),
        ("base_url", page::base(&visit.app, t)),
        ("publisher", or_unset(&s.publisher)),
        ("publisher_address", or_unset(&s.publisher_address)),
        ("publisher_phone", or_unset(&s.publisher_phone)),
        ("publication_director", or_unset(&s.publication_director)),
        ("host_name", or_unset(&s.host_name)),
        ("host_address", or_unset(&s.host_address)),
        ("host_phone", or_unset(&s.host_phone)),
        ("contact_email", or_unset(&s.contact_email)),
        ("dpo_email", or_unset(&s.dpo_email)),
        ("minimum_age", s.minimum_age.to_string()),
        ("absence_months", s.absence_months.to_string()),
        ("closed_accounts", closed::said(visit)),
        ("accessibility_state", visit.tr.t(accessibility(&s.accessibility))),
        ("audit_date", or_unset(&s.audit_date)),
        ("audit_rate", or_unset(&s.audit_rate)),
        ("services", services(visit)),
        ("updated", locale::date_long(updated, visit.locale, visit.zone())),
    ];
    let mut text = text.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), &value);
    }
    text
}

/// The services this installation calls, each with its message and its host.
fn outside(visit: &Visit) -> impl Iterator<Item = (&'static str, String)> {
    let config = &visit.app.config;
    let tiles = url::Url::parse(&config.tiles.replace(['{', '}'], "x")).ok();
    let tiles = tiles.and_then(|url| url.host_str().map(str::to_owned));
    let geocoder = visit.app.geocoder.host().map(str::to_owned);
    let named = [
        ("pages-services-geocoder", geocoder),
        ("pages-services-tiles", tiles),
    ];
    named.into_iter().filter_map(|(key, host)| Some((key, host?)))
}

/// What each service learns, in words.
fn services(visit: &Visit) -> String {
    let told = outside(visit).map(|(key, host)| format!("- {}", visit.tr.v(key, "host", &host)));
    let lines: Vec<String> = told.collect();
    if lines.is_empty() {
        visit.tr.t("pages-services-none")
    } else {
        lines.join("\n")
    }
}

/// The text of the privacy page. A town that wrote its own may have left out what leaves this site: it is said all the
/// same.
pub fn with_services(visit: &Visit, text: String) -> String {
    let told = |host: &str| text.contains("{{services}}") || text.contains(host);
    if outside(visit).all(|(_, host)| told(&host)) {
        return text;
    }
    let title = visit.tr.t("pages-services");
    format!("{text}\n\n## {title}\n\n{{{{services}}}}")
}

fn accessibility(state: &str) -> &'static str {
    match state {
        "full" => "pages-accessibility-full",
        "partial" => "pages-accessibility-partial",
        _ => "pages-accessibility-none",
    }
}
