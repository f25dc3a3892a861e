//! What search engines are told: the map of the site in files that begin at lasting positions, which robots
//! may come, how to search here, and whom to tell about a weakness.

use askama::Template;
use terreau_kernel::{
    limits,
    time::{self, DAY, Micros},
};
use terreau_kit::{Problem, paging, problem::Answer};

use super::{
    guest::{self, Guest, value, xml},
    rows,
};

/// Pages that are not ideas, as the site map of this site names them.
const PAGES: [&str; 18] = [
    "/",
    "/ideas",
    "/ideas/map",
    "/explore",
    "/about",
    "/legal",
    "/terms",
    "/privacy",
    "/accessibility",
    "/contact",
    "/help",
    "/help/account",
    "/help/discuss",
    "/help/privacy",
    "/help/propose",
    "/help/report",
    "/help/search",
    "/help/api",
];

struct Address {
    url: String,
    changed: String,
}

#[derive(Template)]
#[template(path = "open/sitemap.xml")]
struct Map {
    index: bool,
    addresses: Vec<Address>,
}

impl Map {
    /// What joins a parameter to an address.
    fn mark(url: &str) -> &'static str {
        if url.contains('?') { "&" } else { "?" }
    }
}

const XML: &str = "application/xml; charset=utf-8";

fn size() -> i64 {
    i64::try_from(limits::SITEMAP).unwrap_or(10_000)
}

/// The files of the map.
pub async fn index(mut guest: Guest) -> Answer {
    let here = (guest.0.territory.id, guest.0.eyes());
    let bounds = rows::bounds(guest.0.db.get().await?, here, size()).await?;
    let file = |path: &str| Address {
        url: guest.absolute(path),
        changed: String::new(),
    };
    let mut addresses = vec![file("/sitemap-pages.xml")];
    let of = |position| file(&format!("/sitemap-ideas.xml?from={}", paging::cursor(position)));
    addresses.extend(bounds.iter().map(of));
    let map = Map {
        index: true,
        addresses,
    };
    Ok(guest::open(XML, map.render()?))
}

/// The pages that are not ideas.
pub async fn pages(guest: Guest) -> Answer {
    let one = |path: String| Address {
        url: guest.absolute(&path),
        changed: String::new(),
    };
    let themes = guest.0.territory.themes.iter().filter(|t| !t.retired);
    let themes = themes.map(|t| format!("/ideas?theme={}", t.slug));
    let addresses = PAGES
        .into_iter()
        .map(str::to_owned)
        .chain(themes)
        .map(one)
        .collect();
    let map = Map {
        index: false,
        addresses,
    };
    Ok(guest::open(XML, map.render()?))
}

/// The ideas from a position on.
pub async fn ideas(mut guest: Guest) -> Answer {
    let from: (Micros, terreau_kernel::id::Id) =
        paging::position(value(&guest.asked(), "from")).ok_or(Problem::NotFound)?;
    let here = (guest.0.territory.id, guest.0.eyes());
    let found = rows::mapped(guest.0.db.get().await?, here, from, size()).await?;
    let one = |(slug, at): (String, Micros)| Address {
        url: guest.absolute(&format!("/ideas/{slug}")),
        changed: time::rfc3339(at),
    };
    let map = Map {
        index: false,
        addresses: found.into_iter().map(one).collect(),
    };
    Ok(guest::open(XML, map.render()?))
}

/// Robots that gather texts to train machines.
const GATHERERS: [&str; 16] = [
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-ai",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "Meta-ExternalAgent",
    "omgili",
    "Timpibot",
];

/// What is of no use to a robot.
const CLOSED: [&str; 12] = [
    "/admin",
    "/moderation",
    "/me",
    "/login",
    "/join",
    "/gestures",
    "/report",
    "/decisions",
    "/imports",
    "/demo",
    "/lang/",
    "/theme/",
];

/// Which robots may come, and where.
pub async fn robots(guest: Guest) -> Answer {
    let mut text = String::new();
    if !guest.0.territory.settings.allow_ai_crawlers {
        for name in GATHERERS {
            text.push_str(&format!("User-agent: {name}\n"));
        }
        text.push_str("Disallow: /\n\n");
    }
    text.push_str("User-agent: *\n");
    for path in CLOSED {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str(&format!("\nSitemap: {}\n", guest.absolute("/sitemap.xml")));
    Ok(guest::open("text/plain; charset=utf-8", text))
}

#[derive(Template)]
#[template(path = "open/opensearch.xml")]
struct OpenSearch {
    name: String,
    line: String,
    lang: &'static str,
    base: String,
    icon: String,
}

/// How browsers search here.
pub async fn opensearch(guest: Guest) -> Answer {
    let visit = &guest.0;
    let name: String = visit.territory.settings.site_name.chars().take(16).collect();
    let template = OpenSearch {
        name: xml(&name),
        line: xml(&visit.tr.v("open-search-line", "territory", &visit.territory.name)),
        lang: visit.locale.code(),
        base: guest.absolute(""),
        icon: guest.absolute(&visit.app.assets.url("art/icon-192.png")),
    };
    Ok(guest::open(
        "application/opensearchdescription+xml; charset=utf-8",
        template.render()?,
    ))
}

/// Whom to tell about a weakness (RFC 9116). It is renewed each time it is read, and never older than a month.
pub async fn security(guest: Guest) -> Answer {
    let until = (guest.0.now / DAY + 180) * DAY;
    let mail = &guest.0.territory.settings.contact_email;
    let mut text = format!("Contact: {}\n", guest.absolute("/contact"));
    if terreau_kernel::address::parse(mail).is_ok() {
        text.push_str(&format!("Contact: mailto:{mail}\n"));
    }
    text.push_str(&format!("Expires: {}\n", time::rfc3339(until)));
    text.push_str("Preferred-Languages: fr, en\n");
    text.push_str(&format!(
        "Canonical: {}\n",
        guest.absolute("/.well-known/security.txt")
    ));
    Ok(guest::open("text/plain; charset=utf-8", text))
}
