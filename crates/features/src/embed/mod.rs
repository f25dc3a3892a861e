//! oEmbed: an idea shown by another site as a quotation that holds no script.

use axum::{Router, routing::get};
use serde_json::json;
use terreau_kernel::id;
use terreau_kit::{App, Problem, page, problem::Answer};

use crate::{
    ideas,
    open::{
        fill,
        guest::{self, Guest, value},
    },
    people::shown_name,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/oembed", get(oembed))
}

/// The slug of an address of ours.
fn slug(guest: &Guest, address: &str) -> Option<String> {
    let base = url::Url::parse(&page::base(&guest.0.app, &guest.0.territory)).ok()?;
    let asked = url::Url::parse(address).ok()?;
    let web = matches!(asked.scheme(), "http" | "https");
    if !web || asked.host_str() != base.host_str() || asked.port() != base.port() {
        return None;
    }
    let slug = asked
        .path()
        .strip_prefix("/ideas/")?
        .trim_end_matches('/')
        .to_owned();
    (!slug.is_empty() && !slug.contains('/')).then_some(slug)
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

fn size(text: &str, most: u32) -> u32 {
    text.parse().unwrap_or(most).clamp(200, most)
}

/// The description of an idea for whoever shows it elsewhere.
async fn oembed(mut guest: Guest) -> Answer {
    let asked = guest.asked();
    if !matches!(value(&asked, "format"), "" | "json") {
        return Err(Problem::Invalid("open-invalid-format"));
    }
    let slug = slug(&guest, value(&asked, "url")).ok_or(Problem::NotFound)?;
    let idea = ideas::visible(&mut guest.0, &slug).await?;
    let visit = &guest.0;
    let site = visit.territory.settings.site_name.clone();
    let author = fill::body(&visit.territory, idea.body_id)
        .unwrap_or_else(|| shown_name(visit, &idea.author_name, &idea.author_state));
    let address = guest.absolute(&idea.url());
    let html = format!(
        "<blockquote lang=\"{}\" cite=\"{}\"><p><a href=\"{}\"><strong>{}</strong></a></p><p>{}</p>\
         <footer>{} · {} {}</footer></blockquote>",
        escaped(&idea.lang),
        escaped(&address),
        escaped(&address),
        escaped(&idea.title),
        escaped(&idea.line),
        escaped(&author),
        escaped(&site),
        escaped(&visit.territory.name),
    );
    let mut body = json!({
        "version": "1.0",
        "type": "rich",
        "title": idea.title,
        "author_name": author,
        "provider_name": format!("{site} {}", visit.territory.name),
        "provider_url": guest.absolute("/"),
        "cache_age": 3600,
        "thumbnail_url": guest.absolute(&format!("/share/ideas/{}.png", id::short(idea.id))),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": size(value(&asked, "maxwidth"), 600),
        "height": size(value(&asked, "maxheight"), 240),
        "html": html,
    });
    let signed = visit.territory.body(idea.body_id);
    if let Some(signed) = signed.filter(|signed| signed.open) {
        body["author_url"] = guest.absolute(&signed.url()).into();
    } else if signed.is_none() && idea.author_state != "anonymised" {
        body["author_url"] = guest.absolute(&format!("/people/{}", idea.author_slug)).into();
    }
    Ok(guest::open("application/json", body.to_string()))
}
